"""Bytes to text: the byte order mark, then what is declared, then UTF-8, then Western European."""

import codecs
import re

from armsledger.errors import SourceUnreadable

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MOST_HIGH_BYTES = 0.3
"""Share of bytes over 127 above which text that is not UTF-8 cannot be Western European either."""

_NEVER_DECLARED = ("utf-7", "utf-16", "utf-32", "idna", "punycode", "unicode_escape", "raw_unicode_escape")
_REPLACEMENT = "\ufffd"
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_TYPE_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)


def decode(payload: bytes, where: str, declared: str | None = None) -> tuple[str, list[str]]:
    """The text of `payload` without its byte order mark, and what was wrong with it, in words.

    `declared` is the encoding the source itself or its server names; it is used where the bytes are not
    UTF-8. Each undecodable byte sequence becomes one U+FFFD. Raises SourceUnreadable where no encoding fits.
    """
    for mark, encoding in _MARKS:
        if payload.startswith(mark):
            return _replacing(payload[len(mark) :], encoding)
    try:
        return payload.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    codec = _codec(declared)
    if codec and codec != "utf-8":
        return _replacing(payload, codec)
    text, problems = _replacing(payload, "utf-8")
    damaged = text.count(_REPLACEMENT)
    high = len(payload) - len(payload.decode("ascii", "ignore"))
    whole = sum(character > "\x7f" for character in text) - damaged
    if whole > damaged:
        return text, problems
    if high > _MOST_HIGH_BYTES * len(payload):
        raise SourceUnreadable(f"{where} is in an unknown encoding; save it as UTF-8 and read it again.")
    text, _ = _replacing(payload, "cp1252")
    return text, [
        "the text is not UTF-8; it was read as Western European (Windows-1252), so letters may be wrong"
    ]


def charset_in_page(payload: bytes) -> str | None:
    """The encoding that an HTML file's own meta element names, if any."""
    found = _META_CHARSET.search(payload[:4096])
    return found[1].decode("ascii") if found else None


def charset_in_type(media_type: str | None) -> str | None:
    """The encoding that a Content-Type value names, if any."""
    found = _TYPE_CHARSET.search(media_type or "")
    return found[1] if found else None


def _codec(name: str | None) -> str | None:
    """Python's name for a declared encoding of bytes to text; None for the unknown and the unsafe."""
    try:
        codec = codecs.lookup(name or "")
    except LookupError:
        return None
    if not codec._is_text_encoding or codec.name.replace("-", "_") in {
        name.replace("-", "_") for name in _NEVER_DECLARED
    }:
        return None
    return "cp1252" if codec.name in ("ascii", "iso8859-1") else codec.name  # as browsers do


def _replacing(payload: bytes, encoding: str) -> tuple[str, list[str]]:
    text = payload.decode(encoding, "replace")
    damaged = text.count(_REPLACEMENT) - payload.count(_REPLACEMENT.encode(encoding, "ignore") or payload)
    if damaged <= 0:
        return text, []
    return text, [
        f"{damaged} byte sequences are not valid {encoding.upper()}; each stands as U+FFFD in the text"
    ]
