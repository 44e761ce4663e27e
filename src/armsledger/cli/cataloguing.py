"""`armsledger catalog`: what the catalogue knows, proves and gives away."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from armsledger.cli.talking import put, put_rows, say, terminal_width
from armsledger.cli.terms import FIRST_DAY, catalog_folders, catalog_option, format_option, output_option
from armsledger.errors import CatalogError, UsageError
from armsledger.publish.terminal import plain

if TYPE_CHECKING:
    from armsledger.catalog import Catalog
    from armsledger.workflow.cataloguing import Shown

_EPILOG = """\b
Examples:
  armsledger catalog find Baqeri
  armsledger catalog show bayraktar-tb2
  armsledger catalog show NATO --on 2003-06-01
  armsledger catalog check my-catalogue/
  armsledger catalog export --format ftm -o catalogue.ftm.json
"""
_FOUND = ("id", "name", "type", "score", "reason", "source")
_FOUND_HEADINGS = {"id": "Id", "name": "Name", "type": "Type", "reason": "Found by", "source": "Source"}

on_option = click.option(
    "--on",
    type=FIRST_DAY,
    metavar="DATE",
    help="As of this day: 2021-05-01, 2021-05 or 2021 (its first day).",
)


@click.group(epilog=_EPILOG)
def catalog() -> None:
    """Ask the catalogue of states, actors, weapon systems, places and regimes."""


@catalog.command(epilog=_EPILOG)
@click.argument("name")
@on_option
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many at most.")
@catalog_option
@format_option("table", "jsonl", "csv")
def find(name: str, on: date | None, limit: int, catalog: "Catalog", form: str) -> int:
    """Find what the catalogue knows by NAME or a name like it.

    States, forces, companies, media, people, weapon systems, towns: best first, and why each was found.
    Names written otherwise (Baqeri, Bagheri, Baqiri) are found as similar. With --on it is shown under the
    name it bore on that day.
    """
    if not name.strip():
        raise UsageError("an empty name finds nothing; give a name or a part of one.")
    found = [
        {
            "id": match.entry.id,
            "name": (catalog.name_on(match.entry.id, on) if on else None) or match.entry.name,
            "type": match.entry.type,
            "score": match.score,
            "reason": match.reason,
            "source": match.entry.source,
        }
        for match in catalog.find(name, limit)
    ]
    put_rows(found, form, None, _FOUND, _FOUND_HEADINGS)
    if not found:
        say(f"the catalogue knows nothing by the name {plain(name, limit=80)} or one like it.")
    return 0


@catalog.command(epilog=_EPILOG)
@click.argument("name")
@on_option
@catalog_option
@format_option("table", "jsonl")
def show(name: str, on: date | None, catalog: "Catalog", form: str) -> int:
    """Show all that is said of one thing: NAME is its id, or a name that only it has, or the id of a measure.

    With --on, what held on that day: who was in office, which bloc had which member, which measures were in
    force, which name it bore; and apart from that what may have held, where a date is not known so closely.
    """
    from armsledger.workflow import cataloguing

    shown = cataloguing.show(catalog, name, on)
    if on is not None and on > catalog.checked_through:
        say(f"the catalogue was last checked on {catalog.checked_through}; of {on} it says what held then.")
    if form == "jsonl":
        from armsledger.publish.claims_json import line

        put(line(_as_json(shown)), None)
        return 0
    put(_as_text(shown), None)
    return 0


@catalog.command(epilog=_EPILOG)
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=click.Path(path_type=Path))
@catalog_folders(
    "usual",
    type=click.Path(path_type=Path),
    help="Such a folder, as the other commands take it; only where no DIR is given."
    "  [env var: ARMSLEDGER_CATALOG]",
)
def check(folders: tuple[Path, ...], usual: tuple[Path, ...]) -> int:
    """Prove every row: of the catalogue that comes with armsledger, or of the folders DIR over it.

    Ids, columns, references, dates, intervals, sources, names claimed twice: one line for each thing wrong,
    with file and line. Exits with 1 where anything is.
    """
    from armsledger.catalog import check as prove
    from armsledger.catalog import load

    folders = folders or usual
    faults = prove(*folders, today=date.today())
    for fault in faults:
        say(str(fault))
    if faults:
        say(f"{len(faults)} thing{'s' * (len(faults) != 1)} to mend.")
        return 1
    counts = load(*folders).counts()
    say("the catalogue is sound: " + ", ".join(f"{count:,} {name}" for name, count in counts.items()) + ".")
    return 0


@catalog.command(epilog=_EPILOG)
@catalog_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def counts(catalog: "Catalog", as_json: bool) -> int:
    """Count what the catalogue holds: actors without persons, UAVs with loitering munitions."""
    held = catalog.counts()
    if as_json:
        put(json.dumps(held) + "\n", None)
    else:
        put_rows(
            [{"what": name, "count": count} for name, count in held.items()],
            "table", None, ("what", "count"), {"what": "What", "count": "How many"},
        )  # fmt: skip
    return 0


@catalog.command(epilog=_EPILOG)
@catalog_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "csv", "ftm")),
    default="json",
    show_default=True,
    help="JSON, CSV files, or FollowTheMoney entities, one JSON object a line.",
)
@click.option("--only", metavar="FILE", help="Of the CSV files only this one, such as systems.")
@output_option
def export(catalog: "Catalog", form: str, only: str | None, output: Path | None) -> int:
    """Give the catalogue away whole: as JSON, as CSV files in the folder OUT, or as FollowTheMoney entities.

    The gazetteer's towns are left out; GeoNames has them.
    """
    if only and form != "csv":
        raise UsageError("--only chooses among the CSV files; give --format csv with it.")
    if form == "csv":
        _export_csv(catalog, only, output)
    elif form == "json":
        from armsledger.publish.catalog_files import as_json

        put(as_json(catalog), output)
    else:
        from armsledger.publish.claims_json import line
        from armsledger.publish.followthemoney import entities

        put("".join(map(line, entities(catalog))), output)
    return 0


def _export_csv(catalog: "Catalog", only: str | None, output: Path | None) -> None:
    from armsledger.publish.catalog_files import csv_files

    files = dict(csv_files(catalog))
    if only is not None:
        name = only if only.endswith(".csv") else f"{only}.csv"
        if name not in files:
            raise UsageError(f"there is no file {only}; they are {', '.join(files)}.")
        put(files[name], output)
        return
    if output is None:
        raise UsageError("the CSV files go into a folder: name it with -o, or one file with --only.")
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogError(f"{output} cannot be made a folder: {error.strerror or error}.") from error
    if taken := [name for name in files if (output / name).is_dir()]:
        raise CatalogError(f"{output / taken[0]} is a folder; nothing was written.")
    for name, text in files.items():
        put(text, output / name)
    say(f"{len(files)} files in {output}.")


def _as_json(shown: "Shown") -> Mapping[str, Any]:
    return {
        "id": shown.id,
        "type": shown.type,
        "name": shown.name,
        "aliases": list(shown.aliases),
        "details": shown.details,
        "location": shown.location,
        "source": shown.source,
        "checked": shown.checked,
        "on": shown.on.isoformat() if shown.on else None,
        "said": [asdict(line) for line in shown.lines],
    }


def _as_text(shown: "Shown") -> str:
    """The entry, what is said of it by heading, and below the sources that the lines' numbers mean."""
    when = f" on {shown.on}" if shown.on else ""
    parts = [f"{shown.name} ({shown.id}), {shown.type}{when}"]
    if shown.aliases:
        parts.append(f"  also {', '.join(shown.aliases)}")
    parts += [f"  {name.replace('_', ' ')}: {value}" for name, value in shown.details.items()]
    if shown.location:
        parts.append("  near {:.1f}, {:.1f}".format(*shown.location))
    sources: dict[str, int] = {}
    parts.append(f"  source: {_footnote(sources, shown.source, shown.checked)}")
    for heading, lines in groupby(shown.lines, key=lambda line: line.heading):
        parts += ["", heading]
        for line in lines:
            dated = f", {line.when}" if line.when else ""
            parts.append(f"  {line.what}{dated} {_footnote(sources, line.source, line.checked)}")
    parts += ["", "sources", *(f"  [{number}] {source}" for source, number in sources.items())]
    width = terminal_width()
    return "".join(f"{_fitted(_safe(part), width)}\n" for part in parts)


def _footnote(sources: dict[str, int], source: str, checked: str) -> str:
    mark = "not checked: " if checked == "unverified" else ""
    return f"[{sources.setdefault(mark + source, len(sources) + 1)}]"


def _safe(part: str) -> str:
    """A line fit for a terminal, its indent kept."""
    return "  " + plain(part) if part.startswith("  ") else plain(part)


def _fitted(line: str, width: int | None) -> str:
    """The line, broken between words where it is wider than the terminal; what follows stands further in."""
    if width is None or len(line) <= width:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return fill(
        line.lstrip(), width, initial_indent=indent, subsequent_indent=f"{indent}    ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
