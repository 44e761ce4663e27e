"""`armsledger add`: documents into the ledger."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from armsledger.cli.talking import progress, report, say
from armsledger.cli.terms import (
    allow_private_option,
    catalog_option,
    ledger_option,
    meta_option,
    published_option,
)
from armsledger.errors import UsageError

if TYPE_CHECKING:
    from armsledger.catalog import Catalog
    from armsledger.workflow.adding import Outcome, Summary

_EPILOG = """\b
Examples:
  armsledger add article.html
  armsledger add memo.txt --published 2022-07-20 --publisher "Haaretz"
  armsledger add archive/ --meta archive.csv
  armsledger --ledger drones.db add https://example.org/report
"""


@click.command(epilog=_EPILOG)
@click.argument("sources", nargs=-1, metavar="[FILE|URL|DIR]...")
@published_option
@click.option("--publisher", metavar="NAME", help="Who published it, where it does not say so itself.")
@click.option("--title", metavar="TITLE", help="Its title, where it does not say so itself.")
@click.option("--url", metavar="URL", help="Where it was published, where you have it as a file.")
@meta_option
@allow_private_option
@catalog_option
@ledger_option
def add(
    sources: tuple[str, ...],
    published: date | None,
    publisher: str | None,
    title: str | None,
    url: str | None,
    meta: Path | None,
    allow_private: bool,
    catalog: "Catalog",
    ledger: str,
) -> int:
    """Keep documents and their claims in the ledger.

    From a folder come the text, HTML and PDF files in it and below it. Adding a document again adds nothing.
    Each document goes in wholly or not at all, and one that cannot be read stops no other.

    --published, --publisher, --title and --url are of one document; for many, give --meta a CSV file with
    the columns file, published, publisher, title, url.
    """
    if not sources and meta is None:
        raise UsageError("name at least one file, address or folder, or a CSV file of them with --meta.")
    from armsledger.ledger import Ledger
    from armsledger.reading import read, reader_version
    from armsledger.workflow import adding
    from armsledger.workflow.gathering import Details, gather

    gathered = gather(sources, details=Details(published, publisher, title, url), meta=meta)
    report(gathered.problems)
    with Ledger.open(ledger, at=datetime.now(UTC)) as opened, progress(len(gathered.tasks)) as advance:

        def tell(outcome: "Outcome") -> None:
            report(outcome.problems)
            advance(outcome.where)

        summary = adding.add(
            opened,
            gathered,
            reader=adding.Reader(
                reader_version(catalog), lambda document, published: read(document, published, catalog)
            ),
            allow_private=allow_private,
            on_outcome=tell,
        )
        where = opened.where
    say(_summed_up(summary, where))
    return 1 if summary.problems else 0


def _summed_up(summary: "Summary", where: str) -> str:
    results = ", ".join(
        f"{count} {result}" for result, count in summary.results.items() if result != "problem"
    )
    parts = [
        f"{summary.document_count} document{'s' * (summary.document_count != 1)}: {results or 'none added'}"
    ]
    parts.append(f"{summary.claim_count} new claim{'s' * (summary.claim_count != 1)} in {where}")
    if summary.problems:
        parts.append(f"{len(summary.problems)} problem{'s' * (len(summary.problems) != 1)}")
    return "; ".join(parts) + "."
