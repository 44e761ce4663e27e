"""The gate: what it counts, when it fails, and that its bounds only tighten."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from evals import gate
from evals.gate import CEILED, FLOORED, Bounds, Passage, breaches, load, measure, tightened
from hypothesis import given
from hypothesis import strategies as st

CLAIM: dict[str, Any] = {
    "kind": "holding", "status": None, "roles": {"holder": [["GHA"]], "system": [["uav"]]}, "time": None,
    "place": None, "quantity": None, "value": None, "polarity": "affirmed", "certainty": "certain",
    "realis": "actual", "sources": [{"kind": "document"}],
    "anchor": {"text": "Ghana has drones", "start": 0, "end": 16},
}  # fmt: skip
HELD = [
    {"role": "holder", "text": "Ghana", "entity": "GHA"},
    {"role": "system", "text": "drones", "entity": "uav"},
]
READ: dict[str, Any] = CLAIM | {"roles": HELD, "quote": CLAIM["anchor"]}
SHARES = st.fixed_dictionaries({name: st.floats(0, 1) for name in (*FLOORED, *CEILED)})


def header(events: str) -> dict[str, Any]:
    """The first line of an annotation."""
    return {"document": "x.txt", "published": "2024-01-01", "events": events}


def passages() -> list[Passage]:
    """One passage with a claim, one about bees, of four words."""
    return [
        Passage(Path("dev/001-drones.jsonl"), "Ghana has drones.", header("invented"), [CLAIM]),
        Passage(Path("dev/002-bees.jsonl"), "The bees have drones.", header("offtopic"), []),
    ]


def always(text: str, published: date) -> list[dict[str, Any]]:
    """A reader that finds the one claim everywhere."""
    return [READ]


def never(text: str, published: date) -> list[dict[str, Any]]:
    """A reader that finds nothing."""
    return []


@pytest.fixture
def two_passages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two passages as files, and a place for bounds; the place."""
    folder = tmp_path / "dev"
    folder.mkdir()
    for passage in passages():
        (folder / passage.path.name).with_suffix(".txt").write_text(passage.text, encoding="utf-8")
        rows = [passage.header, *passage.gold]
        (folder / passage.path.name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr(gate, "PASSAGES", tmp_path)
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.toml")
    return tmp_path / "floors.toml"


def test_off_topic_claims_are_counted_by_the_thousand_words() -> None:
    """One claim in four words is 250 in a thousand, and costs precision."""
    measured = measure(passages(), always)
    assert measured.false_per_1000_words == 250
    assert measured.score.found.precision == 1 / 2
    assert measured.score.misses == ["dev/002-bees", "EXTRA holding: 'Ghana has drones'"]


def test_the_gate_passes_without_bounds_and_fails_below_them(
    two_passages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was raised on a good reader stops a bad one, in words."""
    assert gate.main([], always) == 0
    assert gate.main(["--raise"], always) == 0
    assert gate.main([], always) == 0
    assert gate.main([], never) == 1
    assert "dev: found_f1 is 0.000, below its floor" in capsys.readouterr().err


def test_raising_on_a_worse_reader_lowers_nothing(two_passages: Path) -> None:
    """Floors stay; the ceiling on false claims, met more easily by silence, comes down."""
    gate.main(["--raise"], always)
    before = gate.read_bounds(two_passages)["dev"]
    assert gate.main(["--raise"], never) == 1
    after = gate.read_bounds(two_passages)["dev"]
    assert after["least"] == before["least"]
    assert after["most"]["false_per_1000_words"] < before["most"]["false_per_1000_words"]


@given(SHARES, SHARES)
def test_bounds_only_tighten_and_always_let_their_own_figures_through(
    first: dict[str, float], second: dict[str, float]
) -> None:
    """Whatever is measured second, no floor falls and no ceiling rises."""
    bounds: Bounds = tightened({}, first)
    assert breaches(first, bounds) == []
    again = tightened(bounds, second)
    assert all(again["least"][name] >= bounds["least"][name] for name in FLOORED)
    assert all(again["most"][name] <= bounds["most"][name] for name in CEILED)


def test_passages_cannot_vanish(two_passages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that has bounds and lost its passages fails."""
    gate.main(["--raise"], always)
    gate.write_bounds({"held": {"least": {"found_f1": 0.5}}}, two_passages)
    assert gate.main([], always) == 1
    assert "held: has bounds, and no passages" in capsys.readouterr().err


def test_one_passage_is_shown_without_bounds(two_passages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A passage under the author's eye is not held against the whole's bounds."""
    gate.main(["--raise"], always)
    assert gate.main(["--passage", "002", "--misses"], never) == 0
    assert "001" not in capsys.readouterr().out
    assert gate.main(["--passage", "no such"], never) == 2


def test_figures_as_json(two_passages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object by folder."""
    gate.main(["--json"], always)
    figures = json.loads(capsys.readouterr().out)
    assert figures["dev"]["found_recall"] == 1


def test_the_passages_are_many_and_a_part_is_about_something_else() -> None:
    """At least 150 short ones, 40 of them off topic, and every kind with eight claims in dev."""
    both = [passage for folder in gate.FOLDERS for passage in load(gate.PASSAGES / folder)]
    short = [passage for passage in both if len(passage.text.split()) <= 200]
    assert len(short) >= 150
    assert sum(passage.offtopic for passage in short) >= 40
    kinds = Counter(claim["kind"] for passage in load(gate.PASSAGES / "dev") for claim in passage.gold)
    kinds.pop("relation", None)  # which is not scored
    assert all(count >= 8 for count in kinds.values()) and len(kinds) == 12


def test_the_product_reads_a_passage() -> None:
    """The gate's own reader: the real one, by the ways of the product."""
    claims = gate.read_claims(
        "Turkey delivered six Bayraktar TB2 drones to Azerbaijan in 2020.", date(2021, 1, 1)
    )
    assert [claim["kind"] for claim in claims] == ["transfer"]


def test_the_headline_is_that_of_passages_not_developed_against() -> None:
    held = measure(passages(), always)
    shown = gate.headline({"dev": measure(passages()[:1], never), "held": held})
    assert shown["found_f1"] == held.score.found.f1
    assert shown["false_per_10k_words"] == 2500
    assert gate.headline({"dev": held}) == {}
