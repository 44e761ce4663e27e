"""Whom claims go back to: the real number of independent sources."""

from typing import Any

import pytest
from tests.analysis.made import case_of, claim, reported

TB2 = {"supplier": "TUR", "recipient": "NER", "system": "bayraktar-tb2", "time": "2021-05"}


def told(document: str, *sources: str, **how: Any) -> Any:
    how.setdefault("publisher", f"Paper {document}")
    return reported(claim(**TB2, sources=sources or ("document",)), document=document, **how)


def origins(*documents: Any) -> list[str]:
    return sorted(origin.key for origin in case_of(*documents).origins)


SENTENCE = (
    "The first of the six drones were flown to Niamey on a Tuesday in May by two transport aircraft, it said."
)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param([told("a"), told("b")], ["paper-a", "paper-b"], id="two papers in their own voice"),
        pytest.param(
            [told("a", "named: TUR"), told("b", "named: TUR"), told("c", "named: anadolu")],
            ["TUR"],
            id="a state, and its news agency",
        ),
        pytest.param(
            [told("a", "named: TUR"), told("b", "named: NER")], ["NER", "TUR"], id="seller and buyer"
        ),
        pytest.param(
            [told("a", "named: rosoboronexport"), told("b", "named: RUS")],
            ["RUS"],
            id="a firm that the state owns",
        ),
        pytest.param(
            [told("a", "named: baykar"), told("b", "named: TUR")], ["TUR", "baykar"], id="a private firm"
        ),
        pytest.param([told("a", "anonymous: Turkish officials")], ["TUR"], id="officials without names"),
        pytest.param([told("a", "anonymous: two people")], ["paper-a"], id="a source without a name"),
        pytest.param(
            [told("a", "named: haaretz", "anonymous: security sources")],
            ["haaretz"],
            id="another medium's source",
        ),
        pytest.param([told("a"), told("b", "named: Paper a", on="2021-06-02")], ["paper-a"], id="a citation"),
        pytest.param(
            [told("a", "named: NER"), told("a", "named: Paper a", on="2021-06-01")],
            ["NER", "paper-a"],
            id="who names himself does not cite what he wrote before",
        ),
        pytest.param(
            [told("a", "named: seth-frantzman")],
            ["seth-frantzman"],
            id="a scholar is no official of his state",
        ),
        pytest.param(
            [
                told("a", "named: NER"),
                told("b", "named: Paper a", on="2021-06-02"),
                told("c", "named: Paper b", on="2021-06-03"),
            ],
            ["NER"],
            id="a citation of a citation",
        ),
        pytest.param(
            [
                told("a", sentence=SENTENCE),
                told("b", sentence=SENTENCE.replace("six", "new"), on="2021-06-02"),
            ],
            ["paper-a"],
            id="a copy",
        ),
        pytest.param(
            [told("a", wire="Reuters"), told("b", publisher="Reuters")],
            ["reuters"],
            id="the wire that it names",
        ),
        pytest.param(
            [told("a", "named: General Ibro", speaks_for="NER"), told("b", "named: NER")],
            ["NER"],
            id="a speaker of whom the text says for whom he speaks",
        ),
        pytest.param(
            [told("a", home="NER"), told("b", "named: NER")], ["NER"], id="a document of a state's own agency"
        ),
    ],
)
def test_who_is_an_origin(documents: list[Any], expected: list[str]) -> None:
    assert origins(*documents) == expected


def test_two_that_cite_each_other_end() -> None:
    assert origins(told("a", "named: Paper b"), told("b", "named: Paper a")) == ["paper-a", "paper-b"]


def test_lineage_is_told_in_words() -> None:
    made = case_of(told("a", "named: NER"), told("b", "named: Paper a", on="2021-06-02"))
    assert made.witnesses[1].lineage == "told by Paper a; there said by Niger"


def test_denials_count_apart() -> None:
    denied = reported(
        claim(**TB2, status=None, polarity="denied", sources=("named: NER",)), document="b", on="2021-06-02"
    )
    made = case_of(told("a"), denied)
    assert [origin.key for origin in made.asserting] == ["paper-a"]
    assert [origin.key for origin in made.against] == ["NER"]
