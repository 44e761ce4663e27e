"""A ledger on a PostgreSQL server: what becomes one, what is left alone, and what a user is told."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import util
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from armsledger.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from armsledger.ledger import Ledger
from armsledger.ledger.migrations import MIGRATIONS
from armsledger.ledger.schema import DERIVED, METADATA
from armsledger.model import Appearance, Claim, Document, Filler, Quote, Reading
from armsledger.model.judgement import Judgement

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "Freedonia sold ten drones to Ruritania."
Databases = Callable[[], str]


def keep(ledger: Ledger, digit: str = "0") -> None:
    """A row in every table that only grows."""
    one = Document(digit * 16, digit * 64, "text/plain", TEXT)
    claim = Claim(
        one.id, "transfer", "delivered", (Filler("supplier", "Freedonia", 0, 9),), Quote(TEXT, 0, 39)
    )
    ledger.add(one, Appearance(one.id), Reading(one.id, "fake.1", None, (claim,)), at=AT)
    ledger.judge(Judgement("accept", "R. Analyst", AT))


@pytest.fixture
def address(postgresql: Databases) -> str:
    place = postgresql()
    with Ledger.open(place, at=AT) as ledger:
        keep(ledger)
    return place


def run_sql(address: str, *statements: str) -> None:
    """As another program would."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()


def test_the_tables_are_what_queries_expect(address: str) -> None:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    found = inspect(engine)
    assert set(found.get_table_names()) == {*METADATA.tables, *DERIVED.tables}
    for table in (*METADATA.tables.values(), *DERIVED.tables.values()):
        columns = found.get_columns(table.name)
        assert [column["name"] for column in columns] == [column.name for column in table.columns]
    engine.dispose()


@pytest.mark.parametrize("table", METADATA.tables)
def test_no_row_is_ever_changed(address: str, table: str) -> None:
    column = METADATA.tables[table].columns.keys()[-1]
    for statement in (
        f"DELETE FROM {table}", f"UPDATE {table} SET {column} = NULL", f"TRUNCATE {table} CASCADE",
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=r"append-only: .* refused"):
            run_sql(address, statement)


def test_a_schema_of_its_own_is_enough(postgresql: Databases) -> None:
    place = postgresql()
    run_sql(place, "CREATE TABLE invoice (number integer)", "CREATE SCHEMA arms")
    with pytest.raises(NotALedger, match="holds tables of another program"):
        Ledger.open(place)
    with Ledger.open(f"{place}&options=-csearch_path%3Darms", at=AT) as ledger:
        keep(ledger)
        assert len(ledger.claims()) == 1


def test_tables_of_another_program_are_left_alone(postgresql: Databases) -> None:
    place = postgresql()
    run_sql(place, "CREATE TABLE migration (position integer, name text, applied_at text)")
    with pytest.raises(NotALedger):
        Ledger.open(place)


def test_a_question_makes_no_ledger(postgresql: Databases) -> None:
    place = postgresql()
    with pytest.raises(LedgerError, match="There is no ledger at"):
        Ledger.open(place, create=False)


def test_a_newer_ledger_is_left_alone(address: str) -> None:
    run_sql(address, "INSERT INTO migration VALUES (9, '0009 of the future', NULL)")
    with pytest.raises(LedgerTooNew, match="newer armsledger"):
        Ledger.open(address)


def test_opening_again_takes_no_step_twice(address: str) -> None:
    with Ledger.open(address, create=False) as ledger, ledger.querying() as connection:
        assert connection.scalar(text("SELECT count(*) FROM migration")) == len(MIGRATIONS)


def test_who_writes_keeps_others_waiting_but_lets_them_ask(address: str) -> None:
    with Ledger.open(address) as one, Ledger.open(address, wait_s=0.05) as other, one.writing():
        with pytest.raises(LedgerBusy, match="being written by another process; try again"):
            keep(other, "1")
        assert len(other.claims()) == 1
    with Ledger.open(address) as ledger:
        keep(ledger, "1")


def test_what_is_asked_does_not_change_meanwhile(address: str) -> None:
    with Ledger.open(address) as one, Ledger.open(address) as other, one.querying() as connection:
        count = text("SELECT count(*) FROM document")
        assert connection.scalar(count) == 1
        keep(other, "1")
        assert connection.scalar(count) == 1


def test_a_user_without_the_right_to_write_may_ask(address: str) -> None:
    run_sql(address, "CREATE ROLE reader LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    with Ledger.open(address.replace("ledger@", "reader@"), create=False) as ledger:
        assert len(ledger.claims()) == 1
        with pytest.raises(LedgerError, match="may not be written by this user"):
            keep(ledger, "1")


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    if util.find_spec("psycopg") is None:
        pytest.skip("no driver")
    with pytest.raises(LedgerError, match=r"cannot be reached") as told:
        Ledger.open("postgresql://someone:secret@127.0.0.1:1/ledger")
    assert "secret" not in str(told.value)
    assert "postgresql://someone:***@127.0.0.1:1/ledger" in str(told.value)


@pytest.mark.parametrize("address", ["postgresql://[::/x", "postgresql://host:port/x"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(LedgerError, match="cannot be understood"):
        Ledger.open(address)


def test_the_command_line_takes_an_address(postgresql: Databases, tmp_path: Path) -> None:
    place = postgresql()
    source = tmp_path / "synthetic.txt"
    source.write_text("In 2020 Turkey delivered six Bayraktar TB2 drones to Azerbaijan.\n", encoding="utf-8")

    def said(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "armsledger", "--ledger", place, *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    assert "1 new claim in postgresql://ledger@/ledger" in said("add", str(source)).stderr
    assert "Azerbaijan" in said("cases").stdout
    assert "Azerbaijan" in said("register").stdout
