"""Roles that no slot fills and the words around settle: the maker behind a purchase, the owner of a plant."""

from dataclasses import replace

from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event
from armsledger.reading.fillers import FillerReader
from armsledger.reading.lexicon import Lexicon
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.slots import slots_of
from armsledger.reading.syntax import Argument, Tree
from armsledger.reading.tokens import Token

# How many sentences on "the deal" still means the last one told.
_DEAL_SENTENCES = 4
# Whom an entry of a list is about, by what it tells of.
_ABOUT = {"transfer": "recipient", "holding": "holder", "use": "user", "loss": "operator"}
_CLAUSES = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis", "conj"})


class RoleInference:
    """Fills the open roles of one sentence's events; each addition says why."""

    def __init__(
        self, tree: Tree, reader: PhraseReader, lexicon: Lexicon, discourse: Discourse, fillers: FillerReader
    ) -> None:
        self.tree, self.reader, self.words = tree, reader, lexicon.words
        self.discourse, self.fillers = discourse, fillers

    def recall_deal(self, event: Event, index: int) -> None:
        """ "The deal", "the sale": what was said of it before holds where nothing is said now."""
        definite = any(
            self.tree.tokens[c].lower in ("the", "this", "that", "any", "such")
            for c in self.tree.children(index, "det", "amod")
        )
        if self.tree.tokens[index].lemma not in self.words["deal"]:
            return
        above = self.tree.tokens[self.tree.tokens[index].head]
        if not definite and self._under_way(index, above):
            self._recall(event, index)
            return
        if not definite:
            return
        the = any(
            self.tree.tokens[c].lower in ("the", "this", "that") for c in self.tree.children(index, "det")
        )
        if above.lemma in self.words["bystanding"] or not (the or above.lemma in ("deny", "reject")):
            return
        self._recall(event, index)

    def _under_way(self, index: int, above: Token) -> bool:
        """ "Deliveries began in 2022", "handover is due": of what was told before, without an article."""
        token = self.tree.tokens[index]
        own = self.tree.has(index, "nmod", "compound", "nmod:poss", "amod")
        return (
            token.lemma in self.words["handing_over"]
            and token.base_rel == "nsubj"
            and not own
            and above.lemma in self.words["proceeding"]
        )

    def _recall(self, event: Event, index: int) -> None:
        if self.tree.number - self.discourse.deal_told > _DEAL_SENTENCES:
            return
        event.recalled = True
        if "system" not in event.roles and "system" not in self.discourse.deal:
            self.name_system(event, index)
        for role, phrases in self.discourse.deal.items():
            if role in event.frame.roles and role not in event.roles:
                event.roles[role] = [replace(phrase, token=index) for phrase in phrases]
                event.why.append(f"{role}: '{phrases[0].text}' (of the deal told before)")

    def name_system(self, event: Event, index: int) -> None:
        """The weapon named last, for a delivery or a contract that names none."""
        told = self.discourse.latest_arms(index)
        if told:
            event.roles["system"] = told
            event.why.append(f"system: '{told[0].text}' (named last)")

    def doers(self, argument: Argument, event: Event) -> list[Argument]:
        """ "Conducted operations that targeted": who conducted the operations did the deed."""
        if self.tree.tokens[argument.token].lemma not in self.words["deed"] or argument.how not in (
            "relative clause",
            "noun it modifies",
        ):
            return [argument]
        owners = [Argument(c, "owner of the deed") for c in self.tree.children(argument.token, "nmod:poss")]
        head = argument.token
        while self.tree.tokens[head].rel in ("nmod", "conj") and self.tree.tokens[head].head >= 0:
            head = self.tree.tokens[head].head
        above = self.tree.tokens[head].head
        if not owners and above >= 0 and self.tree.is_verb(above) and self.tree.tokens[head].rel == "obj":
            owners = self.tree.subjects(above)
            event.deed = above if owners else None
        return owners or [argument]

    def parties(self, event: Event) -> None:
        """ "The agreement between A and B was signed": the parties that the pact itself names."""
        if event.frame.kind != "agreement" or "party" in event.roles:
            return
        for phrase in event.guides.get("instrument", []):
            if phrase.token < 0 or self.tree.is_verb(phrase.token):
                continue
            slots = slots_of(self.tree, phrase.token)
            found = [
                p for n in ("between", "with", "poss", "amod") for a in slots.get(n, [])
                for p in self.fillers.fillers(a, "party", n)
            ]  # fmt: skip
            if found:
                event.roles["party"] = found
                event.why.append(f"party: '{found[0].text}' (of the pact)")

    def origin(self, event: Event) -> None:
        """The seller where none is named: "Chinese aircraft delivered", "bought Iranian drones"."""
        if "supplier" in event.roles:
            return
        if event.frame.name == "supply" and self.tree.is_verb(event.predicate):
            carriers = [
                p
                for a in slots_of(self.tree, event.predicate).get("subj", [])
                for p in self.reader.read(a.token)
            ]
            self._owned(event, [p for p in carriers if p.is_a("arms")])
        elif event.frame.name in ("supply", "carry"):
            self._owned(event, event.roles.get("system", []))
        elif event.frame.name == "acquire":
            systems = event.roles.get("system", [])
            if not any(self._made(event, phrase) for phrase in systems):
                self._owned(event, systems)

    def counterpart(self, event: Event) -> None:
        """ "In talks with India to buy", "signed an agreement with Kazakhstan to supply": the other side."""
        role = {"acquire": "supplier", "supply": "recipient", "order": "supplier"}.get(event.frame.name)
        if role is None or role in event.roles or not self.tree.is_infinitive(event.predicate):
            return
        for above in list(self.tree.ancestors(event.predicate))[:2]:
            if not {self.tree.tokens[above].lemma} & (
                self.words["through"] | {"talk", "negotiation"}
            ) and not self.tree.is_verb(above):
                continue
            for argument in slots_of(self.tree, above).get("with", []):
                found = self.fillers.fillers(argument, role, "with")
                if found:
                    event.roles[role] = found
                    event.why.append(
                        f"{role}: '{found[0].text}' (the other side of the '{self.tree.tokens[above].text}')"
                    )
                    return

    def _made(self, event: Event, phrase: Phrase) -> bool:
        for child in self.tree.children(phrase.token, "acl"):
            if self.tree.tokens[child].lemma not in self.words["making"]:
                continue
            for argument in slots_of(self.tree, child).get("subj", []):
                makers = self.fillers.fillers(argument, "supplier", "by")
                if makers:
                    event.roles["supplier"] = makers
                    event.why.append(f"supplier: the maker '{makers[0].text}'")
                    return True
        return False

    def _owned(self, event: Event, phrases: list[Phrase]) -> None:
        buyers = {p.entity for p in event.roles.get("recipient", [])}
        for phrase in phrases:
            owner = self.fillers.owner_of(phrase) if phrase.owner else phrase
            if owner.token != phrase.token and owner.entity not in buyers:
                event.roles["supplier"] = [owner]
                event.why.append(f"supplier: the arms are '{owner.text}'")
                return

    def _site(self, plant: Phrase) -> str | None:
        """The state of "a plant in Tajikistan", which need not be whose plant it is."""
        for child in self.tree.children(plant.token, "nmod"):
            name = self.tree.tokens[child].name
            if name is not None and "in" in self.tree.prepositions(child):
                return name.entry.id
        return None

    def dealer(self, subjects: list[Argument]) -> str:
        """The part in a deal told before of whoever stops or clears it: the buyer told, else the seller."""
        known = {p.entity for p in self.discourse.deal.get("recipient", [])} - {None}
        named = {p.entity for a in subjects for p in self.reader.read(a.token)}
        return "recipient" if not known or known & named else "supplier"

    def share(self, event: Event) -> bool:
        """ "Accounted for 81 per cent of Pakistan's arms imports": whose imports they are, and of what."""
        for phrase in event.guides["trade"]:
            if self.tree.tokens[phrase.token].lemma != "import":
                continue
            slots = slots_of(self.tree, phrase.token)
            for role, names in (("recipient", ("poss", "by", "amod")), ("system", ("of", "compound"))):
                found = [p for n in names for a in slots.get(n, []) for p in self.fillers.fillers(a, role, n)]
                if found:
                    event.roles[role] = found
        return "recipient" in event.roles and "system" in event.roles

    def wielder(self, event: Event) -> None:
        """ "Syrian air defences shot down", "a Pakistani J-10 fired": whose the weapons are did it."""
        role = {"loss": "by", "use": "user"}.get(event.frame.kind)
        if role is None or role in event.roles or not self.tree.is_verb(event.predicate):
            return
        lost = event.heads.get("system", [])
        for argument in slots_of(self.tree, event.predicate).get("subj", []):
            for phrase in self.reader.read(argument.token) if argument.token not in lost else []:
                owner = self.fillers.owner_of(phrase) if phrase.owner and phrase.is_a("arms") else phrase
                if owner.token != phrase.token:
                    event.roles[role] = [owner]
                    event.why.append(f"{role}: the weapons are '{owner.text}'")
                    return

    def host(self, event: Event) -> None:
        """Where a thing is made, wherever in the clause the parser hung it."""
        if event.frame.kind != "production" or "host" in event.roles:
            return
        for i in self.tree.subtree(event.predicate, _CLAUSES):
            if i > event.predicate and {"in", "at", "near"} & {*self.tree.prepositions(i)}:
                named = self.discourse.resolve_all(
                    self.reader.read_all(i), self.tree.number, self.tree.paragraph, "actor"
                )
                hosts = [p for p in named if p.is_a("state", "place")]
                if hosts:
                    event.roles["host"] = hosts
                    event.why.append(f"host: '{hosts[0].text}' (in the same clause)")
                    return

    def entry(self, event: Event) -> None:
        """ "Namibia: two helicopters landed": whom the entry of a list is about."""
        about = self.discourse.entries.get(self.tree.paragraph)
        role = _ABOUT.get(event.frame.kind)
        if about is None or role is None or role not in event.frame.roles or role in event.roles:
            return
        others = {p.entity for phrases in event.roles.values() for p in phrases}
        if about.entity not in others:
            event.roles[role] = [replace(about, token=event.predicate)]
            event.why.append(f"{role}: '{about.text}' (the entry is about it)")

    def claimant(self, event: Event) -> None:
        """ "The strike, which was claimed by X": who claims a deed as theirs did it."""
        if "user" in event.roles or self.tree.is_verb(event.predicate):
            return
        head = self.tree.tokens[event.predicate].head
        near = [*self.tree.subtree(event.predicate), *([head] if head >= 0 else [])]
        for child in near:
            if self.tree.tokens[child].lemma == "claim" and self.tree.is_passive(child):
                for argument in slots_of(self.tree, child).get("subj", []):
                    users = self.fillers.fillers(argument, "user", "by")
                    if users:
                        event.roles["user"] = users
                        event.why.append(f"user: '{users[0].text}' claimed it")

    def plant(self, event: Event) -> bool:
        """Fill producer, host and system from a plant's own words; False where it is no plant for arms."""
        phrase = event.guides["facility"][0]
        arms = self._arms_within(phrase) or self._made_there(event)
        plain = self.tree.tokens[phrase.token].lemma in ("plant", "factory") and "producer" in event.roles
        arms = arms or self._arms_within(phrase, relative=True)
        if not arms and not plain:
            return False
        if arms:
            event.roles.setdefault("system", arms[:3])
        owners = [
            p for c in self.tree.children(phrase.token, "nmod:poss")
            for p in self.fillers.fillers(Argument(c, "owner"), "producer", "poss")
        ]  # fmt: skip
        if owners:
            event.roles["producer"] = owners
        elif "producer" not in event.roles and phrase.owner not in (None, self._site(phrase)):
            event.roles["producer"] = [self.fillers.owner_of(phrase)]
            event.why.append(f"producer: the plant's adjective ({phrase.owner})")
        if "host" not in event.roles:
            hosts = self._hosts(phrase)
            if hosts:
                event.roles["host"] = hosts
        return True

    def _made_there(self, event: Event) -> list[Phrase]:
        """ "Open a line for drones", where the parser hangs "for drones" on the verb."""
        slots = slots_of(self.tree, event.predicate)
        read = [p for a in slots.get("for", []) for p in self.reader.read(a.token)]
        return [p for p in read if p.is_a("arms")]

    def _arms_within(self, phrase: Phrase, relative: bool = False) -> list[Phrase]:
        found: list[Phrase] = []
        for i in self.tree.subtree(phrase.token, frozenset() if relative else frozenset({"acl:relcl"})):
            if i != phrase.token and self.reader.names_weapon(i):
                found.extend(p for p in self.reader.read(i) if p.is_a("arms") and p not in found)
        return found

    def _hosts(self, phrase: Phrase) -> list[Phrase]:
        for child in self.tree.children(phrase.token, "nmod"):
            if {"in", "at", "near", "outside"} & {*self.tree.prepositions(child)}:
                hosts = [p for p in self.reader.read_all(child) if p.is_a("state", "place")]
                if hosts:
                    return hosts
        return []
