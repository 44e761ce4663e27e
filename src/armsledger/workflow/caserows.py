"""Cases made from their accounts, and written beside them as rows."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from armsledger.analysis.casework import make_case
from armsledger.analysis.kinship import Kinship
from armsledger.analysis.lineage import Lineage
from armsledger.analysis.traces import Trace
from armsledger.ledger import caseload, records
from armsledger.ledger.caseload import CaseRow, Placed
from armsledger.ledger.loading import load_met, load_numbered
from armsledger.model.case import Case
from armsledger.publish.cases_json import case_as_json
from armsledger.workflow.placing import unpacked
from armsledger.workflow.settling import Settled

_BATCH_ACCOUNTS = 4000
_BATCH_CASES = 1000
_ORDERED = frozenset({"ordered", "agreed", "signed"})


class CaseMaker:
    """Makes cases of accounts that are placed."""

    def __init__(self, connection: Connection, kinship: Kinship, decided: Settled) -> None:
        self.connection, self.kinship, self.decided = connection, kinship, decided
        self.lineage = Lineage(kinship)
        self._record = records.record(connection)

    def make(self, anchors: Sequence[int]) -> None:
        """Puts in the cases whose first accounts these are; takes out those that are no longer any."""
        caseload.remove_cases(self.connection, anchors)
        for start in range(0, len(anchors), _BATCH_CASES):
            groups: dict[int, list[Placed]] = {}
            for one in caseload.placed(self.connection, "anchor", anchors[start : start + _BATCH_CASES]):
                groups.setdefault(one.anchor, []).append(one)
            for batch in _batches(groups):
                made = [
                    case_row(anchor, case, self.kinship)
                    for anchor, case in zip(batch, self.cases(list(batch.values())), strict=True)
                ]
                caseload.add_cases(self.connection, made)

    def cases(self, groups: Sequence[Sequence[Placed]]) -> Iterator[Case]:
        """The cases that groups of accounts make."""
        numbers = [one.number for group in groups for one in group]
        stored = load_numbered(self.connection, caseload.claims_of(self.connection, numbers))
        claims = {one.id: one for one in self.decided.overlay([one.claim for one in stored])}
        met = load_met(self.connection, sorted({claim.document_id for claim in claims.values()}))
        told: dict[str, Trace] = {}
        for packed in caseload.traces_of(self.connection, numbers):
            told |= msgspec.msgpack.decode(packed, type=dict[str, Trace])
        for group in groups:
            yield make_case(
                [unpacked(one.body) for one in group],
                claims,
                met,
                told,
                self.lineage,
                given=self.decided.reliabilities,
                record=self._record,
            )


def case_row(number: int, case: Case, kinship: Kinship) -> CaseRow:
    """A case as the ledger keeps it."""
    dates = [one.met.published for one in case.witnesses if one.met.published]
    return CaseRow(
        number=number,
        id=case.id,
        kind=case.kind,
        status=case.status,
        since=case.since,
        until=case.until,
        published=min(dates, default=None),
        origins=len(case.asserting),
        origins_against=len(case.against),
        claims=len(case.witnesses),
        documents=len({one.claim.document_id for one in case.witnesses}),
        abroad=_is_abroad(case, kinship),
        year=_year(case),
        ordered=(case.ordered.low, case.ordered.high) if case.ordered else (None, None),
        delivered=(case.delivered.low, case.delivered.high) if case.delivered else (None, None),
        rank=" | ".join(" ".join(ids) or "~" for ids in (case.supplier, case.recipient, case.system)),
        body=msgspec.json.encode(case_as_json(case)).decode(),
        names=tuple((part, name, asserts) for (part, name), asserts in _names(case, kinship).items()),
    )


def _names(case: Case, kinship: Kinship) -> dict[tuple[str, str], bool]:
    names: dict[tuple[str, str], bool] = {}
    for part, ids in (("supplier", case.supplier), ("recipient", case.recipient), ("system", case.system)):
        for id in ids:
            names[part, id] = True
            if part != "system":
                names[f"{part} state", kinship.state(id)] = True
    for ids in case.roles.values():
        for id in ids:
            names["party", id] = names["party", kinship.state(id)] = True
    for origin in case.origins:
        names["origin", origin.key] = bool(origin.asserts)
        if origin.denies:
            names["denier", origin.key] = False
    return names


def _is_abroad(case: Case, kinship: Kinship) -> bool:
    """Whether it belongs into the register: a transfer, or production outside the producer's own state."""
    if case.kind != "production":
        return case.kind in ("transfer", "technology_transfer")
    homes, hosts = kinship.states(case.supplier), kinship.states(case.recipient)
    return bool(homes and hosts and not hosts <= homes)


def _year(case: Case) -> int | None:
    """The year of the order, else of the first thing dated, else of the first publication."""
    dated = [step for step in case.history if step.since and step.status != "denied"]
    orders = [step for step in dated if step.status in _ORDERED]
    days = [step.since for step in (orders or dated) if step.since]
    published = [one.met.published for one in case.witnesses if one.met.published]
    day = min(days or published, default=None)
    return day.year if day else None


def _batches(groups: dict[int, list[Placed]]) -> Iterator[dict[int, list[Placed]]]:
    batch: dict[int, list[Placed]] = {}
    size = 0
    for anchor, some in groups.items():
        batch[anchor] = some
        size += len(some)
        if size >= _BATCH_ACCOUNTS:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch
