"""What the parser is known to get wrong in reporting, put right before anything is read from the tree."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from armsledger.model import CERTAINTIES
from armsledger.reading import lexicon
from armsledger.reading.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP")
_FAR = 6
"""How many tokens may stand between an inserted verb of saying and its comma ("declared in October,")."""
_LONG = 9
"""How many tokens the speaker of a sentence's last clause may have."""


def mended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with the heads and relations that the constructions below must have; always a tree."""
    for mend in _MENDS:
        changed = mend(tokens)
        if changed != tokens and _is_tree(changed):
            tokens = changed
    return tokens


def _first_subject(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Know-how was passed on, sources say": the first subject is that of the clause, not of the saying."""
    subjects: dict[int, list[Token]] = {}
    for token in tokens:
        if token.base_rel == "nsubj":
            subjects.setdefault(token.head, []).append(token)
    found_ones = list(tokens)
    for head, found in subjects.items():
        said = [t.index for t in tokens if t.head == head and t.rel == "ccomp" and t.index not in subjects]
        if len(found) == 2 and len(said) == 1 and found[0].index < said[0] < found[1].index < head:
            passive = any(t.head == said[0] and t.rel == "aux:pass" for t in tokens)
            rel = "nsubj:pass" if passive else "nsubj"
            found_ones[found[0].index] = replace(found[0], head=said[0], rel=rel)
    return tuple(found_ones)


def _told_that(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Ukraine's forces announced on the 13th that they had": what is told is no clause about them."""
    changed = list(tokens)
    for that in tokens:
        if that.lower != "that" or that.head <= that.index or that.index < 2:
            continue
        clause = tokens[that.head]
        speech = next((t for t in reversed(tokens[max(0, that.index - _FAR) : that.index]) if _says(t)), None)
        if speech is None or clause.head < 0 or speech.xpos not in (*_FINITE, "VBN"):
            continue
        subject = next((t for t in tokens if t.head == speech.index and t.base_rel == "nsubj"), None)
        if subject is None or any(t.head == speech.index and t.base_rel == "aux" for t in tokens):
            continue
        if clause.rel == "acl:relcl" and clause.head == subject.index:
            changed[clause.index] = replace(clause, head=speech.index, rel="ccomp")
            changed[that.index] = replace(that, rel="mark")
        if changed[clause.index].rel == "ccomp" and changed[clause.index].head == speech.index:
            changed[speech.index] = replace(changed[speech.index], xpos=_past(speech))
            changed[subject.index] = replace(subject, rel="nsubj")
    return tuple(changed)


def _inserted_speaker(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Twenty-two countries, General Safavi declared in October, are asking": he is the one who declared."""
    changed = list(tokens)
    for verb in tokens[3:]:
        before = tokens[verb.index - 1]
        if verb.base_rel != "acl" or not _says(verb) or verb.xpos not in (*_FINITE, "VBN"):
            continue
        above_it = (tokens[i] for i in _upwards(tokens, before.index) if tokens[i].rel in ("appos", "root"))
        name = next(above_it, before)
        if verb.head not in (name.index, name.head):
            continue
        if verb.xpos == "VBN" and any(t.head == verb.index and t.rel not in ("obl", "punct") for t in tokens):
            continue  # "Hamas, declared a terrorist group"
        if name.rel != "appos" or not _reaches(tokens, name.index, before.index):
            continue
        opened = _first(tokens, name.index, verb.index)
        closed = any(t.text == "," for t in tokens[verb.index + 1 : verb.index + 1 + _FAR])
        above = tokens[tokens[name.head].head] if tokens[name.head].head >= 0 else None
        if opened < 1 or tokens[opened - 1].text != "," or not closed or above is None:
            continue
        changed[name.index] = replace(name, head=verb.index, rel="nsubj")
        changed[verb.index] = replace(verb, head=above.index, rel="parataxis", xpos=_past(verb))
    return tuple(changed)


def _closing_speaker(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "…, managing director Fiona Laidlaw told the Packet": the name before the last verb is its subject."""
    for verb in tokens[3:]:
        if not _says(verb) or verb.xpos not in _FINITE or verb.rel != "root":
            continue
        if any(t.head == verb.index and t.base_rel in ("nsubj", "mark") for t in tokens):
            continue
        comma = next((i for i in range(verb.index - 1, 1, -1) if tokens[i].text in (",", "”", '"')), -1)
        chunk = tokens[comma + 1 : verb.index]
        said = any(t.head == verb.index and t.rel == "ccomp" and t.index < comma for t in tokens)
        if comma < 0 or not said or not 0 < len(chunk) <= _LONG or chunk[-1].upos not in ("PROPN", "NOUN"):
            continue
        if any(t.upos in ("ADP", "SCONJ", "AUX") for t in chunk):
            continue
        name = chunk[-1]
        while name.rel in ("flat", "compound") and comma < name.head < verb.index:
            name = tokens[name.head]
        changed = list(tokens)
        changed[name.index] = replace(name, head=verb.index, rel="nsubj")
        for token in chunk:  # titles before the name
            if token.index != name.index and not comma < token.head < verb.index:
                changed[token.index] = replace(token, head=name.index, rel="nmod:desc")
        for token in tokens[verb.index + 1 :]:  # "on Monday" is when it was said
            if 0 <= token.head < comma and token.rel in ("obl", "obl:unmarked", "advmod", "punct"):
                changed[token.index] = replace(token, head=verb.index)
        return tuple(changed)
    return tokens


def _rejected_as(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Rejected as unfounded the charge that": the charge is what is rejected, and what follows its own."""
    denying = lexicon.load().governors
    for verb in tokens[: len(tokens) - 4]:
        governor = denying.get(verb.lemma)
        if governor is None or governor.polarity != "denied" or tokens[verb.index + 1].lower != "as":
            continue
        called = tokens[verb.index + 2]
        noun = next((t for t in tokens[called.index + 1 : called.index + 4] if _tells(t)), None)
        if called.upos not in ("ADJ", "VERB") or noun is None:
            continue
        changed = list(tokens)
        changed[noun.index] = replace(noun, head=verb.index, rel="obj")
        changed[called.index] = replace(called, head=verb.index, rel="advcl")
        changed[verb.index + 1] = replace(tokens[verb.index + 1], head=called.index, rel="mark")
        for clause in tokens[noun.index + 1 :]:
            if clause.head in (called.index, verb.index) and clause.rel in ("ccomp", "acl:relcl", "conj"):
                rel = "acl" if clause.rel == "ccomp" else clause.rel
                changed[clause.index] = replace(clause, head=noun.index, rel=rel)
            elif clause.head == noun.index and clause.rel == "acl:relcl" and _opened_by_that(tokens, clause):
                changed[clause.index] = replace(clause, rel="acl")
        return tuple(changed)
    return tokens


def _two_states(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Germany, Israel sign for Arrow 3": a headline's comma is its "and"."""
    if len(tokens) < 5 or tokens[1].text != "," or tokens[3].upos != "VERB" or tokens[3].xpos == "VBN":
        return tokens
    first, second, verb = tokens[0], tokens[2], tokens[3]
    if not all(t.name is not None and t.name.entry.is_state for t in (first, second)):
        return tokens
    if any(t.head == verb.index and t.base_rel == "nsubj" for t in tokens[4:]):
        return tokens
    changed = list(tokens)
    changed[0] = replace(first, head=verb.index, rel="nsubj")
    changed[2] = replace(second, head=first.index, rel="conj")
    return tuple(changed)


def _from_on(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "From 2010 on the army used drones": "on" belongs to the year, and the army did."""
    for i in range(len(tokens) - 4):
        if (
            tokens[i].lower != "from"
            or tokens[i + 1].upos != "NUM"
            or tokens[i + 2].lower not in ("on", "onwards")
        ):
            continue
        on = tokens[i + 2]
        verb = next((t for t in tokens[i + 3 :] if t.upos == "VERB" and t.xpos in _FINITE), None)
        if on.rel != "case" or verb is None or not i < on.head < verb.index:
            return tokens
        if any(t.head == verb.index and t.base_rel == "nsubj" for t in tokens):
            return tokens
        changed = list(tokens)
        changed[on.head] = replace(tokens[on.head], head=verb.index, rel="nsubj")
        changed[on.index] = replace(on, head=i + 1, rel="advmod")
        return tuple(changed)
    return tokens


def _late_object(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Brought to Serbia the FK-3 system": a noun with an article is an object, no complement."""
    changed = list(tokens)
    for noun in tokens:
        if noun.rel != "xcomp" or noun.upos != "NOUN" or noun.head < 0 or tokens[noun.head].upos != "VERB":
            continue
        own = [t for t in tokens if t.head == noun.index]
        if any(t.rel in ("cop", "mark", "case") for t in own) or not any(t.rel == "det" for t in own):
            continue
        if not any(t.head == noun.head and t.base_rel == "obj" for t in tokens):
            changed[noun.index] = replace(noun, rel="obj")
    return tuple(changed)


_MENDS: tuple[Callable[[tuple[Token, ...]], tuple[Token, ...]], ...] = (
    _two_states, _from_on, _late_object, _first_subject, _told_that, _inserted_speaker, _closing_speaker,
    _rejected_as,
)  # fmt: skip


def _is_tree(tokens: tuple[Token, ...]) -> bool:
    """Whether every token leads up to the one root."""
    rooted = {-1}
    for token in tokens:
        path: list[int] = []
        at = token.index
        while at not in rooted:
            if at in path:
                return False
            path.append(at)
            at = tokens[at].head
        rooted.update(path)
    return sum(token.head < 0 for token in tokens) == 1


def _says(token: Token) -> bool:
    cues = lexicon.load().cues
    return token.upos == "VERB" and any(token.lemma in cues[f"speech.{c}"] for c in CERTAINTIES)


def _opened_by_that(tokens: tuple[Token, ...], clause: Token) -> bool:
    return any(t.head == clause.index and t.rel == "mark" and t.lower == "that" for t in tokens)


def _past(verb: Token) -> str:
    return "VBD" if verb.xpos == "VBN" else verb.xpos


def _tells(token: Token) -> bool:
    return token.upos == "NOUN" and token.lemma in lexicon.load().cues["speech.nouns"]


def _reaches(tokens: tuple[Token, ...], top: int, low: int) -> bool:
    """Whether a token is another or stands below it."""
    return any(at == top for at in _upwards(tokens, low))


def _upwards(tokens: tuple[Token, ...], at: int) -> Iterator[int]:
    """A token and what stands above it."""
    while at >= 0:
        yield at
        at = tokens[at].head


def _first(tokens: tuple[Token, ...], top: int, before: int) -> int:
    """The first token of what hangs below one, of those before another."""
    return min(i for i in range(before) if tokens[i].upos != "PUNCT" and _reaches(tokens, top, i))
