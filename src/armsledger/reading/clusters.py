"""Deeds that share a verb: "thirteen drones from Turkey and four from Israel" are two purchases."""

from collections.abc import Iterator
from dataclasses import replace

from armsledger.reading.events import Event
from armsledger.reading.fillers import FillerReader
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.syntax import Argument, Tree

_ENDS = {"to": "recipient", "from": "supplier"}
_BESIDE = ("nmod", "obl", "orphan")
_NO_CONJUNCTS = frozenset({"conj"})
_REACH = 3
"""How many further deeds one verb may carry."""


def further(tree: Tree, event: Event, fillers: FillerReader) -> Iterator[Event]:
    """The deeds that share an event's verb; what they hold is taken out of the event's own roles."""
    first = _goods(tree, event) if tree.is_verb(event.predicate) else None
    later = _later(tree, event.predicate, first)[:_REACH] if first is not None else []
    shared = dict(event.roles)
    for goods in later:
        systems = _systems(event, fillers, goods)
        dated = _both_dated(tree, event, fillers, first or 0, goods)
        other = _other_end(event, fillers, first or 0, goods, dated)
        if not systems or (other is None and not dated):
            continue
        inside = set(tree.subtree(goods))
        for role, phrases in event.roles.items():
            event.roles[role] = [p for p in phrases if p.token not in inside]
        role, at, found = other or ("system", goods, systems)
        yield replace(
            event,
            predicate=goods,
            roles=shared | {"system": systems, role: found},
            heads={"system": [goods], role: [at]},
            deed=event.predicate,
            why=[*event.why[:1], f"'{tree.tokens[event.predicate].text}' is shared"],
            apart=True,
        )


def _goods(tree: Tree, event: Event) -> int | None:
    """The object that stands for the event's own goods."""
    heads = event.heads.get("system", ())
    return next((h for h in heads if tree.tokens[h].head == event.predicate and h > event.predicate), None)


def _later(tree: Tree, predicate: int, first: int) -> list[int]:
    """Nouns coordinated with the goods, with what was hung beside them, or with the verb itself."""
    reach = {predicate, first, *tree.children(first, *_BESIDE), *tree.children(predicate, *_BESIDE)}
    found: list[int] = []
    for token in tree.tokens[first + 1 :]:
        noun = token.upos in ("NOUN", "PROPN", "NUM", "ADJ") and not tree.is_verb(token.index)
        if token.rel == "conj" and token.head in reach and noun:
            found.append(token.index)
            reach |= {token.index, *tree.children(token.index, *_BESIDE)}
    return found


def _other_end(
    event: Event, fillers: FillerReader, first: int, goods: int, dated: bool
) -> tuple[str, int, list[Phrase]] | None:
    """From whom or to whom the later goods go, where the first ones' own end stands before them; a date
    of its own sets an end apart by itself ("to Niger in 2021 and to Togo in 2022")."""
    tree = fillers.tree
    for at in [*tree.children(goods, *_BESIDE), *([goods] if dated else [])]:
        for preposition in tree.prepositions(at):
            role = _ENDS.get(preposition, "")
            if any(first < head < goods for head in event.heads.get(role, ())):
                found = fillers.fillers(Argument(at, f"{preposition} phrase"), role, preposition)
                found = [p for p in found if p.token in tree.subtree(at, _NO_CONJUNCTS)]
                if found:
                    return role, at, found
    return None


def _both_dated(tree: Tree, event: Event, fillers: FillerReader, first: int, goods: int) -> bool:
    """ "Two in March and one in April"."""
    timed = fillers.reader.timed
    before = [*tree.children(event.predicate, *_BESIDE), *tree.children(first, *_BESIDE)]
    own = any(c in timed for c in tree.children(goods, *_BESIDE))
    return own and any(first < c < goods and c in timed for c in before)


def _systems(event: Event, fillers: FillerReader, goods: int) -> list[Phrase]:
    """The weapons; a bare number or end has those of the event."""
    tree = fillers.tree
    if tree.tokens[goods].upos in ("NUM", "ADJ") or _ENDS.keys() & {*tree.prepositions(goods)}:
        return [replace(p, token=goods) for p in event.roles.get("system", ())[:1]]
    inside = tree.subtree(goods, _NO_CONJUNCTS)
    return [p for p in fillers.fillers(Argument(goods, "object"), "system", "obj") if p.token in inside]
