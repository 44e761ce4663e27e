"""From an event to claims: time, place, amounts, manner and sources put together, and grounded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armsledger import catalog
from armsledger.catalog import Name
from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity, Quote, Value
from armsledger.reading.amounts import Count, Money
from armsledger.reading.attribution import Attribution, Attributor
from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event
from armsledger.reading.lexicon import Lexicon
from armsledger.reading.modality import Manner, read_manner
from armsledger.reading.phrases import Phrase, PhraseReader
from armsledger.reading.syntax import Tree
from armsledger.reading.times import TimeExpression

_PLACE_SLOTS = ("in", "inside", "at", "over", "near", "across", "above", "outside", "off", "around")
_CERTAINTY = ("certain", "probable", "possible")
_SURE = 0.9
_TALE_DAYS = 31
_SHORT_QUOTE = 25
# Stages whose own date is the claim's: a contract signed, a sale approved. A plan's date is not the deed's.
_DATED_STAGES = frozenset({"contract", "approve", "call off", "offer"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sentence's words were found to hold besides phrases."""

    times: Sequence[TimeExpression]
    counts: Sequence[Count]
    money: Sequence[Money]
    line_time: ClaimTime | None = None
    """The date that a line of a timeline opens with."""


class Assembler:
    """Makes claims of the events of one sentence."""

    def __init__(
        self, document_id: str, text: str, tree: Tree, reader: PhraseReader, lexicon: Lexicon,
        discourse: Discourse, attributor: Attributor, around: Surroundings, version: str,
    ) -> None:  # fmt: skip
        self.document_id, self.text, self.tree, self.reader = document_id, text, tree, reader
        self.lexicon, self.discourse, self.attributor = lexicon, discourse, attributor
        self.around, self.version = around, version

    def claim(self, event: Event) -> Claim | None:
        """The claim of an event, or None where the sentence does not assert, plan or deny it."""
        manner = read_manner(self.tree, event.predicate, self.lexicon)
        if event.deed is not None:
            above = read_manner(self.tree, event.deed, self.lexicon)
            manner.certainty = max(manner.certainty, above.certainty, key=_CERTAINTY.index)
            manner.polarity = max(manner.polarity, above.polarity)
        if self._is_question(event) or manner.generic or (manner.purpose and not manner.governors and not self._keeps_purpose(event)):
            return None
        attribution = self.attributor.attribute(event.predicate if event.deed is None else event.deed)
        fillers = self._fillers(event)
        status, realis = self._status(event, manner)
        place = self._place(event, fillers)
        time = self._time(event, attribution, manner)
        quote = self._quote(event, fillers, time)
        certainty = max(manner.certainty, attribution.certainty, key=_CERTAINTY.index)
        polarity = manner.polarity
        return Claim(
            document_id=self.document_id, kind=event.frame.kind, status=None if polarity == "denied" else status,  # type: ignore[arg-type]
            roles=fillers, quote=quote, polarity=polarity, certainty=certainty, realis=realis,  # type: ignore[arg-type]
            sources=attribution.sources, quantity=self._quantity(event), value=self._value(quote), time=time, place=place,
            confidence=self._confidence(event, fillers), reader=self.version,
            why=(*event.why, *manner.why, *attribution.why),
        )  # fmt: skip

    def _keeps_purpose(self, event: Event) -> bool:
        return event.frame.kind in ("agreement", "meeting", "derivation")

    def _is_question(self, event: Event) -> bool:
        return self.tree.tokens[-1].text == "?" and self.attributor.speakers.quotation(self.tree.tokens[event.predicate].start) is None

    # -- roles ----------------------------------------------------------------

    def _fillers(self, event: Event) -> tuple[Filler, ...]:
        found: list[Filler] = []
        for role in event.roles:
            for phrase in event.roles[role]:
                filler = self._filler(role, phrase)
                if not any(f.role == role and (f.start == filler.start or (f.entity and f.entity == filler.entity)) for f in found):
                    found.append(filler)
        if event.frame.kind == "use" and not any(f.role == "user" for f in found):
            owners = {p.owner for p in event.roles.get("system", []) if p.owner}
            found.extend(f for o in owners if (f := self._owner_filler("user", event, o)) is not None)
        if event.frame.kind == "derivation" and not any(f.role == "developer" for f in found):
            for head in event.heads.get("system", []):
                if not self.tree.is_verb(head):
                    found.extend(self._first_actor("developer", self.tree.slots(head), ("poss", "of", "amod"))[:1])
        if event.frame.kind == "agreement":
            found.extend(self._parties(event, found))
        if event.frame.kind == "loss":
            found.extend(self._operator(event, found))
        if event.frame.kind == "restriction":
            found = self._restriction(event, found)
        return tuple(sorted(found, key=lambda f: (f.role, f.start)))

    def _owner_filler(self, role: str, event: Event, owner: str) -> Filler | None:
        """The words that make a state the owner of the event's system ("Israeli jets")."""
        for head in event.heads.get("system", []):
            for i in self.tree.subtree(head, frozenset({"acl", "acl:relcl"})):
                name = self.tree.tokens[i].name
                made = i + 1 < len(self.tree.tokens) and self.tree.tokens[i + 1].text == "-"
                if name is not None and name.entry.id == owner and not made:
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
                    more += self._first_actor("party", {name: self.tree.slots(phrase.token).get(name, [])}, (name,))
        return [f for f in more if f.entity is None or f.entity not in {g.entity for g in found}]

    def _filler(self, role: str, phrase: Phrase) -> Filler:
        entity = phrase.entity
        if role == "host" and phrase.entry is not None and phrase.entry.type == "place" and phrase.entry.state:
            entity = phrase.entry.state
        if role == "original" and entity is None and phrase.owner is not None:
            entity = phrase.owner
        return Filler(role, phrase.text, phrase.start, phrase.end, entity)

    def _operator(self, event: Event, found: list[Filler]) -> list[Filler]:
        """Whose the lost system was: its owner by adjective or possessive, or who is told to have launched it."""
        if any(f.role == "operator" for f in found):
            return []
        by = {f.entity for f in found if f.role == "by"}
        for head in event.heads.get("system", []):
            if self.tree.is_verb(head):
                continue
            for slot in ("poss", "amod", "compound", "of", "belonging", "from"):
                for argument in self.tree.slots(head).get(slot, []):
                    owner = self.reader.read(argument.token)
                    owner = [q for p in owner for q in self.discourse.resolve(p, self.tree.number, self.tree.paragraph, "actor")]
                    known = owner and (owner[0].entity or (owner[0].generic and slot in ("poss", "of")))
                    if known and owner[0].is_a("actor") and owner[0].entity not in by and not owner[0].is_a("company"):
                        return [self._filler("operator", owner[0])]
            for child in self.tree.children(head, "acl", "acl:relcl"):
                if self.tree.tokens[child].lemma in ("launch", "operate", "fly", "fire", "belong", "send", "use", "own"):
                    slots = self.tree.slots(child)
                    for argument in (*slots.get("subj", ()), *slots.get("to", ())):
                        actors = [p for p in self.reader.read(argument.token) if p.is_a("actor") and p.token != head]
                        if actors:
                            return [self._filler("operator", actors[0])]
        return []

    def _restriction(self, event: Event, found: list[Filler]) -> list[Filler]:
        """Imposer and target from the measure's own words ("U.S. sanctions against Iran", "the Stop Iranian Drones Act")."""
        for phrase in (*event.guides.get("measure", ()), *event.guides.get("trade", ())):
            if self.tree.is_verb(phrase.token):
                continue
            slots = self.tree.slots(phrase.token)
            if not any(f.role == "target" for f in found):
                slot_names = ("on", "against", "to", "targeting", "over") if phrase in event.guides.get("measure", ()) else ("to", "for", "from")
                found.extend(self._first_actor("target", slots, slot_names))
            if not any(f.role == "imposer" for f in found):
                found.extend(self._first_actor("imposer", slots, ("by", "poss", "amod", "compound")))
            if not any(f.role == "target" for f in found):
                found.extend(self._named_within(phrase, {f.entity for f in found}))
            found.append(Filler("measure", phrase.text, phrase.start, phrase.end, phrase.entity))
        return self._measure_told(event, found)

    def _measure_told(self, event: Event, found: list[Filler]) -> list[Filler]:
        """"The bill", "the embargo": whom it binds, and for a measure that falls who made it, was said before."""
        measures = event.guides.get("measure", [])
        roles = {f.role for f in found}
        if measures and any(p.definite or (p.entry is not None and p.entry.type == "regime") for p in measures):
            wanted = ["target"] + (["imposer"] if event.frame.status in ("lifted", "eased", "expired") else [])
            found += [f for f in self.discourse.measure if f.role in wanted and f.role not in roles]
        told = [f for f in found if f.role in ("imposer", "target")]
        if any(f.role == "target" for f in told):
            self.discourse.measure = told
        return found

    def _first_actor(self, role: str, slots: dict, names: tuple[str, ...]) -> list[Filler]:  # type: ignore[type-arg]
        for name in names:
            for argument in slots.get(name, []):
                phrases = self.reader.read_all(argument.token)
                phrases = [q for p in phrases for q in self.discourse.resolve(p, self.tree.number, self.tree.paragraph, "actor")]
                actors = [p for p in phrases if p.is_a("actor") and not p.pronoun]
                if name in ("amod", "compound"):
                    actors = [p for p in actors if p.entry is not None]
                if actors:
                    return [self._filler(role, p) for p in actors]
        return []

    def _named_within(self, phrase: Phrase, others: set[str | None]) -> list[Filler]:
        """A state named within a law's title or the words of the measure."""
        for i in self.tree.subtree(phrase.token):
            name = self.tree.tokens[i].name
            if name is not None and name.entry.type in ("state", "territory", "group") and name.entry.id not in others:
                return [Filler("target", name.text, name.start, name.end, name.entry.id)]
            if name is not None and name.entry.type == "regime":
                inner = [n for n in self._names_of_title(name.text) if n.entry.id not in others]
                if inner:
                    return [Filler("target", n.text, name.start + n.start, name.start + n.end, n.entry.id) for n in inner[:1]]
        return []

    def _names_of_title(self, title: str) -> list[Name]:
        """The states that a law's own title names ("the Stop Iranian Drones Act")."""
        found = []
        for match in re.finditer(r"\w+", title):
            for name in catalog.load().names_in(match.group()):
                if name.entry.type in ("state", "territory"):
                    found.append(replace(name, start=name.start + match.start(), end=name.end + match.start()))
        return found

    # -- status -----------------------------------------------------------------

    def _status(self, event: Event, manner: Manner) -> tuple[str | None, str]:
        kind, status, realis = event.frame.kind, event.status, manner.realis
        if kind in manner.status:
            status = manner.status[kind]
            giving = any(role in event.frame.roles for role in ("via",)) or event.frame.name in ("share technology", "train", "carry")
            if status == "sought" and giving and any(g.name == "plan" for _, g in manner.governors):
                status = "unspecified"
        if kind == "derivation" and manner.purpose:
            realis = "actual"
        if realis == "actual" and event.frame.realis != "actual" and kind not in manner.status:
            realis = event.frame.realis
        if kind in ("transfer", "technology_transfer") and status == "delivered" and realis in ("planned", "predicted"):
            status = "ordered" if realis == "planned" else "unspecified"
        if kind in ("display", "use", "meeting") and realis in ("planned", "predicted"):
            status = "planned"
        if kind == "production" and realis in ("planned", "predicted") and status in ("ongoing", "started"):
            status = "planned"
        if status in ("cancelled", "lifted", "eased", "expired", "advanced", "enacted") and realis == "planned" and not manner.governors:
            realis = "planned" if kind == "restriction" else "actual"
        billed = any(p.is_a("bill") and not p.is_a("actor") for p in event.roles.get("imposer", []))
        if kind == "restriction" and status == "enacted" and (realis == "planned" or (realis == "conditional" and billed)) and event.frame.name != "enter into force":
            status = "proposed"
        return status, realis

    # -- place, time, amounts ----------------------------------------------------

    def _place(self, event: Event, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        if event.frame.kind in ("production", "restriction", "agreement"):
            return ()
        found: list[Filler] = []
        taken = {f.start for f in fillers}
        slots = self.tree.slots(event.predicate)
        holders = [slots]
        holders += [self.tree.slots(p.token) for p in event.roles.get("system", []) if not self.tree.is_verb(p.token)]
        for held in holders:
            for slot in _PLACE_SLOTS:
                for argument in held.get(slot, []):
                    for phrase in self.reader.read_all(argument.token):
                        if phrase.is_a("place") and phrase.start not in taken:
                            taken.add(phrase.start)
                            found.append(self._place_filler(phrase))
        return tuple(found)

    def _place_filler(self, phrase: Phrase) -> Filler:
        name = self.tree.tokens[phrase.token].name
        entity = name.place if name is not None and name.place else phrase.entity
        return Filler("place", phrase.text, phrase.start, phrase.end, entity)

    def _time(self, event: Event, attribution: Attribution, manner: Manner) -> ClaimTime | None:
        time = self._own_time(event, attribution, manner)
        if time is None:
            return self.around.line_time or self._told_time(event, manner)
        if time.since is not None and self._narrates(event.predicate):
            self.discourse.told_at = (time, self.tree.number, self.tree.paragraph)
        return time

    def _told_time(self, event: Event, manner: Manner) -> ClaimTime | None:
        """A tale goes on where it stood: a deed in the plain past takes the time of the deed told just before."""
        told = self.discourse.told_at
        if told is None or manner.realis != "actual" or manner.polarity == "denied" or not self._narrates(event.predicate):
            return None
        time, number, paragraph = told
        if event.frame.kind in ("holding", "derivation", "technology_transfer") or self.tree.number - number > 2:
            return None
        if self.tree.paragraph - paragraph > 1 or time.since is None or time.until is None:
            return None
        return time if (time.until - time.since).days <= _TALE_DAYS else None

    def _narrates(self, index: int) -> bool:
        """A finite verb in the simple past, or what stands in the same clause as one."""
        token = self.tree.tokens[index]
        if not self.tree.is_verb(index):
            return False
        auxiliaries = [self.tree.tokens[c] for c in self.tree.children(index, "aux", "aux:pass")]
        if auxiliaries:
            return all(a.lower in ("was", "were", "did") for a in auxiliaries)
        return token.xpos == "VBD"

    def _own_time(self, event: Event, attribution: Attribution, manner: Manner) -> ClaimTime | None:
        ranked = sorted(
            ((cost, abs(time.start - self.tree.tokens[event.predicate].start), i)
             for i, time in enumerate(self.around.times)
             if (cost := self._distance(time, event, attribution, manner)) is not None)
        )  # fmt: skip
        if not ranked:
            return None
        time = self.around.times[ranked[0][2]]
        return ClaimTime(time.text, time.start, time.end, time.since, time.until)

    def _distance(self, time: TimeExpression, event: Event, attribution: Attribution, manner: Manner) -> int | None:
        """How far in the tree a time stands from a predicate; None where it belongs to something else."""
        if time.kind in ("dateline", "duration"):
            return None
        inside = [t.index for t in self.tree.tokens if t.start < time.end and t.end > time.start]
        if not inside:
            return None
        top = next((i for i in inside if self.tree.tokens[i].head not in inside), inside[0])
        path = [top, *self.tree.ancestors(top)]
        # "In early July, X claimed it had shot down": a period put first frames the deed, a day the saying.
        early = inside[0] <= 2 and time.grain not in ("day", "week") and (not path[1:] or path[1] > top)
        anchors = [event.predicate, *(p.token for p in event.guides.get("facility", [])), *(p.token for p in event.guides.get("measure", [])),
                   *(p.token for p in event.guides.get("instrument", []))]  # fmt: skip
        own = event.tokens() | {p.token for ps in event.roles.values() for p in ps}
        if self._right_after(event.predicate, inside[0]):
            return 3
        for steps, at in enumerate(path):
            if at in anchors:
                return steps
            forbidden = event.frame.kind == "restriction" and self.tree.tokens[at].head == event.predicate
            if forbidden and self.tree.tokens[at].base_rel in ("xcomp", "advcl", "ccomp"):
                return steps + 5
            if steps and self.tree.is_verb(at) and at not in own and not self._light(at):
                return self._from_above(at, event, attribution, manner, steps, early)
        return self._from_above(path[-1], event, attribution, manner, len(path), early)

    def _right_after(self, predicate: int, index: int) -> bool:
        """True where a time follows a verb with no mark of punctuation and no other verb between."""
        if index <= predicate or not self.tree.is_verb(predicate):
            return False
        between = self.tree.tokens[predicate + 1 : index]
        return len(between) <= 12 and not any(t.upos == "PUNCT" and t.text not in "-“”\"" or self.tree.is_verb(t.index) for t in between)

    def _light(self, index: int) -> bool:
        return self.tree.tokens[index].base_rel == "amod"

    def _from_above(self, verb: int, event: Event, attribution: Attribution, manner: Manner, steps: int, early: bool) -> int | None:
        """A time of a governing clause holds for what it governs, but not when it says when a thing was said."""
        if verb in attribution.speech_tokens and not early:
            return None
        if any(index == verb and g.realis == "planned" and g.name not in _DATED_STAGES for index, g in manner.governors):
            return None
        modifier = self.tree.tokens[event.predicate].base_rel == "acl" and event.frame.kind != "use"
        if modifier and self.tree.is_verb(event.predicate) and not self._is_to(event.predicate):
            return None
        at = event.predicate
        for up, above in enumerate(self.tree.ancestors(event.predicate)):
            token = self.tree.tokens[at]
            if token.rel == "acl:relcl" or (
                token.base_rel in ("ccomp", "parataxis") and above in attribution.speech_tokens and not early
            ):
                return None
            if above == verb:
                return 10 + up + steps
            at = above
        return None

    def _is_to(self, index: int) -> bool:
        return any(self.tree.tokens[c].lower == "to" for c in self.tree.children(index, "mark"))

    def _quantity(self, event: Event) -> Quantity | None:
        for head in event.heads.get("system", []):
            tokens = self.tree.tokens
            if tokens[head].lower == "one" and self.tree.has(head, "nmod"):
                return Quantity(1.0, tokens[head].text, tokens[head].start, tokens[head].end)
            inside = self.tree.subtree(head, frozenset({"acl", "acl:relcl", "conj", "appos"}))
            start, end = tokens[inside[0]].start, tokens[head].end
            ends = [p.end for p in event.roles.get("system", []) if start <= p.start < tokens[inside[-1]].end]
            for count in self.around.counts:
                if start <= count.start and count.end <= max([end, *ends]):
                    return Quantity(count.value, count.text, count.start, count.end, count.low, count.high)
        return None

    def _value(self, quote: Quote) -> Value | None:
        start, end = self.tree.tokens[0].start, self.tree.tokens[-1].end
        inside = [m for m in self.around.money if start <= m.start < end]
        if len(inside) != 1:
            return None
        money = inside[0]
        return Value(money.amount, money.currency, money.text, money.start, money.end)

    # -- the words ------------------------------------------------------------------

    def _quote(self, event: Event, fillers: tuple[Filler, ...], time: ClaimTime | None) -> Quote:
        first, last = self.tree.tokens[0].start, self.tree.tokens[-1].end
        predicate = self.tree.tokens[event.predicate]
        starts, ends = [predicate.start], [predicate.end]
        for filler in fillers:
            if first <= filler.start and filler.end <= last:
                starts.append(filler.start)
                ends.append(filler.end)
        for head in (h for hs in event.heads.values() for h in hs):
            inside = self.tree.subtree(head, frozenset({"acl", "acl:relcl", "conj", "appos", "parataxis", "advcl"}))
            inside = [i for i in inside if self.tree.tokens[i].upos != "PUNCT" and i <= head + 6]
            starts.append(self.tree.tokens[inside[0]].start)
            ends.append(self.tree.tokens[inside[-1]].end)
        for guide in (p for ps in event.guides.values() for p in ps):
            if first <= guide.start and guide.end <= last:
                starts.append(guide.start)
                ends.append(guide.end)
        start, end = min(starts), max(ends)
        if end - start < _SHORT_QUOTE:
            clause = self.tree.clause(event.predicate)
            inside = self.tree.subtree(clause, frozenset({"ccomp", "parataxis", "advcl", "conj", "punct"}))
            start, end = self.tree.tokens[inside[0]].start, max(end, self.tree.tokens[inside[-1]].end)
        return Quote(self.text[start:end], start, end)

    def _confidence(self, event: Event, fillers: tuple[Filler, ...]) -> float:
        """A first estimate from what is known to go wrong: unknown names, missing roles, nominal predicates."""
        score = _SURE
        core = [f for f in fillers if f.entity is None]
        score -= 0.08 * min(len(core), 3)
        if not self.tree.is_verb(event.predicate):
            score -= 0.1
        if len(fillers) < 2:
            score -= 0.15
        if not all(p.start >= self.tree.tokens[0].start for ps in event.roles.values() for p in ps):
            score -= 0.1
        return round(max(score, 0.2), 2)


def ground(claim: Claim, text: str) -> Claim | None:
    """The claim if its quote stands in the text, without any part that does not; None otherwise.

    Grounding disposes: nothing that a reader proposes is kept unless the text at its offsets is its text.
    """

    def stands(part: Filler | Quantity | Value | ClaimTime | Quote | ClaimSource) -> bool:
        if part.start is None or part.end is None:
            return True
        return 0 <= part.start < part.end <= len(text) and text[part.start : part.end] == part.text

    if not stands(claim.quote):
        return None
    return replace(
        claim,
        roles=tuple(f for f in claim.roles if stands(f)),
        place=tuple(f for f in claim.place if stands(f)),
        sources=tuple(s for s in claim.sources if stands(s)) or (ClaimSource("document"),),
        quantity=claim.quantity if claim.quantity and stands(claim.quantity) else None,
        value=claim.value if claim.value and stands(claim.value) else None,
        time=claim.time if claim.time and stands(claim.time) else None,
    )
