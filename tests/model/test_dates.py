"""Partial dates and what holds on a day."""

from datetime import date

import pytest

from armsledger.model.dates import Interval, earliest, latest


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2007", date(2007, 1, 1), date(2007, 12, 31)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2007-03-24", date(2007, 3, 24), date(2007, 3, 24)),
    ],
)
def test_a_partial_date_spans_its_days(text: str, first: date, last: date) -> None:
    assert (earliest(text), latest(text)) == (first, last)


@pytest.mark.parametrize("text", ["", "07", "2007-13", "2007-02-30", "2007-3-4", "March 2007", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no date|year|month|day"):
        earliest(text)


@pytest.mark.parametrize(
    ("interval", "day", "holds"),
    [
        (Interval("2016", "2020"), date(2016, 1, 1), True),
        (Interval("2016", "2020"), date(2020, 12, 31), True),
        (Interval("2016", "2020"), date(2021, 1, 1), False),
        (Interval("2016-05", None), date(2016, 4, 30), False),
        (Interval("2016-05", None), date(2040, 1, 1), True),
        (Interval(None, "2016-05-03"), date(2016, 5, 3), True),
        (Interval(None, "2016-05-03"), date(2016, 5, 4), False),
        (Interval(), date(1800, 1, 1), True),
    ],
)
def test_both_ends_are_included(interval: Interval, day: date, holds: bool) -> None:
    assert interval.holds_on(day) is holds


@pytest.mark.parametrize(
    ("interval", "day", "sure"),
    [
        (Interval("2016", "2020"), date(2016, 7, 1), False),
        (Interval("2016", "2020"), date(2017, 1, 1), True),
        (Interval("2016", "2020"), date(2020, 7, 1), False),
        (Interval("2016-05-03", None), date(2016, 5, 3), True),
        (Interval("2016-05-03", "2016-05-04"), date(2016, 5, 4), True),
        (Interval("2016-05-03", "2016-05-04"), date(2016, 5, 5), False),
        (Interval(None, "2020"), date(2010, 1, 1), False),
    ],
)
def test_what_is_dated_to_the_year_is_not_sure_in_that_year(
    interval: Interval, day: date, sure: bool
) -> None:
    assert interval.surely_holds_on(day) is sure


def test_an_interval_says_what_is_known() -> None:
    assert str(Interval("2016", "2020")) == "2016 to 2020"
    assert str(Interval("2016", None)) == "from 2016"
    assert str(Interval(None, "2020")) == "until 2020"
    assert str(Interval("2016-05-03", "2016-05-03")) == "2016-05-03"
    assert str(Interval()) == ""
