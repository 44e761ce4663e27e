"""The catalogue's files: CSV that a spreadsheet edits and a diff shows, one entry a row.

Every file has the columns `id`, `name`, `source` and `checked`; a cell that holds several names parts them
by `;`. Files are read in the order of `FILES`, and where several entries share a name the earlier wins.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from armsledger.catalog.entry import Entry
from armsledger.errors import CatalogError

DATA = Path(__file__).parent / "data"

FILES: dict[str, str | None] = {
    "states.csv": None,
    "places.csv": "place",
    "actors.csv": None,
    "persons.csv": "person",
    "systems.csv": "system",
    "classes.csv": "class",
}
"""File -> the type of all its rows, None where each row says its own in a column `type`."""

_MANY = ("aliases", "demonyms", "metonyms", "ambiguous")
_ONE = ("state", "parent", "role", "maker", "family", "kind", "sipri", "armed")
_REQUIRED = ("id", "type", "name", "source", "checked")


def read_entries(folder: Path = DATA) -> dict[str, Entry]:
    """Every entry by id, in the order of the files.

    Raises CatalogError, with file and line, for a row without id, type, name, source or checked, with more cells
    than columns, or with an id that is taken.
    """
    entries: dict[str, Entry] = {}
    for file, type_ in FILES.items():
        for line, cells in _rows(folder / file):
            cells.setdefault("type", type_ or "")
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
                yield reader.line_num, {column: cell for column, cell in zip(header, cells, strict=True) if cell}
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise CatalogError(f"{path}: cannot be read as a UTF-8 CSV file ({problem}).") from problem


def _entry(cells: dict[str, str], where: str) -> Entry:
    missing = [column for column in _REQUIRED if not cells.get(column)]
    if missing:
        raise CatalogError(f"{where}: nothing in the column {missing[0]}; every row needs one.")
    many = {column: tuple(part.strip() for part in cells[column].split(";")) for column in _MANY if column in cells}
    one = {column: cells[column] for column in _REQUIRED + _ONE if column in cells}
    return Entry(**one, **many)  # type: ignore[arg-type]  # the columns are the fields of Entry
