"""What a page says of itself: title, author, publisher, date of publication.

Precedence, for each fact alone: JSON-LD of an article; meta elements; the page's own headline, `rel=author`,
`itemprop` and `time` elements. A date of modification is never taken for one of publication. All of it is
untrusted: bounded in size, number and depth, and cleaned.
"""

import json
import re
from collections import deque
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from armsledger.sources.blocks import Page

_MAX_SCRIPTS = 50
_MAX_SCRIPT_LETTERS = 1_000_000
_MAX_NODES = 20_000
_MAX_LETTERS = 500
_MAX_NAMES = 20

_TITLE_METAS = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title")
_AUTHOR_METAS = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_PUBLISHER_METAS = (
    "og:site_name",
    "citation_publisher",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
)
_DATE_METAS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "published-date",
    "publishdate",
    "pubdate",
    "date",
)

_UNPRINTED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
_ADDRESS = re.compile(r"https?://|www\.|@", re.I)
_BY = re.compile(r"^by:?\s+", re.I)
_PUBLISHED = re.compile(r"\bpublished\b")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: month for month, name in enumerate(_MONTH_NAMES, 1)}
_YEAR_FIRST = re.compile(r"\s*(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3})[a-z]*\.?,?[\s-]+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None


def read_imprint(source: str, page: Page) -> Imprint:
    """The imprint of a parsed page; `source` is the decoded file it was parsed from."""
    linked = _linked_data(source, page)
    metas = _metas(page)
    title = linked.title or _first(metas, _TITLE_METAS) or _headline(page) or _title_element(source, page)
    return Imprint(
        title=title,
        author=linked.author or _author_in_metas(metas) or _marked_author(page),
        publisher=linked.publisher or _first(metas, _PUBLISHER_METAS),
        published=linked.published or _date_in_metas(metas) or _marked_date(page),
    )


def clean(value: object) -> str | None:
    """A short text fit to show: controls gone, white space folded, cut; None where nothing is left."""
    if not isinstance(value, str):
        return None
    text = " ".join(_UNPRINTED.sub(" ", value[: 4 * _MAX_LETTERS]).split())
    return text[:_MAX_LETTERS].rstrip() or None


def parse_date(value: object) -> date | None:
    """The day written in a date of ISO 8601, RFC 2822 or plain English, as written: no zone is applied."""
    text = (clean(value) or "")[:100]
    if found := _YEAR_FIRST.match(text):
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _DAY_FIRST.search(text):
        year, month, day = int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1])
    elif found := _MONTH_FIRST.search(text):
        year, month, day = int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2])
    else:
        return None
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _linked_data(source: str, page: Page) -> Imprint:
    """What the first article in the page's JSON-LD says; a WebPage where there is none."""
    nodes = _nodes(source, page)
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if _is_a(node, "article")]
    pages = [node for node in nodes if _is_a(node, "webpage")]
    best = next(iter(articles or pages), None)
    if best is None:
        return Imprint()
    return Imprint(
        title=clean(best.get("headline")) or (clean(best.get("name")) if articles else None),
        author=_names(best.get("author") or best.get("creator"), known),
        publisher=_names(best.get("publisher") or best.get("sourceOrganization"), known),
        published=parse_date(best.get("datePublished")),
    )


def _nodes(source: str, page: Page) -> list[dict[str, Any]]:
    """All JSON objects of the page's linked data, outer before inner, up to the bounds."""
    found: list[dict[str, Any]] = []
    scripts = 0
    for index, start, end in page.raw:
        element = page.elements[index]
        if element.name != "script" or "ld+json" not in element.attributes.get("type", "").lower():
            continue
        scripts += 1
        if scripts > _MAX_SCRIPTS:
            break
        if end - start > _MAX_SCRIPT_LETTERS:
            continue
        try:
            value = json.loads(
                source[start:end].strip().removeprefix("<!--").removesuffix("-->"), strict=False
            )
        except (ValueError, RecursionError):  # broken or hostile: the page's other words stand
            continue
        waiting = deque([value])
        while waiting and len(found) < _MAX_NODES:
            value = waiting.popleft()
            if isinstance(value, dict):
                found.append(value)
            waiting.extend(
                value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            )
    return found


def _is_a(node: dict[str, Any], kind: str) -> bool:
    types = node.get("@type")
    for name in types if isinstance(types, list) else (types,):
        if isinstance(name, str):
            name = name.lower()
            if name.endswith(kind) or (
                kind == "article" and name in ("blogposting", "report", "liveblogposting")
            ):
                return True
    return False


def _names(value: object, known: dict[str, dict[str, Any]]) -> str | None:
    """The names in a JSON-LD value: a text, an object with a name, a reference to one, or a list of those."""
    names: list[str] = []
    for one in (value if isinstance(value, list) else [value])[:_MAX_NAMES]:
        if isinstance(one, dict):
            identity = one.get("@id")
            if "name" not in one and isinstance(identity, str):
                one = known.get(identity, one)
            one = one.get("name")
        name = clean(one[0] if isinstance(one, list) and one else one)
        name = name.lstrip("@") if name else None
        if name and not _ADDRESS.search(name) and name not in names:
            names.append(name)
    return clean(", ".join(names))


def _metas(page: Page) -> dict[str, list[str]]:
    """The contents of meta elements by their name, property or itemprop in lower case."""
    metas: dict[str, list[str]] = {}
    for element in page.elements:
        if element.name != "meta":
            continue
        content = clean(element.attributes.get("content"))
        for key in ("property", "name", "itemprop"):
            name = element.attributes.get(key, "").strip().lower()
            if name and content and len(metas.setdefault(name, [])) < _MAX_NAMES:
                metas[name].append(content)
    return metas


def _first(metas: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _author_in_metas(metas: dict[str, list[str]]) -> str | None:
    for name in _AUTHOR_METAS:
        authors = [_BY.sub("", author) for author in metas.get(name, ()) if not _ADDRESS.search(author)]
        if authors:
            return clean(", ".join(dict.fromkeys(authors)))
    return None


def _date_in_metas(metas: dict[str, list[str]]) -> date | None:
    dates = (parse_date(value) for name in _DATE_METAS for value in metas.get(name, ()))
    return next((found for found in dates if found), None)


def _headline(page: Page) -> str | None:
    """The text of the page's only h1; with several, none can be told from the site's name."""
    found = [
        block.text
        for block in page.blocks
        if block.element >= 0 and page.elements[block.element].name == "h1"
    ]
    return clean(found[0]) if len(found) == 1 else None


def _title_element(source: str, page: Page) -> str | None:
    for index, start, end in page.raw:
        if page.elements[index].name == "title":
            return clean(unescape(source[start : min(end, start + 4 * _MAX_LETTERS)]))
    return None


def _marked_author(page: Page) -> str | None:
    """The text of a block that is wholly a link with rel=author or an element with itemprop=author."""
    for block in page.blocks:
        index = block.element
        if index >= 0 and "author" in page.elements[index].attributes.get("itemprop", "").split():
            return _author(block.text)
    for element in page.elements:
        if "author" in element.attributes.get("rel", "").split():
            for block in page.blocks:
                if block.element == element.parent and block.link_share > 0 and len(block.text) <= 100:
                    return _author(block.text)
            return None
    return None


def _author(text: str) -> str | None:
    name = _BY.sub("", clean(text) or "")
    return name if name and len(name) <= 100 and not _ADDRESS.search(name) else None


def _marked_date(page: Page) -> date | None:
    """From elements marked as the publication's date, else the first `time` that is not of a change."""
    first = None
    for element in page.elements:
        attributes = element.attributes
        marks = " ".join(attributes.get(key, "") for key in ("itemprop", "property", "class", "id")).lower()
        value = attributes.get("datetime") or attributes.get("content") or attributes.get("title")
        if not value or element.name not in ("time", "abbr", "span", "meta", "div"):
            continue
        if "datepublished" in marks or "pubdate" in attributes or _PUBLISHED.search(marks):
            if found := parse_date(value):
                return found
        elif element.name == "time" and first is None and "modif" not in marks and "updat" not in marks:
            first = parse_date(value)
    return first
