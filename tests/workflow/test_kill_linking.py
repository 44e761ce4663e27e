"""`kill -9` while cases are made or judged: no half case, no lost judgement; and two who judge at once."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from evals.bench.deals import AT, fill

from armsledger.catalog import load
from armsledger.ledger import Ledger
from armsledger.workflow import casing

LINKER = (sys.executable, str(Path(__file__).parent / "linker.py"))
CLAIMS = 1500


@pytest.fixture(params=["in a file", "on a server"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger of generated documents is, not linked yet."""
    in_a_file = request.param == "in a file"
    place = str(tmp_path / "ledger.db") if in_a_file else request.getfixturevalue("postgresql")()
    with Ledger.open(place, at=AT) as opened:
        fill(opened, load(), CLAIMS)
    return place


def start(*arguments: object) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [*LINKER, *map(str, arguments)], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def cases(place: str) -> Sequence[str]:
    with Ledger.open(place, wait_s=60) as opened:
        return casing.case_rows(opened, load())


@pytest.mark.parametrize("kills", [2, pytest.param(50, marks=pytest.mark.campaign)])
def test_cases_are_whole_after_any_kill(ledger: str, kills: int) -> None:
    undisturbed = cases(ledger)
    assert undisturbed
    chance = random.Random(kills)
    for _ in range(kills):
        process = start("link", ledger)
        time.sleep(chance.uniform(0.05, 1.5))
        kill(process)
        assert cases(ledger) == undisturbed


@pytest.mark.parametrize("kills", [1, pytest.param(50, marks=pytest.mark.campaign)])
def test_what_was_judged_is_kept_after_any_kill(ledger: str, kills: int) -> None:
    chance = random.Random(kills)
    made = 0
    for _ in range(kills):
        process = start("judge", ledger, "R. Analyst", 1000)
        assert process.stdout is not None
        told = 0
        ends = time.monotonic() + chance.uniform(0.5, 3)
        while time.monotonic() < ends:
            told = int(process.stdout.readline()) + 1
        kill(process)
        with Ledger.open(ledger) as opened:
            kept = len(opened.judgements())
        assert kept >= made + told  # what it said was made is there, and perhaps one more
        made = kept


def test_two_who_judge_at_once_lose_nothing(ledger: str) -> None:
    processes = [start("judge", ledger, name, 20) for name in ("One", "Other")]
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    with Ledger.open(ledger) as opened:
        names = [stored.judgement.who for stored in opened.judgements()]
    assert (names.count("One"), names.count("Other"), len(names)) == (20, 20, 40)
