"""Noun phrases as such: which words belong to one, what sort its head is of, whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from armsledger.catalog import Entry
from armsledger.reading.lexicon import Lexicon
from armsledger.reading.syntax import Tree

ACTORS = frozenset(
    {"state", "territory", "body", "force", "ministry", "agency", "group", "company", "legislature", "court",
     "medium", "research", "person"}
)  # fmt: skip
ARMS = frozenset({"system", "class"})
_TIGHT = frozenset(
    {"compound", "flat", "amod", "nummod", "appos", "nmod:poss", "nmod:desc", "nmod:unmarked", "dep"}
)
_TEXT_RELS = frozenset({"compound", "flat", "amod", "goeswith", "nmod:desc"})
_POINTING = frozenset({"such", "this", "that", "these", "those", "same", "our", "your", "both"})
_EXAMPLES = frozenset({"including", "like", "such as", "of"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that can fill a role.

    `sorts` says what it may be: actor, person, state, arms, technology, facility, agreement, measure,
    bill, list, trade, place, venue, unknown. `entity` is the catalogue's id or None. `owner` is the state
    that modifies it ("Iranian drones"), `generic` marks a bare class or a description, `pronoun` one that
    stands for another.
    """

    token: int
    start: int
    end: int
    text: str
    entity: str | None
    sorts: frozenset[str]
    entry: Entry | None = None
    owner: str | None = None
    generic: bool = False
    pronoun: bool = False
    plural: bool = False
    definite: bool = False
    dual: bool = False

    def is_a(self, *sorts: str) -> bool:
        """True where it may be any of the sorts."""
        return not self.sorts.isdisjoint(sorts)


def sorts_of(entry: Entry) -> set[str]:
    """What an entry of the catalogue may be in a claim."""
    if entry.type in ARMS:
        return {"arms"}
    if entry.is_state:
        return {"actor", "state", "place"}
    if entry.type == "person":
        return {"actor", "person"}
    if entry.type == "place":
        return {"place"}
    if entry.type == "regime":
        return {"measure", "bill", "agreement"}
    return {"actor", entry.type}


class NounPhrases:
    """The noun phrases of one sentence.

    `learned` holds the document's own names of systems, `timed` the tokens that belong to a date.
    """

    def __init__(
        self, tree: Tree, text: str, lexicon: Lexicon, learned: set[str], timed: frozenset[int] = frozenset()
    ) -> None:
        self.timed = timed
        self.tree, self.text, self.words, self.learned = tree, text, lexicon.words, learned

    def _near(self, index: int) -> list[int]:
        """The phrase without clauses and without prepositional phrases other than examples."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            for child in self.tree.below[at]:
                token = self.tree.tokens[child]
                tight = token.rel in _TIGHT or token.base_rel in ("compound", "flat")
                if token.base_rel == "nmod" and not tight and at == index:
                    tight = bool(_EXAMPLES.intersection(self.tree.prepositions(child))) and self._is_weapon(
                        index
                    )
                if token.rel == "conj" and at != index and self.tree.tokens[at].rel != "appos":
                    tight = True
                if tight:
                    stack.append(child)
        return sorted(found)

    def _weapon_word(self, index: int) -> bool:
        token = self.tree.tokens[index]
        if token.name is not None:
            return token.name.entry.type == "class"
        if token.upos != "NOUN":
            return False
        armed = token.lemma in self.words["armed_carrier"] and any(
            self.tree.tokens[c].lower in self.words["armed"]
            for c in self.tree.children(index, "amod", "compound")
        )
        return armed or token.lemma in self.words["weapon"]

    def names_weapon(self, index: int) -> bool:
        """True for a weapon's name, a class of arms, or a noun for one."""
        token = self.tree.tokens[index]
        named = token.name is not None and token.name.entry.type in ARMS
        return named or (token.upos == "NOUN" and token.lemma in self.words["weapon"])

    def names_arms(self, index: int) -> bool:
        """As `names_weapon`, and for goods that a text about arms means as arms."""
        return self.names_weapon(index) or self.tree.tokens[index].lemma in self.words["goods"]

    def _is_weapon(self, index: int) -> bool:
        token = self.tree.tokens[index]
        named = token.name is not None and token.name.entry.type in ARMS
        return named or self._weapon_word(index) or token.lemma in self.words["carrier"]

    def _phrase(
        self, index: int, tokens: Iterable[int], entry: Entry | None, sorts: set[str], **more: object
    ) -> Phrase:
        spans = [self.tree.tokens[i] for i in tokens]
        start, end = min(t.start for t in spans), max(t.end for t in spans)
        token = self.tree.tokens[index]
        plural = token.xpos in ("NNS", "NNPS") or token.lower in ("they", "them", "their", "these", "those")
        definite = any(
            self.tree.tokens[c].lower in ("the", "this", "that", "these", "those", "its", "their", "such")
            for c in self.tree.children(index, "det", "nmod:poss")
        )
        dual = any(
            self.tree.tokens[c].lower in ("two", "both") for c in self.tree.children(index, "nummod", "det")
        )
        made = Phrase(
            index, start, end, self.text[start:end], entry.id if entry else None, frozenset(sorts), entry,
            plural=plural, definite=definite, dual=dual,
        )  # fmt: skip
        return replace(made, **more) if more else made  # type: ignore[arg-type]

    def _capital(self, index: int) -> bool:
        return self.tree.tokens[index].text[:1].isupper()

    def _branch(self, top: int, index: int) -> int:
        at = index
        while self.tree.tokens[at].head not in (top, -1):
            at = self.tree.tokens[at].head
        return at

    def _is_actor_word(self, index: int) -> bool:
        lemma = self.tree.tokens[index].lemma
        return (
            lemma in self.words["government"] or lemma in self.words["actor"] or lemma in self.words["people"]
        )

    def _owner(self, near: Iterable[int], head: int) -> str | None:
        """The state that a phrase is said to be of, by adjective, compound or possessive."""
        tree = self.tree
        for i in near:
            name = tree.tokens[i].name
            if name is None or i == head or not name.entry.is_state:
                continue
            above = tree.tokens[tree.tokens[i].head] if tree.tokens[i].head >= 0 else None
            linked = above is not None and (
                above.lower in self.words["linked"] or above.xpos in ("VBN", "VBD")
            )
            follows = tree.tokens[i + 1].text if i + 1 < len(tree.tokens) else ""
            if not linked and follows not in ("-", "‑", "–"):
                return name.entry.id
        return None

    def _core(self, index: int) -> list[int]:
        """The head and the adjectives and nouns right before it (and names right after)."""
        tokens = [index]
        at = index - 1
        while at >= 0 and self.tree.tokens[at].rel in _TEXT_RELS | {"nmod:poss"} and self._within(at, index):
            if self.tree.tokens[at].rel == "nmod:poss" or self.tree.tokens[at].lower in self.words["linked"]:
                break
            if at > 0 and self.tree.tokens[at - 1].text == "-":
                break  # the tail of a hyphenated word ("13-year embargo")
            if self.tree.tokens[at].lower in ("mm", "cm"):
                break  # "40 mm grenades"
            tokens.append(at)
            at -= 1
        at = index + 1
        while (
            at < len(self.tree.tokens) and self.tree.tokens[at].base_rel == "flat" and self._within(at, index)
        ):
            tokens.append(at)
            at += 1
        return sorted(tokens)

    def _within(self, index: int, top: int) -> bool:
        return any(a == top for a in self.tree.ancestors(index))

    def _of_owner(self, index: int) -> str | None:
        for child in self.tree.children(index, "nmod"):
            name = self.tree.tokens[child].name
            if (
                name is not None
                and name.entry.is_state
                and {"of", "from", "in"} & {*self.tree.prepositions(child)}
            ):
                return name.entry.id
        return None

    def _definite(self, index: int) -> bool:
        return any(
            self.tree.tokens[c].lower in ("the", "this", "that", "these", "those")
            for c in self.tree.children(index, "det")
        )

    def _ordinal(self, index: int) -> bool:
        """ "The first arrived", "a twelfth crashed": an ordinal or superlative that stands for its noun."""
        token = self.tree.tokens[index]
        ranked = token.lemma in self.words["ordinal"] or token.xpos in ("JJS", "JJR")
        return ranked and token.base_rel not in ("amod", "advmod", "compound", "nummod")

    def _run_on(self, core: list[int]) -> list[int]:
        """ "Norrland Rotor", "Bumar-Łabędy": a name goes on over all its capitals, however it was parsed."""
        tokens = self.tree.tokens
        first, last = core[0], core[-1]

        def goes_on(at: int) -> bool:
            if not 0 <= at < len(tokens) or at in self.timed:
                return False
            known = tokens[at].name
            if known is not None:  # "Morava UAS"
                return known.entry.type == "class" and self._capital(at) and at > last
            proper = tokens[at].upos == "PROPN" or (tokens[at].upos in ("NOUN", "ADJ", "X") and at != 0)
            plain = tokens[at].lemma in self.words["title"] or tokens[at].lemma in self.words["calendar"]
            long = len(tokens[at].text) > 1 or tokens[at - 1].text == "-"
            return proper and self._capital(at) and not plain and long

        for _ in range(5):
            if goes_on(last + 1):
                last += 1
            elif last + 2 < len(tokens) and tokens[last + 1].text == "-" and goes_on(last + 2):
                last += 2
            else:
                break
        for _ in range(5):
            if goes_on(first - 1):
                first -= 1
            elif first > 1 and tokens[first - 1].text == "-" and goes_on(first - 2):
                first -= 2
            else:
                break
        return sorted({*core, *range(first, last + 1)})

    def _name_of(self, index: int) -> list[int]:
        """The words of "of Lorn" right after a noun that names someone: "the Kingdom of Lorn"."""
        tokens = self.tree.tokens
        for child in self.tree.children(index, "nmod"):
            words = list(range(index + 1, child + 1))
            if (
                len(words) > 1
                and tokens[index + 1].lower == "of"
                and tokens[child].upos == "PROPN"
                and (tokens[child].name is None or tokens[index].upos != "PROPN")
                and all(tokens[i].lower == "the" or self._capital(i) for i in words[1:])
            ):
                return [*words[:-1], *self._run_on([child])]
        return []

    def _owner_named(self, index: int) -> list[int]:
        """The words of "Stephen Harper's" before a noun that names someone by whose they are."""
        for child in self.tree.children(index, "nmod:poss"):
            words = self.tree.subtree(child)
            if self.tree.tokens[child].upos == "PROPN" and words[-1] < index and words[-1] - words[0] < 6:
                return [i for i in words if self.tree.tokens[i].lower != "the"]
        return []

    def _pointed(self, phrase: Phrase, index: int, counted: bool = False) -> Phrase:
        """A phrase with what tells which ones are meant: "such aircraft", "new jets", "four states"."""
        start = phrase.start
        for token in reversed(self.tree.tokens[:index]):
            if token.start >= start:
                continue
            number = counted and token.base_rel == "nummod" and token.upos == "NUM"
            kind = token.base_rel == "amod" and token.name is None and token.upos == "ADJ"
            if token.head != index or not (number or kind or token.lower in _POINTING):
                break
            start = self.tree.tokens[min(self.tree.subtree(token.index))].start  # "twenty-two"
        return replace(phrase, start=start, text=self.text[start : phrase.end])

    def _are_people(self, index: int) -> bool:
        """ "Kurdish fighters", "rebel fighters": of a people or a group, no aircraft named beside them."""
        for clause in self.tree.children(index, "acl:relcl"):
            if any(self.tree.tokens[c].lower == "who" for c in self.tree.below[clause]):
                return True
        for child in self.tree.children(index, "amod", "compound", "nmod"):
            token = self.tree.tokens[child]
            if token.name is not None:
                if token.name.entry.type in ("group", "force"):
                    return True
            elif token.lemma in self.words["actor"] or (token.text[:1].isupper() and token.upos == "ADJ"):
                return True
        return False
