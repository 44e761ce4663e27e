"""Accounts and cases as rows. They are derived: every function works within the caller's transaction, and
whoever writes them leaves them as if they had been made anew from all readings and judgements."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, delete, func, insert, select, update

from armsledger.ledger.schema import (
    ACCOUNT,
    ACCOUNT_CLAIM,
    ACCOUNT_KEY,
    CASEFILE,
    CASEFILE_ACCOUNT,
    CASEFILE_NAME,
    DERIVED,
    JUDGEMENT,
    LINKED,
    LINKING,
    READING,
)

_BATCH = 500  # values a query: SQLite bounds how many one statement may carry


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as it is kept. `keys` are hashed block keys with whether it tells more than they say; `since`
    and `until` are ordinals; `body` and `wordings` are packed by the caller; `claims` are claims' numbers."""

    number: int
    reading: int
    component: int
    since: int
    until: int
    body: bytes
    wordings: bytes
    claims: tuple[int, ...]
    keys: tuple[tuple[int, bool], ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case as it is kept. `names` are (part, name, asserts) of its parties, systems and origins."""

    id: str
    component: int
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
    body: str
    accounts: tuple[int, ...]
    names: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Pending:
    """What linking has yet to take in: readings to link and to forget, with how far it has come."""

    added: tuple[int, ...]
    gone: tuple[int, ...]
    version: str | None
    judged: int
    judgement: int

    @property
    def is_empty(self) -> bool:
        """True where all readings and judgements are in."""
        return not self.added and not self.gone and self.judged == self.judgement


def pending(connection: Connection) -> Pending:
    """What linking has yet to take in."""
    newest = select(func.max(READING.c.number)).group_by(READING.c.document)
    added = connection.scalars(
        select(READING.c.number)
        .where(READING.c.number.in_(newest), READING.c.number.not_in(select(LINKED.c.reading)))
        .order_by(READING.c.number)
    ).all()
    gone = connection.scalars(select(LINKED.c.reading).where(LINKED.c.reading.not_in(newest))).all()
    state = connection.execute(select(LINKING.c.version, LINKING.c.judgement)).one_or_none()
    last = connection.scalar(select(func.max(JUDGEMENT.c.number))) or 0
    version, judged = (state.version, state.judgement) if state else (None, 0)
    return Pending(tuple(added), tuple(gone), version, judged, last)


def settle(connection: Connection, version: str, judgement: int) -> None:
    """Records how far linking has come."""
    connection.execute(delete(LINKING))
    connection.execute(insert(LINKING).values(only=1, version=version, judgement=judgement))


def wipe(connection: Connection) -> None:
    """Forgets every account and case."""
    for table in reversed(DERIVED.sorted_tables):
        connection.execute(delete(table))


def next_account(connection: Connection) -> int:
    """The first number that no account has yet."""
    return _next(connection, ACCOUNT.c.number)


def components_of_readings(connection: Connection, readings: Sequence[int]) -> set[int]:
    """The components that accounts of these readings are in."""
    return {
        component
        for some in _batches(readings)
        for component in connection.scalars(
            select(ACCOUNT.c.component).where(ACCOUNT.c.reading.in_(some)).distinct()
        )
    }


def components_of_claims(connection: Connection, claims: Sequence[int]) -> set[int]:
    """The components that accounts of these claims are in."""
    return {
        component
        for some in _batches(claims)
        for component in connection.scalars(
            select(ACCOUNT.c.component)
            .join(ACCOUNT_CLAIM, ACCOUNT_CLAIM.c.account == ACCOUNT.c.number)
            .where(ACCOUNT_CLAIM.c.claim.in_(some))
            .distinct()
        )
    }


def forget_readings(connection: Connection, readings: Sequence[int]) -> None:
    """Takes out the accounts of readings; their cases are to be made anew by the caller."""
    for some in _batches(readings):
        numbers = select(ACCOUNT.c.number).where(ACCOUNT.c.reading.in_(some))
        for column in (ACCOUNT_KEY.c.account, ACCOUNT_CLAIM.c.account, CASEFILE_ACCOUNT.c.account):
            connection.execute(delete(column.table).where(column.in_(numbers)))
        connection.execute(delete(ACCOUNT).where(ACCOUNT.c.reading.in_(some)))
        connection.execute(delete(LINKED).where(LINKED.c.reading.in_(some)))


def add_accounts(
    connection: Connection, readings: Mapping[int, str | None], some: Sequence[AccountRow]
) -> None:
    """Puts in accounts of readings, and the agency that each reading's text names as its own."""
    _insert(connection, LINKED, [{"reading": one, "wire": wire} for one, wire in readings.items()])
    _insert(
        connection,
        ACCOUNT,
        [
            {
                "number": one.number, "reading": one.reading, "component": one.component, "since": one.since,
                "until": one.until, "body": one.body, "wordings": one.wordings,
            }
            for one in some
        ],
    )  # fmt: skip
    _insert(
        connection,
        ACCOUNT_CLAIM,
        [{"account": one.number, "claim": claim} for one in some for claim in one.claims],
    )
    _insert(
        connection,
        ACCOUNT_KEY,
        [
            {"key": key, "account": one.number, "told_more": told_more}
            for one in some
            for key, told_more in one.keys
        ],
    )


def near(connection: Connection, keys: Iterable[tuple[int, bool, int, int]]) -> dict[int, bytes]:
    """The packed accounts that share a key and are near in time, by number.

    Each key comes with whether the asker tells more than it says, and the first and last day to look at.
    """
    found: dict[int, bytes] = {}
    for key, told_more, first, last in keys:
        wanted = (
            select(ACCOUNT.c.number, ACCOUNT.c.body)
            .join(ACCOUNT_KEY, ACCOUNT_KEY.c.account == ACCOUNT.c.number)
            .where(ACCOUNT_KEY.c.key == key, ACCOUNT.c.since <= last, ACCOUNT.c.until >= first)
        )
        if told_more:
            wanted = wanted.where(ACCOUNT_KEY.c.told_more == 0)
        found.update((row.number, row.body) for row in connection.execute(wanted))
    return found


def components_of_accounts(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """The components that these accounts are in."""
    return {
        component
        for some in _batches(numbers)
        for component in connection.scalars(
            select(ACCOUNT.c.component).where(ACCOUNT.c.number.in_(some)).distinct()
        )
    }


def accounts_in(connection: Connection, components: Sequence[int]) -> dict[int, bytes]:
    """The packed accounts of components, by number."""
    return {
        row.number: row.body
        for some in _batches(components)
        for row in connection.execute(
            select(ACCOUNT.c.number, ACCOUNT.c.body).where(ACCOUNT.c.component.in_(some))
        )
    }


def wordings_of(connection: Connection, numbers: Sequence[int]) -> list[bytes]:
    """The packed wordings of accounts."""
    return [
        packed
        for some in _batches(numbers)
        for packed in connection.scalars(select(ACCOUNT.c.wordings).where(ACCOUNT.c.number.in_(some)))
    ]


def claims_of(connection: Connection, accounts: Sequence[int]) -> list[int]:
    """The numbers of the claims of accounts, each once, in order."""
    found = {
        claim
        for some in _batches(accounts)
        for claim in connection.scalars(
            select(ACCOUNT_CLAIM.c.claim).where(ACCOUNT_CLAIM.c.account.in_(some))
        )
    }
    return sorted(found)


def remove_cases(connection: Connection, components: Sequence[int]) -> None:
    """Takes out the cases of components; their accounts stay."""
    for some in _batches(components):
        numbers = select(CASEFILE.c.number).where(CASEFILE.c.component.in_(some))
        for column in (CASEFILE_ACCOUNT.c.casefile, CASEFILE_NAME.c.casefile):
            connection.execute(delete(column.table).where(column.in_(numbers)))
        connection.execute(delete(CASEFILE).where(CASEFILE.c.component.in_(some)))


def move_accounts(connection: Connection, components: Mapping[int, int]) -> None:
    """Says of which component each account is, by number."""
    moved: dict[int, list[int]] = {}
    for account, component in components.items():
        moved.setdefault(component, []).append(account)
    for component, accounts in moved.items():
        for some in _batches(accounts):
            connection.execute(
                update(ACCOUNT)
                .where(ACCOUNT.c.number.in_(some), ACCOUNT.c.component != component)
                .values(component=component)
            )


def add_cases(connection: Connection, cases: Iterable[CaseRow]) -> None:
    """Puts in cases."""
    first = _next(connection, CASEFILE.c.number)
    files: list[dict[str, Any]] = []
    accounts: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    for number, case in enumerate(cases, first):
        files.append(
            {
                "number": number, "id": case.id, "component": case.component, "kind": case.kind,
                "status": case.status, "since": case.since, "until": case.until, "published": case.published,
                "origins": case.origins, "origins_against": case.origins_against, "claims": case.claims,
                "documents": case.documents, "abroad": case.abroad, "body": case.body,
            }
        )  # fmt: skip
        accounts += ({"account": account, "casefile": number} for account in case.accounts)
        names += (
            {"casefile": number, "part": part, "name": name, "asserts": asserts}
            for part, name, asserts in case.names
        )
    _insert(connection, CASEFILE, files)
    _insert(connection, CASEFILE_ACCOUNT, accounts)
    _insert(connection, CASEFILE_NAME, names)


def _insert(connection: Connection, table: Any, some: list[dict[str, Any]]) -> None:
    if some:
        connection.execute(insert(table), some)


def _next(connection: Connection, column: Column[int]) -> int:
    return (connection.scalar(select(func.max(column))) or 0) + 1


def _batches(values: Sequence[int]) -> Iterator[Sequence[int]]:
    return (values[start : start + _BATCH] for start in range(0, len(values), _BATCH))
