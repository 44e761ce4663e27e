"""Lemmas: suffix rules by tag, and a table of the forms the rules get wrong.

The table is made in training from the treebanks' lemmas; it holds only what the rules miss, so both are
small and a word never seen still gets a sensible lemma.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

_VERBS = frozenset({"VBD", "VBG", "VBN", "VBZ"})
_SIBILANT = ("sses", "shes", "ches", "xes", "zzes")
_VOWELS = frozenset("aeiou")
# Stems that end so had an e: "negotiat-", "procur-", "supply of -ize, -ve, -ce, -ge, -le, -ue" and so on.
_DROPPED_E = re.compile(r"(?:[cvzu]|[drn]g|[ae]g|[bcdfgkpt]l)$")
_DROPPED_E_LONG = re.compile(
    r"(?:at|ut|it|ot|ir|ur|or|ar|in|id|ud|od|ad|as|is|os|us|ap|ip|op|ak|ik|ok|al|il|ol|ul|am|im|om|um|an|on|un"
    r"|yp|ys|ns|rs|ps|ath|et)$"
)
# … unless a second vowel makes them whole: "seat-", "load-", "appear-", "explain-"; or the stem is longer.
_KEPT = re.compile(r"(?:er|en|el|ow|ew|aw|ay|oy|ey|it|or|on|in|om|al|an|ar|is|id|us|ot|op|il|et)$")


class Lemmas:
    """The lemmatiser over a table {tag: {lower-cased form: lemma}}; tags are XPOS."""

    def __init__(self, table: Mapping[str, Mapping[str, str]]) -> None:
        self._table = table
        self._none: Mapping[str, str] = {}

    def of(self, word: str, upos: str, xpos: str) -> str:
        """The lemma: lower case but for names, digits and signs, which stay as they are."""
        plain = word.replace("’", "'").replace("‘", "'") if "’" in word or "‘" in word else word
        known = self._table.get(xpos, self._none).get(plain.lower())
        if known is not None:
            return known
        return rule(plain, upos, xpos)


def rule(word: str, upos: str, xpos: str) -> str:
    """What the rules alone make of a word (straight apostrophes)."""
    if xpos == "NNPS":
        return _singular(word)
    if upos == "PROPN" or xpos in ("NNP", "CD", "ADD", "FW", "LS", "SYM", "NFP"):
        return word
    lower = word.lower()
    if xpos == "NNS" or xpos == "VBZ":
        return _singular(lower)
    if xpos in _VERBS:
        return _verb(lower)
    if xpos in ("JJR", "RBR"):
        return _compared(lower, "er")
    if xpos in ("JJS", "RBS"):
        return _compared(lower, "est")
    return word if word.isupper() and len(word) > 1 and xpos == "NN" else lower


def _singular(word: str) -> str:
    """A plural noun or a third-person verb without its -s."""
    low = word.lower()
    if low.endswith("men") and len(low) > 4:
        return word[:-2] + ("A" if word.isupper() else "a") + word[-1]
    if len(low) < 3 or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(_SIBILANT):
        return word[:-2]
    return word[:-2] if low.endswith("'s") else word[:-1]


def _verb(word: str) -> str:
    """A past form or a participle without its -ed or -ing."""
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 1 and any(c in "aeiouy" for c in stem):
            return _whole(stem)
    return word


def _compared(word: str, ending: str) -> str:
    stem = word[: -len(ending)]
    if not word.endswith(ending) or len(stem) < 3:
        return word
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in "ls":
        return stem[:-1]
    return stem + "e" if stem[-1] in "cgsv" or (stem[-2:] in ("at", "id", "ir", "im", "ar")) else stem


def _whole(stem: str) -> str:
    """A verb's stem as the verb is written: a doubled letter undone, a dropped e put back."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsfz":
        return stem[:-1]
    if stem[-1] in _VOWELS:
        return stem + "e" if stem[-1] == "u" else stem
    before = stem[-3:-2]
    if _DROPPED_E.search(stem) and not stem.endswith(("ang", "ing", "ong", "ung", "eng")):
        return stem + "e"
    if not _DROPPED_E_LONG.search(stem) or (before in _VOWELS and stem[-2] in _VOWELS):
        return stem
    syllables = sum(a in _VOWELS and b not in _VOWELS for a, b in pairwise(stem))
    return stem if syllables > 1 and _KEPT.search(stem) else stem + "e"
