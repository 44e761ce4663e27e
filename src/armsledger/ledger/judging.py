"""Judgements as rows: what people have settled, appended one after another."""

import msgspec
from sqlalchemy import Connection, func, insert, select

from armsledger.errors import UsageError
from armsledger.ledger.instants import instant, written
from armsledger.ledger.schema import JUDGEMENT
from armsledger.ledger.stored import StoredJudgement
from armsledger.model.judgement import Act, ClaimRef, Correction, Judgement


class _Body(msgspec.Struct, omit_defaults=True):
    claims: tuple[ClaimRef, ...] = ()
    others: tuple[ClaimRef, ...] = ()
    corrections: tuple[Correction, ...] = ()
    source: str | None = None
    grade: str | None = None
    document: str | None = None


def append_judgement(connection: Connection, judgement: Judgement) -> int:
    """Appends a judgement and returns its number. Raises UsageError for undoing what there is not, or
    twice."""
    if judgement.undoes is not None:
        known = connection.execute(
            select(JUDGEMENT.c.act).where(JUDGEMENT.c.number == judgement.undoes)
        ).one_or_none()
        if known is None:
            raise UsageError(f"there is no judgement {judgement.undoes} to undo; `judge list` shows them.")
        if known.act == "forget":
            raise UsageError(f"judgement {judgement.undoes} cannot be undone: what was forgotten is gone.")
        undone = connection.scalar(
            select(JUDGEMENT.c.number).where(JUDGEMENT.c.undoes == judgement.undoes).limit(1)
        )
        if undone is not None:
            raise UsageError(f"judgement {judgement.undoes} has been undone already, by {undone}.")
    number = (connection.scalar(select(func.max(JUDGEMENT.c.number))) or 0) + 1
    body = _Body(
        judgement.claims, judgement.others, judgement.corrections, judgement.source, judgement.grade,
        judgement.document,
    )  # fmt: skip
    connection.execute(
        insert(JUDGEMENT).values(
            number=number,
            act=judgement.act,
            who=judgement.who,
            made_at=written(judgement.made_at),
            why=judgement.why,
            undoes=judgement.undoes,
            body=msgspec.json.encode(body).decode(),
        )
    )
    return number


def load_judgements(connection: Connection) -> list[StoredJudgement]:
    """Every judgement in the order of making. An undoing that is itself undone undoes nothing."""
    rows = connection.execute(select(JUDGEMENT).order_by(JUDGEMENT.c.number)).all()
    undone: dict[int, int] = {}
    for row in reversed(rows):  # a later one can undo an earlier undoing, never the other way round
        if row.undoes is not None and row.number not in undone:
            undone[row.undoes] = row.number
    found = []
    for row in rows:
        body = msgspec.json.decode(row.body, type=_Body)
        act: Act = row.act
        made = Judgement(
            act, row.who, instant(row.made_at), row.why, body.claims, body.others, body.corrections,
            body.source, body.grade, row.undoes, body.document,
        )  # fmt: skip
        found.append(StoredJudgement(row.number, made, undone.get(row.number)))
    return found
