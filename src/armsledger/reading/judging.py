"""How much a clause is a judgement: its features, and what each weighs.

A judgement has no verb of its own kind, as a delivery has: it shows in words of worth ("pillar", "mediocre"),
comparison, modals and the shape of the clause. `data/judgements.toml` holds the words by topic and lean,
`data/judging.toml` the weights of a logistic regression over the features below, which `training/judging.py`
fits to annotated passages.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from armsledger.reading.lexicon import Lexicon, table
from armsledger.reading.syntax import Tree
from armsledger.reading.tokens import Token
from armsledger.reading.weighing import probability

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_DEGREES = ("JJR", "RBR", "JJS", "RBS")
_SIDE_CLAUSES = frozenset({"conj", "parataxis", "advcl", "acl:relcl", "cc", "punct", "discourse"})
_NO_CLAUSE = frozenset({"xcomp", "amod", "compound", "nmod", "obl", "csubj", "case", "fixed"})
_MODALS = {
    "will": "will", "'ll": "will", "’ll": "will", "shall": "will", "may": "may", "might": "may",
    "could": "may", "would": "would",
}  # fmt: skip
_PRONOUNS = {
    "i": "i", "we": "i", "this": "this", "that": "this", "it": "this", "these": "this", "those": "this",
    "none": "this", "what": "this", "there": "there",
}  # fmt: skip
_ARGUMENTS = ("obj", "xcomp", "nsubj", "nsubj:pass", "obl", "advmod", "amod")
_OWN_TYPES = ("system", "class", "person", "medium", "place")
_MOST_WORDS = 4
_LONGEST = 30
_INSIDE = 0.3
"""The share of their union from which a clause and a claim's quote are one."""


Stretch = tuple[int, int]
"""From and to, in characters of the text."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of judgement: what it is about, and which way it leans (good, bad, open)."""

    topic: str
    lean: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: its predicate, its tokens without side clauses, and its words of judgement."""

    head: int
    tokens: tuple[Token, ...]
    judging: tuple[tuple[Token, Word], ...]

    @property
    def span(self) -> Stretch:
        """Where it begins and ends in the text."""
        return self.tokens[0].start, self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class Judging:
    """The words of judgement and the weights of the features."""

    words: Mapping[str, Word]
    weights: Mapping[str, float]
    least: float
    """The probability from which a clause counts as a judgement."""

    beside: Mapping[str, float]
    """What the features and the spotter weigh beside each other."""
    sure: Mapping[str, float]
    """What makes of that probability how often a judgement read is right: mostly more, for several clauses
    may stand for the one annotated."""

    def probability(self, features: Mapping[str, float], spotted: float | None = None) -> float:
        """How likely a clause with these features is a judgement, 0 to 1; `spotted`: the spotter's."""
        own = probability(self.weights, features)
        return own if spotted is None else probability(self.beside, beside(own, spotted))

    def confidence(self, likelihood: float) -> float:
        """How often a judgement of that probability is right, 0 to 1."""
        return probability(self.sure, surely(likelihood))


def beside(own: float, spotted: float) -> dict[str, float]:
    """The features of both opinions together."""
    return {"bias": 1.0, "features": _log_odds(own), "spotter": _log_odds(spotted)}


def surely(likelihood: float) -> dict[str, float]:
    """The feature of a judgement that was read."""
    return {"bias": 1.0, "likelihood": _log_odds(likelihood)}


def _log_odds(chance: float) -> float:
    kept = min(max(chance, 0.001), 0.999)
    return math.log(kept / (1 - kept))


@cache
def load() -> Judging:
    """What the package holds."""
    topics = table("judgements.toml")
    words: dict[str, Word] = {}
    for topic, leans in topics.items():
        for lean, listed in leans.items():
            for word in listed:
                words.setdefault(word, Word(topic, lean))
    fitted = table("judging.toml")
    return Judging(words, fitted["weights"], fitted["least"], fitted["beside"], fitted["sure"])


def clauses(tree: Tree, lexicon: Lexicon, words: Mapping[str, Word]) -> Iterator[Clause]:
    """The clauses of a sentence that may judge; those that only say who speaks are left out."""
    for token in tree.tokens:
        copula = tree.has(token.index, "cop")
        if not copula and not (tree.is_verb(token.index) and token.upos != "AUX"):
            continue
        if token.rel in _NO_CLAUSE and not (copula and token.rel != "xcomp"):
            continue
        if not copula and is_speech(token, lexicon) and tree.has(token.index, "ccomp"):
            continue
        inside = [tree.tokens[i] for i in tree.subtree(token.index, _SIDE_CLAUSES)]
        tokens = tuple(t for t in inside if t.upos != "PUNCT") or (token,)
        yield Clause(token.index, tokens, tuple(_judging(tokens, words)))


def is_speech(token: Token, lexicon: Lexicon) -> bool:
    """Whether the verb says or thinks."""
    return token.lemma in lexicon.cues["speech.certain"] or token.lemma in lexicon.cues["speech.probable"]


def _judging(tokens: Iterable[Token], words: Mapping[str, Word]) -> Iterator[tuple[Token, Word]]:
    for token in tokens:
        word = words.get(token.lemma) or words.get(token.lower)
        if word is not None and token.name is None:
            yield token, word


def features(
    tree: Tree, clause: Clause, text: str, quotes: Sequence[Stretch], lexicon: Lexicon
) -> dict[str, float]:
    """The features of a clause by name; `quotes` are the spans of the sentence's other claims."""
    head = tree.tokens[clause.head]
    found = {"bias": 1.0, "length": min(len(clause.tokens), _LONGEST) / 15}
    found |= dict.fromkeys(_shape(tree, clause, head), 1.0)
    found |= dict.fromkeys(_wording(clause, head, text, lexicon), 1.0)
    found |= dict.fromkeys(_judgement(tree, clause), 1.0)
    found |= dict.fromkeys(_beside(tree, clause, head, quotes, lexicon), 1.0)
    found["words of judgement"] = min(len(clause.judging), _MOST_WORDS) / 2
    return found


def overlap(first: Stretch, second: Stretch) -> float:
    """The share of their union that two stretches of the text have in common, 0 to 1."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return max(0.0, shared / (max(first[1], second[1]) - min(first[0], second[0])))


def _shape(tree: Tree, clause: Clause, head: Token) -> Iterator[str]:
    """How the clause is built: its place in the sentence, tense and modal, copula, and subject."""
    yield f"clause:{head.rel}"
    if tree.has(head.index, "cop"):
        yield f"copula:{head.upos}"
    helpers = [tree.tokens[c] for c in tree.children(head.index, "aux", "cop")]
    finite = head if head.xpos in _FINITE else next((t for t in helpers if t.xpos in _FINITE), None)
    if finite is None:
        yield "tense:none"
    elif finite.xpos == "MD":
        yield f"modal:{_MODALS.get(finite.lower, 'can')}"
    elif finite.xpos == "VBD":
        yield "tense:past"
    elif any(t.lemma == "have" for t in helpers) and head.xpos in ("VBN", "VBD"):
        yield "tense:perfect"
    else:
        yield "tense:progressive" if head.xpos == "VBG" else "tense:present"
    subjects = tree.children(head.index, "nsubj", "nsubj:pass")
    yield f"subject:{_subject(tree.tokens[subjects[0]]) if subjects else 'none'}"


def _subject(token: Token) -> str:
    if token.name is not None:
        kind = token.name.entry.type
        return kind if kind in _OWN_TYPES else "actor"
    if token.upos == "PRON":
        return _PRONOUNS.get(token.lower, "pronoun")
    return "common"


def _wording(clause: Clause, head: Token, text: str, lexicon: Lexicon) -> Iterator[str]:
    """What else stands in the clause: degrees, comparison, negation, figures, quotation marks, names."""
    lower = [token.lower for token in clause.tokens]
    if any(t.xpos in _DEGREES for t in clause.tokens) or {"more", "less", "most"} & {*lower}:
        yield "degree"
    if "than" in lower or lower.count("as") > 1:
        yield "comparison"
    if any(word in lexicon.cues["adverbs.negation"] for word in lower):
        yield "negation"
    if not lexicon.words["degree"].isdisjoint(lower):
        yield "degree adverb"
    if any(t.upos == "NUM" for t in clause.tokens):
        yield "figure"
    start, end = clause.span
    if "“" in text[start:end] or '"' in text[start:end]:
        yield "quoted words"
    names = [t.name for t in clause.tokens if t.name is not None]
    if names:
        yield "names"
    if any(name.entry.type in ("system", "class") for name in names):
        yield "arms"
    if is_speech(head, lexicon):
        yield "speech"
    if head.lemma in lexicon.verb_frames:
        yield "verb of a frame"


def _judgement(tree: Tree, clause: Clause) -> Iterator[str]:
    """The topics and leanings of its words of judgement, those of the predicate and its arguments apart."""
    by_token = {token.index: word for token, word in clause.judging}
    for word in by_token.values():
        yield f"topic:{word.topic}"
        yield f"lean:{word.lean}"
    at_head = by_token.get(clause.head)
    yield f"predicate:{at_head.topic}" if at_head else "predicate:none"
    if at_head:
        yield f"predicate leans:{at_head.lean}"
    for child in tree.children(clause.head, *_ARGUMENTS):
        if child in by_token:
            yield f"argument:{tree.tokens[child].base_rel}"
            yield f"argument about:{by_token[child].topic}"


def _beside(
    tree: Tree, clause: Clause, head: Token, quotes: Sequence[Stretch], lexicon: Lexicon
) -> Iterator[str]:
    """What stands around: another claim in the same words, a verb of saying above, a question mark."""
    for start, end in quotes:
        if overlap((start, end), clause.span) > _INSIDE:
            yield "another claim's words"
        if start <= head.start and head.end <= end:
            yield "within another claim"
    if tree.tokens[-1].text == "?":
        yield "question"
    if head.head >= 0:
        above = tree.tokens[head.head]
        if above.lemma in lexicon.words["opining"]:
            yield "opinion"
        if head.rel in ("ccomp", "parataxis") and is_speech(above, lexicon):
            yield "said"


def leaning(tree: Tree, clause: Clause, negated: bool) -> tuple[str, str]:
    """The topic of a judgement and its stance: positive, negative, mixed or neutral.

    The predicate's own word decides the topic, then its complements', then the words that lean; words of
    policy, which go with any topic, come last.
    """
    by_token = {token.index: word for token, word in clause.judging}
    leaders = [clause.head, *tree.children(clause.head, "xcomp", "obj", "obl")]
    leading = [by_token[i] for i in leaders if i in by_token]
    words = [*by_token.values()]
    ranked = [*leading, *(word for word in words if word.lean != "open"), *words]
    topic = next((word.topic for word in ranked if word.topic != "policy"), "policy")
    leans = {word.lean for word in words} - {"open"}
    stance = "mixed" if len(leans) > 1 else "neutral"
    if len(leans) == 1:
        stance = "positive" if ("good" in leans) is not negated else "negative"
    return topic, stance
