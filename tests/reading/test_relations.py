"""Relations: who is whose sponsor, ally, partner, rival, adversary or customer."""

import pytest

from armsledger.reading import read
from armsledger.sources import read_bytes


def relations(text: str) -> list[tuple[str | None, str, str, str]]:
    """Status, subject, object and polarity of each relation read."""
    document = read_bytes(text.encode(), media_type="text/plain")
    claims = [claim for claim in read(document).claims if claim.kind == "relation"]
    return [
        (c.status, *(c.fillers(role)[0].entity or c.fillers(role)[0].text for role in ("subject", "object")),
         c.polarity)
        for c in claims
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tehran backs the Houthis, who use Samad-3 drones.", ("sponsor", "IRN", "ansar-allah", "affirmed")),
        ("The Houthis, an Iranian proxy, fired missiles.", ("sponsor", "IRN", "ansar-allah", "affirmed")),
        ("Riyadh bombed the Iranian-backed rebels with F-15s.", ("sponsor", "IRN", "rebels", "affirmed")),
        ("Armenia and its ally Russia signed a contract for Su-30 jets.", ("ally", "RUS", "ARM", "affirmed")),
        ("Serbia, allied with Russia, bought CH-92 drones.", ("ally", "SRB", "RUS", "affirmed")),
        ("Israel, Iran's arch-enemy, shot down a Shahed-136.", ("adversary", "ISR", "IRN", "affirmed")),
        ("Forty F-35s were sold to Greece, Turkey's rival.", ("rival", "GRC", "TUR", "affirmed")),
        ("Moscow's main customer is India, which flies Su-30 jets.", ("customer", "IND", "RUS", "affirmed")),
        ("Turkey denied that it backs Hamas or sold it TB2 drones.", (None, "TUR", "hamas", "denied")),
    ],
)  # fmt: skip
def test_relations_are_read_with_who_is_what_to_whom(
    text: str, expected: tuple[str | None, str, str, str]
) -> None:
    """The subject is the sponsor, ally, rival … of the object."""
    assert expected in relations(text)


@pytest.mark.parametrize(
    "text",
    [
        "The company supports its customers with spare parts for the Gripen.",
        "Rivals of the Gripen were tested in Brazil.",
        "An ally was sold TB2 drones.",
    ],
)
def test_a_relation_has_two_parties(text: str) -> None:
    """Where one side is not told, or is no party, there is none."""
    assert relations(text) == []
