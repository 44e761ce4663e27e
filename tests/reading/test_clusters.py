"""Deeds that share a verb."""

import pytest
from tests.reading.test_grammar import SETTING, cases, read, told


@pytest.mark.parametrize(
    ("sentence", "claims"),
    cases("""
Norland bought thirteen Harop drones from Israel and four from Turkey.
    transfer delivered; supplier ISR; recipient Norland; system harop
    transfer delivered; supplier TUR; recipient Norland; system harop
Turkey delivered Bayraktar TB2 drones to Ukraine in 2019 and Harop drones to Mali in 2021.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2; 2019
    transfer delivered; supplier TUR; recipient MLI; system harop; 2021
Iran supplied drones and missiles to Hezbollah and rockets to Hamas.
    transfer delivered; supplier IRN; recipient hezbollah; system uav, missile
    transfer delivered; supplier IRN; recipient hamas; system rocket
Norland lost two Bayraktar TB2s in 2021 and one Harop drone in 2022.
    loss; operator Norland; system bayraktar-tb2; 2021
    loss; operator Norland; system harop; 2022
Turkey sold Harop drones to Mali in 2021 and to Niger in 2022.
    transfer delivered; supplier TUR; recipient MLI; system harop; 2021
    transfer delivered; supplier TUR; recipient NER; system harop; 2022
Turkey never sold Harop drones to Mali and Bayraktar TB2 drones to Niger.
    transfer; supplier TUR; recipient MLI; system harop; denied
    transfer; supplier TUR; recipient NER; system bayraktar-tb2; denied
Turkey delivered Harop drones to Mali and Niger in 2022.
    transfer delivered; supplier TUR; recipient MLI, NER; system harop; 2022
Turkey delivered Harop drones and Bayraktar TB2 drones to Mali.
    transfer delivered; supplier TUR; recipient MLI; system harop, bayraktar-tb2
"""),
)
def test_each_of_the_deeds_that_share_a_verb_has_its_own_ends_and_date(
    sentence: str, claims: list[str]
) -> None:
    assert told(sentence) == claims


def test_each_is_quoted_by_its_own_words_and_counted_by_its_own_number() -> None:
    text = SETTING + "Norland bought thirteen Harop drones from Israel and four from Turkey."
    found = [claim for claim in read(text).claims if claim.kind == "transfer"]
    assert found[1].quote.text == "four from Turkey"
    assert [claim.quantity and claim.quantity.value for claim in found] == [13, 4]
