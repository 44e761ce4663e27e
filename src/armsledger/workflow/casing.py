"""Asking a ledger for its cases: all that pass a filter, one of them, or why two claims are or are not of
one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from armsledger.analysis.account import account_of
from armsledger.analysis.comparing import JOINED_FROM, JOINED_WITHIN, Evidence, weigh
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.lineage import Lineage
from armsledger.catalog import Catalog
from armsledger.errors import UsageError
from armsledger.ledger import ClaimFilter, Ledger, StoredClaim, caseload
from armsledger.ledger.schema import (
    ACCOUNT,
    ACCOUNT_CLAIM,
    CASEFILE,
    CASEFILE_NAME,
    CLAIM,
)
from armsledger.model import Reading
from armsledger.model.case import Case, Met
from armsledger.workflow.caserows import CaseMaker
from armsledger.workflow.linking import bring_up_to_date
from armsledger.workflow.placing import unpacked
from armsledger.workflow.querying import EXACT_SCORE
from armsledger.workflow.settling import settled

_HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to take: those that pass every condition given; of several names any will do.

    Names are those of `ClaimFilter`, a state meaning whoever acts for it, too. `since` and `until` take cases
    whose time overlaps. `about` takes those with a disagreement about it; `least_origins` those that so many
    independent origins assert; `denied` those that somebody denies.
    """

    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    about: tuple[str, ...] = ()
    least_origins: int = 0
    denied: bool = False
    abroad: bool = False


EVERY_CASE = CaseFilter()


@dataclass(frozen=True, slots=True)
class AsKnown:
    """How the ledger is looked at: by what was published, and by what was added, up to these days."""

    published: date | None = None
    added: date | None = None


NOW = AsKnown()


def case_rows(
    ledger: Ledger, catalog: Catalog, wanted: CaseFilter = EVERY_CASE, known: AsKnown = NOW
) -> list[str]:
    """The cases that pass, each as its JSON text, by first publication; as they were `known`."""
    if known != NOW:
        with as_known(ledger, catalog, known) as then:
            return case_rows(then, catalog, wanted)
    _refresh(ledger, catalog)
    query = select(CASEFILE.c.body).where(condition(wanted, catalog))
    query = query.order_by(CASEFILE.c.published.nulls_first(), CASEFILE.c.id)
    with ledger.querying() as connection:
        return list(connection.scalars(query))


def case(ledger: Ledger, catalog: Catalog, id: str) -> Case:
    """The case whose id begins with `id`, or that the claim whose id begins so is of.

    Raises UsageError where there is none, or several.
    """
    _refresh(ledger, catalog)
    with ledger.querying() as connection:
        number = _number_of(connection, id)
        return _made(connection, number, catalog)


def _made(connection: Connection, number: int, catalog: Catalog) -> Case:
    maker = CaseMaker(connection, Kinship(catalog), settled(connection, 0))
    (made,) = maker.cases([caseload.placed(connection, "anchor", [number])])
    return made


def _number_of(connection: Connection, id: str) -> int:
    prefix = id.lower()
    if not prefix or not _HEXADECIMAL.issuperset(prefix):
        raise UsageError(f"{id!r} is no id of a case or claim; `armsledger cases` lists the cases.")
    begins = CASEFILE.c.id.between(prefix, prefix + "g")  # g follows f
    numbers = list(connection.scalars(select(CASEFILE.c.number).where(begins).limit(3)))
    if not numbers:
        numbers = list(
            connection.scalars(
                select(ACCOUNT.c.anchor)
                .distinct()
                .join(ACCOUNT_CLAIM, ACCOUNT_CLAIM.c.account == ACCOUNT.c.number)
                .join(CLAIM, CLAIM.c.number == ACCOUNT_CLAIM.c.claim)
                .where(CLAIM.c.id.between(prefix, prefix + "g"))
                .limit(3)
            )
        )
    if not numbers:
        raise UsageError(f"there is no case {id}, and no claim of a case; `armsledger cases` lists them.")
    if len(numbers) > 1:
        raise UsageError(f"several cases begin with {id}, or its claim is of several; give more digits.")
    number: int = numbers[0]
    return number


@contextmanager
def as_known(ledger: Ledger, catalog: Catalog, known: AsKnown) -> Iterator[Ledger]:
    """The ledger as it was known: a copy in memory of the documents, newest readings and judgements of
    then."""
    with Ledger.in_memory() as then:
        for document in ledger.documents():
            appearances = ledger.appearances(document.id)
            readings = ledger.readings(document.id)
            met = [one for one in appearances if known.added is None or one.met_at.date() <= known.added]
            read = [one for one in readings if known.added is None or one.read_at.date() <= known.added]
            if not met or not read:
                continue
            published = document.published or read[-1].published or met[0].appearance.published
            if known.published is not None and (published is None or published > known.published):
                continue
            claims = tuple(one.claim for one in ledger.claims(ClaimFilter(reading=read[-1].number)))
            reading = Reading(document.id, read[-1].reader, read[-1].published, claims)
            for one in met:
                then.add(document, one.appearance, reading, at=one.met_at)
        for stored in ledger.judgements():
            if known.added is None or stored.judgement.made_at.date() <= known.added:
                then.judge(stored.judgement)
        yield then


def namer(catalog: Catalog) -> Callable[[str], str]:
    """What an id is called: the catalogue's name for it, else itself."""

    def named(id: str) -> str:
        entry = catalog.get(id)
        return entry.name if entry is not None else id.lstrip("~")

    return named


@dataclass(frozen=True, slots=True)
class Comparison:
    """Why two claims are or are not of one case: the reasons, their sum, and what it is held against."""

    one: StoredClaim
    other: StoredClaim
    together: bool
    evidence: tuple[Evidence, ...]
    points: float
    needed: float
    judged: str | None


def why(ledger: Ledger, catalog: Catalog, one_id: str, other_id: str) -> Comparison:
    """Compares two claims as linking does. Raises UsageError for a claim that is of no case."""
    _refresh(ledger, catalog)
    kinship = Kinship(catalog)
    one, other = (_claim(ledger, id) for id in (one_id, other_id))
    with ledger.querying() as connection:
        state = settled(connection, 0)
        mine, theirs = (caseload.of_claims(connection, [stored.number]) for stored in (one, other))
    for stored, placed in ((one, mine), (other, theirs)):
        if not placed:
            raise UsageError(
                f"claim {stored.claim.id} is of no case: it is of a kind that makes none, was rejected, "
                "or is of an older reading."
            )
    together = not {account.anchor for account in mine}.isdisjoint(account.anchor for account in theirs)
    mine_told, theirs_told = ([unpacked(account.body) for account in some] for some in (mine, theirs))
    pairs = [(a, b) for a in mine_told for b in theirs_told if a.family == b.family]
    needed = JOINED_FROM
    if one.claim.document_id == other.claim.document_id:
        needed = JOINED_WITHIN
        pairs = [
            (account_of((a,)), account_of((b,)))
            for x in mine_told
            for y in theirs_told
            for a in x.tellings
            for b in y.tellings
            if a.claim_id == one.claim.id and b.claim_id == other.claim.id and a.family == b.family
        ]
    evidence: tuple[Evidence, ...] = max(
        (tuple(weigh(a, b, kinship)) for a, b in pairs),
        key=lambda some: sum(reason.points for reason in some),
        default=(Evidence(float("-inf"), "claims of these kinds are never of one case"),),
    )
    pair = frozenset((one.claim.id, other.claim.id))
    judged = "together" if pair in state.bonds.together else "apart" if pair in state.bonds.apart else None
    return Comparison(one, other, together, evidence, sum(r.points for r in evidence), needed, judged)


def _claim(ledger: Ledger, id: str) -> StoredClaim:
    stored = ledger.claim(id)
    if stored is None:
        raise UsageError(f"there is no claim {id} in this ledger; `armsledger claims` lists those there are.")
    return stored


def _refresh(ledger: Ledger, catalog: Catalog) -> None:
    bring_up_to_date(ledger, catalog)


def _meant(names: tuple[str, ...], catalog: Catalog) -> list[str]:
    """What cases may call what the names mean: ids, a capital's its state, too; and names as origins have
    them."""
    lineage = Lineage(Kinship(catalog))
    found: dict[str, None] = {}
    for name in names:
        entries = [match.entry for match in catalog.find(name) if match.score == EXACT_SCORE]
        found.update((entry.id, None) for entry in entries)
        found.update((entry.parent, None) for entry in entries if entry.is_seat and entry.parent)
        found[name] = found[lineage.publisher(Met("", name), None)] = None
    return list(found)


def condition(wanted: CaseFilter, catalog: Catalog) -> ColumnElement[bool]:
    """The WHERE clause of a filter, over `casefile`."""
    parts: list[ColumnElement[bool]] = [CASEFILE.c.number > 0]
    if wanted.kinds:
        parts.append(CASEFILE.c.kind.in_(wanted.kinds))
    if wanted.statuses:
        parts.append(CASEFILE.c.status.in_(wanted.statuses))
    for part, names in (
        ("supplier", wanted.suppliers),
        ("recipient", wanted.recipients),
        ("system", wanted.systems),
        ("party", wanted.parties),
        ("origin", wanted.origins),
    ):
        if names:
            meant = _meant(names, catalog)
            parts.append(
                CASEFILE.c.number.in_(
                    select(CASEFILE_NAME.c.casefile).where(
                        CASEFILE_NAME.c.part.in_((part, f"{part} state")), CASEFILE_NAME.c.name.in_(meant)
                    )
                )
            )
    if wanted.since is not None:
        parts.append(CASEFILE.c.until >= wanted.since)
    if wanted.until is not None:
        parts.append(CASEFILE.c.since <= wanted.until)
    if wanted.about:
        parts.append(or_(*(CASEFILE.c.body.contains(f'"about":"{one}"') for one in wanted.about)))
    if wanted.least_origins:
        parts.append(CASEFILE.c.origins >= wanted.least_origins)
    if wanted.denied:
        parts.append(
            CASEFILE.c.number.in_(select(CASEFILE_NAME.c.casefile).where(CASEFILE_NAME.c.part == "denier"))
        )
    if wanted.abroad:
        parts.append(CASEFILE.c.abroad == 1)
    return and_(*parts)
