"""The English model: ordinary parses, and what must hold of every parse whatever the words."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armsledger.reading.english import English, Parse, load
from armsledger.reading.english.batching import MAX_PIECES, bucket
from armsledger.reading.english.lemmas import Lemmas, rule
from armsledger.reading.english.pieces import shape, shapes
from armsledger.reading.english.trees import best_tree, is_tree


@pytest.fixture(scope="module")
def english() -> English:
    return load()


def parse(english: English, text: str) -> Parse:
    (found,) = english.parse([text.split()])
    return found


def relation(found: Parse, word: str) -> tuple[str, str]:
    """The word's relation and its head's form ("" at the root)."""
    i = found.words.index(word)
    return found.deprel[i], found.words[found.head[i]] if found.head[i] >= 0 else ""


def assert_is_tree(found: Parse) -> None:
    size = len(found.words)
    columns = (found.upos, found.xpos, found.lemma, found.head, found.deprel)
    assert all(len(column) == size for column in columns)
    assert is_tree([0, *(head + 1 for head in found.head)])
    assert [kind == "root" for kind in found.deprel] == [head == -1 for head in found.head]


# ---------------------------------------------------------------- ordinary sentences


def test_an_active_sentence(english: English) -> None:
    found = parse(english, "Turkey delivered drones to Azerbaijan .")
    assert relation(found, "Turkey") == ("nsubj", "delivered")
    assert relation(found, "drones") == ("obj", "delivered")
    assert relation(found, "Azerbaijan") == ("obl", "delivered")
    assert relation(found, "to") == ("case", "Azerbaijan")
    assert relation(found, "delivered") == ("root", "")
    assert found.upos == ("PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT")
    assert found.xpos[1] == "VBD"
    assert found.lemma == ("Turkey", "deliver", "drone", "to", "Azerbaijan", ".")


def test_a_passive_sentence(english: English) -> None:
    found = parse(english, "The tanks were sold by Norland in 2019 .")
    assert relation(found, "tanks") == ("nsubj:pass", "sold")
    assert relation(found, "were") == ("aux:pass", "sold")
    assert relation(found, "Norland") == ("obl:agent", "sold")


def test_a_relative_clause(english: English) -> None:
    found = parse(english, "The company , which builds trucks , bought the factory .")
    assert relation(found, "builds") == ("acl:relcl", "company")
    assert relation(found, "company") == ("nsubj", "bought")
    assert relation(found, "trucks") == ("obj", "builds")


def test_a_negated_infinitive_and_a_possessive(english: English) -> None:
    found = parse(english, "Norland ’s government did not want to buy the ships .")
    assert relation(found, "Norland")[0] == "nmod:poss"
    assert relation(found, "not") == ("advmod", "want")
    assert relation(found, "buy") == ("xcomp", "want")
    assert relation(found, "ships") == ("obj", "buy")


# ---------------------------------------------------------------- any words at all

COMMON = ("the", "a", "Norland", "sold", ",", ".", "and", "“", "TB-2", "to", "of", "it")
_WORD = st.text(min_size=1, max_size=12) | st.sampled_from(COMMON)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(_WORD, max_size=25), max_size=6))
def test_every_parse_is_a_tree(sentences: list[list[str]]) -> None:
    found = load().parse(sentences)
    assert [list(one.words) for one in found] == sentences
    for one in found:
        if one.words:
            assert_is_tree(one)


def test_nothing_gives_nothing(english: English) -> None:
    assert english.parse([]) == []
    assert english.parse([[]]) == [Parse((), (), (), (), (), ())]


ODD = ("\u200b", "\x00", "", "🛩️", "𝔘", "ﷺ", "x" * 5000, "中文字", "\u0301", "http://" + "a/" * 400)


@pytest.mark.parametrize("word", ODD)
def test_odd_words_are_parsed(english: English, word: str) -> None:
    assert_is_tree(english.parse([[word]])[0])
    assert_is_tree(english.parse([["They", "sold", word, "."]])[0])


def test_sentences_beyond_the_encoder_are_joined_into_one_tree(english: English) -> None:
    words = ("the old factory built nine unbuildable locomotives , and " * 250).split()
    assert len(words) > 3 * MAX_PIECES
    found = english.parse([words, ["It", "ended", "."]])
    assert list(found[0].words) == words
    assert_is_tree(found[0])
    assert found[0].deprel.count("parataxis") >= 3
    assert found[1] == english.parse([["It", "ended", "."]])[0]


# ---------------------------------------------------------------- the same words, the same parse

SAMPLE = [
    " ".join(words).split()
    for words in product(
        ("Norland", "The defence ministry of Sudmark , its largest customer ,", "She"),
        ("sold", "has reportedly agreed to deliver", "would not have been able to buy"),
        (
            "it .",
            "twelve TB-2 drones and forty trucks to it .",
            "what the firm , once state - owned , made .",
        ),
    )
]


def test_a_parse_does_not_depend_on_the_other_sentences(english: English) -> None:
    alone = [english.parse([words])[0] for words in SAMPLE]
    assert english.parse(SAMPLE) == alone
    assert english.parse(SAMPLE[::-1]) == alone[::-1]
    assert english.parse(SAMPLE * 40) == alone * 40


def test_scores_do_not_depend_on_the_other_rows(english: English) -> None:
    """Bit for bit: equal decisions could hide small differences that would flip a close call elsewhere."""
    from armsledger.reading.english.batching import arrays, windows

    english.parse(SAMPLE)
    cut = [next(windows(0, words, english._pieces)) for words in SAMPLE]
    one_bucket = [window for window in cut if window.bucket == cut[-1].bucket]
    assert len(one_bucket) > 1
    (together,) = english._session.run(["arcs"], arrays(one_bucket * 3))
    for row, window in enumerate(one_bucket):
        (alone,) = english._session.run(["arcs"], arrays([window]))
        size = len(window.first) + 1
        assert np.array_equal(alone[0, :size, :size], together[row, :size, :size])


def test_version_comes_from_the_model(english: English) -> None:
    assert english.version and english is load()


# ---------------------------------------------------------------- parts


def test_buckets_hold_their_length_and_fit_the_encoder() -> None:
    for length in range(1, MAX_PIECES + 3):
        assert length <= bucket(length) <= 512
        assert bucket(length) - length < 64


@pytest.mark.parametrize(
    ("heads", "valid"),
    [([0], False), ([0, 0], True), ([0, 0, 0], False), ([0, 2, 0], True), ([0, 2, 1, 0], False)],
)
def test_is_tree(heads: list[int], valid: bool) -> None:
    assert is_tree(heads) is valid


@settings(deadline=None, max_examples=200)
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_best_tree_is_the_best_of_all_trees(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1)).astype(np.float32)

    def worth(heads: tuple[int, ...]) -> float:
        return sum(float(scores[place, head]) for place, head in enumerate(heads, 1))

    every = [heads for heads in product(range(words + 1), repeat=words) if is_tree([0, *heads])]
    found = best_tree(scores)
    assert is_tree(found)
    assert worth(tuple(found[1:])) == pytest.approx(max(map(worth, every)))


@settings(deadline=None, max_examples=30)
@given(st.integers(5, 120), st.integers(0, 2**32 - 1))
def test_best_tree_of_many_words_is_a_tree(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


def test_shapes_tell_case_and_the_sentences_start() -> None:
    words = ("drone", "Norland", "UAV", "A", "MiG", "1,200", "TB-2", ",", "€", "anti-tank")
    kinds = [shape(word) for word in words]
    assert len(set(kinds)) == len(kinds)
    first, second, third = shapes(["“", "Norland", "Norland"])
    assert second != third and third == shape("Norland") and first != shape("“")


@pytest.mark.parametrize(
    ("word", "xpos", "lemma"),
    [
        ("Batteries", "NNS", "battery"),
        ("purchases", "VBZ", "purchase"),
        ("negotiated", "VBD", "negotiate"),
        ("shipped", "VBN", "ship"),
        ("procuring", "VBG", "procure"),
        ("supplied", "VBD", "supply"),
        ("visited", "VBD", "visit"),
        ("bigger", "JJR", "big"),
        ("Norland", "NNP", "Norland"),
        ("sold", "VBD", "sell"),
        ("n’t", "RB", "not"),
        ("withheld", "VBN", "withhold"),
        ("aircraft", "NNS", "aircraft"),
        ("vehicles", "NNS", "vehicle"),
    ],
)
def test_lemmas_of_the_packaged_table(english: English, word: str, xpos: str, lemma: str) -> None:
    assert english._lemmas.of(word, "X", xpos) == lemma


def test_the_table_goes_before_the_rules() -> None:
    assert rule("axes", "NOUN", "NNS") == "ax"
    assert Lemmas({"NNS": {"axes": "axis"}}).of("Axes", "NOUN", "NNS") == "axis"


def test_the_runtime_keeps_nothing_about_its_user(tmp_path: Path) -> None:
    """Its telemetry is off before it loads: no device id, no queue of events, anywhere in the home."""
    code = "from armsledger.reading import english; english.load().parse([['Turkey', 'sold', 'drones', '.']])"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"HOME": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []
