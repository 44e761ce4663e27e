"""When a claim's deed was: which expression of time in the sentence, or told before, belongs to it."""

from collections.abc import Sequence

from armsledger.model import ClaimTime
from armsledger.reading.attribution import Attribution
from armsledger.reading.discourse import Discourse
from armsledger.reading.events import Event
from armsledger.reading.modality import Manner
from armsledger.reading.syntax import Tree
from armsledger.reading.times import TimeExpression

_TALE_DAYS = 31
# Stages whose own date is the claim's: a contract signed, a sale approved. A plan's date is not the deed's.
_DATED_STAGES = frozenset({"contract", "approve", "call off", "offer"})


class Timing:
    """Gives the events of one sentence their times.

    `line_time` is the date that the paragraph opens with, as a timeline's lines do.
    """

    def __init__(
        self, tree: Tree, times: Sequence[TimeExpression], line_time: ClaimTime | None, discourse: Discourse
    ) -> None:
        self.tree, self.times, self.line_time, self.discourse = tree, times, line_time, discourse

    def time(self, event: Event, attribution: Attribution, manner: Manner) -> ClaimTime | None:
        """The time of an event: its own, its line's, or that of the deed told just before."""
        time = self._own_time(event, attribution, manner)
        if time is None:
            return self.line_time or self._told_time(event, manner)
        if time.since is not None and self._narrates(event.predicate):
            self.discourse.told_at = (time, self.tree.number, self.tree.paragraph)
        return time

    def _told_time(self, event: Event, manner: Manner) -> ClaimTime | None:
        """A tale goes on: a deed in the plain past takes the time of the deed told just before."""
        told = self.discourse.told_at
        if (
            told is None
            or manner.realis != "actual"
            or manner.polarity == "denied"
            or not self._narrates(event.predicate)
        ):
            return None
        time, number, paragraph = told
        if (
            event.frame.kind in ("holding", "derivation", "technology_transfer")
            or self.tree.number - number > 2
        ):
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
             for i, time in enumerate(self.times)
             if (cost := self._distance(time, event, attribution, manner)) is not None)
        )  # fmt: skip
        if not ranked:
            return None
        time = self.times[ranked[0][2]]
        return ClaimTime(time.text, time.start, time.end, time.since, time.until)

    def _distance(
        self, time: TimeExpression, event: Event, attribution: Attribution, manner: Manner
    ) -> int | None:
        """How far in the tree a time stands from a predicate; None where it belongs to something else."""
        if time.kind in ("dateline", "duration"):
            return None
        if attribution.tail_start is not None and time.start > attribution.tail_start:
            return None
        inside = [t.index for t in self.tree.tokens if t.start < time.end and t.end > time.start]
        if not inside:
            return None
        top = next((i for i in inside if self.tree.tokens[i].head not in inside), inside[0])
        path = [top, *self.tree.ancestors(top)]
        # "In early July, X claimed it had shot down": a period put first frames the deed, a day the saying.
        early = inside[0] <= 2 and time.grain not in ("day", "week") and (not path[1:] or path[1] > top)
        guides = [p for role in ("facility", "measure", "instrument") for p in event.guides.get(role, [])]
        anchors = [event.predicate, *(p.token for p in guides)]
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
        return len(between) <= 12 and not any(
            (t.upos == "PUNCT" and t.text not in '-“”"') or self.tree.is_verb(t.index) for t in between
        )

    def _light(self, index: int) -> bool:
        return self.tree.tokens[index].base_rel == "amod"

    def _from_above(
        self, verb: int, event: Event, attribution: Attribution, manner: Manner, steps: int, early: bool
    ) -> int | None:
        """A time of a governing clause holds for what it governs, unless it says when a thing was said."""
        if verb in attribution.speech_tokens and not early:
            return None
        if any(
            index == verb and g.realis == "planned" and g.name not in _DATED_STAGES
            for index, g in manner.governors
        ):
            return None
        modifier = self.tree.tokens[event.predicate].base_rel == "acl" and event.frame.kind != "use"
        if modifier and self.tree.is_verb(event.predicate) and not self._is_infinitive(event.predicate):
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

    def _is_infinitive(self, index: int) -> bool:
        return any(self.tree.tokens[c].lower == "to" for c in self.tree.children(index, "mark"))
