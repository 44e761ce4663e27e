"""`kill -9` while documents are added: each is wholly in or wholly out, and adding again ends the same."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from armsledger.ledger.schema import METADATA

DOCUMENT_COUNT = 200
TIMESTAMPS = {"met_at", "read_at", "applied_at"}
LONGEST_S = 120
ADDER = (sys.executable, str(Path(__file__).parent / "adder.py"))

STATES = ("Iran", "Turkey", "China", "Israel", "Russia", "Poland", "Morocco", "Ethiopia", "Serbia", "Qatar")
SYSTEMS = ("Mohajer-6", "Bayraktar TB2", "Wing Loong II", "Hermes 900", "Orlan-10", "Warmate")

Content = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Synthetic documents: no such deals are meant."""
    folder = tmp_path_factory.mktemp("documents")
    chance = random.Random(1)
    for number in range(DOCUMENT_COUNT):
        lines = [f"This is synthetic report {number} of the Invented Herald, published 3 May 2021."]
        for _ in range(chance.randint(1, 6)):
            supplier, recipient = chance.sample(STATES, 2)
            system, count = chance.choice(SYSTEMS), chance.randint(2, 40)
            lines.append(f"{supplier} delivered {count} {system} drones to {recipient}")
        (folder / f"report-{number:03}.txt").write_text(".\n\n".join(lines) + ".\n", encoding="utf-8")
    return folder


def content_of(path: Path) -> Content:
    """Every row of every table, in the order of appending, apart from the moments."""
    content: Content = {}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in METADATA.sorted_tables:
            columns = ", ".join(column.name for column in table.columns if column.name not in TIMESTAMPS)
            key = ", ".join(column.name for column in table.primary_key)
            content[table.name] = connection.execute(
                f"SELECT {columns} FROM {table.name} ORDER BY {key}"
            ).fetchall()
    return content


def check_whole(found: Content, undisturbed: Content) -> None:
    """What is there is the beginning of what is to be, and ends between two documents."""
    for table, rows in found.items():
        assert rows == undisturbed[table][: len(rows)], table
    count = len(found["document"])
    assert len(found["reading"]) == len(found["appearance"]) == count
    claims = [row for row in undisturbed["claim"] if row[1] <= count]  # type: ignore[operator]
    assert len(found["claim"]) == len(claims)
    spans = [row for row in undisturbed["claim_span"] if row[0] <= len(claims)]  # type: ignore[operator]
    assert len(found["claim_span"]) == len(spans)


def document_count(path: Path) -> int:
    """How many documents there are, asked while another process writes; -1 before there is a ledger."""
    try:
        # Not mode=ro: after a kill the first to open the ledger replays its log, which needs writing.
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=10)) as connection:
            return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError as error:
        if "no such table" in str(error) or "unable to open" in str(error):
            return -1
        raise


def kill_at(command: Sequence[str], path: Path, target: int, delay_s: float) -> bool:
    """Runs `command` and kills it `delay_s` after the ledger holds `target` documents (-1: has a file).

    False where it ended by itself before.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + LONGEST_S
    while process.poll() is None and (not path.exists() if target < 0 else document_count(path) < target):
        assert time.monotonic() < deadline, "the adding has stopped moving"
        time.sleep(0.001)
    time.sleep(delay_s)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def moments(kill_count: int, seed: int) -> Iterator[tuple[int, float]]:
    """How far in to kill, and how long after: first while the ledger is made, then all along."""
    chance = random.Random(seed)
    yield -1, chance.uniform(0, 0.01)
    for target in sorted(chance.sample(range(DOCUMENT_COUNT - 10), kill_count - 1)):
        yield target, chance.uniform(0, 0.01)


def disturb(program: Sequence[str], folder: Path, tmp_path: Path, kill_count: int, seed: int) -> None:
    undisturbed_path, path = tmp_path / "undisturbed.db", tmp_path / "disturbed.db"
    assert subprocess.run([*command(program, undisturbed_path, folder)], check=False).returncode == 0
    undisturbed = content_of(undisturbed_path)
    assert len(undisturbed["document"]) == DOCUMENT_COUNT
    assert len(undisturbed["claim"]) >= DOCUMENT_COUNT

    adding = command(program, path, folder)
    kills = 0
    for target, delay_s in moments(kill_count, seed):
        kills += kill_at(adding, path, target, delay_s)
        if document_count(path) >= 0:
            check_whole(content_of(path), undisturbed)
    assert kills >= kill_count - 1  # the last may come too late on a fast machine
    assert subprocess.run([*adding], check=False).returncode == 0
    assert content_of(path) == undisturbed


def command(program: Sequence[str], path: Path, folder: Path) -> tuple[str, ...]:
    if program == ADDER:
        return (*program, str(path), str(folder))
    return (*program, "--ledger", str(path), "add", str(folder))


def test_killed_a_few_times(folder: Path, tmp_path: Path) -> None:
    disturb(ADDER, folder, tmp_path, kill_count=6, seed=20210503)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", [1])
def test_killed_twenty_times_from_the_command_line(folder: Path, tmp_path: Path, seed: int) -> None:
    disturb((sys.executable, "-m", "armsledger"), folder, tmp_path, kill_count=20, seed=seed)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(5))
def test_killed_a_hundred_times(folder: Path, tmp_path: Path, seed: int) -> None:
    disturb(ADDER, folder, tmp_path, kill_count=20, seed=seed)
