"""The names index: where a text names what the catalogue knows.

Rules. Names match on word boundaries, the leftmost and of those the longest. What a name has in capitals must
be in capitals in the text; its small letters match either, so that "Turkey" finds "TURKEY" but not "turkey",
and "drone" finds all of them. A possessive "'s" is not part of the name. Weapon systems match with and
without space or hyphen before digits (TB2, TB-2, TB 2), with a variant's letters after them (MQ-9A,
Su-30MKI) and, like classes and demonyms, in the plural; the plural's "s" and the variant's letters belong
to the name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import ahocorasick_rs

from armsledger.catalog.entry import Entry, Form, Name
from armsledger.catalog.folding import Folded, fold, fold_text

_VARIANT = re.compile(r"[A-Z]{1,4}\d{0,2}(?![^\W_s])")
_LETTER_DIGIT = re.compile(r"(?<=[A-Za-z]) ?(?=\d)")
_PLURAL_FORMS = ("class", "demonym")


class Spelling(NamedTuple):
    """One name of one entry (None: an office or post, to be joined to a state)."""

    folded: str
    entry: Entry | None
    form: Form
    ambiguous: bool
    place: str | None


class _Hit(NamedTuple):
    start: int
    end: int
    spellings: Sequence[Spelling]


class NamesIndex:
    """All names of the catalogue in one automaton."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self._spellings: dict[str, list[Spelling]] = {}
        for spelling in spellings:
            self._spellings.setdefault(spelling.folded.lower(), []).append(spelling)
        self._patterns = list(self._spellings)
        self._by_pattern = list(self._spellings.values())
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._patterns, implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def spellings(self, name: str) -> list[Spelling]:
        """The spellings equal to `name` but for case, marks and hyphens."""
        return self._spellings.get(fold(name).lower(), [])

    def names_in(self, text: str) -> list[Name]:
        """Every name in `text`, in order and without overlaps."""
        folded = fold_text(text)
        hits = list(_leftmost_longest(self._hits(folded.text)))
        return [_name(text, folded, hit) for hit in _join_offices(folded.text, hits)]

    def _hits(self, text: str) -> Iterator[_Hit]:
        for pattern, start, end in self._automaton.find_matches_as_indexes(text.lower(), overlapping=True):
            if start and text[start - 1].isalnum() and text[start].isalnum():
                continue
            stop = end
            if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                stop = _inflected_end(text, end)
                if not stop:
                    continue
            found = text[start:end]
            spellings = [
                spelling
                for spelling in self._by_pattern[pattern]
                if _same_case(spelling.folded, found) and (stop == end or _inflects(spelling, text, end))
            ]
            if spellings:
                # "GAO" is the office, "Gao" the town: letter for letter beats the looser match.
                exact = [spelling for spelling in spellings if spelling.folded == found]
                yield _Hit(start, stop, exact or spellings)


def spell(entry: Entry) -> Iterator[Spelling]:
    """Every spelling by which a text may name `entry`."""
    forms: tuple[tuple[Form, tuple[str, ...]], ...] = (
        ("class" if entry.type == "class" else "name", (entry.name,)),
        ("class" if entry.type == "class" else "alias", entry.aliases),
        ("demonym", entry.demonyms),
        ("metonym", entry.metonyms),
    )
    for form, names in forms:
        for name in names:
            folded = fold(name)
            for variant in _variants(folded) if entry.type == "system" else (folded,):
                yield Spelling(variant, entry, form, name in entry.ambiguous, None)


def _variants(folded: str) -> Iterable[str]:
    """A system's name as it is, and with nothing and with a space between its letters and digits."""
    if not _LETTER_DIGIT.search(folded):
        return (folded,)
    return {folded: None, _LETTER_DIGIT.sub("", folded): None, _LETTER_DIGIT.sub(" ", folded): None}


def _same_case(name: str, found: str) -> bool:
    return name == found or all(
        not wanted.isupper() or given.isupper() for wanted, given in zip(name, found, strict=True)
    )


def _inflected_end(text: str, end: int) -> int:
    """Where a word ends that goes on after `end` with a variant's letters or a plural s; 0: another word."""
    variant = _VARIANT.match(text, end) if text[end - 1].isdigit() else None
    stop = variant.end() if variant else end
    if text[stop : stop + 1] in ("s", "S"):
        stop += 1
    return 0 if text[stop : stop + 1].isalnum() else stop


def _inflects(spelling: Spelling, text: str, end: int) -> bool:
    if spelling.entry is None:
        return False
    if spelling.entry.type == "system":
        return True
    return spelling.form in _PLURAL_FORMS and text[end] in "sS"


def _leftmost_longest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """The leftmost hits and of those the longest, but one that gives way.

    "Iranian military hardware" is "Iranian" and "military hardware", though the Iranian military has a name:
    a name leaves its last words to a class that begins in them and reaches beyond, if a shorter one remains.
    """
    ordered = sorted(hits, key=lambda hit: (hit.start, -hit.end, -len(hit.spellings[0].folded)))
    reached = 0
    for at, hit in enumerate(ordered):
        if hit.start >= reached and not _gives_way(ordered, at):
            reached = hit.end
            yield hit


def _gives_way(ordered: list[_Hit], at: int) -> bool:
    hit = ordered[at]
    shorter_end = 0
    for other in islice(ordered, at + 1, None):
        if other.start >= hit.end:
            return False
        if other.start == hit.start:
            shorter_end = other.end
        elif 0 < shorter_end < other.start and other.end > hit.end and other.spellings[0].form == "class":
            return True
    return False


def _join_offices(text: str, hits: list[_Hit]) -> Iterator[_Hit]:
    """Join states and their offices ("Iran's navy", "government of Iran"); drop offices without a state."""
    at = 0
    while at < len(hits):
        joined = _joined(text, hits[at], hits[at + 1]) if at + 1 < len(hits) else None
        if joined:
            yield joined
            at += 2
            continue
        if hits[at].spellings[0].entry is not None:
            yield hits[at]
        at += 1


def _joined(text: str, first: _Hit, second: _Hit) -> _Hit | None:
    left, right = first.spellings[0], second.spellings[0]
    gap = text[first.end : second.start]
    if right.entry is None and _is_state(left, "demonym", "capital") and gap in (" ", "'s ", "' "):
        state, office = left, right
        if office.form == "post" and _begins_name(text, second.end):
            return None
    elif left.entry is None and _is_state(right) and gap in (" of ", " of the "):
        state, office = right, left
    else:
        return None
    return _Hit(first.start, second.end, [state._replace(form=office.form, place=None)])


def _is_state(spelling: Spelling, *forms: Form) -> bool:
    entry = spelling.entry
    return entry is not None and entry.is_state and spelling.form in ("name", "alias", *forms)


def _begins_name(text: str, at: int) -> bool:
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isupper()


def _name(text: str, folded: Folded, hit: _Hit) -> Name:
    start, end = folded.original(hit.start, hit.end)
    first = hit.spellings[0]
    assert first.entry is not None  # offices alone were dropped
    others = tuple(
        spelling.entry
        for spelling in hit.spellings[1:]
        if spelling.entry is not None and spelling.entry.id not in (first.entry.id, first.place)
    )
    place = next((s.place for s in hit.spellings if s.place and s.entry is first.entry), first.place)
    return Name(start, end, text[start:end], first.entry, first.form, place, first.ambiguous, others)
