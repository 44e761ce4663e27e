"""Where the claims of one case contradict each other, and which value most of its origins give."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from armsledger.analysis.comparing import overlap
from armsledger.analysis.kinship import Kin, Kinship, Names
from armsledger.analysis.telling import Count, Telling, When
from armsledger.model.case import About, Disagreement, Stand

_STAGED = frozenset({"deal", "restriction"})
_OVER = frozenset({"cancelled", "lifted", "expired", "ended"})
_DONE = frozenset({"delivered", "ordered", "started", "ongoing", "signed", "in_force"})
_LOCATED = frozenset({"use", "loss", "production", "display", "meeting", "agreement"})
_SIDED = frozenset({"transfer", "technology_transfer", "production"})
_OF_WEAPONS = frozenset({"transfer", "production", "use", "loss", "display", "derivation"})
_ANOTHER_ACT_DAYS = 92
_TOLD_APART_DAYS = 1  # a night's deed and the next day's news


@dataclass(frozen=True, slots=True)
class Voice:
    """A telling and the origin it goes back to."""

    telling: Telling
    origin: str

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.telling.claim_id


def disagreements(voices: Sequence[Voice], kinship: Kinship) -> tuple[Disagreement, ...]:
    """What the claims of one case contradict each other about; differences that fit together are none.

    A range and a figure within it, an order and its later delivery, a class and a type of it, a year and a
    day in it agree. One origin that gives two values, today's and yesterday's, is a contradiction only where
    another origin stands against one of them.
    """
    affirmed = [voice for voice in voices if voice.telling.polarity == "affirmed"]
    found = [
        *_numbers(affirmed),
        *_dates(affirmed),
        *_statuses(affirmed),
        *_of_names("system", affirmed, lambda one: _types(one, kinship), kinship.systems),
        *_of_names("supplier", affirmed, _givers, kinship.parties),
        *_of_names("recipient", affirmed, _takers, kinship.parties),
        *_of_names("place", affirmed, lambda one: _located(one, kinship), kinship.places),
        *_denials(voices),
    ]
    return tuple(found)


def _numbers(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    for some in _comparable(voices):
        given = [(voice, voice.telling) for voice in some if voice.telling.count]
        yield from _contradiction(
            "number", given, _counted_otherwise, lambda voice, telling: _figure(telling.count)
        )


def _counted_otherwise(one: Telling, other: Telling) -> bool:
    """Two counts of one thing that cannot both be; lots delivered at different times are two things."""
    if one.count is None or other.count is None or overlap(one.count, other.count):
        return False
    return one.status != "delivered" or not (one.when and other.when and _are_apart(one.when, other.when))


def _dates(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    for some in _comparable(voices):
        given = [
            (voice, voice.telling)
            for voice in some
            if voice.telling.when and voice.telling.status != "advanced"  # a bill advances more than once
        ]
        yield from _contradiction("date", given, _dated_otherwise, lambda voice, telling: _days(telling.when))


def _dated_otherwise(one: Telling, other: Telling) -> bool:
    """Two days of one thing; deliveries are of one lot where their numbers are the same."""
    if one.when is None or other.when is None or not _are_apart(one.when, other.when):
        return False
    if one.family == "restriction" and _distance(one.when, other.when) > _ANOTHER_ACT_DAYS:
        return False  # what is tightened or renewed later is enacted twice
    return one.status != "delivered" or (one.count is not None and one.count == other.count)


def _statuses(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    """Done, says one; off, says another, not later: what is cancelled after it was ordered is a history."""
    over = [voice for voice in voices if voice.telling.status in _OVER]
    done = [voice for voice in voices if voice.telling.status in _DONE]
    clash = [
        (off, on)
        for off in over
        for on in done
        if off.origin != on.origin
        and (on.telling.status in ("delivered", "started") or _day(on) >= _day(off))
        and off.telling.kind == on.telling.kind
    ]
    agreed = [
        voice for voice in voices if voice.telling.status == "ordered" and voice.telling.kind == "transfer"
    ]
    clash += [
        (talk, order)
        for talk in voices
        if talk.telling.status == "negotiating"
        for order in agreed
        if talk.origin != order.origin and _day(talk) > _day(order)
    ]
    if clash:
        sides = dict.fromkeys([*(off for off, _ in clash), *(on for _, on in clash)])
        yield _told("status", [(voice, voice.telling.status or "") for voice in sides])


def _denials(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    denied = [voice for voice in voices if voice.telling.polarity == "denied"]
    others = {voice.origin for voice in denied}
    said = [voice for voice in voices if voice.telling.polarity == "affirmed" and (others - {voice.origin})]
    if denied and said:
        yield _told(
            "denial", [*((voice, "it is so") for voice in said), *((voice, "it is not") for voice in denied)]
        )


def _of_names(
    about: About,
    voices: Sequence[Voice],
    names_of: Callable[[Telling], Names],
    kin: Callable[[Names, Names], Kin],
) -> Iterator[Disagreement]:
    given = [(voice, names) for voice in voices if (names := names_of(voice.telling))]
    together = [names for _, names in given if len(names) > 1]

    def clash(one: Names, other: Names) -> bool:
        return kin(one, other) is Kin.DIFFERENT and not any(
            not names.isdisjoint(one) and not names.isdisjoint(other) for names in together
        )

    yield from _contradiction(about, given, clash, lambda voice, names: ", ".join(sorted(names)))


def _types(telling: Telling, kinship: Kinship) -> Names:
    """The types that it names; classes are too loose to contradict."""
    if telling.kind not in _OF_WEAPONS:
        return frozenset()
    return frozenset(key for key in telling.systems if not kinship.is_class(key))


def _givers(telling: Telling) -> Names:
    return telling.givers if telling.kind in _SIDED else frozenset()


def _takers(telling: Telling) -> Names:
    return (
        telling.takers if telling.kind in ("transfer", "technology_transfer", "production") else frozenset()
    )


def _located(telling: Telling, kinship: Kinship) -> Names:
    """The places that can be found on a map: of others nobody knows how far apart they are, except where
    something fell, which each account says by one name."""
    if telling.kind not in _LOCATED:
        return frozenset()
    if telling.kind == "loss":
        return telling.places
    return frozenset(key for key in telling.places if kinship.catalog.get(key) is not None)


def _comparable(voices: Sequence[Voice]) -> Iterable[list[Voice]]:
    """Claims whose figures and days are of one thing: of one kind, and of one stage where there are
    stages."""
    groups: dict[tuple[str, str | None], list[Voice]] = {}
    for voice in voices:
        telling = voice.telling
        stage = telling.status if telling.family in _STAGED else None
        groups.setdefault((telling.kind, stage), []).append(voice)
    return groups.values()


def _contradiction(
    about: About,
    given: Sequence[tuple[Voice, object]],
    clash: Callable[..., bool],
    shown: Callable[..., str],
) -> Iterator[Disagreement]:
    pairs = [
        (one, other)
        for place, one in enumerate(given)
        for other in given[place + 1 :]
        if one[0].origin != other[0].origin and clash(one[1], other[1])
    ]
    if pairs:
        sides = {voice.id: (voice, value) for pair in pairs for voice, value in pair}
        yield _told(about, [(voice, shown(voice, value)) for voice, value in sides.values()])


def _told(about: About, given: Iterable[tuple[Voice, str]]) -> Disagreement:
    claims: dict[str, dict[str, None]] = {}
    origins: dict[str, set[str]] = {}
    for voice, value in given:
        claims.setdefault(value, {})[voice.id] = None
        origins.setdefault(value, set()).add(voice.origin)
    order = sorted(claims, key=lambda value: (-len(origins[value]), -len(claims[value]), value))
    return Disagreement(about, tuple(Stand(value, tuple(claims[value])) for value in order))


def _are_apart(one: When, other: When) -> bool:
    if one.stage != other.stage:
        return False
    since = max((day for day in (one.since, other.since) if day is not None), default=None)
    until = min((day for day in (one.until, other.until) if day is not None), default=None)
    return since is not None and until is not None and since - until >= _TOLD_APART_DAYS


def _distance(one: When, other: When) -> int:
    starts = [when.since if when.since is not None else when.until or 0 for when in (one, other)]
    return abs(starts[0] - starts[1])


def _day(voice: Voice) -> int:
    when = voice.telling.when
    days = [day for day in (when.since, when.until) if day is not None] if when else []
    return min(days, default=voice.telling.published or 0)


def _figure(count: Count) -> str:
    low, high = _plain(count.low), _plain(count.high)
    if low == high:
        return low
    return f"{low} or more" if not high else f"up to {high}" if not low else f"{low} to {high}"


def _plain(figure: float | None) -> str:
    return "" if figure is None else f"{figure:g}"


def _days(when: When) -> str:
    since, until = _iso(when.since), _iso(when.until)
    if since == until:
        return since
    return f"from {since}" if not until else f"until {until}" if not since else f"{since} to {until}"


def _iso(day: int | None) -> str:
    return "" if day is None else date.fromordinal(day).isoformat()
