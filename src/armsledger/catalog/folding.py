"""The folded form of a text in which names are looked for.

Folding turns marked Latin letters into plain ones, typographic apostrophes into straight ones, and hyphens,
en dashes and white space into spaces, so that "Türkiye", "Shahed-136" and a name broken over two lines
are found by their plain spelling. It keeps case.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Letters = npt.NDArray[np.uint32]
    Offsets = npt.NDArray[np.int64]

_LETTERS = "ıøØłŁđĐðÐħĦŧŦ"
_PLAIN = "ioOlLdDdDhHtT"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02bb\u02be\u02bf\u2032`\u00b4"
# The em dash is left out: it parts sentences' pieces, never the words of a name.
_SPACES = "-\u2010\u2011\u2012\u2013\u2212\u00a0\u2007\u2009\u200a\u202f\t\n\r"

# Dropped, so that offsets must be mapped: what has no width of its own, and white space beside white space.
# A blank line stays two characters wide, so that no name reaches over it.
_NO_WIDTH = (
    ("\u0300", "\u036f"),
    ("\u00ad", "\u00ad"),
    ("\u200b", "\u200d"),
    ("\u2060", "\u2060"),
    ("\ufeff", "\ufeff"),
)
_DROPPED = re.compile(
    f"[{''.join(f'{first}-{last}' for first, last in _NO_WIDTH)}]+"
    r"|(?<=\n)[ \t\u00a0]+|\r(?=\n)|[ \t\u00a0]+(?=[ \t\u00a0\r\n])"
)
_TABLED = 0x10000
"""Characters from here on are never folded."""


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
_FOLDED = np.arange(_TABLED, dtype=np.uint32)
_FOLDED[list(_TABLE)] = [ord(plain) for plain in _TABLE.values()]
_WIDTHLESS = np.zeros(_TABLED, dtype=bool)
for _first, _last in _NO_WIDTH:
    _WIDTHLESS[ord(_first) : ord(_last) + 1] = True
_NO_BREAK_SPACE = 0x00A0


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, its code points, and for each of them the offset in the original (None: the same)."""

    text: str
    letters: "Letters"
    offsets: "Offsets | None"

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that `start`..`end` of the folded text came from."""
        if self.offsets is None:
            return start, end
        return int(self.offsets[start]), int(self.offsets[end - 1]) + 1


def fold(name: str) -> str:
    """The folded form of a name or query: one line, single spaces."""
    if name.isascii() and "-" not in name and "  " not in name and "`" not in name:
        return name.strip()
    return " ".join(_DROPPED.sub("", name).translate(_TABLE).split())


def fold_text(text: str) -> Folded:
    """The folded form of a running text."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    # Most letters fold to themselves: only the others are looked up.
    marked = (letters > ord("~")) | (letters < ord(" ")) | (letters == ord("-")) | (letters == ord("`"))
    places = np.flatnonzero(marked)
    special = letters[places]
    folded = letters.copy()
    folded[places] = np.where(special < _TABLED, _FOLDED[np.minimum(special, _TABLED - 1)], special)
    dropped = _dropped(letters, places, special)
    if not len(dropped):
        return Folded(folded.tobytes().decode("utf-32-le", "surrogatepass"), folded, None)
    kept = np.ones(len(letters), dtype=bool)
    kept[dropped] = False
    offsets = np.flatnonzero(kept)
    folded = folded[offsets]
    return Folded(folded.tobytes().decode("utf-32-le", "surrogatepass"), folded, offsets)


def _dropped(letters: "Letters", places: "Offsets", special: "Letters") -> "Offsets":
    """The offsets of what `_DROPPED` matches; `special` are the letters at `places`, those looked up."""
    widthless = _WIDTHLESS[np.minimum(special, _TABLED - 1)]
    blank = letters == ord(" ")
    blank[places] |= (special == ord("\t")) | (special == _NO_BREAK_SPACE)
    breaks = places[(special == ord("\n")) | (special == ord("\r"))]
    before_break = breaks[breaks > 0] - 1
    space = blank.copy()
    space[breaks] = True
    beside = np.flatnonzero(blank[:-1] & space[1:])
    returns = before_break[(letters[before_break] == ord("\r")) & (letters[before_break + 1] == ord("\n"))]
    # White space that opens a line goes wholly, the last of it too.
    openings = breaks[letters[breaks] == ord("\n")] + 1
    openings = openings[openings < len(letters)]
    openings = openings[blank[openings]]
    lasts: list[int] = []
    for opening in openings.tolist():
        end = opening
        while end < len(letters) and blank[end]:
            end += 1
        lasts.append(end - 1)
    return np.concatenate([places[widthless], beside, returns, np.array(lasts, dtype=np.int64)])
