"""How what two claims name stands to one another: the same, kin, not told, or different."""

import re
from collections.abc import Callable, Hashable, Iterable
from enum import IntEnum
from functools import cached_property
from math import cos, hypot, radians

from rapidfuzz.fuzz import ratio

from armsledger.catalog import Catalog, Entry, Name
from armsledger.catalog.folding import fold

_STATE_TYPES = frozenset({"force", "ministry", "agency", "legislature", "court", "company", "person"})
"""What stands for its state as a party: a maker's sale is its country's export. Groups stand for
themselves."""
_PART_OF = frozenset({"part_of", "subsidiary_of", "owned_by"})
_SEATS = frozenset({"state", "territory"})
_PROPER = re.compile(r"[A-Z0-9]")
_WORDS = re.compile(r"[^\W_]+")
_IDLE = frozenset({"the", "a", "an", "its", "their", "his", "her", "of", "and"})
UNNAMED = "~"
"""Begins the key of what the catalogue does not know by its name."""
_ALIKE = 86.0  # of 100: "Mohajer-6" and "Muhajir-6" are
_LIFT = 12  # steps of a chain of parts or classes: longer is a loop
_EVERYTHING = "arms"
_REMEMBERED = 20_000
_REMEMBERED_ANSWERS = 500_000
_KINDRED = (
    frozenset({"missile", "air-defence"}),
    frozenset({"uav", "aircraft"}),
    frozenset({"missile", "rocket"}),
)
"""Classes that are often said of one and the same system: the missiles of an air-defence system."""
_VICINITY_DEGREES = 0.7  # of a great circle: about 80 km


class Kin(IntEnum):
    """How two sets of names stand to one another, the closest pair deciding."""

    DIFFERENT = 0
    UNKNOWN = 1
    WITHIN = 2
    """One is of the other: a force of its state, a type of its class."""
    SAME = 3


Names = frozenset[str]


class Kinship:
    """What the catalogue knows of parties and systems, asked thousands of times: answers are kept."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._states: dict[str, str] = {}
        self._classes: dict[str, tuple[str, ...]] = {}
        self._keys: dict[tuple[str, str], str | None] = {}
        self._parties: dict[tuple[Names, Names], Kin] = {}
        self._systems: dict[tuple[Names, Names], Kin] = {}
        self._lines: dict[Names, Names] = {}
        self._are_classes: dict[Names, bool] = {}
        self._remembered: dict[Hashable, float] = {}
        self._named_in: dict[str, list[Name]] = {}

    def state(self, key: str) -> str:
        """The state that a party acts for, a group or body of its own, or the key where nobody knows."""
        if key not in self._states:
            self._states[key] = self._home(key)
        return self._states[key]

    def states(self, keys: Iterable[str]) -> Names:
        """Whom the parties act for."""
        return frozenset(self.state(key) for key in keys)

    def classes(self, key: str) -> tuple[str, ...]:
        """The system and every family and class it is of, nearest first."""
        if key not in self._classes:
            found: list[str] = []
            todo = [key]
            while todo and len(found) < _LIFT:
                one = todo.pop(0)
                entry = self.catalog.get(one)
                if one in found or (entry is None and one != key):
                    continue
                found.append(one)
                if entry is not None:
                    todo += [up for up in (entry.family, entry.parent) if up]
            self._classes[key] = tuple(found)
        return self._classes[key]

    def is_class(self, key: str) -> bool:
        """True of a generic class: drones, missiles, arms."""
        entry = self.catalog.get(key)
        return entry is not None and entry.type == "class"

    def are_classes(self, keys: Names) -> bool:
        """True where all of a set of systems are generic classes."""
        if keys not in self._are_classes:
            self._are_classes[keys] = all(self.is_class(key) for key in keys)
        return self._are_classes[keys]

    def remembered(self, asked: Hashable, answer: Callable[[], float]) -> float:
        """The answer to what is asked of the same parties and systems again and again."""
        known = self._remembered.get(asked)
        if known is None:
            if len(self._remembered) > _REMEMBERED_ANSWERS:
                self._remembered.clear()
            known = self._remembered[asked] = answer()
        return known

    def names_in(self, words: str) -> list[Name]:
        """What `Catalog.names_in` finds in a few words that are asked about again and again."""
        if words not in self._named_in:
            if len(self._named_in) > _REMEMBERED:
                self._named_in.clear()
            self._named_in[words] = self.catalog.names_in(words)
        return self._named_in[words]

    def root(self, keys: Names) -> str:
        """The broadest class but arms that a set of systems is of; `arms` where that is not known."""
        for key in sorted(keys):
            chain = [up for up in self.classes(key) if up != _EVERYTHING and self.is_class(up)]
            if chain:
                return chain[-1]
        return _EVERYTHING

    def lines(self, keys: Names) -> Names:
        """The particular systems among a set, each by the family of all that it is a version of."""
        if keys not in self._lines:
            chains = [[up for up in self.classes(key) if not self.is_class(up)] for key in sorted(keys)]
            self._lines[keys] = frozenset(chain[-1] for chain in chains if chain)
        return self._lines[keys]

    def sorts(self, root: str) -> list[str]:
        """A broadest class, and the groups of such classes of which one and the same system is said to be."""
        return [root, *("/".join(sorted(kindred)) for kindred in _KINDRED if root in kindred)]

    def party_key(self, text: str, entity: str | None) -> str | None:
        """What a party is called among claims, or None where its words name nobody in particular."""
        return self._key("party", text, entity)

    def system_key(self, text: str, entity: str | None) -> str | None:
        """What a system is called among claims, or None for words that say nothing of it."""
        return self._key("system", text, entity)

    def place_key(self, text: str, entity: str | None) -> str | None:
        """What a place is called among claims, or None for words that locate nothing, and for who is no
        place."""
        entry = self.catalog.get(entity) if entity is not None else None
        if entry is not None and entry.type not in ("place", *_SEATS):
            return None
        return self._key("place", text, entity)

    def rule_key(self, text: str, entity: str | None) -> str | None:
        """What an instrument is called among claims, or None for words that name none."""
        return self._key("rule", text, entity)

    def parties(self, one: Names, other: Names) -> Kin:
        """How two sets of parties stand to one another."""
        if not one or not other:
            return Kin.UNKNOWN
        if not one.isdisjoint(other):
            return Kin.SAME
        pair = (one, other)
        if pair not in self._parties:
            self._parties[pair] = self._compare_parties(one, other)
        return self._parties[pair]

    def systems(self, one: Names, other: Names) -> Kin:
        """How two sets of systems stand to one another; a class is WITHIN kin of its members."""
        if not one or not other:
            return Kin.UNKNOWN
        pair = (one, other)
        if pair not in self._systems:
            self._systems[pair] = self._compare_systems(one, other)
        return self._systems[pair]

    def places(self, one: Names, other: Names) -> Kin:
        """How two sets of places stand to one another; a town is WITHIN kin of its state."""
        if not one or not other:
            return Kin.UNKNOWN
        if not one.isdisjoint(other):
            return Kin.SAME
        for here in one:
            for there in other:
                if here in (self._land(there), there) or there == self._land(here):
                    return Kin.WITHIN
                if _alike(here, there):
                    return Kin.SAME
        return Kin.DIFFERENT if all(self._far(a, b) for a in one for b in other) else Kin.UNKNOWN

    def rules(self, one: Names, other: Names) -> Kin:
        """How two sets of instruments stand to one another; what has no name of its own ("sanctions") is not
        told."""
        if not one.isdisjoint(other):
            return Kin.SAME
        mine, theirs = ([key for key in keys if not key.startswith(UNNAMED)] for keys in (one, other))
        return Kin.DIFFERENT if mine and theirs else Kin.UNKNOWN

    def _far(self, here: str, there: str) -> bool:
        """Whether two places are not one: too far apart, or of different names where nobody knows how far."""
        one, other = (self.catalog.get(key) for key in (here, there))
        if one is None or other is None:
            return not _alike(here, there)
        if one.is_state or other.is_state:
            return (one.state or one.id) != (other.state or other.id)
        mine, theirs = self.catalog.located(one), self.catalog.located(other)
        if mine is None or theirs is None:
            return False
        return hypot(mine[0] - theirs[0], (mine[1] - theirs[1]) * cos(radians(mine[0]))) > _VICINITY_DEGREES

    def _compare_parties(self, one: Names, other: Names) -> Kin:
        if any(_alike(here, there) for here in one for there in other):
            return Kin.SAME
        mine, theirs = self.states(one), self.states(other)
        if not mine.isdisjoint(theirs):
            return Kin.WITHIN
        return Kin.DIFFERENT

    def _compare_systems(self, one: Names, other: Names) -> Kin:
        named, theirs = self._particular(one), self._particular(other)
        if named and theirs:
            if not named.isdisjoint(theirs) or any(_alike(a, b) for a in named for b in theirs):
                return Kin.SAME
            mine = {up for key in named for up in self.classes(key) if not self.is_class(up)}
            yours = {up for key in theirs for up in self.classes(key) if not self.is_class(up)}
            return Kin.DIFFERENT if mine.isdisjoint(yours) else Kin.SAME
        if not named and not theirs and not one.isdisjoint(other):
            return Kin.SAME
        mine = {up for key in one for up in self.classes(key)}
        yours = {up for key in other for up in self.classes(key)}
        if not mine.isdisjoint(other) or not yours.isdisjoint(one):
            return Kin.WITHIN
        if any(key.startswith(UNNAMED) for key in (*one, *other)):
            return Kin.UNKNOWN
        roots = {self.root(one), self.root(other)}
        return Kin.UNKNOWN if any(roots <= kindred for kindred in _KINDRED) else Kin.DIFFERENT

    def _particular(self, keys: Names) -> Names:
        return frozenset(key for key in keys if not self.is_class(key))

    def _land(self, key: str) -> str | None:
        entry = self.catalog.get(key)
        return entry.state if entry is not None and entry.type == "place" else None

    def _home(self, key: str) -> str:
        entry = self.catalog.get(key)
        for _ in range(_LIFT):
            if entry is None or entry.is_state or entry.type == "group":
                break
            if entry.state is not None and entry.type in (*_STATE_TYPES, "medium", "place"):
                return entry.state
            above = self._above.get(entry.id)
            if above is None:
                break
            entry = self.catalog.get(above)
        return key if entry is None else entry.id

    @cached_property
    def _above(self) -> dict[str, str]:
        above: dict[str, str] = {}
        for relation in self.catalog.relations():
            if relation.relation in _PART_OF:
                above.setdefault(relation.subject, relation.object)
        return above

    def is_of_state(self, id: str) -> str | None:
        """The state that an actor belongs to or speaks for, None for a private one, a group or a body."""
        entry = self.catalog.get(id)
        for _ in range(_LIFT):
            if entry is None:
                return None
            if entry.is_state:
                return entry.id
            if entry.type == "medium" and entry.ownership == "state":
                return entry.state
            if entry.type in ("force", "ministry", "agency", "legislature", "court"):
                return entry.state or self._issuer(entry)
            above = self._above.get(entry.id)
            entry = self.catalog.get(above) if above else None
        return None

    def _issuer(self, entry: Entry) -> str | None:
        above = self._above.get(entry.id)
        return above and self.is_of_state(above)

    def _key(self, sort: str, text: str, entity: str | None) -> str | None:
        if entity is not None:
            return entity
        asked = (sort, text)
        if asked not in self._keys:
            self._keys[asked] = self._named(sort, text)
        return self._keys[asked]

    def _named(self, sort: str, text: str) -> str | None:
        wanted = (
            (*_SEATS, "body", "group") if sort == "party" else ("system", "class") if sort == "system" else ()
        )
        for name in self.catalog.names_in(text):
            if name.entry.type in wanted or (sort == "place" and name.entry.type in ("place", *_SEATS)):
                return name.entry.id
            if sort == "party" and name.entry.type == "place" and name.entry.state:
                return name.entry.state  # what goes to a town goes to its state
        words = [word for word in _WORDS.findall(fold(text)) if word.lower() not in _IDLE]
        named = [word for word in words if _PROPER.match(word)]
        if not named or (sort != "place" and len(named) == 1 and len(named[0]) < 2):
            return None
        return UNNAMED + " ".join(words if sort == "place" else named).casefold()


def _alike(one: str, other: str) -> bool:
    if not one.startswith(UNNAMED) and not other.startswith(UNNAMED):
        return False
    mine, theirs = one.lstrip(UNNAMED).replace("-", " "), other.lstrip(UNNAMED).replace("-", " ")
    if re.findall(r"\d+", mine) != re.findall(r"\d+", theirs):
        return False
    return ratio(mine, theirs) >= _ALIKE
