"""What is wrong with a catalogue's files is told in one sentence, with file and line."""

import os
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.catalog import load
from armsledger.catalog.checking import check
from armsledger.catalog.rows import LARGEST_FILE, LONGEST_CELL, Fault, scan
from armsledger.catalog.schema import TABLES
from armsledger.errors import CatalogError

ROWS = {
    "systems": "id,name,aliases,ambiguous,maker,state,parent,kind,range_km,sipri,source,checked",
    "forces": "id,name,aliases,ambiguous,state,source,checked",
    "posts": "id,person,role,kind,organisation,from,until,source,checked",
    "transfers": "id,supplier,recipient,system,type,status,ordered,delivered,number_low,number_high,"
    "reported_by,source,checked",
    "places": "id,name,state,near,source,checked",
    "classes": "id,name,parent,source,checked",
    "names": "id,entity,name,form,from,until,source,checked",
    "measures": "id,regime,name,issuer,bound,target_kind,direction,items,instrument,from,until,status,"
    "verified_through,source,checked",
}
SOURCE = '"Synthetic Gazette, page 3"'


def written(folder: Path, table: str, *rows: str) -> Path:
    (folder / f"{table}.csv").write_text("\n".join([ROWS[table], *rows]) + "\n", encoding="utf-8")
    return folder


def only_fault(folder: Path) -> Fault:
    (fault,) = check(folder)
    return fault


@pytest.mark.parametrize(
    ("table", "row", "what"),
    [
        ("forces", f"Skarv Force,Skarv Force,,,NOR,{SOURCE},2026-01-01", "the id Skarv Force is no slug"),
        ("forces", "skarv,,,,NOR,x,2026-01-01", "nothing in the column name"),
        ("forces", "skarv,Skarv Force,,,NOR,,2026-01-01", "nothing in the column source"),
        ("forces", f"skarv,Skarv Force,,,NOR,{SOURCE},", "nothing in the column checked"),
        ("forces", "skarv,Skarv Force,,,NOR,example.org,2026-01-01", "the source example.org has no locator"),
        ("forces", f"skarv,Skarv Force,,,NOR,{SOURCE},yesterday", "checked yesterday is no day"),
        ("forces", f"skarv,Skarv Force,,,NRW,{SOURCE},2026-01-01", "state NRW is not in the catalogue"),
        (
            "forces",
            f"skarv,Skarv Force,,,baykar,{SOURCE},2026-01-01",
            "state baykar is a company, not one of",
        ),
        ("forces", f"skarv,Skarv Force,A;;B,,NOR,{SOURCE},2026-01-01", "the cell aliases has an empty value"),
        (
            "forces",
            f"skarv,Skarv Force,Skarv Force,,NOR,{SOURCE},2026-01-01",
            "gives the name Skarv Force twice",
        ),
        (
            "forces",
            f"skarv,Skarv Force,,Skarv,NOR,{SOURCE},2026-01-01",
            "calls Skarv ambiguous, which is none",
        ),
        (
            "forces",
            f"skarv,Skarv Force,Hezbollah,,NOR,{SOURCE},2026-01-01",
            "the name Hezbollah is groups.csv",
        ),
        ("forces", f"skarv, Skarv Force,,,NOR,{SOURCE},2026-01-01", "the cell name has spaces around it"),
        ("forces", "skarv,Skarv Force,,,NOR,2026-01-01", "6 cells where the header has 7"),
        (
            "forces",
            f"baykar,Skarv Force,,,NOR,{SOURCE},2026-01-01",
            "the id baykar is taken by companies.csv",
        ),
        (
            "systems",
            f"glente,Glente,,,,NOR,uav,big drone,,,{SOURCE},2026-01-01",
            "kind big drone is not one of",
        ),
        (
            "systems",
            f"glente,Glente,,,,NOR,uav,mini,far,,{SOURCE},2026-01-01",
            "range_km is 'far', which is no",
        ),
        ("systems", f"glente,Glente,,,,NOR,uav,mini,,Toys,{SOURCE},2026-01-01", "sipri Toys is not one of"),
        (
            "systems",
            f"glente,Glente,,,,NOR,drone,mini,,,{SOURCE},2026-01-01",
            "parent drone is not in the cat",
        ),
        ("posts", f"p,ali-khamenei,role,king,IRN,2001,,{SOURCE},2026-01-01", "kind king is not one of"),
        (
            "posts",
            f"p,ali-khamenei,role,official,IRN,2001,1999,{SOURCE},2026-01-01",
            "until 1999 is before from",
        ),
        ("posts", f"p,ali-khamenei,role,official,IRN,1.1.01,,{SOURCE},2026-01-01", "from 1.1.01 is no date"),
        ("transfers", f"t,TUR,NOR,uav,gift,planned,,,,,Nobody,{SOURCE},unverified", "may not be unverified"),
        (
            "transfers",
            f"t,TUR,NOR,uav,gift,planned,,,5,3,N,{SOURCE},2026-01-01",
            "number_low 5 is above number",
        ),
        ("transfers", f"t,TUR,NOR,uav,gift,planned,,,few,,N,{SOURCE},2026-01-01", "number_low is 'few'"),
        (
            "transfers",
            f"t,TUR,NOR,uav,gift,planned,2020,2019,,,N,{SOURCE},2026-01-01",
            "delivered 2019 is before",
        ),
        (
            "transfers",
            f"t,TUR,TUR-,uav,gift,planned,,,,,N,{SOURCE},2026-01-01",
            "recipient TUR- is not in the",
        ),
        (
            "places",
            f"skarvik,Skarvik,NOR,geonames-0,{SOURCE},2026-01-01",
            "near geonames-0 is not in the gaz",
        ),
        ("classes", f"kite,kite,kite,{SOURCE},2026-01-01", "parent kite is the row itself"),
        ("forces", f"skarv,the,,,NOR,{SOURCE},2026-01-01", "calls itself the, which is no name"),
        (
            "posts",
            f"p,ali-khamenei,role,official,IRN,2999,,{SOURCE},2026-01-01",
            "is no date of this catalogue",
        ),
        (
            "transfers",
            f"t,TUR,TUR,uav,gift,planned,,,,,N,{SOURCE},2026-01-01",
            "supplier and recipient are both",
        ),
        ("forces", f"skarv,Skarv\u202eForce,,,NOR,{SOURCE},2026-01-01", "the control character U+202E in it"),
        (
            "names",
            f"n,TUR,Skarvland,former,1900,,{SOURCE},2026-01-01",
            "a former name needs the day it ended",
        ),
        ("names", f"n,TUR,Persia,former,1900,1901,{SOURCE},2026-01-01", "the name Persia is states.csv"),
        (
            "measures",
            f"m,mtcr,Ban,UN,UN,all,to,all-arms,Resolution 0,2010,,lapsed,2026-01-01,{SOURCE},2026-01-01",
            "status is lapsed, but until is empty",
        ),
        (
            "measures",
            f"m,mtcr,Ban,UN,UN,all,to,all-arms,Resolution 0,2010,2011,in-force,2012,{SOURCE},2026-01-01",
            "is in-force on 2012, after its end 2011",
        ),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, table: str, row: str, what: str) -> None:
    faults = check(written(tmp_path, table, row))
    assert any(what in fault.what for fault in faults), [str(fault) for fault in faults]
    for fault in faults:
        assert (fault.file.name, fault.line) == (f"{table}.csv", 2)
        assert re.fullmatch(r"\S.*[.…]", fault.what)
    with pytest.raises(CatalogError, match=f"{table}.csv, line 2: "):
        load(tmp_path)


def test_a_second_row_of_one_id_is_named(tmp_path: Path) -> None:
    row = f"skarv,Skarv Force,,,NOR,{SOURCE},2026-01-01"
    fault = only_fault(written(tmp_path, "forces", row, row.replace("Skarv Force", "Skarv Corps")))
    assert (fault.line, fault.what) == (3, "the id skarv is taken; choose another.")


def test_a_name_that_two_rows_claim_is_named_in_both(tmp_path: Path) -> None:
    rows = (f"{id},Skarv Force,,,NOR,{SOURCE},2026-01-01" for id in ("skarv", "skarv-two"))
    faults = check(written(tmp_path, "forces", *rows))
    assert [fault.line for fault in faults] == [2, 3]
    rows = (f"{id},Skarv Force,,Skarv Force,NOR,{SOURCE},2026-01-01" for id in ("skarv", "skarv-two"))
    assert check(written(tmp_path, "forces", *rows)) == []


def test_no_row_was_checked_tomorrow(tmp_path: Path) -> None:
    folder = written(tmp_path, "forces", f"skarv,Skarv Force,,,NOR,{SOURCE},2026-03-03")
    assert check(folder) == check(folder, today=date(2026, 3, 2)) == []
    (fault,) = check(folder, today=date(2026, 3, 1))
    assert (fault.line, fault.what) == (2, "checked 2026-03-03 is yet to come; mend it.")


def test_two_holders_of_an_office_with_one_seat_are_named(tmp_path: Path) -> None:
    def posts(*terms: tuple[str, str, str]) -> list[str]:
        office = "regent of synthetic affairs,head-of-state,NOR"
        rows = (f"p{n},{who},{office},{start},{end}" for n, (who, start, end) in enumerate(terms))
        faults = check(written(tmp_path, "posts", *(f"{row},{SOURCE},2026-01-01" for row in rows)))
        return [f"{fault.line}: {fault.what}" for fault in faults]

    one, two = "ali-khamenei", "mohammad-bagheri"
    assert posts((one, "2010", "2012"), (two, "2012", "")) == []
    assert posts((one, "2010", "2012-05-03"), (two, "2012-05-03", "")) == []
    assert posts((one, "2010", "2012"), (one, "2011", "")) == []
    assert posts((one, "2010", ""), (two, "", "")) == []
    (fault,) = posts((two, "2012", ""), (one, "2010", ""))
    assert fault == "3: holds the office of posts.csv, line 2 after its 2012; mend from or until."
    assert len(posts((one, "2010", "2013-01"), (two, "2012-11", ""))) == 1


def test_every_fault_of_the_offices_is_named(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text("phrase,form\nskarv ministry,office\n,office\nskarv guard,ship\n")
    assert [fault.line for fault in check(tmp_path)] == [3, 4]


def test_a_circle_of_classes_is_named(tmp_path: Path) -> None:
    rows = (f"kite,kite,balloon,{SOURCE},2026-01-01", f"balloon,balloon,kite,{SOURCE},2026-01-01")
    assert {fault.line for fault in check(written(tmp_path, "classes", *rows))} == {2, 3}


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"id,name,source,checked\nskarv,Sk\xe6rv,x,y\n", 2, "byte 0xe6 is not UTF-8"),
        (b'id,name,source,checked\nskarv,"Skarv,x,y\n', 2, "cannot be read as CSV"),
        (b"id,name,name,source,checked\n", 1, "the column name stands twice"),
        (b"id,name,colour,source,checked\na,B,red,s,unverified\n", 1, "the column 'colour' is unknown"),
        (b"", 1, "is empty; its first line names the columns: id, name"),
        (b"id,name,checked\n", 1, "lacks the column source"),
        (
            b"id;name;source;checked\na;B;s;y\n",
            1,
            "its columns are parted by semicolons; save the file as CSV",
        ),
        (b"id\tname\tsource\tchecked\n", 1, "its columns are parted by tabs"),
        (b'id,name,source,checked\n,,,\n"a\nb",B\n', 3, "2 cells where the header has 4"),
        (b"id,name,source,checked\na," + b"x" * 10_000_000 + b",s,y\n", 2, "a cell has more than 131,072"),
        (b"id,name,source,checked\na," + b"x" * 90_000 + b",s,y\n", 2, "the cell name has 90,000 char"),
        (b"id,name\x00,source,checked\n", 1, "is unknown"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes, line: int, what: str) -> None:
    (tmp_path / "forces.csv").write_bytes(content)
    faults = check(tmp_path)
    assert (faults[0].line, what in faults[0].what) == (line, True), str(faults[0])
    assert len(str(faults[0])) < 1_000
    with pytest.raises(CatalogError):
        load(tmp_path)


def test_spreadsheets_bytes_and_blank_lines_are_taken(tmp_path: Path) -> None:
    row = f"skarv,Skarv Force,,,NOR,{SOURCE},2026-01-01"
    content = f"\ufeff{ROWS['forces']}\r\n\r\n{row}\r\n\r\n"
    (tmp_path / "forces.csv").write_bytes(content.encode())
    assert check(tmp_path) == []
    assert load(tmp_path).get("skarv") is not None


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "forces.csv").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert "more than" in only_fault(tmp_path).what


def test_a_cell_may_be_long_but_not_endless(tmp_path: Path) -> None:
    row = f"skarv,{'x' * LONGEST_CELL},,,NOR,{SOURCE},2026-01-01"
    assert check(written(tmp_path, "forces", row)) == []


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "forces.csv")
    with pytest.raises(CatalogError, match="is no file"):
        load(tmp_path)
    (tmp_path / "forces.csv").unlink()
    (tmp_path / "forces.csv").symlink_to("nowhere.csv")
    with pytest.raises(CatalogError, match=r"forces\.csv: cannot be read"):
        load(tmp_path)


def test_a_header_of_very_many_columns_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "forces.csv").write_text(",".join(map(str, range(100_000))) + "\n")
    assert only_fault(tmp_path).what.startswith("names 100,000 columns")


def test_a_file_with_a_mistaken_name_is_named(tmp_path: Path) -> None:
    row = f"skarv,Skarv Force,,,NOR,{SOURCE},2026-01-01"
    (written(tmp_path, "forces", row) / "system.csv").write_text("id,name\n")
    assert "system.csv: is no file of the catalogue" in str(only_fault(tmp_path))


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="holds no catalogue file"):
        check(tmp_path)


@given(st.binary(max_size=400))
def test_nothing_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "forces.csv").write_bytes(b"id,name,source,checked\n" + content)
    for found in scan(folder, TABLES["forces"]):
        assert isinstance(found, Fault) or found.cells["id"]
