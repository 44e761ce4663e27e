"""Frames on a tree: which predicates carry a claim, and who fills which role."""

from collections.abc import Iterator

from armsledger.reading.clusters import further
from armsledger.reading.discourse import Discourse
from armsledger.reading.echoes import without_echoes
from armsledger.reading.events import Event
from armsledger.reading.fillers import GUIDES, WANTED, FillerReader
from armsledger.reading.inference import RoleInference
from armsledger.reading.lexicon import Frame, Lexicon
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.proposals import Proposer
from armsledger.reading.sense import Sense
from armsledger.reading.slots import slots_of
from armsledger.reading.syntax import Argument, Tree
from armsledger.reading.tokens import RELATIVISERS

_PLURAL_ROLES = frozenset({"party"})
_FOLLOWING = frozenset(
    {"follow", "become", "join", "open", "start", "begin", "lead", "emerge", "come", "respond"}
)
_SHARED_PREPOSITIONS = ("to", "from", "with", "against", "on", "in", "at")
_PLACE_SLOTS = ("in", "inside", "over", "across", "near", "from")


class FrameMatcher:
    """Finds the events of one sentence."""

    def __init__(
        self,
        tree: Tree,
        reader: PhraseReader,
        lexicon: Lexicon,
        discourse: Discourse,
    ) -> None:
        self.tree, self.reader, self.lexicon = tree, reader, lexicon
        self.fillers = FillerReader(tree, reader, lexicon, discourse)
        self.inference = RoleInference(tree, reader, lexicon, discourse, self.fillers)
        self.sense = Sense(tree, reader, lexicon, self.inference)

    def events(self) -> list[Event]:
        """All events, in the order of their predicates, without those another one already tells."""
        found: list[Event] = []
        for token in self.tree.tokens:
            if token.name is not None and token.name.entry.type != "class":
                named = self._named_pact(token.index) or self._stay(token.index)
                if named is not None:
                    found.append(named)
                continue
            for frame in self._candidates(token.index):
                event = self._match(frame, token.index)
                if event is not None:
                    found += [event, *further(self.tree, event, self.fillers)]
                    break
        own = {child for event in found for child in self._own_nouns(event.frame, event.predicate)}
        told = without_echoes(self.tree, [event for event in found if event.predicate not in own])
        if self.tree.spots is None:
            return told
        proposer = Proposer(self.tree, self.tree.spots, self.fillers)
        for event in told:
            proposer.support(event)
        return sorted([*told, *proposer.events(told)], key=lambda event: event.predicate)

    def _named_pact(self, index: int) -> Event | None:
        """ "The nuclear deal between Tehran and six powers": a treaty of the catalogue and its parties."""
        name = self.tree.tokens[index].name
        slots = slots_of(self.tree, index)
        if name is None or name.entry.type != "regime" or not {"between", "with"} & {*slots}:
            return None
        frame = next(f for f in self.lexicon.noun_frames["pact"] if f.kind == "agreement")
        return self._match(frame, index)

    def _stay(self, index: int) -> Event | None:
        """ "The army chief was in Ankara last week": somebody of rank in a place."""
        name = self.tree.tokens[index].name
        if name is None or not (name.entry.is_state or name.entry.type == "place"):
            return None
        if not self.tree.has(index, "cop") or self.tree.prepositions(index) != ("in",):
            return None
        slots_of(self.tree, index)["here"] = [Argument(index, "where the visitor is")]
        return self._match(self.lexicon.verb_frames["be in place"][0], index)

    def _candidates(self, index: int) -> Iterator[Frame]:
        token = self.tree.tokens[index]
        if token.rel == "amod":
            return
        if self.tree.is_verb(index):
            particle = self.tree.particle(index)
            if particle:
                yield from self.lexicon.verb_frames.get(f"{token.lemma} {particle}", ())
            nouns = self.tree.children(index, "obj", "xcomp", "nsubj:pass")
            related = [
                a.token for a in slots_of(self.tree, index).get("obj", []) if a.how == "relative clause"
            ]
            for child in [*nouns, *related]:
                yield from self.lexicon.verb_frames.get(f"{token.lemma} {self.tree.tokens[child].lemma}", ())
            for child in self.tree.children(index, "obl"):
                for preposition in self.tree.prepositions(child):
                    phrase = f"{token.lemma} {preposition} {self.tree.tokens[child].lemma}"
                    yield from self.lexicon.verb_frames.get(phrase, ())
                    follows = self.tree.tokens[min(index + 1, len(self.tree.tokens) - 1)].lower
                    if follows == preposition.partition(" ")[0]:
                        yield from self.lexicon.verb_frames.get(f"{token.lemma} {preposition}", ())
            if self._hyphenated(index) != token.lemma:
                yield from self.lexicon.verb_frames.get(self._hyphenated(index), ())
            bound = particle in ("down", "up", "off") and self.tree.has(index, "compound:prt", "advmod")
            if not bound:
                yield from self.lexicon.verb_frames.get(token.lemma, ())
            if token.upos == "NOUN":
                yield from self.lexicon.noun_frames.get(token.lemma, ())
        elif token.upos == "ADJ" and self.tree.has(index, "cop"):
            yield from self.lexicon.verb_frames.get(f"be {token.lemma}", ())
            for child in self.tree.children(index, "obl"):
                for preposition in self.tree.prepositions(child):
                    yield from self.lexicon.verb_frames.get(f"{token.lemma} {preposition}", ())
        elif token.upos in ("NOUN", "PROPN") and token.rel != "compound":
            if self.tree.has(index, "cop"):
                for preposition in self.tree.prepositions(index):
                    yield from self.lexicon.verb_frames.get(f"be {preposition} {token.lemma}", ())
            if self._hyphenated(index) != token.lemma:
                yield from self.lexicon.noun_frames.get(self._hyphenated(index), ())
            yield from self.lexicon.noun_frames.get(token.lemma, ())

    def _hyphenated(self, index: int) -> str:
        """ "reverse-engineered" is three words to the parser and one verb to the lexicon."""
        tokens = self.tree.tokens
        if index >= 2 and tokens[index - 1].text == "-":
            return f"{tokens[index - 2].lower}-{tokens[index].lemma}"
        return tokens[index].lemma

    def _match(self, frame: Frame, index: int) -> Event | None:
        slots = dict(slots_of(self.tree, index))
        verb = self.tree.is_verb(index)
        if frame.armed and not any(map(self.reader.names_arms, range(len(self.tree.tokens)))):
            return None
        if (
            frame.intransitive
            and verb
            and "obj" in slots
            and frame.name != "enter into force"
            and not self.tree.is_passive(index)
        ):
            return None
        if verb and "obj" not in slots and frame.name in ("ban", "ban from"):
            self._add_banned(slots, index)
        if verb:
            self._add_object_s_own(slots, frame, index)
        else:
            self._add_adjectives(slots)
            self._add_support(slots, frame, index)
        event = Event(frame, index)
        taken: set[int] = set()
        for role in self._order(frame):
            self._fill(event, role, frame.roles[role], slots, taken)
        if frame.kind == "transfer" and not verb and "system" not in event.roles:
            self.inference.recall_deal(event, index)
        if frame.recalls and "system" not in event.roles:
            self.inference.name_system(event, index)
        self.inference.parties(event)
        self.inference.counterpart(event)
        self.inference.origin(event)
        self.inference.wielder(event)
        self.inference.host(event)
        self.inference.entry(event)
        if any(role not in event.roles and role not in event.guides for role in frame.needs):
            return None
        if frame.any and not self._has_any(event, slots):
            return None
        if not self.sense.holds(event):
            return None
        event.status = frame.status
        word = self.tree.tokens[index].text
        event.why.insert(0, f"frame '{frame.name}' by the {'verb' if verb else 'noun'} '{word}'")
        return event

    def _has_any(self, event: Event, slots: dict[str, list[Argument]]) -> bool:
        """True where one of the roles that the frame wants at least one of is told, or need not be."""
        wanted = event.frame.any
        if {*event.roles, *event.guides}.intersection(wanted):
            return True
        passive = self.tree.is_verb(event.predicate) and self.tree.is_passive(event.predicate)
        if passive and event.frame.kind in ("transfer", "display", "use") and event.roles.get("system"):
            return True
        if event.frame.kind == "transfer" and self.sense.is_moved(event):
            return True
        if event.frame.name in ("make", "raise output", "work on") and self._made_somewhere(event, passive):
            return True
        if "place" in wanted and self._placed(slots):
            return True
        return "target" in wanted and any(self._binds(p) for p in event.guides.get("measure", ()))

    def _made_somewhere(self, event: Event, passive: bool) -> bool:
        """ "30 howitzers are to be assembled there", "production of the K2 began": by whom is left open."""
        head = self.tree.tokens[event.predicate].head
        verb = self.tree.is_verb(event.predicate)
        if verb:
            finite = self.tree.tokens[event.predicate].rel not in ("acl", "amod")
            return passive and finite and any(p.is_a("arms") for p in event.roles["system"])
        moved = head >= 0 and self.tree.tokens[head].lemma in self.lexicon.words["proceeding"]
        return moved and self.tree.tokens[event.predicate].base_rel == "nsubj"

    def _binds(self, measure: Phrase) -> bool:
        """A measure that says itself whom it binds ("the embargo on Myanmar was renewed")."""
        if measure.entry is not None and measure.entry.type == "regime":
            return True
        if self.tree.is_verb(measure.token):
            return False
        slots = slots_of(self.tree, measure.token)
        return any(
            p.is_a("actor")
            for slot in ("on", "against")
            for a in slots.get(slot, [])
            for p in self.reader.read_all(a.token)
        )

    def _order(self, frame: Frame) -> list[str]:
        """Roles that take one narrow sort are filled first, so that an actor slot is not robbed of arms."""
        return sorted(frame.roles, key=lambda role: (role not in frame.needs, len(WANTED.get(role, ())) > 1))

    def _add_object_s_own(self, slots: dict[str, list[Argument]], frame: Frame, index: int) -> None:
        """ "Froze the assets of X", "joined the fleet of Y": what stands with the noun of such a verb."""
        for child in self._own_nouns(frame, index):
            for name in ("of", "poss", "compound", "for", "with", "from", "on"):
                for argument in slots_of(self.tree, child).get(name, []):
                    slots.setdefault(name, []).append(argument)

    def _own_nouns(self, frame: Frame, index: int) -> list[int]:
        """The object that makes a verb of two words with it ("start production", "freeze assets")."""
        tokens = self.tree.tokens
        children = self.tree.children(index, "obj", "nsubj:pass")
        return [c for c in children if f"{tokens[index].lemma} {tokens[c].lemma}" in frame.verbs]

    def _add_banned(self, slots: dict[str, list[Argument]], index: int) -> None:
        """ "Would ban supporting the supply of": the trade within the clause that is forbidden."""
        for child in self.tree.children(index, "xcomp", "ccomp"):
            for i in self.tree.subtree(child):
                if (
                    self.tree.tokens[i].lemma in self.lexicon.words["trade"]
                    and self.tree.tokens[i].upos == "NOUN"
                ):
                    slots.setdefault("obj", []).append(Argument(i, "within the forbidden deed"))
                    for name, arguments in slots_of(self.tree, i).items():
                        slots.setdefault(name, []).extend(arguments)
                    return

    def _add_adjectives(self, slots: dict[str, list[Argument]]) -> None:
        """States that stand as compounds ("the Iran sale") serve as adjectives do."""
        for slot in ("compound", "amod"):
            for argument in list(slots.get(slot, [])):
                for i in [argument.token, *self.tree.children(argument.token, "compound", "amod")]:
                    name = self.tree.tokens[i].name
                    linked = i + 1 < len(self.tree.tokens) and self.tree.tokens[i + 1].text == "-"
                    known = name is not None and name.entry.type in (
                        "state",
                        "territory",
                        "body",
                        "company",
                        "group",
                    )
                    if known and not linked and (slot == "compound" or i != argument.token):
                        slots.setdefault("amod", []).append(Argument(i, "adjective"))

    def _add_support(self, slots: dict[str, list[Argument]], frame: Frame, index: int) -> None:
        """The subject of a verb that carries the noun fills the noun's agent role ("made a delivery")."""
        if frame.agent is None:
            return
        at, through = self._carried_by(index)
        head = self.tree.tokens[at].head
        if head < 0 or not self._carries(head, at):
            return
        verb_slots = slots_of(self.tree, head)
        subjects = [a for a in verb_slots.get("subj", []) if self._may_act(a, head)]
        role = self._support_role(frame, head, subjects, through)
        if role == "supplier" and frame.name == "order":
            slots["support:recipient"] = slots.pop("from", [])
        lemma = self.tree.tokens[head].lemma
        carried = [Argument(a.token, f"subject of '{lemma}'") for a in subjects]
        slots.setdefault(f"support:{role}", []).extend(carried)
        for preposition in _SHARED_PREPOSITIONS:
            for argument in verb_slots.get(preposition, []):
                if argument.token != index and argument not in slots.get(preposition, []):
                    slots.setdefault(preposition, []).append(argument)

    def _carried_by(self, index: int) -> tuple[int, bool]:
        """The noun that a verb carries: the predicate, or the contract that it is the content of."""
        at = self.tree.first_conjunct(index)
        through = False
        while self.tree.tokens[at].rel == "nmod" and self.tree.tokens[at].head >= 0:
            above = self.tree.tokens[at].head
            if self.tree.prepositions(at) == ("with",) and self.tree.tokens[above].rel == "xcomp":
                return above, through  # "becomes the third buyer with an order"
            if self.tree.tokens[above].lemma not in self.lexicon.words["through"]:
                break
            at, through = self.tree.first_conjunct(above), True
        return at, through

    def _carries(self, head: int, at: int) -> bool:
        if not self.tree.is_verb(head) or self.tree.tokens[head].lemma in self.lexicon.words["bystanding"]:
            return False
        rel = self.tree.tokens[at].rel
        brought = "with" in self.tree.prepositions(at) and self.tree.tokens[head].lemma in _FOLLOWING
        return rel in ("obj", "nsubj:pass", "xcomp") or (
            rel.startswith("obl") and (self._copes(head) or brought)
        )

    def _may_act(self, argument: Argument, verb: int) -> bool:
        """Who tells of a deal or votes on it is no party to it."""
        phrases = self.reader.read(argument.token)
        lemma = self.tree.tokens[verb].lemma
        if lemma in self.lexicon.words["telling_of"]:
            return not any(p.is_a("medium", "person") or self._sounds_like_medium(p) for p in phrases)
        return not any(p.is_a("legislature", "court", "medium") for p in phrases)

    def _sounds_like_medium(self, phrase: Phrase) -> bool:
        return phrase.text.lower().rpartition(" ")[2] in self.lexicon.words["medium_name"]

    def _support_role(self, frame: Frame, verb: int, subjects: list[Argument], through: bool) -> str:
        role, lemma = frame.agent or "", self.tree.tokens[verb].lemma
        governor = self.lexicon.governors.get(lemma)
        if frame.name == "sales deal" and governor is not None and governor.name in ("approve", "call off"):
            return self.inference.dealer(subjects)
        if frame.kind != "transfer":
            return role
        if lemma in self.lexicon.words["receiving"]:
            return "recipient"
        if lemma in self.lexicon.words["winning"]:
            return "supplier"
        if through and role == "supplier" and lemma in ("sign", "award", "place"):
            firms = any(p.is_a("company") for a in subjects for p in self.reader.read(a.token))
            return role if firms else "recipient"
        return role

    def _copes(self, verb: int) -> bool:
        return self.tree.tokens[verb].lemma in self.lexicon.words["going_into"]

    def _fill(
        self,
        event: Event,
        role: str,
        names: tuple[str, ...],
        slots: dict[str, list[Argument]],
        taken: set[int],
    ) -> None:
        guide = role in GUIDES or (role == "subject" and event.frame.kind != "technology_transfer")
        wanted = ("any",) if role == "subject" and guide else WANTED[role]
        if event.frame.kind == "restriction" and role == "target":
            wanted = ("actor",)
        for slot in (*names, f"support:{role}"):
            for argument in [
                d
                for a in slots.get(slot, [])
                for d in (self.inference.doers(a, event) if slot == "subj" else [a])
            ]:
                if argument.token in taken or (argument.token == event.predicate and slot != "here"):
                    continue
                barred = frozenset(p.start for ps in event.roles.values() for p in ps)
                if slot != "subj":
                    barred |= {self.tree.tokens[a.token].start for a in slots.get("subj", [])}
                phrases = self._phrases(event, argument, role, slot, wanted, barred)
                nearer = self._nearer(argument, event.predicate) if not phrases else None
                if nearer is not None and nearer.token not in taken:
                    argument = nearer
                    phrases = self._phrases(event, argument, role, slot, wanted, barred)
                if not phrases:
                    continue
                taken.add(argument.token)
                box = event.guides if guide else event.roles
                box.setdefault(role, []).extend(phrases)
                event.heads.setdefault(role, []).append(argument.token)
                shown = ", ".join(dict.fromkeys(p.text for p in phrases))
                event.why.append(f"{role}: '{shown}' ({argument.how})")
            if role in event.roles and role not in _PLURAL_ROLES:
                return

    def _phrases(
        self,
        event: Event,
        argument: Argument,
        role: str,
        slot: str,
        wanted: tuple[str, ...],
        barred: frozenset[int],
    ) -> list[Phrase]:
        if argument.how == "agent of the passive" and argument.token in self.reader.timed:
            return []
        found = self.fillers.fillers(argument, role, slot, wanted, barred)
        return [p for p in found if not self._same(event, p)]

    def _nearer(self, argument: Argument, predicate: int) -> Argument | None:
        """ "Shells by Rijeka Arsenal, which supplies": the noun right before the relative pronoun."""
        if argument.how != "relative clause":
            return None
        for i in range(argument.token + 1, predicate):
            if self.tree.tokens[i].lower in RELATIVISERS:
                at = i - 1
                while at > argument.token and self.tree.tokens[at].upos == "PUNCT":
                    at -= 1
                return Argument(at, "relative clause") if at > argument.token else None
        return None

    def _same(self, event: Event, phrase: Phrase) -> bool:
        return any(
            p.token == phrase.token and p.start == phrase.start for ps in event.roles.values() for p in ps
        )

    def _placed(self, slots: dict[str, list[Argument]]) -> bool:
        return any(
            p.is_a("place")
            for slot in _PLACE_SLOTS
            for a in slots.get(slot, [])
            for p in self.reader.read(a.token)
        )
