"""The report of a training run's figures, for people (REPORT.md) and for programs (report.json)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Figures = dict[str, Any]

_SHORT = {
    "en_ewt-dev": "EWT dev",
    "en_ewt-test": "EWT test",
    "en_gum-dev": "GUM dev",
    "en_gum-test": "GUM test",
    "en_pud-test": "PUD",
}
_COLUMNS = ("uas", "las", "las_full", "upos", "xpos", "lemma")


def write(figures: Figures, folder: Path) -> None:
    """Write both files into the folder."""
    (folder / "report.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    (folder / "REPORT.md").write_text(_text(figures), encoding="utf-8")


def _text(figures: Figures) -> str:
    training, speed = figures["training"], figures["words_a_second"]
    megabytes = figures["files"]["english.onnx"] / 1e6
    parts = [
        "# The English model: figures",
        f"Model `{figures['version']}`. Written by `training/train.py`; not edited by hand.",
        "## Parsing",
        "Gold words, punctuation counted, trees decoded by the product's own code. LAS compares universal "
        "relations (the part before the colon) as well as heads; LAS-full compares subtypes too. Lemmas "
        "compare case aside, with the model's own tags. Nothing of dev, test or PUD was trained on.",
        _table(figures),
        "## Segmentation",
        "F1 of exact spans on each document's raw text, paragraphs parted by blank lines. EWT's low sentence "
        "figure comes from e-mails and forum posts whose line breaks its text does not keep. Designations "
        '("F-16") are kept whole on purpose where EWT splits them.',
        _segmentation(figures),
        "## Size and speed",
        f"- `english.onnx`: {megabytes:.1f} MB; all four files "
        f"{sum(figures['files'].values()) / 1e6:.1f} MB.",
        f"- One core, word pieces to lemmas, PUD: {speed['int8']:,} words a second of processor time "
        f"in int8, {speed['float']:,} in float, on the machine of the training run.",
        f"- Importing and loading in a new process: {figures['cold_seconds']:.2f} s.",
        "## Training",
        f"{training['sentences']:,} sentences, {training['words']:,} words, {training['pieces']:,} pieces; "
        f"{training['epochs']:g} epochs of {training['pieces_a_batch']:,}-piece batches; encoder rate "
        f"{training['encoder_rate']:g}, head rate {training['head_rate']:g}, {training['warm_up']} warm-up "
        f"steps, linear decay, seed {training['seed']}, "
        f"{'bfloat16' if training['bfloat16'] else 'float32'}; {training['seconds'] / 60:.0f} minutes.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(figures: Figures) -> str:
    rows = ["| treebank | numbers | UAS | LAS | LAS-full | UPOS | XPOS | lemma |", "|---" * 8 + "|"]
    for name, kinds in figures["scores"].items():
        for kind, scores in kinds.items():
            cells = " | ".join(f"{scores[column]:.4f}" for column in _COLUMNS)
            rows.append(f"| {_SHORT[name]} | {kind} | {cells} |")
    return "\n".join(rows)


def _segmentation(figures: Figures) -> str:
    rows = ["| treebank | sentences | words |", "|---|---|---|"]
    for name, scores in figures["segmentation"].items():
        rows.append(f"| {_SHORT[name]} | {scores['sentences']:.4f} | {scores['words']:.4f} |")
    return "\n".join(rows)
