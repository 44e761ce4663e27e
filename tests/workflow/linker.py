"""A process for tests to kill or to run twice: links a ledger, or makes judgements in it, one after another.

python linker.py link LEDGER            links from nothing again and again, until it is killed
python linker.py judge LEDGER NAME N    makes N judgements as NAME, reading and linking between them
"""

import sys
from datetime import UTC, datetime

from armsledger.catalog import load
from armsledger.ledger import Ledger, caseload
from armsledger.workflow import casing
from armsledger.workflow.judging import Judge
from armsledger.workflow.linking import bring_up_to_date

AT = datetime(2026, 3, 1, tzinfo=UTC)


def link(place: str) -> None:
    """Links from nothing, each time in one transaction."""
    with Ledger.open(place, wait_s=60) as ledger:
        print("ready", flush=True)
        while True:
            with ledger.writing() as connection:
                caseload.wipe(connection)
            bring_up_to_date(ledger, load())


def judge(place: str, name: str, count: int) -> None:
    """Accepts the first claim of the ledger, many times over."""
    with Ledger.open(place, wait_s=60) as ledger:
        first = ledger.claims()[0].claim.id
        print("ready", flush=True)
        for number in range(count):
            Judge(ledger, load(), who=name, made_at=AT, why=f"number {number}").accept([first])
            if number % 5 == 0:
                casing.case_rows(ledger, load())
            print(number, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "link":
        link(sys.argv[2])
    else:
        judge(sys.argv[2], sys.argv[3], int(sys.argv[4]))
