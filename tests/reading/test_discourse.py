"""What pronouns and descriptions point at."""

from dataclasses import replace

import pytest
from tests.reading.test_grammar import cases, told

from armsledger.reading.discourse import Discourse
from armsledger.reading.nounphrases import Phrase

PRONOUNS = """
Poland bought Bayraktar TB2 drones from Turkey. It also operates the ScanEagle.
    transfer delivered; supplier TUR; recipient POL; system bayraktar-tb2
    holding; holder POL; system scaneagle
Baykar builds the Bayraktar TB2. It delivered drones to Poland.
    production ongoing; producer baykar; system bayraktar-tb2
    transfer delivered; supplier baykar; recipient POL; system uav
Turkey builds the Bayraktar TB2. It was sold to Ukraine.
    production ongoing; producer TUR; system bayraktar-tb2
    transfer delivered; recipient UKR; system bayraktar-tb2
The Houthis hold Sanaa. They fired missiles at Saudi Arabia.
    use held; user ansar-allah; system missile; target SAU
Colonel Anna Berg said Norland had bought Harop drones. She added that Sudmark had ordered Anka-S drones.
    transfer delivered; recipient Norland; system harop; by named Anna Berg
    transfer ordered; recipient Sudmark; system anka-s; planned; by named Anna Berg
"""

DESCRIPTIONS = """
Poland has a large army. The country bought Bayraktar TB2 drones from Turkey.
    transfer delivered; supplier TUR; recipient POL; system bayraktar-tb2
Baykar is a Turkish firm. The company delivered drones to Poland.
    transfer delivered; supplier baykar; recipient POL; system uav
Turkey and Ukraine have grown close. The two countries signed a military agreement in 2020.
    agreement signed; party TUR, UKR; 2020
Turkey and Ukraine have grown close. Both countries signed a military agreement in 2020.
    agreement signed; party TUR, UKR; 2020
Norland and Sudmark have grown close. Israel objected. The two countries signed a military agreement in 2020.
    agreement signed; party Norland, Sudmark; 2020
Norland agreed to buy Harop drones from Israel. The deal is worth $60 million.
    transfer ordered; supplier ISR; recipient Norland; system harop; planned
    transfer ordered; supplier ISR; recipient Norland; system harop; planned
The EU imposed an arms embargo on Norland in 2010. It lifted the embargo in 2015.
    restriction enacted; imposer EU; target Norland; 2010
    restriction lifted; imposer EU; target Norland; 2015
Anna Berg said that Norland had bought Harop drones. Berg added that Sudmark had ordered Anka-S drones.
    transfer delivered; recipient Norland; system harop; by named Anna Berg
    transfer ordered; recipient Sudmark; system anka-s; planned; by named Anna Berg
"""

UNSETTLED = """
It bought Bayraktar TB2 drones from Turkey.
    transfer delivered; supplier TUR; system bayraktar-tb2
It bought Bayraktar TB2 drones.
    transfer delivered; system bayraktar-tb2
"""


@pytest.mark.parametrize(("text", "claims"), cases(PRONOUNS))
def test_a_pronoun_stands_for_what_was_named_before(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(DESCRIPTIONS))
def test_a_description_takes_up_what_was_named_before(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(UNSETTLED))
def test_what_the_document_does_not_settle_is_left_out(text: str, claims: list[str]) -> None:
    assert told(text) == claims


POLAND = Phrase(0, 0, 6, "Poland", "POL", frozenset({"actor", "state", "place"}))
THE_ARMY = Phrase(3, 40, 48, "the army", None, frozenset({"actor"}), definite=True, generic=True)
IT = Phrase(9, 90, 92, "It", None, frozenset({"actor", "arms", "person"}), pronoun=True)


def test_a_pronoun_stands_in_its_own_words_for_what_the_catalogue_knows() -> None:
    discourse = Discourse()
    discourse.note(POLAND, sentence=0, paragraph=0, rank=2)
    (found,) = discourse.resolve(IT, sentence=1, paragraph=0, want="actor")
    assert (found.text, found.start, found.entity) == ("It", IT.start, "POL")


def test_a_pronoun_takes_the_words_of_what_the_catalogue_lacks() -> None:
    discourse = Discourse()
    discourse.note(replace(POLAND, entity=None, text="Norland"), sentence=0, paragraph=0, rank=2)
    (found,) = discourse.resolve(IT, sentence=1, paragraph=0, want="actor")
    assert (found.text, found.start, found.token) == ("Norland", POLAND.start, IT.token)


def test_a_pronoun_points_at_nothing_far_back() -> None:
    discourse = Discourse()
    discourse.note(POLAND, sentence=0, paragraph=0, rank=2)
    assert discourse.resolve(IT, sentence=30, paragraph=9, want="actor") == []


def test_the_subject_goes_before_what_was_named_last() -> None:
    discourse = Discourse()
    discourse.note(POLAND, sentence=0, paragraph=0, rank=2)
    discourse.note(replace(POLAND, token=5, start=20, end=26, text="Norway", entity="NOR"), 0, 0, rank=0)
    assert [found.entity for found in discourse.resolve(IT, 1, 0, "actor")] == ["POL"]


def test_what_names_something_stands_for_itself() -> None:
    assert Discourse().resolve(POLAND, 0, 0, "actor") == [POLAND]
    assert Discourse().resolve(THE_ARMY, 0, 0, "actor") == [THE_ARMY]
