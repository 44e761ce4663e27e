"""What a file is: told by its content first, then by what its server or its name says."""

import re

from armsledger.errors import SourceUnreadable

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"

_SAMPLE_BYTES = 65536
_MOST_CONTROL_BYTES = 0.005
"""Share of a sample above which it is no text; text has next to none, random bytes have a tenth."""
_FEW_CONTROL_BYTES = 3
"""So many are forgiven a text of any length."""

_BINARY_STARTS = (
    (b"PK\x03\x04", "a ZIP archive or an office file; save it as PDF, HTML or plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old office file; save it as PDF, HTML or plain text first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"{\\rtf", "a rich-text file; save it as PDF, HTML or plain text first"),
    (b"\x89PNG", "a picture; it holds no text that can be read"),
    (b"\xff\xd8\xff", "a picture; it holds no text that can be read"),
    (b"GIF8", "a picture; it holds no text that can be read"),
    (b"\x7fELF", "a program; it holds no text that can be read"),
    (b"MZ\x90", "a program; it holds no text that can be read"),
    (b"SQLite format 3", "a database; it holds no text that can be read"),
)
_ENCODED = re.compile(rb"[A-Za-z0-9+/=_-]{60,}")
_MOST_ENCODED = 0.5
"""Share of a text in unbroken runs above which it is encoded data; words are never so long."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_PAGE_START = re.compile(
    rb"(?:\s|<\?xml[^>]*>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_XML_START = re.compile(rb"\s*<\?xml\b")


def sniff(payload: bytes, where: str, declared: str | None) -> str:
    """The media type to read `payload` as: TEXT, HTML or PDF.

    `declared` is the media type given by a server, if any; `where` names the source in messages and
    its ending settles what content and server leave open. Raises SourceUnreadable for anything else.
    """
    if not payload.strip(b" \t\r\n\x00"):
        raise SourceUnreadable(f"{where} is empty: there is nothing to read.")
    if b"%PDF-" in payload[:1024]:
        return PDF
    for start, what in _BINARY_STARTS:
        if payload.startswith(start):
            raise SourceUnreadable(f"{where} is {what}.")
    wide = payload.startswith(_WIDE_MARKS)
    if not wide and _is_noise(payload):
        raise SourceUnreadable(f"{where} is binary data, not text, HTML or PDF, whatever its name says.")
    head = payload[:8192].replace(b"\x00", b"") if wide else payload[:8192]
    if _PAGE_START.match(head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")):
        return HTML
    media_type = _declared(head, where, declared)
    if media_type == TEXT and _is_encoded(payload):
        raise SourceUnreadable(
            f"{where} holds no words: most of it is encoded data (base64, keys or the like)."
        )
    return media_type


def _declared(head: bytes, where: str, declared: str | None) -> str:
    """The type when the content alone does not tell."""
    media_type = (declared or "").partition(";")[0].strip().lower()
    ending = where.partition("?")[0].rpartition(".")[2].lower()
    if media_type == PDF or (ending == "pdf" and media_type != HTML):
        raise SourceUnreadable(
            f"{where} is called a PDF but does not begin like one: it is damaged or something else."
        )
    if media_type in (HTML, "application/xhtml+xml") or (
        media_type != TEXT and ending in ("html", "htm", "xhtml")
    ):
        return HTML
    if _XML_START.match(head):
        raise SourceUnreadable(f"{where} is XML but no web page; give the address of the article itself.")
    return TEXT


def _is_noise(payload: bytes) -> bool:
    """True where samples of the start, middle and end hold more control bytes than any text has."""
    middle = len(payload) // 2
    starts = (0, middle, max(0, len(payload) - _SAMPLE_BYTES))
    samples = (payload[start : start + _SAMPLE_BYTES] for start in starts)
    return any(
        _control_bytes(sample) > _FEW_CONTROL_BYTES + _MOST_CONTROL_BYTES * len(sample) for sample in samples
    )


def _is_encoded(payload: bytes) -> bool:
    return sum(map(len, _ENCODED.findall(payload))) > _MOST_ENCODED * len(payload)


def _control_bytes(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES))
