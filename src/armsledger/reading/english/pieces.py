"""From words to what the encoder reads: word-piece ids and word shapes.

The vocabulary is uncased, so capitals reach the model only through the shapes. Training imports this
module too: both sides must cut and shape words in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tokenizers import Tokenizer

CLS, SEP, UNK, PAD = 101, 102, 100, 0
MAX_PIECES_A_WORD = 10  # a web address can have fifty; the first ten say what it is
MAX_WORD_CHARACTERS = 100  # longer words are cut before the tokeniser sees them
CACHE_WORDS = 200_000  # words remembered before the memory is emptied

NO_SHAPE = 0  # padding, and the sentence's own start and end pieces
_LOWER, _TITLE, _UPPER, _LETTER, _MIXED, _NUMBER, _ALNUM, _PUNCT, _SYMBOL, _HYPHENED, _OTHER = range(1, 12)
_INITIAL = 11  # added to a shape while only punctuation has gone before in the sentence
SHAPES = 2 * _INITIAL + 1

_NUMERIC = re.compile(r"[+-]?\d[\d.,:/]*")
_PUNCTUATION = frozenset(".,;:!?\"'`()[]{}-–—‒―…‘’“”„«»/\\|*_•·")


@lru_cache(maxsize=65_536)
def shape(word: str) -> int:
    """The word's shape, 1 to 11: lower, Title, CAPITALS, one capital, miXed, number, F-16, stop, sign…"""
    if not word:
        return _OTHER
    if all(c in _PUNCTUATION for c in word):
        return _PUNCT
    if _NUMERIC.fullmatch(word):
        return _NUMBER
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _ALNUM if any(c.isdigit() for c in word) else _SYMBOL
    if any(c.isdigit() for c in word):
        return _ALNUM
    return _letter_shape(word, letters)


def _letter_shape(word: str, letters: list[str]) -> int:
    if all(c.islower() for c in letters):
        return _HYPHENED if "-" in word else _LOWER
    if all(c.isupper() for c in letters):
        return _LETTER if len(letters) == 1 else _UPPER
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return _TITLE
    return _MIXED if any(c.isupper() for c in letters) else _OTHER


def shapes(words: Sequence[str]) -> list[int]:
    """One shape a word, 1 to 22; the upper half while the sentence has had nothing but punctuation."""
    found = []
    initial = True
    for word in words:
        kind = shape(word)
        found.append(kind + _INITIAL if initial else kind)
        initial = initial and kind == _PUNCT
    return found


class Pieces:
    """Word-piece ids of single words, remembered: a word is cut the same way wherever it stands."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Cut those of the words not yet known, in one call; before any call of `of` for them."""
        known = self._known
        if len(known) > CACHE_WORDS:
            known.clear()
        new = [word for word in dict.fromkeys(words) if word not in known]
        if not new:
            return
        cut = self._tokenizer.encode_batch_fast(
            [word[:MAX_WORD_CHARACTERS] for word in new], add_special_tokens=False
        )
        for word, encoding in zip(new, cut, strict=True):
            # A word of nothing but control characters has no piece: it still needs one to be parsed.
            known[word] = tuple(encoding.ids[:MAX_PIECES_A_WORD]) or (UNK,)

    def of(self, word: str) -> tuple[int, ...]:
        """The word's ids, at least one and at most MAX_PIECES_A_WORD; KeyError when not learnt."""
        return self._known[word]
