"""Two annotations compared."""

import json
from pathlib import Path

import pytest
from evals import agreement

CLAIM = {
    "kind": "transfer", "status": "delivered",
    "roles": {"supplier": [["TUR", "Turkey"]], "recipient": [["AZE"]]},
    "time": ["2020-01-01", "2020-12-31"], "place": None, "quantity": 6, "value": None,
    "polarity": "affirmed", "certainty": "certain", "realis": "actual",
    "sources": [{"kind": "named", "entity": ["haaretz", "Haaretz"]}],
    "anchor": {"text": "delivered six", "start": 10, "end": 23},
}  # fmt: skip


def annotate(folder: Path, *claims: dict[str, object]) -> Path:
    folder.mkdir()
    lines = [json.dumps({"document": "a.txt"}), *(json.dumps(claim) for claim in claims)]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_an_annotation_agrees_with_itself(tmp_path: Path) -> None:
    count, score = agreement.compare(annotate(tmp_path / "1", CLAIM), annotate(tmp_path / "2", CLAIM))
    figures = score.figures()
    assert count == 1
    assert [figures[name] for name in ("found_f1", "core_f1", "status", "source", "time", "amount")] == [
        1.0
    ] * 6


def test_fillers_agree_by_any_of_their_names(tmp_path: Path) -> None:
    other = {**CLAIM, "roles": {"supplier": [["Ankara", "TUR"]], "recipient": [["AZE"]]}}
    _, score = agreement.compare(annotate(tmp_path / "1", CLAIM), annotate(tmp_path / "2", other))
    assert score.figures()["core_f1"] == 1.0


def test_a_claim_that_only_one_has_is_a_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = annotate(tmp_path / "1", CLAIM), annotate(tmp_path / "2")
    assert agreement.main([str(first), str(second), "--differences"]) == 0
    assert "MISS  transfer" in capsys.readouterr().out


def test_folders_with_nothing_in_common_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert agreement.main([str(annotate(tmp_path / "1", CLAIM)), str(tmp_path / "empty")]) == 2
