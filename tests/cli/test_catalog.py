"""`armsledger catalog`: what a user sees and gets."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Run = Callable[..., Ended]

HEADER = "id,name,aliases,ambiguous,state,source,checked"
ROW = 'skarv-force,Skarv Force,SKF,,NOR,"Synthetic Gazette, page 3",2026-01-01'
"""Invented."""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "forces.csv").write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("spelling", ["Baqeri", "Bagheri", "Baqiri", "Mohammed Bagherri"])
def test_find_knows_people_across_transliterations(run: Run, spelling: str) -> None:
    ended = run("catalog", "find", spelling, "--format", "jsonl")
    assert ended.code == 0
    assert "mohammad-bagheri" in [json.loads(line)["id"] for line in ended.out.splitlines()]


def test_find_says_when_there_is_nothing(run: Run) -> None:
    ended = run("catalog", "find", "qqqqzzzz")
    assert (ended.code, ended.out) == (0, "")
    assert "knows nothing by the name qqqqzzzz" in ended.err


def test_show_says_all_there_is(run: Run) -> None:
    ended = run("catalog", "show", "bayraktar-tb2")
    assert ended.code == 0
    assert ended.out.startswith("Bayraktar TB2 (bayraktar-tb2), system\n")
    assert "maker: Baykar" in ended.out
    assert "reported transfers" in ended.out


def test_show_takes_a_name_that_only_one_thing_has(run: Run) -> None:
    assert run("catalog", "show", "TB-2").out.startswith("Bayraktar TB2 (bayraktar-tb2)")


@pytest.mark.parametrize(("day", "member"), [("2003-06-01", False), ("2005", True)])
def test_show_on_a_day_tells_who_belonged_then(run: Run, day: str, member: bool) -> None:
    ended = run("catalog", "show", "nato", "--on", day, "--format", "jsonl")
    said = json.loads(ended.out)["said"]
    assert ("Estonia: member" in [line["what"] for line in said if line["heading"] == "members"]) is member


@pytest.mark.parametrize("name", ["no such thing at all", "Shahe"])
def test_show_of_what_is_not_one_thing_is_wrong_usage(run: Run, name: str) -> None:
    ended = run("catalog", "show", name)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1


def test_show_of_a_measure_says_how_it_stood_then(run: Run) -> None:
    ended = run("catalog", "show", "un-libya-748", "--on", "1998-01-01")
    assert ended.code == 0
    assert "measure on 1998-01-01\n" in ended.out
    assert "  direction: to\n" in ended.out
    assert "  status: in force\n" in ended.out
    assert (
        "  status: not in force, suspended on 1999-04-05\n"
        in run("catalog", "show", "un-libya-748", "--on", "2001").out
    )
    assert "  status: suspended\n" in run("catalog", "show", "un-libya-748").out


def test_show_keeps_apart_what_may_have_held(run: Run, mine: Path) -> None:
    (mine / "memberships.csv").write_text(
        "id,member,bloc,status,from,until,source,checked\n"
        'one,skarv-force,gcc,observer,2010,,"Synthetic Gazette, page 3",2026-01-01\n'
    )
    for day, heading in (("2010-05-01", "perhaps member of"), ("2011-01-01", "memberships")):
        ended = run("catalog", "show", "skarv-force", "--on", day, "--catalog", mine, "--format", "jsonl")
        assert [line["heading"] for line in json.loads(ended.out)["said"]] == [heading]


def test_show_of_a_day_to_come_says_so(run: Run) -> None:
    assert "the catalogue was last checked on 20" in run("catalog", "show", "nato", "--on", "2099").err
    assert run("catalog", "show", "nato", "--on", "2020").err == ""


@pytest.mark.parametrize("name", ["", " "])
def test_find_of_nothing_is_wrong_usage(run: Run, name: str) -> None:
    ended = run("catalog", "find", name)
    assert (ended.code, ended.out) == (2, "")
    assert "an empty name finds nothing" in ended.err


def test_check_takes_the_folder_that_the_other_commands_take(
    run: Run, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine / "forces.csv").write_text(f"{HEADER}\n{ROW.replace('NOR', 'NRW')}\n", encoding="utf-8")
    assert run("catalog", "check", "--catalog", mine).code == 1
    monkeypatch.setenv("ARMSLEDGER_CATALOG", str(mine))
    assert run("catalog", "check").code == 1


def test_check_proves_the_catalogue(run: Run) -> None:
    ended = run("catalog", "check")
    assert ended.code == 0
    assert "the catalogue is sound" in ended.err


def test_check_names_file_and_line_of_a_user_s_row(run: Run, mine: Path) -> None:
    assert run("catalog", "check", mine).code == 0
    (mine / "forces.csv").write_text(f"{HEADER}\n{ROW.replace('NOR', 'NRW')}\n", encoding="utf-8")
    ended = run("catalog", "check", mine)
    assert ended.code == 1
    assert "forces.csv, line 2: state NRW is not in the catalogue; add it or mend the id." in ended.err
    for command in (["counts"], ["find", "x"]):
        refused = run("catalog", *command, "--catalog", mine)
        assert refused.code == 3
        assert len(refused.err.splitlines()) == 1


def test_counts_as_json(run: Run) -> None:
    counts = json.loads(run("catalog", "counts", "--json").out)
    assert list(counts)[:6] == ["states", "actors", "persons", "systems", "uavs", "places"]
    assert counts["uavs"] <= counts["systems"]
    assert {"measures", "transfers"} <= counts.keys()


def test_a_user_s_names_are_read(run: Run, mine: Path, tmp_path: Path) -> None:
    text = tmp_path / "synthetic.txt"
    text.write_text("In May 2021 Turkey delivered four Bayraktar TB2 drones to the Skarv Force.\n")
    (claim,) = map(json.loads, run("read", text, "--format", "jsonl", "--catalog", mine).out.splitlines())
    assert {"role": "recipient", "entity": "skarv-force"}.items() <= {
        k: v for filler in claim["roles"] if filler["role"] == "recipient" for k, v in filler.items()
    }.items()
    (plain,) = map(json.loads, run("read", text, "--format", "jsonl").out.splitlines())
    assert plain["reader"] != claim["reader"]
    ledger = tmp_path / "l.db"
    assert run("add", text, "--ledger", ledger, "--catalog", mine).code == 0
    found = run("claims", "--ledger", ledger, "--recipient", "SKF", "--catalog", mine, "--format", "jsonl")
    assert len(found.out.splitlines()) == 1


def test_export_as_json_is_the_files(run: Run, mine: Path) -> None:
    exported = json.loads(run("catalog", "export", "--catalog", mine).out)
    assert {"states", "systems", "measures", "transfers"} <= exported.keys()
    assert next(row for row in exported["forces"] if row["id"] == "skarv-force")["aliases"] == ["SKF"]


def test_export_as_csv_can_be_read_again(run: Run, mine: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("catalog", "export", "--format", "csv", "-o", out, "--catalog", mine).code == 0
    rows = list(csv.DictReader(StringIO((out / "forces.csv").read_text(encoding="utf-8"))))
    assert "skarv-force" in [row["id"] for row in rows]
    assert run("catalog", "check", out).code == 0
    assert (out / "offices.csv").exists()
    one = run("catalog", "export", "--format", "csv", "--only", "forces", "--catalog", mine)
    assert [row["id"] for row in csv.DictReader(StringIO(one.out))] == [row["id"] for row in rows]


def test_export_as_csv_writes_all_or_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "transfers.csv").mkdir()
    ended = run("catalog", "export", "--format", "csv", "-o", tmp_path)
    assert (ended.code, "is a folder; nothing was written" in ended.err) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["transfers.csv"]


@pytest.mark.parametrize(
    "arguments", [["--format", "csv"], ["--format", "csv", "--only", "nothing"], ["--only", "forces"]]
)
def test_export_says_what_it_needs(run: Run, arguments: list[str]) -> None:
    ended = run("catalog", "export", *arguments)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)


def test_export_as_followthemoney_is_entities_that_hold_together(run: Run) -> None:
    entities = {
        e["id"]: e for e in map(json.loads, run("catalog", "export", "--format", "ftm").out.splitlines())
    }
    assert {"Company", "Person", "Organization", "PublicBody", "Territory", "Sanction", "Occupancy"} <= {
        entity["schema"] for entity in entities.values()
    }
    for entity in entities.values():
        assert all(isinstance(value, list) and all(value) for value in entity["properties"].values())
        for name in ("entity", "holder", "post", "owner", "asset", "subject", "object", "organization"):
            for pointed in entity["properties"].get(name, []):
                assert pointed in entities, (entity["id"], name)
