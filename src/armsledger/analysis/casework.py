"""From the accounts of one event to its case: origins, status, range, disagreements, history, grade."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from armsledger.analysis.account import Account
from armsledger.analysis.conflicts import Voice, disagreements
from armsledger.analysis.corroboration import grade
from armsledger.analysis.history import history_of, range_of, status_of
from armsledger.analysis.kinship import Kin, Kinship
from armsledger.analysis.lineage import Lineage, Spoken
from armsledger.analysis.linking import NO_BONDS, Bonds, accounts, link
from armsledger.analysis.telling import Telling
from armsledger.analysis.traces import Trace
from armsledger.model import CORE_ROLES, OTHER_ROLES, Claim
from armsledger.model.case import Case, Met, Origin, Reliability, Witness

_DONE_FIRST = (
    "transfer",
    "production",
    "technology_transfer",
    "agreement",
    "holding",
    "loss",
    "use",
    "display",
    "meeting",
    "restriction",
    "derivation",
)
_BEFORE = frozenset({"sought", "offered", "negotiating", "approved", "ordered"})
_NOTHING: Mapping[str, Reliability] = {}
_SIDES = {"transfer": ("supplier", "recipient"), "technology_transfer": ("supplier", "recipient"),
          "production": ("producer", "host")}  # fmt: skip


def make_case(
    accounts: Sequence[Account],
    claims: Mapping[str, Claim],
    met: Mapping[str, Met],
    traces: Mapping[str, Trace],
    lineage: Lineage,
    *,
    given: Mapping[str, Reliability] = _NOTHING,
    record: Mapping[str, Reliability] = _NOTHING,
) -> Case:
    """The case that accounts make. `claims` and `traces` are by claim, `met` is by document."""
    told = sorted(
        (telling for account in accounts for telling in account.tellings),
        key=lambda one: (one.published or 0, one.document_id, one.start, one.claim_id),
    )
    said = [claims[id] for id in dict.fromkeys(one.claim_id for one in told)]
    spoken = [Spoken(claim, met[claim.document_id], traces.get(claim.id, Trace())) for claim in said]
    roots = lineage.origins(spoken)
    witnesses = tuple(
        Witness(claim, met[claim.document_id], traced.key, traced.why)
        for claim, traced in zip(said, roots, strict=True)
    )
    origin_of = {one.claim.id: one.origin for one in witnesses}
    origins = _origins(witnesses, {traced.key: traced.name for traced in reversed(roots)})
    voices = [Voice(one, origin_of[one.claim_id]) for one in told]
    kind = _kind(told)
    roles = _roles(said, kind, lineage.kinship)
    giver, taker = _SIDES.get(kind, ("", ""))
    since, until = _days(said)
    return Case(
        id=sha256(f"{told[0].claim_id} {sorted(told[0].takers)}{told[0].part}".encode()).hexdigest()[:12],
        kind=kind,
        roles=roles,
        supplier=roles.get(giver, ()),
        recipient=roles.get(taker, ()),
        system=roles.get("system", ()),
        status=status_of(told, kind),
        since=since,
        until=until,
        number=range_of(voices, None),
        ordered=range_of(voices, _BEFORE),
        delivered=range_of(voices, frozenset({"delivered"})),
        witnesses=witnesses,
        origins=origins,
        disagreements=disagreements(voices, lineage.kinship),
        history=history_of(told, said, kind),
        grade=grade(origins, witnesses, lineage.kinship, given, record),
    )


def _days(said: Iterable[Claim]) -> tuple[date | None, date | None]:
    """The first and the last day that asserting claims name."""
    times = [one.time for one in said if one.time and one.polarity == "affirmed"]
    days = [day for time in times for day in (time.since, time.until) if day]
    return min(days, default=None), max(days, default=None)


def _origins(witnesses: Sequence[Witness], names: Mapping[str, str]) -> tuple[Origin, ...]:
    said: dict[str, tuple[list[str], list[str]]] = {}
    for one in witnesses:
        said.setdefault(one.origin, ([], []))[one.claim.polarity == "denied"].append(one.claim.id)
    return tuple(
        Origin(key, names[key], tuple(asserts), tuple(denies)) for key, (asserts, denies) in said.items()
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
    """Who and what fill each role of the kind, those that most claims name first; classes give way to
    types."""
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
    """The names without the classes and families of others among them, or loose words for others."""
    above = {up for name in names for up in kinship.classes(name)[1:]}
    types = frozenset(name for name in names if not kinship.is_class(name) and kinship.classes(name)[1:])
    loose = {
        name
        for name in names
        if types
        and kinship.is_class(name)
        and kinship.systems(frozenset((name,)), types) is not Kin.DIFFERENT
    }
    return tuple(name for name in names if name not in above | loose)


@dataclass(frozen=True, slots=True)
class Reported:
    """A document's claims with what linking needs of the document; `traces` is by claim."""

    met: Met
    claims: tuple[Claim, ...]
    traces: Mapping[str, Trace]


def cases(
    reported: Iterable[Reported],
    kinship: Kinship,
    bonds: Bonds = NO_BONDS,
    *,
    given: Mapping[str, Reliability] = _NOTHING,
) -> list[Case]:
    """The cases that documents make, by their first publication; any order of the documents gives the
    same."""
    documents = list(reported)
    met = {one.met.document_id: one.met for one in documents}
    traces = {id: trace for one in documents for id, trace in one.traces.items()}
    told = [
        account
        for one in documents
        for account in accounts(one.claims, _ordinal(one.met.published), kinship, bonds)
    ]
    claims = {claim.id: claim for one in documents for claim in one.claims}
    lineage = Lineage(kinship)
    made = [
        make_case([told[number] for number in case], claims, met, traces, lineage, given=given)
        for case in link(told, kinship, bonds).cases
    ]
    return sorted(made, key=lambda case: (case.witnesses[0].met.published or date.min, case.id))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
