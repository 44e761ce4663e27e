"""`armsledger add`, `claims`, `show`, `register`: into the ledger and out of it again."""

import csv
import json
from io import StringIO

import pytest

from armsledger.publish.wording import reason


@pytest.fixture
def ledger(run, article, tmp_path):
    """A ledger that holds the synthetic article, read as of August 2021."""
    path = tmp_path / "ledger.db"
    added = ("--published", "2021-08-15", "--publisher", "Synthetic Press", "--title", "Drones go north")
    assert run("add", article, *added, "--ledger", path).code == 0
    return path


def test_adding_says_what_came_of_it_and_adding_again_adds_nothing(run, article) -> None:
    first = run("add", article, "--published", "2021-08-15")
    again = run("add", article)
    assert (first.code, first.out) == (0, "")
    assert first.err == "armsledger: 1 document: 1 added; 3 new claims in ledger.db.\n"
    assert again.err == "armsledger: 1 document: 1 already there; 0 new claims in ledger.db.\n"


def test_a_problem_is_one_line_and_stops_nothing(run, article, tmp_path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ended = run("add", tmp_path, "--ledger", tmp_path / "other.db")
    assert ended.code == 1
    lines = ended.err.splitlines()
    assert [line for line in lines if "empty.txt" in line and "empty" in line]
    assert lines[-1].startswith("armsledger: 2 documents: 1 added; 3 new claims in ")


def test_details_of_many_come_from_a_table(run, article, tmp_path) -> None:
    meta = tmp_path / "meta.csv"
    meta.write_text("file,published,publisher\narticle.txt,2021-08-15,Synthetic Press\n", encoding="utf-8")
    assert run("add", "--meta", meta).code == 0
    assert "Synthetic Press · 2021-08-15 · 3 claims" in run("claims").out


def test_adding_nothing_is_wrong_usage(run) -> None:
    assert run("add").code == 2


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 3),
        (("--kind", "transfer"), 3),
        (("--kind", "meeting"), 0),
        (("--kind", "meeting", "--kind", "transfer"), 3),
        (("--status", "ordered"), 1),
        (("--supplier", "Norway"), 1),
        (("--supplier", "NOR"), 1),
        (("--supplier", "Norway", "--supplier", "Denmark"), 2),
        (("--recipient", "Iceland"), 2),
        (("--system", "TB2"), 2),
        (("--source", "Reuters"), 0),
        (("--since", "2021-06"), 1),
        (("--until", "2021-05"), 1),
        (("--since", "2021", "--until", "2021"), 2),
        (("--text", "NEVER SOLD"), 1),
    ],
)
def test_filters_narrow_the_claims(run, ledger, options, count) -> None:
    ended = run("claims", "--ledger", ledger, "--format", "jsonl", *options)
    assert ended.code == 0
    assert len(ended.out.splitlines()) == count
    assert bool(ended.err) == (count == 0)


def test_claims_come_out_as_they_were_read(run, ledger, article) -> None:
    read = run("read", article, "--published", "2021-08-15", "--format", "jsonl")
    assert run("claims", "--ledger", ledger, "--format", "jsonl").out == read.out


def test_the_ledger_may_be_named_before_after_or_by_the_environment(run, ledger, monkeypatch) -> None:
    after = run("claims", "--ledger", ledger).out
    assert run("--ledger", ledger, "claims").out == after
    monkeypatch.setenv("ARMSLEDGER_LEDGER", str(ledger))
    assert run("claims").out == after
    assert run("claims", "--ledger", "absent.db").code == 3


def test_claims_as_csv(run, ledger) -> None:
    rows = list(csv.DictReader(StringIO(run("claims", "--ledger", ledger, "--format", "csv").out)))
    assert [row["supplier_id"] for row in rows] == ["NOR", "DNK", "TUR"]
    assert (rows[0]["since"], rows[0]["until"], rows[0]["quantity"]) == ("2021-05-01", "2021-05-31", "4")


def test_the_table_of_claims_names_the_document(run, ledger) -> None:
    shown = run("claims", "--ledger", ledger).out
    assert shown.startswith("Drones go north\nSynthetic Press · 2021-08-15 · 3 claims\n")


def test_show_gives_the_sentence_its_neighbours_and_the_reasons(run, ledger) -> None:
    rows = [
        json.loads(line) for line in run("claims", "--ledger", ledger, "--format", "jsonl").out.splitlines()
    ]
    ended = run("show", rows[1]["id"], "--ledger", ledger)
    assert ended.code == 0
    shown = " ".join(ended.out.split())
    assert "denied: Denmark → Iceland: missiles" in shown
    assert "supplier Denmark [DNK]" in shown
    assert "Denmark has never sold missiles to Iceland. Last month" in shown
    assert "Drones go north · Synthetic Press · 2021-08-15" in shown
    assert rows[0]["id"] in shown and rows[2]["id"] in shown
    assert all(" ".join(reason(why).split()) in shown for why in rows[1]["why"])


def test_the_first_digits_of_an_id_are_enough(run, ledger) -> None:
    row = json.loads(run("claims", "--ledger", ledger, "--format", "jsonl").out.splitlines()[0])
    assert run("show", row["id"][:8], "--ledger", ledger).code == 0


def test_a_claim_that_is_not_there_is_wrong_usage(run, ledger) -> None:
    ended = run("show", "ffffffffffff", "--ledger", ledger)
    assert ended.code == 2
    assert "There is no claim ffffffffffff in this ledger" in ended.err


def test_the_register_as_json_lines_table_and_csv(run, ledger) -> None:
    ended = run("register", "--ledger", ledger, "--format", "jsonl")
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert [(row["supplier"], row["recipient"], row["status"]) for row in rows] == [
        (["Denmark"], ["Iceland"], "denied"),
        (["Norway"], ["Iceland"], "delivered"),
        (["Türkiye"], ["Sweden"], "ordered"),
    ]
    assert (rows[1]["number_delivered"], rows[1]["years_of_delivery"]) == ("4", "2021")
    table = run("register", "--ledger", ledger).out
    assert max(map(len, table.splitlines())) <= 80
    assert "Denied" in table and "Bayraktar" in table
    rows = list(csv.DictReader(StringIO(run("register", "--ledger", ledger, "--format", "csv").out)))
    assert [row["supplier"] for row in rows][:2] == ["Denmark", "Norway"]


def test_the_register_summed_up(run, ledger) -> None:
    ended = run("register", "--totals", "supplier", "--format", "jsonl", "--ledger", ledger)
    totals = {row["id"]: row for row in map(json.loads, ended.out.splitlines())}
    assert {id: row["cases"] for id, row in totals.items()} == {"NOR": 1, "TUR": 1}
    assert totals["NOR"]["delivered_low"] == totals["NOR"]["delivered_high"] == 4


def test_the_catalogue_is_asked_by_name(run) -> None:
    ended = run("catalog", "find", "Bayraktar TB-2", "--format", "jsonl")
    assert ended.code == 0
    best = json.loads(ended.out.splitlines()[0])
    assert best["id"] == "bayraktar-tb2"
    assert best["source"]
    nothing = run("catalog", "find", "zzzzqqqq")
    assert (nothing.code, nothing.out) == (0, "")
    assert "zzzzqqqq" in nothing.err
