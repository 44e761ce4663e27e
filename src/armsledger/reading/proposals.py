"""What the spotter adds to the frames: deeds that no frame tells, and fillers that no slot gives."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from armsledger.model import CORE_ROLES, OTHER_ROLES, STATUSES, Claim
from armsledger.reading import lexicon
from armsledger.reading.events import Event
from armsledger.reading.fillers import WANTED, FillerReader
from armsledger.reading.lexicon import Frame, bare_frame
from armsledger.reading.modality import refuses
from armsledger.reading.nounphrases import Phrase
from armsledger.reading.slots import slots_of
from armsledger.reading.spotting import Spots
from armsledger.reading.syntax import Argument, Tree
from armsledger.reading.tokens import RELATIVISERS

SPOTTED = "spotted"
"""The name of the frame of a deed that the spotter proposed."""

_AHEAD = {
    "transfer": ("sought", "offered", "negotiating", "approved", "ordered"),
    "technology_transfer": ("sought", "offered", "negotiating", "approved", "ordered"),
    "production": ("planned", "agreed"),
    "agreement": ("negotiating",),
    "meeting": ("planned",),
    "display": ("planned",),
    "use": ("planned",),
    "restriction": ("proposed",),
}
"""The statuses of a deed that is yet to come."""
_FILLER_LEAST, _MISSING_LEAST, _FAR_LEAST, _ALONE = 0.2, 0.35, 0.6, 0.5
"""From which probability a word fills a role of a deed proposed, or an open role of a frame's (beside it, or
in another clause), and a deed may stand with no filler at all."""
_OBJECTS = frozenset({"system", "target", "original", "items", "subject"})
_WEAPON = ("obj", "of", "subj", "nsubj", "with", "for", "compound")
_SLOTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "transfer": {"system": _WEAPON, "recipient": ("to", "iobj"), "supplier": ("from",)},
    "technology_transfer": {"recipient": ("to", "iobj"), "supplier": ("from", "by")},
    "production": {"system": _WEAPON, "host": ("in",), "producer": ("by",)},
    "agreement": {"party": ("between", "with")},
    "meeting": {"host": ("to", "with")},
    "display": {"system": _WEAPON, "venue": ("at",)},
    "use": {"target": ("on", "against", "at"), "system": ("with", "obj", "subj", "of", "compound")},
    "loss": {"system": _WEAPON, "by": ("by",)},
    "restriction": {"target": ("on", "against"), "imposer": ("by",)},
    "holding": {"system": _WEAPON},
}
"""The slots that mean the same beside whatever word tells a deed of a kind."""
_OF_A_SYSTEM = frozenset({"holding", "display"})
"""Kinds that tell nothing where no system is named."""
_OF_THE_DEAL = frozenset({"transfer", "loss"})
"""Kinds whose system goes without saying where it was named before ("deliveries begin in May")."""
_ENDS = frozenset({"recipient", "supplier", "by", "imposer", "producer"})
_APART = frozenset({"conj", "parataxis", "advcl", "acl:relcl"})
_MODIFYING = frozenset({"compound", "flat", "amod", "nummod", "nmod:poss", "appos"})


def is_spotted(claim: Claim) -> bool:
    """Whether a claim's deed was proposed by the spotter."""
    return bool(claim.why) and claim.why[0].startswith(SPOTTED)


@dataclass(frozen=True, slots=True)
class Proposer:
    """Reads one sentence's spots."""

    tree: Tree
    spots: Spots
    fillers: FillerReader

    def events(self, found: Sequence[Event]) -> list[Event]:
        """The deeds that the spotter finds and no frame does, in the order of their words."""
        proposed: list[Event] = []
        for probability, word, kind in sorted(self._candidates(), reverse=True):
            if not any(self._tells(event, word, kind) for event in (*found, *proposed)):
                event = self._event(word, kind, probability)
                if event is not None and not any(self._repeats(event, told) for told in (*found, *proposed)):
                    proposed.append(event)
        return sorted(proposed, key=lambda event: event.predicate)

    def support(self, event: Event) -> None:
        """Fill the core roles that a frame left open; tell how likely the spotter finds the deed."""
        kind = event.frame.kind
        probability = self.spots.probability(event.predicate, kind)
        event.why.append(f"the spotter: {probability:.2f}")
        stands = any(event.roles.get(role) for role in CORE_ROLES[kind])
        owned = any(phrase.owner for phrase in event.guides.get("measure", ()))  # "U.S. sanctions"
        taken = {p.start for phrases in (*event.roles.values(), *event.guides.values()) for p in phrases}
        for role, words in self.spots.fillers(event.predicate, kind, _MISSING_LEAST).items():
            own = [
                (word, chance) for word, chance in words
                if self._beside(word, event.predicate)
                or (stands and chance >= _FAR_LEAST and not self._tells_of(word, event.predicate))
            ]  # fmt: skip
            if role == "by" and role not in event.frame.roles:
                role = "operator"  # what crashes or is lost was nobody's doing
            open_role = role in CORE_ROLES[kind] and role not in event.roles
            if open_role and own and not (owned and role == "imposer"):
                self._fill(event, role, own, taken)

    def _beside(self, word: int, predicate: int) -> bool:
        """Whether a word stands in the clause of a predicate, and is no argument of another verb there."""
        if self.tree.clause(word) != self.tree.clause(predicate):
            return False
        argued = self.tree.tokens[word].base_rel in ("obj", "iobj") and self.tree.tokens[word].head
        return not argued or argued == predicate or not self.tree.has(argued, "nsubj")

    def _tells_of(self, word: int, predicate: int) -> bool:
        """Whether a word is who says what the predicate tells."""
        verb = self.tree.tokens[word].head
        if self.tree.tokens[word].rel != "nsubj" or verb not in self.tree.ancestors(predicate):
            return False
        return self.tree.tokens[verb].lemma in lexicon.load().cues["speech.certain"]

    def _candidates(self) -> list[tuple[float, int, str]]:
        names = self.spots.names
        found = []
        for number, kind in enumerate(names.kinds):
            if kind == "assessment":
                continue
            least = names.least.get(kind, names.least[""])
            edge = math.log(least / (1 - least))
            for word in (self.spots.kinds[:, number] >= edge).nonzero()[0].tolist():
                if self.tree.tokens[word].upos not in ("PUNCT", "ADP", "DET", "PRON", "AUX"):
                    found.append((self.spots.probability(word, kind), word, kind))
        return found

    def _tells(self, event: Event, word: int, kind: str) -> bool:
        """Whether an event is that deed already: of that kind, and in the same clause or by its words."""
        if event.frame.kind != kind:
            return event.predicate == word or self._governs(word, event.predicate)
        if self.tree.clause(event.predicate) == self.tree.clause(word):
            return True
        heads = {h for words in event.heads.values() for h in words}
        if word in heads or word in event.tokens():
            return True
        return self._over(word, event.predicate) or self._over(event.predicate, word)

    def _governs(self, word: int, predicate: int) -> bool:
        """ "Plans to unveil", "cancelled the sale": what is planned or called off is the deed itself."""
        below = self.tree.tokens[predicate]
        governor = lexicon.load().governors.get(self.tree.tokens[word].lemma)
        if below.head != word or governor is None:
            return False
        cancelled = governor.name == "call off" and below.rel in ("obj", "nsubj:pass")
        return cancelled or below.base_rel == "xcomp"

    def _repeats(self, event: Event, told: Event) -> bool:
        """Whether an event has no words for its roles but those of one told already, of the same kind."""
        kind = event.frame.kind
        mine, theirs = (
            {(role, p.start) for role in CORE_ROLES[kind] for p in e.roles.get(role, [])}
            for e in (event, told)
        )
        return told.frame.kind == kind and bool(mine) and mine <= theirs

    def _over(self, upper: int, lower: int) -> bool:
        """Whether one word stands over another with no deed of its own between ("talks" over "to buy")."""
        at = lower
        while at >= 0 and at != upper:
            if self.tree.tokens[at].rel in _APART:
                return False
            at = self.tree.tokens[at].head
        return at == upper

    def _event(self, word: int, kind: str, probability: float) -> Event | None:
        known = lexicon.load()
        if kind == "restriction" and refuses(self.tree, word, known):
            return None  # who refrains from selling forbids nobody anything
        governor = known.governors.get(self.tree.tokens[word].lemma)
        governed = governor.status.get(kind) if governor is not None else None
        stage = governed or self._stage(word, kind)
        event = Event(_frame(kind, stage), self._deed_below(word), status=stage)
        token = self.tree.tokens[word]
        named = kind.replace("_", " ")
        event.why.append(f"{SPOTTED}: '{token.text}' tells a {named}, though no frame has it so")
        event.why.append(f"the spotter: {probability:.2f}")
        taken: set[int] = set()
        scored = _each_once(self.spots.fillers(word, kind, _FILLER_LEAST))
        self._turn(event, scored)
        for role in sorted(scored, key=lambda role: -max(chance for _, chance in scored[role])):
            if role in (*CORE_ROLES[kind], *OTHER_ROLES[kind]):
                self._fill(event, role, scored[role], taken)
        self._fill_by_slots(event, taken)
        if not self._holds(event, probability):
            return None
        if kind in _OF_THE_DEAL and "system" not in event.roles:
            told = self.fillers.discourse.latest_arms(word)
            if told:
                event.roles["system"] = told
                event.why.append(f"system: '{told[0].text}' (named last)")
        return event

    def _turn(self, event: Event, scored: dict[str, list[tuple[int, float]]]) -> None:
        """Roles that the verb itself settles: who loses a thing had it, and an agent receives the visitor."""
        loses = self.tree.tokens[event.predicate].lemma == "lose"
        if event.frame.kind == "loss" and loses and "operator" not in scored and "by" in scored:
            scored["operator"] = scored.pop("by")
        agents = self.tree.children(event.predicate, "obl:agent")
        if event.frame.kind == "meeting" and agents:
            hosts = [pair for pair in scored.get("visitor", []) if self._hangs_on(pair[0], agents)]
            if hosts:
                scored["host"] = hosts
                scored["visitor"] = [pair for pair in scored["visitor"] if pair not in hosts]
                if not scored["visitor"]:
                    del scored["visitor"]

    def _hangs_on(self, word: int, tops: Sequence[int]) -> bool:
        return word in tops or any(above in tops for above in self.tree.ancestors(word))

    def _stage(self, word: int, kind: str) -> str | None:
        """What the spotter takes the deed's status for, unless the verb itself tells it ("relaxed")."""
        spotted = self.spots.stage(word, STATUSES[kind])
        frames = lexicon.load().verb_frames.get(self.tree.tokens[word].lemma, ())
        told = {frame.status for frame in frames if frame.kind == kind} - {None}
        return next(iter(told)) if kind == "restriction" and len(told) == 1 else spotted

    def _is_shown_by_evidence(self, predicate: int) -> bool:
        """ "The photo shows the drone": a photo exhibits nothing."""
        evidence = lexicon.load().cues["sources.evidence"]
        subjects = slots_of(self.tree, predicate).get("subj", [])
        return any(self.tree.tokens[a.token].lemma in evidence for a in subjects)

    def _deed_below(self, word: int) -> int:
        """ "Denies having sold", "is said to be keen": the deed is what is said, if a clause tells it."""
        known = lexicon.load()
        said = self.tree.tokens[word].lemma in known.cues["speech.hearsay"]
        if not said and not refuses(self.tree, word, known):
            return word
        return next(iter(self.tree.children(word, "xcomp", "ccomp")), word)

    def _fill(self, event: Event, role: str, words: Sequence[tuple[int, float]], taken: set[int]) -> None:
        words = [(self._meant(word), chance) for word, chance in words]
        places = {word for word, _ in words}
        for word, chance in words:
            token = self.tree.tokens[word]
            if word == event.predicate or (token.rel in _MODIFYING and token.head in places):
                continue
            slot = "obj" if role in _OBJECTS else "subj"
            for phrase in self._phrases(Argument(word, "the spotter"), role, slot):
                if phrase.start in taken or (role == "target" and self._is_where(word, phrase)):
                    continue
                taken.add(phrase.start)
                event.roles.setdefault(role, []).append(phrase)
                event.heads.setdefault(role, []).append(word)
                event.why.append(f"{role}: '{phrase.text}' (the spotter, {chance:.2f})")

    def _is_where(self, word: int, phrase: Phrase) -> bool:
        """ "Their use in Syria": where, not at whom."""
        return phrase.is_a("state", "place") and self.tree.prepositions(word) == ("in",)

    def _meant(self, word: int) -> int:
        """A word, or the noun that it stands for as a relative pronoun."""
        if self.tree.tokens[word].lower not in RELATIVISERS or self.tree.tokens[word].upos != "PRON":
            return word
        clause = self.tree.tokens[self.tree.clause(word)]
        return clause.head if clause.rel == "acl:relcl" and clause.head >= 0 else word

    def _fill_by_slots(self, event: Event, taken: set[int]) -> None:
        """Roles still open, from the slots that mean the same beside every word of a kind."""
        slots = slots_of(self.tree, event.predicate)
        for role, names in _SLOTS.get(event.frame.kind, {}).items():
            for argument in (a for name in names for a in slots.get(name, ())):
                if role in event.roles or argument.token == event.predicate:
                    break
                phrases = self.fillers.fillers(argument, role, "to" if role in _ENDS else "obj", WANTED[role])
                phrases = [p for p in phrases if p.start not in taken]
                if phrases:
                    taken.update(p.start for p in phrases)
                    event.roles[role] = phrases
                    event.heads.setdefault(role, []).append(argument.token)
                    event.why.append(f"{role}: '{phrases[0].text}' ({argument.how})")

    def _phrases(self, argument: Argument, role: str, slot: str) -> list[Phrase]:
        wanted = WANTED.get(role, ("any",))
        # One word at a time: what it is coordinated with has a score of its own.
        return [p for p in self.fillers.fillers(argument, role, slot, wanted) if p.token == argument.token][
            :3
        ]

    def _holds(self, event: Event, probability: float) -> bool:
        """A deed needs somebody or something to it, unless it is likely; and nobody deals with himself."""
        filled = [role for role in CORE_ROLES[event.frame.kind] if event.roles.get(role)]
        if not filled and probability < _ALONE:
            return False
        if filled == ["supplier"] and event.status == "sought":
            return False  # who seeks is the recipient
        if event.frame.kind in _OF_A_SYSTEM and not event.roles.get("system"):
            return False
        if event.frame.kind == "display" and self._is_shown_by_evidence(event.predicate):
            return False
        objects = self.tree.children(event.predicate, "obj")
        if any(self.tree.tokens[c].lemma in self.fillers.words["possibility"] for c in objects):
            return False
        entities = [
            {p.entity for p in event.roles.get(role, [])} - {None}
            for role in CORE_ROLES[event.frame.kind]
            if role not in ("system", "party")
        ]
        return not any(a & b for i, a in enumerate(entities) for b in entities[i + 1 :])


def _each_once(scored: Mapping[str, list[tuple[int, float]]]) -> dict[str, list[tuple[int, float]]]:
    """Each word in its likeliest role alone."""
    best: dict[int, tuple[float, str]] = {}
    for role, words in scored.items():
        for word, chance in words:
            best[word] = max(best.get(word, (0.0, "")), (chance, role))
    found: dict[str, list[tuple[int, float]]] = {}
    for word, (chance, role) in sorted(best.items()):
        found.setdefault(role, []).append((word, chance))
    return found


def known_kinds(tree: Tree, kinds: Sequence[str]) -> NDArray[np.float32]:
    """For each word, of which kinds the lexicon has a frame with it, [words, kinds], 1 or 0."""
    found = np.zeros((len(tree.tokens), len(kinds)), np.float32)
    table = _kinds_of_words()
    for token in tree.tokens:
        for kind in table.get(token.lemma, ()):
            if kind in kinds:
                found[token.index, kinds.index(kind)] = 1
    return found


@cache
def _kinds_of_words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    known = lexicon.load()
    for frames in (known.verb_frames, known.noun_frames):
        for phrase, of_phrase in frames.items():
            found.setdefault(phrase.split()[0], set()).update(frame.kind for frame in of_phrase)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _frame(kind: str, stage: str | None) -> Frame:
    """The frame of a deed that no frame of the lexicon tells."""
    return bare_frame(SPOTTED, kind, stage, "planned" if stage in _AHEAD.get(kind, ()) else "actual")
