"""HTML: the article's paragraphs without the rest of the page, mapped back to the file, in bounded time."""

import html
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armsledger.errors import SourceTooLarge, SourceUnreadable
from armsledger.model import Document, SourceRange, Span
from armsledger.sources import blocks, read_bytes, webpage

PAGE = """<!DOCTYPE html>
<html><head><title>Drones for Syldavia | The Strelsau Post</title>
<style>p { color: red }</style>
<script>var words = "not an article's words at all, none of them.";</script></head>
<body class="single comments-open has-sidebar">
<div id="cookie-banner"><p>We use cookies to improve your experience on this site, as you know.</p></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World news of the day.</a></li></ul></nav>
</header>
<main>
 <article>
  <h1>Ruritania sends drones to Syldavia</h1>
  <p class="standfirst">The ministry in Strelsau spoke of a first delivery this spring.</p>
  <div class="byline">By <a rel="author" href="/h">Antonia Hentzau</a></div>
  <div class="article-body">
   <p>Ruritania &amp; Syldavia signed the contract in March, and six drones
      were delivered in&nbsp;May, <b>two officials</b> said.</p>
   <h2>A long wait</h2>
   <!-- <p>A comment that nobody ought to read, ever, in any browser.</p> -->
   <p>Syldavia had asked for them since 2019<sup>1</sup>, and paid in ad&shy;vance.</p>
   <div class="related-links"><p><a href="/x">Read also: the long story of the drones.</a></p></div>
   <ul><li>Six drones, delivered.</li><li>Two radars, ordered.</li></ul>
   <figure><img src="d.jpg"><figcaption>A drone on the field of Klow in May.</figcaption></figure>
   <p hidden>Words that the page keeps hidden from its readers altogether.</p>
   <p style="display: none">Other words that it hides in another way from them.</p>
   <p><a href="/n">Sign up for our newsletter</a></p>
   <p>Line one of the statement.<br>Line two of the statement.</p>
  </div>
 </article>
</main>
<section id="comments"><h2>Comments</h2><p>I do not believe a single word of all this.</p></section>
<aside><p>The most read of the week are these three stories about nothing.</p></aside>
<footer><p>The Strelsau Post is a newspaper of the Elphberg publishing house, since 1894.</p></footer>
</body></html>"""


def read(page: str) -> Document:
    return read_bytes(page.encode(), address="page.html")


def assert_map_is_exact(document: Document, source: str) -> None:
    ranges = [piece for piece in document.origin if isinstance(piece, SourceRange)]
    assert len(ranges) == len(document.origin)
    text_end = source_end = 0
    for piece in ranges:
        assert text_end <= piece.text_start < piece.text_end <= len(document.text)
        assert source_end <= piece.source_start < piece.source_end <= len(source)
        text_end, source_end = piece.text_end, piece.source_end
        if piece.verbatim:
            assert (
                document.text[piece.text_start : piece.text_end]
                == source[piece.source_start : piece.source_end]
            )
    covered = sum(piece.text_end - piece.text_start for piece in ranges)
    assert covered + document.text.count("\n") == len(document.text)


def test_the_article_is_kept_and_the_rest_of_the_page_is_not() -> None:
    assert read(PAGE).text.splitlines() == [
        "Ruritania sends drones to Syldavia",
        "The ministry in Strelsau spoke of a first delivery this spring.",
        "Ruritania & Syldavia signed the contract in March, and six drones were delivered in May, "
        "two officials said.",
        "A long wait",
        "Syldavia had asked for them since 20191, and paid in advance.",
        "Six drones, delivered.",
        "Two radars, ordered.",
        "A drone on the field of Klow in May.",
        "Line one of the statement.",
        "Line two of the statement.",
    ]


def test_every_stretch_maps_to_the_file() -> None:
    document = read(PAGE)
    assert_map_is_exact(document, PAGE)
    start = document.text.index("two officials")
    (place,) = document.locate(Span(start, start + len("two officials")))
    assert isinstance(place, SourceRange)
    assert PAGE[place.source_start : place.source_end] == "two officials"


def test_a_character_reference_maps_as_a_whole() -> None:
    document = read(PAGE)
    at = document.text.index("& Syldavia")
    (place,) = document.locate(Span(at, at + 1))
    assert isinstance(place, SourceRange)
    assert PAGE[place.source_start : place.source_end] == "&amp;"
    assert not place.verbatim


def test_the_map_counts_code_points_of_the_decoded_file() -> None:
    page = "<p>Ruritania’s “drones” 𝒟 went to Syldavia in May of that year.</p>"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        document = read_bytes(page.encode(encoding), address="page.html", media_type="text/html")
        assert_map_is_exact(document, page)
        assert document.text == page[3:-4]


_TEXTS = st.text(st.sampled_from(list("ab .,&<>\"'\n\t\u00a0\u00ad\u200bé漢\x7f=/!-")), max_size=30)
_PIECES = st.one_of(
    _TEXTS,
    _TEXTS.map(html.escape),
    st.sampled_from(
        [
            *("&nbsp;", "&amp;", "&#8212;", "&#x1F600;", "&nosuch;", "&#0;", "&copy", "<br>", "<b>", "</b>"),
            *("</p>", "<p>", "<!--", "-->", "<li>", "<td>", "<script>", "</script>", "<a href='x\">", "</a>"),
            *('<div class="nav">', "</div>", "<h1>", "</", "<p hidden>", "<table>", "</table>"),
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_every_map_of_every_page_is_exact(body: str) -> None:
    page = f"<html><p>A sentence that is long enough to be read as prose.</p>{body}"
    assert_map_is_exact(read(page), page)


# "© ..." is a copyright line, which is boilerplate and left out.
_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="©")
_WORDS = st.text(_LETTERS, min_size=1, max_size=20)
_PARAGRAPHS = st.lists(_WORDS.map(lambda word: f"{word} ends."), min_size=1, max_size=10)


@settings(max_examples=100, deadline=None)
@given(_PARAGRAPHS)
def test_plain_paragraphs_come_back_as_they_were_written(paragraphs: list[str]) -> None:
    body = "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in ["It began.", *paragraphs])
    document = read(f"<!DOCTYPE html><body>{body}</body>")
    assert document.text == "\n".join(["It began.", *paragraphs])


@pytest.mark.parametrize(
    "page",
    [
        "<html>"
        + "<div>" * 100_000
        + "<p>A sentence that is long enough to be read.</p>"
        + "</div>" * 100_000,
        "<html>" + "<b>" * 100_000 + "A sentence that is long enough to be read." + "</i>" * 100_000,
        "<html>" + "<ul><li>" * 50_000 + "A sentence that is long enough to be read.",
        "<html><p>A sentence that is long enough to be read.</p>" + "<a b='x\">" * 200_000,
        "<html><p>A sentence that is long enough to be read.</p>" + "<script>" * 100_000,
        "<html><p>A sentence that is long enough to be read.</p>" + "<" * 1_000_000,
        "<html><p>A sentence that is long enough to be read.</p><p>" + "&" * 1_000_000,
        "<html><p>A sentence that is long enough to be read.</p><p>" + " &nbsp;" * 200_000,
        "<html><p>A sentence that is long enough to be read.</p><i " + "x " * 500_000,
        "<html><p>A sentence that is long enough to be read.</p>" + "<p class='post-body'>x" * 100_000,
    ],
    ids=[
        "div",
        "unmatched",
        "list",
        "quotes",
        "script",
        "signs",
        "ampersands",
        "spaces",
        "attributes",
        "bodies",
    ],
)
def test_hostile_pages_take_little_time(page: str) -> None:
    begun = time.process_time()
    document = read(page)
    assert "A sentence that is long enough to be read." in document.text
    assert time.process_time() - begun < 10


def test_pages_over_a_bound_are_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "MAX_TAGS", 100)
    with pytest.raises(SourceTooLarge, match=r"page\.html holds more than 100 tags"):
        read("<html>" + "<p>x" * 101)
    monkeypatch.setattr(webpage, "MAX_LETTERS", 1000)
    with pytest.raises(SourceTooLarge, match="web page of over 1,000 characters"):
        read("<html>" + " " * 1000)


def test_a_page_without_text_is_said_to_be_one() -> None:
    with pytest.raises(SourceUnreadable, match=r"page\.html is a web page without an article's text"):
        read("<html><body><div id='root'></div><script src='app.js'></script></body></html>")


def test_the_page_s_own_charset_is_used() -> None:
    page = "<html><meta charset='windows-1251'><p>Министр обороны Руритании заявил о поставке.</p>"
    document = read_bytes(page.encode("cp1251"), address="page.html")
    assert document.text == "Министр обороны Руритании заявил о поставке."
    assert not document.problems


def test_an_article_in_several_bodies_is_kept_whole() -> None:
    part = "<div class='chunk body-text'><p>Part {} tells at length of the drones for Syldavia.</p></div>"
    page = f"<html><body><section>{part.format(1)}</section><section>{part.format(2)}</section></body></html>"
    assert [f"Part {number}" in read(page).text for number in (1, 2)] == [True, True]


def test_a_wrapper_with_a_telltale_name_is_kept_for_what_it_holds() -> None:
    paragraphs = "<p>Ruritania sent its drones to Syldavia in the spring of that year.</p>" * 3
    page = f"<html><body><div class='sidebar-layout share'><h1>Drones</h1>{paragraphs}</div></body></html>"
    assert "Ruritania sent its drones" in read(page).text
