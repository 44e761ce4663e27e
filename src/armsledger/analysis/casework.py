"""From the accounts of one event to its case: origins, status, range, disagreements, history, grade."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from armsledger.analysis.account import Account
from armsledger.analysis.conflicts import Voice, disagreements
from armsledger.analysis.corroboration import grade
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.lineage import Lineage, Spoken
from armsledger.analysis.linking import NO_BONDS, Bonds, accounts, link
from armsledger.analysis.telling import Telling
from armsledger.analysis.wording import Wording
from armsledger.model import CORE_ROLES, OTHER_ROLES, STATUSES, Claim
from armsledger.model.case import Case, Met, Origin, Range, Reliability, Step, Witness

_DONE_FIRST = (
    "transfer", "production", "technology_transfer", "agreement", "holding", "loss", "use", "display", "meeting",
    "restriction", "derivation",
)  # fmt: skip
_NOTHING: Mapping[str, Reliability] = {}
_SIDES = {"transfer": ("supplier", "recipient"), "technology_transfer": ("supplier", "recipient"),
          "production": ("producer", "host")}  # fmt: skip


def make_case(
    accounts: Sequence[Account],
    claims: Mapping[str, Claim],
    met: Mapping[str, Met],
    wordings: Mapping[str, Wording],
    lineage: Lineage,
    *,
    given: Mapping[str, Reliability] = _NOTHING,
    record: Mapping[str, Reliability] = _NOTHING,
) -> Case:
    """The case that accounts make. `claims` and `wordings` are by claim, `met` is by document."""
    told = sorted(
        (telling for account in accounts for telling in account.tellings),
        key=lambda one: (one.published or 0, one.document_id, one.start, one.claim_id),
    )
    said = [claims[id] for id in dict.fromkeys(one.claim_id for one in told)]
    spoken = [Spoken(claim, met[claim.document_id], wordings.get(claim.id, ())) for claim in said]
    roots = lineage.origins(spoken)
    witnesses = tuple(
        Witness(claim, met[claim.document_id], key, why)
        for claim, (key, why) in zip(said, roots, strict=True)
    )
    origin_of = {one.claim.id: one.origin for one in witnesses}
    origins = _origins(witnesses, lineage)
    voices = [Voice(one, origin_of[one.claim_id]) for one in told]
    kind = _kind(told)
    roles = _roles(said, kind, lineage.kinship)
    giver, taker = _SIDES.get(kind, ("", ""))
    days = [
        day
        for one in said
        if one.time and one.polarity == "affirmed"
        for day in (one.time.since, one.time.until)
        if day
    ]
    return Case(
        id=sha256(f"{told[0].claim_id} {sorted(told[0].takers)}".encode()).hexdigest()[:12],
        kind=kind,
        roles=roles,
        supplier=roles.get(giver, ()),
        recipient=roles.get(taker, ()),
        system=roles.get("system", ()),
        status=_status(told, kind),
        since=min(days, default=None),
        until=max(days, default=None),
        number=_range(voices, None),
        ordered=_range(voices, frozenset({"ordered", "approved", "negotiating", "offered", "sought"})),
        delivered=_range(voices, frozenset({"delivered"})),
        witnesses=witnesses,
        origins=origins,
        disagreements=disagreements(voices, lineage.kinship),
        history=_history(told, said, kind),
        grade=grade(origins, witnesses, lineage.kinship, given, record),
    )


def _origins(witnesses: Sequence[Witness], lineage: Lineage) -> tuple[Origin, ...]:
    said: dict[str, tuple[list[str], list[str]]] = {}
    for one in witnesses:
        said.setdefault(one.origin, ([], []))[one.claim.polarity == "denied"].append(one.claim.id)
    return tuple(
        Origin(key, lineage.name(key), tuple(asserts), tuple(denies))
        for key, (asserts, denies) in said.items()
    )


def _kind(told: Sequence[Telling]) -> str:
    """That of the thing done: a deal rather than its signing; of equals the one that most claims are of."""
    counts: dict[str, int] = {}
    for one in told:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    if told[0].family == "deal":
        things = [kind for kind in ("transfer", "production", "technology_transfer") if kind in counts]
        if things:
            return max(things, key=lambda kind: (counts[kind], -_DONE_FIRST.index(kind)))
    return min(counts, key=_DONE_FIRST.index)


def _roles(said: Sequence[Claim], kind: str, kinship: Kinship) -> dict[str, tuple[str, ...]]:
    """Who and what fill each role of the kind, those that most claims name first; classes give way to types."""
    of_kind = [claim for claim in said if claim.kind == kind]
    found: dict[str, tuple[str, ...]] = {}
    for role in (*CORE_ROLES[kind], *OTHER_ROLES[kind]):
        counts: dict[str, int] = {}
        for claim in of_kind:
            for filler in claim.fillers(role):
                key = filler.entity or kinship.party_key(filler.text, None) or ""
                name = filler.entity or (
                    key if key and not key.startswith("~") else filler.text if key else ""
                )
                if name:
                    counts[name] = counts.get(name, 0) + 1
        names = sorted(counts, key=lambda name: (-counts[name], name))
        found[role] = _particular(names, kinship)
    if not found.get("system"):
        others = [filler.entity for claim in said for filler in claim.fillers("system") if filler.entity]
        if others and "system" in found:
            found["system"] = _particular(sorted(set(others)), kinship)
    return found


def _particular(names: Sequence[str], kinship: Kinship) -> tuple[str, ...]:
    """The names without the classes and families of others among them."""
    above = {up for name in names for up in kinship.classes(name)[1:]}
    return tuple(name for name in names if name not in above)


def _status(told: Sequence[Telling], kind: str) -> str | None:
    """The furthest stage that is asserted; an ending where nothing asserted is dated after it."""
    order = STATUSES[kind]
    said = [one for one in told if one.kind == kind and one.polarity == "affirmed" and one.status]
    stages = [one for one in said if one.realis in ("actual", "planned")] or said
    if not stages:
        return None
    known = [one for one in stages if one.status != "unspecified"] or stages
    if kind == "restriction":
        return max(known, key=lambda one: (_day(one), order.index(one.status or ""))).status
    ending = "cancelled" if "cancelled" in order else "ended" if "ended" in order else None
    over = [one for one in known if one.status == ending]
    going = [one for one in known if one.status != ending]
    if over and (not going or max(map(_day, over)) >= max(map(_day, going))):
        return ending
    return max((one.status or "" for one in going or over), key=order.index)


def _day(one: Telling) -> int:
    when = one.when
    days = [day for day in (when.until, when.since) if day is not None] if when else []
    return min(days[0], one.published or days[0]) if days else one.published or 0


def _history(told: Sequence[Telling], said: Sequence[Claim], kind: str) -> tuple[Step, ...]:
    """Each stage once for each time it is given, in the order of time; denials are a stage of their own."""
    steps: dict[tuple[str, date | None, date | None], list[Telling]] = {}
    claims = {claim.id: claim for claim in said}
    for one in told:
        claim = claims[one.claim_id]
        if claim.kind not in (kind, "agreement"):
            continue
        status = "denied" if claim.polarity == "denied" else claim.status or claim.kind
        key = (status, claim.time.since if claim.time else None, claim.time.until if claim.time else None)
        steps.setdefault(key, []).append(one)
    made = [
        (
            _day(some[0]),
            Step(
                status,
                since,
                until,
                _date(some[0].published),
                tuple(dict.fromkeys(one.claim_id for one in some)),
            ),
        )
        for (status, since, until), some in steps.items()
    ]
    return tuple(step for _, step in sorted(made, key=lambda pair: (pair[0], pair[1].status, pair[1].claims)))


def _date(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _range(voices: Iterable[Voice], statuses: frozenset[str] | None) -> Range | None:
    """From the least to the most that is claimed; preferred is the figure that most origins give."""
    origins: dict[tuple[float | None, float | None], set[str]] = {}
    for voice in voices:
        telling, count = voice.telling, voice.telling.count
        if count and telling.polarity == "affirmed" and (statuses is None or telling.status in statuses):
            origins.setdefault((count.low, count.high), set()).add(voice.origin)
    if not origins:
        return None
    lows = [low for low, _ in origins]
    highs = [high for _, high in origins]
    best = max(len(some) for some in origins.values())
    first = [low for (low, high), some in origins.items() if len(some) == best and low == high]
    return Range(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
        first[0] if len(first) == 1 else None,
    )


def claims_of(case: Case) -> tuple[Claim, ...]:
    """The claims of a case, in the order of publication."""
    return tuple(one.claim for one in case.witnesses)


@dataclass(frozen=True, slots=True)
class Reported:
    """A document's claims with what linking needs of the document; `wordings` is by claim."""

    met: Met
    claims: tuple[Claim, ...]
    wordings: Mapping[str, Wording]


def cases(
    reported: Iterable[Reported],
    kinship: Kinship,
    bonds: Bonds = NO_BONDS,
    *,
    given: Mapping[str, Reliability] = _NOTHING,
) -> list[Case]:
    """The cases that documents make, by their first publication; any order of the documents gives the same."""
    documents = list(reported)
    met = {one.met.document_id: one.met for one in documents}
    wordings = {id: words for one in documents for id, words in one.wordings.items()}
    told = [
        account
        for one in documents
        for account in accounts(one.claims, _ordinal(one.met.published), kinship, bonds)
    ]
    claims = {claim.id: claim for one in documents for claim in one.claims}
    lineage = Lineage(kinship)
    made = [
        make_case([told[number] for number in case], claims, met, wordings, lineage, given=given)
        for case in link(told, kinship, bonds).cases
    ]
    return sorted(made, key=lambda case: (case.witnesses[0].met.published or date.min, case.id))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
