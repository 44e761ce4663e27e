"""The page as text: every claim once, every character of the document, none of it markup. All invented."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.model import (
    Claim,
    ClaimSource,
    ClaimTime,
    Document,
    Filler,
    Problem,
    Quantity,
    Quote,
    Reading,
    Value,
)
from armsledger.publish.page import render
from armsledger.publish.page.signs import visible

TEXT = (
    "Norland arms Sudland\n"
    "In 2020 Norland delivered six Kite-2 drones, made by Ostland, to Sudland, the Harbour Post reported.\n"
    "Sudland denied it."
)
VOID = {"meta", "input", "br", "link"}


def document_of(text: str, **fields: object) -> Document:
    document = Document("d" * 16, "d" * 64, "text/plain", text, title="A title", publisher="Synthetic Wire")
    return replace(document, **fields)  # type: ignore[arg-type]


def reading_of(*claims: Claim) -> Reading:
    return Reading("d" * 16, "synthetic.1", date(2022, 7, 20), claims)


def stand(words: str, text: str = TEXT) -> tuple[str, int, int]:
    start = text.index(words)
    return words, start, start + len(words)


def claim_of(words: str, text: str = TEXT, **fields: object) -> Claim:
    claim = Claim("d" * 16, "transfer", "delivered", (), Quote(*stand(words, text)), reader="synthetic.1")
    return replace(claim, **fields)  # type: ignore[arg-type]


def three_claims() -> tuple[Claim, ...]:
    """A heading's, one with everything, and one that lies inside it."""
    norland = Filler("supplier", *stand("Norland"), "NOR")
    full = claim_of(
        "In 2020 Norland delivered six Kite-2 drones, made by Ostland, to Sudland",
        roles=(Filler("system", *stand("Kite-2"), "kite-2"), norland),
        quantity=Quantity(6, *stand("six")),
        value=Value(22_000_000, "USD", *stand("drones")),
        time=ClaimTime(*stand("In 2020"), date(2020, 1, 1), date(2020, 12, 31)),
        sources=(ClaimSource("named", *stand("the Harbour Post"), "post"), ClaimSource("unspecified")),
        certainty="probable",
        polarity="denied",
        confidence=0.934,
        why=("frame supply: <delivered>",),
    )
    return claim_of("Norland arms Sudland"), full, claim_of("made by Ostland", kind="production", status=None)


class Page(HTMLParser):
    """What a browser would see: the elements, balanced, and the text of each paragraph."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str]]] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.paragraphs: list[str] = []
        self.highlighted: dict[str, str] = {}
        self.script = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag == "p" and any(name == "main" for name, _ in self.open):
            self.paragraphs.append("")
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self.open]
        if names[-1:] == ["script"]:
            self.script += data
        if "main" not in names or "p" not in names or "a" in names:
            return
        self.paragraphs[-1] += data
        for name, attributes in self.open:
            if name == "mark":
                for number in attributes["data-claims"].split():
                    self.highlighted[number] = self.highlighted.get(number, "") + data

    def all(self, tag: str, css_class: str = "") -> list[dict[str, str]]:
        found = (attributes for name, attributes in self.elements if name == tag)
        return [one for one in found if not css_class or css_class in one.get("class", "").split()]


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", html[html.index("<main") :]))


def test_each_claim_has_one_card_one_reference_and_its_words_highlighted() -> None:
    claims = three_claims()
    page = Page(render(document_of(TEXT), reading_of(*claims)))
    assert [card["id"] for card in page.all("article")] == ["claim-1", "claim-2", "claim-3"]
    assert [ref["id"] for ref in page.all("a", "ref") if "id" in ref] == ["ref-1", "ref-3", "ref-2"]
    assert page.highlighted == {str(n): claim.quote.text for n, claim in enumerate(claims, start=1)}


def test_every_link_within_the_page_leads_somewhere() -> None:
    page = Page(render(document_of(TEXT), reading_of(*three_claims())))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"].removeprefix("#") for a in page.all("a") if a["href"].startswith("#")}
    assert targets <= set(ids)


def test_the_whole_text_stands_on_the_page() -> None:
    assert Page(render(document_of(TEXT), reading_of(*three_claims()))).paragraphs == TEXT.split("\n")


def test_a_card_tells_all_that_a_claim_says() -> None:
    html = text_of(render(document_of(TEXT), reading_of(*three_claims())))
    for words in (
        "Transfer delivered", "supplier Norland NOR", "system Kite-2", "quantity six 6",
        "value drones 22,000,000 USD", "time In 2020 2020", "the Harbour Post › a source it does not name",
        "denied probable", "93 %", "frame supply: &lt;delivered&gt;",
    ):  # fmt: skip
        assert words in html


def test_words_of_roles_are_marked_wherever_they_stand() -> None:
    """The supplier's words stand in the heading, outside of the claim they belong to."""
    parts = Page(render(document_of(TEXT), reading_of(*three_claims()))).all("span", "part")
    labels = [(part["data-claims"], part["data-labels"]) for part in parts]
    assert labels == [
        ("2", "supplier"), ("2", "time"), ("2", "quantity"), ("2", "system"), ("2", "value"),
        ("2", "said by"),
    ]  # fmt: skip


def test_a_time_left_open_for_want_of_a_date_says_so() -> None:
    claim = claim_of("Sudland denied it", time=ClaimTime(*stand("denied"), None, None))
    assert "time denied not resolved" in text_of(render(document_of(TEXT), reading_of(claim)))


def test_the_summary_counts_and_groups() -> None:
    roles = (Filler("supplier", *stand("Norland"), "NOR"), Filler("recipient", *stand("Sudland"), "SUD"))
    affirmed = claim_of("Norland arms Sudland", roles=roles)
    denied = claim_of("Sudland denied it", roles=roles, polarity="denied", certainty="possible")
    html = render(document_of(TEXT), reading_of(affirmed, denied))
    page = Page(html)
    boxes = [(box["name"], box["value"]) for box in page.all("input")]
    assert boxes == [
        ("kind", "transfer"), ("certainty", "certain"), ("certainty", "possible"), ("source", "document"),
    ]  # fmt: skip
    rows = html[html.index("<tbody>") : html.index("</tbody>")]
    assert rows.count("<tr>") == 1
    assert "1 denied" in rows
    assert ">2 claims</output>" in html


def test_a_reading_without_claims_is_still_a_page() -> None:
    html = render(document_of("Rain in the north."), reading_of())
    assert "No claim was found" in html
    assert "0 claims" in html
    assert Page(html).paragraphs == ["Rain in the north."]


def test_problems_are_told() -> None:
    document = document_of(TEXT, problems=(Problem("page 2", "has <no> text layer"),))
    assert "has &lt;no&gt; text layer" in render(document, reading_of())


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nTwo and more.\nThree.", ["One.", "Two and more.", "Three."]),
        ("Wrapped\nby hand.\n\nTwo.", ["Wrapped\nby hand.", "Two."]),
        ("Heading\n" + "Long. " * 30 + "\nLast.", ["Heading", "Long. " * 30, "Last."]),
        ("\n\n  Indented.\n\n\n", ["Indented."]),
        ("\n \t\n", ["The document holds no text."]),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert Page(render(document_of(text), reading_of())).paragraphs == paragraphs


def test_the_same_values_make_the_same_page() -> None:
    assert render(document_of(TEXT), reading_of(*three_claims())) == render(
        document_of(TEXT), reading_of(*three_claims())
    )


# What a hostile document may try

HOSTILE = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "\"><img src=x onerror='alert(1)'>",
    "<!--", "]]>", "' onmouseover='alert(1)", "</title></style></main></body>", "&lt;b&gt;&amp;&#0;",
    "{{ 7 * 7 }}", "a\u2028b\u2029c", "\u202egnorw", "nul\x00 bell\x07 escape\x1b", "\ud800 lone",
    "javascript:alert(1)",
]  # fmt: skip


def with_everywhere(words: str, length: int) -> tuple[Document, Reading]:
    """A document and a claim that hold `words` wherever they have room for any."""
    text = f"Before {words} after".ljust(length, "x")
    there = (words, 7, 7 + len(words))
    claim = claim_of(
        text, text, status=words, reader=words, why=(words,),
        roles=(Filler(words, *there, f"{words}!"),), place=(Filler("place", *there, f"{words}!"),),
        sources=(ClaimSource("named", *there, words),), time=ClaimTime(*there, None, None),
        quantity=Quantity(None, *there), value=Value(1, words, *there),
    )  # fmt: skip
    document = document_of(
        text, title=words, author=words, publisher=words, address=words, media_type=words,
        problems=(Problem(words, words),),
    )  # fmt: skip
    return document, reading_of(claim)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_of_a_document_becomes_markup(words: str) -> None:
    document, reading = with_everywhere(words, 80)
    html = render(document, reading)
    page = Page(html)
    harmless = Page(render(*with_everywhere("kite", 80)))
    assert [name for name, _ in page.elements] == [name for name, _ in harmless.elements]
    assert [sorted(attributes) for _, attributes in page.elements] == [
        sorted(attributes) for _, attributes in harmless.elements
    ]
    assert page.paragraphs == [visible(document.text)]
    html.encode()  # a lone surrogate would stop the file from being written


def test_nothing_of_a_document_stands_in_the_script() -> None:
    html = render(document_of("</script>" + TEXT, title="</script>"), reading_of())
    assert Page(html).script == Page(render(document_of("Rain."), reading_of())).script


def test_the_policy_lets_only_our_script_and_style_run() -> None:
    policy = Page(render(document_of(TEXT), reading_of())).all("meta")[1]["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_nothing_is_fetched() -> None:
    """No element that loads, no handler, and no link but to the document's own address."""
    page = Page(render(document_of(TEXT, address="https://example.org/a?b=1&c"), reading_of(*three_claims())))
    assert not {name for name, _ in page.elements} & {"img", "link", "iframe", "object", "embed", "base"}
    assert not [name for _, attributes in page.elements for name in attributes if name in ("src", "style")]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    outward = [a["href"] for a in page.all("a") if not a["href"].startswith("#")]
    assert outward == ["https://example.org/a?b=1&c"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/a.txt", " https://x", None])
def test_an_address_that_is_not_of_the_web_is_no_link(address: str | None) -> None:
    page = Page(render(document_of(TEXT, address=address), reading_of()))
    assert all(a["href"].startswith("#") for a in page.all("a"))


def test_an_untitled_file_is_named_without_its_folders() -> None:
    html = render(document_of(TEXT, title=None, address="/home/somebody/notes/kite.txt"), reading_of())
    assert ">kite.txt</h1>" in html
    assert "somebody" not in html


@pytest.mark.parametrize("quote", [Quote("x", 0, 10_000), Quote("\n", 20, 21)])
def test_a_claim_outside_the_text_is_refused(quote: Quote) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        render(document_of(TEXT), reading_of(replace(claim_of("Norland"), quote=quote)))


def test_a_reading_of_another_document_is_refused() -> None:
    with pytest.raises(ValueError, match="not of"):
        render(document_of(TEXT, id="e" * 16), reading_of())


# Any claims over any text

spans = st.tuples(st.integers(0, 60), st.integers(1, 30))


@given(st.text(alphabet="ab \n<&\u202e", min_size=1, max_size=80), st.lists(spans, max_size=12))
def test_overlapping_claims_all_show_and_no_text_is_lost(text: str, places: list[tuple[int, int]]) -> None:
    ends = ((start, min(start + length, len(text))) for start, length in sorted(places) if start < len(text))
    quotes = [Quote(text[start:end], start, end) for start, end in ends]
    claims = [replace(claim_of("Norland"), quote=quote) for quote in quotes if quote.text.strip()]
    page = Page(render(document_of(text), reading_of(*claims)))
    if text.strip():
        shown = "".join("".join(page.paragraphs).split())
        assert shown == "".join(visible(text).split())
    assert len(page.all("article")) == len(claims)
    for number, claim in enumerate(claims, start=1):
        assert "".join(page.highlighted[str(number)].split()) == "".join(visible(claim.quote.text).split())


def test_a_long_document_with_many_claims_is_quick() -> None:
    text = "Norland delivered six drones to Sudland, the Post said, and nobody doubted it any more. " * 2300
    step = len(text) // 500
    claims = [
        claim_of("Norland", quote=Quote(text[n * step : n * step + 300], n * step, n * step + 300))
        for n in range(500)
    ]  # fmt: skip
    began = perf_counter()
    html = render(document_of(text), reading_of(*claims))
    assert perf_counter() - began < 2  # a tenth of that on an idle machine
    assert html.count("<article") == 500
    assert len(html) < 3_000_000
