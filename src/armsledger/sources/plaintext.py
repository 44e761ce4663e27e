"""Plain text, kept character for character: offsets in the text are offsets in the decoded file."""

import re

from armsledger.model import SourceRange

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]+")
"""All control characters but tab, line feed, form feed, carriage return and next line."""


def read_plain(decoded: str) -> tuple[str, tuple[SourceRange, ...]]:
    """The text and its map. Each control character becomes one space, so that no offset ever moves."""
    if not _CONTROLS.search(decoded):
        return decoded, (SourceRange(0, len(decoded), 0, len(decoded), True),)
    ranges: list[SourceRange] = []
    end = 0
    for found in _CONTROLS.finditer(decoded):
        if found.start() > end:
            ranges.append(SourceRange(end, found.start(), end, found.start(), True))
        end = found.end()
        ranges.append(SourceRange(found.start(), end, found.start(), end, False))
    if end < len(decoded):
        ranges.append(SourceRange(end, len(decoded), end, len(decoded), True))
    return _CONTROLS.sub(lambda found: " " * len(found[0]), decoded), tuple(ranges)
