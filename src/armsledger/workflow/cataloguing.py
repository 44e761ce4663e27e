"""What the catalogue says of one thing, on one day or over all time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from armsledger.catalog import OPEN_STATUSES, Catalog, Entry, Fact, Measure, Relation, Transfer
from armsledger.errors import UsageError
from armsledger.model.dates import latest

_Fact = TypeVar("_Fact", bound=Fact)

_DETAILS = (
    "demonyms", "metonyms", "alpha2", "kind", "nato_class", "armed", "mtcr", "range_km", "payload_kg",
    "first_flight", "first_seen", "sipri", "unroca", "ownership", "language", "area", "population",
)  # fmt: skip
_POINTERS = ("state", "parent", "maker", "family", "issuer", "near")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of an entry: under which heading, what, when it held, and the source of it."""

    heading: str
    what: str
    when: str
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry or measure and all that is said of it, on `on` where a day was given."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    details: dict[str, str]
    location: tuple[float, float] | None
    source: str
    checked: str
    lines: tuple[Line, ...]
    on: date | None


def show(catalog: Catalog, wanted: str, on: date | None = None) -> Shown:
    """The entry with this id, or the only one with this name, or the measure with this id; as of the day.

    Raises UsageError where nothing is called so, or several things are.
    """
    if catalog.get(wanted) is None and (measure := catalog.measure(wanted)):
        return _shown_measure(catalog, measure, on)
    entry = _the_one(catalog, wanted)
    details = {name: _text(getattr(entry, name)) for name in _DETAILS if getattr(entry, name)}
    details |= {name: _called(catalog, id) for name in _POINTERS if (id := getattr(entry, name))}
    return Shown(
        entry.id,
        entry.type,
        (catalog.name_on(entry.id, on) if on else None) or entry.name,
        entry.aliases,
        details,
        catalog.located(entry) if entry.type == "place" else None,
        entry.source,
        entry.checked,
        tuple(_lines(catalog, entry, on)),
        on,
    )


def _the_one(catalog: Catalog, wanted: str) -> Entry:
    if known := catalog.get(wanted):
        return known
    matches = catalog.find(wanted)
    same = [match for match in matches if match.score == 100.0]
    if len(same) == 1:
        return same[0].entry
    if not matches:
        raise UsageError(f"the catalogue knows nothing by the name {wanted}; try `armsledger catalog find`.")
    several = ", ".join(f"{match.entry.name} ({match.entry.id})" for match in (same or matches)[:5])
    raise UsageError(f"{wanted} is not one thing of the catalogue; give the id: {several}.")


def _shown_measure(catalog: Catalog, measure: Measure, on: date | None) -> Shown:
    def called(ids: tuple[str, ...]) -> str:
        return "; ".join(_called(catalog, id) for id in ids)

    details = {
        "regime": _called(catalog, measure.regime),
        "issuer": _called(catalog, measure.issuer),
        "who is bound": called(measure.bound),
        "target": f"{called(measure.target) or 'all'} ({measure.target_kind})",
        "direction": measure.direction,
        "items": "; ".join(measure.items),
        "exemptions": measure.exemptions,
        "instrument": _instrument(measure),
        "when": str(measure.interval),
        "status": _standing(measure, on),
        "dispute": measure.dispute,
        "note": measure.note,
        "verified through": measure.verified_through,
    }
    chain = {"predecessor": measure.predecessor, "successor": measure.successor}
    return Shown(
        measure.id,
        "measure",
        measure.name,
        (),
        {name: said for name, said in details.items() if said},
        None,
        measure.source,
        measure.checked,
        tuple(
            Line(heading, f"{other.name} ({other.id})", str(other.interval), other.source, other.checked)
            for heading, ids in chain.items()
            for other in map(catalog.measure, ids)
            if other is not None
        ),
        on,
    )


def _lines(catalog: Catalog, entry: Entry, on: date | None) -> Iterator[Line]:
    id = entry.id

    def said(
        heading: str, perhaps: str, facts: Iterable[_Fact], what: Callable[[_Fact], str]
    ) -> Iterator[Line]:
        """A line for each fact, first those that are sure on the day; the others are under `perhaps`."""
        ordered = sorted(facts, key=lambda fact: (not _is_sure(fact, on), fact.since or ""))
        for fact in ordered:
            under = heading if _is_sure(fact, on) else perhaps
            yield Line(under, what(fact), str(fact.interval), fact.source, fact.checked)

    yield from said(
        "names", "perhaps its name", catalog.names_of(id, on=on), lambda name: f"{name.name} ({name.form})"
    )
    yield from said(
        "offices", "perhaps in office", catalog.posts(person=id, on=on),
        lambda post: f"{post.role} ({_called(catalog, post.organisation)})",
    )  # fmt: skip
    yield from said(
        "office holders", "perhaps in office", catalog.posts(organisation=id, on=on),
        lambda post: f"{_called(catalog, post.person)}: {post.role}",
    )  # fmt: skip
    yield from said(
        "relations", "relations of unknown time", catalog.relations(id, on=on),
        lambda relation: _relation(catalog, relation),
    )  # fmt: skip
    yield from said(
        "memberships", "perhaps member of", catalog.memberships(member=id, on=on),
        lambda membership: f"{membership.status} of {_called(catalog, membership.bloc)}",
    )  # fmt: skip
    yield from said(
        "members", "perhaps members", catalog.memberships(bloc=id, on=on),
        lambda membership: f"{_called(catalog, membership.member)}: {membership.status}",
    )  # fmt: skip
    measures = (m for m in catalog.measures(on=on) if id in (m.regime, *m.target))
    yield from said(
        "measures", "measures of which that day is not known", measures, lambda measure: _measure(measure, on)
    )
    stages = (stage for stage in catalog.stages(id) if stage.holds_on(on))
    yield from said("stages", "stages", stages, lambda stage: f"{stage.stage}, {stage.chamber}")
    for transfer in catalog.transfers():
        if id in (transfer.supplier, transfer.recipient, transfer.system) and on is None:
            when = transfer.delivered or transfer.ordered or ""
            yield Line(
                "reported transfers", _transfer(catalog, transfer), when, transfer.source, transfer.checked
            )


def _is_sure(fact: Fact, on: date | None) -> bool:
    if isinstance(fact, Measure):
        return on is None or fact.status_on(on) != "not-known"
    return on is None or fact.is_sure_on(on)


def _relation(catalog: Catalog, relation: Relation) -> str:
    how = relation.relation.replace("_", " ")
    whose = f", according to {relation.according_to}" if relation.according_to else ""
    return f"{_called(catalog, relation.subject)} is {how} {_called(catalog, relation.object)}{whose}"


def _measure(measure: Measure, on: date | None) -> str:
    towards = "" if measure.direction == "both" else f"{measure.direction} the target, "
    whom = "against persons, " if measure.target_kind == "persons" else ""
    told = f"{measure.name} ({measure.id}): {towards}{whom}{_standing(measure, on)}; {_instrument(measure)}."
    told += f" Disputed: {measure.dispute}." if measure.dispute else ""
    return told + (f" Note: {measure.note}." if measure.note else "")


def _instrument(measure: Measure) -> str:
    if measure.paragraph is None or measure.paragraph in measure.instrument:
        return measure.instrument
    return f"{measure.instrument}, {measure.paragraph}"


def _standing(measure: Measure, on: date | None) -> str:
    """How the measure stood on the day, or without one as far as it is known, in words."""
    status = measure.status.replace("-", " ")
    if on is None:
        return f"{status} on {measure.verified_through}" if measure.status in OPEN_STATUSES else status
    if (then := measure.status_on(on)) != "not-known":
        over = then == "not-in-force" and measure.until is not None and on > latest(measure.until)
        return f"not in force, {status} on {measure.until}" if over else then.replace("-", " ")
    if measure.until and on > latest(measure.until):
        return f"its term ended on {measure.until}, what followed is not known"
    if on > latest(measure.verified_through):
        return f"{status} when last verified, on {measure.verified_through}"
    return "began or ended about then"


def _transfer(catalog: Catalog, transfer: Transfer) -> str:
    parties = " → ".join(_called(catalog, end) for end in (transfer.supplier, transfer.recipient))
    number = f" ({transfer.number_text})" if transfer.number_text else ""
    plain = transfer.type in ("transfer", "order")
    far = transfer.status if plain else f"{transfer.type}, {transfer.status}"
    system = _called(catalog, transfer.system)
    return f"{parties}: {system}{number}, {far}; according to {transfer.reported_by}"


def _called(catalog: Catalog, id: str) -> str:
    entry = catalog.get(id)
    return entry.name if entry else id


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
