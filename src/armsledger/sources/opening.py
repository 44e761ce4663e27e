"""A document from bytes, a file, a stream, or whatever a user names."""

import hashlib
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from armsledger.errors import SourceTooLarge, SourceUnreachable, SourceUnreadable
from armsledger.model import Document, Problem
from armsledger.sources import sniffing
from armsledger.sources.decoding import charset_in_page, charset_in_type, decode
from armsledger.sources.plaintext import read_plain

MAX_BYTES = 64 * 1024 * 1024
"""The largest source that is read, whether file, stream or answer of a server."""


STANDARD_INPUT = "-"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def read_bytes(payload: bytes, *, address: str | None = None, media_type: str | None = None) -> Document:
    """The document in `payload`: text, HTML or PDF, told by content, then by `media_type`, then by name.

    `address` names the source in messages and in the document. Raises SourceUnreadable for what holds no
    readable text and SourceTooLarge over a bound; what is merely damaged comes as `Document.problems`.
    """
    where = "the input" if address is None or address == STANDARD_INPUT else address
    if len(payload) > MAX_BYTES:
        raise _too_large(where)
    kind = sniffing.sniff(payload, where, media_type)
    sha256 = hashlib.sha256(payload).hexdigest()
    document = Document(sha256[:16], sha256, kind, "", address=address, size_bytes=len(payload))
    if kind == sniffing.PDF:
        from armsledger.sources.pdf import read_pdf  # heavy, and not needed for text

        return read_pdf(document, payload, where)
    declared = charset_in_type(media_type) or (charset_in_page(payload) if kind == sniffing.HTML else None)
    decoded, wrong = decode(payload, where, declared)
    problems = tuple(Problem(where, what) for what in wrong)
    if kind == sniffing.HTML:
        from armsledger.sources.webpage import read_page  # heavy, and not needed for text

        return read_page(document, decoded, where, problems)
    text, origin = read_plain(decoded)
    if not text.strip():
        raise SourceUnreadable(f"{where} is empty: there is nothing to read.")
    return replace(document, text=text, origin=origin, problems=problems)


def open_file(path: Path) -> Document:
    """The document in a file. Raises SourceUnreachable where it cannot be opened, else as `read_bytes`."""
    name = str(path).encode("utf-8", "replace").decode()  # a name of the system may be no text at all
    try:
        if path.is_dir():
            raise SourceUnreachable(f"{name} is a directory; name the files in it.")
        if not path.exists():
            raise SourceUnreachable(f"{name} does not exist; check the name.")
        with path.open("rb") as stream:
            return open_stream(stream, address=name)
    except OSError as error:
        raise SourceUnreachable(f"{name} cannot be opened: {error.strerror}.") from error


def open_stream(stream: BinaryIO, *, address: str = STANDARD_INPUT) -> Document:
    """The document in a stream of bytes, read to its end or to the bound of size."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(min(1024 * 1024, MAX_BYTES + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise _too_large("the input" if address == STANDARD_INPUT else address)
    return read_bytes(b"".join(pieces), address=address)


def fetch(
    url: str, *, allow_private: bool = False, timeout_s: float = 20.0, max_bytes: int = MAX_BYTES
) -> Document:
    """The document at an http or https address, had within `timeout_s` seconds and `max_bytes` bytes in all.

    Raises SourceUnreachable for an address that does not answer, or that is private, loopback or the like
    unless `allow_private`; SourceTooLarge over either bound; else as `read_bytes`.
    """
    from armsledger.sources.fetching import download  # heavy, and not needed for files

    answer = download(
        url, allow_private=allow_private, timeout_s=timeout_s, max_bytes=min(max_bytes, MAX_BYTES)
    )
    return read_bytes(answer.payload, address=answer.address, media_type=answer.media_type)


def open_source(where: str | Path, *, allow_private: bool = False) -> Document:
    """The document a user names: "-" for standard input, an address with a scheme, else a file."""
    if isinstance(where, Path):
        return open_file(where)
    if where == STANDARD_INPUT:
        return open_stream(sys.stdin.buffer)
    if _SCHEME.match(where):
        return fetch(where, allow_private=allow_private)
    return open_file(Path(where))


def _too_large(where: str) -> SourceTooLarge:
    return SourceTooLarge(
        f"{where} is over the bound of {MAX_BYTES // (1024 * 1024)} MiB; split it or take a part."
    )
