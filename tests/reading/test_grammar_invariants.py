"""What holds of every reading, whatever the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.test_grammar import SENTENCES, SETTING, read

from armsledger.model import (
    CERTAINTIES,
    CORE_ROLES,
    KINDS,
    OTHER_ROLES,
    POLARITIES,
    REALIS,
    SOURCE_KINDS,
    STATUSES,
    Claim,
    Reading,
)

ACTORS = ("Norland", "Poland", "Baykar", "the Houthis", "It", "The two countries", "Colonel Anna Berg", "Who")
VERBS = (
    "delivered", "did not sell", "may have bought", "reportedly shot down", "plans to build", "unveiled",
    "denied having copied", "used", "agreed to share", "banned", "signed", "visited", "operates",
    "will order",
)  # fmt: skip
THINGS = (
    "Bayraktar TB2 drones", "24 Harop drones worth $60 million", "it", "a drone factory in Sudmark", "Ankara",
    "a defence pact", "missile technology", "an arms embargo", "the deal",
)  # fmt: skip
ENDS = (
    "to Sudmark in 2019.", "last month, the Norland Herald reported.", "on Monday?", "from Turkey", "— no!",
    "against the port; two officials said so.", ", and Sudmark lost six of them.", ".\n\n", "\n12 May 2020: ",
)  # fmt: skip
NOISE = (
    "“", "”", '"', "Anna Berg: ", "NORTHPORT, March 5 — ", "•", "\t", "\u200b", "🛩️", "(", "[1] ", "e\u0301",
    "HTTP://X.EXAMPLE/A?B=1 ", "TURKEY SELLS DRONES TO NORLAND", "\x00", "According to ", "If ",
    "Arsenal beat ",
)  # fmt: skip

_PHRASE = st.tuples(*(st.sampled_from(words) for words in (ACTORS, VERBS, THINGS, ENDS))).map(" ".join)
_KNOWN = st.sampled_from([sentence for _, sentence, _ in SENTENCES])
TEXTS = st.lists(_PHRASE | _KNOWN | st.sampled_from(NOISE) | st.text(max_size=20), max_size=8).map(" ".join)
DATES = st.none() | st.dates()


@dataclass(frozen=True)
class Part:
    """Something in a claim that stands in the text."""

    text: str | None
    start: int | None
    end: int | None


def parts(claim: Claim) -> Iterator[Part]:
    """Everything in a claim that has a place in the text."""
    alone = (claim.quote, claim.quantity, claim.value, claim.time)
    for one in (*alone, *claim.roles, *claim.place, *claim.sources):
        if one is not None and (one.text is not None or one.start is not None):
            yield Part(one.text, one.start, one.end)


def assert_sound(reading: Reading, text: str) -> None:
    """Every span stands in the text, every word is the model's, in the order of the text, each claim once."""
    for claim in reading.claims:
        for part in parts(claim):
            assert part.start is not None and part.end is not None
            assert 0 <= part.start < part.end <= len(text)
            assert text[part.start : part.end] == part.text
        assert_in_the_models_words(claim)
    starts = [claim.quote.start for claim in reading.claims]
    assert starts == sorted(starts)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


def assert_in_the_models_words(claim: Claim) -> None:
    assert claim.kind in KINDS
    assert claim.status is None or claim.status in STATUSES[claim.kind]
    assert {filler.role for filler in claim.roles} <= {*CORE_ROLES[claim.kind], *OTHER_ROLES[claim.kind]}
    assert (claim.polarity, claim.certainty) in [(p, c) for p in POLARITIES for c in CERTAINTIES]
    assert claim.realis in REALIS
    assert claim.sources and {source.kind for source in claim.sources} <= {*SOURCE_KINDS}
    assert claim.polarity == "affirmed" or claim.status is None
    assert 0 <= claim.confidence <= 1
    if claim.time is not None and claim.time.since and claim.time.until:
        assert claim.time.since <= claim.time.until


@settings(deadline=None, max_examples=60)
@given(TEXTS, DATES)
def test_a_reading_is_sound_whatever_the_sentences(text: str, published: date | None) -> None:
    reading = read(SETTING + text, published)
    assert_sound(reading, SETTING + text)
    assert reading.published == published
    assert len(reading.problems) <= (published is None)


@settings(deadline=None, max_examples=15)
@given(TEXTS, DATES)
def test_the_same_document_is_read_the_same_twice(text: str, published: date | None) -> None:
    assert read(SETTING + text, published) == read(SETTING + text, published)


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_at_all_is_read(before: str, after: str) -> None:
    text = f"{before} Turkey delivered Bayraktar TB2 drones to Ukraine in 2019. {after}"
    assert_sound(read(text), text)


def test_all_the_sentences_together_are_one_sound_reading() -> None:
    text = "\n\n".join(sentence for _, sentence, _ in SENTENCES)
    reading = read(text)
    assert_sound(reading, text)
    assert {claim.kind for claim in reading.claims} - {"assessment"} == {kind for kind, _, _ in SENTENCES}


def test_a_document_read_beside_others_is_read_as_alone() -> None:
    text = "Turkey delivered Bayraktar TB2 drones to Ukraine in 2019."
    alone = read(text)
    read("Poland ordered Harop drones from Israel. It lost them. The deal was cancelled in May.")
    assert read(text) == alone


@pytest.mark.parametrize(
    "noise", ["drones ", "Turkey ", "sold ", "“", "and ", "Turkey sold drones, ", "(", "-", "said that "]
)
def test_noise_without_end_is_read(noise: str) -> None:
    text = "Turkey sold drones to Ukraine. " + noise * (3000 // len(noise))
    assert_sound(read(text), text)


PARAGRAPHS = (
    "Poland took delivery of its first six Bayraktar TB2 drones from Turkey in October 2022.",
    "In May 2021 Morocco signed a contract with Baykar for thirteen Bayraktar TB2 drones.",
    "Iran opened a factory for Ababil-2 drones in Tajikistan on 17 May 2022, Tasnim reported.",
    "The Houthis claimed that they had shot down a Saudi CH-4 over Marib.",
    "Canada suspended its export licences for drone sensors to Turkey in October 2020.",
    "Niger operates six Bayraktar TB2 drones, according to its defence ministry.",
    "Norland denied that it had ever supplied Leopard 2 tanks to Sudmark.",
    "Two MQ-9B SeaGuardian drones were displayed at the Paris Air Show in June 2023.",
)
"""Paragraphs that name whatever they speak of, so that none leans on another."""


def told(text: str) -> set[tuple[object, ...]]:
    """What each claim says, whoever says it and wherever it stands."""
    return {
        (claim.kind, claim.status, claim.polarity, claim.quote.text,
         claim.time and (claim.time.since, claim.time.until),
         *sorted((f.role, f.entity or f.text) for f in claim.roles))
        for claim in read(text).claims
    }  # fmt: skip


@given(st.permutations(PARAGRAPHS), st.integers(2, len(PARAGRAPHS)))
@settings(max_examples=12, deadline=None)
def test_a_paragraph_tells_alone_what_it_tells_in_a_document(order: list[str], count: int) -> None:
    """Where nothing is left to the paragraphs before, the document's claims are those of its paragraphs."""
    chosen = order[:count]
    alone = set().union(*(told(paragraph) for paragraph in chosen))
    assert told("\n\n".join(chosen)) == alone
