"""The benchmarks: what is measured, and how it is told."""

import json
import sys
import tomllib
from pathlib import Path

import pytest
from evals.bench import ledger as bench
from evals.bench import measuring
from evals.bench.measuring import seconds
from evals.bench.texts import offtopic_article, relevant_article, words

from armsledger.ledger import Ledger

ROOT = Path(__file__).parents[2]


def test_the_texts_have_the_length_of_an_article() -> None:
    for text in (relevant_article(), offtopic_article()):
        assert 1_500 < words(text) < 3_000
        assert 13_000 <= len(text) < 17_000
    assert offtopic_article() != relevant_article()


def test_the_last_line_is_one_json_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measuring, "pin_to_one_core", lambda: 1)
    monkeypatch.setattr(sys, "argv", ["bench", "--json"])
    measuring.run(lambda: {"speed_per_s": 12.5, "count": 3}, "a benchmark")
    lines = capsys.readouterr().out.splitlines()
    assert json.loads(lines[-1]) == {"cores": 1, "speed_per_s": 12.5, "count": 3}
    assert len(lines) == 4


def test_seconds_are_the_median() -> None:
    calls: list[int] = []
    assert 0 <= seconds(lambda: calls.append(1), 3) < 1
    assert len(calls) == 3


def test_every_ledger_entry_is_a_document_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "DOCUMENTS", 3)
    entries = bench._entries()
    with Ledger.open(tmp_path / "ledger.db", at=bench.AT) as ledger:
        bench._add(ledger, entries)
        assert len(list(ledger.documents())) == 3
        assert len(ledger.claims()) == 3 * len(entries[0][1].claims) > 0


def test_spacy_is_no_part_of_the_product() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert not [one for one in project["dependencies"] if one.startswith("spacy")]
