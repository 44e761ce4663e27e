"""What the catalogue says of one thing, on one day or over all time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armsledger.catalog import Catalog, Entry, Fact, Post
from armsledger.errors import UsageError

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
    """An entry and all that is said of it, on `on` where a day was given."""

    entry: Entry
    name: str
    location: tuple[float, float] | None
    details: dict[str, str]
    lines: tuple[Line, ...]
    on: date | None


def show(catalog: Catalog, wanted: str, on: date | None = None) -> Shown:
    """The entry with this id, or the only one with this name, and what held of it on the day.

    Raises UsageError where nothing is called so, or several things are.
    """
    entry = _the_one(catalog, wanted)
    details = {name: _text(getattr(entry, name)) for name in _DETAILS if getattr(entry, name)}
    for name in _POINTERS:
        target = getattr(entry, name)
        if target:
            details[name] = _called(catalog, target)
    return Shown(
        entry,
        (catalog.name_on(entry.id, on) if on else None) or entry.name,
        catalog.located(entry) if entry.type == "place" else None,
        details,
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


def _lines(catalog: Catalog, entry: Entry, on: date | None) -> Iterator[Line]:
    id = entry.id

    def line(heading: str, fact: Fact, what: str) -> Line:
        return Line(heading, what, str(fact.interval), fact.source, fact.checked)

    for name in catalog.names_of(id, on=on):
        yield line("names", name, f"{name.name} ({name.form})")
    for post in _surest_first(catalog.posts(person=id, on=on), on):
        what = f"{post.role} ({_called(catalog, post.organisation)})"
        yield line("offices" if _is_sure(post, on) else "perhaps in office", post, what)
    for post in _surest_first(catalog.posts(organisation=id, on=on), on):
        what = f"{_called(catalog, post.person)}: {post.role}"
        yield line("office holders" if _is_sure(post, on) else "perhaps in office", post, what)
    for relation in catalog.relations(id, on=on):
        said = relation.relation.replace("_", " ")
        what = f"{_called(catalog, relation.subject)} is {said} {_called(catalog, relation.object)}"
        whose = f", according to {relation.according_to}" if relation.according_to else ""
        yield line("relations", relation, what + whose)
    for membership in catalog.memberships(member=id, on=on):
        yield line("memberships", membership, f"{membership.status} of {_called(catalog, membership.bloc)}")
    for membership in catalog.memberships(bloc=id, on=on):
        what = f"{_called(catalog, membership.member)}: {membership.status}"
        yield line("members", membership, what)
    for measure in catalog.measures(on=on):
        if id in (measure.regime, *measure.target):
            what = f"{measure.name} [{measure.status}; {measure.instrument}, {measure.paragraph or 'whole'}]"
            what += f" Disputed: {measure.dispute}." if measure.dispute else ""
            what += f" Note: {measure.note}." if measure.note else ""
            yield line("measures", measure, what)
    for stage in catalog.stages(id):
        if stage.holds_on(on) or on is None:
            yield line("stages", stage, f"{stage.stage}, {stage.chamber}")
    for transfer in catalog.transfers():
        if id in (transfer.supplier, transfer.recipient, transfer.system) and on is None:
            parties = " → ".join(_called(catalog, end) for end in (transfer.supplier, transfer.recipient))
            system = _called(catalog, transfer.system)
            number = f" ({transfer.number_text})" if transfer.number_text else ""
            plain = transfer.type in ("transfer", "order")
            far = transfer.status if plain else f"{transfer.type}, {transfer.status}"
            what = f"{parties}: {system}{number}, {far}; according to {transfer.reported_by}"
            when = transfer.delivered or transfer.ordered or ""
            yield Line("reported transfers", what, when, transfer.source, transfer.checked)


def _surest_first(posts: list[Post], on: date | None) -> list[Post]:
    return sorted(posts, key=lambda post: (not _is_sure(post, on), post.since or ""))


def _is_sure(post: Post, on: date | None) -> bool:
    return on is None or post.is_sure_on(on)


def _called(catalog: Catalog, id: str) -> str:
    entry = catalog.get(id)
    return entry.name if entry else id


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
