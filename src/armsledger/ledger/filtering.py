"""Which claims are asked for, as a value and as SQL."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from armsledger.errors import UsageError
from armsledger.ledger.schema import CLAIM, CLAIM_SPAN, DOCUMENT, PHRASE, READING
from armsledger.model import CERTAINTIES, KINDS, POLARITIES, REALIS, SOURCE_KINDS, STATUSES


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to take: those that pass every condition given.

    Where a condition lists several, any of them will do. `suppliers`, `recipients`, `systems` and `sources`
    are entities' ids or fillers' words, upper and lower case alike; a source may stand anywhere in the chain
    of sources; `source_kinds` are those of the innermost source, whom the claim goes back to. `since` and
    `until` (both included) take claims whose time overlaps; a claim without a resolved time passes neither.
    `text` is a part of the claim's quote, upper and lower case alike. `document_id` is one document.
    `reading` is one reading's number; without it, the newest reading of each document counts. Raises
    UsageError for a kind or status that there is not.
    """

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    realis: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str | None = None
    document_id: str | None = None
    reading: int | None = None

    def __post_init__(self) -> None:
        _check("kind", self.kinds, KINDS)
        _check("polarity", self.polarities, POLARITIES)
        _check("certainty", self.certainties, CERTAINTIES)
        _check("realis", self.realis, REALIS)
        _check("kind of source", self.source_kinds, SOURCE_KINDS)
        _check("status", self.statuses, tuple(dict.fromkeys(s for kind in STATUSES.values() for s in kind)))


def _check(what: str, given: tuple[str, ...], known: tuple[str, ...]) -> None:
    for one in given:
        if one not in known:
            raise UsageError(f"There is no {what} {one!r}; use one of {', '.join(known)}.")


def condition(wanted: ClaimFilter) -> ColumnElement[bool]:
    """The WHERE clause of a filter, over `claim` joined with `reading` and `document`."""
    parts = [_of_reading(wanted.reading)]
    if wanted.kinds:
        parts.append(CLAIM.c.kind.in_(wanted.kinds))
    if wanted.statuses:
        parts.append(CLAIM.c.status.in_(wanted.statuses))
    for column, values in (
        (CLAIM.c.polarity, wanted.polarities),
        (CLAIM.c.certainty, wanted.certainties),
        (CLAIM.c.realis, wanted.realis),
    ):
        if values:
            parts.append(column.in_(values))
    if wanted.source_kinds:
        parts.append(_goes_back_to(wanted.source_kinds))
    for role, names in (
        ("supplier", wanted.suppliers),
        ("recipient", wanted.recipients),
        ("system", wanted.systems),
    ):
        if names:
            parts.append(_names(names, and_(CLAIM_SPAN.c.part == "role", CLAIM_SPAN.c.name == role)))
    if wanted.sources:
        parts.append(_names(wanted.sources, CLAIM_SPAN.c.part == "source"))
    if wanted.since is not None or wanted.until is not None:
        parts.append(_overlaps(wanted.since, wanted.until))
    if wanted.text is not None:
        parts.append(CLAIM.c.quote.icontains(wanted.text, autoescape=True))
    if wanted.document_id is not None:
        parts.append(DOCUMENT.c.id == wanted.document_id)
    return and_(*parts)


def _of_reading(number: int | None) -> ColumnElement[bool]:
    if number is not None:
        return CLAIM.c.reading == number
    return CLAIM.c.reading.in_(select(func.max(READING.c.number)).group_by(READING.c.document))


def _names(names: tuple[str, ...], place: ColumnElement[bool]) -> ColumnElement[bool]:
    meant = select(PHRASE.c.number).where(PHRASE.c.folded.in_([name.casefold() for name in names]))
    return CLAIM.c.number.in_(
        select(CLAIM_SPAN.c.claim).where(
            place, or_(CLAIM_SPAN.c.entity.in_(meant), CLAIM_SPAN.c.phrase.in_(meant))
        )
    )


def _goes_back_to(kinds: tuple[str, ...]) -> ColumnElement[bool]:
    """Claims whose innermost source, the last of the chain, is of one of these kinds."""
    other = CLAIM_SPAN.alias("outer_span")
    last = (
        select(func.max(other.c.position))
        .where(other.c.claim == CLAIM_SPAN.c.claim, other.c.part == "source")
        .scalar_subquery()
    )
    return CLAIM.c.number.in_(
        select(CLAIM_SPAN.c.claim).where(
            CLAIM_SPAN.c.part == "source", CLAIM_SPAN.c.name.in_(kinds), CLAIM_SPAN.c.position == last
        )
    )


def _overlaps(since: date | None, until: date | None) -> ColumnElement[bool]:
    """An end that is not known is open; a time without either was never resolved, and overlaps nothing."""
    if since is not None and until is not None and since > until:
        return false()
    parts: list[ColumnElement[bool]] = [or_(CLAIM.c.since.is_not(None), CLAIM.c.until.is_not(None))]
    if since is not None:
        parts.append(or_(CLAIM.c.until.is_(None), CLAIM.c.until >= since))
    if until is not None:
        parts.append(or_(CLAIM.c.since.is_(None), CLAIM.c.since <= until))
    return and_(*parts)
