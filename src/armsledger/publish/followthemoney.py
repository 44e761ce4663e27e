"""The catalogue as FollowTheMoney entities, which Aleph, OpenSanctions' tools and yente read."""

from collections.abc import Iterator
from typing import Any, TypeGuard

from armsledger.catalog import Catalog, Entry, Fact, Measure, Membership, Post, Relation

Entity = dict[str, Any]

_SCHEMATA = {
    "state": "Territory",
    "territory": "Territory",
    "body": "Organization",
    "force": "PublicBody",
    "ministry": "PublicBody",
    "agency": "PublicBody",
    "legislature": "PublicBody",
    "court": "PublicBody",
    "group": "Organization",
    "company": "Company",
    "medium": "Organization",
    "research": "Organization",
    "person": "Person",
}
"""The schema of an entry by its type; places, systems, classes and regimes have none in FollowTheMoney."""
_NOT_CHECKED = "not held against its source yet"
_OWNED = ("subsidiary_of", "owned_by")
_STATUSES = {
    "in-force": "Active",
    "lapsed": "Expired",
    "unclear": "Unknown",
    "superseded": "Inactive",
    "terminated": "Inactive",
    "suspended": "Suspended",
    "disputed": "Disputed",
}


def entities(catalog: Catalog) -> Iterator[Entity]:
    """Every actor and state; offices, relations, memberships; a sanction for each target of a measure.

    Properties are lists of texts, as the format has it; ids are the catalogue's with `armsledger-` before
    them, so that they meet nobody else's.
    """
    for entry in catalog.entries():
        if entry.type in _SCHEMATA:
            yield _thing(entry, catalog)
    for post in catalog.posts():
        yield from _occupancy(post, catalog)
    for relation in catalog.relations():
        yield from _link(relation, catalog)
    for membership in catalog.memberships():
        yield from _membership(membership, catalog)
    for measure in catalog.measures():
        yield from _sanctions(measure, catalog)


def _id(id: str) -> str:
    return f"armsledger-{id}"


def _entity(id: str, schema: str, **properties: str | list[str] | None) -> Entity:
    given = {
        name: [value] if isinstance(value, str) else value for name, value in properties.items() if value
    }
    return {"id": _id(id), "schema": schema, "properties": given}


def _country(id: str | None, catalog: Catalog) -> str | None:
    state = catalog.get(id) if id else None
    return state.alpha2.lower() if state and state.alpha2 else None


def _thing(entry: Entry, catalog: Catalog) -> Entity:
    state = entry.id if entry.is_state else entry.state
    former = [name.name for name in catalog.names_of(entry.id) if name.form == "former"]
    return _entity(
        entry.id,
        _SCHEMATA[entry.type],
        name=entry.name,
        alias=list(entry.aliases),
        previousName=former,
        country=_country(state, catalog),
        description=entry.area,
        notes=_NOT_CHECKED if entry.checked == "unverified" else None,
        publisher=entry.source.split("; "),
    )


def _occupancy(post: Post, catalog: Catalog) -> Iterator[Entity]:
    """A position of the role's name, and its occupancy."""
    organisation = catalog.get(post.organisation)
    is_state = organisation is not None and organisation.is_state
    state = post.organisation if is_state else organisation.state if organisation else None
    position = f"position-{post.id}"
    yield _entity(
        position,
        "Position",
        name=post.role,
        organization=None if is_state else _id(post.organisation),
        country=_country(state, catalog),
    )
    yield _entity(
        f"occupancy-{post.id}",
        "Occupancy",
        holder=_id(post.person),
        post=_id(position),
        **_when_and_whence(post),
    )


def _link(relation: Relation, catalog: Catalog) -> Iterator[Entity]:
    subject, above = (catalog.get(end) for end in (relation.subject, relation.object))
    if not (_exported(subject) and _exported(above)):
        return
    owned = relation.relation in _OWNED and subject.type == "company" and not above.is_state
    ends = {"asset": _id(subject.id), "owner": _id(above.id)}
    if not owned:
        ends = {"subject": _id(subject.id), "object": _id(above.id)}
    yield _entity(
        f"relation-{relation.id}",
        "Ownership" if owned else "UnknownLink",
        **ends,
        role=relation.relation.replace("_", " "),
        **_when_and_whence(relation),
    )


def _membership(membership: Membership, catalog: Catalog) -> Iterator[Entity]:
    """A link: the format's own Membership is between bodies, and most members here are states."""
    if not (_exported(catalog.get(membership.member)) and _exported(catalog.get(membership.bloc))):
        return
    yield _entity(
        f"membership-{membership.id}",
        "UnknownLink",
        subject=_id(membership.member),
        object=_id(membership.bloc),
        role=f"{membership.status} of",
        **_when_and_whence(membership),
    )


def _sanctions(measure: Measure, catalog: Catalog) -> Iterator[Entity]:
    issuer = catalog.get(measure.issuer)
    regime = catalog.get(measure.regime)
    for target in measure.target:
        known = catalog.get(target)
        if not _exported(known) or (known.is_state and measure.target_kind == "persons"):
            continue  # a rule against persons of a state is no sanction on the state
        yield _entity(
            f"measure-{measure.id}-{target}",
            "Sanction",
            entity=_id(target),
            authority=issuer.name if issuer else measure.issuer,
            program=regime.name if regime else measure.regime,
            programId=measure.regime,
            provisions=list(measure.items),
            status=_STATUSES[measure.status],
            reason=measure.name,
            summary=" ".join(
                filter(None, (measure.instrument, measure.paragraph and f"paragraph {measure.paragraph}"))
            ),
            **_when_and_whence(measure),
        )


def _exported(entry: Entry | None) -> TypeGuard[Entry]:
    return entry is not None and entry.type in _SCHEMATA


def _when_and_whence(fact: Fact) -> dict[str, str | list[str] | None]:
    """A source of several publications is as many values: the format bounds the length of one."""
    return {"startDate": fact.since, "endDate": fact.until, "publisher": fact.source.split("; ")}
