"""How alike names are across spellings, transliterations and scripts, for a look-up and never in reading.

Three measures, of which the best counts: the letters in their order; the same words in another order or among
others, for nine tenths; and the consonants as they sound, for nine tenths, because transliterations differ in
vowels first, and Arabic and Hebrew letters leave most of them out. Names with other numbers are other things.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

from armsledger.catalog.entry import Entry
from armsledger.catalog.folding import fold

_LEAST = 75.0
"""The least similarity, of 100, at which a name is offered."""
_LONGEST_QUERY = 200
_BEST = 99.0
"""What is only similar never scores like a name that is the same."""
_OTHER_WORDS, _OTHER_VOWELS, _OTHER_NUMBERS = 0.9, 0.9, 0.9
_FEWEST_CONSONANTS = 4
_SAME_FEW_CONSONANTS = 80.0
_SOUNDS = (
    ("kh", "x"), ("gh", "k"), ("sch", "S"), ("sh", "S"), ("ch", "C"), ("zh", "z"), ("ph", "f"), ("th", "t"),
    ("dj", "j"), ("ck", "k"), ("q", "k"), ("g", "k"), ("c", "k"), ("w", "v"), ("ff", "v"), ("z", "s"),
)  # fmt: skip
"""Letters that transliterations use for one another, in the order in which they are replaced."""
_VOWELS = re.compile(r"[aeiouy'’`ʿʾ]+")
_DOUBLED = re.compile(r"(.)\1+")
_NUMBERS = re.compile(r"[0-9]+")
_SEPARATORS = re.compile(r"[^\w]+")


class _Known(NamedTuple):
    """A name made ready to be compared."""

    words: str
    consonants: str
    numbers: frozenset[str]


def _ready(name: str) -> _Known:
    words = _SEPARATORS.sub(" ", anyascii(fold(name)).lower()).strip()
    sounds = words
    for letters, sound in _SOUNDS:
        sounds = sounds.replace(letters, sound)
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", sounds)).replace(" ", "")
    return _Known(words, consonants, frozenset(_NUMBERS.findall(words)))


class SimilarNames:
    """The names of entries, to be asked which of them are like another."""

    def __init__(self, names: Iterable[tuple[str, Entry]]) -> None:
        self._names = [(name, entry, _ready(name)) for name, entry in names]

    def like(self, name: str) -> list[tuple[float, str, Entry]]:
        """Similarity (75 to 99), name and entry of all that is similar, the best name of each, best first."""
        best: dict[str, tuple[float, str, Entry]] = {}
        for score, known, entry in self._scored(_ready(name[:_LONGEST_QUERY])):
            if entry.id not in best or score > best[entry.id][0]:
                best[entry.id] = (score, known, entry)
        return sorted(best.values(), key=lambda found: -found[0])

    def _scored(self, query: _Known) -> Iterator[tuple[float, str, Entry]]:
        for name, entry, known in self._names:
            factor = 1.0 if query.numbers == known.numbers else _OTHER_NUMBERS
            score = min(round(_similarity(query, known) * factor, 1), _BEST)
            if score >= _LEAST:
                yield score, name, entry


def _similarity(query: _Known, known: _Known) -> float:
    best = max(
        fuzz.ratio(query.words, known.words, score_cutoff=_LEAST),
        _OTHER_WORDS * fuzz.token_set_ratio(query.words, known.words, score_cutoff=_LEAST),
    )
    fewest = min(len(query.consonants), len(known.consonants))
    if fewest >= _FEWEST_CONSONANTS:
        sound = fuzz.ratio(query.consonants, known.consonants, score_cutoff=_LEAST)
        best = max(best, _OTHER_VOWELS * sound)
    elif fewest == _FEWEST_CONSONANTS - 1 and query.consonants == known.consonants:
        best = max(best, _SAME_FEW_CONSONANTS)
    return best
