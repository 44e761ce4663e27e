"""Paragraphs, sentences and words: what is cut, what is kept whole, and that no text breaks the splitter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armsledger.reading.segmentation import MAX_WORDS, split


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


def words(text: str) -> list[str]:
    return [text[w.start : w.end] for s in split(text) for w in s.words]


@pytest.mark.parametrize(
    "text",
    [
        "Maj. Gen. Ada Wren met Lt. Col. Otto Finch on Jan. 5 at the base.",
        "The U.S. Army and the U.K. Navy bought No. 4 Co. Inc. last year.",
        "Sen. Ruth Vale and Mr. Seth J. Oakley visited St. Alba with Dr. Lind, Ph.D. holders both.",
        "The deal, worth $3.5 billion, covers such items as radars, e.g. the Lark, spares, etc. for both.",
        "They left at 5 p.m. Monday, i.e. before dark.",
        "See www.example.org/a.b or write to ada.wren@example.org. today or tomorrow",
        'He asked "Why now?" and left.',
        "Shares rose 3.5 percent to 12.25 in Sept. 2021.",
    ],
)
def test_stops_that_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The plane flew. It landed.", 2),
        ("Was it sold? Yes! It was.", 3),
        ("“We sold it.” The buyer paid.", 2),
        ('"We sold it." The buyer paid.', 2),
        ("“We sold it. They paid,” he said. Nobody asked.", 3),
        ("It was built in the U.S. The buyer is unknown.", 2),
        ("It closed at 6 p.m. The next day it opened.", 2),
        ("They built 40 in 2019. 24 drones were sold.", 2),
        ("The talks went on… In May they ended.", 2),
        ("The talks went on... and on.", 1),
        ("It ended there.[12] The next began.", 2),
        ("It ended there.The next began.", 2),
        ("(It was sold.) The next was not.", 2),
        ("Первое предложение. Второе предложение.", 2),
        ("这是第一句。这是第二句。", 2),
    ],
)
def test_stops_that_do(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_closing_marks_stay_with_their_sentence() -> None:
    assert sentences("“We sold it.” The buyer paid.") == ["“We sold it.”", "The buyer paid."]


def test_a_heading_is_a_sentence_and_a_paragraph_of_its_own() -> None:
    text = (
        "Drone Sales\nThe first paragraph is a long line that ends here. It has two sentences.\nThe second."
    )
    found = split(text)
    assert [s.paragraph for s in found] == [0, 1, 1, 2]
    assert text[found[0].start : found[0].end] == "Drone Sales"


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The ministry said on Monday that the new contract would be signed before the\n"
        "end of the year, and that the first deliveries would follow within eighteen\n"
        "months. Officials gave no price.\n"
        "A second paragraph starts here without a blank line between the two of them\n"
        "and goes on.\n"
        "\n"
        "NORTHERN ORDER\n"
        "The navy ordered two corvettes.\n"
    )
    found = split(text)
    assert [s.paragraph for s in found] == [0, 0, 1, 2, 3]
    assert text[found[0].start : found[0].end].endswith("eighteen\nmonths.")


def test_windows_line_ends_are_wrapped_lines_too() -> None:
    text = "The ministry said on Monday that the contract would be\r\nsigned before the end of the year.\r\n"
    assert len(split(text)) == 1


def test_lists_and_key_values_keep_their_lines() -> None:
    text = "Country: Norland\nSystem: Lark-2\nQuantity: 12\n- first item\n- second item\n1. one\n2. two"
    assert sentences(text) == text.split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland’s", ["Norland", "’s"]),
        ("Norland's", ["Norland", "'s"]),
        ("they don't", ["they", "do", "n't"]),
        ("they don’t", ["they", "do", "n’t"]),
        ("we can't", ["we", "ca", "n't"]),
        ("we cannot", ["we", "can", "not"]),
        ("I'll they’ve", ["I", "'ll", "they", "’ve"]),
        ("the pilots’ view", ["the", "pilots", "’", "view"]),
        ("Norland-backed", ["Norland", "-", "backed"]),
        ("drone-making", ["drone", "-", "making"]),
        ("a 12-year-old", ["a", "12", "-", "year", "-", "old"]),
        ("anti-tank co-producing", ["anti-tank", "co-producing"]),
        ("non-nuclear re-export", ["non-nuclear", "re-export"]),
        ("UN-imposed", ["UN", "-", "imposed"]),
        ("F-16-style", ["F-16", "-", "style"]),
        ("U.S.-made", ["U.S.", "-", "made"]),
        ("$22m", ["$", "22m"]),
        ("US$3bn", ["US$", "3bn"]),
        ("€3.5bn", ["€", "3.5bn"]),
        ("1,250 km", ["1,250", "km"]),
        ("40km", ["40km"]),
        ("5%", ["5", "%"]),
        ("and/or", ["and", "/", "or"]),
        ("sky—and", ["sky", "—", "and"]),
        ("2020–2022", ["2020", "–", "2022"]),
        ("(see [1])", ["(", "see", "[", "1", "]", ")"]),
        ("“Hi,” she", ["“", "Hi", ",", "”", "she"]),
        ("Wait... what", ["Wait", "...", "what"]),
        ("in the U.S.", ["in", "the", "U.S."]),
        ("at vitamin C.", ["at", "vitamin", "C", "."]),
        ("R&D", ["R&D"]),
        ("ada@example.org, www.example.org/x", ["ada@example.org", ",", "www.example.org/x"]),
        ("O’Hara", ["O’Hara"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


DESIGNATIONS = (
    "TB-2 F-16 F-16s MQ-9B Shahed-136 RQ-170 2A4s S-400 Su-35 T-90M An-2 Mi-17V-5 SS-N-22 AN/TPQ-53 "
    "F/A-18E/F S-300PMU-2 9M133-1 TB2"
)


@pytest.mark.parametrize("name", DESIGNATIONS.split())
def test_designations_are_whole(name: str) -> None:
    assert words(f"They sold the {name}, he said.") == ["They", "sold", "the", name, ",", "he", "said", "."]
    assert words(f"{name}’s price") == [name, "’s", "price"]


def test_a_very_long_sentence_is_cut() -> None:
    found = split("the item, a spare part, " * 300)
    assert sum(len(s.words) for s in found) == 300 * 7
    assert all(len(s.words) <= MAX_WORDS for s in found)


def test_nothing_gives_nothing() -> None:
    assert split("") == [] and split(" \n\t\u200b\ufeff\n") == []


NOISE = ("a-", "(", ".", "www.", "'s", "\n", "1-2-", "a@", "A-1", "—", "“a.” ", "é", "\x00 ", "a\nb ", "a\n")


@pytest.mark.parametrize("noise", NOISE)
def test_noise_takes_linear_time(noise: str) -> None:
    text = noise * (200_000 // len(noise))
    start = time.perf_counter()
    split(text)
    assert time.perf_counter() - start < 5  # some tenths of a second; quadratic work would take minutes


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=300) | st.text(alphabet="ab A.'’-!?\n1,“”()/$%", max_size=300))
def test_every_character_but_space_is_in_exactly_one_word(text: str) -> None:
    covered: list[int] = []
    last = 0
    for sentence in split(text):
        assert sentence.words and sentence.start == sentence.words[0].start
        assert sentence.end == sentence.words[-1].end
        for word in sentence.words:
            assert last <= word.start < word.end <= sentence.end
            last = word.end
            covered.extend(range(word.start, word.end))
    rest = set(range(len(text))) - set(covered)
    assert len(covered) == len(set(covered))
    assert all(text[i].isspace() or text[i] in "\u200b\u2060\ufeff" for i in rest)


@given(st.lists(st.sampled_from(["It flew.", "Who paid?", "“Yes.”", "Heading"]), min_size=1, max_size=8))
def test_paragraphs_count_up_from_nought(lines: list[str]) -> None:
    found = split("\n\n".join(lines))
    assert [s.paragraph for s in found] == list(range(len(lines)))
