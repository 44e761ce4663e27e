"""When a claim's deed was, against a publication date of 20 July 2022."""

from datetime import date

import pytest
from tests.reading.test_grammar import cases, read, told

OWN = """
Norland bought Harop drones last month.
    transfer delivered; recipient Norland; system harop; 2022-06
Norland bought Harop drones in May.
    transfer delivered; recipient Norland; system harop; 2022-05
Norland has bought Harop drones since 2019.
    transfer delivered; recipient Norland; system harop; 2019-01-01..
Norland will receive Harop drones by 2028.
    transfer delivered; recipient Norland; system harop; ..2028-12-31; predicted
Norland bought Harop drones in 2019 and lost two Harop drones in 2020.
    transfer delivered; recipient Norland; system harop; 2019
    loss; operator Norland; system harop; 2020
Norland, which bought Harop drones in 2019, lost a Bayraktar TB2 in 2020.
    transfer delivered; recipient Norland; system harop; 2019
    loss; operator Norland; system bayraktar-tb2; 2020
The navy has known the type since November 2020, when Norland leased two Harop drones from Israel.
    transfer delivered; supplier ISR; recipient Norland; system harop; 2020-11
Nothing changes before 2029, when Norland is to receive Harop drones.
    transfer ordered; recipient Norland; system harop; 2029; planned
Norland received Harop drones under a 2016 contract.
    transfer delivered; recipient Norland; system harop
In 2019 Norland received Harop drones under a 2016 contract.
    transfer delivered; recipient Norland; system harop; 2019
Norland ordered Harop drones in May 2020. The following month it lost a Bayraktar TB2.
    transfer ordered; recipient Norland; system harop; 2020-05; planned
    loss; operator Norland; system bayraktar-tb2; 2020-06
"""

SAID = """
On Monday Norland said that it had bought Harop drones.
    transfer delivered; recipient Norland; system harop; by named Norland
Norland had bought Harop drones, the Norland Herald reported on 12 May.
    transfer delivered; recipient Norland; system harop; by named Norland Herald
The Norland Herald reported in 2021 that Norland had bought Harop drones in 2019.
    transfer delivered; recipient Norland; system harop; 2019; by named Norland Herald
On Monday Norland announced the purchase of Harop drones.
    transfer delivered; recipient Norland; system harop; by named Norland
On Monday Norland denied buying Harop drones.
    transfer; recipient Norland; system harop; denied; by named Norland
Norland accused Sudmark on Monday of buying Harop drones.
    transfer delivered; recipient Sudmark; system harop; by named Norland
Norland said on Monday that Sudmark had shot down a Bayraktar TB2 drone.
    loss; system bayraktar-tb2; by Sudmark; by named Norland
NORTHPORT, March 5 (Norland Herald) — Norland has bought Harop drones.
    transfer delivered; recipient Norland; system harop
"""

TALES = """
On 3 May 2020 Norland used Harop drones against Sudmark. Sudmark shot down a Bayraktar TB2 drone.
    use held; user Norland; system harop; target Sudmark; 2020-05-03
    loss; system bayraktar-tb2; by Sudmark; 2020-05-03
On 3 May 2020 Norland used Harop drones against Sudmark. Poland operates Bayraktar TB2 drones.
    use held; user Norland; system harop; target Sudmark; 2020-05-03
    holding; holder POL; system bayraktar-tb2
In 2020 Norland used Harop drones against Sudmark. Sudmark shot down a Bayraktar TB2 drone.
    use held; user Norland; system harop; target Sudmark; 2020
    loss; system bayraktar-tb2; by Sudmark
"""

TIMELINES = """
10 February 2018: Norland shot down a Mohajer-6 drone. ¶ 3 March 2019: Sudmark bought Harop drones.
    loss; system mohajer-6; by Norland; 2018-02-10
    transfer delivered; recipient Sudmark; system harop; 2019-03-03
10 February 2018: Norland shot down a Mohajer-6 drone. Sudmark received Harop drones.
    loss; system mohajer-6; by Norland; 2018-02-10
    transfer delivered; recipient Sudmark; system harop; 2018-02-10
"""


@pytest.mark.parametrize(("text", "claims"), cases(OWN))
def test_a_deed_has_the_time_of_its_own_clause(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(SAID))
def test_when_it_was_said_dates_nothing(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(TALES))
def test_a_tale_goes_on_at_the_day_told_before(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(("text", "claims"), cases(TIMELINES))
def test_the_date_that_opens_a_line_holds_for_its_paragraph(text: str, claims: list[str]) -> None:
    assert told(text) == claims


RELATIVE = "Last month Turkey delivered drones to Ukraine. In May Poland ordered Harop drones."


def test_without_a_publication_date_relative_times_stay_unresolved_and_one_problem_says_so() -> None:
    reading = read(RELATIVE, published=None)
    times = [claim.time for claim in reading.claims if claim.time is not None]
    assert [(time.text, time.since, time.until) for time in times] == [
        ("Last month", None, None),
        ("In May", None, None),
    ]
    assert reading.published is None
    (problem,) = reading.problems
    assert "no publication date is known" in problem.what and "--published" in problem.what


def test_with_a_publication_date_there_is_nothing_to_complain_of() -> None:
    reading = read(RELATIVE, published=date(2022, 7, 20))
    times = [claim.time for claim in reading.claims if claim.time is not None]
    assert [time.since for time in times] == [date(2022, 6, 1), date(2022, 5, 1)]
    assert reading.problems == ()
    assert reading.published == date(2022, 7, 20)


def test_absolute_times_need_no_publication_date() -> None:
    reading = read("In 2019 Turkey delivered drones to Ukraine.", published=None)
    assert [claim.time and claim.time.since for claim in reading.claims] == [date(2019, 1, 1)]
    assert reading.problems == ()


CHRONOLOGY = (
    "2014 ¶ Norland orders Harop drones from Israel. ¶ 2016. Israel delivers Harop drones to Norland in May."
    " ¶ 2018: Norland loses two Harop drones."
)


def test_the_years_of_a_chronology_date_what_is_told_under_them() -> None:
    said = told(CHRONOLOGY)
    assert said == [
        "transfer ordered; supplier ISR; recipient Norland; system harop; 2014",
        "transfer delivered; supplier ISR; recipient Norland; system harop; 2016-05",
        "loss; operator Norland; system harop; 2018",
    ]


def test_a_single_year_on_a_line_is_no_chronology() -> None:
    assert told("2014 ¶ Israel sells Harop drones to Norland.") == [
        "transfer delivered; supplier ISR; recipient Norland; system harop"
    ]
