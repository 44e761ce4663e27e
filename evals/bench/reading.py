"""How fast an article is read: cold, warm, on and off the subject, and beside a spaCy pipeline."""

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import armsledger as al
from evals.bench.measuring import Figures, run, seconds
from evals.bench.texts import offtopic_article, relevant_article, words

PUBLISHED = date(2022, 7, 20)
COLD_GOES, WARM_GOES = 3, 5
SPACY_TAGS, SPACY_LABELS = 50, 45


def measure() -> Figures:
    """All figures; times in seconds, speeds in words a second."""
    relevant, offtopic = relevant_article(), offtopic_article()
    cold_s = _cold_s(relevant)
    al.read(_document(offtopic), PUBLISHED)  # loads the model and the catalogue
    warm_s = seconds(lambda: al.read(_document(relevant), PUBLISHED), WARM_GOES)
    offtopic_s = seconds(lambda: al.read(_document(offtopic), PUBLISHED), WARM_GOES)
    spacy_s = _spacy_s(relevant)
    relevant_speed, offtopic_speed = words(relevant) / warm_s, words(offtopic) / offtopic_s
    spacy_speed = words(relevant) / spacy_s
    return {
        "article_words": words(relevant),
        "article_cold_s": round(cold_s, 3),
        "article_warm_s": round(warm_s, 4),
        "relevant_words_per_s": round(relevant_speed),
        "offtopic_words_per_s": round(offtopic_speed),
        "spacy_words_per_s": round(spacy_speed),
        "relevant_to_spacy": round(relevant_speed / spacy_speed, 2),
        "offtopic_to_spacy": round(offtopic_speed / spacy_speed, 2),
    }


def _document(text: str) -> al.Document:
    return al.from_bytes(text.encode())


def _cold_s(text: str) -> float:
    """A fresh process each time, from its start to its end."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "article.txt")
        file.write_text(text, encoding="utf-8")
        command = [
            sys.executable, "-m", "armsledger", "read", str(file),
            "--published", PUBLISHED.isoformat(), "--format", "jsonl",
        ]  # fmt: skip
        return seconds(lambda: subprocess.run(command, check=True, capture_output=True), COLD_GOES)


def _spacy_s(text: str) -> float:
    """Tagging and parsing by a pipeline of spaCy's small-CNN shape; untrained, as only its speed is taken."""
    pipeline = _spacy_pipeline()
    paragraphs = text.split("\n\n")
    list(pipeline.pipe(paragraphs))
    return seconds(lambda: list(pipeline.pipe(paragraphs)), WARM_GOES)


def _spacy_pipeline() -> Any:
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec", config={"model": {
        "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": 96, "depth": 4,
        "embed_size": 2000, "window_size": 1, "maxout_pieces": 3, "subword_features": True,
    }})  # fmt: skip
    pipeline.add_pipe("tagger", config={"model": {
        "@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": listener,
    }})  # fmt: skip
    pipeline.add_pipe("parser", config={"min_action_freq": 1, "model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser",
        "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "nO": None, "tok2vec": listener,
    }})  # fmt: skip
    tags = [f"TAG{number}" for number in range(SPACY_TAGS)]
    labels = ["ROOT", *(f"label{number}" for number in range(SPACY_LABELS - 1))]
    many = max(SPACY_TAGS, SPACY_LABELS)
    sentence = Doc(
        pipeline.vocab,
        words=[f"word{number}" for number in range(many)],
        tags=[tags[number % SPACY_TAGS] for number in range(many)],
        heads=[0] * many,
        deps=["ROOT", *(labels[1 + number % (SPACY_LABELS - 1)] for number in range(many - 1))],
    )
    pipeline.initialize(lambda: [Example(pipeline.make_doc(sentence.text), sentence)])
    return pipeline


if __name__ == "__main__":
    run(measure, __doc__ or "")
