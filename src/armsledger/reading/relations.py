"""Who is whose sponsor, ally, partner, rival, adversary or customer: "Iran-backed", "arch-foe", "allied"."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from armsledger.reading import lexicon
from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event
from armsledger.reading.lexicon import bare_frame
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.slots import slots_of
from armsledger.reading.syntax import Argument, Tree

_PARTIES = ("state", "group", "force", "body", "company", "ministry", "person")
_OF = ("poss", "of", "amod", "compound")
_SAID_OF = ("nsubj", "host", "appos")


class RelationReader:
    """Finds the relations that one sentence tells."""

    def __init__(self, tree: Tree, reader: PhraseReader, discourse: Discourse) -> None:
        self.tree, self.reader, self.discourse = tree, reader, discourse

    def events(self) -> list[Event]:
        """The relations between two parties that are both told, in the order of their words."""
        found: dict[tuple[str | None, str | None, str], Event] = {}
        for token in self.tree.tokens:
            for status, subjects, objects in self._told(token.index):
                event = self._event(status, token.index, subjects, objects)
                if event is not None:
                    pair = (event.roles["subject"][0].entity, event.roles["object"][0].entity, status)
                    found.setdefault(pair, event)
        return list(found.values())

    def _told(self, index: int) -> Iterator[tuple[str, list[Phrase], list[Phrase]]]:
        """By status, the subjects and objects that one word relates."""
        token, ways = self.tree.tokens[index], _ways()
        before = self.tree.tokens[index - 2] if index >= 2 else None
        joined = ways["joined"].get(token.lower)
        if joined and before and before.name and self.tree.tokens[index - 1].text in "-‑":
            head = self._noun_above(index)
            if head is not None:
                yield joined, self._parties(before.index), self._parties(head)
        if token.upos == "NOUN":
            if token.lemma in ways["nouns"]:
                told, owners = self._told_and_owners(index)
                if not owners and len(told) == 2:  # "India and Pakistan, rivals for decades"
                    told, owners = told[:1], told[1:]
                yield ways["nouns"][token.lemma], told, owners
            elif token.lemma in ways["kept"]:
                told, owners = self._told_and_owners(index)
                yield ways["kept"][token.lemma], owners, told
        elif token.lemma in ways["bound"] and (self.tree.is_verb(index) or token.upos == "ADJ"):
            one = self._slots(index, ("subj", "obj"))
            if not one and token.base_rel in ("acl", "amod"):
                one = self._parties(token.head)
            yield ways["bound"][token.lemma], one, self._slots(index, ("with", "to"))
        elif self.tree.is_verb(index) and token.lemma in ways["verbs"]:
            yield ways["verbs"][token.lemma], self._slots(index, ("subj",)), self._slots(index, ("obj",))

    def _told_and_owners(self, index: int) -> tuple[list[Phrase], list[Phrase]]:
        """Whom a noun is said of, and whose it is."""
        told = self._slots(index, _SAID_OF) or self._named_after(index) or self._named_before(index)
        return told, self._slots(index, _OF)

    def _event(self, status: str, index: int, subjects: list[Phrase], objects: list[Phrase]) -> Event | None:
        known = {p.entity for p in objects} - {None}
        subjects = [p for p in subjects if p.entity is not None and p.entity not in known]
        if not subjects or not objects:
            return None
        event = Event(bare_frame("relation", "relation", status), index, status=status)
        for role, phrases in (("subject", subjects), ("object", objects)):
            event.roles[role] = phrases[:3]
            event.heads[role] = [p.token for p in phrases[:3] if p.token >= 0]
        event.why.append(f"'{self.tree.tokens[index].text}' tells a relation")
        event.why += [f"{role}: '{phrases[0].text}'" for role, phrases in event.roles.items()]
        return event

    def _noun_above(self, index: int) -> int | None:
        """The noun that "Iran-backed" modifies."""
        at = index
        while self.tree.tokens[at].head >= 0 and self.tree.tokens[at].base_rel in ("amod", "compound", "acl"):
            at = self.tree.tokens[at].head
        return at if at > index and self.tree.tokens[at].upos in ("NOUN", "PROPN") else None

    def _named_after(self, index: int) -> list[Phrase]:
        """ "Iran's ally Syria", "Moscow's main customer is India": the name that the noun stands before."""
        above = self.tree.tokens[index].head
        if self.tree.tokens[index].base_rel == "nsubj" and above > index and self.tree.has(above, "cop"):
            return self._parties(above)
        if above != index + 1 or self.tree.tokens[index].base_rel not in ("compound", "nmod", "appos"):
            return []
        return self._parties(above)

    def _named_before(self, index: int) -> list[Phrase]:
        """ "To Greece, Turkey's rival": the name before the comma, whatever the parser hung the noun on."""
        words = [i for i in self.tree.subtree(index) if self.tree.tokens[i].upos != "PUNCT"]
        comma = words[0] - 1
        if self.tree.tokens[index].rel != "appos" or comma < 1 or self.tree.tokens[comma].text != ",":
            return []
        return self._parties(comma - 1)

    def _slots(self, index: int, names: tuple[str, ...]) -> list[Phrase]:
        slots: Mapping[str, list[Argument]] = slots_of(self.tree, index)
        for name in names:
            found = [p for a in slots.get(name, []) for p in self._parties(a.token)]
            if found:
                return found
        return []

    def _parties(self, token: int) -> list[Phrase]:
        """Those who may stand in a relation among the phrases at a word, pronouns resolved."""
        read = self.reader.read_all(token)
        known = self.discourse.resolve_all(read, self.tree.number, self.tree.paragraph, "actor")
        party = [p for p in known if p.is_a(*_PARTIES) or (p.generic and p.plural and p.is_a("actor"))]
        return [p for p in party if not p.pronoun and not p.is_a("medium")]


@cache
def _ways() -> Mapping[str, Mapping[str, str]]:
    """The status that a lemma tells, by how it stands."""
    tables = lexicon.table("relations.toml")
    return MappingProxyType(
        {
            way: MappingProxyType({word: status for status, words in table.items() for word in words})
            for way, table in tables.items()
        }
    )
