"""Which claims are of one case."""

import random

import pytest
from tests.analysis.made import claim, linked, reported

from armsledger.analysis.linking import Bonds
from armsledger.model import Claim

TB2 = {"supplier": "TUR", "recipient": "NER", "system": "bayraktar-tb2"}
SAME: dict[str, tuple[Claim, Claim]] = {
    "told alike": (claim(**TB2), claim(**TB2)),
    "a maker and its state": (claim(**TB2), claim(**{**TB2, "supplier": "baykar"})),
    "a class and a type of it": (
        claim(**TB2, time="2021"),
        claim(**{**TB2, "system": "uav"}, time="2021-05"),
    ),
    "a day in a year": (claim(**TB2, time="2021-05-03"), claim(**TB2, time="2021")),
    "an order and its delivery": (
        claim(**TB2, status="ordered", time="2020-03"),
        claim(**TB2, status="delivered", time="2021-05"),
    ),
    "talks and an order": (
        claim(**TB2, status="negotiating", realis="planned", time="2019-11"),
        claim(**TB2, status="ordered", time="2020-03"),
    ),
    "without the supplier": (
        claim(**TB2, time="2021"),
        claim(recipient="NER", system="bayraktar-tb2", time="2021"),
    ),
    "asserted and denied": (claim(**TB2), claim(**TB2, polarity="denied", status=None)),
    "another number of the same day": (
        claim(**TB2, number=6, time="2021-05-03"),
        claim(**TB2, number=5, time="2021-05-03"),
    ),
    "a family and its type": (
        claim(supplier="TUR", recipient="KAZ", system="anka", time="2022"),
        claim(supplier="TUR", recipient="KAZ", system="anka-s", time="2022"),
    ),
    "a name spelt otherwise": (
        claim(supplier="IRN", recipient="TJK", system="Kaviran-7", time="2021"),
        claim(supplier="IRN", recipient="TJK", system="Kavirann-7", time="2021"),
    ),
    "a loss told by both sides": (
        claim("loss", operator="USA", system="mq-9", by="ansar-allah", time="2021-05-03"),
        claim("loss", operator="USA", system="uav", time="2021-05-03"),
    ),
    "a ship that both name": (
        claim(
            "loss", by="OMN", system="uav", number=30, time="2021-12-01", text="30 seized on the Bint al-Bahr"
        ),
        claim("loss", system="uav", number=20, time="2021-12-02", text="on the Bint al-Bahr were 20"),
    ),
    "what goes to a town goes to its state": (
        claim("production", producer="TUR", host="Almaty", system="anka", time="2022"),
        claim("production", producer="TUR", host="KAZ", system="anka", time="2022"),
    ),
    "a pact and its signing": (
        claim("agreement", party=["TUR", "NER"], status="signed", time="2021-05-03"),
        claim("agreement", party=["NER", "TUR"], status="signed", time="2021-05"),
    ),
    "a measure by its name": (
        claim(
            "restriction", imposer="USA", target="IRN", measure="caatsa", status="enacted", time="2017-08-02"
        ),
        claim(
            "restriction",
            imposer="us-congress",
            target="IRN",
            measure="caatsa",
            status="enacted",
            time="2017",
        ),
    ),
}
DIFFERENT: dict[str, tuple[Claim, Claim]] = {
    "another recipient": (claim(**TB2), claim(**{**TB2, "recipient": "MLI"})),
    "another supplier": (claim(**TB2), claim(**{**TB2, "supplier": "CHN"})),
    "another system": (claim(**TB2), claim(**{**TB2, "system": "anka"})),
    "another class": (
        claim(supplier="IRN", recipient="RUS", system="uav", time="2022-09"),
        claim(supplier="IRN", recipient="RUS", system="ballistic-missile", time="2022-09"),
    ),
    "orders two years apart": (
        claim(**TB2, status="ordered", time="2019-03"),
        claim(**TB2, status="ordered", time="2021-03"),
    ),
    "delivered before it was ordered": (
        claim(**TB2, status="delivered", time="2019-03"),
        claim(**TB2, status="ordered", time="2021-03"),
    ),
    "two losses of one month": (
        claim("loss", operator="USA", system="mq-9", by="ansar-allah", time="2021-05-03", place="sanaa"),
        claim("loss", operator="USA", system="mq-9", by="ansar-allah", time="2021-05-24", place="marib"),
    ),
    "missiles and drones of one sale": (
        claim(
            supplier="IRN",
            recipient="RUS",
            system=["uav", "ballistic-missile"],
            polarity="denied",
            status=None,
        ),
        claim(supplier="IRN", recipient="RUS", system="armour"),
    ),
    "what is not held": (
        claim("holding", holder="NER", system="uav", polarity="denied", status=None),
        claim(**{**TB2, "system": "uav"}),
    ),
    "a training and a sale": (
        claim("technology_transfer", supplier="TUR", recipient="NER", status="delivered"),
        claim(**TB2),
    ),
    "what is of no case": (claim("assessment", status=None), claim("assessment", status=None)),
}


def together(one: Claim, other: Claim) -> bool:
    made = linked([reported(one, document="a"), reported(other, document="b", on="2021-06-02")])
    return any(len({witness.met.document_id for witness in case.witnesses}) == 2 for case in made)


@pytest.mark.parametrize("name", SAME)
def test_they_are_of_one_case(name: str) -> None:
    assert together(*SAME[name])


@pytest.mark.parametrize("name", DIFFERENT)
def test_they_are_of_different_cases(name: str) -> None:
    assert not together(*DIFFERENT[name])


def test_drones_sold_to_two_states_are_two_deals() -> None:
    both = claim(supplier="TUR", recipient=["NER", "MLI"], system="bayraktar-tb2")
    made = linked([reported(both), reported(claim(**TB2), document="b")])
    assert sorted(case.recipient for case in made) == [("MLI", "NER"), ("NER", "MLI")] or len(made) == 2
    assert sum(any(one.claim.kind == "transfer" for one in case.witnesses) for case in made) == 2
    assert sum(len(case.witnesses) for case in made) == 3  # the first claim is of both


def test_a_claim_of_two_sorts_of_arms_is_of_two_cases() -> None:
    both = claim(supplier="IRN", recipient="RUS", system=["uav", "ballistic-missile"])
    made = linked([reported(both)])
    assert len({case.id for case in made}) == len(made) == 2


def test_what_a_sentence_leaves_out_the_one_beside_it_tells() -> None:
    told = claim(**TB2, status="ordered", time="2020-03")
    beside = claim(system="uav", number=6, status="ordered", text="the drones, six of them")
    (made,) = linked([reported(told, beside)])
    assert len(made.witnesses) == 2


def test_a_follow_on_order_of_one_document_is_a_deal_of_its_own() -> None:
    first = claim(
        **TB2, status="ordered", number=6, time="2020-03", text="Niger ordered six TB2s in March 2020"
    )
    further = claim(
        **TB2, status="ordered", number=3, time="2021-04", text="it ordered three more in April 2021"
    )
    assert len(linked([reported(first, further)])) == 2


def test_nothing_vague_joins_two_particular_cases() -> None:
    vague = claim(supplier="TUR", recipient="NER", system="uav")
    first = claim(**TB2, status="ordered", time="2019-03")
    second = claim(**TB2, status="ordered", time="2021-03")
    made = linked(
        [reported(one, document=name) for name, one in zip("abc", (first, vague, second), strict=True)]
    )
    assert sorted(len(case.witnesses) for case in made) == [1, 2]


def test_what_people_have_settled_outweighs_all_evidence() -> None:
    one, other = reported(claim(**TB2)), reported(claim(**TB2), document="b")
    pair = frozenset((one.claims[0].id, other.claims[0].id))
    assert len(linked([one, other])) == 1
    assert len(linked([one, other], Bonds(apart=frozenset((pair,))))) == 2
    far = reported(claim(supplier="CHN", recipient="SRB", system="ch-92"), document="c")
    pair = frozenset((one.claims[0].id, far.claims[0].id))
    assert len(linked([one, far])) == 2
    assert len(linked([one, far], Bonds(together=frozenset((pair,))))) == 1


def test_any_order_gives_the_same_cases() -> None:
    documents = [
        reported(*pair, document=name, on="2021-06-03") for name, pair in {**SAME, **DIFFERENT}.items()
    ]
    expected = linked(documents)
    for seed in range(5):
        random.Random(seed).shuffle(documents)
        assert linked(documents) == expected
