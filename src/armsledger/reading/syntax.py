"""A parsed sentence and the questions the grammar asks of it: children, clauses, logical arguments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from armsledger.catalog import Name
from armsledger.reading import lexicon
from armsledger.reading.english import Parse
from armsledger.reading.mending import mended
from armsledger.reading.spotting import Spots
from armsledger.reading.spotting.paths import ways
from armsledger.reading.tokens import NOMINAL, RELATIVISERS, Token, tokens_of

PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass"})
CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis", "csubj", "csubj:pass"})
_PARTICLES = frozenset({"down", "up", "off", "out", "over"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A token that stands in a slot of a predicate; `how` says how the slot was found."""

    token: int
    how: str


@dataclass
class Tree:
    """One sentence: tokens in order, their dependency tree, and what is derived from both."""

    tokens: tuple[Token, ...]
    number: int = 0
    paragraph: int = 0
    spots: Spots | None = None
    """What the spotter makes of the sentence, where it has looked at it."""
    slots: dict[int, dict[str, list[Argument]]] = field(default_factory=dict, repr=False)
    """What `armsledger.reading.slots` has read, by token."""

    @classmethod
    def build(
        cls,
        words: Iterable[tuple[int, int, str, Name | None]],
        parse: Parse,
        number: int,
        paragraph: int,
        spots: Spots | None = None,
    ) -> "Tree":
        """Join the words as they stand in the text with what the model says of them."""
        tree = cls(mended(tokens_of(words, parse)), number, paragraph, spots)
        if spots is not None:
            spots.ways = tree.ways
        return tree

    def ways(self, index: int) -> NDArray[np.int64]:
        """The ways through the tree from a token to each, [tokens], as the spotter numbers them."""
        return ways(self.tokens, self.below, index)

    @cached_property
    def below(self) -> tuple[tuple[int, ...], ...]:
        """For each token, its children in the order of the text."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                children[token.head].append(token.index)
        return tuple(tuple(c) for c in children)

    @cached_property
    def _rels(self) -> tuple[tuple[str, str], ...]:
        """For each token its relation, with and without the subtype."""
        return tuple((token.rel, token.base_rel) for token in self.tokens)

    def children(self, index: int, *rels: str) -> list[int]:
        """Children of a token whose relation is one of `rels`, with or without the subtype."""
        below = self.below[index]
        if not below:
            return []
        told = self._rels
        return [c for c in below if told[c][0] in rels or told[c][1] in rels]

    def has(self, index: int, *rels: str) -> bool:
        """True where the token has a child by one of `rels`."""
        return bool(self.children(index, *rels))

    def subtree(self, index: int, skip: frozenset[str] = frozenset()) -> list[int]:
        """The token and all below it, in text order, without the branches whose relation is in `skip`."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(c for c in self.below[at] if self.tokens[c].rel not in skip)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        at = self.tokens[index].head
        while at >= 0:
            yield at
            at = self.tokens[at].head

    def prepositions(self, index: int) -> tuple[str, ...]:
        """The prepositions of a phrase as lower-case strings ("to", "according to"), outermost first."""
        found = []
        for child in self.children(index, "case"):
            parts = [child, *self.children(child, "fixed")]
            found.append(" ".join(self.tokens[p].lower for p in parts))
        return tuple(found)

    def conjuncts(self, index: int) -> list[int]:
        """The token and whatever is coordinated with it below it, in text order."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(c for c in self.below[at] if self.tokens[c].rel == "conj")
        return sorted(found)

    def first_conjunct(self, index: int) -> int:
        """The token that a coordination hangs on."""
        while self.tokens[index].rel == "conj":
            index = self.tokens[index].head
        return index

    def is_verb(self, index: int) -> bool:
        """True for a verb, and for an adjective-tagged participle."""
        token = self.tokens[index]
        return token.upos == "VERB" or (token.upos in ("ADJ", "AUX") and token.xpos in ("VBN", "VBG", "VBD"))

    def particle(self, index: int) -> str:
        """The verb's particle ("down" of "shot down"), or an empty string."""
        found = self.children(index, "compound:prt")
        found += [
            c
            for c in self.children(index, "advmod")
            if self.tokens[c].lower in _PARTICLES and 0 < c - index <= 5
        ]
        if found:
            return self.tokens[found[0]].lower
        strayed = self.strayed_object(index)
        return self.tokens[index + 1].lower if strayed is not None and strayed[1] else ""

    def strayed_object(self, index: int) -> tuple[int, bool] | None:
        """An object that the model took for an oblique: of "shot down the drone" or "handed over the guns".

        The token, and whether the particle was taken for its preposition.
        """
        if self.has(index, "obj") or index + 1 >= len(self.tokens):
            return None
        for child in self.children(index, "obl"):
            case = self.children(child, "case")
            if case and case[0] == index + 1 and self.tokens[case[0]].lower in _PARTICLES:
                return child, True
            bare = not case and child > index and self.tokens[child].upos in NOMINAL
            if bare and self.tokens[child].rel == "obl" and self.tokens[index + 1].lower in _PARTICLES:
                return child, False
        return None

    def is_passive(self, index: int) -> bool:
        """True where the token's grammatical subject is its logical object."""
        token = self.tokens[index]
        if self.has(index, "aux:pass") or any(
            self.tokens[c].rel in PASSIVE_SUBJECT for c in self.below[index]
        ):
            return True
        if self.has(index, "nsubj") and self._is_struck(index):
            return True
        if self.has(index, "nsubj", "obj"):
            return False
        if token.rel in ("acl", "advcl", "amod"):
            return token.xpos == "VBN" or (token.xpos == "VBD" and token.rel != "advcl")
        if token.rel == "conj":
            head = self.tokens[token.head]
            return (
                token.xpos == head.xpos == "VBN" and self.is_verb(token.head) and self.is_passive(token.head)
            )
        return token.rel == "root" and token.xpos == "VBN" and not self.has(index, "aux")

    def _is_struck(self, index: int) -> bool:
        """ "Kyiv hit by drones": a headline's passive, which has lost its auxiliary."""
        agents = [c for c in self.children(index, "obl") if self.prepositions(c) == ("by",)]
        plain = self.tokens[index].xpos in ("VBD", "VBN") and not self.has(
            index, "obj", "aux", "ccomp", "xcomp"
        )
        after = any(self.tokens[c].upos in ("NOUN", "PROPN") and c - index <= 4 for c in agents)
        return plain and after and self.tokens[index].rel == "root" and self.tokens[-1].text not in (".", "!")

    def clause(self, index: int) -> int:
        """The predicate of the clause that a token stands in: itself, or the nearest above that heads one."""
        at = index
        while self.tokens[at].head >= 0 and not (
            self.is_verb(at) or self.tokens[at].rel in CLAUSAL or self.has(at, "cop", "nsubj", "nsubj:pass")
        ):
            at = self.tokens[at].head
        return at

    def subjects(self, index: int, depth: int = 0) -> list[Argument]:
        """Whoever the grammatical subject is: own, relative, shared, controlled, or the phrase modified."""
        token = self.tokens[index]
        own = self.children(index, "nsubj", "nsubj:pass", "csubj")
        if own:
            return [self._antecedent(self._subject_of(own), index)]
        if depth > 6 or token.head < 0:
            return []
        head = self.tokens[token.head]
        if token.rel in ("acl", "acl:relcl", "amod") and head.upos in NOMINAL:
            return self._modified(index, depth)
        if token.base_rel in ("xcomp", "advcl", "conj", "ccomp", "parataxis") or self._gerund(index):
            return self._shared(index, depth)
        return []

    def _subject_of(self, found: list[int]) -> int:
        """ "Last January Adani unveiled": of several, the first that is no date."""
        calendar = lexicon.load().words["calendar"]
        return next((i for i in found if self.tokens[i].lemma not in calendar), found[0])

    def _gerund(self, index: int) -> bool:
        return self.tokens[index].base_rel in ("obl", "nmod", "obj", "dep") and self.is_verb(index)

    def _antecedent(self, subject: int, predicate: int) -> Argument:
        token = self.tokens[subject]
        if token.lower in RELATIVISERS and self.tokens[predicate].rel == "acl:relcl":
            return Argument(self.tokens[predicate].head, "relative clause")
        return Argument(subject, "subject")

    def _modified(self, index: int, depth: int) -> list[Argument]:
        """The subject of a clause that modifies a noun: the noun, or for an infinitive that noun's own."""
        token = self.tokens[index]
        gerund = token.xpos == "VBG" and self.has(index, "mark", "case")
        if gerund or self.is_infinitive(index):
            owner = self.children(token.head, "nmod:poss")
            owner += [
                c for c in self.children(token.head, "nmod")
                if self.prepositions(c) == ("of",) and self.tokens[c].upos == "PROPN"
            ]  # fmt: skip
            if owner:
                return [Argument(owner[0], "owner of the plan")]
            if self.tokens[token.head].rel == "root" and self.tokens[token.head].name is not None:
                return [Argument(token.head, "headline")]
            if self.has(token.head, "nsubj", "nsubj:pass"):
                return self.subjects(token.head, depth + 1)
            above = (
                self.clause(self.tokens[token.head].head) if self.tokens[token.head].head >= 0 else token.head
            )
            return self.subjects(above, depth + 1) if above not in (index, token.head) else []
        if token.rel == "acl:relcl" and self.has(index, "obj") is False and self.has(index, "nsubj"):
            return []
        return [Argument(token.head, "noun it modifies")]

    def _shared(self, index: int, depth: int) -> list[Argument]:
        token = self.tokens[index]
        head = self.tokens[token.head]
        nonfinite = self.is_infinitive(index) or token.xpos == "VBG" or self._has_having(index)
        if token.base_rel in ("ccomp", "parataxis") and not nonfinite:
            return []
        controls = token.base_rel == "xcomp" and head.lemma not in lexicon.load().words["subject_control"]
        if token.rel != "conj" and (controls or head.lemma in lexicon.load().words["object_control"]):
            passive = self.is_passive(token.head)
            controlled = [] if passive else self.children(token.head, "obj", "iobj")
            if controlled:
                return [Argument(controlled[0], f"object of {head.lemma}")]
        punished = self.punished(index)
        if punished is not None:
            return [Argument(punished, f"who is punished by '{head.text}'")]
        if not self.is_verb(token.head) and not self.has(token.head, "cop", "nsubj"):
            above = self.clause(token.head)
            if above in (token.head, index):
                return []
            return self.subjects(above, depth + 1)
        inherited = self.subjects(token.head, depth + 1)
        return [Argument(a.token, "shared subject") for a in inherited]

    def punished(self, index: int) -> int | None:
        """ "Imposed sanctions on X for supplying", "blacklisted X for shipping": X is who did it."""
        above = self.tokens[index].head
        marks = [self.tokens[c].lower for c in self.children(index, "mark", "case")]
        if "for" not in marks or self.tokens[above].lemma not in lexicon.load().words["punishing"]:
            return None
        objects = self.children(above, "obj")
        for child in (c for at in (above, *objects) for c in self.children(at, "obl", "nmod")):
            if self.prepositions(child) in (("on",), ("against",)):
                return child
        return objects[0] if objects else None

    def _has_having(self, index: int) -> bool:
        return any(self.tokens[c].lower == "having" for c in self.children(index, "aux"))

    def is_infinitive(self, index: int) -> bool:
        """True for a verb marked by "to"."""
        return any(self.tokens[c].lower == "to" for c in self.children(index, "mark"))
