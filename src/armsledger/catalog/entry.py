"""What the catalogue knows of one thing, and where a text names it."""

from dataclasses import dataclass
from typing import Literal

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
    common words or other people's names. `parent` is the organisation above an actor, the broader class
    of a class, the generic class of a system, the state whose government a place stands for (a capital,
    Tel Aviv). `role` is a person's office. `maker` (or its successor), `family`, `kind` (MALE, one-way
    attack…), `sipri` (SIPRI's weapon category) and `armed` ("yes" or "no") describe systems. `source` is
    publication and locator; `checked` the ISO date on which the row was held against it, or `unverified`.
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
    state: str | None = None
    parent: str | None = None
    role: str | None = None
    maker: str | None = None
    family: str | None = None
    kind: str | None = None
    sipri: str | None = None
    armed: str | None = None

    @property
    def is_state(self) -> bool:
        """True for a state or territory."""
        return self.type in ("state", "territory")

    @property
    def is_seat(self) -> bool:
        """True for a place whose name also stands for its state's government."""
        return self.type == "place" and self.parent is not None


@dataclass(frozen=True, slots=True)
class Name:
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
