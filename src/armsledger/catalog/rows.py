"""The catalogue's files: CSV that a spreadsheet edits and a diff shows, one entry a row.

Every file has the columns `id`, `name`, `source` and `checked`; a cell that holds several names parts them
by `;`. Files are read in the order of `FILES`, and where several entries share a name the earlier wins.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from armsledger.catalog.entry import Entry
from armsledger.errors import CatalogError

DATA = Path(__file__).parent / "data"

FILES: dict[str, str] = {
    "states.csv": "",
    "places.csv": "place",
    "actors.csv": "",
    "persons.csv": "person",
    "systems.csv": "system",
    "classes.csv": "class",
}
"""File -> the type of all its rows, empty where each row says its own in a column `type`."""

_REQUIRED = {"id", "type", "name", "source", "checked"}
_MANY = {"aliases", "demonyms", "metonyms", "ambiguous"}
_KNOWN = _REQUIRED | _MANY | {"state", "parent", "role", "maker", "family", "kind", "sipri", "armed"}


def read_entries(folder: Path = DATA) -> dict[str, Entry]:
    """Every entry by id, in the order of the files.

    Raises CatalogError, with file and line, for a row with more or fewer cells than its header, without
    id, type, name, source or checked, or with an id that is taken, and for an unknown column.
    """
    entries: dict[str, Entry] = {}
    for file, type_ in FILES.items():
        for line, cells in _rows(folder / file):
            cells.setdefault("type", type_)
            entry = _entry(cells, f"{file}, line {line}")
            if entry.id in entries:
                raise CatalogError(f"{file}, line {line}: the id {entry.id} is taken; choose another.")
            entries[entry.id] = entry
    return entries


def read_offices(folder: Path = DATA) -> list[tuple[str, str]]:
    """The phrases that make a state's name an office or a post of it: (phrase, "office" or "post")."""
    return [(cells["phrase"], cells["form"]) for _, cells in _rows(folder / "offices.csv")]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            for cells in reader:
                if len(cells) != len(header):
                    raise CatalogError(
                        f"{path.name}, line {reader.line_num}: {len(cells)} cells where the header has"
                        f" {len(header)}; quote cells that hold a comma."
                    )
                yield reader.line_num, dict(zip(header, cells, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise CatalogError(f"{path}: cannot be read as a UTF-8 CSV file ({problem}).") from problem


def _entry(cells: dict[str, str], where: str) -> Entry:
    fields: dict[str, Any] = {column: cell for column, cell in cells.items() if cell}
    if missing := _REQUIRED - fields.keys():
        raise CatalogError(f"{where}: nothing in the column {min(missing)}; every row needs one.")
    if unknown := fields.keys() - _KNOWN:
        raise CatalogError(f"{where}: the column {min(unknown)} is unknown; remove or rename it.")
    for column in _MANY & fields.keys():
        fields[column] = tuple(map(str.strip, cells[column].split(";")))
    return Entry(**fields)
