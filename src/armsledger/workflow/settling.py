"""Judgements as linking needs them: what each claim says in the end, what belongs together, who is how
reliable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from sqlalchemy import Connection, func, select

from armsledger.analysis.account import Account
from armsledger.analysis.linking import Bonds
from armsledger.ledger.judging import load_judgements
from armsledger.ledger.schema import CLAIM, DOCUMENT, READING
from armsledger.ledger.stored import StoredJudgement
from armsledger.model import Claim
from armsledger.model.case import Reliability
from armsledger.model.judgement import ClaimRef, Correction

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Settled:
    """What judgements in force come to.

    `touched` are the readings, and `reweighed` the origins, that the newest judgements are about. Claims are
    named by the ids that they have in the newest readings."""

    bonds: Bonds
    reliabilities: Mapping[str, Reliability]
    rejected: frozenset[str]
    corrections: Mapping[str, tuple[Correction, ...]]
    touched: tuple[int, ...]
    reweighed: tuple[str, ...]
    numbers: Mapping[str, int]
    """The claims' numbers of those that bonds name."""

    def overlay(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims as people have left them: without the rejected, and with what was corrected."""
        from armsledger.workflow.correcting import corrected

        return [
            corrected(claim, self.corrections[claim.id]) if claim.id in self.corrections else claim
            for claim in claims
            if claim.id not in self.rejected
        ]

    def bound_to(self, account: Account) -> list[int]:
        """The numbers of the claims that are judged to be of one case with a claim of the account."""
        mine = {telling.claim_id for telling in account.tellings}
        return [
            self.numbers[other]
            for pair in self.bonds.together
            if not mine.isdisjoint(pair)
            for other in pair - mine
            if other in self.numbers
        ]


def settled(connection: Connection, since: int) -> Settled:
    """What the judgements come to; `touched` are the readings that those after number `since` are about."""
    stored = load_judgements(connection)
    in_force = [one for one in stored if one.undone_by is None and one.judgement.act != "undo"]
    current = _Current(connection, [ref for one in stored for ref in _refs(one)])
    together: dict[frozenset[str], None] = {}
    apart: dict[frozenset[str], None] = {}
    reliabilities: dict[str, Reliability] = {}
    rejected: dict[str, bool] = {}
    corrections: dict[str, tuple[Correction, ...]] = {}
    for one in in_force:
        judgement = one.judgement
        ids = current.ids(judgement.claims)
        if judgement.act in ("accept", "reject"):
            rejected.update((id, judgement.act == "reject") for id in ids)
        elif judgement.act == "correct":
            corrections.update((id, (*corrections.get(id, ()), *judgement.corrections)) for id in ids)
        elif judgement.act == "link":
            for pair in combinations(ids, 2):
                apart.pop(frozenset(pair), None)
            together.update((frozenset((ids[0], other)), None) for other in ids[1:])
        elif judgement.act == "unlink":
            for pair in product(ids, current.ids(judgement.others)):
                together.pop(frozenset(pair), None)
                apart[frozenset(pair)] = None
        elif judgement.act == "reliability" and judgement.source and judgement.grade:
            reliabilities[judgement.source] = judgement.grade  # type: ignore[assignment]  # checked when made
    newer = {one.number for one in stored if one.number > since}
    touched = [ref for one in stored if one.number in newer or one.undone_by in newer for ref in _refs(one)]
    return Settled(
        Bonds(frozenset(together), frozenset(apart)),
        reliabilities,
        frozenset(id for id, is_out in rejected.items() if is_out),
        corrections,
        current.readings(touched),
        tuple(
            one.judgement.source
            for one in stored
            if one.judgement.source and (one.number in newer or one.undone_by in newer)
        ),
        current.numbers({id for pair in together for id in pair}),
    )


def _refs(one: StoredJudgement) -> tuple[ClaimRef, ...]:
    return (*one.judgement.claims, *one.judgement.others)


class _Current:
    """The claims of the newest readings of the documents that judgements name."""

    def __init__(self, connection: Connection, refs: Sequence[ClaimRef]) -> None:
        self._claims: dict[str, list[tuple[int, str, str, int, int]]] = {}
        self._readings: dict[str, int] = {}
        documents = sorted({ref.document for ref in refs})
        newest = (
            select(func.max(READING.c.number).label("reading"), READING.c.document)
            .group_by(READING.c.document)
            .subquery()
        )
        for start in range(0, len(documents), _BATCH):
            wanted = (
                select(
                    DOCUMENT.c.id.label("document"),
                    newest.c.reading,
                    CLAIM.c.number,
                    CLAIM.c.id,
                    CLAIM.c.kind,
                    CLAIM.c.quote_start,
                    CLAIM.c.quote_end,
                )
                .join(newest, newest.c.document == DOCUMENT.c.number)
                .outerjoin(CLAIM, CLAIM.c.reading == newest.c.reading)
                .where(DOCUMENT.c.id.in_(documents[start : start + _BATCH]))
            )
            for row in connection.execute(wanted):
                self._readings[row.document] = row.reading
                if row.number is not None:
                    self._claims.setdefault(row.document, []).append(
                        (row.number, row.id, row.kind, row.quote_start, row.quote_end)
                    )

    def ids(self, refs: Iterable[ClaimRef]) -> list[str]:
        """The ids that claims go by now, each once; those that no reading has any more are left out."""
        return list(dict.fromkeys(id for ref in refs if (id := self._id(ref)) is not None))

    def readings(self, refs: Iterable[ClaimRef]) -> tuple[int, ...]:
        """The newest readings of the documents that these claims are of."""
        return tuple(sorted({self._readings[ref.document] for ref in refs if ref.document in self._readings}))

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of claims."""
        known = {id: number for some in self._claims.values() for number, id, *_ in some}
        return {id: known[id] for id in ids if id in known}

    def _id(self, ref: ClaimRef) -> str | None:
        claims = self._claims.get(ref.document, ())
        if any(id == ref.claim for _, id, *_ in claims):
            return ref.claim
        near = [
            (min(end, ref.end) - max(start, ref.start), id)
            for _, id, kind, start, end in claims
            if kind == ref.kind and start < ref.end and ref.start < end
        ]
        return max(near)[1] if near else None
