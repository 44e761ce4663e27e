"""The catalogue's files as rows: UTF-8 CSV for spreadsheets and diffs, one entry or fact a row.

Several folders may be read one after another: a row of a later one takes the place of the row with its id.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from armsledger.catalog.entry import Entry
from armsledger.catalog.facts import Fact
from armsledger.catalog.schema import Table
from armsledger.errors import CatalogError

DATA = Path(__file__).parent / "data"

OFFICES = "offices.csv"
LONGEST_CELL = 10_000
LARGEST_FILE = 50_000_000
_SHOWN = 40
"""Characters of a strange column's name that a message shows."""
_FIGURES = {"number": re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?"), "count": re.compile(r"[0-9]{1,9}")}


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in `file` at `line`: its cells that are not empty, by column."""

    file: Path
    line: int
    cells: dict[str, str]

    @property
    def where(self) -> str:
        """How a message names it."""
        return f"{self.file.name}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, a line of it (0: with all of it), or a row: one sentence."""

    file: Path
    line: int
    what: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else str(self.file)
        return f"{place}: {self.what}"


def read_rows(folders: Iterable[Path], table: Table) -> dict[str, Row]:
    """The rows of a table by id, in the order of the files. Raises CatalogError for the first fault."""
    rows: dict[str, Row] = {}
    for folder in folders:
        for found in scan(folder, table):
            if isinstance(found, Fault):
                raise CatalogError(str(found))
            rows[found.cells["id"]] = found
    return rows


def scan(folder: Path, table: Table) -> Iterator[Row | Fault]:
    """The rows of a table's file in `folder`, and faults in place of rows that cannot be taken.

    A file that is not there has no rows. After a fault of the file as a whole nothing more comes.
    """
    path = folder / table.file
    if not os.path.lexists(path):
        return
    taken: set[str] = set()
    for found in _parsed(path, {column.name: column.required for column in table.columns}):
        if isinstance(found, Row):
            fault = _misfit(found, table, taken)
            if fault is not None:
                yield Fault(found.file, found.line, fault)
                continue
            taken.add(found.cells["id"])
        yield found


def _parsed(path: Path, columns: Mapping[str, bool]) -> Iterator[Row | Fault]:
    """The rows of a file with these columns, of which those must be there that are marked so."""
    text = _text(path)
    if isinstance(text, Fault):
        yield text
        return
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if wrong := _wrong_header(header, columns):
            yield Fault(path, 1, wrong)
            return
        line = reader.line_num + 1
        while (cells := next(reader, None)) is not None:
            if any(cells):  # a blank line is no row, nor are commas alone
                yield _row(path, line, header, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"cannot be read as CSV ({error}); mend this line, the rest was not read."
        if "field limit" in str(error):
            limit = csv.field_size_limit()
            what = f"a cell has more than {limit:,} characters; shorten it, the rest was not read."
        yield Fault(path, max(reader.line_num, 1), what)


def _wrong_header(header: Sequence[str], columns: Mapping[str, bool]) -> str | None:
    if not header:
        return f"is empty; its first line names the columns: {', '.join(columns)}."
    for mark, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            return f"its columns are parted by {word}; save the file as CSV with commas."
    if len(header) > 2 * len(columns):
        return f"names {len(header):,} columns; the columns are {', '.join(columns)}."
    if repeated := next((name for name in header if header.count(name) > 1), None):
        return f"the column {repeated[:_SHOWN]} stands twice; remove one."
    if unknown := next((name for name in header if name not in columns), None):
        return f"the column {unknown[:_SHOWN]!r} is unknown; the columns are {', '.join(columns)}."
    if missing := next((name for name, needed in columns.items() if needed and name not in header), None):
        return f"lacks the column {missing}; every row needs one."
    return None


def _text(path: Path) -> str | Fault:
    try:
        if path.exists() and not path.is_file():
            return Fault(path, 0, "is no file; a catalogue file is a CSV file.")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return Fault(path, 0, f"has {size:,} bytes, more than {LARGEST_FILE:,}; split it.")
        payload = path.read_bytes()
        return payload.decode("utf-8-sig")
    except OSError as error:
        return Fault(path, 0, f"cannot be read: {error.strerror or error}.")
    except UnicodeDecodeError as error:
        line = payload.count(b"\n", 0, error.start) + 1
        return Fault(path, line, f"byte {payload[error.start]:#04x} is not UTF-8; save the file as UTF-8.")


def _row(path: Path, line: int, header: Sequence[str], cells: Sequence[str]) -> Row | Fault:
    if len(cells) != len(header):
        what = f"{len(cells)} cells where the header has {len(header)}; quote cells that hold a comma."
        return Fault(path, line, what)
    for name, cell in zip(header, cells, strict=True):
        if len(cell) > LONGEST_CELL:
            what = f"the cell {name} has {len(cell):,} characters, more than {LONGEST_CELL:,}; shorten it."
            return Fault(path, line, what)
    return Row(path, line, {name: cell for name, cell in zip(header, cells, strict=True) if cell})


def _misfit(row: Row, table: Table, taken: set[str]) -> str | None:
    """Why a row cannot be taken at all; what else is wrong with it is for `checking`."""
    missing = [column.name for column in table.columns if column.required and column.name not in row.cells]
    if missing:
        return f"nothing in the column {missing[0]}; every row needs one."
    if row.cells["id"] in taken:
        return f"the id {row.cells['id']} is taken; choose another."
    for column in table.columns:
        if column.kind in ("number", "count") and column.name in row.cells:
            cell = row.cells[column.name]
            if not _FIGURES[column.kind].fullmatch(cell):
                return f"{column.name} is {cell!r}, which is no {column.kind}; write digits alone."
    return None


def entry(row: Row, table: Table) -> Entry:
    """The entry that a row of one of the files of entries makes."""
    return Entry(**{"type": table.type, **_fields(row, table)})


def fact(row: Row, table: Table) -> Fact:
    """The fact that a row of one of the files of facts makes."""
    assert table.fact is not None
    fields = _fields(row, table)
    if "date" in fields:
        day = fields.pop("date")
        fields |= {"since": day, "until": day}
    return table.fact(**fields)


def _fields(row: Row, table: Table) -> dict[str, Any]:
    return {column.field: value for column, value in table.values(row.cells)}


def read_offices(folders: Iterable[Path]) -> dict[str, str]:
    """The phrases that make a state's name an office or a post of it: `office` or `post` by phrase.

    Raises CatalogError for a file that cannot be read or a row without both.
    """
    offices: dict[str, str] = {}
    for folder in folders:
        for found in scan_offices(folder):
            if isinstance(found, Fault):
                raise CatalogError(str(found))
            offices[found.cells["phrase"]] = found.cells["form"]
    return offices


def scan_offices(folder: Path) -> Iterator[Row | Fault]:
    """The rows of the offices in `folder`, as those of other files by `scan`."""
    path = folder / OFFICES
    if not os.path.lexists(path):
        return
    for found in _parsed(path, {"phrase": True, "form": True}):
        if isinstance(found, Row) and (
            "phrase" not in found.cells or found.cells.get("form") not in ("office", "post")
        ):
            yield Fault(path, found.line, "a phrase, and office or post for its form, are needed.")
        else:
            yield found
