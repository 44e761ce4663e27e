"""What stands before a sentence: datelines and the labels of speakers."""

import pytest

from armsledger.reading.datelines import labels, lead_end
from armsledger.reading.segmentation import split


def lead(text: str) -> str:
    return text[: lead_end(text, 0, len(text))]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("NORTHPORT, March 5 (Norland Herald) — ", "The drones flew."),
        ("NORTHPORT, Norland, March 5, 2021 – ", "The drones flew."),
        ("NORTHPORT -- ", "The drones flew."),
        ("Anna Berg: ", "The drones flew."),
        ("Colonel Anna Berg (Norland Army): ", "The drones flew."),
    ],
)
def test_a_dateline_or_a_label_is_no_part_of_the_sentence(before: str, sentence: str) -> None:
    assert lead(before + sentence) == before


@pytest.mark.parametrize(
    "sentence",
    [
        "The drones flew.",
        "Norland — and Sudmark — bought drones.",
        "Read more: The drones flew.",
        "Photo caption: The drones flew.",
        "There are two kinds: Harops and others.",
        "",
    ],
)
def test_a_sentence_that_has_neither_begins_at_its_beginning(sentence: str) -> None:
    assert lead(sentence) == ""


def speakers(text: str) -> dict[int, str]:
    return {paragraph: text[start:end] for paragraph, (start, end) in labels(text, split(text)).items()}


def test_in_an_interview_each_labelled_paragraph_is_its_speakers() -> None:
    text = (
        "Anna Berg: We bought drones.\n\nWhat did they cost?\n\nAnna Berg: They were cheap.\n\n"
        "Carl Lund: They were not."
    )
    assert speakers(text) == {0: "Anna Berg", 2: "Anna Berg", 3: "Carl Lund"}


def test_a_speaker_named_once_keeps_the_floor_to_the_next_label() -> None:
    text = "Anna Berg: We bought drones.\n\nThey were cheap.\n\nCarl Lund: They were not."
    assert speakers(text) == {0: "Anna Berg", 1: "Anna Berg", 2: "Carl Lund"}


def test_where_nobody_is_labelled_nobody_speaks() -> None:
    assert speakers("Norland bought drones.\n\nThey were cheap.") == {}
