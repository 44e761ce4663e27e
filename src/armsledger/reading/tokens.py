"""One sentence's words as the model tags and links them, and what is put right in that at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from armsledger.catalog import Name
from armsledger.reading import lexicon
from armsledger.reading.english import Parse

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
RELATIVISERS = frozenset({"which", "that", "who", "whom", "whose", "where"})
_SPLIT_RELS = frozenset({"obj", "nmod", "obl", "nsubj", "nsubj:pass"})


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
    if parse.upos[index] != "VERB":
        return lemma
    lemma = lexicon.load().base_forms.get(lemma, lemma)
    known = lexicon.verbs()
    if lemma in known or parse.words[index].lower() == lemma:
        return lemma
    near = (lemma + "e", lemma[:-1])  # "paus", "initiall"
    return next((verb for verb in near if verb in known and len(verb) > 3), lemma)


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


def tokens_of(words: Iterable[tuple[int, int, str, Name | None]], parse: Parse) -> tuple[Token, ...]:
    """The words as they stand in the text, with what the model says of them, put right."""
    tokens = tuple(
        Token(
            i, start, end, text, _lemma(parse, i), _word_class(parse.upos[i], parse.xpos[i], name),
            parse.xpos[i], parse.head[i], parse.deprel[i], name,
        )
        for i, (start, end, text, name) in enumerate(_but_verbs(words, parse))
    )  # fmt: skip
    for repair in (_participial, _announced, _joined, _listed, _perfect, _habitual, _relative):
        tokens = tuple(repair(tokens))
    return tokens
