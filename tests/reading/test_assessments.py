"""Judgements: which clauses judge, what about, which way, and on whose authority."""

import pytest
from tests.reading.test_grammar import SETTING, read

from armsledger.model import Claim
from armsledger.reading import judging
from armsledger.reading.judging import Word

JUDGEMENTS = [
    ("Cheap drones have become a key pillar of Norland's influence in the region.", "influence", "positive"),
    ("The Harop is far more effective than its rivals.", "capability", "positive"),
    ("The sale of Harop drones is a dangerous threat to stability in Sudmark.", "threat", "mixed"),
    ("Critics say the Harop is expensive and unreliable.", "price", "negative"),
    ("The embargo is likely to remain ineffective.", "capability", "negative"),
]
FACTS = [
    "Norland delivered six Harop drones to Sudmark on 3 March 2021.",
    "A Harop drone was shot down near the border on Tuesday.",
    "Norland signed a contract for 12 Harop drones in 2020.",
    "The army of Sudmark operates Harop drones.",
]


TOLD = SETTING + "Norland bought Harop drones in 2020.\n\n"
"""A document that tells a deed: in one that tells none and names no arms nothing is judged."""


def assessments(text: str) -> list[Claim]:
    return [claim for claim in read(TOLD + text).claims if claim.kind == "assessment"]


def test_a_text_without_deeds_and_arms_judges_something_else() -> None:
    assert read(SETTING + "The captain was the best of the team and far more effective.").claims == ()


@pytest.mark.parametrize(("text", "topic", "stance"), JUDGEMENTS)
def test_a_judgement_is_read_with_its_topic_and_stance(text: str, topic: str, stance: str) -> None:
    found = [claim for claim in assessments(text) if claim.quote.start >= len(TOLD)]
    assert (topic, stance) in [(claim.topic, claim.stance) for claim in found]
    assert all(claim.status is None and 0 < claim.confidence < 1 for claim in found)


@pytest.mark.parametrize("text", FACTS)
def test_a_report_of_facts_is_no_judgement(text: str) -> None:
    assert [claim for claim in assessments(text) if claim.quote.start >= len(TOLD)] == []


def test_a_judgement_is_on_the_authority_of_who_makes_it() -> None:
    (claim,) = assessments("The Harop is a formidable and reliable weapon, Colonel Anna Berg said.")
    assert [source.kind for source in claim.sources] == ["named"]
    assert {filler.entity for filler in claim.fillers("about")} == {"harop"}


def test_a_judgement_says_by_which_words_it_judges() -> None:
    (claim,) = assessments("The Harop may prove attractive to poor buyers.")
    assert (claim.certainty, claim.realis) == ("possible", "predicted")
    assert any("'attractive'" in reason for reason in claim.why)


def test_other_kinds_have_no_topic() -> None:
    (claim,) = (c for c in read("Turkey delivered six TB2 drones to Ukraine.").claims)
    assert (claim.kind, claim.topic, claim.stance) == ("transfer", None, None)


def test_every_word_of_judgement_has_one_topic_and_lean() -> None:
    known = judging.load()
    assert known.words["cheap"] == Word("price", "good")
    assert 0 < known.least < 1
    assert {word.lean for word in known.words.values()} == {"good", "bad", "open"}
