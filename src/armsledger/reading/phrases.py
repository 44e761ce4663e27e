"""Noun phrases: which words name the thing, what sort of thing it is, and which entity."""

import re
from dataclasses import replace
from itertools import takewhile

from armsledger.catalog import Name
from armsledger.reading.lexicon import Lexicon
from armsledger.reading.nounphrases import ACTORS, ARMS, NounPhrases, Phrase, sorts_of
from armsledger.reading.syntax import Tree

_NO_ARMS = (
    "facility",
    "technology",
    "agreement",
    "measure",
    "bill",
    "trade",
    "government",
    "actor",
    "people",
    "title",
    "venue",
)
_NOUN_SORTS = ("technology", "facility", "agreement", "measure", "bill", "list", "trade", "venue")
_ANYBODY = frozenset(
    f"{which}{who}" for which in ("any", "every", "some", "no") for who in ("one", "body")
) | {"others"}
_DESIGNATION = re.compile(r"(?=[^\W_]*-?[^\W_]*\d)[A-Z][^\W_]*(?:[-/][^\W_]+)*$")


class PhraseReader(NounPhrases):
    """Reads the noun phrases of one sentence."""

    def __init__(
        self, tree: Tree, text: str, lexicon: Lexicon, learned: set[str], timed: frozenset[int] = frozenset()
    ) -> None:
        super().__init__(tree, text, lexicon, learned, timed)
        self._known: dict[int, list[Phrase]] = {}

    def read(self, index: int) -> list[Phrase]:
        """What the phrase headed by a token names: one thing, or several ("TB2 and Anka drones")."""
        if index not in self._known:
            self._known[index] = self._read(index)
        return self._known[index]

    def read_all(self, index: int) -> list[Phrase]:
        """As `read`, for the token and everything coordinated with it."""
        found: list[Phrase] = []
        for conjunct in self.tree.conjuncts(index):
            if conjunct == index or not self.tree.is_verb(conjunct):
                found.extend(phrase for phrase in self.read(conjunct) if phrase not in found)
        return found

    def _read(self, index: int) -> list[Phrase]:
        tree, token = self.tree, self.tree.tokens[index]
        if index in self.timed and token.name is None:
            return [self._phrase(index, [index], None, set())]
        if (
            token.upos == "PRON"
            and token.lower in self.words["elliptic"]
            and not self.tree.has(index, "nmod")
        ):
            return [self._phrase(index, [index], None, {"carrier"}, definite=True, generic=True)]
        if token.lower in _ANYBODY and token.upos in ("PRON", "NOUN", "ADJ"):
            return [self._phrase(index, [index], None, {"actor"}, generic=True)]
        if (token.upos == "PRON" and token.lower not in self.words["elliptic"]) or token.lower in (
            "its",
            "their",
            "his",
            "her",
            "them",
        ):
            return [self._phrase(index, [index], None, {"actor", "arms", "person"}, pronoun=True)]
        inner = self._measured(index)
        if inner is not None:
            return self.read_all(inner)
        near = self._near(index)
        if token.name is not None and token.lemma == "fighter" and self._are_people(index):
            return [self._people(index, near)]
        names = [(i, tree.tokens[i].name) for i in near]
        arms = [(i, n) for i, n in names if n and n.entry.type == "system" and self._believed(n, index)]
        if arms and self._names_arms(index):
            return [self._named(i, n, near) for i, n in arms]
        if token.name is not None and self._believed(token.name, index):
            return [self._head_name(index, token.name, near)]
        actor = self._named_actor(index, near)
        if actor is not None:
            return [actor]
        common = self._common(index, near)
        return [common, *self._fellow_owners(common, near)]

    def _fellow_owners(self, phrase: Phrase, near: list[int]) -> list[Phrase]:
        """ "Russian and Iranian negotiators" are of two states."""
        if not phrase.plural or phrase.entity is None or phrase.entity != phrase.owner:
            return []
        fellows = [
            (i, name) for i in near
            if self.tree.tokens[i].rel == "conj" and (name := self.tree.tokens[i].name) is not None
            and name.entry.is_state and name.entry.id != phrase.owner
        ]  # fmt: skip
        return [self._named(i, name, near) for i, name in fellows]

    def _people(self, index: int, near: list[int]) -> Phrase:
        group = self._named_actor(index, [i for i in near if i != index])
        return group or self._phrase(index, self._core(index), None, {"actor"}, generic=True)

    def _names_arms(self, index: int) -> bool:
        """A head that a weapon's name before it makes a weapon ("TB2 drones", "TB2s"), not "TB2 plant"."""
        token = self.tree.tokens[index]
        if token.name is not None:
            return token.name.entry.type in ARMS or self._is_weapon(index)
        return self._is_weapon(index) or not any(token.lemma in self.words[sort] for sort in _NO_ARMS)

    def _measured(self, index: int) -> int | None:
        """ "hundreds of drones", "a batch of missiles", "a series of sanctions": the thing measured."""
        token = self.tree.tokens[index]
        measures = token.lemma in self.words["measure_of"] or token.lemma in self.words["elliptic"]
        if not measures and token.upos != "NUM" and token.xpos not in ("JJS", "JJR"):
            return None
        for child in self.tree.children(index, "nmod"):
            if self.tree.prepositions(child) == ("of",) and self.tree.tokens[child].lemma != "own":
                return child
        return None

    def _believed(self, name: Name, head: int) -> bool:
        """An ambiguous name counts beside a weapon word or a figure of speech that only arms have."""
        if not name.ambiguous or name.entry.id in self.learned:
            return True
        if (
            name.entry.type == "class"
            or self._alone(name)
            or (name.entry.type == "system" and any(ch.isdigit() for ch in name.text))
        ):
            return True
        return self._weapon_word(head) or any(
            self._weapon_word(t.index)
            or (t.name is not None and t.name.entry.type in ARMS and not t.name.ambiguous)
            for t in self.tree.tokens
        )

    def _named(self, index: int, name: Name, near: list[int]) -> Phrase:
        sorts = sorts_of(name.entry)
        if name.entry.type == "class" and name.text.lower().rpartition(" ")[2] in ("technology", "know-how"):
            sorts = {"technology"}
        if name.form in ("office", "post"):
            sorts = {"actor", "force" if name.form == "office" else "person"}
        made = self._phrase(index, [index], name.entry, sorts)
        made = replace(made, start=name.start, end=name.end, text=name.text)
        if name.entry.type == "class":
            made = self._pointed(made, index)
        return replace(made, owner=self._owner(near, made.token), generic=name.entry.type == "class")

    def _head_name(self, index: int, name: Name, near: list[int]) -> Phrase:
        if name.entry.type == "class":
            unknown = self._unknown_system(index)
            if unknown is not None:
                return unknown
        if name.entry.type in ("legislature", "ministry", "agency", "force", "court"):
            owner = self._owner(near, index)
            if owner is not None and name.entry.state not in (None, owner):
                made = self._named(index, name, near)
                return replace(made, entity=owner, entry=None, sorts=frozenset({"actor"}))
        if name.form == "demonym" or name.entry.is_state or name.form in ("office", "post"):
            person = self._person_in(index, near)
            if person is not None:
                return person
        return self._named(index, name, near)

    def _person_in(self, index: int, near: list[int]) -> Phrase | None:
        for i in near:
            name = self.tree.tokens[i].name
            if i > index and name is not None and name.entry.type == "person":
                return self._named(i, name, near)
        return None

    def _alone(self, name: Name) -> bool:
        """A capitalised name that is no part of a longer one: in a text about arms it is the system."""
        index = next((t.index for t in self.tree.tokens if t.name is name), -1)
        opening = index == 0 and name.entry.type == "system"
        if index < 0 or opening or not name.text[:1].isupper():
            return False
        near = [self.tree.tokens[i] for i in (index - 1, index + 1) if i < len(self.tree.tokens)]
        return not any(t.upos == "PROPN" and t.name is None for t in near)

    def _unknown_system(self, index: int) -> Phrase | None:
        """ "Simurgh drones": a proper name beside a weapon word that the catalogue does not know."""
        parts = [
            c for c in self.tree.children(index, "compound", "flat", "appos")
            if self._may_designate(c) and abs(c - index) <= 3
        ]  # fmt: skip
        if not parts:
            return None
        tokens = [
            i
            for i in self.tree.subtree(parts[0])
            if (self.tree.tokens[i].upos in ("PROPN", "NUM") or i in parts) and i < index
        ]
        tokens = sorted({*tokens, *parts})
        if tokens[-1] - tokens[0] >= len(tokens) + 1 or not self.tree.tokens[tokens[0]].text[:1].isupper():
            return None
        tokens = [i for i in self._run_on(tokens) if i < index] or tokens
        while tokens[-1] + 1 < index and self.tree.tokens[tokens[-1] + 1].text[0].isdigit():
            tokens.append(tokens[-1] + 1)
        return self._phrase(index, tokens, None, {"arms"})

    def _may_designate(self, index: int) -> bool:
        token = self.tree.tokens[index]
        if token.name is not None:
            return False
        named = token.upos == "NOUN" and index > 0 and self._capital(index)
        return token.upos == "PROPN" or named or _DESIGNATION.match(token.text) is not None

    def _named_next(self, index: int) -> Phrase | None:
        """ "The manufacturer Baykar": a name right after the noun is in apposition, however it was parsed."""
        if index + 1 >= len(self.tree.tokens) or self.tree.tokens[index].lemma not in self.words["company"]:
            return None
        name = self.tree.tokens[index + 1].name
        known = name is not None and name.entry.type in ("company", "group", "force", "agency")
        return self._named(index + 1, name, [index]) if known and name is not None else None

    def _named_actor(self, index: int, near: list[int]) -> Phrase | None:
        """ "Lebanese militant group Hezbollah", "Houthi rebels", "President Maduro": the name within."""
        if self._is_weapon(index):
            return None
        following = self._named_next(index)
        if following is not None:
            return following
        named = [
            (i, n) for i in near
            if i != index and (n := self.tree.tokens[i].name) is not None and n.entry.type in ACTORS
            and not n.entry.is_state and self._believed(n, index)
        ]  # fmt: skip
        actor_head = self._is_actor_word(index) or self.tree.tokens[index].lemma in self.words["title"]
        for i, name in sorted(named, key=lambda pair: pair[0] < index):
            child = self._branch(index, i)
            rel = self.tree.tokens[child].rel
            if rel == "flat" and child == index + 1 and self.tree.tokens[index].upos == "PROPN":
                continue  # "Barq Al-Khaleej" is not the channel Al-Khaleej
            beside = rel in ("appos", "flat", "nmod:desc") or (rel == "compound" and actor_head)
            person_role = self.tree.tokens[index].lemma in self.words["people"] | self.words["title"]
            if (
                name.entry.type == "body"
                and i < index
                and self.tree.tokens[index].lemma in self.words["country"]
            ):
                continue  # "a NATO country" is not NATO
            if beside and not (i < index and person_role and name.entry.type != "group"):
                return self._named(i, name, near)
            if beside and person_role and name.entry.type in ("company", "group", "body", "force"):
                made = self._common(index, near)
                return replace(made, entity=name.entry.id, entry=name.entry)
        return self._unknown_actor(index, near) if actor_head else None

    def _unknown_actor(self, index: int, near: list[int]) -> Phrase | None:
        """ "The manufacturer, Fjordlund Aero": a name that the catalogue lacks beside a role."""
        token = self.tree.tokens[index]
        for child in self.tree.children(index, "appos", "flat"):
            named = self.tree.tokens[child]
            if (
                child > index
                and named.upos == "PROPN"
                and named.name is None
                and named.lemma not in self.words["calendar"]
            ):
                core = [i for i in self._core(child) if self._capital(i)] or [child]
                core += [
                    i
                    for i in self.tree.subtree(child)
                    if self.tree.tokens[i].base_rel == "flat" and i not in core
                ]
                titles = [i for i in core if self.tree.tokens[i].lemma in self.words["title"]]
                core = self._run_on(sorted(i for i in core if not titles or i > titles[-1]) or [child])
                sorts = {"actor", "unknown"}
                if token.lemma in self.words["company"]:
                    sorts.add("company")
                if token.lemma in self.words["title"] | self.words["people"] | self.words["person_role"]:
                    sorts.add("person")
                return self._phrase(child, core, None, sorts, owner=self._owner(near, index))
        return None

    def _common(self, index: int, near: list[int]) -> Phrase:
        token, words = self.tree.tokens[index], self.words
        core = self._core(index)
        owner = self._owner(near, index) or self._of_owner(index)
        sorts = {sort for sort in _NOUN_SORTS if token.lemma in words[sort]}
        if token.upos == "NUM" or token.lemma in self.words["elliptic"] or self._ordinal(index):
            return self._phrase(index, [index], None, {"carrier"}, definite=True, generic=True)
        if (
            token.upos == "PROPN"
            or (token.name is None and _DESIGNATION.match(token.text))
            or (token.lower != token.lemma and self._capital(index) and index > 0 and token.xpos == "NNP")
            or self._is_learned(token.text)
        ):
            return self._proper(index, core, owner, sorts)
        entity = None
        if self._weapon_word(index) or (token.lemma in words["carrier"] and self._carries_arms(index)):
            unknown = self._unknown_system(index)
            if unknown is not None:
                return replace(unknown, owner=owner)
            sorts.add("arms")
            carried = self._carried(index)
            if carried is not None:
                return replace(carried, token=index, owner=owner, plural=token.xpos == "NNS")
        elif token.lemma in words["carrier"]:
            sorts.add("carrier")
            if token.lemma in words["goods"] and not self._definite(index):
                sorts.add("arms")
        elif token.lemma in words["goods"] and not sorts:
            sorts.add("arms")
        if token.lemma in words["government"] or token.lemma in words["people"]:
            sorts.add("actor")
            entity = owner
        elif token.lemma in words["actor"]:
            sorts.add("actor")
        if token.lemma in words["country"]:
            sorts.add("country")
        if token.lemma in words["company"]:
            sorts.add("company")
        if token.lemma in words["title"]:
            sorts.add("person")
        if token.lemma in words["seat"] and owner is not None:
            sorts |= {"place", "state"}
            entity = owner
        if "actor" in sorts and entity is None:
            return self._someone(index, core, owner, sorts)
        return self._phrase(index, core, None, sorts, owner=owner, entity=entity, generic=True)

    def _someone(self, index: int, core: list[int], owner: str | None, sorts: set[str]) -> Phrase:
        """A common noun for somebody, with whose and of what name they are, and how many."""
        named = self._name_of(index)
        if len(named) > 2 and self._of_an_office(named[1:]):
            return self._phrase(index, named[2:], None, sorts | {"person"}, owner=owner)
        core = [*self._owner_named(index), *core, *named]
        made = self._phrase(index, core, None, sorts, owner=owner, generic=True)
        return self._pointed(made, index, counted=True)

    def _proper(self, index: int, core: list[int], owner: str | None, sorts: set[str]) -> Phrase:
        """A proper name that the catalogue lacks."""
        if self.tree.tokens[index].lemma in self.words["calendar"]:
            return self._phrase(index, core, None, sorts)
        while len(core) > 1 and not (self._capital(core[0]) or self.tree.tokens[core[0]].upos == "NUM"):
            core = core[1:]
        if not sorts:
            core = self._run_on(core)
        names = [i for i in core if self.tree.tokens[i].name is None]
        text = " ".join(self.tree.tokens[i].text for i in names)
        shown = self.text[self.tree.tokens[core[0]].start : self.tree.tokens[core[-1]].end]
        if (any(ch.isdigit() for ch in text) and not sorts) or self._is_learned(shown):
            return self._phrase(index, core, None, {"arms"}, owner=owner)
        office = self.words["title"] | self.words["portfolio"]
        opening = list(takewhile(lambda i: self.tree.tokens[i].lemma in office, names))
        titled = [i for i in opening if self.tree.tokens[i].lemma in self.words["title"]]
        placed = self.tree.tokens[index].lemma in self.words["facility"]  # "King Khalid Airport"
        if titled and titled[-1] + 1 <= names[-1] and not placed:
            core = [i for i in core if i > titled[-1]]
        elif self._of_an_office(core):
            core = core[1:]
        has_title = bool(titled) or any(
            self.tree.tokens[c].lemma in self.words["title"]
            for c in self.tree.children(index, "appos", "compound", "nmod:desc")
        )
        last = self.tree.tokens[index].lemma
        if not sorts & {"agreement", "measure", "bill", "venue"} or has_title:
            sorts |= {"actor", "unknown"}
        if has_title:
            sorts.add("person")
        if last in self.words["government"] | self.words["country"] and owner:
            return self._phrase(index, core, None, sorts | {"actor"}, owner=owner, entity=owner)
        if "actor" in sorts:
            named = self._name_of(index)
            if len(named) > 2 and self._of_an_office(named[1:]):
                return self._phrase(index, named[2:], None, sorts | {"person"}, owner=owner)
            core = [*core, *named]
        return self._phrase(index, core or [index], None, sorts, owner=owner)

    def _of_an_office(self, core: list[int]) -> bool:
        """ "Minister of Defence Luis Petri": the first word is what he is minister of."""
        first = core[0]
        if len(core) < 2 or first < 2 or self.tree.tokens[first].lemma not in self.words["portfolio"]:
            return False
        title = self.tree.tokens[first - 2].lemma in self.words["title"]
        return title and self.tree.tokens[first - 1].lower in ("of", "for")

    def _is_learned(self, name: str) -> bool:
        """Whether a name, or what it is the plural of, was seen beside a weapon word."""
        return name in self.learned or (name.endswith("s") and name[:-1] in self.learned)

    def _carries_arms(self, index: int) -> bool:
        return self._carried(index) is not None or any(
            self._weapon_word(c) for c in self.tree.children(index, "compound", "nmod", "amod")
        )

    def _carried(self, index: int) -> Phrase | None:
        """The weapon that a carrier word ("systems", "parts for") is about."""
        for child in self.tree.below[index]:
            token = self.tree.tokens[child]
            if token.base_rel not in ("compound", "nmod", "amod", "flat"):
                continue
            if "for" in self.tree.prepositions(child) and self._weapon_word(index):
                continue  # "rounds for howitzers" are no howitzers
            if token.name is not None and token.name.entry.type in ARMS and self._believed(token.name, index):
                return self._named(child, token.name, [])
        return None
