"""Which sentences are analysed: none of a document about anything but arms."""

import pytest
from tests.reading.test_grammar import SETTING, read

from armsledger import catalog
from armsledger.reading import folding, gate, lexicon
from armsledger.reading.segmentation import split

OFF_TOPIC = {
    "football": "The visitors launched attack after attack, and their striker fired a shot that hit the "
    "post. Germany beat France 2-1 in the final; the captain said his side had been the best "
    "defence of the cup.",
    "cooking": "The tank holds ten litres. Sell the leftover stock, transfer the soup to a pot, and "
    "launch into the dessert. France produced the best cheese in 2019, and Italy exported "
    "more of it to Japan than ever.",
    "bees": "Drones leave the hive in May. The drones meet the queen in flight, and the workers "
    "destroy those that return. Beekeepers in Poland bought more hives last year.",
    "trade": "Turkey and Ukraine signed a free trade agreement in February 2022. The pact covers wheat "
    "and cars. Turkish exports to Ukraine grew.",
    "film": "The studio released its war film in May. Its star visited France and Italy to promote "
    "it, and the director showed the picture at Cannes.",
    "business": "The company launched a phone in India, sold two million units and opened a plant in "
    "Vietnam. It acquired the maker of its screens from a Japanese firm.",
    "weather": "A storm struck the coast of Mexico on Monday and destroyed 300 houses. Officials said "
    "the damage would exceed $40 million.",
    "farming": "Farmers in Kenya use drones to spray crops. The drones were delivered by a Nairobi "
    "start-up last year and cost $4,000 each.",
    "diplomacy": "The president visited Germany in May and met the chancellor. The two countries signed an "
    "agreement on climate.",
}


def chosen(text: str) -> list[str]:
    """The words of the sentences that pass the gate."""
    sentences, names = split(text), catalog.load().names_in(text)
    assert gate.is_about_arms(text, names)
    flags = gate.choose(sentences, text, names)
    return [text[one.start : one.end] for one, flag in zip(sentences, flags, strict=True) if flag]


@pytest.mark.parametrize("text", OFF_TOPIC.values(), ids=OFF_TOPIC.keys())
def test_a_document_about_something_else_gives_no_claims(text: str) -> None:
    assert read(text).claims == ()


PADDING = "\n\n".join(["The sky over the bay is of a very pale blue today."] * 150)
DELIVERED = "Turkey delivered it to Ukraine."


def test_every_sentence_of_a_short_text_about_arms_passes() -> None:
    assert chosen(f"The Bayraktar TB2 is grey.\n\nThe sky is blue.\n\n{DELIVERED}")[-1] == DELIVERED


def test_in_a_long_text_a_sentence_passes_near_one_that_has_arms() -> None:
    near = f"{PADDING}\n\nThe Bayraktar TB2 is grey.\n\nThe sky is blue.\n\n{DELIVERED}"
    far = f"The Bayraktar TB2 is grey.\n\n{PADDING}\n\n{DELIVERED}"
    assert DELIVERED in chosen(near)
    assert DELIVERED not in chosen(far)
    assert len(chosen(near)) < 10


def test_a_note_about_the_army_alone_gives_no_claim() -> None:
    assert read(SETTING).claims == ()


def test_nothing_gives_nothing() -> None:
    assert read("").claims == read(" \n\n ").claims == ()


@pytest.mark.parametrize("text", ["“Weapons” and the army’s\u00a0soldiers", "weapons, army; soldiers."])
def test_marks_of_punctuation_are_no_part_of_words(text: str) -> None:
    assert gate.is_about_arms(f"{text} {'and so on ' * 20}", [])


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("deliver", {"deliver", "delivers", "delivered", "delivering"}),
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("purchase", {"purchase", "purchases", "purchased", "purchasing"}),
        ("ship", {"ship", "ships", "shipped", "shipping"}),
        ("launch", {"launch", "launches", "launched", "launching"}),
        ("sell", {"sell", "sells", "sold", "selling"}),
        ("buy", {"buy", "buys", "bought", "buying"}),
    ],
)
def test_a_word_is_known_in_all_its_forms(lemma: str, forms: set[str]) -> None:
    assert forms <= lexicon.inflections(lemma)
    assert forms <= folding.triggers_by_form()
