"""How fast the ledger takes documents and answers, beside rows put into SQLite by hand in the same run."""

import json
import sqlite3
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import armsledger as al
from evals.bench.measuring import Figures, run, seconds
from evals.bench.texts import relevant_article

DOCUMENTS = 200
AT = datetime(2022, 7, 20, tzinfo=UTC)
PUBLISHED = date(2022, 7, 20)
QUERY_GOES = 5

Entry = tuple[al.Document, al.Reading]


def measure() -> Figures:
    """Documents a second into a new ledger, each in a transaction of its own; reading them is not counted."""
    entries = _entries()
    claim_count = sum(len(reading.claims) for _, reading in entries)
    with tempfile.TemporaryDirectory() as folder:
        raw_s = seconds(lambda: _insert_raw(Path(folder, "raw.db"), entries), 1)
        with al.Ledger.open(Path(folder, "ledger.db"), at=AT) as ledger:
            add_s = seconds(lambda: _add(ledger, entries), 1)
            again_s = seconds(lambda: _add(ledger, entries), 1)
            every_s = seconds(ledger.claims, QUERY_GOES)
            wanted = al.ClaimFilter(kinds=("transfer",), text="drone")
            some_s = seconds(lambda: ledger.claims(wanted), QUERY_GOES)
    return {
        "documents": DOCUMENTS,
        "claims": claim_count,
        "documents_per_s": round(DOCUMENTS / add_s, 1),
        "raw_sqlite_documents_per_s": round(DOCUMENTS / raw_s, 1),
        "ledger_to_raw": round(raw_s / add_s, 3),
        "documents_again_per_s": round(DOCUMENTS / again_s, 1),
        "all_claims_s": round(every_s, 4),
        "filtered_claims_s": round(some_s, 4),
    }


def _entries() -> list[Entry]:
    """One article's reading under as many ids as there are documents: the same work for each of them."""
    text = relevant_article()
    reading = al.read(al.from_bytes(text.encode()), PUBLISHED)
    entries = []
    for number in range(DOCUMENTS):
        document = al.from_bytes(f"{text}{number}\n".encode())
        claims = tuple(replace(claim, document_id=document.id) for claim in reading.claims)
        entries.append((document, replace(reading, document_id=document.id, claims=claims)))
    return entries


def _add(ledger: al.Ledger, entries: list[Entry]) -> None:
    for document, reading in entries:
        ledger.add(document, al.Appearance(document.id, address="bench"), reading, at=AT)


def _insert_raw(path: Path, entries: list[Entry]) -> None:
    """The least that keeps the same: a row a document, a row of JSON a claim, a transaction a document."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE document (id TEXT PRIMARY KEY, text TEXT)")
    connection.execute("CREATE TABLE claim (id TEXT, document TEXT, json TEXT)")
    for document, reading in entries:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO document VALUES (?, ?)", (document.id, document.text))
        connection.executemany(
            "INSERT INTO claim VALUES (?, ?, ?)",
            [(claim.id, document.id, json.dumps(al.claim_as_json(claim))) for claim in reading.claims],
        )
        connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    run(measure, __doc__ or "")
