"""What a page says of itself, by precedence, and untrusted."""

import json
from datetime import date

import pytest

from armsledger.model import Document
from armsledger.sources import read_bytes
from armsledger.sources.imprint import clean, parse_date

BODY = "<body><h1>Headline of the page</h1><p>Ruritania delivered six drones to Syldavia in May.</p>{}</body>"


def read(head: str, more: str = "") -> Document:
    return read_bytes(
        f"<!DOCTYPE html><html><head>{head}</head>{BODY.format(more)}</html>".encode(), address="p.html"
    )


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Drones for Syldavia",
    "author": [
        {"@type": "Person", "name": "Antonia Hentzau"},
        {"@type": "Person", "name": "Rudolf Rassendyll"},
    ],
    "publisher": {"@type": "Organization", "name": "The Strelsau Post"},
    "datePublished": "2022-07-20T23:30:00-05:00",
    "dateModified": "2023-01-01",
}
METAS = """<title>Site title</title><meta property="og:title" content="Meta title">
<meta name="author" content="By Meta Author"><meta property="og:site_name" content="Meta Site">
<meta property="article:published_time" content="2021-02-03T00:00:00Z">
<meta property="article:modified_time" content="2025-02-03">"""


def imprint(document: Document) -> tuple[str | None, str | None, str | None, date | None]:
    return document.title, document.author, document.publisher, document.published


def test_linked_data_come_first() -> None:
    document = read(METAS + linked(ARTICLE))
    assert imprint(document) == (
        "Drones for Syldavia", "Antonia Hentzau, Rudolf Rassendyll", "The Strelsau Post", date(2022, 7, 20),
    )  # fmt: skip


def test_metas_come_second_for_each_fact_alone() -> None:
    assert imprint(read(METAS)) == ("Meta title", "Meta Author", "Meta Site", date(2021, 2, 3))
    document = read(METAS + linked({"@type": "Article", "headline": "Linked"}))
    assert imprint(document) == ("Linked", "Meta Author", "Meta Site", date(2021, 2, 3))


def test_the_page_s_own_marks_come_third() -> None:
    more = (
        '<time class="updated" datetime="2024-01-01">now</time><time datetime="2020-05-06T10:00">then</time>'
        '<p><a rel="author" href="/a">by Flavia Elphberg</a></p>'
    )
    assert imprint(read("<title>Site title</title>", more)) == (
        "Headline of the page", "Flavia Elphberg", None, date(2020, 5, 6),
    )  # fmt: skip


def test_a_date_of_modification_is_no_date_of_publication() -> None:
    head = '<meta property="article:modified_time" content="2025-02-03">' + linked(
        {"@type": "Article", "dateModified": "2025-02-03"}
    )
    assert read(head, '<time class="modified" datetime="2025-02-03">').published is None


def test_an_element_marked_as_published_comes_before_any_other_time() -> None:
    more = (
        '<time datetime="2019-01-01">x</time><time class="published updated" datetime="2020-05-06">y</time>'
    )
    assert read("", more).published == date(2020, 5, 6)
    assert read("", '<abbr class="published" title="2020-05-06T10:00">May</abbr>').published == date(
        2020, 5, 6
    )


def test_a_graph_and_its_references_are_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "Organization", "@id": "#o", "name": "Klow Observer"},
            {
                "@type": ["Article", "Thing"],
                "headline": "From a graph",
                "publisher": {"@id": "#o"},
                "author": {"@id": "#none"},
            },
        ]
    }
    assert imprint(read(linked(graph))) == ("From a graph", None, "Klow Observer", None)


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"@type": "Article", "headline": ' + "9" * 10_000 + "}",
        '{"@type": "Article", "headline": {"name": 1}, "author": [[["x"]]], "datePublished": [1]}',
        '{"@type": {"a": []}, "@id": ["x"]}',
        "null",
    ],
    ids=["broken", "deep list", "deep object", "long number", "odd values", "odd types", "null"],
)
def test_broken_and_hostile_linked_data_leave_the_metas_standing(script: str) -> None:
    document = read(METAS + f'<script type="application/ld+json">{script}</script>')
    assert imprint(document) == ("Meta title", "Meta Author", "Meta Site", date(2021, 2, 3))


def test_what_is_shown_is_clean_and_short() -> None:
    document = read(linked({"@type": "Article", "headline": "A\u202e\x00 \n\ud800 title " + "x" * 9000}))
    assert document.title is not None
    assert document.title.startswith("A title xxx")
    assert len(document.title) <= 500
    assert clean(" \u200b\n") is None


def test_an_address_is_no_author() -> None:
    head = '<meta property="article:author" content="https://social.example/post">'
    head += '<meta name="dc.creator" content="A. Hentzau">'
    assert read(head).author == "A. Hentzau"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2022-07-20", date(2022, 7, 20)),
        ("2022-07-20T23:59:59+14:00", date(2022, 7, 20)),
        ("2022/7/2", date(2022, 7, 2)),
        ("20220720", date(2022, 7, 20)),
        ("Wed, 20 Jul 2022 10:00:00 GMT", date(2022, 7, 20)),
        ("20th July, 2022", date(2022, 7, 20)),
        ("Published July 20, 2022 at noon", date(2022, 7, 20)),
        ("2022-13-01", None),
        ("2022-02-30", None),
        ("0001-01-01", None),
        ("1658275200", None),
        ("yesterday", None),
        (20220720, None),
    ],
)
def test_dates_are_read_as_written(written: object, expected: date | None) -> None:
    assert parse_date(written) == expected
