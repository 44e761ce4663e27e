"""The names index: where a text names what the catalogue knows.

Rules. Names match on word boundaries, the leftmost and of those the longest. What a name has in capitals must
be in capitals in the text; its small letters match either, all of them or those that begin a word, so that
"Turkey" finds "TURKEY" but not "turkey", "kamikaze drone" finds "Kamikaze drone" and "KAMIKAZE DRONE". A
possessive "'s" is not part of the name. Weapon systems match with and without space or hyphen before digits
(TB2, TB-2, TB 2), with a variant's letters after them (MQ-9A, Su-30MKI) and, like classes and demonyms, in
the plural; the plural's "s" and the variant's letters belong to the name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs
import numpy as np

from armsledger.catalog.entry import Entry, Form, Name
from armsledger.catalog.folding import Folded, fold, fold_text
from armsledger.catalog.gazetteer import Gazetteer

if TYPE_CHECKING:
    import numpy.typing as npt

    from armsledger.catalog.folding import Letters

_VARIANT = re.compile(r"[A-Z]{1,4}\d{0,2}(?![^\W_s])")
_LETTER_DIGIT = re.compile(r"(?<=[A-Za-z]) ?(?=\d)")
_WORD_START = re.compile(r"(?:^|(?<= ))[a-z]")
_SMALL_IN_TITLES = re.compile(r"(?<= )(?:Of|The|And|For|In|On|To|De|Du|Al)(?= )")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ARTICLE = re.compile(r"A \d")
""" "A 10 percent share": an article and a number, not the A-10."""
_CAPITALISED = re.compile(
    r" (?!(?:Mk|Mark|Block|Mod|Mini|Extended|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][a-z]{2}"
)
_LONG_WORD = re.compile(r"\b[^\W\d_]{4,}")
_FIRST_NAME = re.compile(r"(?<![\w.])([A-Z][a-zé]{2,}) $")
_LONGEST_FIRST_NAME = 24
_TITLES = frozenset(
    {
        "President", "Minister", "Premier", "Chancellor", "Secretary", "General", "Colonel",
        "Major", "Captain", "Lieutenant", "Brigadier", "Admiral", "Marshal", "Commander", "Chief",
        "Chairman", "Chairwoman", "Director", "Ambassador", "Envoy", "Senator", "Congressman",
        "Representative", "Speaker", "Governor", "King", "Queen", "Prince", "Princess", "Emir",
        "Sultan", "Sheikh", "Ayatollah", "Pope", "Lord", "Sir", "Lady", "Dame", "Professor",
        "Doctor", "Comrade", "Spokesman", "Spokeswoman", "Spokesperson", "Leader", "Monday",
        "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February",
        "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "When", "But", "And", "While", "After", "Before", "Since", "Both", "Neither",
        "That", "The", "Then", "Supreme", "Former", "Deputy", "Vice", "Acting", "Imam", "Hajj",
        "Haji", "Mullah", "Hojjatoleslam",
    }
)  # fmt: skip
"""Capitalised words before a surname that are no first name."""
_BEFORE_SENTENCES = " \"'“”‘’("
_BETWEEN_SENTENCES = ".!?\n:;•–—"
_HEADLINE = 120
"""As far to either side it is looked whether a line is a headline, in characters."""
_STRETCH = 1 << 15
_PLURAL_FORMS = ("class", "demonym")


class Spelling(NamedTuple):
    """One name of one entry (None: an office or post, to be joined to a state)."""

    folded: str
    entry: Entry | None
    form: Form
    ambiguous: bool
    place: str | None


_Hit = tuple[int, int, Sequence[Spelling]]
"""Where in the folded text, from and to, and what may be meant; a plain tuple, for there are millions."""


class _Joined:
    """The names of ministries that are a state and its office ("Danish Defence Ministry"): those name the
    state, as "the Danish government" does, and are found as such."""

    def __init__(self, spellings: Iterable[Spelling]) -> None:
        self._states: set[str] = set()
        self._offices: set[str] = set()
        for spelling in spellings:
            if spelling.entry is None:
                self._offices.add(spelling.folded.lower())
            elif _is_state(spelling, "demonym"):
                self._states.add(spelling.folded.lower())

    def __contains__(self, spelling: object) -> bool:
        if not isinstance(spelling, Spelling) or spelling.entry is None or spelling.entry.type != "ministry":
            return False
        words = spelling.folded.lower().split(" ")
        halves = ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))
        return any(
            (first.removesuffix("'s").removesuffix("'") in self._states and second in self._offices)
            or (first in self._offices and re.sub("^of (the )?", "", second) in self._states)
            for first, second in halves
        )


class NamesIndex:
    """All names of the catalogue in one automaton; of the towns, those that nothing else is called."""

    def __init__(self, spellings: Iterable[Spelling], towns: Gazetteer) -> None:
        self._by_surface: dict[str, list[Spelling]] = {}
        self._by_name: dict[str, list[Spelling]] = {}
        listed = [*spellings]
        joined = _Joined(listed)
        for spelling in listed:
            self._by_name.setdefault(spelling.folded.lower(), []).append(spelling)
            for surface in () if spelling in joined else _surfaces(spelling.folded):
                self._by_surface.setdefault(surface, []).append(spelling)
        for surface, held in self._by_surface.items():
            # "GAO" is the office, "Gao" the town: letter for letter beats the looser match.
            exact = [spelling for spelling in held if spelling.folded == surface]
            if exact and len(exact) < len(held):
                self._by_surface[surface] = held = exact
            if len(held) > 1:  # who alone is sure of a name comes first
                held.sort(key=lambda spelling: spelling.ambiguous)
        self._towns = towns
        self._town_surfaces = self._named_towns(towns)
        self._surfaces = [*self._by_surface, *self._town_surfaces]
        self._by_pattern = [self._by_surface.get(surface, []) for surface in self._surfaces]
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._surfaces, implementation=ahocorasick_rs.Implementation.ContiguousNFA
        )

    def _named_towns(self, towns: Gazetteer) -> dict[str, list[tuple[str, bool]]]:
        """The towns that bear a name which is no other entry's, the largest first, by that name."""
        named: dict[str, list[tuple[str, bool]]] = {}
        for name, id, ambiguous in towns.names():
            folded = fold(name)
            if folded not in self._by_surface:
                named.setdefault(folded, []).append((id, ambiguous))
        return named

    def __len__(self) -> int:
        return len(self._surfaces)

    def spellings(self, name: str) -> list[Spelling]:
        """The spellings equal to `name` but for case, marks and hyphens."""
        folded = fold(name)
        return self._by_name.get(folded.lower(), []) or self._town_spellings(folded)

    def _town_spellings(self, surface: str) -> list[Spelling]:
        """The spellings of a town's name, made when they are needed: few of the thousands ever are."""
        found = self._town_surfaces.get(surface, ())
        towns = [(self._towns.get(id), ambiguous) for id, ambiguous in found]
        return [Spelling(surface, town, "name", ambiguous, None) for town, ambiguous in towns]

    def names_in(self, text: str) -> list[Name]:
        """Every name in `text`, in order and without overlaps."""
        return [name for start, end in _stretches(text) for name in self._names_of(text, start, end)]

    def _names_of(self, text: str, start: int, end: int) -> Iterator[Name]:
        folded = fold_text(text[start:end])
        hits = _leftmost_longest(self._hits(folded))
        names = [_name(text, start, folded, hit) for hit in _join_offices(folded.text, hits)]
        for before, name, following in zip([None, *names], names, [*names[1:], None], strict=False):
            if _ARTICLE.match(name.text):
                continue
            if name.ambiguous and _is_of_a_longer_name(text, name, following):
                continue
            if not (name.entry.type == "person" and _is_a_relative(text, name, before)):
                yield name

    def _hits(self, folded: Folded) -> list[_Hit]:
        """Every spelling on word boundaries, by start and of those with one start the longest first."""
        text, letters = folded.text, folded.letters
        try:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate is no character that Rust can take; it is in no name
            plain = _SURROGATES.sub("?", text)
            found = self._automaton.find_matches_as_indexes(plain, overlapping=True)
        if not found:
            return []
        table = np.array(found, dtype=np.int64)
        starts, ends = table[:, 1], table[:, 2]
        begins = (starts == 0) | ~(_is_word(letters[starts]) & _is_word(letters[starts - 1]))
        table, ends = table[begins], ends[begins]
        last, after = letters[ends - 1], letters[np.minimum(ends, len(letters) - 1)]
        goes_on = (ends < len(letters)) & _is_word(last) & _is_word(after)
        possible = ~goes_on | _DIGIT[np.minimum(last, 127)] | _PLURAL[np.minimum(after, 127)]
        table, goes_on = table[possible], goes_on[possible]
        order = np.lexsort((-table[:, 2], table[:, 1]))
        hits: list[_Hit] = []
        for (pattern, start, end), longer in zip(table[order].tolist(), goes_on[order].tolist(), strict=True):
            spellings = self._by_pattern[pattern] or self._town_spellings(self._surfaces[pattern])
            if longer:
                stop = _inflected_end(text, end)
                spellings = [s for s in spellings if _inflects(s, text, end)] if stop else []
                end = stop
            if spellings:
                hits.append((start, end, spellings))
        return hits


_ALPHANUMERIC = np.array([chr(code).isalnum() for code in range(0x3100)] + [False])
_DIGIT = np.array([chr(code).isdigit() for code in range(128)])
_PLURAL = np.array([chr(code) in "sS" for code in range(128)])


def _is_word(letters: "Letters") -> "npt.NDArray[np.bool_]":
    return _ALPHANUMERIC[np.minimum(letters, len(_ALPHANUMERIC) - 1)]


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


def _surfaces(folded: str) -> Iterable[str]:
    """The ways a text may write a name: as it is, in capitals, and with capitals where words begin."""
    if folded.isupper():
        return (folded,)
    upper = _WORD_START.sub(lambda letter: letter.group().upper(), folded)
    first = folded[:1].upper() + folded[1:]
    title = _SMALL_IN_TITLES.sub(lambda word: word.group().lower(), upper)
    return {folded: None, first: None, upper: None, title: None, folded.upper(): None}


def _variants(folded: str) -> Iterable[str]:
    """A system's name as it is, and with nothing and with a space between its letters and digits."""
    if not _LETTER_DIGIT.search(folded):
        return (folded,)
    return {folded: None, _LETTER_DIGIT.sub("", folded): None, _LETTER_DIGIT.sub(" ", folded): None}


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


def _leftmost_longest(ordered: list[_Hit]) -> list[_Hit]:
    """The leftmost hits and of those the longest, but one that gives way.

    "Iranian military hardware" is "Iranian" and "military hardware", though the Iranian military has a name:
    a name leaves its last words to a class that begins in them and reaches beyond, if a shorter one remains.
    """
    chosen: list[_Hit] = []
    reached = 0
    for at, hit in enumerate(ordered):
        if hit[0] >= reached and not _gives_way(ordered, at):
            reached = hit[1]
            chosen.append(hit)
    return chosen


def _gives_way(ordered: list[_Hit], at: int) -> bool:
    start, end, _ = ordered[at]
    shorter_end = 0
    for next_one in range(at + 1, len(ordered)):
        other_start, other_end, spellings = ordered[next_one]
        if other_start >= end:
            return False
        if other_start == start:
            shorter_end = other_end
        elif 0 < shorter_end < other_start and other_end > end and spellings[0].form == "class":
            return True
    return False


def _join_offices(text: str, hits: list[_Hit]) -> Iterator[_Hit]:
    """Join states and their offices ("Iran's navy", "government of Iran"); drop offices without a state."""
    before: _Hit | None = None
    for hit in hits:
        if before is not None:
            joined = None
            if before[2][0].entry is None or hit[2][0].entry is None:
                joined = _joined(text, before, hit)
            if joined is not None:
                yield joined
                before = None
                continue
            if before[2][0].entry is not None:
                yield before
        before = hit
    if before is not None and before[2][0].entry is not None:
        yield before


def _joined(text: str, first: _Hit, second: _Hit) -> _Hit | None:
    left, right = first[2][0], second[2][0]
    gap = text[first[1] : second[0]]
    if right.entry is None and _is_state(left, "demonym", "capital") and gap in (" ", "'s ", "' "):
        state, office = left, right
        if office.form == "post" and _begins_name(text, second[1]):
            return None
    elif left.entry is None and _is_state(right) and gap in (" of ", " of the "):
        state, office = right, left
    else:
        return None
    return first[0], second[1], [state._replace(form=office.form, place=None)]


def _is_state(spelling: Spelling, *forms: Form) -> bool:
    entry = spelling.entry
    return entry is not None and entry.is_state and spelling.form in ("name", "alias", *forms)


def _begins_name(text: str, at: int) -> bool:
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isupper()


def _name(text: str, offset: int, folded: Folded, hit: _Hit) -> Name:
    start, end, spellings = hit
    if folded.offsets is not None:
        start, end = folded.original(start, end)
    start, end = start + offset, end + offset
    _, entry, form, ambiguous, place = spellings[0]
    assert entry is not None  # offices alone were dropped
    if len(spellings) == 1:
        return Name(start, end, text[start:end], entry, form, place, ambiguous, ())
    others = tuple(
        spelling.entry
        for spelling in spellings[1:]
        if spelling.entry is not None and spelling.entry.id not in (entry.id, place)
    )
    place = next((s.place for s in spellings if s.place and s.entry is entry), place)
    return Name(start, end, text[start:end], entry, form, place, ambiguous, others)


def _is_of_a_longer_name(text: str, name: Name, following: Name | None) -> bool:
    """Whether the name goes on with a capitalised word, as "Heron Island", or a person's name.

    Not so where that is a name of its own, nor in a line of which most words have capitals, a headline.
    """
    end = name.end
    if following is not None and following.start == end + 1:
        return name.entry.type == "system" and following.entry.type == "person"
    if _CAPITALISED.match(text, end) is None:
        return False
    return not _is_headline(text, end)


def _is_headline(text: str, at: int) -> bool:
    """Whether most words of the line have capitals."""
    lowest = max(0, at - _HEADLINE)
    begin = max(text.rfind("\n", lowest, at) + 1, lowest)
    line, _, _ = text[begin : at + _HEADLINE].partition("\n")
    words = _LONG_WORD.findall(line)
    return len([word for word in words if word[0].islower()]) <= len(words) / 5


def _is_a_relative(text: str, name: Name, before: Name | None) -> bool:
    """Whether a surname alone has another first name before it: "Emine Erdogan" is not the president."""
    if " " in name.text or (before is not None and before.end == name.start - 1):
        return False
    first = _FIRST_NAME.search(text, max(0, name.start - _LONGEST_FIRST_NAME), name.start)
    if first is None or first.group(1) in _TITLES:
        return False
    return not _opens_sentence(text, first.start(1)) and not _is_headline(text, name.end)


def _opens_sentence(text: str, at: int) -> bool:
    while at > 0 and text[at - 1] in _BEFORE_SENTENCES:
        at -= 1
    return at == 0 or text[at - 1] in _BETWEEN_SENTENCES


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """A long text in pieces that a processor's cache holds, parted where no name can be: at blank lines."""
    start = 0
    while len(text) - start > _STRETCH:
        gap = text.find("\n\n", start + _STRETCH)
        if gap < 0:
            break
        yield start, gap
        start = gap
    yield start, len(text)
