"""Constructions that the parser hangs wrongly. Publishers, people and firms are invented."""

import pytest
from tests.reading.test_grammar import cases, told

MENDED = """
Twenty-two countries, Major General Emil Sander declared in October, are asking to buy Iran's drones.
    transfer sought; supplier IRN; recipient Twenty-two countries; system uav; planned; by named Emil Sander
Rotair has won an order from Oman for 60 drones, managing director Ada Rask told the Packet on Monday.
    transfer ordered; supplier Rotair; recipient OMN; system uav; planned; by named Packet > named Ada Rask
Germany, Israel sign for Arrow 3 in Berlin.
    transfer ordered; supplier ISR; recipient DEU; system arrow-3; planned
From 2010 on Norland used Heron drones to watch its coast.
    use held; user Norland; system heron; 2010-01-01..
Norland's forces announced on the 13th that they had brought down a Shahed-136 near Velm.
    loss; system shahed-136; by Norland's forces; by named Norland's forces
Norland dismissed as untrue reports that it had flown weapons to Sudmark.
    transfer; supplier Norland; recipient Sudmark; system arms; denied; by named Norland
The ministry rejected as unfounded the charge that Chinese drones were being sold to Sudmark.
    transfer; supplier CHN; recipient Sudmark; system uav; denied; by named ministry
Hamas, declared a terrorist group, has bought Harop drones.
    transfer delivered; recipient hamas; system harop
"""


@pytest.mark.parametrize(("sentence", "claims"), cases(MENDED))
def test_who_says_what_is_found_whatever_the_parser_hung_it_on(sentence: str, claims: list[str]) -> None:
    assert told(sentence) == claims
