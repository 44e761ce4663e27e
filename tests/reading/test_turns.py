"""Turns of phrase beyond verb and object: headlines, motion, lists of actors, verbs of two words."""

import pytest
from tests.reading.test_grammar import cases, told

TURNS = """
IRAN UNVEILS MOHAJER-10 DRONE
    display held; exhibitor IRN; system mohajer-10
Poland, Ukraine and Qatar have bought Bayraktar TB2 drones from Turkey.
    transfer delivered; supplier TUR; recipient POL, UKR, QAT; system bayraktar-tb2
The Wing Loong II went to Egypt.
    transfer delivered; recipient EGY; system wing-loong-2
The missile components were destined for Yemen.
    transfer unspecified; recipient YEM; system components
Tehran denies that it arms the Houthis.
    transfer; supplier IRN; recipient ansar-allah; denied; by named IRN
The United Kingdom froze the assets of Saeed Aghajani and of Shahed Aviation Industries.
    restriction enacted; imposer GBR; target saeed-aghajani, shahed-aviation-industries
The JF-17 has joined the fleet of the Azerbaijani air force.
    holding; holder azerbaijani-air-force; system jf-17
Production of the Bayraktar TB2 began in Kyiv last year.
    production started; host UKR; system bayraktar-tb2; 2021
The refusal of Germany to sell Leopard 2 tanks to Turkey was noted.
    transfer; supplier DEU; recipient TUR; system leopard-2; denied
Fighters of the Polisario Front possess commercial drones.
    holding; holder Fighters; system uav
Denmark pledged nineteen F-16s to Ukraine.
    transfer ordered; supplier DNK; recipient UKR; system f-16; planned
The sanctions bill cleared the Senate.
    restriction advanced; imposer us-senate
London blacklisted Delta Freight for shipping Harop drones to Sudan.
    restriction enacted; imposer GBR; target Delta Freight
    transfer delivered; supplier Delta Freight; recipient SDN; system harop
The EU imposed sanctions on Shahed Aviation Industries for supplying Harop drones to Sudan.
    restriction enacted; imposer EU; target shahed-aviation-industries
    transfer delivered; supplier shahed-aviation-industries; recipient SDN; system harop
Harop drones were delivered to Sudan in May, sources say.
    transfer delivered; recipient SDN; system harop; 2022-05; by anonymous sources
Azerbaijan, which bought Harop drones from Israel, then TB2s, used both against Armenia.
    transfer delivered; supplier ISR; recipient AZE; system harop
    use held; user AZE; system harop, bayraktar-tb2; target ARM
The UN arms embargo on South Sudan was extended.
    restriction enacted; target SSD
Norland's border service put Harop drones into service.
    holding; holder Norland's border service; system harop
The Israel-made Harop drone crashed near Norland.
    loss; system harop
"We have sold six Harop drones to Sudan," Baykar said.
    transfer delivered; supplier baykar; recipient SDN; system harop; by named baykar
"""


@pytest.mark.parametrize(("sentence", "claims"), cases(TURNS))
def test_turns_of_phrase(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims
