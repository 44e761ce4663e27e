"""Bringing the ledger's cases up to date with its readings and judgements.

A new document touches only its neighbours; the outcome is the same as of linking everything at once. All is
done in one transaction, so that no half case is ever seen.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection

from armsledger.analysis.kinship import Kinship
from armsledger.analysis.linking import accounts, depth
from armsledger.analysis.traces import traces
from armsledger.analysis.wire import wire_of
from armsledger.catalog import Catalog
from armsledger.ledger import Ledger, caseload, records
from armsledger.ledger.loading import load_publishers, load_readings
from armsledger.workflow import recording
from armsledger.workflow.caserows import CaseMaker
from armsledger.workflow.placing import Numbered, place_all, place_some
from armsledger.workflow.settling import Settled, settled

RULES = "cases.7"
"""The version of the rules; with another one all cases are made anew."""
_BATCH = 400
_SHARE = 0.25
"""Where more than this share of all readings is new, linking everything at once is quicker."""


def bring_up_to_date(ledger: Ledger, catalog: Catalog) -> None:
    """Links what has been read or judged since the last time; nothing where nothing has.

    Raises LedgerBusy where another process writes for longer than the ledger waits.
    """
    version = f"{RULES}+{catalog.version}"
    with ledger.querying() as connection:
        state = caseload.pending(connection)
    if state.is_empty and state.version == version:
        return
    with ledger.writing() as connection, _without_collecting():
        _link(connection, Kinship(catalog), version)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Linking makes millions of values and no cycles of them: looking for cycles takes a quarter of the
    time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _link(connection: Connection, kinship: Kinship, version: str) -> None:
    state = caseload.pending(connection)
    many = len(state.added) > _SHARE * (len(state.added) + state.linked)
    if state.version != version or many:
        caseload.wipe(connection)
        state = caseload.pending(connection)
    decided = settled(connection, state.judged)
    again = [one for one in decided.touched if one not in state.added]
    gone = sorted({*state.gone, *again})
    added = sorted({*state.added, *again})
    dirty = {one.anchor for one in caseload.placed(connection, "reading", gone)}
    removed = {one.component for one in caseload.placed(connection, "reading", gone)}
    caseload.forget_readings(connection, gone)
    new = list(_accounts(connection, added, kinship, decided))
    if state.linked:
        dirty |= place_some(connection, new, removed, kinship, decided)
    else:
        dirty |= place_all(connection, new, kinship, decided)
    dirty.update(records.cases_of_origins(connection, decided.reweighed))
    cases = sorted(dirty)
    speaking = records.origins_of(connection, cases)
    CaseMaker(connection, kinship, decided).make(cases)
    recording.update(connection, speaking | records.origins_of(connection, cases), kinship, decided)
    caseload.settle(connection, version, state)


def _accounts(
    connection: Connection, readings: Sequence[int], kinship: Kinship, decided: Settled
) -> Iterator[Numbered]:
    """The accounts of readings, numbered from the first number that is free."""
    number = caseload.next_account(connection)
    for start in range(0, len(readings), _BATCH):
        wires: dict[int, str | None] = {}
        publishers = load_publishers(connection, readings[start : start + _BATCH])
        for reading, document, published, stored in load_readings(
            connection, readings[start : start + _BATCH]
        ):
            number_of = {one.claim.id: one.number for one in stored}
            kept = decided.overlay([one.claim for one in stored])
            wires[reading] = wire_of(document.text)
            told = traces(document.text, publishers.get(document.id), kept, kinship)
            ordinal = published.toordinal() if published else None
            for account in accounts(kept, ordinal, kinship, decided.bonds):
                ids = dict.fromkeys(telling.claim_id for telling in account.tellings)
                yield Numbered(
                    number,
                    reading,
                    depth(account, kinship, decided.bonds),
                    account,
                    msgspec.msgpack.encode({id: told[id] for id in ids}),
                    tuple(sorted(number_of[id] for id in ids)),
                )
                number += 1
        caseload.add_readings(connection, wires)
