"""How an event went, as its claims have it: the stages it came to, when, and how many it was about."""

from collections.abc import Iterable, Sequence
from datetime import date

from armsledger.analysis.conflicts import Voice
from armsledger.analysis.telling import Telling
from armsledger.model import STATUSES, Claim
from armsledger.model.case import Range, Step


def status_of(told: Sequence[Telling], kind: str) -> str | None:
    """The furthest stage that is asserted; an ending where nothing asserted is dated after it."""
    order = STATUSES[kind]
    said = [one for one in told if one.kind == kind and one.polarity == "affirmed" and one.status]
    stages = [one for one in said if one.realis in ("actual", "planned")] or said
    if not stages:
        return None
    known = [one for one in stages if one.status != "unspecified"] or stages
    if kind == "restriction":
        return max(known, key=lambda one: (_day(one), order.index(one.status or ""))).status
    ending = "cancelled" if "cancelled" in order else "ended" if "ended" in order else None
    over = [one for one in known if one.status == ending]
    going = [one for one in known if one.status != ending]
    if over and (not going or max(map(_day, over)) >= max(map(_day, going))):
        return ending
    return max((one.status or "" for one in going or over), key=order.index)


def _day(one: Telling) -> int:
    when = one.when
    days = [day for day in (when.until, when.since) if day is not None] if when else []
    return min(days[0], one.published or days[0]) if days else one.published or 0


def history_of(told: Sequence[Telling], said: Sequence[Claim], kind: str) -> tuple[Step, ...]:
    """Each stage once for each time it is given, in the order of time; denials are a stage of their own."""
    steps: dict[tuple[str, date | None, date | None], list[Telling]] = {}
    claims = {claim.id: claim for claim in said}
    for one in told:
        claim = claims[one.claim_id]
        if claim.kind not in (kind, "agreement"):
            continue
        status = "denied" if claim.polarity == "denied" else claim.status or claim.kind
        key = (status, claim.time.since if claim.time else None, claim.time.until if claim.time else None)
        steps.setdefault(key, []).append(one)
    made = [
        (
            _day(some[0]),
            Step(
                status,
                since,
                until,
                _date(some[0].published),
                tuple(dict.fromkeys(one.claim_id for one in some)),
            ),
        )
        for (status, since, until), some in steps.items()
    ]
    return tuple(step for _, step in sorted(made, key=lambda pair: (pair[0], pair[1].status, pair[1].claims)))


def _date(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def range_of(voices: Iterable[Voice], statuses: frozenset[str] | None) -> Range | None:
    """From the least to the most that is claimed; preferred is the figure that most origins give."""
    origins: dict[tuple[float | None, float | None], set[str]] = {}
    for voice in voices:
        telling, count = voice.telling, voice.telling.count
        if count and telling.polarity == "affirmed" and (statuses is None or telling.status in statuses):
            origins.setdefault((count.low, count.high), set()).add(voice.origin)
    if not origins:
        return None
    lows = [low for low, _ in origins]
    highs = [high for _, high in origins]
    best = max(len(some) for some in origins.values())
    first = [low for (low, high), some in origins.items() if len(some) == best and low == high]
    return Range(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
        first[0] if len(first) == 1 else None,
    )
