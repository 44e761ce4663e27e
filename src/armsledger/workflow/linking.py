"""Bringing the ledger's cases up to date with its readings and judgements.

A new document touches only the components its accounts are connected with; the outcome is the same as of linking
everything at once. All is done in one transaction, so that no half case is ever seen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from armsledger.analysis.account import Account
from armsledger.analysis.blocking import WINDOW_DAYS, keys, span
from armsledger.analysis.casework import make_case
from armsledger.analysis.comparing import JOINED_FROM, compare
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.lineage import Lineage
from armsledger.analysis.linking import accounts, link
from armsledger.analysis.wire import wire_of
from armsledger.analysis.wording import Wording, wording
from armsledger.catalog import Catalog
from armsledger.ledger import Ledger, caseload
from armsledger.ledger.caseload import AccountRow, CaseRow
from armsledger.ledger.loading import load_met, load_numbered, load_readings
from armsledger.model import Claim, Document
from armsledger.model.case import Case
from armsledger.publish.cases_json import case_as_json
from armsledger.reading.segmentation import split
from armsledger.workflow.settling import settled

RULES = "cases.1"
"""The version of the rules; with another one all cases are made anew."""
_BATCH_DOCUMENTS = 400
_BATCH_ACCOUNTS = 4000
_MANY = 3000


class _Numbered(NamedTuple):
    number: int
    reading: int
    account: Account
    wordings: dict[str, Wording]
    claims: tuple[int, ...]


def bring_up_to_date(ledger: Ledger, catalog: Catalog) -> None:
    """Links what has been read or judged since the last time; nothing where nothing has.

    Raises LedgerBusy where another process writes for longer than the ledger waits.
    """
    version = f"{RULES}+{catalog.version}"
    with ledger.querying() as connection:
        state = caseload.pending(connection)
    if state.is_empty and state.version == version:
        return
    with ledger.writing() as connection:
        _Linker(connection, Kinship(catalog), version).run()


class _Linker:
    def __init__(self, connection: Connection, kinship: Kinship, version: str) -> None:
        self.connection, self.kinship, self.version = connection, kinship, version
        self.lineage = Lineage(kinship)

    def run(self) -> None:
        connection = self.connection
        state = caseload.pending(connection)
        if state.version != self.version:
            caseload.wipe(connection)
            state = caseload.pending(connection)
        self.settled = settled(connection, state.judged)
        again = [one for one in self.settled.touched if one not in state.added]
        gone = sorted({*state.gone, *again})
        affected = caseload.components_of_readings(connection, gone)
        old = set(affected)
        caseload.forget_readings(connection, gone)
        added = sorted({*state.added, *again})
        is_first = caseload.next_account(connection) == 1
        new: list[_Numbered] = []
        wires: dict[int, str | None] = {}
        for start in range(0, len(added), _BATCH_DOCUMENTS):
            batch = added[start : start + _BATCH_DOCUMENTS]
            new += self._accounts(batch, wires, caseload.next_account(connection) + len(new))
        if not is_first:
            affected |= self._neighbours(new)
        self._relink(new, wires, sorted(affected), sorted(old | affected))
        caseload.settle(connection, self.version, state.judgement)

    def _accounts(self, readings: Sequence[int], wires: dict[int, str | None], first: int) -> list[_Numbered]:
        made: list[_Numbered] = []
        for reading, document, published, stored in load_readings(self.connection, readings):
            number_of = {one.claim.id: one.number for one in stored}
            kept = self.settled.overlay([one.claim for one in stored])
            wires[reading] = wire_of(document.text)
            words = _wordings(document, kept)
            ordinal = published.toordinal() if published else None
            for account in accounts(kept, ordinal, self.kinship, self.settled.bonds):
                ids = dict.fromkeys(telling.claim_id for telling in account.tellings)
                numbers = tuple(sorted(number_of[id] for id in ids))
                made.append(
                    _Numbered(first + len(made), reading, account, {id: words[id] for id in ids}, numbers)
                )
        return made

    def _neighbours(self, new: Iterable[_Numbered]) -> set[int]:
        """The components that new accounts are connected with."""
        joined: list[int] = []
        for one in new:
            first, last = span(one.account)
            window = WINDOW_DAYS[one.account.family]
            asked = [
                (_hashed(key.text), key.told_more, first - window, last + window)
                for key in keys(one.account, self.kinship)
            ]
            for number, packed in caseload.near(self.connection, asked).items():
                if compare(one.account, _unpacked(packed), self.kinship) >= JOINED_FROM:
                    joined.append(number)
        bound = {claim for one in new for claim in self.settled.bound_to(one.account)}
        return caseload.components_of_accounts(self.connection, joined) | caseload.components_of_claims(
            self.connection, sorted(bound)
        )

    def _relink(
        self,
        new: Sequence[_Numbered],
        wires: Mapping[int, str | None],
        affected: Sequence[int],
        old: Sequence[int],
    ) -> None:
        kept = caseload.accounts_in(self.connection, affected)
        numbers = [*kept, *(one.number for one in new)]
        told = [*(_unpacked(packed) for packed in kept.values()), *(one.account for one in new)]
        components = link(told, self.kinship, self.settled.bonds)
        home: dict[int, int] = {}
        cases: list[tuple[int, list[int]]] = []
        for component in components:
            members = [numbers[place] for case in component for place in case]
            top = min(members)
            home.update((number, top) for number in members)
            cases += ((top, case) for case in component)
        caseload.add_accounts(
            self.connection, wires, [_row(one, home[one.number], self.kinship) for one in new]
        )
        caseload.remove_cases(self.connection, old)
        caseload.move_accounts(self.connection, {number: home[number] for number in kept})
        for batch in _batches(cases):
            rows = self._cases(batch, numbers, told)
            caseload.add_cases(self.connection, rows)

    def _cases(
        self, batch: Sequence[tuple[int, list[int]]], numbers: Sequence[int], told: Sequence[Account]
    ) -> Iterator[CaseRow]:
        wanted = [numbers[place] for _, places in batch for place in places]
        claims = self._claims(caseload.claims_of(self.connection, wanted))
        met = load_met(self.connection, sorted({claim.document_id for claim in claims.values()}))
        words: dict[str, Wording] = {}
        for packed in caseload.wordings_of(self.connection, wanted):
            words |= msgspec.msgpack.decode(packed, type=dict[str, Wording])
        for component, places in batch:
            case = make_case(
                [told[place] for place in places],
                claims,
                met,
                words,
                self.lineage,
                given=self.settled.reliabilities,
            )
            yield _case_row(case, component, tuple(numbers[place] for place in places), self.kinship)

    def _claims(self, numbers: Sequence[int]) -> dict[str, Claim]:
        stored = load_numbered(self.connection, numbers)
        return {claim.id: claim for claim in self.settled.overlay([one.claim for one in stored])}


def _wordings(document: Document, claims: Iterable[Claim]) -> dict[str, Wording]:
    """The sketch of the sentence or sentences that each claim stands in."""
    sentences = [(one.start, one.end) for one in split(document.text)]
    known: dict[tuple[int, int], Wording] = {}
    found: dict[str, Wording] = {}
    for claim in claims:
        inside = [pair for pair in sentences if pair[0] < claim.quote.end and claim.quote.start < pair[1]]
        stretch = (inside[0][0], inside[-1][1]) if inside else (claim.quote.start, claim.quote.end)
        if stretch not in known:
            known[stretch] = wording(document.text[stretch[0] : stretch[1]])
        found[claim.id] = known[stretch]
    return found


def _row(one: _Numbered, component: int, kinship: Kinship) -> AccountRow:
    since, until = span(one.account)
    return AccountRow(
        one.number,
        one.reading,
        component,
        since,
        until,
        msgspec.msgpack.encode(one.account),
        msgspec.msgpack.encode(one.wordings),
        one.claims,
        tuple({_hashed(key.text): key.told_more for key in keys(one.account, kinship)}.items()),
    )


def _case_row(case: Case, component: int, numbers: tuple[int, ...], kinship: Kinship) -> CaseRow:
    dates = [one.met.published for one in case.witnesses if one.met.published]
    names: dict[tuple[str, str], bool] = {}
    for part, ids in (("supplier", case.supplier), ("recipient", case.recipient), ("system", case.system)):
        for id in ids:
            names[part, id] = True
            names.setdefault((part, kinship.state(id)), True)
    for ids in case.roles.values():
        for id in ids:
            names[("party", id)] = names[("party", kinship.state(id))] = True
    names.update((("origin", origin.key), bool(origin.asserts)) for origin in case.origins)
    names.update((("denier", origin.key), False) for origin in case.origins if origin.denies)
    body = case_as_json(case)
    return CaseRow(
        id=case.id,
        component=component,
        kind=case.kind,
        status=case.status,
        since=case.since,
        until=case.until,
        published=min(dates, default=None),
        origins=len(case.asserting),
        origins_against=len(case.against),
        claims=len(case.witnesses),
        documents=len({one.claim.document_id for one in case.witnesses}),
        abroad=is_abroad(case, kinship),
        body=msgspec.json.encode(body).decode(),
        accounts=numbers,
        names=tuple((part, name, asserts) for (part, name), asserts in names.items()),
    )


def is_abroad(case: Case, kinship: Kinship) -> bool:
    """Whether it is production outside the producer's own state, or any other transfer."""
    if case.kind != "production":
        return case.kind in ("transfer", "technology_transfer")
    homes, hosts = kinship.states(case.supplier), kinship.states(case.recipient)
    return bool(homes and hosts and not hosts <= homes)


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _unpacked(packed: bytes) -> Account:
    return msgspec.msgpack.decode(packed, type=Account)


def _batches(cases: Sequence[tuple[int, list[int]]]) -> Iterator[Sequence[tuple[int, list[int]]]]:
    batch: list[tuple[int, list[int]]] = []
    size = 0
    for case in cases:
        batch.append(case)
        size += len(case[1])
        if size >= _BATCH_ACCOUNTS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
