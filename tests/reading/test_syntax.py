"""Folded names, and who stands where: the same deed has the same slots however it is put."""

import pytest

from armsledger import catalog
from armsledger.reading import english
from armsledger.reading.folding import fold
from armsledger.reading.segmentation import split
from armsledger.reading.slots import slots_of
from armsledger.reading.syntax import Tree


def folded(text: str) -> tuple[list[str], list[str]]:
    """The words of a sentence, and the forms that the parser is given for them."""
    (sentence,) = split(text)
    words, forms = fold(text, sentence, catalog.load().names_in(text))
    assert all(text[start:end] == shown for start, end, shown, _ in words)
    return [shown for _, _, shown, _ in words], forms


def parsed(text: str) -> Tree:
    (sentence,) = split(text)
    words, forms = fold(text, sentence, catalog.load().names_in(text))
    return Tree.build(words, english.load().parse([forms])[0], 0, 0)


def slots(text: str, predicate: str) -> dict[str, list[str]]:
    """The words in the slots of a predicate."""
    tree = parsed(text)
    index = next(token.index for token in tree.tokens if token.text == predicate)
    return {
        slot: [tree.tokens[one.token].text for one in found] for slot, found in slots_of(tree, index).items()
    }


def test_a_name_of_several_words_is_one_word_and_the_parser_meets_plain_english() -> None:
    words, forms = folded("The United States sold MQ-9 Reapers to Saudi Arabia.")
    assert words == ["The", "United States", "sold", "MQ-9 Reapers", "to", "Saudi Arabia", "."]
    assert forms[3] == "drones"
    assert all(" " not in form for form in forms)


def test_a_hyphenated_word_of_the_lexicon_is_one_word() -> None:
    words, _ = folded("Norland reverse-engineered it.")
    assert words == ["Norland", "reverse-engineered", "it", "."]


def test_a_shouted_headline_is_parsed_quietly_and_shown_as_it_stands() -> None:
    words, forms = folded("NORLAND SELLS DRONES")
    assert words == ["NORLAND", "SELLS", "DRONES"]
    assert forms[1] == "sells"


SOLD = [
    "Norland sold drones to Sudmark.",
    "Drones were sold to Sudmark by Norland.",
    "The drones that Norland sold to Sudmark flew.",
    "The drones sold to Sudmark by Norland flew.",
    "Norland, which sold drones to Sudmark, is rich.",
    "Norland has agreed to a deal and sold drones to Sudmark.",
]


@pytest.mark.parametrize("text", SOLD)
def test_subject_and_object_are_logical(text: str) -> None:
    found = slots(text, "sold")
    assert found["subj"] == ["Norland"]
    assert [word.lower() for word in found["obj"]] == ["drones"]
    assert found["to"] == ["Sudmark"]


@pytest.mark.parametrize(
    ("text", "predicate", "seller"),
    [
        ("Norland agreed to sell drones.", "sell", "Norland"),
        ("Norland was accused of selling drones.", "selling", "Norland"),
        ("Sudmark asked Norland to sell drones.", "sell", "Norland"),
        ("Norland used the port to sell drones.", "sell", "Norland"),
        ("Norland designed, built and sold drones.", "sold", "Norland"),
    ],
)
def test_a_verb_without_a_subject_of_its_own_has_the_one_that_governs_it(
    text: str, predicate: str, seller: str
) -> None:
    assert slots(text, predicate)["subj"] == [seller]


def test_verbs_side_by_side_share_their_object() -> None:
    text = "Norland designed and sold drones."
    assert slots(text, "designed")["obj"] == slots(text, "sold")["obj"] == ["drones"]


def test_a_noun_has_its_owner_and_its_prepositions() -> None:
    found = slots("Norland's sale of drones to Sudmark ended.", "sale")
    assert (found["poss"], found["of"], found["to"]) == (["Norland"], ["drones"], ["Sudmark"])


def test_a_verb_has_its_particle() -> None:
    tree = parsed("Norland shot two drones down.")
    particles = {token.text: tree.particle(token.index) for token in tree.tokens}
    assert (particles["shot"], particles["drones"]) == ("down", "")
