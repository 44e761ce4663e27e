"""Forgetting a document, for lawful erasure: its words go out of the ledger and out of every case."""

from datetime import datetime
from pathlib import Path

from armsledger.catalog import Catalog
from armsledger.errors import UsageError
from armsledger.ledger import Ledger
from armsledger.ledger.stored import StoredJudgement
from armsledger.model.judgement import Judgement
from armsledger.workflow.linking import bring_up_to_date


def meant(ledger: Ledger, name: str) -> str:
    """The id of the document that an id, the beginning of one, a path or an address names.

    Raises UsageError where there is none, or several.
    """
    ids = ledger.documents_named(name) if name.strip() else []
    if not ids and name.strip() and "\0" not in name:
        ids = ledger.documents_named(str(Path(name).absolute()))  # as adding keeps it
    if not ids:
        raise UsageError(
            f"there is no document {name} in this ledger; name it by its id, its path or its address, as"
            " `claims --format jsonl` gives them."
        )
    if len(ids) > 1:
        raise UsageError(f"{len(ids)} documents may be meant by {name}, {ids[0]} and {ids[1]} among them.")
    return ids[0]


def forget(
    ledger: Ledger, catalog: Catalog, document_id: str, *, who: str, why: str, made_at: datetime
) -> StoredJudgement:
    """Forgets a document and returns the judgement that says so.

    Where it ends before its end (a crash, a ledger that others are using), doing it again finishes it.
    Raises UsageError for a document that there is not and for want of a name or a reason.
    """
    if not who.strip():
        raise UsageError("forgetting needs a name: give --by, or set ARMSLEDGER_REVIEWER.")
    if not why.strip():
        raise UsageError("forgetting needs a reason: give --why.")
    judgement = ledger.mark_forgotten(Judgement("forget", who, made_at, why, document=document_id))
    bring_up_to_date(ledger, catalog)
    ledger.erase(judgement)
    return judgement
