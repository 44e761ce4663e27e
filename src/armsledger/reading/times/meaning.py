"""What a core means, and what its meaning depends on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armsledger.reading.times.calendar import Interval


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is resolved against; `future` says that its clause looks ahead."""

    published: date | None
    anchor: Interval | None
    future: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a core stands for. `interval` is None where the setting lacks what it needs.

    `exact` is the stretch meant when a preposition follows on ("since two years ago") if that is another
    than the one meant without. `is_range` says that the core itself has two ends.
    """

    interval: Interval | None
    grain: str
    kind: str = "absolute"
    exact: Interval | None = None
    is_range: bool = False
