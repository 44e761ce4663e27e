"""One document and its claims as a single HTML file that needs no network and no other file.

The text stands on the left with every claim highlighted, its card on the right beside the paragraph.
The page runs its own script and style only: a Content-Security-Policy names both by their hashes.
"""

import base64
import hashlib
import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from armsledger.model import Document, Reading
from armsledger.publish.page.cards import card_of
from armsledger.publish.page.passages import passages_of
from armsledger.publish.page.signs import visible
from armsledger.publish.page.summary import summary_of

__all__ = ["render"]


def render(document: Document, reading: Reading) -> str:
    """The page for one reading of `document`: the same values always give the same text.

    Raises ValueError where the reading is of another document, or a claim lies outside the text.
    """
    _check(document, reading)
    cards = tuple(card_of(number, claim) for number, claim in enumerate(reading.claims, start=1))
    page = _templates().get_template("page.html")
    return page.render(
        csp=_content_security_policy(),
        style=_asset("page.css"),
        script=_asset("page.js"),
        document=document,
        title=document.title or _file_name(document) or "Untitled document",
        byline=_byline(document, reading),
        web_address=_web_address(document),
        reading=reading,
        passages=passages_of(document.text, cards),
        summary=summary_of(cards),
        problems=[problem.what for problem in (*document.problems, *reading.problems)],
    )


def _check(document: Document, reading: Reading) -> None:
    if reading.document_id != document.id:
        raise ValueError(f"the reading is of document {reading.document_id}, not of {document.id}")
    for claim in reading.claims:
        if (
            claim.quote.end > len(document.text)
            or not document.text[claim.span.start : claim.span.end].strip()
        ):
            raise ValueError(f"claim {claim.id} stands outside the text of document {document.id}")


def _byline(document: Document, reading: Reading) -> tuple[str, ...]:
    published = document.published or reading.published
    parts = (document.publisher, document.author, published.isoformat() if published else "date unknown")
    return tuple(part for part in parts if part)


def _file_name(document: Document) -> str:
    """The last part of the address: the folders of whoever read the document are nobody's business."""
    return re.split(r"[/\\]", (document.address or "").rstrip("/\\"))[-1]


def _web_address(document: Document) -> str | None:
    """The document's address where a link may lead there: never a `javascript:` or `file:` address."""
    address = document.address or ""
    return address if address.lower().startswith(("https://", "http://")) else None


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("armsledger.publish.page"),
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def _shown(value: object) -> object:
    """Whatever the template puts out, on its way to being escaped; markup is our own and done already."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _asset(name: str) -> Markup:
    """A style sheet or script of ours, as it stands between its tags."""
    loader = _templates().loader
    assert loader is not None
    return Markup(loader.get_source(_templates(), name)[0])  # our own file, no word of a document in it


@cache
def _content_security_policy() -> str:
    return "; ".join((
        "default-src 'none'",
        f"style-src {_hash_source('page.css')}",
        f"script-src {_hash_source('page.js')}",
        "base-uri 'none'",
        "form-action 'none'",
    ))  # fmt: skip


def _hash_source(name: str) -> str:
    digest = hashlib.sha256(_asset(name).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
