"""When a claim's deed was: which expression of time in the sentence, or told before, belongs to it."""

from collections.abc import Sequence
from dataclasses import replace

from armsledger.model import ClaimTime
from armsledger.reading.attribution import Attribution
from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event
from armsledger.reading.links import Links
from armsledger.reading.modality import Manner
from armsledger.reading.syntax import Tree
from armsledger.reading.times import TimeExpression, find_times
from armsledger.reading.times.vocabulary import APART, FOUNDING, REPORTED, SHIFTING, SIMULTANEOUS

_TALE_DAYS = 31
# Stages whose own date is the claim's: a contract signed, a sale approved. A plan's date is not the deed's.
_DATED_STAGES = frozenset({"contract", "approve", "call off", "offer", "seek"})
_LINE_STAGES = _DATED_STAGES - {"seek"} | {"negotiate"}
# Kinds of states, which a tale's date does not carry over to.
_STATES = frozenset({"holding", "derivation", "technology_transfer"})
# Kinds whose deed an instrument brings about, so that the instrument's date is theirs.
_INSTRUMENTED = frozenset({"agreement", "production", "restriction", "technology_transfer", "transfer"})
# What a delivery is made under, whose date is not the delivery's.
_CONTRACTS = frozenset({"accord", "agreement", "contract", "deal", "order", "programme", "program", "plan"})
# Kinds that take place at an occasion: a fair, a summit.
_OCCASIONED = frozenset({"agreement", "display", "meeting"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obl", "obj"})
# Costs, in steps of the tree, by how a time comes to a deed.
_RIGHT_AFTER, _FORBIDDEN, _ABOVE, _SIMULTANEOUS, _FOUNDED = 3, 5, 10, 6, 30
_REACH_TOKENS = 12


class Timing:
    """Gives the events of one sentence their times.

    `line_time` is the date that the paragraph opens with, as a timeline's lines do. What the sentence itself
    tells becomes the discourse's time for the sentences after it; its own events lean on those before.
    """

    def __init__(
        self, tree: Tree, times: Sequence[TimeExpression], line_time: ClaimTime | None, discourse: Discourse,
        links: Links,
    ) -> None:  # fmt: skip
        self.tree, self.times, self.line_time, self.discourse = tree, times, line_time, discourse
        self.links = links
        self._inside = {time.start: self._tokens_of(time) for time in times}
        self.told = discourse.told_at
        if any(self._is_narrated(time) for time in times):
            discourse.told_at = self._told_here()

    def time(self, event: Event, attribution: Attribution, manner: Manner) -> ClaimTime | None:
        """The time of an event: its own, its line's, or that of the deed told just before."""
        own = self._when(event) or self._own_time(event, attribution, manner)
        if own is None:
            if self.line_time is not None:
                return self.line_time if self._in_line(event, manner) else None
            return self._told_time(event, manner)
        return _claim_time(own)

    # -- what was told before ----------------------------------------------

    def _in_line(self, event: Event, manner: Manner) -> bool:
        """True for the deed that a timeline's line tells, other than what it says of the past or of plans."""
        token = self.tree.tokens[event.predicate]
        if self.tree.is_verb(event.predicate) and (
            token.rel in ("acl", "amod") or self._is_pluperfect(event.predicate)
        ):
            return False
        return not any(g.realis == "planned" and g.name not in _LINE_STAGES for _, g in manner.governors)

    def _told_time(self, event: Event, manner: Manner) -> ClaimTime | None:
        """A tale goes on: a deed in the plain past takes the time of the deed told just before."""
        told = self.told
        if told is None or manner.realis != "actual" or manner.polarity == "denied":
            return None
        if event.frame.kind in _STATES or event.status == "sought":
            return None
        if not self._narrates(event.predicate) or _is_shifted(self.tree, event.predicate):
            return None
        time, number, paragraph = told
        if self.tree.number - number > 2 or self.tree.paragraph - paragraph > 1:
            return None
        if time.since is None or time.until is None:
            return None
        return time if (time.until - time.since).days <= _TALE_DAYS else None

    def _narrates(self, index: int) -> bool:
        """A finite verb in the simple past, or what stands in the same clause as one."""
        token = self.tree.tokens[index]
        if not self.tree.is_verb(index):
            copulas = [self.tree.tokens[c] for c in self.tree.children(index, "cop")]
            above = token.head if token.base_rel in ("obj", "nsubj") else -1
            return any(c.lower in ("was", "were") for c in copulas) or (
                above >= 0 and self.tree.is_verb(above) and self._narrates(above)
            )
        auxiliaries = [self.tree.tokens[c] for c in self.tree.children(index, "aux", "aux:pass")]
        if auxiliaries:
            return all(a.lower in ("was", "were", "did") for a in auxiliaries)
        return token.xpos == "VBD"

    def _told_here(self) -> tuple[ClaimTime, int, int] | None:
        """The last time that the sentence tells a deed at, for those that follow; None after a saying."""
        told = [t for t in self.times if t.since is not None and self._is_narrated(t, saying=False)]
        return (_claim_time(told[-1]), self.tree.number, self.tree.paragraph) if told else None

    def _is_narrated(self, time: TimeExpression, saying: bool = True) -> bool:
        """True where the clause that a time stands in is told in the simple past, and not as background."""
        verb = next((at for at in self._path(time) if self.tree.is_verb(at)), None)
        if verb is None or time.kind in ("dateline", "duration") or not self._narrates(verb):
            return False
        if not saying and self.tree.tokens[verb].lower in REPORTED:
            return False
        subjects = self.tree.children(verb, "nsubj", "nsubj:pass")
        return not any(self.tree.tokens[s].lower in ("which", "who") for s in subjects)

    def _is_pluperfect(self, index: int) -> bool:
        return any(self.tree.tokens[c].lower == "had" for c in self.tree.children(index, "aux"))

    # -- its own -----------------------------------------------------------

    def _when(self, event: Event) -> TimeExpression | None:
        """ "Since May 2020, when it leased two": what was done then was done in May 2020, not ever since."""
        up_to = (event.predicate, *self.tree.ancestors(event.predicate))
        for word in self.tree.tokens:
            if word.lower != "when" or word.head not in up_to or not 1 < word.index < event.predicate:
                continue
            comma = self.tree.tokens[word.index - 1].text == ","
            before = self.tree.tokens[word.index - (2 if comma else 1)]
            time = next((t for t in self.times if t.start <= before.start < t.end), None)
            if time is None:
                continue
            bare = find_times("in " + time.text.partition(" ")[2], None)
            if time.since is None or time.until is None:
                same = len(bare) == 1 and bare[0].resolved
                return replace(time, since=bare[0].since, until=bare[0].until) if same else None
            return time
        return None

    def _own_time(self, event: Event, attribution: Attribution, manner: Manner) -> TimeExpression | None:
        ranked = sorted(
            ((cost, abs(time.start - self.tree.tokens[event.predicate].start), i)
             for i, time in enumerate(self.times)
             if (cost := self._distance(time, event, attribution, manner)) is not None)
        )  # fmt: skip
        if ranked:
            return self.times[ranked[0][2]]
        if manner.realis == "conditional":
            return None  # the time of a real deed beside it
        free = [time for time in self.times if not self._is_elsewhere(time, event, attribution)]
        return self.links.settle("time", event, None, free)

    def _may_date(self, time: TimeExpression, event: Event, attribution: Attribution) -> bool:
        """Whether a time may be an event's: a point, and not that of a saying, a contract or a comparison."""
        path, first = self._path(time), self._first_token(time)
        if time.kind in ("dateline", "duration") or first is None:
            return False
        if attribution.tail_start is not None and time.start > attribution.tail_start:
            return False
        return not self._is_of_contract(path, event) and not self._is_barred(first, path, event, attribution)

    def _is_elsewhere(self, time: TimeExpression, event: Event, attribution: Attribution) -> bool:
        """True for a time that is not the event's: that may not date it, or is of another deed's clause."""
        if not self._may_date(time, event, attribution):
            return True
        path = self._path(time)
        if any("according to" in self.tree.prepositions(at) for at in path):
            return True
        verb = next((at for at in path if self.tree.is_verb(at) or at == event.predicate), None)
        if verb is None or verb == event.predicate:
            return False
        saying = verb in attribution.speech_tokens or self.tree.tokens[verb].lower in REPORTED
        return saying or self.tree.tokens[verb].base_rel in ("acl", "advcl", "ccomp", "xcomp")

    def _distance(
        self, time: TimeExpression, event: Event, attribution: Attribution, manner: Manner
    ) -> int | None:
        """How far in the tree a time stands from a predicate; None where it belongs to something else."""
        path, first = self._path(time), self._first_token(time)
        if first is None or not self._may_date(time, event, attribution):
            return None
        early = first <= 2 and (len(path) < 2 or path[1] > path[0])
        if self._right_after(event.predicate, first):
            return _RIGHT_AFTER
        if self._opens_line(time) and not self._in_line(event, manner):
            return None
        return _Climb(self.tree, time, event, attribution, manner, early).cost(path)

    def _opens_line(self, time: TimeExpression) -> bool:
        return self.line_time is not None and self.line_time.start == time.start

    def _tokens_of(self, time: TimeExpression) -> list[int]:
        return [t.index for t in self.tree.tokens if t.start < time.end and t.end > time.start]

    def _first_token(self, time: TimeExpression) -> int | None:
        return next(iter(self._inside[time.start]), None)

    def _path(self, time: TimeExpression) -> list[int]:
        """The topmost token of a time and all above it; empty for a time that no token stands in."""
        inside = self._inside[time.start]
        if not inside:
            return []
        top = next((i for i in inside if self.tree.tokens[i].head not in inside), inside[0])
        return [top, *self.tree.ancestors(top)]

    def _is_barred(self, first: int, path: Sequence[int], event: Event, attribution: Attribution) -> bool:
        """A time that only compares ("more than on Friday") or stands beside the verb of saying."""
        if first and self.tree.tokens[first - 1].lower == "than":
            return True
        if len(path) > 1 and path[1] > path[0] and not self.tree.is_verb(path[1]):  # "the May 2019 strike"
            return False
        for at in range(first - 1, max(first - 6, 0) - 1, -1):
            if at == event.predicate or self.tree.tokens[at].upos in ("PUNCT", "SCONJ"):
                return False
            if at in attribution.speech_tokens:
                return True
            if self.tree.is_verb(at):
                return False
        return False

    def _is_of_contract(self, path: Sequence[int], event: Event) -> bool:
        """ "Delivered under a 2016 contract": the year is the contract's."""
        if event.frame.kind != "transfer" or event.status != "delivered" or len(path) < 2:
            return False
        return path[1] != event.predicate and self.tree.tokens[path[1]].lemma in _CONTRACTS

    def _right_after(self, predicate: int, index: int) -> bool:
        """True where a time follows a verb with no mark of punctuation and no other verb between."""
        if index <= predicate or not self.tree.is_verb(predicate):
            return False
        between = self.tree.tokens[predicate + 1 : index]
        joined = bool(between) and between[-1].upos == "CCONJ"
        return (
            len(between) <= _REACH_TOKENS
            and not joined
            and not any(
                (t.upos == "PUNCT" and t.text not in '-“”"') or self.tree.is_verb(t.index) for t in between
            )
        )


def _is_shifted(tree: Tree, index: int) -> bool:
    """True for a deed that an adverb sets at another time ("later eased", "have since fired")."""
    return any(tree.tokens[c].lower in SHIFTING for c in tree.children(index, "advmod"))


def _claim_time(time: TimeExpression) -> ClaimTime:
    return ClaimTime(time.text, time.start, time.end, time.since, time.until)


class _Climb:
    """The way from one time up to one event's predicate, or to what governs it."""

    def __init__(
        self, tree: Tree, time: TimeExpression, event: Event, attribution: Attribution, manner: Manner,
        early: bool,
    ) -> None:  # fmt: skip
        self.tree, self.time, self.event = tree, time, event
        self.attribution, self.manner, self.early = attribution, manner, early
        guides = [p for role in ("facility", "measure", "instrument") for p in event.guides.get(role, [])]
        self.anchors = {event.predicate, *(p.token for p in guides)}
        self.own = event.tokens() | {p.token for ps in event.roles.values() for p in ps}

    def cost(self, path: Sequence[int]) -> int | None:
        """Steps from the time to the predicate, and what the kind of way adds; None where there is none."""
        extra = 0
        for steps, at in enumerate(path):
            if at in self.anchors:
                return steps + extra
            if self._is_sourced(at):
                return None
            if steps and self._is_beside(at):
                return steps + _FOUNDED if self._is_occasion(at) else None
            token = self.tree.tokens[at]
            forbidden = self.event.frame.kind == "restriction" and token.head == self.event.predicate
            if forbidden and token.base_rel in ("xcomp", "advcl", "ccomp"):
                return steps + _FORBIDDEN
            if steps and self.tree.is_verb(at) and at not in self.own and token.base_rel != "amod":
                if self._founds(at):
                    return steps + (_RIGHT_AFTER if token.head in self.anchors else _FOUNDED)
                if not self._is_simultaneous(at) or self._is_perfect():
                    return self._from_above(at, steps)
                extra = _SIMULTANEOUS
        return self._from_above(path[-1], len(path))

    def _is_sourced(self, index: int) -> bool:
        """ "According to the report of that year": the time of what is cited."""
        return "according to" in self.tree.prepositions(index)

    def _is_beside(self, index: int) -> bool:
        """An apposition or relative clause that the predicate does not stand in has its time to itself."""
        token = self.tree.tokens[index]
        return token.rel in ("appos", "acl:relcl") and index not in self.tree.ancestors(self.event.predicate)

    def _is_occasion(self, clause: int) -> bool:
        """ "At the fair, which lasted from 11 to 14 June, …": what is shown has the occasion's time."""
        head = self.tree.tokens[self.tree.tokens[clause].head]
        return (
            self.event.frame.kind in _OCCASIONED
            and head.head == self.event.predicate
            and head.rel == "obl"
            and any(p in ("at", "during") for p in self.tree.prepositions(head.index))
        )

    def _founds(self, verb: int) -> bool:
        """ "Resolution 1929, adopted in June 2010, prohibited…": the instrument's date is the measure's."""
        token = self.tree.tokens[verb]
        if token.lemma not in FOUNDING or self.event.frame.kind not in _INSTRUMENTED:
            return False
        if (
            token.rel == "advcl"
        ):  # "under a lease concluded in 2018", where the participle is taken for the head
            return token.head == self.event.predicate and token.xpos != "VBG" and not self._is_marked(verb)
        if token.rel != "acl":
            return False
        head = self.tree.tokens[token.head]
        return token.head in self.anchors or (head.head == self.event.predicate and head.rel in _ARGUMENTS)

    def _is_simultaneous(self, verb: int) -> bool:
        """ "When he visited in May, …", "ruling on 3 October, …": the time of what is done meanwhile."""
        token = self.tree.tokens[verb]
        if token.base_rel != "advcl":
            return False
        marks = [self.tree.tokens[c].lower for c in self.tree.children(verb, "mark", "advmod", "case")]
        return any(m in SIMULTANEOUS for m in marks) or (token.xpos == "VBG" and not marks)

    def _is_perfect(self) -> bool:
        auxiliaries = self.tree.children(self.event.predicate, "aux")
        return any(self.tree.tokens[c].lemma == "have" for c in auxiliaries)

    def _from_above(self, verb: int, steps: int) -> int | None:
        """A time of a governing clause holds for what it governs, unless it says when a thing was said."""
        predicate = self.event.predicate
        if self._is_saying(verb) and not self._frames(verb):
            return None
        if self._is_only_planned(verb) or _is_shifted(self.tree, predicate) or self._is_parted():
            return None
        modifier = self.tree.tokens[predicate].base_rel == "acl" and self.event.frame.kind != "use"
        if modifier and self.tree.is_verb(predicate) and not self._is_marked(predicate):
            return None
        at = predicate
        for up, above in enumerate(self.tree.ancestors(predicate)):
            if not self._carries(at, above):
                return None
            if above == verb:
                return _ABOVE + up + steps
            at = above
        return None

    def _is_marked(self, verb: int) -> bool:
        return self.tree.has(verb, "mark", "case")

    def _is_only_planned(self, verb: int) -> bool:
        predicate = self.tree.tokens[self.event.predicate]
        if predicate.head == verb and predicate.rel == "nsubj:pass":  # "a visit is planned for May"
            return False
        return any(
            index == verb and g.realis == "planned" and g.name not in _DATED_STAGES
            for index, g in self.manner.governors
        )

    def _is_parted(self) -> bool:
        """True where a semicolon stands between the time and the deed."""
        start = self.tree.tokens[self.event.predicate].start
        low, high = sorted((start, self.time.start))
        return any(t.text == ";" and low < t.start < high for t in self.tree.tokens)

    def _carries(self, at: int, above: int) -> bool:
        """True where a clause's time goes on to hold for the branch `at` of it."""
        token = self.tree.tokens[at]
        if token.rel == "acl:relcl":
            return False
        if token.base_rel in ("ccomp", "parataxis") and self._is_saying(above):
            return self._frames(above) and (self._is_own_deed(at) or self._is_inserted(above))
        if token.base_rel == "advcl" and self.tree.punished(at) is not None:
            return False  # "sanctioned in May for supplying": the date is the sanction's
        if token.rel == "conj":
            return not self.tree.tokens[above].start < self.time.start < token.start
        return not (token.base_rel in ("obl", "nmod") and any(p in APART for p in self.tree.prepositions(at)))

    def _is_saying(self, verb: int) -> bool:
        """A verb found to say who puts the claim, or one of saying whose speaker was not made out."""
        saying = self.tree.tokens[verb].lower in REPORTED and self.tree.has(verb, "ccomp")
        return saying or verb in self.attribution.speech_tokens

    def _frames(self, saying: int) -> bool:
        """ "In early July, X claimed it had shot down": a period put first frames the deed, a day not."""
        return self.early and (self.time.grain not in ("day", "week") or self._is_inserted(saying))

    def _is_inserted(self, saying: int) -> bool:
        """ "On 3 May, aid workers said, a drone struck": the saying is put between, and dates nothing."""
        return saying + 1 < len(self.tree.tokens) and self.tree.tokens[saying + 1].text == ","

    def _is_own_deed(self, index: int) -> bool:
        """Who claims a deed of their own ("it had shot down…") claims it when it is done."""
        subjects = self.tree.children(index, "nsubj", "nsubj:pass")
        return any(self.tree.tokens[s].upos == "PRON" for s in subjects)
