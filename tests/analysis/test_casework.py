"""What a case says: its contradictions, its status and history, its range, its grade."""

from typing import Any

import pytest
from tests.analysis.made import KINSHIP, case_of, claim, linked, reported

from armsledger.model import Claim
from armsledger.model.case import Case, Range

TB2 = {"supplier": "TUR", "recipient": "NER", "system": "bayraktar-tb2"}


def case(*claims: Claim) -> Case:
    """The case that claims of different papers make, published day after day."""
    return case_of(
        *(
            reported(one, document=chr(97 + number), on=f"2021-06-{number + 1:02}")
            for number, one in enumerate(claims)
        )
    )


CONTRADICTIONS: dict[str, tuple[list[Claim], list[str]]] = {
    "number": ([claim(**TB2, number=6), claim(**TB2, number=5)], ["number"]),
    "a range and a figure in it": ([claim(**TB2, number=(4, 8)), claim(**TB2, number=5)], []),
    "ordered six, delivered two": (
        [claim(**TB2, number=6, status="ordered"), claim(**TB2, number=2, status="delivered")],
        [],
    ),
    "date": (
        [
            claim(**TB2, status="ordered", time="2021-05-03"),
            claim(**TB2, status="ordered", time="2021-05-05"),
        ],
        ["date"],
    ),
    "a day in its month": (
        [claim(**TB2, status="ordered", time="2021-05-03"), claim(**TB2, status="ordered", time="2021-05")],
        [],
    ),
    "a part of what was ordered": (
        [
            claim(**TB2, number=42, status="ordered"),
            claim(**TB2, number=6, status="ordered", text="Six of them are under firm contract"),
        ],
        [],
    ),
    "a restriction tightened half a year later": (
        [
            claim(
                "restriction",
                status="enacted",
                imposer="USA",
                target="TUR",
                measure="caatsa",
                time="2020-10-05",
            ),
            claim(
                "restriction",
                status="enacted",
                imposer="USA",
                target="TUR",
                measure="caatsa",
                time="2021-04-12",
            ),
        ],
        [],
    ),
    "place of a loss": (
        [
            claim("loss", operator="USA", by="IRN", system="rq-4", time="2019-06-20", place="Kuhmobarak"),
            claim(
                "loss", operator="USA", by="IRN", system="rq-4", time="2019-06-20", place="strait-of-hormuz"
            ),
        ],
        ["place"],
    ),
    "denial": ([claim(**TB2), claim(**TB2, polarity="denied", status=None)], ["denial"]),
    "cancelled by one, delivered by another": (
        [claim(**TB2, status="delivered", time="2021-05"), claim(**TB2, status="cancelled", time="2021-05")],
        ["status"],
    ),
    "a class and its type": ([claim(**TB2), claim(**{**TB2, "system": "uav"})], []),
    "system": (
        [
            claim("loss", operator="NER", system="mohajer-6", time="2021-05-03", place="niamey"),
            claim("loss", operator="NER", system="orlan-10", time="2021-05-03", place="niamey"),
        ],
        ["system"],
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_contradicts(name: str) -> None:
    claims, expected = CONTRADICTIONS[name]
    assert [one.about for one in case(*claims).disagreements] == expected


def test_one_origin_contradicts_nobody() -> None:
    said = [claim(**TB2, number=number, sources=("named: TUR",)) for number in (6, 5)]
    assert case(*said).disagreements == ()


def test_sides_are_shown_with_their_claims_the_most_told_first() -> None:
    made = case(*(claim(**TB2, number=number, time="2021-05") for number in (5, 6, 6)))
    (one,) = made.disagreements
    assert [(stand.value, len(stand.claims)) for stand in one.values] == [("6", 2), ("5", 1)]
    assert made.number == Range(5, 6, 6)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("negotiating", "ordered", "delivered"), "delivered"),
        (("ordered", "negotiating"), "ordered"),
        (("ordered", "cancelled"), "cancelled"),
        (("cancelled", "ordered"), "ordered"),
    ],
)
def test_the_status_is_the_furthest_stage_or_how_it_ended(statuses: tuple[str, ...], expected: str) -> None:
    assert case(*(claim(**TB2, status=status) for status in statuses)).status == expected


def test_history_goes_from_talks_to_delivery() -> None:
    made = case(
        claim(**TB2, status="delivered", time="2021-05"),
        claim(**TB2, status="ordered", time="2020-03"),
        claim(**TB2, status="negotiating", realis="planned", time="2019-11"),
    )
    assert [step.status for step in made.history] == ["negotiating", "ordered", "delivered"]
    assert (str(made.since), str(made.until)) == ("2019-11-01", "2021-05-31")


def test_a_deal_and_its_signing_are_the_deal() -> None:
    signing = claim(
        "agreement", party=["TUR", "NER"], subject="bayraktar-tb2", status="signed", time="2021-05-03"
    )
    made = case(claim(**TB2, status="ordered", time="2021-05"), signing)
    assert (made.kind, made.supplier, made.recipient) == ("transfer", ("TUR",), ("NER",))


def test_the_producer_stands_as_supplier_and_the_host_as_recipient() -> None:
    made = case(claim("production", producer="baykar", host="UKR", system="bayraktar-tb2", status="agreed"))
    assert (made.supplier, made.recipient, made.system) == (("baykar",), ("UKR",), ("bayraktar-tb2",))


GRADES: dict[str, tuple[list[Any], str]] = {
    "one paper that nobody knows": ([claim(**TB2)], "F3"),
    "one state": ([claim(**TB2, sources=("named: TUR",))], "C3"),
    "two": ([claim(**TB2, sources=("named: TUR",)), claim(**TB2, sources=("named: NER",))], "C2"),
    "three": ([claim(**TB2, sources=(f"named: {one}",)) for one in ("TUR", "NER", "reuters")], "C1"),
    "two against one": (
        [
            claim(**TB2, sources=("named: TUR",)),
            claim(**TB2, sources=("named: reuters",)),
            claim(**TB2, status=None, polarity="denied", sources=("named: NER",)),
        ],
        "C3",
    ),
    "word against word": (
        [
            claim(**TB2, sources=("named: TUR",)),
            claim(**TB2, status=None, polarity="denied", sources=("named: NER",)),
        ],
        "C4",
    ),
    "only denied": ([claim(**TB2, status=None, polarity="denied", sources=("named: NER",))], "C5"),
    "not for certain": ([claim(**TB2, certainty="probable")], "F4"),
    "only foreseen": ([claim(**TB2, realis="predicted", status="unspecified")], "F6"),
    "may be so": ([claim(**TB2, certainty="possible")], "F6"),
}


@pytest.mark.parametrize("name", GRADES)
def test_the_grade_follows_its_rules_and_tells_them(name: str) -> None:
    claims, expected = GRADES[name]
    made = case(*claims).grade
    assert str(made) == expected
    assert [why[0] for why in made.why] == list(expected)


def test_a_person_sets_reliability() -> None:
    documents = [reported(claim(**TB2, sources=("named: TUR",)))]
    from armsledger.analysis.casework import cases

    (made,) = cases(documents, KINSHIP, given={"TUR": "E"})
    assert str(made.grade) == "E3"


def test_the_id_of_a_case_stays_when_later_documents_join_it() -> None:
    first = reported(claim(**TB2))
    later = reported(claim(**TB2, number=6), document="b", on="2021-06-09")
    assert linked([first])[0].id == linked([later, first])[0].id
