"""Frames on a tree: which predicates carry a claim, and who fills which role."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from armsledger.reading.discourse import Discourse
from armsledger.reading.lexicon import Frame, Lexicon
from armsledger.reading.phrases import Phrase, PhraseReader
from armsledger.reading.syntax import Argument, Tree

WANTED: dict[str, tuple[str, ...]] = {
    "supplier": ("actor",), "recipient": ("actor",), "producer": ("actor",), "partner": ("actor",), "party": ("actor",),
    "visitor": ("actor",), "exhibitor": ("actor",), "user": ("actor",), "operator": ("actor",), "by": ("actor",),
    "developer": ("actor",), "imposer": ("actor", "bill"), "holder": ("actor",), "via": ("actor", "place"),
    "system": ("arms",), "original": ("arms", "technology"),
    "host": ("state", "place", "actor"), "target": ("actor", "facility", "place", "other"),
    "subject": ("technology",), "facility": ("facility",), "measure": ("measure", "bill", "list"), "instrument": ("agreement",),
    "trade": ("trade",), "law": ("bill",), "venue": ("venue", "place", "other"),
}  # fmt: skip
"""The sorts of phrase that each role takes; `other` stands for anything that is named."""

# What stops a deal cancels it; what stops the permits for many is a restriction.
_STOPS = frozenset({"halt", "suspend", "stop", "block", "freeze", "revoke", "cancel", "withhold", "withdraw", "pause", "deny"})
_PERMITS = frozenset({"export", "licence", "license", "permit", "approval", "licensing", "trade", "import"})
# Nouns through which a verb's subject reaches the deed: "signed a contract for the supply of".
_CARRIERS = frozenset({"contract", "deal", "agreement", "order", "memorandum", "plan", "proposal", "request", "licence", "license"})
_HANDINGS = frozenset({"delivery", "shipment", "supply", "transfer", "handover", "donation", "provision", "smuggling", "sale"})
_DEEDS = frozenset({"operation", "attack", "strike", "raid", "campaign", "mission", "sortie"})
_DEALS = frozenset({"deal", "contract", "order", "sale", "purchase", "delivery", "shipment", "acquisition", "package", "transfer", "export"})
_PLURAL_ROLES = frozenset({"party"})


@dataclass
class Event:
    """A frame that a predicate of a sentence fills.

    `roles` keeps the phrases of each role of the claim, `guides` of what only leads to it (the measure, the
    plant); `heads` the tokens that stand in the slots they were read from.
    """

    frame: Frame
    predicate: int
    roles: dict[str, list[Phrase]] = field(default_factory=dict)
    guides: dict[str, list[Phrase]] = field(default_factory=dict)
    heads: dict[str, list[int]] = field(default_factory=dict)
    status: str | None = None
    deed: int | None = None
    why: list[str] = field(default_factory=list)

    def tokens(self) -> set[int]:
        """The tokens that the predicate and its guides stand on."""
        return {self.predicate, *(p.token for phrases in self.guides.values() for p in phrases)}


class FrameMatcher:
    """Finds the events of one sentence."""

    def __init__(
        self, tree: Tree, reader: PhraseReader, lexicon: Lexicon, discourse: Discourse, near_arms: bool = False
    ) -> None:
        self.tree, self.reader, self.lexicon, self.discourse = tree, reader, lexicon, discourse
        self.near_arms = near_arms

    def events(self) -> list[Event]:
        """All events, in the order of their predicates, without those another one already tells."""
        found: list[Event] = []
        for token in self.tree.tokens:
            if token.name is not None and token.name.entry.type != "class":
                pact = self._named_pact(token.index)
                if pact is not None:
                    found.append(pact)
                continue
            for frame in self._candidates(token.index):
                event = self._match(frame, token.index)
                if event is not None:
                    found.append(event)
                    break
        return self._without_echoes(found)

    def _named_pact(self, index: int) -> Event | None:
        """"The 2015 nuclear deal between Tehran and six powers": a treaty of the catalogue with its parties."""
        name = self.tree.tokens[index].name
        slots = self.tree.slots(index)
        if name is None or name.entry.type != "regime" or not {"between", "with"} & {*slots}:
            return None
        frame = next(f for f in self.lexicon.noun_frames["pact"] if f.kind == "agreement")
        return self._match(frame, index)

    def _candidates(self, index: int) -> Iterator[Frame]:
        token = self.tree.tokens[index]
        if token.rel == "amod":
            return
        if self.tree.is_verb(index):
            particle = self.tree.particle(index)
            if particle:
                yield from self.lexicon.verb_frames.get(f"{token.lemma} {particle}", ())
            for child in self.tree.children(index, "obj", "xcomp"):
                yield from self.lexicon.verb_frames.get(f"{token.lemma} {self.tree.tokens[child].lemma}", ())
            for child in self.tree.children(index, "obl"):
                for preposition in self.tree.prepositions(child):
                    phrase = f"{token.lemma} {preposition} {self.tree.tokens[child].lemma}"
                    yield from self.lexicon.verb_frames.get(phrase, ())
                    yield from self.lexicon.verb_frames.get(f"{token.lemma} {preposition}", ())
            yield from self.lexicon.verb_frames.get(self._hyphenated(index), ())
            if not particle or particle not in ("down", "up", "off"):
                yield from self.lexicon.verb_frames.get(token.lemma, ())
            if token.upos == "NOUN":
                yield from self.lexicon.noun_frames.get(token.lemma, ())
        elif token.upos in ("NOUN", "PROPN") and token.rel != "compound":
            yield from self.lexicon.noun_frames.get(self._hyphenated(index), ())
            yield from self.lexicon.noun_frames.get(token.lemma, ())

    def _hyphenated(self, index: int) -> str:
        """"reverse-engineered" is three words to the parser and one verb to the lexicon."""
        tokens = self.tree.tokens
        if index >= 2 and tokens[index - 1].text == "-":
            return f"{tokens[index - 2].lower}-{tokens[index].lemma}"
        return tokens[index].lemma

    # -- one frame on one predicate ----------------------------------------

    def _match(self, frame: Frame, index: int) -> Event | None:
        slots = dict(self.tree.slots(index))
        verb = self.tree.is_verb(index)
        if frame.context is not None and not self._context(frame.context, index):
            return None
        if frame.intransitive and verb and "obj" in slots and frame.name != "enter into force" and not self.tree.is_passive(index):
            return None
        if verb and "obj" not in slots and frame.name in ("ban", "ban from"):
            self._add_banned(slots, index)
        if not verb:
            self._add_adjectives(slots)
            self._add_support(slots, frame, index)
        event = Event(frame, index)
        taken: set[int] = set()
        for role in self._order(frame):
            self._fill(event, role, frame.roles[role], slots, taken)
        if frame.kind == "transfer" and not verb and "system" not in event.roles:
            self._recall_deal(event, index)
        self._origin(event)
        if any(role not in event.roles and role not in event.guides for role in frame.needs):
            return None
        filled = {*event.roles, *event.guides}
        alone = verb and self.tree.is_passive(index) and frame.kind in ("transfer", "display") and bool(event.roles.get("system"))
        if frame.any and not filled.intersection(frame.any) and not alone and not ("place" in frame.any and self._placed(slots)):
            return None
        if not self._sensible(event):
            return None
        event.status = frame.status
        word = self.tree.tokens[index].text
        event.why.insert(0, f"frame '{frame.name}' by the {'verb' if verb else 'noun'} '{word}'")
        return event

    def _recall_deal(self, event: Event, index: int) -> None:
        """"The deal", "the sale": what was said of it before holds where nothing is said now."""
        definite = any(self.tree.tokens[c].lower in ("the", "this", "that") for c in self.tree.children(index, "det"))
        if not definite or self.tree.tokens[index].lemma not in _DEALS:
            return
        for role, phrases in self.discourse.deal.items():
            if role in event.frame.roles and role not in event.roles:
                event.roles[role] = [replace(phrase, token=index) for phrase in phrases]
                event.why.append(f"{role}: '{phrases[0].text}' (of the deal told before)")

    def _order(self, frame: Frame) -> list[str]:
        """Roles that take one narrow sort are filled first, so that an actor slot is not robbed of arms."""
        return sorted(frame.roles, key=lambda role: (role not in frame.needs, len(WANTED.get(role, ())) > 1))

    def _context(self, context: str, index: int) -> bool:
        named = any(t.name is not None and t.name.entry.type in ("system", "class") for t in self.tree.tokens)
        words = self.lexicon.words
        weapon = named or any(t.upos == "NOUN" and t.lemma in words["weapon"] for t in self.tree.tokens)
        if context == "arms" or weapon:
            return weapon
        if self.near_arms:
            return True
        if any(t.name is not None and t.name.entry.type in ("force", "regime") for t in self.tree.tokens):
            return True
        return any(t.lemma in words["defence"] or t.lower in words["defence"] for t in self.tree.tokens)

    def _add_banned(self, slots: dict[str, list[Argument]], index: int) -> None:
        """"Would ban supporting the supply of": the trade within the clause that is forbidden."""
        for child in self.tree.children(index, "xcomp", "ccomp"):
            for i in self.tree.subtree(child):
                if self.tree.tokens[i].lemma in self.lexicon.words["trade"] and self.tree.tokens[i].upos == "NOUN":
                    slots.setdefault("obj", []).append(Argument(i, "within the forbidden deed"))
                    for name, arguments in self.tree.slots(i).items():
                        slots.setdefault(name, []).extend(arguments)
                    return

    def _add_adjectives(self, slots: dict[str, list[Argument]]) -> None:
        """States that stand as compounds ("the Iran sale") serve as adjectives do."""
        for slot in ("compound", "amod"):
            for argument in list(slots.get(slot, [])):
                for i in [argument.token, *self.tree.children(argument.token, "compound", "amod")]:
                    name = self.tree.tokens[i].name
                    linked = i + 1 < len(self.tree.tokens) and self.tree.tokens[i + 1].text == "-"
                    known = name is not None and name.entry.type in ("state", "territory", "body", "company", "group")
                    if known and not linked and (slot == "compound" or i != argument.token):
                        slots.setdefault("amod", []).append(Argument(i, "adjective"))

    def _add_support(self, slots: dict[str, list[Argument]], frame: Frame, index: int) -> None:
        """The subject of a verb that carries the noun fills the noun's agent role ("made a delivery")."""
        if frame.agent is None:
            return
        token = self.tree.tokens[index]
        at = self.tree.first_conjunct(index)
        head = self.tree.tokens[at].head
        while head >= 0 and self.tree.tokens[at].rel == "nmod" and self.tree.tokens[head].lemma in _CARRIERS:
            at = self.tree.first_conjunct(head)
            head = self.tree.tokens[at].head
        if head < 0 or not self.tree.is_verb(head) or self.tree.tokens[at].base_rel not in ("obj", "obl"):
            return
        if self.tree.tokens[at].base_rel == "obl" and not self._copes(head):
            return
        lemma = self.tree.tokens[head].lemma
        receiving = lemma in ("receive", "take", "accept", "await", "win", "land", "secure")
        if lemma in ("criticise", "criticize", "condemn", "oppose", "ban", "welcome", "see", "witness", "report", "include", "lift"):
            return
        verb_slots = self.tree.slots(head)
        subjects = verb_slots.get("subj", [])
        role = frame.agent
        if receiving and frame.kind == "transfer":
            role = "recipient" if lemma in ("receive", "take", "accept", "await") else "supplier"
        if role in ("supplier", "recipient", "agent") or frame.agent == role:
            slots.setdefault(f"support:{role}", []).extend(Argument(a.token, f"subject of '{lemma}'") for a in subjects)
        for preposition in ("to", "from", "with", "against", "on", "in", "at"):
            for argument in verb_slots.get(preposition, []):
                if argument.token != token.index and argument not in slots.get(preposition, []):
                    slots.setdefault(preposition, []).append(argument)

    def _copes(self, verb: int) -> bool:
        return self.tree.tokens[verb].lemma in ("go", "come", "engage", "proceed", "participate", "enter", "agree", "move", "press")

    def _fill(
        self, event: Event, role: str, names: tuple[str, ...], slots: dict[str, list[Argument]], taken: set[int]
    ) -> None:
        guide = role in ("measure", "trade", "law", "instrument", "facility", "venue") or (
            role == "subject" and event.frame.kind != "technology_transfer"
        )
        wanted = ("any",) if role == "subject" and guide else WANTED[role]
        for slot in (*names, f"support:{role}"):
            for argument in [d for a in slots.get(slot, []) for d in (self._doers_above(a, event) if slot == "subj" else [a])]:
                if argument.token in taken or argument.token == event.predicate:
                    continue
                phrases = [p for p in self._phrases(argument, wanted, role, slot) if not self._same(event, p)]
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

    def _doers_above(self, argument: Argument, event: Event) -> list[Argument]:
        """"Conducted operations that targeted": who conducted the operations did the deed."""
        if self.tree.tokens[argument.token].lemma not in _DEEDS or argument.how not in ("relative clause", "noun it modifies"):
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

    def _same(self, event: Event, phrase: Phrase) -> bool:
        return any(p.token == phrase.token and p.start == phrase.start for ps in event.roles.values() for p in ps)

    def _phrases(self, argument: Argument, wanted: tuple[str, ...], role: str, slot: str) -> list[Phrase]:
        found: list[Phrase] = []
        if self.tree.is_verb(argument.token) and self.tree.tokens[argument.token].upos != "NOUN":
            return found
        for phrase in self.reader.read_all(argument.token):
            want = "arms" if wanted[0] == "arms" else "actor"
            resolved = self.discourse.resolve(phrase, self.tree.number, self.tree.paragraph, want)
            if role == "measure" and phrase.pronoun and phrase.text.lower() in ("it", "them") and self.discourse.measure:
                return [replace(phrase, pronoun=False, definite=True, sorts=frozenset({"measure"}))]
            if not resolved and phrase.pronoun and role in ("system", "subject"):
                continue
            found.extend(p for p in resolved if self._fits(p, wanted, role, slot))
        return found

    def _fits(self, phrase: Phrase, wanted: tuple[str, ...], role: str, slot: str) -> bool:
        if "any" in wanted:
            return not phrase.pronoun
        if phrase.pronoun:
            return False
        if slot in ("amod", "compound") and "actor" in wanted:
            return phrase.entry is not None and phrase.is_a("state", "company", "body", "group", "force")
        if phrase.is_a(*wanted):
            return not (phrase.is_a("arms") and "arms" not in wanted)
        if role == "target" and slot in ("obj", "on", "at", "against") and phrase.is_a("arms"):
            return True
        if "other" in wanted or ("actor" in wanted and self._doer(phrase, slot, role)):
            return not phrase.is_a("arms", "technology", "measure", "agreement", "trade") and not self._is_time(phrase)
        return False

    def _doer(self, phrase: Phrase, slot: str, role: str) -> bool:
        """A common noun that may name someone ("a naval patrol", "a trader"), where only someone can stand."""
        if slot not in ("subj", "obj", "iobj", "by", "to", "from", "with") or not phrase.generic or role in ("imposer", "party"):
            return False
        return self.tree.tokens[phrase.token].lemma not in self.lexicon.words["abstract"]

    def _is_time(self, phrase: Phrase) -> bool:
        return self.tree.tokens[phrase.token].lemma in ("year", "month", "week", "day", "decade", "time", "quarter", "hour", "night", "morning", "evening", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "scale", "way", "basis", "case", "purpose", "mission", "conflict", "war", "campaign", "term") or phrase.text[:4].isdigit()  # fmt: skip

    def _placed(self, slots: dict[str, list[Argument]]) -> bool:
        return any(
            p.is_a("place") for slot in ("in", "inside", "over", "across", "near") for a in slots.get(slot, []) for p in self.reader.read(a.token)
        )

    def _origin(self, event: Event) -> None:
        """Who bought "Iranian drones", "drones made by Iran", bought them of Iran, where no seller is named."""
        if event.frame.name == "supply" and "supplier" not in event.roles:
            for argument in self.tree.slots(event.predicate).get("subj", []) if self.tree.is_verb(event.predicate) else []:
                for phrase in self.reader.read(argument.token):
                    owner = self._owner_phrase(phrase) if phrase.owner and phrase.is_a("arms") else None
                    if owner is not None and owner.token != phrase.token:
                        event.roles["supplier"] = [owner]
        if event.frame.name != "acquire" or "supplier" in event.roles:
            return
        for phrase in event.roles.get("system", []):
            for child in self.tree.children(phrase.token, "acl"):
                if self.tree.tokens[child].lemma in ("make", "manufacture", "build", "produce", "supply", "sell", "develop", "design"):
                    for argument in self.tree.slots(child).get("subj", []):
                        makers = self._phrases(argument, ("actor",), "supplier", "by")
                        if makers:
                            event.roles["supplier"] = makers
                            event.why.append(f"supplier: the maker '{makers[0].text}'")
                            return
            if phrase.owner is not None and phrase.owner not in {p.entity for p in event.roles.get("recipient", [])}:
                owner = self._owner_phrase(phrase)
                if owner.token != phrase.token:
                    event.roles["supplier"] = [owner]
                    event.why.append(f"supplier: the arms are '{owner.text}'")
                return

    # -- sense checks --------------------------------------------------------

    def _sensible(self, event: Event) -> bool:
        check = getattr(self, f"_sensible_{event.frame.kind}", None)
        return check is None or bool(check(event))

    def _sensible_transfer(self, event: Event) -> bool:
        """Buyers are not their own sellers; a nominal without both ends must say which arms or how many."""
        roles = event.roles
        suppliers, recipients = roles.get("supplier", []), roles.get("recipient", [])
        if any(s.entity is not None and s.entity == r.entity for s in suppliers for r in recipients):
            return False
        if event.frame.name in ("order", "sales deal") and recipients and suppliers:
            if any(r.is_a("company") for r in recipients) and not any(s.is_a("company") for s in suppliers):
                roles["supplier"], roles["recipient"] = recipients, suppliers
                event.why.append("a company is the seller")
        elif event.frame.name in ("order", "sales deal") and any(r.is_a("company") for r in recipients):
            roles["supplier"] = roles.pop("recipient")
        if self.tree.is_verb(event.predicate):
            return True
        specific = any(s.entry is not None and s.entry.type == "system" for s in roles.get("system", []))
        named = any(r.entity is not None for r in recipients) and self.tree.tokens[event.predicate].lemma in _HANDINGS
        return bool(suppliers and recipients) or specific or named or self._has_number(event)

    def _has_number(self, event: Event) -> bool:
        return any(self.tree.has(p.token, "nummod") for p in event.roles.get("system", []) if p.token >= 0)

    def _sensible_restriction(self, event: Event) -> bool:
        measures = event.guides.get("measure", [])
        frame = event.frame
        if frame.name == "enter into force" and not event.guides.get("law") and self.tree.tokens[event.predicate].lemma in ("become", "enter"):
            return False
        if frame.name == "sign into law":
            return bool(event.guides.get("law")) and any(m.is_a("bill") for m in measures)
        if frame.bill:
            return any(m.is_a("bill") for m in measures) or (
                frame.status == "proposed" and any(self._strong(m) for m in measures)
            )
        if frame.name == "be under an embargo" and "nsubj" not in self.tree.slots(event.predicate):
            return False
        if frame.name == "put on a list":
            return any(m.is_a("list") for m in measures)
        if frame.name == "ban" and self.tree.tokens[event.predicate].lemma in _STOPS:
            if not any(self.tree.tokens[p.token].lemma in _PERMITS for p in event.guides.get("trade", [])):
                return False
        if measures and not any(self._strong(m) for m in measures) and not self._about_trade(event):
            return False
        if frame.name == "sanction":
            return any(p.is_a("actor") for p in event.roles.get("target", []))
        return True

    def _about_trade(self, event: Event) -> bool:
        """"Tightens rules on arms exports": the rules are about trade."""
        slots = self.tree.slots(event.predicate)
        return any(self.tree.tokens[a.token].lemma in self.lexicon.words["trade"] for name in ("on", "for") for a in slots.get(name, []))

    def _strong(self, phrase: Phrase) -> bool:
        """A measure that restricts by its name, or that a restricting word beside it makes one."""
        token = self.tree.tokens[phrase.token]
        if token.upos == "PRON":
            return True
        if token.lemma in self.lexicon.words["strong_measure"] or (phrase.entry is not None and phrase.entry.type == "regime"):
            return True
        near = [self.tree.tokens[i] for i in self.tree.subtree(phrase.token, frozenset({"acl:relcl", "acl"}))]
        strong = self.lexicon.words["strong_measure"]
        return any(t.lemma in strong for t in near) or any(t.lemma in self.lexicon.words["trade"] for t in near)

    def _sensible_meeting(self, event: Event) -> bool:
        visitor, host = event.roles["visitor"][0], event.roles["host"][0]
        lemma = self.tree.tokens[event.predicate].lemma
        if lemma == "pay" and not any(self.tree.tokens[c].lemma == "visit" for c in self.tree.children(event.predicate, "obj")):
            return False
        if lemma in ("travel", "fly", "go", "arrive", "hand", "tour") and not visitor.is_a("person", "actor"):
            return False
        if visitor.entity is not None and visitor.entity == host.entity:
            return False
        official = visitor.is_a("person", "force") or visitor.generic or visitor.is_a("state")
        return official and not visitor.is_a("medium")

    def _sensible_agreement(self, event: Event) -> bool:
        if len({(p.entity, p.text) for p in event.roles.get("party", [])}) < (2 if event.frame.strict else 1):
            return False
        instruments = event.guides.get("instrument", [])
        if any(self.tree.tokens[p.token].lemma in ("contract", "letter", "document", "declaration") for p in instruments):
            return not self._mentions_sale(instruments)
        return not (instruments and self._mentions_sale(instruments))

    def _mentions_sale(self, instruments: list[Phrase]) -> bool:
        """A plain sales contract is a transfer alone."""
        selling = ("supply", "sell", "buy", "purchase", "deliver", "acquire", "procure", "export", "sale", "delivery", "supply", "order", "acquisition")
        for phrase in instruments:
            for child in self.tree.children(phrase.token, "acl", "nmod", "compound"):
                token = self.tree.tokens[child]
                if token.lemma in selling:
                    return True
                if token.base_rel == "nmod" and "for" in self.tree.prepositions(child) and self.reader.read(child)[0].is_a("arms"):
                    return True
        return False

    def _sensible_use(self, event: Event) -> bool:
        system = event.roles.get("system", [])
        slots = self.tree.slots(event.predicate)
        if self.tree.tokens[event.predicate].lemma in ("use", "employ") and "as" in slots and "target" not in event.roles:
            return False
        if self.tree.tokens[event.predicate].lemma in ("destroy", "target") and any(p.is_a("arms") for p in event.roles.get("target", [])):
            return False
        self._claimant(event)
        if event.frame.name == "strike" and not system:
            user = event.roles.get("user", [])
            return bool(user) and not any(p.is_a("agreement", "measure") for p in event.roles.get("target", []))
        return True

    def _claimant(self, event: Event) -> None:
        """"The strike, which was claimed by X": who claims a deed as theirs did it."""
        if "user" in event.roles or self.tree.is_verb(event.predicate):
            return
        for child in self.tree.subtree(event.predicate):
            if self.tree.tokens[child].lemma == "claim" and self.tree.is_passive(child):
                for argument in self.tree.slots(child).get("subj", []):
                    users = self._phrases(argument, ("actor",), "user", "by")
                    if users:
                        event.roles["user"] = users
                        event.why.append(f"user: '{users[0].text}' claimed it")

    def _sensible_derivation(self, event: Event) -> bool:
        originals = event.roles.get("original", [])
        if event.frame.name == "base on":
            return any(p.is_a("arms") for p in event.roles.get("system", [])) and any(p.is_a("arms") or p.owner for p in originals)
        return any(p.is_a("arms") or p.owner for p in originals)

    def _sensible_holding(self, event: Event) -> bool:
        lemma = self.tree.tokens[event.predicate].lemma
        if lemma in ("have", "hold", "maintain", "keep", "retain", "fly") and self.tree.is_verb(event.predicate):
            return any((p.entry is not None and p.entry.type == "system") or self.tree.has(p.token, "nummod") or (p.definite and p.owner) for p in event.roles["system"])
        return True

    def _sensible_production(self, event: Event) -> bool:
        if event.frame.name in ("set up a plant", "opening of a plant", "break ground"):
            return self._facility(event)
        if self.tree.tokens[event.predicate].rel in ("acl", "amod") and self.tree.is_passive(event.predicate):
            producers = event.roles.get("producer", [])
            return bool(event.roles.get("host")) or any(not p.is_a("state") and not p.generic for p in producers)
        if not self.tree.is_verb(event.predicate):
            return bool(event.roles.get("producer")) or bool(event.roles.get("host"))
        return True

    def _facility(self, event: Event) -> bool:
        """A plant counts where it is one for arms; its owner is the producer, what it is for the system."""
        tree, roles = self.tree, event.roles
        phrase = event.guides["facility"][0]
        arms: list[Phrase] = []
        for i in tree.subtree(phrase.token, frozenset({"acl:relcl"})):
            token = tree.tokens[i]
            if i != phrase.token and ((token.name is not None and token.name.entry.type in ("system", "class")) or (token.upos == "NOUN" and token.lemma in self.lexicon.words["weapon"])):
                arms.extend(p for p in self.reader.read(i) if p.is_a("arms") and p not in arms)
        near_arms = any(p.is_a("arms") for p in arms)
        if not near_arms:
            return False
        roles.setdefault("system", arms[:3])
        owners = [p for c in tree.children(phrase.token, "nmod:poss") for p in self._phrases(Argument(c, "owner"), ("actor",), "producer", "poss")]
        if owners:
            roles["producer"] = owners
        elif "producer" not in roles and phrase.owner is not None:
            event.why.append(f"producer: the plant's adjective ({phrase.owner})")
            roles["producer"] = [self._owner_phrase(phrase)]
        if "host" not in roles:
            for child in tree.children(phrase.token, "nmod"):
                if {"in", "at", "near", "outside"} & {*tree.prepositions(child)}:
                    hosts = [p for p in self.reader.read_all(child) if p.is_a("state", "place")]
                    if hosts:
                        roles["host"] = hosts
                        break
        return True

    def _owner_phrase(self, phrase: Phrase) -> Phrase:
        for i in self.tree.subtree(phrase.token):
            name = self.tree.tokens[i].name
            if name is not None and name.entry.id == phrase.owner:
                return self.reader.read(i)[0]
        return replace(phrase, entity=phrase.owner)

    def _sensible_display(self, event: Event) -> bool:
        subjects = self.tree.slots(event.predicate).get("subj", []) if self.tree.is_verb(event.predicate) else []
        return not any(self.tree.tokens[a.token].lemma in self.lexicon.cues["sources.evidence"] for a in subjects)

    def _without_echoes(self, found: list[Event]) -> list[Event]:
        """Drop an event whose predicate is the instrument, measure or facility of another of its kind."""
        kept: list[Event] = []
        for event in found:
            echoed = any(
                other is not event and (other.frame.kind == event.frame.kind or other.frame.kind == "restriction")
                and event.predicate in other.tokens() - {other.predicate}
                for other in found
            )  # fmt: skip
            twin = any(self._same_deed(event, other) for other in kept)
            echoed = echoed or any(self._within(other, event) for other in found)
            if not echoed and not twin:
                kept.append(event)
        return kept

    def _within(self, inner: Event, outer: Event) -> bool:
        """"A contract for the supply of S-300s" is one deal: the inner noun tells it."""
        if inner is outer or inner.frame.kind != outer.frame.kind or self.tree.is_verb(outer.predicate):
            return False
        if self.tree.is_verb(inner.predicate) or self.tree.tokens[inner.predicate].rel != "nmod":
            return False
        return self.tree.tokens[inner.predicate].head == outer.predicate

    def _same_deed(self, event: Event, other: Event) -> bool:
        """"Hunted and downed", "designed and built": two verbs of one frame with one object are one deed."""
        if event.frame.kind != other.frame.kind or not self.tree.is_verb(event.predicate):
            return False
        linked = self.tree.tokens[event.predicate].head == other.predicate and self.tree.tokens[event.predicate].rel == "conj"
        heads = [h for r in ("system", "recipient", "target") for h in event.heads.get(r, [])]
        return linked and bool(heads) and all(h in [x for xs in other.heads.values() for x in xs] for h in heads)
