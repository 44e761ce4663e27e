"""The tables: made by named steps, as the queries expect them, and refusing every change."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from armsledger.errors import LedgerError
from armsledger.ledger import Ledger, migrations
from armsledger.ledger.migrations import MIGRATIONS, Migration
from armsledger.ledger.schema import DERIVED, METADATA
from armsledger.model import Appearance, Claim, Document, Filler, Quote, Reading
from armsledger.model.judgement import Judgement

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
RELEASED = (
    "0001 documents and claims",
    "0002 topic and stance",
    "0003 judgements and cases",
    "0004 forgetting",
    "0005 records of sources",
    "0006 how far linking has come",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with a row in every table."""
    text = "Freedonia sold ten drones to Ruritania."
    one = Document("0" * 16, "0" * 64, "text/plain", text)
    claim = Claim(
        one.id, "transfer", "delivered", (Filler("supplier", "Freedonia", 0, 9),), Quote(text, 0, 39)
    )
    with Ledger.open(tmp_path / "ledger.db", at=AT) as ledger:
        ledger.add(one, Appearance(one.id), Reading(one.id, "fake.1", None, (claim,)), at=AT)
        ledger.judge(Judgement("accept", "R. Analyst", AT))
    return tmp_path / "ledger.db"


def test_released_steps_stay_as_they_are() -> None:
    """A step is only ever appended: add its name here when it is released, and change none."""
    assert tuple(step.name for step in MIGRATIONS) == RELEASED


def test_the_tables_are_what_queries_expect(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert {name for (name,) in names} == {*METADATA.tables, *DERIVED.tables}
        for table in (*METADATA.tables.values(), *DERIVED.tables.values()):
            columns = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
            assert [name for _, name, *_ in columns] == [column.name for column in table.columns]


@pytest.mark.parametrize("table", METADATA.tables)
def test_no_row_is_ever_changed(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count > 0
        column = METADATA.tables[table].columns.keys()[-1]
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = NULL"):
            with pytest.raises(sqlite3.IntegrityError, match=f"append-only: .* on {table} refused"):
                connection.execute(statement)


def test_queries_use_the_indexes(path: Path) -> None:
    """What is asked of a large ledger never reads all of its spans."""
    with closing(sqlite3.connect(path)) as connection:
        for query in (
            "SELECT claim FROM claim_span WHERE entity IN (SELECT number FROM phrase WHERE folded = 'x')",
            "SELECT claim FROM claim_span WHERE phrase IN (SELECT number FROM phrase WHERE folded = 'x')",
            "SELECT number FROM claim WHERE id BETWEEN 'a' AND 'ag'",
            "SELECT number FROM claim WHERE reading = 1",
            "SELECT number FROM reading WHERE document = 1",
        ):
            steps = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
            assert not [step for *_, step in steps if step.startswith("SCAN")], query


def test_an_older_ledger_takes_the_steps_it_lacks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = Migration("9999 later", ("ALTER TABLE document ADD COLUMN language TEXT",))
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, later))
    with Ledger.open(path, at=AT) as ledger:
        assert len(ledger.claims()) == 1
    with Ledger.open(path, at=AT):
        pass  # nothing is taken twice
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT language FROM document").fetchall() == [(None,)]
        taken = connection.execute("SELECT position, name FROM migration ORDER BY position").fetchall()
        assert taken == [*enumerate((*RELEASED, "9999 later"), 1)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(taken),)


def test_steps_that_fail_leave_the_ledger_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    broken = Migration("9999 broken", ("CREATE TABLE half (a)", "CREATE TABLE half (a)"))
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(LedgerError, match="half already exists"):
        Ledger.open(path, at=AT)
    assert path.read_bytes() == before


def test_a_name_is_kept_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.db", at=AT) as ledger:
        for number in range(5):
            text = f"Freedonia sold ten drones to Ruritania, report {number} says."
            one = Document(f"{number:016}", f"{number:064}", "text/plain", text)
            supplier = Filler("supplier", "Freedonia", 0, 9, "freedonia")
            claim = Claim(one.id, "transfer", "delivered", (supplier,), Quote(text, 0, len(text)))
            ledger.add(one, Appearance(one.id), Reading(one.id, "fake.1", None, (claim, claim)), at=AT)
        assert len(ledger.claims()) == 10
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        assert connection.execute("SELECT text, folded FROM phrase ORDER BY number").fetchall() == [
            ("Freedonia", "freedonia"),
            ("freedonia", "freedonia"),
        ]
