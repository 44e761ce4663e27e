"""No span, no claim: what does not stand in the text at its offsets is not kept."""

from dataclasses import replace

from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity, Quote, Value
from armsledger.reading.grounding import ground

TEXT = "In 2020 Norland sold six drones to Sudmark for $22m, the Herald reported."


def place(words: str) -> tuple[str, int, int]:
    start = TEXT.index(words)
    return words, start, start + len(words)


SOUND = Claim(
    document_id="d",
    kind="transfer",
    status="delivered",
    roles=(Filler("supplier", *place("Norland")), Filler("recipient", *place("Sudmark"))),
    quote=Quote(*place("Norland sold six drones to Sudmark")),
    sources=(ClaimSource("named", *place("Herald")),),
    quantity=Quantity(6, *place("six")),
    value=Value(22e6, "USD", *place("$22m")),
    time=ClaimTime(*place("In 2020"), since=None, until=None),
    place=(Filler("place", *place("Sudmark")),),
)


def test_what_stands_in_the_text_is_kept_whole() -> None:
    assert ground(SOUND, TEXT) == SOUND


def test_a_claim_whose_quote_does_not_stand_in_the_text_is_none() -> None:
    assert ground(replace(SOUND, quote=Quote("Norland bought", 8, 22)), TEXT) is None
    assert ground(SOUND, "Another text.") is None


def test_only_the_fillers_that_stand_in_the_text_are_kept() -> None:
    invented, beyond = Filler("system", "tanks", 0, 5), Filler("via", "Port", 900, 904)
    claim = replace(SOUND, roles=(*SOUND.roles, invented, beyond), place=(invented,))
    assert ground(claim, TEXT) == replace(SOUND, place=())


def test_figures_and_times_that_do_not_stand_in_the_text_are_dropped() -> None:
    claim = replace(
        SOUND,
        quantity=Quantity(7, "seven", 0, 5),
        value=Value(1, "EUR", "€1", 0, 2),
        time=ClaimTime("In 2021", 0, 7, None, None),
    )
    assert ground(claim, TEXT) == replace(SOUND, quantity=None, value=None, time=None)


def test_without_any_source_in_the_text_the_document_itself_is_the_source() -> None:
    claim = replace(SOUND, sources=(ClaimSource("named", "Times", 0, 5),))
    assert ground(claim, TEXT) == replace(SOUND, sources=(ClaimSource("document"),))
