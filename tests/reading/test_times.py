"""Times in invented news sentences, resolved against 20 July 2022, a Wednesday."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.test_grammar import SETTING, period, read

from armsledger.reading.proposals import is_spotted
from armsledger.reading.times import TimeExpression, find_times, log_headings

PUBLISHED = date(2022, 7, 20)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def only(text: str, **kwargs: object) -> TimeExpression:
    found = find_times(text, PUBLISHED, **kwargs)  # type: ignore[arg-type]
    assert len(found) == 1, [one.text for one in found]
    return found[0]


DAYS = """
In mid-May, the plant was opened.             | In mid-May         | 2022-05-11 | 2022-05-20
In early July, it shot down three drones.     | In early July      | 2022-07-01 | 2022-07-10
It was seen in late July over the coast.      | in late July       | 2022-07-21 | 2022-07-31
He visited Exampleville last month, in style. | last month         | 2022-06-01 | 2022-06-30
The project began in the 1980s.               | in the 1980s       | 1980-01-01 | 1989-12-31
The project began in the mid-nineties.        | in the mid-nineties | 1994-01-01 | 1996-12-31
It flew in the seventies and eighties.        | in the seventies and eighties | 1970-01-01 | 1989-12-31
Over the past decade, reports have emerged.   | Over the past decade | 2012-07-20 | 2022-07-20
The 2020 lifting of the ban changed that.     | 2020               | 2020-01-01 | 2020-12-31
It was part of the 2015 nuclear deal.         | 2015               | 2015-01-01 | 2015-12-31
after-effects of the landmark 2015 deal       | 2015               | 2015-01-01 | 2015-12-31
It confirmed the September 2019 strike.       | September 2019     | 2019-09-01 | 2019-09-30
It signed on 12 May.                          | on 12 May          | 2022-05-12 | 2022-05-12
It signed on 12 August.                       | on 12 August       | 2021-08-12 | 2021-08-12
It signed on May 12, 2021, and paid.          | on May 12, 2021    | 2021-05-12 | 2021-05-12
It signed on the 12th of May 2021.            | on the 12th of May 2021 | 2021-05-12 | 2021-05-12
The log says 2021-05-12 twice.                | 2021-05-12         | 2021-05-12 | 2021-05-12
The log says 12.05.2021 twice.                | 12.05.2021         | 2021-05-12 | 2021-05-12
The log says 13/05/2021 twice.                | 13/05/2021         | 2021-05-13 | 2021-05-13
It crashed on Tuesday, March 5, 2024.         | on Tuesday, March 5, 2024 | 2024-03-05 | 2024-03-05
It crashed on Jan. 5, 2021.                   | on Jan. 5, 2021    | 2021-01-05 | 2021-01-05
It crashed in Sept. 2019.                     | in Sept. 2019      | 2019-09-01 | 2019-09-30
It crashed on Monday.                         | on Monday          | 2022-07-18 | 2022-07-18
It crashed on Wednesday.                      | on Wednesday       | 2022-07-20 | 2022-07-20
It crashed last Wednesday.                    | last Wednesday     | 2022-07-13 | 2022-07-13
He arrives next Monday.                       | next Monday        | 2022-07-25 | 2022-07-25
It was shown at this year’s fair.             | this year          | 2022-01-01 | 2022-12-31
It was shown last week.                       | last week          | 2022-07-11 | 2022-07-17
It was shown yesterday.                       | yesterday          | 2022-07-19 | 2022-07-19
It was shown earlier this year.               | earlier this year  | 2022-01-01 | 2022-07-20
It was shown earlier this month.              | earlier this month | 2022-07-01 | 2022-07-20
It is to be shown later this year.            | later this year    | 2022-07-20 | 2022-12-31
In April, the chamber passed the bill.        | In April           | 2022-04-01 | 2022-04-30
In August, the chamber passed the bill.       | In August          | 2021-08-01 | 2021-08-31
The vote is set for next April.               | for next April     | 2023-04-01 | 2023-04-30
It was sold in May last year.                 | in May last year   | 2021-05-01 | 2021-05-31
It was sold late last year.                   | late last year     | 2021-09-01 | 2021-12-31
It was sold between 2017 and 2020.            | between 2017 and 2020 | 2017-01-01 | 2020-12-31
It was sold from 2019 to 2021.                | from 2019 to 2021  | 2019-01-01 | 2021-12-31
Its exports of 2019–2021 fell.                | 2019–2021          | 2019-01-01 | 2021-12-31
Its exports fell in 2015-16.                  | in 2015-16         | 2015-01-01 | 2016-12-31
It flew between March and June 2020.          | between March and June 2020 | 2020-03-01 | 2020-06-30
It flew from November to February 2021.       | from November to February 2021 | 2020-11-01 | 2021-02-28
It flew on 12-14 May 2021.                    | on 12-14 May 2021  | 2021-05-12 | 2021-05-14
It flew from 12 May to 3 June 2021.           | from 12 May to 3 June 2021 | 2021-05-12 | 2021-06-03
It flew in May and June 2020.                 | in May and June 2020 | 2020-05-01 | 2020-06-30
It flew in July–August 2014.                  | in July–August 2014 | 2014-07-01 | 2014-08-31
It flew 24 June–2 July 2022 only.             | 24 June–2 July 2022 | 2022-06-24 | 2022-07-02
It flew in the first week of May.             | in the first week of May | 2022-05-01 | 2022-05-07
It flew in the last week of May 2021.         | in the last week of May 2021 | 2021-05-25 | 2021-05-31
It reads so as of March 2023.                 | as of March 2023   | 2023-03-01 | 2023-03-31
It was bought two years ago.                  | two years ago      | 2020-01-01 | 2020-12-31
It was bought a few years ago.                | a few years ago    | 2017-07-20 | 2020-07-20
It was bought in the late 1990s.              | in the late 1990s  | 1997-01-01 | 1999-12-31
It was bought in the mid-2000s.               | in the mid-2000s   | 2004-01-01 | 2006-12-31
It was bought in the 1980's.                  | in the 1980's      | 1980-01-01 | 1989-12-31
It was bought in early 2019.                  | in early 2019      | 2019-01-01 | 2019-04-30
It was bought in mid-2021.                    | in mid-2021        | 2021-05-01 | 2021-08-31
It was bought in late 2019.                   | in late 2019       | 2019-09-01 | 2019-12-31
It was bought at the end of 2024.             | at the end of 2024 | 2024-11-01 | 2024-12-31
It paid in the first half of 2023.            | in the first half of 2023 | 2023-01-01 | 2023-06-30
It paid in the second quarter of 2024.        | in the second quarter of 2024 | 2024-04-01 | 2024-06-30
It paid in the first nine months of 2023.     | in the first nine months of 2023 | 2023-01-01 | 2023-09-30
It paid in Q3 2022.                           | in Q3 2022         | 2022-07-01 | 2022-09-30
It paid in H1 2023.                           | in H1 2023         | 2023-01-01 | 2023-06-30
It paid in spring 2022.                       | in spring 2022     | 2022-03-01 | 2022-05-31
It paid in the summer of 2019.                | in the summer of 2019 | 2019-06-01 | 2019-08-31
It paid in the winter of 2022-23.             | in the winter of 2022-23 | 2022-12-01 | 2023-02-28
It will pay next year.                        | next year          | 2023-01-01 | 2023-12-31
It must pay within two years.                 | within two years   | 2022-07-20 | 2024-07-20
It will pay over the next five years.         | over the next five years | 2022-07-20 | 2027-07-20
It paid in the last six months.               | in the last six months | 2022-01-20 | 2022-07-20
It pays in two years' time.                   | in two years' time | 2024-01-01 | 2024-12-31
The budget is that of fiscal 2023.            | fiscal 2023        | 2022-10-01 | 2023-09-30
The budget is that of FY2023-24.              | FY2023-24          | 2023-04-01 | 2024-03-31
The budget of the Iranian year 1401 fell.     | the Iranian year 1401 | 2022-03-21 | 2023-03-20
It was shown at IDEX 2023.                    | 2023               | 2023-01-01 | 2023-12-31
Author, Book of Drones (2021), page one.      | 2021               | 2021-01-01 | 2021-12-31
2020 saw a war.                               | 2020               | 2020-01-01 | 2020-12-31
"""

OPEN = """
since 2019 their ties have grown.             | since 2019         | 2019-01-01 |
since a couple of years ago, the army flies them. | since a couple of years ago | 2020-07-20 |
But before May 2022, it had sold none.        | before May 2022    |            | 2022-04-30
It will deliver by 2028.                      | by 2028            |            | 2028-12-31
It has flown since January.                   | since January      | 2022-01-01 |
It holds until 2023.                          | until 2023         |            | 2023-12-31
It fell after 2020.                           | after 2020         | 2021-01-01 |
It fell after 17 October 2020.                | after 17 October 2020 | 2020-10-18 |
It will pay by the end of the year.           | by the end of the year |        | 2022-12-31
It will pay by year-end.                      | by year-end        |            | 2022-12-31
It will pay in the coming months.             | in the coming months | 2022-07-20 |
It has paid from 2019 onwards.                | from 2019 onwards  | 2019-01-01 |
It has paid since the 2015 deal.              | since the 2015     | 2015-01-01 |
Down from pre-2015 levels.                    | pre-2015           |            | 2014-12-31
"""


def cases(table: str) -> list[tuple[str, str, date | None, date | None]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [(sentence, words, day(since), day(until)) for sentence, words, since, until in rows]


@pytest.mark.parametrize(("sentence", "words", "since", "until"), cases(DAYS) + cases(OPEN))
def test_resolves_against_the_publication_date(
    sentence: str, words: str, since: date | None, until: date | None
) -> None:
    found = only(sentence)
    assert (found.text, found.since, found.until, found.resolved) == (words, since, until, True)


@pytest.mark.parametrize(("sentence", "words", "since", "until"), cases(OPEN))
def test_an_open_end_shows_in_the_grain(
    sentence: str, words: str, since: date | None, until: date | None
) -> None:
    assert only(sentence).grain == "open"


@pytest.mark.parametrize(
    "sentence",
    [
        "It bought 2,000 drones, an RQ-170 and an F-16.",
        "The range is 1500 km.",
        "It obeys Resolution 2231 and Decree 2020/1998.",
        "It sent 2000 troops and the 2000 soldiers came back.",
        "It has over 2000 drones in 1999 pieces.",
        "Resolution 1929 (2010) forbids it.",
        "The Mirage 2000 jets and Vision 2030 were shown.",
        "See https://news.example/2021/05/12/story-2020 for more.",
        "In recent years, during the war, it grew.",
        "It had done so for years, years ago.",
        "Theresa May said May could march on, and that may fall.",
        "He reads the Sunday Times on Black Friday.",
        "It fell on 31 February 2021.",
        "",
    ],
)
def test_leaves_what_is_no_time(sentence: str) -> None:
    assert find_times(sentence, PUBLISHED) == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("They signed a 20-year pact.", "20-year"),
        ("The UN-imposed, 13-year arms embargo ended.", "13-year"),
        ("The 45-year-old pilot flew.", "45-year-old"),
        ("It lasted for 13 years.", "for 13 years"),
        ("It lasted for more than a decade.", "for more than a decade"),
        ("It is a decade-long war.", "a decade-long"),
        ("It must come within two years of signing.", "within two years"),
    ],
)
def test_a_length_is_no_date(sentence: str, words: str) -> None:
    found = only(sentence)
    assert (found.text, found.kind, found.since, found.until) == (words, "duration", None, None)


@pytest.mark.parametrize(
    ("sentence", "since", "until"),
    [
        ("The minister will visit on Monday.", "2022-07-25", "2022-07-25"),
        ("On Monday, the minister will visit.", "2022-07-25", "2022-07-25"),
        ("Deliveries are due in September.", "2022-09-01", "2022-09-30"),
        ("On Monday, the ministry said it will deliver.", "2022-07-18", "2022-07-18"),
        ("It will deliver them, the ministry said on Monday.", "2022-07-18", "2022-07-18"),
        ("That is due to the war in April.", "2022-04-01", "2022-04-30"),
        ("The ban is due to expire on 18 October.", "2022-10-18", "2022-10-18"),
        ("On 19 June they signed a pact under which each is to help.", "2022-06-19", "2022-06-19"),
    ],
)
def test_the_clause_decides_between_past_and_future(sentence: str, since: str, until: str) -> None:
    found = only(sentence)
    assert (found.since, found.until) == (day(since), day(until))


def test_the_caller_may_decide_between_past_and_future() -> None:
    assert only("on 5 March", future=True).since == date(2023, 3, 5)
    assert only("The minister will visit on Monday.", future=False).since == date(2022, 7, 18)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("the following January", "2021-01-01", "2021-01-31"),
        ("the following month", "2020-06-01", "2020-06-30"),
        ("the previous year", "2019-01-01", "2019-12-31"),
        ("that year", "2020-01-01", "2020-12-31"),
        ("a year later", "2021-01-01", "2021-12-31"),
        ("two days later", "2020-05-14", "2020-05-14"),
        ("the same day", "2020-05-12", "2020-05-12"),
        ("the year before", "2019-01-01", "2019-12-31"),
        ("the following two years", "2020-05-12", "2022-05-12"),
        ("since then", "2020-05-12", None),
        ("on 10 November of that year", "2020-11-10", "2020-11-10"),
        ("on 4 July of the same year", "2020-07-04", "2020-07-04"),
        ("in March of the following year", "2021-03-01", "2021-03-31"),
        ("in the second half of that year", "2020-07-01", "2020-12-31"),
        ("that December", "2020-12-01", "2020-12-31"),
        ("that autumn", "2020-09-01", "2020-11-30"),
        ("in the autumn of that year", "2020-09-01", "2020-11-30"),
        ("the following spring", "2021-03-01", "2021-05-31"),
    ],
)
def test_anaphoric_times_lean_on_the_anchor(words: str, since: str, until: str | None) -> None:
    sentence = f"It paid {words}."
    found = only(sentence, anchor=date(2020, 5, 12))
    assert (found.text, found.kind, found.resolved) == (words, "anaphoric", True)
    assert (found.since, found.until) == (day(since), day(until))
    (bare,) = find_times(sentence, None)
    assert (bare.resolved, bare.since, bare.until) == (False, None, None)


def test_an_earlier_time_of_the_text_is_the_anchor() -> None:
    found = find_times("In May 2020 it signed. The following month it paid; a year later it fled.", None)
    assert [one.since for one in found] == [date(2020, 5, 1), date(2020, 6, 1), date(2021, 1, 1)]


def test_within_a_time_counts_from_the_anchor_where_a_tale_goes_on() -> None:
    told = only("Within a week the army had paid.", anchor=date(2020, 5, 12))
    assert (told.since, told.until, told.kind) == (date(2020, 5, 12), date(2020, 5, 19), "anaphoric")
    for ahead in ("Within a week the army could pay.", "The army must pay within a week."):
        assert only(ahead, anchor=date(2020, 5, 12)).since == PUBLISHED


def test_the_opening_day_is_that_of_the_fair_told_of() -> None:
    fair = "The fair lasted from 11 to 14 June. On Monday it rained. On the {} day it signed."
    assert find_times(fair.format("opening"), PUBLISHED)[-1].since == date(2022, 6, 11)
    assert find_times(fair.format("closing"), PUBLISHED)[-1].since == date(2022, 6, 14)
    assert find_times("On the opening day it signed.", PUBLISHED) == []


def test_then_is_a_time_where_something_was() -> None:
    found = find_times("The way was paved in May 2020. The king was then received. It then left.", None)
    assert [(one.text, one.since) for one in found[1:]] == [("then", date(2020, 5, 1))]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("In May 2019 it signed. On 3 October it paid.", "2019-10-03"),
        ("In May 2019 it signed. In October it paid, and in February it fled.", "2020-02-01"),
        ("In May 2019 it signed.\n\nOn 3 October it paid.", "2021-10-03"),
        ("In May 2019 it signed. Last year it failed. On 3 October it paid.", "2021-10-03"),
        ("In May 2019 it signed. On 3 July it paid.", "2022-07-03"),
        ("In May 2019 it signed. On 3 October it will pay.", "2022-10-03"),
        ("It has paid since May 2019. On 3 October it failed.", "2021-10-03"),
    ],
)
def test_a_tale_of_an_earlier_year_goes_on_in_it(text: str, since: str) -> None:
    assert find_times(text, PUBLISHED)[-1].since == day(since)


def test_the_lines_of_a_calendar_follow_each_other() -> None:
    calendar = "• 3 June: A visits B.\n• 6 June: C is to fly to D.\n• 9 June: E will visit F."
    assert [one.since for one in find_times(calendar, PUBLISHED)] == [
        date(2022, 6, 3), date(2022, 6, 6), date(2022, 6, 9)
    ]  # fmt: skip


def test_a_year_may_open_the_line_of_a_timeline() -> None:
    assert [one.text for one in find_times("2019 – A signs.\n2020: B pays.", None)] == ["2019", "2020"]


def test_a_paper_is_from_the_day_it_bears() -> None:
    assert only("By the contract from 3 February 2021 it bought six.").until == date(2021, 2, 3)
    assert only("It flew from 3 February 2021.").until is None


def test_the_day_in_the_heading_of_a_log_is_found() -> None:
    def headings(text: str) -> list[str]:
        return [one.text for one in log_headings(text, find_times(text, PUBLISHED))]

    assert headings("Daily report, 3 September 2021\nA fell.\n\nDay 4, 4 September 2021\nB fell.") == [
        "3 September 2021", "4 September 2021"
    ]  # fmt: skip
    assert headings("Event 7 | Northport | 7 January 2022 | Precision: 1\nA fell.") == ["7 January 2022"]
    assert headings("A log of the day of 7 January 2022 was found.\nA fell.") == []
    assert headings("Northport, 7 January 2022\nA fell.") == []


def test_when_something_was_said_is_no_anchor() -> None:
    found = find_times("In May 2020 it signed, he said on Monday. The following month it paid.", PUBLISHED)
    assert found[-1].since == date(2020, 6, 1)


def test_an_anchor_may_be_an_interval() -> None:
    found = only("It paid a year later.", anchor=(date(2020, 1, 1), date(2020, 12, 31)))
    assert (found.since, found.until) == (date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    "words", ["last month", "in May", "on Monday", "two years ago", "by year-end", "in the last six months"]
)
def test_without_a_publication_date_relative_times_stay_open(words: str) -> None:
    (found,) = find_times(f"It paid {words}.", None)
    assert (found.text, found.resolved, found.since, found.until) == (words, False, None, None)


def test_without_a_publication_date_absolute_times_resolve() -> None:
    (found,) = find_times("It paid in May 2021.", None)
    assert (found.since, found.until, found.resolved) == (date(2021, 5, 1), date(2021, 5, 31), True)


def test_a_date_in_figures_that_reads_both_ways_stays_unresolved() -> None:
    found = only("It paid on 05/03/2021.")
    assert (found.kind, found.resolved, found.since) == ("absolute", False, None)


@pytest.mark.parametrize(
    "line",
    [
        "EXAMPLEVILLE, March 5 (Example) — The drones flew.",
        "EXAMPLEVILLE, Exampleland, March 5, 2021 – The drones flew.",
        "Exampleville, 5 March 2024 - The drones flew.",
        "Published: 12 May 2021",
        "Updated May 12, 2021 10:30 GMT",
        "20 July 2022",
    ],
)
def test_the_date_of_writing_is_a_dateline(line: str) -> None:
    assert find_times(f"Drones fly\n{line}\nThe end.", PUBLISHED)[0].kind == "dateline"


def test_lists_of_years_are_years() -> None:
    found = find_times("It bought them in 2019, 2020 and 2021.", None)
    assert [one.text for one in found] == ["in 2019", "2020", "2021"]


def test_letters_that_only_look_english_do_no_harm() -> None:
    (found,) = find_times("It paid la\u017ft wee\u212a.", PUBLISHED)
    assert (found.text, found.since) == ("la\u017ft wee\u212a", date(2022, 7, 11))


def test_the_offset_moves_the_places_only() -> None:
    sentence = "It fell in 2020."
    (plain,), (moved,) = find_times(sentence, None), find_times(sentence, None, offset=100)
    assert (moved.start, moved.end, moved.text) == (plain.start + 100, plain.end + 100, plain.text)


WORDS = st.sampled_from(
    [
        "in", "since", "by", "the", "2020", "1999", "31", "12", "May", "March", "June", "20th", ",", "–",
        "-", "’s", "to", "and", "between", "from", "next", "last", "this", "year", "years", "month",
        "two", "a", "ago", "later", "following", "Monday", "mid-", "early", "end", "of", "Q3", "1980s",
        "2021-05-12", "0001", "9999", "couple", "decade", "within", "until", "now", "will", "then", ".",
        "(", ")", "\n",
    ]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join)),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
def test_any_text_gives_spans_in_order_that_hold_their_words(
    text: str, published: date | None, anchor: date | None
) -> None:
    floor = 0
    for one in find_times(text, published, anchor):
        assert one.start >= floor and one.start < one.end
        assert text[one.start : one.end] == one.text
        assert one.resolved or one.since is one.until is None
        assert not (one.since and one.until) or one.since <= one.until
        floor = one.end


@pytest.mark.parametrize(
    "noise", ["2020 ", "May ", "a ", "12 May ", "twenty ", "2020–", "1", " ", "the past "]
)
def test_noise_gives_no_more_expressions_than_it_has_words(noise: str) -> None:
    text = noise * (100_000 // len(noise))
    assert len(find_times(text, PUBLISHED)) <= len(text) // len(noise)


# A sentence stands at the margin; below it, indented, the kind and the time of each claim read in it.
BELONGING = """
A contract for 42 Harop drones, the first of which are due to arrive next year, binds Norland to Sudmark.
    transfer -
In January 2021 the Norland Herald reported that Sudmark had supplied Norland with Harop drones.
    transfer -
Sudmark said on 8 May that Norland had shot down 25 Harop drones.
    loss -
In early July, Norland claimed it had shot down three Harop drones.
    loss 2022-07-01..2022-07-10
On 3 May 2020, aid workers said, Norland used Harop drones against Sudmark.
    use 2020-05-03
According to a report of 2019, Norland bought Harop drones.
    transfer -
Resolution 1929, adopted in June 2010, prohibited the sale of tanks to Iran.
    restriction 2010-06
Harop drones bought in 2014 struck Sudmark.
    transfer 2014
    use -
Norland imposed an embargo on Sudmark in 2019 and uses Harop drones.
    restriction 2019
    use -
In 2019 Norland bought Harop drones and lost a Bayraktar TB2.
    transfer 2019
    loss 2019
Norland has six Harop drones, two more than in May.
    holding -
When the president of Sudmark visited Norland in May, the two governments signed a defence agreement.
    meeting 2022-05
    agreement 2022-05
At the fair, which lasted from 11 to 14 June, Norland displayed Harop drones.
    display 2022-06-11..2022-06-14
On Monday Norland imposed sanctions on Sudmark over the delivery of Harop drones to Westmark.
    restriction 2022-07-18
    transfer -
In October 2021 Norland expressed interest in buying Harop drones.
    transfer 2021-10
A visit of the Norland defence minister to Sudmark is planned for September.
    meeting 2022-09
The contract that Norland signed with Sudmark on 12 May 2021 is large. Two ministers signed a defence pact.
    agreement 2021-05-12
On 3 May 2020 Norland used Harop drones against Sudmark. Sudmark later shot down a Bayraktar TB2 drone.
    use 2020-05-03
    loss -
On 3 May 2020 Norland used Harop drones. A report said in 2021 that it grew. Sudmark bought Bayraktar TB2s.
    use 2020-05-03
    transfer -
The fair, which closed on 3 May 2020, was full. Norland showed the Harop drone.
    display -
"""


@pytest.mark.parametrize("case", re.split(r"\n(?=\S)", BELONGING.strip()))
def test_a_time_belongs_to_the_deed_it_is_told_of(case: str) -> None:
    sentence, *wanted = (line.strip() for line in case.splitlines())
    claims = [c for c in read(SETTING + sentence).claims if c.kind != "assessment" and not is_spotted(c)]
    assert [f"{c.kind} {period(c.time) if c.time else '-'}" for c in claims] == wanted
