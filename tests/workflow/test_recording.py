"""The letter that an origin earns in a ledger by what others say of the same cases."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from armsledger.ledger import Ledger
from armsledger.workflow import casing, recording

from .test_cases import AT, CATALOG, bodies, keep


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.in_memory(at=AT) as opened:
        yield opened


@pytest.mark.parametrize(
    ("agreed", "differed", "expected"),
    [(9, 0, None), (10, 0, "B"), (9, 1, "B"), (8, 2, "C"), (7, 3, "C"), (6, 4, "D"), (5, 5, "D"), (4, 6, "E"),
     (0, 10, "E"), (0, 0, None)],
)  # fmt: skip
def test_letters_go_by_shares(agreed: int, differed: int, expected: str | None) -> None:
    assert recording.letter(agreed, differed) == expected


def tell(ledger: Ledger, papers: tuple[str, ...], count: int) -> None:
    """Each of the papers tells of as many deals as wanted, years apart."""
    for number in range(count):
        day = date(1990, 1, 1) + timedelta(days=1500 * number)
        for place, paper in enumerate(papers):
            keep(
                ledger, "TUR", "NER", "bayraktar-tb2", paper=paper, status="ordered",
                on=str(day + timedelta(days=place)), time=str(day), lead=f"{paper} {number} writes: ",
            )  # fmt: skip


def test_an_origin_that_others_bear_out_earns_its_letter(ledger: Ledger) -> None:
    tell(ledger, ("Heron", "Gazelle"), 9)
    assert {body["grade"][0] for body in bodies(ledger)} == {"F"}  # nobody knows these papers
    tell(ledger, ("Heron", "Gazelle"), 10)
    graded = bodies(ledger)
    assert len(graded) == 10
    assert {body["grade"] for body in graded} == {"B2"}
    assert graded[0]["grade_why"][0].endswith("by its record in this ledger")
    assert str(casing.case(ledger, CATALOG, graded[0]["case"]).grade) == "B2"


def test_who_is_never_checked_earns_none(ledger: Ledger) -> None:
    tell(ledger, ("Heron",), 12)
    assert {body["grade"][0] for body in bodies(ledger)} == {"F"}
