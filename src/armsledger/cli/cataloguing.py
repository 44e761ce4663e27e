"""`armsledger catalog`: what the catalogue knows."""

import click

from armsledger.cli.talking import put_rows, say
from armsledger.cli.terms import format_option

_EPILOG = """\b
Examples:
  armsledger catalog find Tehran
  armsledger catalog find "Bayraktar TB-2"
"""


_COLUMNS = ("id", "name", "type", "score", "reason", "source")
_HEADINGS = {"id": "Id", "name": "Name", "type": "Type", "reason": "Found by", "source": "Source"}


@click.group()
def catalog() -> None:
    """Ask the catalogue of names."""


@catalog.command(epilog=_EPILOG)
@click.argument("name")
@format_option("table", "jsonl", "csv")
def find(name: str, form: str) -> int:
    """Find what the catalogue knows by NAME or a name like it.

    States, forces, companies, media, people, weapon systems: best first, and why each was found.
    """
    from armsledger.catalog import load

    found = [
        {
            "id": match.entry.id,
            "name": match.entry.name,
            "type": match.entry.type,
            "score": match.score,
            "reason": match.reason,
            "source": match.entry.source,
        }
        for match in load().find(name)
    ]
    put_rows(found, form, None, _COLUMNS, _HEADINGS)
    if not found:
        say(f"the catalogue knows nothing by the name {name} or one like it.")
    return 0
