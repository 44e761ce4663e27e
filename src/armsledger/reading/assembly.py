"""From an event to a claim: roles, stage, time, place, amounts and sources put together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from armsledger.catalog import Catalog
from armsledger.model import CERTAINTIES, Claim, ClaimSource, ClaimTime, Filler, Quantity, Quote, Value
from armsledger.reading.amounts import Count, Money
from armsledger.reading.attribution import Attributor
from armsledger.reading.completion import Completion, filler_of
from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event, Judgement
from armsledger.reading.lexicon import Lexicon
from armsledger.reading.links import Links
from armsledger.reading.modality import Manner, read_manner, refuses
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.phrases import PhraseReader
from armsledger.reading.proposals import SPOTTED
from armsledger.reading.sides import take_sides
from armsledger.reading.slots import slots_of
from armsledger.reading.stages import settle_stage
from armsledger.reading.syntax import Tree
from armsledger.reading.times import TimeExpression
from armsledger.reading.timing import Timing

_PLACE_SLOTS = ("in", "inside", "at", "over", "near", "across", "above", "outside", "off", "around")
_PLACELESS = frozenset({"production", "restriction", "agreement"})
_PRICED = frozenset({"transfer", "technology_transfer", "production", "agreement"})
_COUNTED = frozenset({"transfer", "loss", "holding", "display"})
UNWEIGHED = 0.5
"""The confidence of a claim that `confidence` has not weighed yet."""
_SHORT_QUOTE = 25
_WE = frozenset({"we", "us"})
_NO_CLAUSES = frozenset({"acl", "acl:relcl", "conj", "appos", "parataxis", "advcl"})


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
        discourse: Discourse, attributor: Attributor, around: Surroundings, catalog: Catalog,
        version: str,
    ) -> None:  # fmt: skip
        self.document_id, self.text, self.tree, self.reader = document_id, text, tree, reader
        self.lexicon, self.discourse, self.attributor = lexicon, discourse, attributor
        self.around, self.catalog, self.version = around, catalog, version
        self.completion = Completion(tree, reader, discourse, catalog)
        self.links = Links(tree)
        self.timing = Timing(tree, around.times, around.line_time, discourse, self.links)
        named = [t for t in tree.tokens if t.name is not None]
        self.counts = [  # not the 2 of "Leopard 2"
            c for c in around.counts if not any(t.start < c.end and c.start < t.end for t in named)
        ]

    def claim(self, event: Event) -> Claim | None:
        """The claim of an event, or None where the sentence does not assert, plan or deny it."""
        manner = self._manner(event)
        idle = manner.purpose and not manner.governors and not self._keeps_purpose(event)
        if idle or manner.generic or self._is_question(event) or self._is_asked(event):
            return None
        attribution = self.attributor.attribute(event.predicate if event.deed is None else event.deed)
        status, realis = settle_stage(event, manner)
        take_sides(event, status, self.catalog)
        fillers = self._fillers(event, attribution.sources[-1])
        judgement = event.judgement
        bound = ("imposer", "target", "items")
        if event.frame.kind == "restriction" and not any(f.role in bound for f in fillers):
            return None
        governed = event.frame.kind in manner.status
        staged = (f"status '{status}' by '{manner.status_word}'",) if governed and status else ()
        return Claim(
            document_id=self.document_id,
            kind=event.frame.kind,  # type: ignore[arg-type]  # the lexicon checks it
            status=None if manner.polarity == "denied" else status,
            roles=fillers,
            quote=self._quote(event, fillers) if judgement is None else self._whole(judgement),
            polarity=manner.polarity,  # type: ignore[arg-type]
            certainty=max(manner.certainty, attribution.certainty, key=CERTAINTIES.index),  # type: ignore[arg-type]
            realis=realis,  # type: ignore[arg-type]
            sources=attribution.sources,
            quantity=self._quantity(event),
            value=self._value(event),
            time=self.timing.time(event, attribution, manner) if judgement is None else None,
            place=self._place(event, fillers) if judgement is None else (),
            confidence=judgement.probability if judgement else UNWEIGHED,
            reader=self.version,
            why=(*event.why, *staged, *manner.why, *attribution.why),
            topic=judgement and judgement.topic,  # type: ignore[arg-type]  # of the lexicon's own
            stance=judgement and judgement.stance,  # type: ignore[arg-type]
        )

    def _whole(self, judgement: Judgement) -> Quote:
        return Quote(self.text[judgement.start : judgement.end], judgement.start, judgement.end)

    def _manner(self, event: Event) -> Manner:
        put = event.deed if event.apart and event.deed is not None else event.predicate
        manner = read_manner(self.tree, put, self.lexicon)
        if event.frame.denied:
            manner.deny(f"frame '{event.frame.name}'")
        if event.frame.name == SPOTTED and refuses(self.tree, event.predicate, self.lexicon):
            manner.deny(f"'{self.tree.tokens[event.predicate].text}'")
        if event.deed is not None:
            above = read_manner(self.tree, event.deed, self.lexicon)
            manner.certainty = max(manner.certainty, above.certainty, key=CERTAINTIES.index)
            if above.polarity == "denied":
                manner.deny("the deed above is")
        return manner

    def _keeps_purpose(self, event: Event) -> bool:
        return event.frame.kind in ("agreement", "meeting", "derivation")

    def _is_asked(self, event: Event) -> bool:
        """An indirect question ("how many drones it can build") asserts nothing."""
        inside = [
            i for heads in event.heads.values() for h in heads for i in self.tree.subtree(h, _NO_CLAUSES)
        ]
        related = self.tree.tokens[self.tree.clause(event.predicate)].rel == "acl:relcl"
        asking = ("how",) if related else ("how", "whose")
        return any(self.tree.tokens[i].lower in asking and i <= event.predicate for i in inside)

    def _is_question(self, event: Event) -> bool:
        return (
            self.tree.tokens[-1].text == "?"
            and self.attributor.speakers.quotation(self.tree.tokens[event.predicate].start) is None
        )

    def _fillers(self, event: Event, speaker: ClaimSource) -> tuple[Filler, ...]:
        found: list[Filler] = []
        for role, phrases in event.roles.items():
            for filler in (self._of_speaker(filler_of(role, phrase), speaker) for phrase in phrases):
                same = (f for f in found if f.role == role)
                if not any(f.start == filler.start or (f.entity and f.entity == filler.entity) for f in same):
                    found.append(filler)
        return tuple(sorted(self.completion.complete(event, found), key=lambda f: (f.role, f.start)))

    def _of_speaker(self, filler: Filler, speaker: ClaimSource) -> Filler:
        """ "We have sold none": we are whom the speaker speaks for, if it is known."""
        entry = self.catalog.get(speaker.entity) if speaker.entity is not None else None
        if filler.text.lower() not in _WE or filler.entity is not None or entry is None:
            return filler
        return replace(filler, entity=entry.state if entry.type == "person" else entry.id)

    def _place(self, event: Event, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        if event.frame.kind in _PLACELESS:
            return ()
        holders = [
            event.predicate,
            *(p.token for p in event.roles.get("system", []) if not self.tree.is_verb(p.token)),
        ]
        arguments = [
            a for h in holders for slot in _PLACE_SLOTS for a in slots_of(self.tree, h).get(slot, [])
        ]
        found: dict[int, Filler] = {}
        for phrase in (p for a in arguments for p in self.reader.read_all(a.token)):
            if phrase.is_a("place") and phrase.start not in {f.start for f in fillers}:
                found.setdefault(phrase.start, self._place_filler(phrase))
        return tuple(found.values())

    def _place_filler(self, phrase: Phrase) -> Filler:
        name = self.tree.tokens[phrase.token].name
        entity = name.place if name is not None and name.place else phrase.entity
        return Filler("place", phrase.text, phrase.start, phrase.end, entity)

    def _quantity(self, event: Event) -> Quantity | None:
        """How many: the count of the clause, or that which the spotter links."""
        count = self.links.settle("amount", event, self._count(event), self.counts)
        if count is None:
            return None
        return Quantity(count.value, count.text, count.start, count.end, count.low, count.high)

    def _count(self, event: Event) -> Count | None:
        counted = "recipient" if event.frame.kind == "technology_transfer" else "system"
        for head in event.heads.get(counted, []):
            tokens = self.tree.tokens
            if self._told_of(head, event.predicate):
                continue
            if tokens[head].lower == "one" and self.tree.has(head, "nmod"):
                return Count(tokens[head].start, tokens[head].end, tokens[head].text, 1.0, None, None)
            inside = self.tree.subtree(head, frozenset({"acl", "acl:relcl", "conj", "appos"}))
            start, end = tokens[inside[0]].start, tokens[head].end
            ends = [p.end for p in event.roles.get(counted, []) if start <= p.start < tokens[inside[-1]].end]
            for count in self.counts:
                if start <= count.start and count.end <= max([end, *ends]):
                    return count
        return None if event.heads.get(counted) else self._counted_beside(event)

    def _counted_beside(self, event: Event) -> Count | None:
        """ "Two followed in May": how many, of what was named before."""
        clause = self.tree.subtree(self.tree.clause(event.predicate), _NO_CLAUSES)
        for count in self.around.counts if event.frame.kind in _COUNTED else ():
            inside = [
                self.tree.tokens[i] for i in clause if count.start <= self.tree.tokens[i].start < count.end
            ]
            heads = [t.index if t.base_rel != "nummod" else t.head for t in inside if t.upos == "NUM"]
            if any(p.is_a("arms", "carrier") for h in heads for p in self.reader.read(h)):
                return count
        return None

    def _told_of(self, head: int, predicate: int) -> bool:
        """ "Two drones, which it uses": the number is of the clause above."""
        clause = self.tree.tokens[predicate]
        commas = [t for t in self.tree.tokens[head + 1 : predicate] if t.text == ","]
        return clause.rel == "acl:relcl" and clause.head == head and bool(commas)

    def _value(self, event: Event) -> Value | None:
        """The first sum of money after the predicate, else the sentence's, where the kind has a price."""
        at = self.tree.tokens[event.predicate].start
        own = [m for m in self.around.money if not self._of_contract(m, event)]
        sums = [m for m in own if m.start > at] or own
        priced = event.frame.kind in _PRICED and bool(sums)
        money = self.links.settle("value", event, sums[0] if priced else None, self.around.money)
        if money is None:
            return None
        return Value(money.amount, money.currency, money.text, money.start, money.end)

    def _of_contract(self, money: Money, event: Event) -> bool:
        """ "Handed over the first under a $375 million contract": the price is the contract's."""
        if event.status != "delivered":
            return False
        inside = [t.index for t in self.tree.tokens if t.start < money.end and money.start < t.end]
        above = {a for i in inside for a in self.tree.ancestors(i)} - {event.predicate}
        return any(self.tree.tokens[a].lemma in self.reader.words["through"] for a in above)

    def _antecedents(self, event: Event) -> set[int]:
        """Where fillers stand that a pronoun or description of the clause only points at."""
        phrases = [p for ps in (*event.roles.values(), *event.guides.values()) for p in ps]
        here = [(p, self.tree.tokens[p.token]) for p in phrases if p.token >= 0]
        return {p.start for p, token in here if token.end <= p.start or p.end <= token.start}

    def _quote(self, event: Event, fillers: tuple[Filler, ...]) -> Quote:
        """From the first to the last word of predicate and fillers; of a bare predicate, its clause.

        Of a deed that shares its verb with another, what is its own.
        """
        tokens = self.tree.tokens
        if event.apart:
            own = self.tree.subtree(event.predicate, frozenset({"cc", "conj", "punct"}))
            start, end = tokens[own[0]].start, tokens[own[-1]].end
            return Quote(self.text[start:end], start, end)
        first, last = tokens[0].start, tokens[-1].end
        spans = [(tokens[event.predicate].start, tokens[event.predicate].end)]
        elsewhere = self._antecedents(event)
        spans += [(f.start, f.end) for f in fillers if f.start not in elsewhere]
        spans += [(p.start, p.end) for ps in event.guides.values() for p in ps if p.start not in elsewhere]
        for head in (h for heads in event.heads.values() for h in heads):
            inside = [tokens[i] for i in self.tree.subtree(head, _NO_CLAUSES) if i <= head + 6]
            words = [t for t in inside if t.upos != "PUNCT"] or [tokens[head]]
            spans.append((words[0].start, words[-1].end))
        spans = [(start, end) for start, end in spans if first <= start and end <= last]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        if end - start < _SHORT_QUOTE:
            clause = self.tree.subtree(
                self.tree.clause(event.predicate), frozenset({"ccomp", "parataxis", "advcl", "conj", "punct"})
            )
            start, end = min(start, tokens[clause[0]].start), max(end, tokens[clause[-1]].end)
        return Quote(self.text[start:end], start, end)
