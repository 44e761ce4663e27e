"""What is opened as a ledger, what is not, and that nothing is done to what is not."""

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from armsledger.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from armsledger.ledger import Ledger
from armsledger.ledger.migrations import MIGRATIONS
from armsledger.model import Appearance, Claim, Document, Filler, Quote, Reading

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOBODY = 65534


def keep(ledger: Ledger, text: str = "Freedonia sold ten drones to Ruritania.") -> None:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    one = Document(sha256[:16], sha256, "text/plain", text)
    claim = Claim(
        one.id, "transfer", "delivered", (Filler("supplier", text[:9], 0, 9),), Quote(text, 0, len(text))
    )
    ledger.add(one, Appearance(one.id), Reading(one.id, "fake.1", None, (claim,)), at=AT)


def ledger_at(path: Path) -> Path:
    with Ledger.open(path, at=AT) as ledger:
        keep(ledger)
    return path


def state_of(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with its content."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def not_sqlite(path: Path) -> None:
    path.write_text("file,published\nreport.html,2022-07-20\n" * 100, encoding="utf-8")


def noise(path: Path) -> None:
    path.write_bytes(hashlib.shake_128(b"noise").digest(8192))


def too_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def header_alone(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(84))


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE migration (position INTEGER, name TEXT, applied_at TEXT)")
        connection.commit()


def of_another_program_with_a_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE bookmark (url TEXT)")
        connection.commit()


@pytest.mark.parametrize(
    "make",
    [not_sqlite, noise, too_short, header_alone, of_another_program, of_another_program_with_a_log],
    ids=lambda make: make.__name__,
)
@pytest.mark.parametrize("create", [True, False])
def test_what_is_not_a_ledger_is_left_alone(
    tmp_path: Path, make: Callable[[Path], None], create: bool
) -> None:
    path = tmp_path / "ledger.db"
    make(path)
    before = state_of(tmp_path)
    with pytest.raises(NotALedger, match=r"ledger\.db is .*not a ledger"):
        Ledger.open(path, create=create)
    assert state_of(tmp_path) == before


def damaged(path: Path, *, keep_bytes: int) -> None:
    ledger_at(path)
    content = path.read_bytes()
    path.write_bytes(content[:keep_bytes])


@pytest.mark.parametrize("keep_bytes", [4096, 6000, 20480])
def test_a_truncated_ledger_is_called_damaged(tmp_path: Path, keep_bytes: int) -> None:
    path = tmp_path / "ledger.db"
    damaged(path, keep_bytes=keep_bytes)
    before = state_of(tmp_path)
    with pytest.raises(LedgerError, match=r"damaged.*restore it from a copy"):
        Ledger.open(path)
    assert state_of(tmp_path) == before


def test_a_ledger_damaged_within_is_called_damaged(tmp_path: Path) -> None:
    path = ledger_at(tmp_path / "ledger.db")
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    before = state_of(tmp_path)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as ledger:
        keep(ledger, "Another synthetic text.")
    assert state_of(tmp_path) == before


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    path = ledger_at(tmp_path / "ledger.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO migration VALUES (9, '0009 of the future', NULL)")
        connection.commit()
    before = state_of(tmp_path)
    with pytest.raises(LedgerTooNew, match=r"newer armsledger; upgrade"):
        Ledger.open(path)
    assert state_of(tmp_path) == before


def test_a_directory_is_not_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a directory"):
        Ledger.open(tmp_path)
    assert state_of(tmp_path) == {}


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="nowhere is not a directory"):
        Ledger.open(tmp_path / "nowhere" / "ledger.db")


def test_a_file_for_a_directory_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(tmp_path / "file" / "ledger.db")


@pytest.mark.parametrize("name", ["a\0b.db", "x" * 300])
def test_an_impossible_name_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger.open(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_a_ledger(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotALedger, match="not a regular file"):
        Ledger.open(tmp_path / "pipe")


@pytest.mark.parametrize("there", [True, False], ids=["an empty file", "no file"])
def test_a_query_makes_no_ledger(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "ledger.db"
    if there:
        path.touch()
    before = state_of(tmp_path)
    with pytest.raises(LedgerError, match=r"no ledger at .* yet"):
        Ledger.open(path, create=False)
    assert state_of(tmp_path) == before


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.touch()
    ledger_at(path)
    with Ledger.open(path, create=False) as ledger:
        assert len(ledger.claims()) == 1


@pytest.mark.parametrize("name", ["a b.db", "what?mode=memory.db", "ярлык#1.db", "100%25.db", "-"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    path = ledger_at(tmp_path / name)
    assert path.stat().st_size > 0
    with Ledger.open(path, create=False) as ledger:
        assert len(ledger.claims()) == 1


def test_opening_and_asking_changes_no_byte(tmp_path: Path) -> None:
    path = ledger_at(tmp_path / "ledger.db")
    before = state_of(tmp_path)
    with Ledger.open(path) as ledger:
        assert len(ledger.claims()) == 1
    assert state_of(tmp_path) == before


def test_a_ledger_is_marked_as_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(ledger_at(tmp_path / "ledger.db"))) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x41524D4C,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT name, applied_at FROM migration").fetchall() == [
            (step.name, "2026-03-01T12:00:00+00:00") for step in MIGRATIONS
        ]


def test_a_locked_ledger_is_busy(tmp_path: Path) -> None:
    path = ledger_at(tmp_path / "ledger.db")
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        Ledger.open(path, wait_s=0.05) as ledger,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match="being written by another process; try again"):
            keep(ledger, "Another synthetic text.")
        assert len(ledger.claims()) == 1
        other.execute("ROLLBACK")
        keep(ledger, "Another synthetic text.")
        assert len(ledger.claims()) == 2


@contextmanager
def without_privileges() -> Iterator[None]:
    """As root no file is read-only: become nobody for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that nobody can look into, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


needs_modes = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no file modes")


@needs_modes
@pytest.mark.parametrize(
    "folder_mode", [0o777, 0o555], ids=["in a folder to write in", "in a read-only folder"]
)
def test_a_read_only_ledger_answers_and_takes_nothing(open_folder: Path, folder_mode: int) -> None:
    path = ledger_at(open_folder / "ledger.db")
    path.chmod(0o444)
    open_folder.chmod(folder_mode)
    before = path.read_bytes()
    with without_privileges(), Ledger.open(path) as ledger:
        assert len(ledger.claims()) == 1
        with pytest.raises(LedgerError, match="is read-only; make it writable"):
            keep(ledger, "Another synthetic text.")
    assert path.read_bytes() == before


@needs_modes
def test_a_ledger_cannot_be_made_in_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with without_privileges(), pytest.raises(LedgerError, match="cannot be opened; check that you may"):
        Ledger.open(open_folder / "ledger.db")
    assert state_of(open_folder) == {}


@needs_modes
def test_an_unreadable_ledger_is_said_to_be_so(open_folder: Path) -> None:
    path = ledger_at(open_folder / "ledger.db")
    path.chmod(0)
    with (
        without_privileges(),
        pytest.raises(LedgerError, match="cannot be opened; check that you may read it"),
    ):
        Ledger.open(path)


OPENER = """
import sys
from pathlib import Path
from armsledger.ledger import Ledger
sys.stdin.readline()
with Ledger.open(Path(sys.argv[1])) as ledger:
    print(len(ledger.claims()))
"""


def test_processes_may_make_one_ledger_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for opener in openers:
        assert opener.stdin is not None
        opener.stdin.write("\n")
        opener.stdin.flush()
    answers = [opener.communicate(timeout=60) for opener in openers]
    assert answers == [("0\n", "")] * len(openers)
    ledger_at(path)
