"""A parsed sentence and the questions the grammar asks of it: children, clauses, logical arguments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from armsledger.catalog import Name
from armsledger.reading import lexicon
from armsledger.reading.english import Parse
from armsledger.reading.spotting import Spots

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass"})
CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis", "csubj", "csubj:pass"})
RELATIVISERS = frozenset({"which", "that", "who", "whom", "whose", "where"})
_SPLIT_RELS = frozenset({"obj", "nmod", "obl", "nsubj", "nsubj:pass"})
_PARTICLES = frozenset({"down", "up", "off", "out", "over"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, or one catalogue name taken as one word. Offsets count in the document's text."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    rel: str
    name: Name | None = None

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @property
    def base_rel(self) -> str:
        """The dependency relation without its subtype."""
        return self.rel.partition(":")[0]


def _lemma(parse: Parse, index: int) -> str:
    """The lemma in lower case; a participle that the model took for a base form is put right."""
    lemma = parse.lemma[index].lower()
    if lemma.endswith("oe") and parse.words[index].lower() == lemma + "s":
        lemma = lemma[:-1]  # "embargoes", "torpedoes"
    return lexicon.load().base_forms.get(lemma, lemma) if parse.upos[index] == "VERB" else lemma


def _word_class(upos: str, xpos: str, name: Name | None) -> str:
    """A catalogue name is a noun or an adjective, whatever the model makes of its odd spelling.

    Where the model's two tags differ on a word, the finer one is right on verbs ("Iran unveils").
    """
    if name is None and upos == "NOUN" and xpos in ("VBZ", "VBD", "VBP"):
        return "VERB"
    if name is None or upos in ("NOUN", "PROPN", "ADJ"):
        return upos
    return "NOUN" if name.entry.type == "class" else "PROPN"


def _joined(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """Nouns side by side under one head and relation are one phrase ("arms embargo")."""
    twins = {}
    heads = {}
    for token, following in pairwise(tokens):
        common = token.upos == "NOUN" and following.upos == "NOUN"
        if common and following.rel == "appos" and following.head == token.index:
            heads[token.index] = following.index  # "arms embargo" taken for "arms, an embargo"
            continue
        nouns = token.upos in ("NOUN", "PROPN") and following.upos == "NOUN"
        alike = token.head == following.head >= 0 and token.rel == following.rel and token.rel in _SPLIT_RELS
        if nouns and alike:
            twins[token.index] = following.index
    for token in tokens:
        if token.index in heads:
            yield replace(token, head=heads[token.index], rel="compound")
        elif token.head in heads:
            first = tokens[token.head]
            inner = heads[token.head] == token.index
            yield (
                replace(token, head=first.head, rel=first.rel)
                if inner
                else replace(token, head=heads[token.head])
            )
        elif token.index in twins:
            yield replace(token, head=twins[token.index], rel="compound")
        elif token.head in twins and token.index < token.head:
            yield replace(token, head=twins[token.head])
        else:
            yield token


def _but_verbs(
    words: Iterable[tuple[int, int, str, Name | None]], parse: Parse
) -> Iterator[tuple[int, int, str, Name | None]]:
    """The words, without the names of classes that are verbs where they stand ("it arms the rebels")."""
    for i, (start, end, text, name) in enumerate(words):
        verb = parse.xpos[i] in ("VBZ", "VBD", "VBP", "VB") and text.islower() and text.isalpha()
        yield start, end, text, None if verb and name and name.entry.type == "class" else name


def _announced(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """A headline's verb that the model parsed as a noun: what stands as its compounds are its ends."""
    verbs = {t.index for t in tokens if t.upos == "VERB" and t.xpos == "VBZ" and t.rel == "root"}
    ends = [t for t in tokens if t.head in verbs and t.rel == "compound" and t.upos in NOMINAL]
    before = {t.head: t.index for t in ends if t.index < t.head}
    after = {t.head: t.index for t in reversed(ends) if t.index > t.head}
    for token in tokens:
        if token.index in before.values():
            yield replace(token, rel="nsubj")
        elif token.index in after.values():
            yield replace(token, rel="obj")
        else:
            yield token


def _listed(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """ "A, B and C" whose A and B the model hangs on the verb side by side is one list."""
    joins: dict[int, int] = {}
    ending = {token.head for token in tokens if token.rel == "conj"}
    cased = {token.head for token in tokens if token.rel == "case"}
    for first, comma, second in zip(tokens, tokens[1:], tokens[2:], strict=False):
        second = _head_of(tokens, second, ending)
        alike = first.head == second.head >= 0 and first.rel == second.rel and first.rel in _SPLIT_RELS
        nouns = first.upos in NOMINAL and second.upos in NOMINAL
        if alike and nouns and comma.text == "," and second.index in ending and second.index not in cased:
            joins[second.index] = first.index
    for token in tokens:
        if token.index in joins:
            yield replace(token, head=joins[token.index], rel="conj")
        else:
            yield token


def _head_of(tokens: tuple[Token, ...], token: Token, wanted: set[int]) -> Token:
    """The noun that an article or adjective opens the phrase of, where it is one of `wanted`."""
    if token.base_rel in ("det", "amod", "compound") and token.head > token.index and token.head in wanted:
        return tokens[token.head]
    return token


def _relative(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """A finite clause on a noun with "that" or "which" as its subject or object is a relative clause."""
    relatives = {
        t.head
        for t in tokens
        if t.lower in RELATIVISERS and t.base_rel in ("nsubj", "obj", "obl") and t.head >= 0
    }
    for token in tokens:
        finite = token.rel == "acl" and token.xpos in ("VBD", "VBZ", "VBP") and token.index in relatives
        yield replace(token, rel="acl:relcl") if finite else token


def _perfect(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """ "Having armed": where the model takes "having" for the verb, the participle is it."""
    swaps = {}
    for token in tokens[1:]:
        have = tokens[token.head] if token.head >= 0 else None
        if (
            have is not None
            and have.lower == "having"
            and token.xpos == "VBN"
            and token.rel in ("xcomp", "ccomp")
        ):
            swaps[have.index] = token.index
    for token in tokens:
        if token.index in swaps:
            yield replace(token, head=swaps[token.index], rel="aux", upos="AUX")
        elif token.head in swaps and swaps[token.head] == token.index:
            have = tokens[token.head]
            yield replace(token, head=have.head, rel=have.rel)
        elif token.head in swaps:
            yield replace(token, head=swaps[token.head])
        else:
            yield token


def _habitual(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """ "Used to ship": the infinitive is the verb."""
    marked = {t.head for t in tokens if t.rel == "mark" and t.lower == "to"}
    swaps = {
        t.head: t.index
        for t in tokens
        if t.rel in ("xcomp", "advcl", "ccomp") and t.index in marked and t.index - t.head == 2
        and t.head >= 0 and tokens[t.head].lower == "used" and tokens[t.head].xpos in ("VBD", "VBN")
        and not any(o.head == t.head and o.rel == "aux:pass" for o in tokens)
    }  # fmt: skip
    for token in tokens:
        if token.index in swaps:
            yield replace(token, head=swaps[token.index], rel="advmod", upos="ADV")
        elif swaps.get(token.head) == token.index:
            used = tokens[token.head]
            yield replace(token, head=used.head, rel=used.rel)
        elif token.head in swaps:
            yield replace(token, head=swaps[token.head])
        elif token.rel == "mark" and token.head in swaps.values() and token.lower == "to":
            yield replace(token, rel="discourse")
        else:
            yield token


def _participial(tokens: tuple[Token, ...]) -> Iterator[Token]:
    """ "Were unloaded" that the model took for an adjective: a verb's participle in the passive."""
    passive = {t.head for t in tokens if t.rel == "aux:pass"}
    known = lexicon.participles()
    for token in tokens:
        if token.upos == "ADJ" and token.index in passive and token.lower in known:
            yield replace(token, upos="VERB", xpos="VBN", lemma=known[token.lower])
        else:
            yield token


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
        tokens = tuple(
            Token(
                i, start, end, text, _lemma(parse, i), _word_class(parse.upos[i], parse.xpos[i], name),
                parse.xpos[i], parse.head[i], parse.deprel[i], name,
            )
            for i, (start, end, text, name) in enumerate(_but_verbs(words, parse))
        )  # fmt: skip
        for repair in (_participial, _announced, _joined, _listed, _perfect, _habitual, _relative):
            tokens = tuple(repair(tokens))
        return cls(tokens, number, paragraph, spots)

    @cached_property
    def below(self) -> tuple[tuple[int, ...], ...]:
        """For each token, its children in the order of the text."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                children[token.head].append(token.index)
        return tuple(tuple(c) for c in children)

    def children(self, index: int, *rels: str) -> list[int]:
        """Children of a token whose relation is one of `rels`, with or without the subtype."""
        return [c for c in self.below[index] if self.tokens[c].rel in rels or self.tokens[c].base_rel in rels]

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
        if not self.is_verb(token.head) and not self.has(token.head, "cop", "nsubj"):
            above = self.clause(token.head)
            if above in (token.head, index):
                return []
            return self.subjects(above, depth + 1)
        inherited = self.subjects(token.head, depth + 1)
        return [Argument(a.token, "shared subject") for a in inherited]

    def _has_having(self, index: int) -> bool:
        return any(self.tokens[c].lower == "having" for c in self.children(index, "aux"))

    def is_infinitive(self, index: int) -> bool:
        """True for a verb marked by "to"."""
        return any(self.tokens[c].lower == "to" for c in self.children(index, "mark"))
