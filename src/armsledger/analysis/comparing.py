"""Whether two accounts tell of one event: the evidence for and against, in points and in words.

A point is about what a factor of two in likelihood is worth to an analyst's eye; what is not told speaks
neither way. The weights are ours, set on the annotated documents of `evals/cases` (docs/adr/0014-cases.md).
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from armsledger.analysis.account import Account
from armsledger.analysis.kinship import Kin, Kinship
from armsledger.analysis.telling import Count, When

JOINED_FROM = 3.0
"""Points from which two accounts of different documents are of one case."""
JOINED_WITHIN = 1.25
"""Points from which two claims of one document are; its author tells them together."""

DECISIVE = -6.0
"""Points that nothing else outweighs: another supplier, another recipient."""


class Evidence(NamedTuple):
    """One reason: `points` for (above 0) or against (below), and what it is in words."""

    points: float
    words: str


_POINT_EVENTS = frozenset({"use", "loss", "display", "meeting"})
_DISPUTED = {"use": "givers", "loss": "takers"}
"""The side that is often what is disputed about one and the same event: who attacked, who shot it down."""
_WEEK, _MONTH, _SEASON, _YEAR = 7, 31, 92, 366
_NEAR_CHARACTERS, _FAR_CHARACTERS = 400, 1200
_STAGES = ("talks", "order", "event", "end")
_SMALL = 2
_SHARED_TOPIC = 0.55
"""What the same parties and systems count for within a document, which is about them anyhow."""


def compare(one: Account, other: Account, kinship: Kinship) -> float:
    """The sum of the evidence; as soon as something decides against them, what that comes to."""
    within = one.document_id == other.document_id
    topics = (
        one.family, within, one.groups, one.givers, one.takers, one.systems,
        other.groups, other.givers, other.takers, other.systems,
    )  # fmt: skip
    total = kinship.remembered(topics, lambda: _sum(_topic(one, other, kinship), 0.0))
    return total if total <= DECISIVE else _sum(_rest(one, other, kinship), total)


def _sum(evidence: Iterator[Evidence], total: float) -> float:
    for points, _ in evidence:
        total += points
        if points <= DECISIVE:
            break
    return total


def weigh(one: Account, other: Account, kinship: Kinship) -> Iterator[Evidence]:
    """All evidence that two accounts of one family tell of one event."""
    yield from _topic(one, other, kinship)
    yield from _rest(one, other, kinship)


def _topic(one: Account, other: Account, kinship: Kinship) -> Iterator[Evidence]:
    """Who and what they are about: the same for all accounts that name the same."""
    within = one.document_id == other.document_id
    for evidence in chain(_parties(one, other, kinship), _systems(one, other, kinship)):
        yield _less(evidence) if within and evidence.points > 0 else evidence
    if one.groups.isdisjoint(other.groups):
        yield _kinds_apart(one, other, kinship)


def _rest(one: Account, other: Account, kinship: Kinship) -> Iterator[Evidence]:
    """When and where, how many, in which words."""
    if one.groups != other.groups and (_is_without(one) or _is_without(other)):
        yield Evidence(-6.0, "one says that nothing of the kind is held")
    yield from _times(one, other)
    yield from _amounts(one, other)
    yield from _places(one, other, kinship)
    if one.family == "restriction" and one.rules and other.rules:
        same = kinship.rules(one.rules, other.rules)
        if same is Kin.SAME:
            yield Evidence(3.0, "the same measure")
        elif same is Kin.DIFFERENT:
            yield Evidence(-3.0, "another measure")
    if shared := one.marks & other.marks:
        yield Evidence(2.5, f"both name {min(shared).title()}")
    if one.document_id == other.document_id:
        yield from _nearness(one, other)


def _less(evidence: Evidence) -> Evidence:
    return evidence._replace(points=round(evidence.points * _SHARED_TOPIC, 2))


def _kinds_apart(one: Account, other: Account, kinship: Kinship) -> Evidence:
    groups = one.groups | other.groups
    if "holding" in groups:
        return Evidence(-0.5, "one says only that it is held")
    if "agreement" in groups:
        if kinship.systems(one.systems, other.systems) > Kin.UNKNOWN:
            return Evidence(-0.5, "one is of an agreement, the other of what is agreed")
        return Evidence(-4.0, "one is of an agreement that does not name the system")
    return Evidence(-3.0, "they are of different kinds")


def _is_without(account: Account) -> bool:
    return account.groups == {"holding"} and all(one.polarity == "denied" for one in account.tellings)


def _nearness(one: Account, other: Account) -> Iterator[Evidence]:
    apart = min(abs(a.start - b.start) for a in one.tellings for b in other.tellings)
    if apart <= _NEAR_CHARACTERS:
        yield Evidence(1.0, "told beside one another")
    elif apart <= _FAR_CHARACTERS:
        yield Evidence(0.4, "told in one document")


def _parties(one: Account, other: Account, kinship: Kinship) -> Iterator[Evidence]:
    if one.family == "meeting" or _is_sideless(one) or _is_sideless(other):
        yield from _together(one, other, kinship)
        return
    disputed = _DISPUTED.get(one.family)
    for side, mine, theirs in (("givers", one.givers, other.givers), ("takers", one.takers, other.takers)):
        kin = kinship.parties(mine, theirs)
        who = _SIDES[one.family, side]
        if kin is Kin.UNKNOWN:
            continue
        if one.family == "restriction" and kin is not Kin.DIFFERENT:
            particular = kin is Kin.SAME and not kinship.states(mine & theirs) >= (mine & theirs)
            yield Evidence(2.0 if particular else 1.0, f"the same {who}")
        elif side == disputed:
            yield (
                Evidence(-0.5, f"another {who}") if kin is Kin.DIFFERENT else Evidence(1.0, f"the same {who}")
            )
        elif kin is Kin.DIFFERENT:
            yield Evidence(-6.0, f"another {who}")
        else:
            yield (
                Evidence(2.0, f"the same {who}")
                if kin is Kin.SAME
                else Evidence(1.6, f"a {who} of one state")
            )


_SIDES = {
    ("deal", "givers"): "supplier",
    ("deal", "takers"): "recipient",
    ("use", "givers"): "user",
    ("use", "takers"): "target",
    ("loss", "givers"): "operator",
    ("loss", "takers"): "captor",
    ("display", "givers"): "exhibitor",
    ("display", "takers"): "visitor",
    ("restriction", "givers"): "imposer",
    ("restriction", "takers"): "target",
    ("derivation", "givers"): "developer",
    ("derivation", "takers"): "maker",
}


def _is_sideless(account: Account) -> bool:
    return account.groups == {"agreement"}


def _together(one: Account, other: Account, kinship: Kinship) -> Iterator[Evidence]:
    """Parties without sides: those who sign, those who meet."""
    mine, theirs = kinship.states(one.parties), kinship.states(other.parties)
    if not mine or not theirs:
        return
    shared = len(mine & theirs)
    if shared > 1:
        yield Evidence(3.5, "the same parties")
    elif shared and min(len(mine), len(theirs)) == 1:
        yield Evidence(1.5, "a party in common")
    else:
        yield Evidence(-6.0, "other parties")


def _systems(one: Account, other: Account, kinship: Kinship) -> Iterator[Evidence]:
    kin = kinship.systems(one.systems, other.systems)
    if kin is Kin.UNKNOWN:
        return
    weight = 0.3 if one.family == "restriction" else 1.0
    are_types = not (kinship.are_classes(one.systems) or kinship.are_classes(other.systems))
    if kin is Kin.SAME:
        points = 2.5 if are_types else 0.8
        yield Evidence(points * weight, "the same system" if are_types else "the same class of systems")
    elif kin is Kin.WITHIN:
        yield Evidence(0.6 * weight, "a system of the other's class")
    else:
        is_point = one.family in _POINT_EVENTS  # often identified in two ways from one wreck
        yield Evidence((-2.0 if is_point else -3.5) * weight, "another system")


def _times(one: Account, other: Account) -> Iterator[Evidence]:
    is_point = one.family in _POINT_EVENTS
    if one.whens and other.whens:
        orders = [
            min((when for when in account.whens if when.stage == "order"), key=_length, default=None)
            for account in (one, other)
        ]
        if orders[0] is not None and orders[1] is not None:  # a deal is signed once, delivered many times
            yield _time(orders[0], orders[1], is_point)
            return
        same_stage = [(a, b) for a in one.whens for b in other.whens if a.stage == b.stage]
        if same_stage:
            yield max((_time(a, b, is_point) for a, b in same_stage), key=lambda evidence: evidence.points)
        else:
            yield _sequence(one.whens, other.whens)
    elif one.published is not None and other.published is not None:
        yield from _news(one, other, is_point)


def _time(one: When, other: When, is_point: bool) -> Evidence:
    since, until = _later(one.since, other.since), _earlier(one.until, other.until)
    apart = 0 if since is None or until is None else max(0, since - until)
    length = max(_length(one), _length(other))
    if apart == 0:
        if length <= _WEEK:
            return Evidence(3.0, "the same days")
        if length <= _MONTH:
            return Evidence(2.2, "the same month")
        if length <= _YEAR:
            return Evidence(1.2, "the same year")
        return Evidence(0.4, "times that overlap")
    if apart <= 3:
        return Evidence(1.5, "a few days apart")
    if is_point:
        return Evidence(-2.5, "other days") if apart <= 14 else Evidence(-5.0, "quite another time")
    if apart <= _MONTH:
        return Evidence(0.0, "some weeks apart")
    if one.stage == "order":
        return Evidence(-1.5, "some months apart") if apart <= _SEASON else Evidence(-5.0, "another year")
    if apart <= _SEASON:
        return Evidence(-0.5, "some months apart")
    return Evidence(-1.0, "another year") if apart <= _YEAR else Evidence(-3.0, "years apart")


def _later(one: int | None, other: int | None) -> int | None:
    return max(one, other) if one is not None and other is not None else None


def _earlier(one: int | None, other: int | None) -> int | None:
    return min(one, other) if one is not None and other is not None else None


def _length(when: When) -> float:
    return float("inf") if when.since is None or when.until is None else when.until - when.since + 1


def _sequence(one: tuple[When, ...], other: tuple[When, ...]) -> Evidence:
    """Talks, an order, a delivery, an end: one comes before the next, and not by many years."""
    found = [
        (later, sooner)
        for mine in one
        for theirs in other
        for sooner, later in [sorted((mine, theirs), key=lambda when: _STAGES.index(when.stage))]
        if sooner.stage != later.stage
    ]
    worst = Evidence(0.4, "one after the other, as a deal goes")
    for later, sooner in found:
        if later.until is not None and sooner.since is not None and later.until < sooner.since - _MONTH:
            return Evidence(-5.0, f"the one's {later.stage} is before the other's {sooner.stage}")
        if later.since is not None and sooner.until is not None:
            after = later.since - sooner.until
            if after > 6 * _YEAR:
                worst = Evidence(-3.0, "one long after the other")
            elif after > 3 * _YEAR and worst.points > 0:
                worst = Evidence(0.0, "one years after the other")
    return worst


def _news(one: Account, other: Account, is_point: bool) -> Iterator[Evidence]:
    """What gives no time is mostly new when it is published."""
    dated = one if one.whens else other if other.whens else None
    if dated is None:
        apart = abs((one.published or 0) - (other.published or 0))
    else:
        plain = other if dated is one else one
        apart = min(_distance(when, plain.published or 0) for when in dated.whens)
    if apart <= 3:
        yield Evidence(1.5 if is_point else 1.0, "published in the same days")
    elif apart <= _MONTH:
        yield Evidence(0.5, "published in the same weeks")
    elif one.document_id == other.document_id:
        return  # of one text, the one that gives no time is no news of its day
    elif is_point:
        yield Evidence(-1.0 if apart <= 92 else -2.5, "published at another time")
    elif apart > 2 * _YEAR:
        yield Evidence(-1.0, "published years apart")


def _distance(when: When, day: int) -> int:
    if when.since is not None and day < when.since:
        return when.since - day
    return day - when.until if when.until is not None and day > when.until else 0


def _amounts(one: Account, other: Account) -> Iterator[Evidence]:
    if one.counts and other.counts:
        best = max((_count(a, b) for a in one.counts for b in other.counts), key=lambda found: found.points)
        if best.points < 0 and one.family == "deal" and one.document_id == other.document_id:
            same = _is_one_voice(one, other)
            best = Evidence(-5.0, "another number by the same voice") if same else Evidence(-3.0, best.words)
        elif best.points < 0 and one.family in _POINT_EVENTS:
            best = Evidence(-0.7, best.words)  # of an attack everybody counts otherwise
        yield best
    if one.is_further != other.is_further and not _same_number(one, other):
        within = one.document_id == other.document_id
        yield Evidence(-3.0 if within else -1.0, "one is told as a further deal")
    if one.moneys and other.moneys:
        same = any(
            a[1] == b[1] and abs(a[0] - b[0]) <= 0.03 * max(a[0], b[0])
            for a in one.moneys
            for b in other.moneys
        )
        yield Evidence(2.0, "the same price") if same else Evidence(-0.5, "another price")


def _same_number(one: Account, other: Account) -> bool:
    theirs = {(count.low, count.high) for count in other.counts}
    return any((count.low, count.high) in theirs for count in one.counts)


def _is_one_voice(one: Account, other: Account) -> bool:
    """Whether somebody tells both: nobody contradicts himself in one document."""
    mine = {telling.voice for telling in one.tellings}
    return not mine.isdisjoint(telling.voice for telling in other.tellings)


def _count(one: Count, other: Count) -> Evidence:
    if one.stage != other.stage and one != other:
        ordered, had = (one, other) if one.stage == "order" else (other, one)
        if ordered.high is None or (had.low is not None and had.low <= ordered.high):
            return Evidence(0.2, "a part of the number ordered")
    if (one.low, one.high) == (other.low, other.high) and one.low is not None:
        return Evidence(1.2 if one.low > _SMALL else 0.4, "the same number")
    if overlap(one, other):
        return Evidence(0.4, "numbers that agree")
    return Evidence(-1.5, "another number")


def overlap(one: Count, other: Count) -> bool:
    """Whether one figure can meet both counts."""
    return not (
        (one.high is not None and other.low is not None and one.high < other.low)
        or (other.high is not None and one.low is not None and other.high < one.low)
    )


def _places(one: Account, other: Account, kinship: Kinship) -> Iterator[Evidence]:
    kin = kinship.places(one.places, other.places)
    if kin is Kin.SAME:
        yield Evidence(1.5, "the same place")
    elif kin is Kin.WITHIN:
        yield Evidence(0.4, "a place in the other's state")
    elif kin is Kin.DIFFERENT and one.family in ("use", "loss"):
        # Who names two places where something was lost tells of two losses; one raid may have two targets.
        are_two = one.family == "loss" and one.document_id == other.document_id
        yield Evidence(-5.0 if are_two else -3.5, "another place")
    elif kin is Kin.DIFFERENT:
        yield Evidence(-0.5, "another place")
