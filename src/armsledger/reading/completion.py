"""Fillers that a claim's kind asks for and the phrases around give: operators, parties, whom a law binds."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from armsledger.catalog import Catalog, Name
from armsledger.model import Filler
from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.slots import slots_of
from armsledger.reading.syntax import Argument, Tree

_STATE_ROLES = frozenset({"supplier", "recipient", "producer", "holder", "user", "operator"})


def filler_of(role: str, phrase: Phrase) -> Filler:
    """A phrase as a filler; a town that hosts a plant stands for its state, a design for whose it is."""
    entity = phrase.entity
    if role == "host" and phrase.entry is not None and phrase.entry.type == "place" and phrase.entry.state:
        entity = phrase.entry.state
    if (
        role in _STATE_ROLES
        and phrase.entry is not None
        and phrase.entry.type in ("person", "place")
        and phrase.entry.state
    ):
        entity = phrase.entry.state  # an official buys, sells and bans for the state
    if role == "original" and entity is None and phrase.owner is not None:
        entity = phrase.owner
    return Filler(role, phrase.text, phrase.start, phrase.end, entity)


class Completion:
    """Completes the fillers of one sentence's events, by kind."""

    def __init__(self, tree: Tree, reader: PhraseReader, discourse: Discourse, catalog: Catalog) -> None:
        self.tree, self.reader, self.discourse, self.catalog = tree, reader, discourse, catalog

    def complete(self, event: Event, found: list[Filler]) -> list[Filler]:
        """The fillers of an event with those that its kind adds."""
        kind, roles = event.frame.kind, {f.role for f in found}
        if kind == "use" and "user" not in roles:
            owners = dict.fromkeys(p.owner for p in event.roles.get("system", []) if p.owner)
            return found + [f for o in owners if (f := self._owner_filler("user", event, o)) is not None]
        if kind == "derivation" and "developer" not in roles:
            return found + self._developers(event)
        if kind == "agreement":
            return found + self._parties(event, found)
        if kind == "loss" and "operator" not in roles:
            return found + self._operator(event, found)
        return self._restriction(event, found) if kind == "restriction" else found

    def _developers(self, event: Event) -> list[Filler]:
        for head in event.heads.get("system", []):
            if not self.tree.is_verb(head):
                return self._first_actor("developer", slots_of(self.tree, head), ("poss", "of", "amod"))[:1]
        return []

    def _operator(self, event: Event, found: list[Filler]) -> list[Filler]:
        """Whose the lost system was: its owner by adjective or possessive, or who launched it."""
        by = {f.entity for f in found if f.role == "by" and f.entity}
        heads = [*event.heads.get("system", []), *(p.token for p in event.roles.get("system", []))]
        for head in dict.fromkeys(heads):
            if self.tree.is_verb(head):
                continue
            owners = self._owners(head) or self._launchers(head)
            if owners and owners[0].entity not in by:
                return [filler_of("operator", owners[0])]
        return []

    def _owners(self, head: int) -> list[Phrase]:
        for slot in ("poss", "amod", "compound", "of", "belonging", "from"):
            for argument in slots_of(self.tree, head).get(slot, []):
                if self._makes(argument.token):
                    continue
                owners = self._actors_of(self.reader.read(argument.token))
                told = slot in ("poss", "of")
                owners = [p for p in owners if p.entity or (p.generic and told)]
                if owners and owners[0].is_a("actor") and not owners[0].is_a("company"):
                    return owners
        return []

    def _makes(self, index: int) -> bool:
        """ "The Iran-made drone", "a Turkish-supplied TB2": whose make it is, not whose drone."""
        tokens = self.tree.tokens
        return index + 1 < len(tokens) and tokens[index + 1].text in ("-", "‑")

    def _launchers(self, head: int) -> list[Phrase]:
        for child in self.tree.children(head, "acl", "acl:relcl"):
            if self.tree.tokens[child].lemma not in self.reader.words["wielding"]:
                continue
            slots = slots_of(self.tree, child)
            for argument in (*slots.get("subj", ()), *slots.get("to", ())):
                actors = [p for p in self.reader.read(argument.token) if p.is_a("actor") and p.token != head]
                if actors:
                    return actors
        return []

    def _owner_filler(self, role: str, event: Event, owner: str) -> Filler | None:
        """The words that make a state the owner of the event's system ("Israeli jets")."""
        for head in event.heads.get("system", []):
            for i in self.tree.subtree(head, frozenset({"acl", "acl:relcl"})):
                name = self.tree.tokens[i].name
                if name is not None and name.entry.id == owner and not self._makes(i):
                    return Filler(role, name.text, name.start, name.end, owner)
        return None

    def _parties(self, event: Event, found: list[Filler]) -> list[Filler]:
        """The parties that the pact itself names, where the clause names fewer than two."""
        if sum(f.role == "party" for f in found) > 1:
            return []
        more: list[Filler] = []
        for phrase in event.guides.get("instrument", []):
            if phrase.token >= 0 and not self.tree.is_verb(phrase.token):
                for name in ("between", "with", "poss"):
                    more += self._first_actor(
                        "party", {name: slots_of(self.tree, phrase.token).get(name, [])}, (name,)
                    )
        return [f for f in more if f.entity is None or f.entity not in {g.entity for g in found}]

    def _restriction(self, event: Event, found: list[Filler]) -> list[Filler]:
        """Imposer and target from the measure's own words ("U.S. sanctions against Iran")."""
        for phrase in (*event.guides.get("measure", ()), *event.guides.get("trade", ())):
            if self.tree.is_verb(phrase.token):
                continue
            slots = slots_of(self.tree, phrase.token)
            if not any(f.role == "target" for f in found):
                slot_names: tuple[str, ...] = (
                    ("on", "against", "to", "targeting", "over")
                    if phrase in event.guides.get("measure", ())
                    else ("to", "for", "from")
                )
                if self.tree.tokens[phrase.token].lemma in self.reader.words["licence"]:
                    slot_names += ("of", "poss")  # "revoked the licence of X"
                found.extend(self._first_actor("target", slots, slot_names))
            if not any(f.role == "imposer" for f in found):
                found.extend(self._first_actor("imposer", slots, ("by", "poss", "amod", "compound")))
            if not any(f.role == "target" for f in found):
                found.extend(self._named_within(phrase, {f.entity for f in found}))
            found.append(Filler("measure", phrase.text, phrase.start, phrase.end, phrase.entity))
        return self._measure_told(event, found)

    def _measure_told(self, event: Event, found: list[Filler]) -> list[Filler]:
        """ "The bill", "the embargo": whom it binds was said before; so was who made one that falls."""
        measures = event.guides.get("measure", [])
        roles = {f.role for f in found}
        if measures and any(
            p.definite or (p.entry is not None and p.entry.type == "regime") for p in measures
        ):
            wanted = ["target"] + (
                ["imposer"] if event.frame.status in ("lifted", "eased", "expired") else []
            )
            found += [f for f in self.discourse.measure if f.role in wanted and f.role not in roles]
        told = [f for f in found if f.role in ("imposer", "target")]
        if any(f.role == "target" for f in told):
            self.discourse.measure = told
        return found

    def _actors_of(self, phrases: Iterable[Phrase]) -> list[Phrase]:
        return self.discourse.resolve_all(phrases, self.tree.number, self.tree.paragraph, "actor")

    def _first_actor(
        self, role: str, slots: Mapping[str, list[Argument]], names: tuple[str, ...]
    ) -> list[Filler]:
        for name in names:
            for argument in slots.get(name, []):
                phrases = self._actors_of(self.reader.read_all(argument.token))
                actors = [p for p in phrases if p.is_a("actor") and not p.pronoun]
                if name in ("amod", "compound"):
                    actors = [p for p in actors if p.entry is not None]
                if actors:
                    return [filler_of(role, p) for p in actors]
        return []

    def _named_within(self, phrase: Phrase, others: set[str | None]) -> list[Filler]:
        """A state named within a law's title or the words of the measure."""
        for i in self.tree.subtree(phrase.token):
            name = self.tree.tokens[i].name
            if (
                name is not None
                and (name.entry.is_state or name.entry.type == "group")
                and name.entry.id not in others
            ):
                return [Filler("target", name.text, name.start, name.end, name.entry.id)]
            if name is not None and name.entry.type == "regime":
                inner = [n for n in self._names_of_title(name.text) if n.entry.id not in others]
                if inner:
                    return [
                        Filler("target", n.text, name.start + n.start, name.start + n.end, n.entry.id)
                        for n in inner[:1]
                    ]
        return []

    def _names_of_title(self, title: str) -> list[Name]:
        """The states that a law's own title names ("the Stop Iranian Drones Act")."""
        words = list(re.finditer(r"\w+", title))
        found: list[Name] = []
        # "South Sudan" before "Sudan"; the whole title would be the law itself.
        for first, last in (*pairwise(words), *((word, word) for word in words)):
            for name in self.catalog.names_in(title[first.start() : last.end()]):
                start, end = name.start + first.start(), name.end + first.start()
                if name.entry.is_state and not any(n.start < end and start < n.end for n in found):
                    found.append(name._replace(start=start, end=end))
        return sorted(found, key=lambda name: name.start)
