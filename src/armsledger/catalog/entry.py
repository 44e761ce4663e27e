"""What the catalogue knows of one thing, and where a text names it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from armsledger.catalog.schema import STATES

Form = Literal["name", "alias", "demonym", "capital", "metonym", "class", "office", "post"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalogue.

    `id` is what claims carry as `entity`: ISO 3166-1 alpha-3 for states and territories, `UN`, `EU`,
    else a lower-case slug. `type` is one of:

    - `state`, `territory`, `place` (`state` is then the id of the state it lies in);
    - `body` (international), `force`, `ministry`, `agency`, `group`, `company`, `legislature`, `court`,
      `medium`, `research`, `person` (`state` is the home state, for a group that of its main area);
    - `system` (one weapon system), `class` (a generic class of them), `regime` (treaty, act, sanctions).

    `aliases` holds every further name of the row, `demonyms` a state's adjectives and nationals,
    `metonyms` what else stands for it ("the Kremlin"); `ambiguous` those of all names that are also
    common words or other people's names. `parent` is the broader class of a class, the generic class of a
    system, the state whose government a place stands for (a capital, Tel Aviv). `source` is publication and
    locator; `checked` the ISO date on which the row was held against it, or `unverified`. What the other
    fields hold, and for which types, is told by the column of that name in `schema`. Offices, memberships
    and whatever else changes in time are facts of their own, see `facts`.

    `latitude` and `longitude` are degrees, rounded to 0.1, of the nearest settlement of a place.
    """

    id: str
    type: str
    name: str
    source: str
    checked: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    alpha2: str | None = None
    state: str | None = None
    parent: str | None = None
    maker: str | None = None
    partners: tuple[str, ...] = ()
    family: str | None = None
    kind: str | None = None
    sipri: str | None = None
    armed: str | None = None
    unroca: str | None = None
    nato_class: str | None = None
    mtcr: str | None = None
    range_km: float | None = None
    payload_kg: float | None = None
    first_flight: str | None = None
    first_seen: str | None = None
    ownership: str | None = None
    language: str | None = None
    area: str | None = None
    issuer: str | None = None
    near: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None

    @property
    def is_state(self) -> bool:
        """True for a state or territory."""
        return self.type in STATES

    @property
    def is_seat(self) -> bool:
        """True for a place whose name also stands for its state's government."""
        return self.type == "place" and self.parent is not None


class Name(NamedTuple):
    """A name met in a text: code points `start` (included) to `end` (excluded), `text` what stands there.

    `form` says by which of its names the entry is met. For `capital`, `entry` is the state and `place`
    the id of the town. For `office` ("Iranian defence ministry", "government of Iran") and `post`
    ("Iran's defence minister", no name following) `entry` is the state and the span covers the whole
    phrase. `ambiguous` asks the reader for more context before it believes the name; `others` are
    further entries with the same name.
    """

    start: int
    end: int
    text: str
    entry: Entry
    form: Form
    place: str | None = None
    ambiguous: bool = False
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """An answer of `Catalog.find`: `score` from 0 to 100, `reason` in words fit for a user."""

    entry: Entry
    score: float
    reason: str
