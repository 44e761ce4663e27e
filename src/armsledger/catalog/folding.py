"""The folded form of a text in which names are looked for.

Folding turns marked Latin letters into plain ones, typographic apostrophes into straight ones, and hyphens,
en dashes and white space into spaces, so that "Türkiye", "Shahed-136" and a name broken over two lines
are found by their plain spelling. It keeps case.
"""

import re
import unicodedata
from dataclasses import dataclass

_LETTERS = "ıøØłŁđĐðÐħĦŧŦ"
_PLAIN = "ioOlLdDdDhHtT"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02bb\u02be\u02bf\u2032`\u00b4"
# The em dash is left out: it parts sentences' pieces, never the words of a name.
_SPACES = "-\u2010\u2011\u2012\u2013\u2212\u00a0\u2007\u2009\u200a\u202f\t\n\r"

# Dropped, so that offsets must be mapped: what has no width of its own, and white space beside white space.
# A blank line stays two characters wide, so that no name reaches over it.
_DROPPED = re.compile(
    r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+"
    r"|(?<=\n)[ \t\u00a0]+|\r(?=\n)|[ \t\u00a0]+(?=[ \t\u00a0\r\n])"
)


def _table() -> dict[int, str]:
    table = {ord(letter): plain for letter, plain in zip(_LETTERS, _PLAIN, strict=True)}
    table |= {ord(character): "'" for character in _APOSTROPHES}
    table |= {ord(character): " " for character in _SPACES}
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            table[code] = base
    return table


_TABLE = _table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its characters the offset in the original (None: the same)."""

    text: str
    offsets: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that `start`..`end` of the folded text came from."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(name: str) -> str:
    """The folded form of a name or query: one line, single spaces."""
    if name.isascii() and "-" not in name and "  " not in name and "`" not in name:
        return name.strip()
    return " ".join(_DROPPED.sub("", name).translate(_TABLE).split())


def fold_text(text: str) -> Folded:
    """The folded form of a running text."""
    if not _DROPPED.search(text):
        return Folded(text.translate(_TABLE), None)
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for dropped in _DROPPED.finditer(text):
        kept.append(text[at : dropped.start()])
        offsets.extend(range(at, dropped.start()))
        at = dropped.end()
    kept.append(text[at:])
    offsets.extend(range(at, len(text)))
    return Folded("".join(kept).translate(_TABLE), offsets)
