"""Counts and sums of money in invented news sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.reading.amounts import find_counts, find_money

COUNTS = [
    ("It delivered six drones.", "six", 6, None, None),
    ("Six drones were seized.", "Six", 6, None, None),
    ("One drone fell.", "One", 1, None, None),
    ("It has 2,000 drones.", "2,000", 2000, None, None),
    ("It has 2000 troops.", "2000", 2000, None, None),
    ("It has 1.5 million shells.", "1.5 million", 1_500_000, None, None),
    ("It has one hundred and twenty launchers.", "one hundred and twenty", 120, None, None),
    ("It has twenty-five launchers.", "twenty-five", 25, None, None),
    ("It has two dozen launchers.", "two dozen", 24, None, None),
    ("It has a dozen launchers.", "a dozen", 12, None, None),
    ("It has half a dozen launchers.", "half a dozen", 6, None, None),
    ("It has a pair of launchers.", "a pair", 2, None, None),
    ("It has some 40 launchers.", "some 40", 40, None, None),
    ("It has about 120 launchers.", "about 120", 120, None, None),
    ("It exports to more than 40 countries.", "more than 40", 40, 40, None),
    ("It has at least 24 launchers.", "at least 24", 24, 24, None),
    ("It has 40 or more launchers.", "40 or more", 40, 40, None),
    ("It has 100+ launchers.", "100+", 100, 100, None),
    ("It has up to 100 launchers.", "up to 100", 100, None, 100),
    ("It has fewer than ten launchers.", "fewer than ten", 10, None, 10),
    ("It has between 10 and 20 launchers.", "between 10 and 20", None, 10, 20),
    ("It has 10–20 launchers.", "10–20", None, 10, 20),
    ("It has 20 to 30 launchers.", "20 to 30", None, 20, 30),
    ("It has two or three launchers.", "two or three", None, 2, 3),
    ("It has dozens of launchers.", "dozens", None, 24, None),
    ("It has scores of launchers.", "scores", None, 40, None),
    ("It has hundreds of launchers.", "hundreds", None, 200, None),
    ("It has several dozen launchers.", "several dozen", None, 36, None),
    ("It has tens of thousands of shells.", "tens of thousands", None, 20_000, None),
    ("It sent Examplia 600 drones.", "600", 600, None, None),
    ("In Examplia 12 drones fell.", "12", 12, None, None),
    ("On 5 March 12 drones fell.", "12", 12, None, None),
    ("It bought 12 Shahed 136 drones in 2020.", "12", 12, None, None),
    ("It paid $22m for six drones.", "six", 6, None, None),
    ("It fired 30 155 mm shells.", "30", 30, None, None),
    ("Its fleet is 12-strong.", "12", 12, None, None),
]


@pytest.mark.parametrize(("sentence", "words", "value", "low", "high"), COUNTS)
def test_counts(
    sentence: str, words: str, value: float | None, low: float | None, high: float | None
) -> None:
    found = [(one.text, one.value, one.low, one.high) for one in find_counts(sentence)]
    assert found == [(words, value, low, high)]


@pytest.mark.parametrize(
    ("sentence", "currency"),
    [
        ("Morocco paid 5 million dirhams for them.", "MAD"),
        ("The UAE paid 5 million dirhams for them.", "AED"),
        ("Morocco and the UAE shared 5 million dirhams.", "AED"),
        ("Qatar paid 5 million riyals for them.", "QAR"),
    ],
)
def test_the_country_named_settles_a_shared_name(sentence: str, currency: str) -> None:
    assert [one.currency for one in find_money(sentence)] == [currency]


@pytest.mark.parametrize(
    "sentence",
    [
        "It fell in 2020 and on 5 March 2021.",
        "It signed a 20-year pact after the 13-year embargo.",
        "It fires 155 mm shells over 1,500 km at 5.5 metres.",
        "It was the third, with 40 percent or 40% or two-thirds.",
        "It has S-400, Su-35, Mk 84 and F-16 Block 70 types.",
        "It has Shahed 136 drones.",
        "It obeys Resolution 2231, Decree 2020/1998, Article 51 and No. 5.",
        "It costs $22m, 5 million euros or millions of dollars.",
        "No one saw one of the drones, one by one.",
        "The colonel, 45, spoke [12].",
        "1. The first point",
        "",
    ],
)
def test_leaves_what_counts_nothing(sentence: str) -> None:
    assert [one.text for one in find_counts(sentence)] == []


MONEY = [
    ("$22m", 22e6, "USD"),
    ("$2.3m", 2.3e6, "USD"),
    ("$1.2 billion", 1.2e9, "USD"),
    ("$500,000", 500_000, "USD"),
    ("US$3bn", 3e9, "USD"),
    ("€150 million", 150e6, "EUR"),
    ("£40 mn", 40e6, "GBP"),
    ("A$5m", 5e6, "AUD"),
    ("₹500 crore", 5e9, "INR"),
    ("Rs 500 crore", 5e9, "INR"),
    ("CHF 20 million", 20e6, "CHF"),
    ("USD 22 million", 22e6, "USD"),
    ("22 million USD", 22e6, "USD"),
    ("22 million dollars", 22e6, "USD"),
    ("22-million-dollar", 22e6, "USD"),
    ("half a billion dollars", 5e8, "USD"),
    ("six billion US dollars", 6e9, "USD"),
    ("67 million euros", 67e6, "EUR"),
    ("1,5 million euros", 1.5e6, "EUR"),
    ("500 euros", 500, "EUR"),
    ("1.5bn lira", 1.5e9, "TRY"),
    ("5 billion rubles", 5e9, "RUB"),
    ("30 million yuan", 30e6, "CNY"),
    ("2 billion Saudi riyals", 2e9, "SAR"),
    ("3 million Pakistani rupees", 3e6, "PKR"),
    ("5 lakh crore rupees", 5e12, "INR"),
    ("5 million pounds", 5e6, "GBP"),
    ("400 billion tomans", 4e12, "IRR"),
    ("$10-12 million", 10e6, "USD"),
    ("$10 million to $12 million", 10e6, "USD"),
    ("two to three billion dollars", 2e9, "USD"),
]


@pytest.mark.parametrize(("words", "amount", "currency"), MONEY)
def test_money(words: str, amount: float, currency: str) -> None:
    found = find_money(f"The deal is worth {words} in all.")
    assert [(one.text, one.amount, one.currency) for one in found] == [(words, amount, currency)]


@pytest.mark.parametrize(
    "sentence",
    [
        "A 500-pound bomb of 500 pounds fell.",
        "It costs millions of dollars.",
        "It won 5 battles.",
        "Sold 12 m away.",
    ],
)
def test_leaves_what_is_no_sum(sentence: str) -> None:
    assert find_money(sentence) == []


def test_the_offset_moves_the_places_only() -> None:
    sentence = "Six drones for $22m."
    assert [(one.start, one.text) for one in find_counts(sentence, 50)] == [(50, "Six")]
    assert [(one.start, one.text) for one in find_money(sentence, 50)] == [(65, "$22m")]


PIECES = st.sampled_from(
    [
        "six", "two", "dozen", "12", "1,500", "2020", "more", "than", "between", "and", "to", "10", "20",
        "–", "-", "$", "€", "22", "m", "million", "bn", "dollars", "lakh", "crore", "of", "hundreds", "a",
        "half", "one", "drones", "mm", ".", ",", "(", ")", "%", "Shahed", "twenty", "five", "hundred",
        "up", "pounds", "Rs", "\n",
    ]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join)))
def test_any_text_gives_spans_in_order_that_hold_their_words(text: str) -> None:
    for found in (find_counts(text), find_money(text)):
        floor = 0
        for one in found:
            assert floor <= one.start < one.end
            assert text[one.start : one.end] == one.text
            floor = one.end


@pytest.mark.parametrize("noise", ["12 ", "twenty ", "$1 ", "1 million ", "1 to ", "more than ", " ", "1"])
def test_noise_gives_no_more_amounts_than_it_has_words(noise: str) -> None:
    text = noise * (50_000 // len(noise))
    words = len(text) // len(noise)
    assert len(find_counts(text, times=[])) <= words and len(find_money(text)) <= words
