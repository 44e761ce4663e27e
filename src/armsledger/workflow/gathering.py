"""What is to be added: files, addresses and folders as a user names them, with what is known of each."""

import csv
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from armsledger.errors import UsageError
from armsledger.model import Problem

SUFFIXES = (".txt", ".html", ".htm", ".pdf")
"""The endings of the files that are taken from a folder."""

COLUMNS = ("file", "published", "publisher", "title", "url")
"""The columns of a file of details; only `file` must be there."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a document beside what it says itself; `url` is where it was published."""

    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One document to add: a file or an address, and what is known of it."""

    where: str
    details: Details = Details()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is to be added, in order, and what was wrong with how it was named."""

    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Table:
    """The rows of a file of details by the file that they name; None for a row that is not to be used."""

    rows: dict[str, Details | None] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def is_address(where: str) -> bool:
    """True for an address with a scheme, False for a file."""
    return _ADDRESS.match(where) is not None


def gather(arguments: Sequence[str], *, details: Details | None = None, meta: Path | None = None) -> Gathered:
    """Everything that the arguments name, each once: files, addresses, and folders with all below them.

    From a folder come the files with one of SUFFIXES, sorted by path, nothing hidden, no linked folders.
    `details` are of the one document named; `meta` is a CSV file with COLUMNS for many, which alone, without
    arguments, names them too. A document whose row is wrong is left out, for it would be kept with the wrong
    date. Raises UsageError where `details` could mean several documents, where both are given, and where
    `meta` cannot be read as such a table.
    """
    if details is not None and details != Details():
        return _gather_one(arguments, details, meta)
    table = _Table() if meta is None else _read_table(meta)
    problems = list(table.problems)
    tasks: dict[str, Task] = {}
    for where in arguments or table.names:
        found = _files_in(where, problems) if _is_folder(where) else [where]
        for name in found:
            known = table.rows.get(_key(name), Details())
            if known is not None:
                tasks.setdefault(_key(name), Task(name if is_address(name) else str(Path(name)), known))
    return Gathered(tuple(tasks.values()), tuple(problems))


def _gather_one(arguments: Sequence[str], details: Details, meta: Path | None) -> Gathered:
    if meta is not None:
        raise UsageError("Give the details of one document, or a CSV file for many with --meta, not both.")
    if len(arguments) != 1 or _is_folder(arguments[0]):
        raise UsageError("The date, publisher, title and URL given are of one document; use --meta for many.")
    return Gathered((Task(arguments[0], details),))


def _is_folder(where: str) -> bool:
    return not is_address(where) and os.path.isdir(where)


def _files_in(folder: str, problems: list[Problem]) -> list[str]:
    def refuse(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be looked into: {error.strerror}."))

    found: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        wanted = (
            name for name in sorted(files) if not name.startswith(".") and name.lower().endswith(SUFFIXES)
        )
        found += (path for path in (os.path.join(parent, name) for name in wanted) if os.path.isfile(path))
    if not found:
        problems.append(Problem(folder, f"holds no file that ends in {', '.join(SUFFIXES)}."))
    return found


def _key(where: str) -> str:
    return where if is_address(where) else os.path.realpath(where)


def _read_table(path: Path) -> _Table:
    table = _Table()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            _check_header(reader.fieldnames or (), path, table)
            for row in reader:
                _take_row(row, reader.line_num, path, table)
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not a CSV file in UTF-8; save it as one.") from error
    except csv.Error as error:
        raise UsageError(f"{path} is not a CSV file that can be read to its end: {error}.") from error
    return table


def _check_header(header: Sequence[str], path: Path, table: _Table) -> None:
    if "file" not in header:
        raise UsageError(f"{path} has no column called file; its columns are to be {', '.join(COLUMNS)}.")
    strange = [name for name in header if name not in COLUMNS]
    if strange:
        what = f"line 1: {', '.join(strange)} is not used; the columns are {', '.join(COLUMNS)}."
        table.problems.append(Problem(str(path), what))


def _take_row(row: Mapping[str | None, str | None], line: int, path: Path, table: _Table) -> None:
    """Puts a row into the table. A file that is named beside the table is looked for there."""
    name = (row.get("file") or "").strip()
    if not name:
        table.problems.append(Problem(str(path), f"line {line}: names no file; left out."))
        return
    where = name if is_address(name) else str(path.parent / name)
    key = _key(where)
    wrong = _fault(row, where, key, table)
    if wrong:
        table.problems.append(Problem(str(path), f"line {line}: {wrong}"))
    if key not in table.rows:
        table.names.append(where)
        table.rows[key] = None if wrong else _details(row)


def _fault(row: Mapping[str | None, str | None], where: str, key: str, table: _Table) -> str | None:
    if key in table.rows:
        return f"{where} has a row already, which stands."
    if None in row:
        return f"has more cells than the header; {where} is left out."
    if not is_address(where) and not os.path.isfile(where):
        return f"{where} is not there; left out."
    try:
        _details(row)
    except ValueError:
        return f"{row['published']!r} is no date, write 2022-07-20; {where} is left out."
    return None


def _details(row: Mapping[str | None, str | None]) -> Details:
    given = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    day = given["published"]
    return Details(date.fromisoformat(day) if day else None, given["publisher"], given["title"], given["url"])
