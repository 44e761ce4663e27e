"""Accounts and cases as rows. They are derived: every function works within the caller's transaction, and
whoever writes them leaves them as if they had been made anew from all readings and judgements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, func, insert, select, update

from armsledger.ledger.schema import (
    ACCOUNT,
    ACCOUNT_CLAIM,
    ACCOUNT_KEY,
    ACCOUNT_NEAR,
    CASEFILE,
    CASEFILE_NAME,
    DERIVED,
    JUDGEMENT,
    LINKED,
    LINKING,
    READING,
)

_Value = TypeVar("_Value", int, str)

_BATCH = 500  # values a query: SQLite bounds how many one statement may carry


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as it is kept.

    `anchor` is the first account of its case, and `joined` says that it was joined to that case for telling
    less. `since` and `until` are ordinals; `body` and `traces` are packed by the caller; `claims` are claims'
    numbers, `keys` hashed keys with whether it tells more than they say, `near` the components it was held
    against.
    """

    number: int
    reading: int
    level: int
    component: int
    anchor: int
    joined: bool
    since: int
    until: int
    body: bytes
    traces: bytes
    claims: tuple[int, ...]
    keys: tuple[tuple[int, bool], ...]
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an account stands."""

    number: int
    level: int
    component: int
    anchor: int
    joined: bool
    body: bytes


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as it is kept. `number` is that of the first of its accounts.

    `names` are (part, name, asserts) of its parties, systems and origins; `abroad` marks what belongs into
    the register, `rank` is its place there, `year` that of the order or else of what is first dated.
    `ordered` and `delivered` are bounds, None where open or not told.
    """

    number: int
    id: str
    kind: str
    status: str | None
    since: date | None
    until: date | None
    published: date | None
    origins: int
    origins_against: int
    claims: int
    documents: int
    abroad: bool
    year: int | None
    ordered: tuple[float | None, float | None]
    delivered: tuple[float | None, float | None]
    rank: str
    body: str
    names: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """What linking has yet to take in: readings to link and to forget, with how many it has taken in where
    there is anything to do, by what version and up to which judgement; `judgement` and `reading` are the last
    there are."""

    added: tuple[int, ...]
    gone: tuple[int, ...]
    linked: int
    version: str | None
    judged: int
    judgement: int
    reading: int

    @property
    def is_empty(self) -> bool:
        """True where all readings and judgements are in."""
        return not self.added and not self.gone and self.judged == self.judgement


def pending(connection: Connection) -> Pending:
    """What linking has yet to take in; found at once where that is nothing, however large the ledger."""
    state = connection.execute(select(LINKING)).one_or_none()
    version, judged, come = (state.version, state.judgement, state.reading) if state else (None, 0, 0)
    judgement = connection.scalar(select(func.max(JUDGEMENT.c.number))) or 0
    reading = connection.scalar(select(func.max(READING.c.number))) or 0
    if reading == come and judgement == judged:
        return Pending((), (), 0, version, judged, judgement, reading)
    linked = connection.scalar(select(func.count()).select_from(LINKED)) or 0
    newest = select(READING.c.document, func.max(READING.c.number).label("number"))
    fresh = newest.where(READING.c.number > come).group_by(READING.c.document).subquery()
    added = connection.scalars(select(fresh.c.number).order_by(fresh.c.number)).all()
    older = (
        select(LINKED.c.reading)
        .join(READING, READING.c.number == LINKED.c.reading)
        .join(fresh, fresh.c.document == READING.c.document)
        .where(LINKED.c.reading < fresh.c.number)
    )
    gone = connection.scalars(older).all() if come else ()
    return Pending(tuple(added), tuple(gone), linked, version, judged, judgement, reading)


def settle(connection: Connection, version: str, state: Pending) -> None:
    """Records how far linking has come."""
    connection.execute(delete(LINKING))
    connection.execute(
        insert(LINKING).values(only=1, version=version, judgement=state.judgement, reading=state.reading)
    )


def wipe(connection: Connection) -> None:
    """Forgets every account and case."""
    for table in reversed(DERIVED.sorted_tables):
        connection.execute(delete(table))


def next_account(connection: Connection) -> int:
    """The first number that no account has yet."""
    return (connection.scalar(select(func.max(ACCOUNT.c.number))) or 0) + 1


def placed(connection: Connection, by: str, values: Sequence[int]) -> list[Placed]:
    """The accounts whose `by` (number, reading, component, anchor) is one of the values, in order."""
    column = ACCOUNT.c[by]
    return sorted(
        (
            _placed(row)
            for some in batches(values)
            for row in connection.execute(_PLACED.where(column.in_(some)))
        ),
        key=lambda one: one.number,
    )


def of_claims(connection: Connection, claims: Sequence[int]) -> list[Placed]:
    """The accounts that these claims are in."""
    numbers = {
        number
        for some in batches(claims)
        for number in connection.scalars(
            select(ACCOUNT_CLAIM.c.account).where(ACCOUNT_CLAIM.c.claim.in_(some))
        )
    }
    return placed(connection, "number", sorted(numbers))


def near(
    connection: Connection,
    keys: Iterable[tuple[int, bool]],
    days: tuple[int, int],
    levels: Sequence[int],
) -> list[Placed]:
    """The accounts of these levels that share a key and are near in time.

    Each key comes with whether the asker tells more than it says; `days` are the first and last to look at.
    """
    first, last = days
    found: dict[int, Placed] = {}
    for key, told_more in keys:
        wanted = (
            _PLACED.join(ACCOUNT_KEY, ACCOUNT_KEY.c.account == ACCOUNT.c.number)
            .where(ACCOUNT_KEY.c.key == key, ACCOUNT_KEY.c.since <= last, ACCOUNT.c.until >= first)
            .where(ACCOUNT.c.level.in_(levels))
        )
        if told_more:
            wanted = wanted.where(ACCOUNT_KEY.c.told_more == 0)
        found.update((row.number, _placed(row)) for row in connection.execute(wanted))
    return [found[number] for number in sorted(found)]


def held_against(connection: Connection, components: Sequence[int], level: int) -> list[Placed]:
    """The accounts of a level that were held against any of these components."""
    numbers = {
        number
        for some in batches(components)
        for number in connection.scalars(
            select(ACCOUNT_NEAR.c.account).where(ACCOUNT_NEAR.c.component.in_(some))
        )
    }
    return [one for one in placed(connection, "number", sorted(numbers)) if one.level == level]


def forget_readings(connection: Connection, readings: Sequence[int]) -> None:
    """Takes out the accounts of readings; their cases are to be made anew by the caller."""
    for some in batches(readings):
        numbers = select(ACCOUNT.c.number).where(ACCOUNT.c.reading.in_(some))
        for column in (ACCOUNT_KEY.c.account, ACCOUNT_CLAIM.c.account, ACCOUNT_NEAR.c.account):
            connection.execute(delete(column.table).where(column.in_(numbers)))
        connection.execute(delete(ACCOUNT).where(ACCOUNT.c.reading.in_(some)))
        connection.execute(delete(LINKED).where(LINKED.c.reading.in_(some)))


def add_readings(connection: Connection, readings: Mapping[int, str | None]) -> None:
    """Marks readings as linked, each with the agency that its text names as its own."""
    insert_rows(connection, LINKED, [{"reading": one, "wire": wire} for one, wire in readings.items()])


def add_accounts(connection: Connection, some: Sequence[AccountRow]) -> None:
    """Puts in accounts."""
    insert_rows(
        connection,
        ACCOUNT,
        [
            {
                "number": one.number, "reading": one.reading, "level": one.level, "component": one.component,
                "anchor": one.anchor, "joined": int(one.joined), "since": one.since, "until": one.until,
                "body": one.body, "traces": one.traces,
            }
            for one in some
        ],
    )  # fmt: skip
    insert_rows(
        connection,
        ACCOUNT_CLAIM,
        [{"account": one.number, "claim": claim} for one in some for claim in one.claims],
    )
    insert_rows(
        connection,
        ACCOUNT_KEY,
        [
            {"key": key, "since": one.since, "account": one.number, "told_more": int(told_more)}
            for one in some
            for key, told_more in one.keys
        ],
    )
    insert_rows(
        connection,
        ACCOUNT_NEAR,
        [{"account": one.number, "component": component} for one in some for component in one.near],
    )


def place(connection: Connection, number: int, component: int, anchor: int, joined: bool) -> None:
    """Says where an account stands now."""
    connection.execute(
        update(ACCOUNT)
        .where(ACCOUNT.c.number == number)
        .values(component=component, anchor=anchor, joined=int(joined))
    )


def set_near(connection: Connection, number: int, components: Iterable[int]) -> None:
    """Says which components an account was held against."""
    connection.execute(delete(ACCOUNT_NEAR).where(ACCOUNT_NEAR.c.account == number))
    insert_rows(connection, ACCOUNT_NEAR, [{"account": number, "component": one} for one in components])


def traces_of(connection: Connection, numbers: Sequence[int]) -> list[bytes]:
    """The packed traces of accounts."""
    return [
        packed
        for some in batches(numbers)
        for packed in connection.scalars(select(ACCOUNT.c.traces).where(ACCOUNT.c.number.in_(some)))
    ]


def claims_of(connection: Connection, accounts: Sequence[int]) -> list[int]:
    """The numbers of the claims of accounts, each once, in order."""
    found = {
        claim
        for some in batches(accounts)
        for claim in connection.scalars(
            select(ACCOUNT_CLAIM.c.claim).where(ACCOUNT_CLAIM.c.account.in_(some))
        )
    }
    return sorted(found)


def remove_cases(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes out cases; their accounts stay."""
    for some in batches(numbers):
        connection.execute(delete(CASEFILE_NAME).where(CASEFILE_NAME.c.casefile.in_(some)))
        connection.execute(delete(CASEFILE).where(CASEFILE.c.number.in_(some)))


def add_cases(connection: Connection, cases: Sequence[CaseRow]) -> None:
    """Puts in cases."""
    insert_rows(
        connection,
        CASEFILE,
        [
            {
                "number": case.number, "id": case.id, "kind": case.kind, "status": case.status,
                "since": case.since, "until": case.until, "published": case.published,
                "origins": case.origins, "origins_against": case.origins_against, "claims": case.claims,
                "documents": case.documents, "abroad": int(case.abroad), "year": case.year,
                "ordered_low": case.ordered[0], "ordered_high": case.ordered[1],
                "delivered_low": case.delivered[0], "delivered_high": case.delivered[1],
                "rank": case.rank, "body": case.body,
            }
            for case in cases
        ],
    )  # fmt: skip
    insert_rows(
        connection,
        CASEFILE_NAME,
        [
            {"casefile": case.number, "part": part, "name": name, "asserts": int(asserts)}
            for case in cases
            for part, name, asserts in case.names
        ],
    )


_PLACED = select(
    ACCOUNT.c.number, ACCOUNT.c.level, ACCOUNT.c.component, ACCOUNT.c.anchor, ACCOUNT.c.joined, ACCOUNT.c.body
)


def _placed(row: Any) -> Placed:
    return Placed(row.number, row.level, row.component, row.anchor, bool(row.joined), row.body)


def insert_rows(connection: Connection, table: Any, some: list[dict[str, Any]]) -> None:
    """Puts rows into a table."""
    if some:
        connection.execute(insert(table), some)


def batches(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """The values, so many at a time as one statement may carry."""
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
