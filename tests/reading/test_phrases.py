"""What the words of a phrase name, and roles that the words around settle."""

import pytest
from tests.reading.test_grammar import cases, told

NAMES = """
Lebanese militant group Hezbollah received drones.
    transfer delivered; recipient hezbollah; system uav
The manufacturer, Fjordlund Aero, delivered drones to Norland.
    transfer delivered; supplier Fjordlund Aero; recipient Norland; system uav
Hundreds of Harop drones were delivered to Norland.
    transfer delivered; recipient Norland; system harop
Norland received TB2 and Harop drones.
    transfer delivered; recipient Norland; system bayraktar-tb2, harop
Norland received Zefir-3 drones from Sudmark.
    transfer delivered; supplier Sudmark; recipient Norland; system Zefir-3
TURKEY SELLS BAYRAKTAR TB2 DRONES TO UKRAINE
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2
Ankara sold Bayraktar TB2 drones to Kyiv.
    transfer delivered; supplier TUR; recipient UKR; system bayraktar-tb2
"""

INFERRED = """
Israeli Harop drones struck a port in Sudmark.
    use held; user ISR; system harop; target port
Norland conducted operations that targeted the port with drones.
    use held; user Norland; system uav; target port
Baykar signed a contract with Norland for Bayraktar TB2 drones.
    transfer ordered; supplier baykar; recipient Norland; system bayraktar-tb2; planned
"""

NO_CLAIM = """
Norland bought Norland drones.
The photo shows the Harop drone.
Harop drones are grey.
"""


@pytest.mark.parametrize(("sentence", "claims"), cases(NAMES))
def test_a_phrase_is_read_by_the_name_within_it(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(("sentence", "claims"), cases(INFERRED))
def test_who_did_it_may_stand_elsewhere_in_the_sentence(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(("sentence", "claims"), cases(NO_CLAIM))
def test_nobody_sells_to_itself_and_a_photo_exhibits_nothing(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims == []


def test_a_system_learnt_beside_a_weapon_word_is_known_without_it_in_the_same_document() -> None:
    assert told("Norland makes the Zefir drone. Sudmark bought the Zefir from Norland.")[-1] == (
        "transfer delivered; supplier Norland; recipient Sudmark; system Zefir"
    )


@pytest.mark.parametrize(
    ("learnt", "named"),
    [
        ("Nobody will miss the MRH-90 Taipan.", "Taipan"),
        ("Norland makes the Zefir XR drone.", "Zefir"),
        ("Norland ordered twelve Zefir trainers.", "Zefir"),
    ],
)
def test_what_follows_a_designation_and_what_a_version_is_of_are_names_too(learnt: str, named: str) -> None:
    assert told(f"{learnt} Sudmark bought nine {named}s from Norland.")[-1] == (
        f"transfer delivered; supplier Norland; recipient Sudmark; system {named}s"
    )


@pytest.mark.parametrize(
    ("sentence", "claims"),
    cases("""
Eighteen used Hornets from Australia are parked at Norland.
A Harop drone struck a wedding in Sudmark, killing nineteen guests.
    use held; system harop; target wedding
The team was headed by General Anders of Norland.
"""),
)
def test_used_goods_and_what_a_strike_led_to_are_no_uses(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    cases("""
Norland sold 600 rifles in 2021 to Orbit Crest General Trading.
    transfer delivered; supplier Norland; recipient Orbit Crest General Trading; system small-arms; 2021
The navy ordered four Lynx-H drones from a Sudmark firm, Morava UAS.
    transfer ordered; supplier Morava UAS; recipient navy; system Lynx-H; planned
Turkey sold three Long Watch 200 radars to Mali.
    transfer delivered; supplier TUR; recipient MLI; system Long Watch 200
The navy of Sudmark received four Harop drones.
    transfer delivered; recipient navy of Sudmark; system harop
The drones were handed over to the Republic of The Gambia.
    transfer delivered; recipient GMB; system uav
Norland sent Mali nine million rounds for howitzers.
    transfer delivered; supplier Norland; recipient MLI; system rounds
Israel received 40 mm grenades from Norland.
    transfer delivered; supplier Norland; recipient ISR; system grenades
"""),
)
def test_a_name_that_the_catalogue_lacks_is_taken_whole(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims
