"""What the catalogue says about its entries in time: who held which office, who belonged to what, what was
in force, what was reported delivered. Each is a row with an id, a source and a check, as the entries are."""

from dataclasses import dataclass
from datetime import date

from armsledger.model.dates import Interval, earliest, latest

OPEN_STATUSES = ("in-force", "unclear", "disputed")
"""The statuses of a measure whose end no source shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every dated row has. `source` and `checked` are those of `Entry`."""

    id: str
    source: str
    checked: str
    since: str | None = None
    until: str | None = None

    @property
    def interval(self) -> Interval:
        """When it held."""
        return Interval(self.since, self.until)

    def holds_on(self, day: date | None) -> bool:
        """Whether it can have held on `day`; always true without a day."""
        return day is None or self.interval.holds_on(day)

    def is_sure_on(self, day: date) -> bool:
        """Whether it is known to have begun by `day`, and not known to have ended."""
        return self.interval.surely_holds_on(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Fact):
    """An office that a person held: `role` in words, `kind` from the list of the schema, `organisation`
    the body or state it is an office of."""

    person: str
    role: str
    kind: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Fact):
    """`subject` is `relation` (part_of, subsidiary_of, backed_by, derived_from…) `object`, as `according_to`
    says where that is not the source itself."""

    subject: str
    relation: str
    object: str
    according_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Fact):
    """`member`, a state or body, belonged to `bloc` as `status` (member, observer, suspended…)."""

    member: str
    bloc: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedName(Fact):
    """A name that `entity` bore in its time; `form` is former, official or renamed."""

    entity: str
    name: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Fact):
    """One rule of a regime: who is bound to do what towards whom.

    `issuer` makes it, `bound` (ids) must obey it, `target` (ids; empty for all) is what it is about, of the
    kind `target_kind`; `direction` is `to`, `from`, `both` or `within` the target; `items` are codes of the
    schema. `instrument` and `paragraph` are where it is written. `since` is the day it took effect, `until`
    the day it ended; `status` says how it stands, `dispute` who sees that otherwise, and
    `verified_through` is the last day for which the source shows this state of things. `predecessor` and
    `successor` are measures.
    """

    regime: str
    name: str
    issuer: str
    bound: tuple[str, ...]
    target_kind: str
    direction: str
    items: tuple[str, ...]
    instrument: str
    status: str
    verified_through: str
    target: tuple[str, ...] = ()
    exemptions: str | None = None
    paragraph: str | None = None
    dispute: str | None = None
    note: str | None = None
    predecessor: tuple[str, ...] = ()
    successor: tuple[str, ...] = ()

    def holds_on(self, day: date | None) -> bool:
        """Whether it can have been in force on `day`; beyond its term too, where no source shows its end."""
        if day is None or self.status not in OPEN_STATUSES:
            return Fact.holds_on(self, day)
        return day >= earliest(self.since or str(date.min))

    def is_sure_on(self, day: date) -> bool:
        """Whether it is known to have been in force on `day`."""
        return self.status_on(day) == "in-force"

    def status_on(self, day: date) -> str:
        """How it stood on `day`: in-force, disputed or unclear; not-in-force; or not-known.

        Not known is a day after the end of its term, or where it has none after `verified_through`; and a day
        of the year or month of which alone it is said that it began or ended then.
        """
        if not self.holds_on(day):
            return "not-in-force"
        if not self.interval.surely_holds_on(day):
            return "not-known"
        if self.status not in OPEN_STATUSES:
            return "in-force"
        return self.status if day <= latest(self.until or self.verified_through) else "not-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Fact):
    """A step of a bill (`bill` is its regime) on its day, which is both `since` and `until`."""

    bill: str
    stage: str
    chamber: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Fact):
    """One report of a transfer, licence or co-production; conflicting reports are rows of their own.

    `ordered` and `delivered` are partial ISO dates, `number_low` and `number_high` the bounds of the number
    as reported (equal where it is exact, None where open), `number_text` that number in words, and
    `reported_by` who says so.
    """

    supplier: str
    recipient: str
    system: str
    type: str
    status: str
    reported_by: str
    ordered: str | None = None
    delivered: str | None = None
    number_low: int | None = None
    number_high: int | None = None
    number_text: str | None = None
