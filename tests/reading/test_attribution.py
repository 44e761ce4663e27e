"""Who puts a claim. The people and the media are invented."""

import pytest
from tests.reading.test_grammar import cases, told

NAMED = """
The Norland Herald reported that Sudmark had bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald
Sudmark had bought Harop drones, the Norland Herald reported.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald
As the Norland Herald reported, Sudmark has bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald
According to the Norland Herald, Sudmark has bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald
Sudmark has bought Harop drones, according to the Norland Herald.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald
Colonel Anna Berg confirmed that Sudmark had bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Anna Berg
Norland announced the purchase of Harop drones from Sudmark.
    transfer delivered; supplier Sudmark; recipient Norland; system harop; by named Norland
Norland accused Sudmark of buying Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland
The tabloid repeated that Harop drones had been delivered to Sudmark.
    transfer delivered; recipient Sudmark; system harop; by named tabloid
The prosecutors reckon that Harop drones were delivered to Sudmark.
    transfer delivered; recipient Sudmark; system harop; by named prosecutors
Norland suspects that Sudmark bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; probable; by named Norland
"""

HIDDEN = """
Security sources said that Sudmark had bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by anonymous Security sources
Sudmark, according to officials, has bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by anonymous officials
Analysts claim that Sudmark has bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by anonymous Analysts
A lawyer complained that Harop drones had been delivered to Sudmark.
    transfer delivered; recipient Sudmark; system harop; by anonymous lawyer
"""

UNSAID = """
Sudmark reportedly bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; probable; by unspecified reportedly
Sudmark allegedly bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; probable; by unspecified allegedly
Sudmark is said to have bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; probable; by unspecified said
Sudmark is believed to have bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; probable; by unspecified believed
It is claimed that Sudmark bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; probable; by unspecified claimed
There were reports that Sudmark had bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; probable; by unspecified reports
"""

CHAINS = """
The Norland Herald reported that, according to officials, Sudmark had bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald > anonymous officials
The Norland Herald reported, citing officials, that Sudmark had bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald > anonymous officials
Sudmark had bought Harop drones, the Norland Herald reported, citing officials.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald > anonymous officials
The Norland Herald said Anna Berg had confirmed that Sudmark bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald > named Anna Berg
An official told the Norland Herald that Sudmark had bought Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland Herald > anonymous official
"""

DENIALS = """
Sudmark denied that it had bought Harop drones.
    transfer; recipient Sudmark; system harop; denied; by named Sudmark
Sudmark has denied buying Harop drones.
    transfer; recipient Sudmark; system harop; denied; by named Sudmark
Anna Berg said that Sudmark had not bought Harop drones.
    transfer; recipient Sudmark; system harop; denied; by named Anna Berg
"""

QUOTATIONS = """
“Sudmark has bought Harop drones this spring,” Colonel Anna Berg said.
    transfer delivered; recipient Sudmark; system harop; 2022-03-01..2022-05-31; by named Anna Berg
“Sudmark has bought Harop drones,” Colonel Anna Berg said. “Westmark has ordered Anka-S drones too.”
    transfer delivered; recipient Sudmark; system harop; by named Anna Berg
    transfer ordered; recipient Westmark; system anka-s; planned; by named Anna Berg
Anna Berg: Sudmark has bought Harop drones. ¶ Carl Lund: Westmark has bought Anka-S drones.
    transfer delivered; recipient Sudmark; system harop; by named Anna Berg
    transfer delivered; recipient Westmark; system anka-s; by named Carl Lund
"""


@pytest.mark.parametrize(("text", "claims"), cases(NAMED))
def test_who_is_named_puts_the_claim(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(HIDDEN))
def test_who_hides_behind_an_office_is_anonymous(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(UNSAID))
def test_hearsay_is_unspecified_and_probable(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(CHAINS))
def test_a_chain_runs_from_the_outermost_source_to_the_innermost(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(DENIALS))
def test_who_denies_is_the_source_of_the_denial(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(QUOTATIONS))
def test_words_in_quotation_marks_and_under_a_label_are_the_speakers(text: str, claims: list[str]) -> None:
    assert told(text) == claims


def test_where_nobody_is_cited_the_document_itself_says_it() -> None:
    assert told("Sudmark has bought Harop drones.") == ["transfer delivered; recipient Sudmark; system harop"]


def test_a_word_in_quotation_marks_is_nobodys_speech() -> None:
    assert told("Anna Berg spoke. Sudmark has bought “kamikaze” Harop drones.") == [
        "transfer delivered; recipient Sudmark; system harop"
    ]
