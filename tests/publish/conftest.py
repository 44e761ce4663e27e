"""One invented claim, in full."""

from datetime import date

import pytest

from armsledger.model import Claim, ClaimTime, Filler, Quantity, Quote

TEXT = "In May 2021 Norway delivered four Bayraktar TB2 drones to Iceland."


@pytest.fixture
def claim() -> Claim:
    """Norway is said to have delivered four drones to Iceland; it has not."""
    return Claim(
        document_id="0123456789abcdef",
        kind="transfer",
        status="delivered",
        roles=(
            Filler("supplier", "Norway", 12, 18, "NOR"),
            Filler("recipient", "Iceland", 58, 65, "ISL"),
            Filler("system", "Bayraktar TB2", 34, 47, "bayraktar-tb2"),
        ),
        quote=Quote(TEXT[12:65], 12, 65),
        quantity=Quantity(4, "four", 29, 33),
        time=ClaimTime("In May 2021", 0, 11, date(2021, 5, 1), date(2021, 5, 31)),
        confidence=0.9,
        reader="synthetic.1",
        why=("written by hand",),
    )
