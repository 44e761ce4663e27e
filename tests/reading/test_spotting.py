"""The spotter: what it says of a sentence, and what becomes of it."""

import re
from datetime import date

import numpy as np
import pytest

import armsledger as al
from armsledger.catalog import load as load_catalog
from armsledger.reading import english, lexicon, proposals, spotting
from armsledger.reading.discourse import Discourse
from armsledger.reading.fillers import FillerReader
from armsledger.reading.grammar import _Grammar
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.segmentation import split
from armsledger.reading.spotting import Spots
from armsledger.reading.syntax import Tree
from armsledger.sources import read_bytes

TOLD = "In 2020 Turkey delivered six Bayraktar TB2 drones to Azerbaijan."
PLAIN = "The harvest was poor that year, and the mayor had gone home."


def tree_of(text: str) -> Tree:
    document = read_bytes(text.encode(), media_type="text/plain")
    catalog = load_catalog()
    grammar = _Grammar(document, catalog.names_in(document.text), [], catalog)
    sentences = split(document.text)
    (tree,) = grammar.trees(sentences, [True] * len(sentences), spotting.load()).values()
    return tree


def spots_of(tree: Tree) -> Spots:
    assert tree.spots is not None
    return tree.spots


def word(tree: Tree, text: str) -> int:
    return next(token.index for token in tree.tokens if token.text == text)


def test_a_plain_deed_is_spotted_by_its_verb_with_who_fills_what() -> None:
    tree = tree_of(TOLD)
    spots, verb = spots_of(tree), word(tree, "delivered")
    assert spots.probability(verb, "transfer") > 0.8
    assert spots.probability(verb, "meeting") < 0.2
    assert spots.stage(verb, ("ordered", "delivered")) == "delivered"
    fillers = spots.fillers(verb, "transfer", 0.2)
    assert word(tree, "Turkey") in [at for at, _ in fillers["supplier"]]
    assert word(tree, "Azerbaijan") in [at for at, _ in fillers["recipient"]]


def test_a_sentence_without_a_deed_has_none() -> None:
    spots = spots_of(tree_of(PLAIN))
    judging = spots.names.kinds.index("assessment")
    assert float(np.delete(spots.kinds, judging, axis=1).max()) < 0


def test_every_word_has_its_numbers() -> None:
    tree = tree_of(TOLD)
    spots = spots_of(tree)
    words, names = len(tree.tokens), spots.names
    assert spots.kinds.shape == (words, len(names.kinds))
    assert spots.stages.shape == (words, len(names.stages))
    assert spots.open.shape == (words, len(names.roles))
    assert spots.asks.shape == spots.asked.shape == (words, names.pair.shape[1])


def test_what_is_spotted_depends_on_the_sentence_alone() -> None:
    alone = spots_of(tree_of(TOLD))
    words = [[token.text for token in tree_of(text).tokens] for text in (PLAIN, TOLD, PLAIN)]
    sorts = [[spotting.sort_of(None)] * len(each) for each in words]
    together = spotting.Spotting(spotting.load(), sorts)
    single = spotting.Spotting(spotting.load(), sorts[1:2])
    english.load().parse(words, together)
    english.load().parse(words[1:2], single)
    first, second = together.of(1), single.of(0)
    assert first is not None and second is not None
    np.testing.assert_array_equal(first.kinds, second.kinds)
    assert alone.kinds.shape == first.kinds.shape


def test_a_sentence_longer_than_the_encoder_is_spotted_in_parts() -> None:
    words = ["drones"] * 1200
    many = spotting.Spotting(spotting.load(), [[0] * len(words)])
    english.load().parse([words], many)
    found = many.of(0)
    assert found is not None and len(found.kinds) == len(words)
    assert many.of(1) is None


def test_a_type_of_entry_that_the_model_does_not_know_is_another() -> None:
    assert spotting.SORTS[spotting.sort_of("unheard-of")] == "other"
    assert spotting.SORTS[spotting.sort_of("state")] == "state"


def test_the_lexicon_s_kinds_of_a_word() -> None:
    tree = tree_of("Norland unveiled it.")
    known = proposals.known_kinds(tree, ("display", "transfer"))
    assert known[word(tree, "unveiled")].tolist() == [1.0, 0.0]
    assert known[0].tolist() == [0.0, 0.0]


def test_a_claim_says_how_likely_the_spotter_finds_it() -> None:
    (claim,) = al.read(al.from_bytes(TOLD.encode(), media_type="text/plain"), date(2024, 1, 1)).claims
    assert any(re.fullmatch(r"the spotter: [01]\.\d\d", reason) for reason in claim.why)


@pytest.mark.parametrize(
    ("sentence", "spotted", "deed"),
    [
        ("The broker denies ever having dealt in arms with Libya.", "denies", "dealt"),
        ("Denmark was turned down over twenty drones.", "turned", "turned"),
        ("Norland was said to be keen on the drones.", "said", "keen"),
        ("Norland has gone shopping for drones.", "gone", "gone"),
    ],
)
def test_of_what_is_denied_or_said_the_deed_is_in_the_clause_below(
    sentence: str, spotted: str, deed: str
) -> None:
    tree = tree_of(sentence)
    spots = spots_of(tree)
    spots.kinds[:] = -20
    spots.kinds[word(tree, spotted), spots.names.kinds.index("transfer")] = 8
    known = lexicon.load()
    reader = PhraseReader(tree, sentence, known, set())
    fillers = FillerReader(tree, reader, known, Discourse())
    (event,) = proposals.Proposer(tree, spots, fillers).events([])
    assert tree.tokens[event.predicate].text == deed


@pytest.mark.parametrize("kind", ["transfer", "restriction", "loss"])
def test_every_kind_s_frame_of_a_proposal_keeps_the_rules_of_frames(kind: str) -> None:
    frame = proposals._frame(kind, None)
    assert (frame.name, frame.kind, frame.realis) == (proposals.SPOTTED, kind, "actual")
    assert proposals._frame("transfer", "ordered").realis == "planned"
