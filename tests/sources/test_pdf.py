"""PDF: paragraphs healed from printed lines, running lines dropped, every stretch boxed on its page."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from armsledger.errors import SourceUnreadable
from armsledger.model import Document, PageBox, Span
from armsledger.sources import open_file, pdf, read_bytes
from armsledger.sources.pdf_lines import spell

EXAMPLES = Path(__file__).parents[2] / "examples"

Printer = Callable[..., bytes]


def column(left: float, top: float, *lines: str, size: float = 11) -> list[tuple[float, float, float, str]]:
    return [(left, top - 14 * number, size, line) for number, line in enumerate(lines)]


def boxed(document: Document, words: str) -> list[PageBox]:
    start = document.text.index(words)
    return [box for box in document.locate(Span(start, start + len(words))) if isinstance(box, PageBox)]


def test_wrapped_lines_become_paragraphs_and_each_line_keeps_its_box(print_pdf: Printer) -> None:
    page = [
        *column(
            72,
            700,
            "The Ruritanian ministry said that it had delivered",
            "six drones to Syldavia in May, and more",
        ),
        *column(72, 672, "would follow."),
        *column(72, 640, "Syldavia denied it."),
    ]
    document = read_bytes(print_pdf([page]), address="report.pdf")
    assert document.text.splitlines() == [
        "The Ruritanian ministry said that it had delivered six drones to Syldavia in May, and more "
        "would follow.",
        "Syldavia denied it.",
    ]
    (box,) = boxed(document, "six drones")
    assert box.page == 1
    assert box.left == pytest.approx(72, abs=1)
    assert box.bottom < 686 < box.top
    assert [box.bottom < 640 < box.top for box in boxed(document, "denied")] == [True]
    across = boxed(document, "delivered six")
    assert len(across) == 2
    assert [across[0].bottom > across[1].bottom] == [True]


def test_boxes_are_ordered_and_cover_all_but_the_joints(print_pdf: Printer) -> None:
    page = column(
        72, 700, "One line that is set in full width here", "and another of the same widths, again", "end."
    )
    document = read_bytes(print_pdf([page, page]))
    ends = [(box.text_start, box.text_end) for box in document.origin]
    assert all(start < end for start, end in ends)
    assert all(first[1] <= second[0] for first, second in pairwise(ends))
    covered = set().union(*(range(start, end) for start, end in ends))
    assert {document.text[at] for at in set(range(len(document.text))) - covered} <= {" ", "\n"}


@pytest.mark.parametrize(
    ("lines", "healed"),
    [
        (
            ("the bilateral agree-", "ment was signed in the old capital"),
            "the bilateral agreement was signed",
        ),
        (("a convoy of the Iran-", "backed group was seen in the north"), "the Iran-backed group"),
        (("the range of the new F-", "16 fighter was not given by them"), "the new F-16 fighter"),
        (("the US-", "led coalition"), "the US-led coalition"),
        (("an anti-", "aircraft gun"), "an anti-aircraft gun"),
    ],
)
def test_a_word_broken_at_the_line_end_is_healed(
    print_pdf: Printer, lines: tuple[str, ...], healed: str
) -> None:
    document = read_bytes(print_pdf([column(72, 700, *lines)]))
    assert healed in document.text
    assert len(boxed(document, healed)) == 2


def test_the_document_s_own_spelling_decides_about_a_hyphen(print_pdf: Printer) -> None:
    lines = (
        "The co-production deal is new.",
        "",
        "They said of the same plan that a copro-",
        "duction is far off.",
    )
    assert "a coproduction is far off" in read_bytes(print_pdf([column(72, 700, *lines)])).text
    lines = ("The micro-drone is small.", "", "They said of the same plan that a micro-", "drone is far off.")
    assert "a micro-drone is far off" in read_bytes(print_pdf([column(72, 700, *lines)])).text


def test_running_heads_feet_and_page_numbers_are_left_out(print_pdf: Printer) -> None:
    pages = [
        [
            (72, 810, 9, f"Strelsau Institute Paper {number}"),
            *column(
                72, 700, f"Text of page {number} that stands alone.", "", "", f"Another paragraph {number}."
            ),
            (290, 30, 9, f"Page {number} of 3"),
            (72, 18, 9, "www.strelsau.example"),
        ]
        for number in (1, 2, 3)
    ]
    text = read_bytes(print_pdf(pages)).text
    assert "Institute" not in text
    assert "Page" not in text
    assert "www" not in text
    assert [f"Text of page {number} that stands alone." in text for number in (1, 2, 3)] == [True] * 3


def test_a_paragraph_runs_on_over_columns_and_pages(print_pdf: Printer) -> None:
    one = [
        *column(72, 700, "The first column ends in the middle of a"),
        *column(320, 700, "sentence that the second has"),
    ]
    two = column(72, 700, "to end, on a new page.")
    text = read_bytes(print_pdf([one, two])).text
    assert "in the middle of a sentence that the second has to end, on a new page." in text


def test_list_items_and_headings_stand_alone(print_pdf: Printer) -> None:
    page = [
        (72, 740, 18, "Drones over Syldavia"),
        *column(
            72, 700, "Deliveries were as follows in that year:", "\u2022 six drones", "\u2022 two radars"
        ),
    ]
    document = read_bytes(print_pdf([page]))
    assert document.text.splitlines()[0] == "Drones over Syldavia"
    assert document.text.splitlines()[-2:] == ["\u2022 six drones", "\u2022 two radars"]
    assert document.title == "Drones over Syldavia"


@pytest.mark.parametrize(
    ("info", "title", "author"),
    [
        ({"Title": "Arms of Ruritania", "Author": "A. Hentzau", "CreationDate": "D:20200101000000Z"},
         "Arms of Ruritania", "A. Hentzau"),
        ({"Title": "Microsoft Word - draft3.doc", "Author": "Administrator"}, None, None),
        ({"Title": "report-final.indd", "Author": "user17"}, None, None),
        ({"Title": r"\376\377\330\000", "Author": "A. Hentzau"}, None, None),
    ],
)  # fmt: skip
def test_metadata_count_only_when_they_say_something(
    print_pdf: Printer, info: dict[str, str], title: str | None, author: str | None
) -> None:
    document = read_bytes(print_pdf([column(72, 700, "A sentence of some length here.")], info=info))
    assert (document.title, document.author, document.published) == (title, author, None)


def test_a_pdf_without_text_is_refused_and_pages_without_text_are_reported(print_pdf: Printer) -> None:
    with pytest.raises(SourceUnreadable, match=r"scan\.pdf is a PDF without a text layer"):
        read_bytes(print_pdf([[], []]), address="scan.pdf")
    document = read_bytes(
        print_pdf([column(72, 700, "A sentence of some length."), [], []]), address="half.pdf"
    )
    assert [problem.what for problem in document.problems] == [
        "pages 2, 3 have no text layer and were left out"
    ]


def test_pages_beyond_the_bound_are_left_out_and_reported(
    print_pdf: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    pages = [column(72, 500, f"Sentence number {number} of all, and no other.") for number in range(5)]
    document = read_bytes(print_pdf(pages))
    assert "number 1" in document.text
    assert "number 2" not in document.text
    assert "only the first 2 of 5 pages" in document.problems[0].what


def test_thousands_of_pages_take_little_time(print_pdf: Printer) -> None:
    pages = [[(72, 500, 11, f"Sentence {number}.")] for number in range(2500)]
    document = read_bytes(print_pdf(pages))
    assert "only the first 2,000 of 2,500 pages" in document.problems[0].what


def test_letters_beyond_the_basic_plane_keep_every_index_in_its_place() -> None:
    assert spell([0x41, 0xD835, 0xDC9F, 0x42]) == "A\U0001d49f\u200bB"
    assert spell([0xDC9F, 0x41, 0xD835]) == "\ufffdA\ufffd"
    assert spell([0x61, 2, 0x110000]) == "a\ufffe\U0010ffff"


def test_a_line_broken_before_a_long_word_runs_on(print_pdf: Printer) -> None:
    lines = (
        "The two governments said so in a joint statement of theirs",
        "The ministry confirmed that it had been signed and that",
        "Ruritanian-Syldavian intermediaries played no part.",
    )
    text = read_bytes(print_pdf([column(72, 700, *lines)])).text
    assert "and that Ruritanian-Syldavian intermediaries" in text


def test_a_running_header_goes_though_the_page_inherits_its_size() -> None:
    """The page box stands in the page tree, as some writers put it, and the page is a small one."""
    text = open_file(EXAMPLES / "sanctions-on-iranian-drones.pdf").text
    assert "Sanctions on Iranian drones" in text
    assert "armsledger examples" not in text
