"""`armsledger cases`, `case`, `why`, `judge` and `review`."""

import csv
import json
import os
import select
import subprocess
import sys
import time
from io import StringIO

import pytest

OTHER = "In May 2021 Norway delivered five Bayraktar TB2 drones to Iceland, an Icelandic official said.\n"
"""Invented: this has not happened."""


@pytest.fixture
def ledger(run, article, tmp_path):
    """A ledger of two synthetic texts that disagree about a number."""
    path = tmp_path / "ledger.db"
    assert (
        run(
            "add", article, "--published", "2021-08-15", "--publisher", "Synthetic Press", "--ledger", path
        ).code
        == 0
    )
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    assert run("add", "other.txt", "--published", "2021-08-16", "--publisher", "Invented Herald").code == 0
    return path


def delivered(run) -> dict:
    rows = [json.loads(line) for line in run("cases", "--format", "jsonl").out.splitlines()]
    (row,) = [row for row in rows if row["supplier"] == ["NOR"]]
    return row


def test_cases_put_documents_together(run, ledger) -> None:
    row = delivered(run)
    assert (row["kind"], row["recipient"], row["system"], row["status"]) == (
        "transfer", ["ISL"], ["bayraktar-tb2"], "delivered",
    )  # fmt: skip
    assert (row["origins"], row["origins_against"]) == (2, 0)
    assert [one["about"] for one in row["disagreements"]] == ["number"]
    assert {claim["path"].rpartition("/")[2] for claim in row["claims"]} == {"article.txt", "other.txt"}
    table = run("cases").out
    assert max(map(len, table.splitlines())) <= 80
    assert "disputed:" in table and "number" in table
    rows = list(csv.DictReader(StringIO(run("cases", "--format", "csv").out)))
    assert [row["number"] for row in rows if row["supplier"] == "NOR"] == ["4..5"]


def test_a_case_shows_history_voices_disagreement_and_grade(run, ledger) -> None:
    row = delivered(run)
    out = run("case", row["case"]).out
    for words in (
        "How it went",
        "Who says so",
        "They disagree: number",
        f"Grade {row['grade']}",
        "Invented Herald",
    ):
        assert words in out
    assert run("case", row["claims"][0]["claim"]).out == out
    assert json.loads(run("case", row["case"], "--format", "jsonl").out)["case"] == row["case"]
    missing = run("case", "ffffffffffff")
    assert (missing.code, missing.out) == (2, "")
    assert "there is no case ffffffffffff" in missing.err
    assert run("case", "what?").code == 2


def test_why_two_claims_are_of_one_case(run, ledger) -> None:
    one, other = (claim["claim"] for claim in delivered(run)["claims"])
    out = run("why", one, other).out
    assert "the same supplier" in out and "They are of one case" in out
    run("judge", "unlink", one, other, "--by", "R. Analyst")
    assert "as a person has judged" in run("why", one, other).out


def test_judgements_are_listed_and_undone(run, ledger) -> None:
    id = delivered(run)["claims"][0]["claim"]
    assert run("judge", "correct", id, "number=6", "--why", "a slip", "--by", "R. Analyst").code == 0
    assert delivered(run)["number"] == {"low": 5.0, "high": 6.0, "preferred": None}
    assert run("judge", "undo", "1", "--by", "R. Analyst").code == 0
    assert delivered(run)["number"]["low"] == 4
    rows = [json.loads(line) for line in run("judge", "list", "--format", "jsonl").out.splitlines()]
    assert [(row["act"], row["who"], row["why"], row["undone_by"]) for row in rows] == [
        ("correct", "R. Analyst", "a slip", 2), ("undo", "R. Analyst", None, None),
    ]  # fmt: skip
    wrong = run("judge", "correct", id, "number")
    assert wrong.code == 2 and "write FIELD=VALUE" in wrong.err


def test_review_needs_a_terminal(run, ledger) -> None:
    ended = run("review")
    assert ended.code == 2 and "needs a terminal" in ended.err


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_review_takes_a_key_a_claim(run, ledger, tmp_path) -> None:
    import pty

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "armsledger", "review", "--below", "1", "--by", "R. Analyst"]
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=tmp_path)
    os.close(slave)
    shown = ""
    for key in ("a", "r", "u", "s", "q"):
        shown += _until(master, "q quit")
        time.sleep(0.5)  # a key pressed before it listens is thrown away, as by any terminal
        os.write(master, key.encode())
    assert process.wait(30) == 0
    os.close(master)
    rows = [json.loads(line) for line in run("judge", "list", "--format", "jsonl").out.splitlines()]
    assert [row["act"] for row in rows] == ["accept", "reject", "undo"]
    assert "asked because" in shown


def _until(master: int, words: str) -> str:
    """What is shown up to these words; fails where nothing more comes."""
    seen = ""
    while words not in seen:
        ready, _, _ = select.select([master], [], [], 20)
        assert ready, f"nothing more was shown after {seen!r}"
        seen += os.read(master, 4096).decode(errors="replace")
    return seen


def test_a_document_is_forgotten_for_good(run, ledger) -> None:
    assert run("judge", "forget", "other.txt").code == 2  # a reason is needed
    assert run("judge", "forget", "other.txt", "--why", "an order").code != 0  # nobody is there to say yes
    assert delivered(run)["origins"] == 2
    done = run("judge", "forget", "other.txt", "--why", "an order", "--by", "R. Analyst", "--yes")
    assert done.code == 0
    assert "is forgotten (judgement 1)" in done.err
    assert delivered(run)["origins"] == 1
    again = run("add", "other.txt")
    assert (again.code, "was forgotten on" in again.err) == (1, True)
    assert "forget" in run("judge", "list").out
    assert run("judge", "undo", "1").code == 2
