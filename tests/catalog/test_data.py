"""The rows that come with armsledger keep the catalogue's rules and their promises."""

import csv
from datetime import date

import pytest

from armsledger.catalog import Catalog, load, tables
from armsledger.catalog.checking import check
from armsledger.catalog.rows import DATA
from armsledger.catalog.schema import UNVERIFIED

UNVERIFIED_AT_MOST = 0.2


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def test_every_row_is_sound() -> None:
    assert [str(fault) for fault in check(today=date.today())] == []


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("states", 249),
        ("actors", 450),
        ("persons", 150),
        ("systems", 450),
        ("uavs", 300),
        ("places", 5_000),
        ("measures", 70),
        ("transfers", 300),
    ],
)
def test_it_holds_what_it_promises(catalog: Catalog, what: str, least: int) -> None:
    assert catalog.counts()[what] >= least


def test_at_most_a_fifth_of_the_rows_is_not_checked(catalog: Catalog) -> None:
    checks = [row.cells["checked"] for table in tables() for row in catalog.rows(table.name).values()]
    assert checks.count(UNVERIFIED) <= UNVERIFIED_AT_MOST * len(checks)


def test_every_file_is_plain_utf_8_with_every_column() -> None:
    for table in tables():
        text = (DATA / table.file).read_bytes().decode("utf-8")
        assert not text.startswith("\ufeff"), table.file
        assert "\r" not in text, table.file
        assert text.endswith("\n"), table.file
        header = next(csv.reader([text.partition("\n")[0]]))
        assert header == [column.name for column in table.columns], table.file


def test_there_is_no_file_that_nothing_reads() -> None:
    known = {table.file for table in tables()} | {"offices.csv", "gazetteer.csv"}
    assert {path.name for path in DATA.iterdir()} == known


def test_towns_lie_in_states_of_the_catalogue(catalog: Catalog) -> None:
    towns = list(catalog.towns())
    assert {town.state for town in towns} <= {entry.id for entry in catalog.entries() if entry.is_state}
    assert all(-90 <= (town.latitude or 0) <= 90 and -180 <= (town.longitude or 0) <= 180 for town in towns)
    assert all(round((town.latitude or 0) * 10) == pytest.approx((town.latitude or 0) * 10) for town in towns)


@pytest.mark.parametrize(
    ("bloc", "day", "members", "strangers"),
    [
        ("nato", date(2003, 1, 1), {"POL", "TUR"}, {"EST", "FIN", "SWE"}),
        ("nato", date(2023, 6, 1), {"EST", "FIN"}, {"SWE", "UKR"}),
        ("EU", date(2019, 1, 1), {"GBR", "HRV"}, {"TUR", "UKR"}),
        ("EU", date(2021, 1, 1), {"HRV"}, {"GBR"}),
        ("mtcr", date(2015, 1, 1), {"USA", "RUS", "TUR"}, {"IND", "CHN", "ISR"}),
        ("mtcr", date(2017, 1, 1), {"IND"}, {"CHN", "ISR", "IRN"}),
        ("wassenaar", date(2018, 6, 1), {"IND", "RUS"}, {"CHN", "ISR"}),
        ("csto", date(2010, 1, 1), {"UZB", "RUS"}, {"AZE"}),
        ("csto", date(2015, 1, 1), {"ARM", "RUS"}, {"UZB", "AZE"}),
        ("gcc", date(2020, 1, 1), {"SAU", "ARE", "QAT"}, {"YEM", "IRQ"}),
    ],
)
def test_who_belonged_to_a_bloc_on_a_day(
    catalog: Catalog, bloc: str, day: date, members: set[str], strangers: set[str]
) -> None:
    found = {m.member for m in catalog.memberships(bloc=bloc, on=day) if m.status == "member"}
    assert members <= found
    assert not strangers & found
