"""The rows that come with armsledger keep the catalogue's rules."""

import re
from collections import defaultdict

import pytest

from armsledger.catalog import Catalog, Entry, load
from armsledger.catalog.names import Spelling, spell
from armsledger.catalog.rows import DATA, FILES

TYPES = {
    "state", "territory", "place", "body", "force", "ministry", "agency", "group", "company", "legislature",
    "court", "medium", "research", "person", "system", "class", "regime",
}  # fmt: skip
SIPRI = {
    "", "Aircraft", "Air defence systems", "Armoured vehicles", "Artillery", "Engines", "Missiles", "Sensors",
    "Ships", "Other",
}  # fmt: skip
# What a reference may point at, by field and by the type of the row that makes it; "": any other type.
REFERENCES = {
    "state": {"": {"state", "territory"}},
    "maker": {"": {"company", "agency", "ministry", "group"}},
    "family": {"": {"system"}},
    "parent": {"": TYPES - {"person", "system", "class", "place"}, "system": {"class"}, "class": {"class"}},
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def test_it_holds_what_this_version_promises(catalog: Catalog) -> None:
    count = {type_: len(list(catalog.entries(type_))) for type_ in TYPES}
    assert count["state"] + count["territory"] >= 249
    assert count["system"] >= 200
    assert count["person"] >= 100
    actors = TYPES - {"state", "territory", "place", "person", "system", "class", "regime"}
    assert sum(count[type_] for type_ in actors) >= 250


def test_every_row_has_a_known_type_a_source_and_a_check(catalog: Catalog) -> None:
    for entry in catalog.entries():
        assert entry.type in TYPES, entry.id
        assert len(entry.source) > 5, entry.id
        assert re.fullmatch(r"\d{4}-\d\d-\d\d|unverified", entry.checked), entry.id


def test_ids_follow_the_claim_format(catalog: Catalog) -> None:
    for entry in catalog.entries():
        slug = re.fullmatch(r"[a-z0-9]+([-+][a-z0-9]+)*", entry.id)
        assert slug or entry.id in ("UN", "EU") or re.fullmatch(r"[A-Z]{3}", entry.id), entry.id


@pytest.mark.parametrize("field", REFERENCES)
def test_references_point_at_rows_of_a_fitting_type(catalog: Catalog, field: str) -> None:
    for entry in catalog.entries():
        target = getattr(entry, field)
        allowed = REFERENCES[field].get(entry.type, REFERENCES[field][""])
        if target is not None:
            known = catalog.get(target)
            assert known is not None, f"{entry.id}: {field} {target} is not in the catalogue"
            assert known.type in allowed, f"{entry.id}: {field} {target} is a {known.type}"


def test_systems_say_what_they_are(catalog: Catalog) -> None:
    for system in catalog.entries("system"):
        assert system.parent, system.id
        assert (system.sipri or "") in SIPRI, system.id
        assert system.armed in ("yes", "no"), system.id


def test_nothing_is_its_own_ancestor(catalog: Catalog) -> None:
    for field in ("parent", "family"):
        for entry in catalog.entries():
            seen = {entry.id}
            above = getattr(entry, field)
            while above:
                assert above not in seen, f"{entry.id}: a circle of {field}"
                seen.add(above)
                above = getattr(catalog.get(above), field)


def test_an_ambiguous_name_is_one_of_the_row_s_names(catalog: Catalog) -> None:
    for entry in catalog.entries():
        names = {entry.name, *entry.aliases, *entry.demonyms, *entry.metonyms}
        assert set(entry.ambiguous) <= names, entry.id


def test_no_row_gives_one_name_twice(catalog: Catalog) -> None:
    for entry in catalog.entries():
        names = [entry.name, *entry.aliases, *entry.demonyms, *entry.metonyms]
        assert len(names) == len(set(names)), entry.id


def test_a_name_shared_by_two_entries_is_declared_ambiguous_in_both(catalog: Catalog) -> None:
    claimed: dict[str, list[tuple[Entry, Spelling]]] = defaultdict(list)
    for entry in catalog.entries():
        for spelling in spell(entry):
            claimed[spelling.folded].append((entry, spelling))
    for name, claims in claimed.items():
        holders = {entry.id for entry, _ in claims}
        if len(holders) > 1 and not _is_state_and_capital([entry for entry, _ in claims]):
            undeclared = [entry.id for entry, spelling in claims if not spelling.ambiguous]
            assert not undeclared, f"{name}: {sorted(holders)}, undeclared in {undeclared}"


def _is_state_and_capital(entries: list[Entry]) -> bool:
    return len(entries) == 2 and any(entry.parent == other.id for entry in entries for other in entries)


def test_every_file_is_plain_sorted_out_utf_8() -> None:
    for file in FILES:
        text = (DATA / file).read_bytes().decode("utf-8")
        assert not text.startswith("\ufeff"), file
        assert "\r" not in text, file
        assert text.endswith("\n"), file
