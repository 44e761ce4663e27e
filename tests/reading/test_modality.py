"""How a claim is put: denied or affirmed, how surely, and whether it has happened."""

import pytest
from tests.reading.test_grammar import cases, told

DENIED = """
Norland did not buy Harop drones from Israel.
    transfer; supplier ISR; recipient Norland; system harop; denied
Norland has never bought Harop drones from Israel.
    transfer; supplier ISR; recipient Norland; system harop; denied
Norland received no Harop drones from Israel.
    transfer; supplier ISR; recipient Norland; system harop; denied
No Harop drones were delivered to Norland.
    transfer; recipient Norland; system harop; denied
Norland refused to sell Harop drones to Sudmark.
    transfer; supplier Norland; recipient Sudmark; system harop; denied
Norland declined to sell Harop drones to Sudmark.
    transfer; supplier Norland; recipient Sudmark; system harop; denied
Norland failed to shoot down a Harop drone.
    loss; system harop; by Norland; denied
Norland would buy no more Harop drones from Israel.
    transfer; supplier ISR; recipient Norland; system harop; denied
Norland refrained from selling Harop drones to Sudmark.
    transfer; supplier Norland; recipient Sudmark; system harop; denied
Norland decided against selling Harop drones to Sudmark.
    transfer; supplier Norland; recipient Sudmark; system harop; denied
Norland stopped short of selling Harop drones to Sudmark.
    transfer; supplier Norland; recipient Sudmark; system harop; denied
Norland is loath to sell Harop drones to Sudmark.
    transfer; supplier Norland; recipient Sudmark; system harop; denied
Norland is unlikely to buy Harop drones from Israel.
    transfer; supplier ISR; recipient Norland; system harop; denied; predicted
Norland used no drones against Sudmark.
    use; user Norland; system uav; target Sudmark; denied
Norland has not signed a defence pact with Sudmark.
    agreement; party Norland, Sudmark; denied
Norland has never before bought Harop drones from Israel.
    transfer; supplier ISR; recipient Norland; system harop; denied
Not a single Harop drone was delivered to Norland.
    transfer; recipient Norland; system harop; denied
Norland received neither the Harop drones nor the TB2 drones from Sudmark.
    transfer; supplier Sudmark; recipient Norland; system harop, bayraktar-tb2; denied
"""

DOUBTED = """
Norland may have bought Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; possible
Norland might have bought Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; possible
Perhaps Norland bought Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; possible
Norland probably bought Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; probable
Norland apparently bought Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; probable
"""

CONDITIONAL = """
Norland would buy Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; conditional
If Norland buys Harop drones from Israel, Sudmark will protest.
    transfer delivered; supplier ISR; recipient Norland; system harop; conditional
Unless Turkey objects, Norland will copy the Bayraktar TB2.
    derivation; developer Norland; original bayraktar-tb2; conditional
"""

AHEAD = """
Norland will buy Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; predicted
Norland wants Harop drones from Israel.
    transfer sought; supplier ISR; recipient Norland; system harop; planned
Norland plans to buy Harop drones from Israel.
    transfer sought; supplier ISR; recipient Norland; system harop; planned
Norland is in talks to buy Harop drones from Israel.
    transfer negotiating; supplier ISR; recipient Norland; system harop; planned
Norland agreed to buy Harop drones from Israel.
    transfer ordered; supplier ISR; recipient Norland; system harop; planned
Norland is expected to receive Harop drones from Israel.
    transfer ordered; supplier ISR; recipient Norland; system harop; planned
Norland offered to sell Harop drones to Sudmark.
    transfer offered; supplier Norland; recipient Sudmark; system harop; planned
Norland wants to sell Harop drones to Sudmark.
    transfer offered; supplier Norland; recipient Sudmark; system harop; planned
Norland has been trying to sell Harop drones to Sudmark.
    transfer offered; supplier Norland; recipient Sudmark; system harop; planned
Norland has been trying to buy Harop drones from Israel.
    transfer sought; supplier ISR; recipient Norland; system harop; planned
Production of the Harop drone in Norland is due to begin.
    production planned; host Norland; system harop; planned
Norland is poised to buy Harop drones from Israel.
    transfer ordered; supplier ISR; recipient Norland; system harop; planned
Norland would like to buy Harop drones from Israel.
    transfer sought; supplier ISR; recipient Norland; system harop; planned
Norland was allowed to buy Harop drones from Israel.
    transfer approved; supplier ISR; recipient Norland; system harop; planned
Norland must buy Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; predicted
Norland plans to sell Harop drones to Sudmark.
    transfer unspecified; supplier Norland; recipient Sudmark; system harop; planned
Norland approved the sale of Harop drones to Sudmark.
    transfer approved; supplier Norland; recipient Sudmark; system harop; planned
Norland plans to deploy Harop drones against the rebels.
    use planned; user Norland; system harop; target rebels; planned
Norland plans to unveil the Mohajer-6 drone.
    display planned; exhibitor Norland; system mohajer-6; planned
"""

DONE = """
Norland cancelled the sale of Harop drones to Sudmark.
    transfer cancelled; supplier Norland; recipient Sudmark; system harop
Norland is the first country to buy Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop
"""

NO_CLAIM = """
Did Norland buy Harop drones from Israel?
Norland has the ability to build Bayraktar TB2 drones.
"""


@pytest.mark.parametrize(("sentence", "claims"), cases(DENIED))
def test_what_is_negated_or_refused_is_denied_and_has_no_status(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(("sentence", "claims"), cases(DOUBTED))
def test_a_modal_or_an_adverb_of_doubt_lowers_the_certainty_alone(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(("sentence", "claims"), cases(CONDITIONAL))
def test_what_hangs_on_a_condition_is_conditional(sentence: str, claims: list[str]) -> None:
    assert told(sentence)[:1] == claims


@pytest.mark.parametrize(("sentence", "claims"), cases(AHEAD))
def test_the_stages_before_the_fact_are_told_apart(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(("sentence", "claims"), cases(DONE))
def test_a_deal_called_off_and_a_first_buyer_are_facts(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(("sentence", "claims"), cases(NO_CLAIM))
def test_a_question_or_a_mere_ability_is_no_claim(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims == []


@pytest.mark.parametrize(
    ("sentence", "claims"),
    cases("""
Norland announced that it would buy Harop drones from Israel.
    transfer ordered; supplier ISR; recipient Norland; system harop; planned; by named Norland
Norland said that it would lift its embargo on Turkey.
    restriction lifted; imposer Norland; target TUR; by named Norland
Norland said that it would buy Harop drones from Israel if Sudmark did.
    transfer delivered; supplier ISR; recipient Norland; system harop; conditional; by named Norland
Had Israel sold Harop drones to Norland, Sudmark would have protested.
    transfer delivered; supplier ISR; recipient Norland; system harop; conditional
Norland pulled out of talks on buying Harop drones from Israel.
    transfer cancelled; supplier ISR; recipient Norland; system harop
Asked about the sale of Harop drones to Norland, the minister laughed.
Israel declined to comment on the sale of Harop drones to Norland.
"""),
)
def test_what_is_announced_is_planned_and_what_is_only_asked_about_is_not_said(
    sentence: str, claims: list[str]
) -> None:
    assert told(sentence) == claims
