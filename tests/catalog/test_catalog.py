"""Looking things up in the catalogue, and what it says of files that break its rules."""

import shutil
from pathlib import Path

import pytest

from armsledger.catalog import Catalog, load
from armsledger.catalog.rows import DATA
from armsledger.errors import CatalogError


def test_an_entry_is_had_by_its_id() -> None:
    tb2 = load().get("bayraktar-tb2")
    assert tb2 is not None
    assert (tb2.type, tb2.parent, tb2.kind) == ("system", "uav", "MALE")
    assert (tb2.maker, tb2.state) == ("baykar", "TUR")
    assert load().get("no-such-thing") is None


def test_entries_are_had_by_type() -> None:
    assert {entry.type for entry in load().entries("person")} == {"person"}
    assert len(list(load().entries())) == len(load())


@pytest.mark.parametrize(
    ("query", "id", "reason"),
    [
        ("irn", "IRN", "its id"),
        ("tb-2", "bayraktar-tb2", "its alias tb-2"),
        ("ankara", "TUR", "its capital ankara"),
        ("Mohammad Bagheeri", "mohammad-bagheri", "similar to its name Mohammad Bagheri"),
        ("Hesbollah", "hezbollah", "similar to its name"),
        ("Baqiri", "mohammad-bagheri", "similar to its name Mohammad Baqiri"),
        ("aerospace force of the irgc", "irgc-aerospace-force", "similar to its name IRGC Aerospace Force"),
    ],
)
def test_find_says_why(query: str, id: str, reason: str) -> None:
    match = next(match for match in load().find(query) if match.entry.id == id)
    assert match.reason.startswith(reason)
    assert 75 <= match.score <= 100


def test_find_puts_the_same_name_before_similar_ones_and_keeps_to_the_limit() -> None:
    matches = load().find("Shahed", limit=3)
    assert matches[0].entry.id == "shahed"
    assert len(matches) == 3
    assert matches[0].score > matches[1].score
    assert load().find("qqqqzzzz") == []
    assert load().find("") == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("gaza,Again,,,PSE,,a source,2026-11-22", "places.csv, line 2: the id gaza is taken"),
        ("new-town,New Town,,,PSE,,,2026-11-22", "places.csv, line 2: nothing in the column source"),
        ("new-town,New Town,,,PSE", "places.csv, line 2: 5 cells where the header has 8"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(folder: Path, row: str, complaint: str) -> None:
    header = "id,name,aliases,ambiguous,state,parent,source,checked"
    first = "" if "taken" not in complaint else "gaza,Gaza,,,PSE,,a source,2026-11-22\n"
    (folder / "places.csv").write_text(f"{header}\n{first}{row}\n", encoding="utf-8")
    complaint = complaint.replace("line 2", "line 3") if first else complaint
    with pytest.raises(CatalogError, match=complaint):
        Catalog(folder)


def test_an_unknown_column_is_named(folder: Path) -> None:
    (folder / "persons.csv").write_text("id,name,colour,source,checked\na-b,A B,red,s,unverified\n")
    with pytest.raises(CatalogError, match=r"persons\.csv, line 2: the column colour is unknown"):
        Catalog(folder)


@pytest.mark.parametrize("content", [b"id,name\n\xff\xfe,x\n", None])
def test_a_file_that_cannot_be_read_is_named(folder: Path, content: bytes | None) -> None:
    file = folder / "systems.csv"
    file.unlink() if content is None else file.write_bytes(content)
    with pytest.raises(CatalogError, match=r"systems\.csv: cannot be read as a UTF-8 CSV file"):
        Catalog(folder)
