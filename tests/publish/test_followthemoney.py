"""The catalogue as FollowTheMoney entities."""

from typing import Any

import pytest

from armsledger.catalog import load
from armsledger.publish.followthemoney import entities

ENTITIES: dict[str, dict[str, Any]] = {entity["id"]: entity for entity in entities(load())}

# Of FollowTheMoney 4: what each schema is, from the narrowest up, and what its pointers may meet.
KINDS = {
    "Company": {"Company", "Organization", "LegalEntity", "Asset", "Thing"},
    "Organization": {"Organization", "LegalEntity", "Thing"},
    "PublicBody": {"PublicBody", "Organization", "LegalEntity", "Thing"},
    "Person": {"Person", "LegalEntity", "Thing"},
    "Territory": {"Territory", "Thing"},
    "Position": {"Position", "Thing"},
}
RANGES = {
    "Occupancy": {"holder": "Person", "post": "Position"},
    "Ownership": {"owner": "LegalEntity", "asset": "Asset"},
    "UnknownLink": {"subject": "Thing", "object": "Thing"},
    "Sanction": {"entity": "Thing"},
    "Position": {"organization": "Organization"},
}


def properties(id: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = ENTITIES[f"armsledger-{id}"]["properties"]
    return found


@pytest.mark.parametrize("schema", RANGES)
def test_pointers_meet_what_the_format_allows(schema: str) -> None:
    made = [entity for entity in ENTITIES.values() if entity["schema"] == schema]
    assert made
    for entity in made:
        for name, allowed in RANGES[schema].items():
            for target in entity["properties"].get(name, []):
                assert allowed in KINDS[ENTITIES[target]["schema"]], (entity["id"], name, target)


def test_a_company_says_where_it_is_and_whence_we_know() -> None:
    baykar = ENTITIES["armsledger-baykar"]
    assert baykar["schema"] == "Company"
    assert baykar["properties"]["name"] == ["Baykar"]
    assert baykar["properties"]["country"] == ["tr"]
    assert baykar["properties"]["publisher"]


def test_a_measure_is_a_sanction_on_each_of_its_targets() -> None:
    sanction = properties("measure-un-iran-2231-missiles-IRN")
    assert sanction["entity"] == ["armsledger-IRN"]
    assert sanction["startDate"] == ["2016-01-16"]
    assert sanction["endDate"] == ["2023-10-18"]
    assert sanction["status"] == ["Expired"]


def test_an_office_is_a_position_and_its_occupancy() -> None:
    for post in load().posts(person="mohammad-bagheri"):
        occupancy = properties(f"occupancy-{post.id}")
        assert occupancy["holder"] == ["armsledger-mohammad-bagheri"]
        assert properties(f"position-{post.id}")["name"] == [post.role]
