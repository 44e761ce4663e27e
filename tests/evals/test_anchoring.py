"""Drafts become gold, faults are told, and what is in the folder is gold already."""

import json
from pathlib import Path
from typing import Any

import pytest
from evals.anchoring import (
    PASSAGES,
    DraftError,
    anchor_file,
    annotations,
    complete,
    main,
    spread,
    spread_time,
)

TEXT = "Ghana bought six drones. Ghana bought tea. " + "All else was quiet on the coast. " * 15
HEADER = {
    "document": "001-tea.txt", "title": "Tea", "publisher": "The Exercise", "published": "2023-01-01",
    "style": "wire copy", "synthetic": True, "events": "invented",
}  # fmt: skip
DRAFT: dict[str, Any] = {
    "kind": "transfer",
    "status": "delivered",
    "roles": {"recipient": "GHA | Ghana", "system": "uav"},
    "anchor": "Ghana bought six drones",
}


def write(folder: Path, *claims: dict[str, Any], header: dict[str, Any] = HEADER) -> Path:
    """A passage with its draft; the draft's path."""
    (folder / "001-tea.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "001-tea.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in (header, *claims)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("2020", ["2020-01-01", "2020-12-31"]),
        ("2020-02", ["2020-02-01", "2020-02-29"]),
        ("2020-02-03", ["2020-02-03", "2020-02-03"]),
        ("2019..", ["2019-01-01", None]),
        ("..2028", [None, "2028-12-31"]),
        ("2022-05-11..2022-05-20", ["2022-05-11", "2022-05-20"]),
        (None, None),
    ],
)
def test_times_in_shorthand(short: str | None, full: Any) -> None:
    """A year, a month, a day, an open end, a range."""
    assert spread_time(short) == full


def test_fillers_in_shorthand() -> None:
    """A bar parts alternatives, a list parts fillers."""
    assert spread("A | b") == [["A", "b"]]
    assert spread(["A | b", ["C"]]) == [["A", "b"], ["C"]]


def test_a_draft_is_completed() -> None:
    """Offsets, defaults and empty core roles are filled in."""
    claim = complete(DRAFT, TEXT)
    assert claim["anchor"] == {"text": "Ghana bought six drones", "start": 0, "end": 23}
    assert claim["roles"] == {"supplier": [], "recipient": [["GHA", "Ghana"]], "system": [["uav"]]}
    assert (claim["certainty"], claim["sources"]) == ("certain", [{"kind": "document"}])


def test_the_second_occurrence_of_an_anchor() -> None:
    """Words that occur twice must say which is meant."""
    assert complete(DRAFT | {"anchor": ["Ghana bought", 2]}, TEXT)["anchor"]["start"] == 25
    with pytest.raises(DraftError, match="occurs 2 times"):
        complete(DRAFT | {"anchor": "Ghana bought"}, TEXT)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"anchor": "Ghana sold"}, "not in the text"),
        ({"kind": "theft"}, "unknown kind"),
        ({"roles": {"target": "GHA"}}, "no role 'target'"),
        ({"roles": {"supplier": "ZZZ"}}, "no state, slug or words"),
        ({"status": "held"}, "status cannot be"),
        ({"polarity": "denied"}, "a denied claim has no status"),
        ({"certainty": "sure"}, "certainty cannot be"),
        ({"time": "2023..2022"}, "ends before it starts"),
        ({"sources": "named"}, "a named source has entities"),
        ({"value": {"amount": 3, "currency": "ZZZ"}}, "not an amount"),
        ({"colour": "red"}, "unknown fields"),
    ],
)
def test_faults_are_told(change: dict[str, Any], fault: str) -> None:
    """One sentence that names what is wrong."""
    with pytest.raises(DraftError, match=fault):
        complete(DRAFT | change, TEXT)


def test_a_file_is_rewritten_once_and_then_stays(tmp_path: Path) -> None:
    """Claims come in the order of the text, and a second run changes nothing."""
    path = write(tmp_path, DRAFT | {"anchor": ["Ghana bought", 2]}, DRAFT)
    assert main([str(tmp_path)]) == 0
    first = path.read_text(encoding="utf-8")
    assert [json.loads(line)["anchor"]["start"] for line in first.splitlines()[1:]] == [0, 25]
    assert main([str(path)]) == 0
    assert path.read_text(encoding="utf-8") == first


def test_an_edited_text_moves_its_anchors(tmp_path: Path) -> None:
    """Anchors follow their words."""
    path = write(tmp_path, DRAFT)
    main([str(path)])
    path.with_suffix(".txt").write_text("On Monday " + TEXT, encoding="utf-8")
    assert json.loads(anchor_file(path)[1])["anchor"]["start"] == 10


def test_a_faulty_file_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All its faults are told, with the lines."""
    path = write(tmp_path, DRAFT | {"kind": "theft"}, DRAFT | {"status": "held"})
    before = path.read_text(encoding="utf-8")
    assert main([str(path)]) == 1
    assert path.read_text(encoding="utf-8") == before
    told = capsys.readouterr().err
    assert "line 2: unknown kind" in told and "line 3:" in told


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"events": "offtopic"}, "has no claims"),
        ({"events": "public-record"}, "need `facts`"),
        ({"synthetic": False}, "`synthetic` true"),
        ({"document": "002-tea.txt"}, "describes '002-tea.txt'"),
    ],
)
def test_faults_of_the_first_line(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    """The first line says what the passage is."""
    with pytest.raises(DraftError, match=fault):
        anchor_file(write(tmp_path, DRAFT, header=HEADER | change))


@pytest.mark.parametrize("path", annotations([PASSAGES]), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_passage_is_in_the_gold_form(path: Path) -> None:
    """What anchoring would write is what stands there."""
    assert anchor_file(path) == path.read_text(encoding="utf-8").splitlines()
