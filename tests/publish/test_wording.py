"""Claims in a few words."""

from dataclasses import replace
from datetime import date

import pytest

from armsledger.model import KINDS, ClaimSource, ClaimTime, Filler, Quantity, Value
from armsledger.publish.wording import (
    _PATTERNS,
    attribution,
    called,
    figure,
    interval,
    period,
    reason,
    statement,
    status,
)  # fmt: skip


def test_every_kind_can_be_put_into_words() -> None:
    assert set(_PATTERNS) == set(KINDS)


def test_a_transfer_says_who_what_and_to_whom(claim) -> None:
    assert statement(claim) == "Norway → Iceland: 4 × Bayraktar TB2"


def test_what_the_text_leaves_out_is_marked_not_invented(claim) -> None:
    assert statement(replace(claim, roles=claim.roles[:1], quantity=None)) == "Norway → ?"


def test_an_adjective_stands_as_its_state(claim) -> None:
    adjective = replace(claim, roles=(Filler("supplier", "Norwegian", 12, 21, "NOR"), *claim.roles[1:]))
    assert statement(adjective).startswith("Norway → ")


@pytest.mark.parametrize(
    ("words", "entity", "shown"),
    [
        ("them", "bayraktar-tb2", "Bayraktar TB2"),
        ("The company", "baykar", "Baykar"),
        ("six", "bayraktar-tb2", "Bayraktar TB2"),
        ("Ankara", "TUR", "Ankara"),
        ("armed drones", "uav", "armed drones"),
        ("them", None, "them"),
        ("The four states", None, "The four states"),
    ],
)
def test_words_that_only_stand_for_something_give_way_to_its_name(
    words: str, entity: str | None, shown: str
) -> None:
    assert called(Filler("system", words, 0, len(words), entity)) == shown


def test_a_denial_is_never_mistaken_for_a_claim(claim) -> None:
    assert statement(replace(claim, polarity="denied")).startswith("denied: ")


def test_several_fillers_stand_side_by_side(claim) -> None:
    user, places = (
        Filler("user", "Norway", 0, 6),
        [Filler("target", name, 0, 1) for name in ("Oslo", "Bergen")],
    )
    use = replace(claim, kind="use", status="held", roles=(user, *places), quantity=None)
    assert statement(use) == "Norway uses ? against Oslo, Bergen"


@pytest.mark.parametrize(
    ("told", "realis", "words"),
    [
        ("delivered", "actual", "delivered"),
        ("ordered", "planned", "ordered (planned)"),
        ("planned", "planned", "planned"),
        (None, "conditional", "conditional"),
        (None, "actual", ""),
    ],
)
def test_status_says_whether_it_is_still_to_come(claim, told, realis, words) -> None:
    assert status(replace(claim, status=told, realis=realis)) == words


def test_sources_run_from_the_outermost_to_the_innermost(claim) -> None:
    chain = (ClaimSource("named", "the Courier", 0, 11), ClaimSource("anonymous", "officials", 12, 21))
    assert attribution(replace(claim, sources=chain)) == "the Courier: officials"
    assert attribution(claim) == "the document"
    assert attribution(replace(claim, sources=(ClaimSource("unspecified"),))) == "unspecified source"


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(6, "six", 0, 3), "6"),
        (Quantity(1200, "1,200", 0, 5), "1,200"),
        (Quantity(40, "more than 40", 0, 12, low=40), "40+"),
        (Quantity(None, "up to 12", 0, 8, high=12), "up to 12"),
        (Quantity(None, "10 to 15", 0, 8, low=10, high=15), "10 to 15"),
        (Quantity(None, "dozens of", 0, 9), "dozens of"),
    ],
)
def test_figures(quantity, words) -> None:
    assert figure(quantity) == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2020-01-01", "2020-12-31", "2020"),
        ("1980-01-01", "1989-12-31", "1980 … 1989"),
        ("2022-05-01", "2022-05-31", "2022-05"),
        ("2020-02-01", "2020-02-29", "2020-02"),
        ("2022-05-01", "2022-12-31", "2022-05 … 2022-12"),
        ("2020-01-01", "2020-01-31", "2020-01"),
        ("2022-05-11", "2022-05-20", "2022-05-11 … 2022-05-20"),
        ("2022-05-11", "2022-05-11", "2022-05-11"),
        ("2019-01-01", None, "2019 …"),
        (None, "2028-12-31", "… 2028"),
        (None, "9999-12-31", "… 9999"),
        (None, None, ""),
    ],
)
def test_intervals_are_as_brief_as_can_be_and_no_briefer(since, until, words) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    assert interval(first, last) == words


def test_a_time_that_is_not_resolved_stays_in_its_words() -> None:
    assert period(ClaimTime("last month", 0, 10, None, None)) == "“last month”"
    assert period(None) == ""


def test_a_price_is_part_of_what_is_said(claim) -> None:
    priced = replace(claim, value=Value(22_000_000, "USD", "$22 million", 0, 11))
    assert statement(priced).endswith("4 × Bayraktar TB2, $22 million")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("frame 'supply' by the verb 'sold'", "the verb 'sold' tells it (one of those for 'supply')"),
        ("spotted: 'passed' tells a transfer, though no frame has it so",
         "'passed' tells a transfer, as the trained model finds"),
        ("the spotter: 0.93", "the trained model finds it likely, from 0 to 1: 0.93"),
        ("supplier: 'Turkey' (the spotter, 0.80)", "supplier: 'Turkey' (the trained model, 0.80)"),
        ("said by 'Haaretz' (report)", "said by 'Haaretz' (report)"),
    ],
)  # fmt: skip
def test_reasons_are_told_in_plain_words(why: str, words: str) -> None:
    assert reason(why) == words
