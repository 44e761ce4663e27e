"""Adds a folder to a ledger with a reader that takes no time; run as a program, to be killed.

python adder.py LEDGER FOLDER
"""

import sys
from datetime import date
from pathlib import Path

from armsledger.ledger import Ledger
from armsledger.model import Claim, ClaimSource, Document, Filler, Quote, Reading
from armsledger.workflow.adding import Reader, add
from armsledger.workflow.gathering import gather

VERSION = "fake.1"


def read(document: Document, published: date | None) -> Reading:
    """Claims that whatever begins each line supplied whatever ends it, as the line before says."""
    claims = []
    start = 0
    for line in document.text.splitlines(keepends=True):
        words = line.split()
        if len(words) > 2:
            first, last = words[0], words[-1]
            end = start + len(line.rstrip())
            roles = (
                Filler("supplier", first, start, start + len(first), first.lower()),
                Filler("recipient", last, end - len(last), end),
            )
            claims.append(
                Claim(
                    document.id,
                    "transfer",
                    "delivered",
                    roles,
                    Quote(document.text[start:end], start, end),
                    sources=(ClaimSource("document"), ClaimSource("named", first, start, start + len(first))),
                    reader=VERSION,
                    why=("first and last word",),
                )
            )
        start += len(line)
    return Reading(document.id, VERSION, published, tuple(claims))


if __name__ == "__main__":
    with Ledger.open(Path(sys.argv[1])) as ledger:
        summary = add(ledger, gather([sys.argv[2]]), reader=Reader(VERSION, read))
    sys.exit(1 if summary.problems else 0)
