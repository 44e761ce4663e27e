"""Proves the catalogue's files: every row, every reference, every name, every interval."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from armsledger.catalog.facts import OPEN_STATUSES
from armsledger.catalog.folding import fold
from armsledger.catalog.gazetteer import Gazetteer
from armsledger.catalog.rows import DATA, OFFICES, Fault, Row, scan, scan_offices
from armsledger.catalog.schema import (
    ENTRIES,
    ONE_SEAT,
    TABLES,
    UNCREWED,
    UNCREWED_KINDS,
    UNVERIFIED,
    Column,
    Table,
    parted,
)
from armsledger.errors import CatalogError
from armsledger.model.dates import earliest, latest

_ID = re.compile(r"[A-Z]{3}|[a-z0-9]+(?:[-+][a-z0-9]+)*|UN|EU")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, those for the direction of writing among them: what is seen is what is there."""
_FIRST_YEAR, _LAST_YEAR = "1800", "2100"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BARE = re.compile(r"(?:https?://)?[\w.-]+/?|\w+")
_NO_NAMES = frozenset(
    {"a", "an", "the", "of", "and", "in", "on", "to", "for", "by", "it", "is", "he", "she", "they"}
)
_NAME_COLUMNS = ("aliases", "demonyms", "metonyms")


def check(*folders: Path, today: date | None = None) -> list[Fault]:
    """Everything wrong with the catalogue that comes with armsledger, or with `folders` over it.

    The rows of `folders` may refer to those of the shipped catalogue and take their places. Empty where
    all is well; in the order of files and lines. With `today` no row may have been checked later. Raises
    CatalogError where a folder has no catalogue file.
    """
    for folder in folders:
        if not any((folder / name).is_file() for name in _file_names()):
            raise CatalogError(
                f"{folder}: holds no catalogue file; they are called {', '.join(_file_names()[:3])}…"
            )
    faults = [fault for folder in folders for fault in _strange_files(folder)]
    for folder in (DATA, *folders):
        faults += [found for found in scan_offices(folder) if isinstance(found, Fault)]
    rows: dict[str, dict[str, Row]] = {}
    for table in TABLES.values():
        rows[table.name] = {}
        for folder in (DATA, *folders):
            for found in scan(folder, table):
                if isinstance(found, Fault):
                    faults.append(found)
                else:
                    rows[table.name][found.cells["id"]] = found
    faults += _Checker(rows, today).faults()
    mine = {fault for fault in faults if not folders or fault.file.parent != DATA}
    return sorted(mine, key=lambda fault: (str(fault.file), fault.line, fault.what))


def _file_names() -> list[str]:
    return [*(table.file for table in TABLES.values()), OFFICES]


def _strange_files(folder: Path) -> Iterator[Fault]:
    for path in sorted(folder.glob("*.csv")):
        if path.name not in _file_names():
            yield Fault(path, 0, f"is no file of the catalogue; they are called {_listed(_file_names())}.")


class _Checker:
    """One check over the rows of all files, by table and id."""

    def __init__(self, rows: Mapping[str, Mapping[str, Row]], today: date | None) -> None:
        self.rows = rows
        self.last_day = str(today + timedelta(days=1)) if today else UNVERIFIED
        """No row was checked later: where this is read it may be tomorrow already."""
        self.types: dict[str, str] = {}
        for table in ENTRIES:
            for id, row in rows[table.name].items():
                self.types[id] = table.type or row.cells["type"]
        self.towns = Gazetteer(DATA)

    def faults(self) -> Iterator[Fault]:
        """Everything wrong."""
        for table in TABLES.values():
            for row in self.rows[table.name].values():
                for what in self._row(row, table):
                    yield Fault(row.file, row.line, what)
        yield from self._ids()
        yield from self._circles()
        yield from self._names()
        yield from self._seats()

    def _entries(self) -> Iterator[Row]:
        for table in ENTRIES:
            yield from self.rows[table.name].values()

    def _row(self, row: Row, table: Table) -> Iterator[str]:
        for column in table.columns:
            cell = row.cells.get(column.name)
            if cell is None:
                continue
            if cell != cell.strip() or "\n" in cell:
                yield f"the cell {column.name} has spaces around it or a line break in it; remove them."
            elif hidden := _HIDDEN.search(cell):
                sign = f"U+{ord(hidden.group()):04X}"
                yield f"the cell {column.name} has the control character {sign} in it; remove it."
            if column.is_many and len(parted(cell)) <= cell.count(";"):
                yield f"the cell {column.name} has an empty value beside a semicolon; remove it."
            for value in parted(cell) if column.is_many else (cell,):
                what = self._value(column, value, row)
                if what:
                    yield what
        yield from _of_its_time(row)
        yield from _to_itself(row)
        if row.cells["checked"] == UNVERIFIED and not table.may_be_unverified:
            yield f"a row of {table.name} may not be unverified; check it or leave it out."
        if _DAY.fullmatch(row.cells["checked"]) and self.last_day < row.cells["checked"]:
            yield f"checked {row.cells['checked']} is yet to come; mend it."
        if table.type == "system":
            yield from _system(row)
        if table.name == "transfers":
            yield from _numbers(row)
        if table.name == "measures":
            yield from _standing(row)
        if row.cells.get("form") == "former" and "until" not in row.cells:
            yield "a former name needs the day it ended; fill until, or call it official or renamed."
        for name in ("predecessor", "successor"):
            for measure in parted(row.cells.get(name, "")):
                if measure not in self.rows[table.name]:
                    yield f"{name} {measure} is no measure; name one or leave it empty."
        if "near" in row.cells and self.towns.get(row.cells["near"]) is None:
            yield f"near {row.cells['near']} is not in the gazetteer; name a town of it or leave it empty."

    def _value(self, column: Column, value: str, row: Row) -> str | None:
        rule = _RULES.get(column.kind)
        if rule is not None:
            return rule(column, value)
        if column.kind in ("ref", "refs"):
            return self._reference(column, value, row)
        return None

    def _reference(self, column: Column, value: str, row: Row) -> str | None:
        met = self.types.get(value)
        if met is None:
            return f"{column.name} {value} is not in the catalogue; add it or mend the id."
        if column.allowed and met not in column.allowed:
            return f"{column.name} {value} is a {met}, not one of {_listed(column.allowed)}."
        if value == row.cells["id"] and column.name in ("parent", "family"):
            return f"{column.name} {value} is the row itself; leave it empty."
        return None

    def _ids(self) -> Iterator[Fault]:
        """Entries of different files share one space of ids."""
        holders: dict[str, list[Row]] = defaultdict(list)
        for row in self._entries():
            holders[row.cells["id"]].append(row)
        for id, rows in holders.items():
            for row in rows if len(rows) > 1 else ():
                other = next(known for known in rows if known is not row)
                yield Fault(row.file, row.line, f"the id {id} is taken by {other.where}; choose another.")

    def _circles(self) -> Iterator[Fault]:
        for field, table in (("parent", "classes"), ("family", "systems")):
            rows = self.rows[table]
            for id, row in rows.items():
                seen, above = {id}, row.cells.get(field, "")
                while above in rows and above not in seen:
                    seen.add(above)
                    above = rows[above].cells.get(field, "")
                if above in seen and row.cells.get(field) != id:  # of the row itself: said already
                    yield Fault(row.file, row.line, f"its {field} leads back to itself; break the circle.")

    def _names(self) -> Iterator[Fault]:
        """No name twice in a row, and one of two rows only where both call it ambiguous."""
        claimed: dict[str, list[Row]] = defaultdict(list)
        for row in self._entries():
            names = [row.cells["name"]]
            for column in _NAME_COLUMNS:
                names += parted(row.cells[column]) if column in row.cells else ()
            for name in names:
                if fold(name).lower() in _NO_NAMES or not any(map(str.isalnum, name)):
                    yield Fault(row.file, row.line, f"calls itself {name}, which is no name; remove it.")
            for name in {name for name in names if names.count(name) > 1}:
                yield Fault(row.file, row.line, f"gives the name {name} twice; remove one.")
            for name in parted(row.cells["ambiguous"]) if "ambiguous" in row.cells else ():
                if name not in names:
                    yield Fault(row.file, row.line, f"calls {name} ambiguous, which is none of its names.")
            for folded in {fold(name) for name in names}:
                claimed[folded].append(row)
        yield from self._dated_names(claimed)
        for folded, rows in claimed.items():
            if len(rows) > 1 and not _is_state_and_seat(rows):
                for row in rows:
                    if not _calls_ambiguous(row, folded):
                        other = next(known for known in rows if known is not row)
                        what = f"the name {folded} is {other.where}'s too; both must call it ambiguous."
                        yield Fault(row.file, row.line, what)

    def _dated_names(self, claimed: Mapping[str, list[Row]]) -> Iterator[Fault]:
        """A name of `names` is nobody else's: there it cannot be called ambiguous."""
        bearers = {folded: [(row.cells["id"], row) for row in rows] for folded, rows in claimed.items()}
        for row in self.rows["names"].values():
            bearer = row.cells["entity"]
            known = bearers.setdefault(fold(row.cells["name"]), [])
            if other := next((other for id, other in known if id != bearer), None):
                what = f"the name {row.cells['name']} is {other.where}'s too; make it their ambiguous alias."
                yield Fault(row.file, row.line, what)
            known.append((bearer, row))

    def _seats(self) -> Iterator[Fault]:
        """No two people surely in one office at a time, where the office has one seat.

        Heads of state and chiefs of staff are told apart by their roles: Iran has a leader and a president.
        """
        holders: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows["posts"].values():
            kind = row.cells["kind"]
            if kind in ONE_SEAT and _has_dates(row):
                office = row.cells["role"] if kind in ("head-of-state", "chief-of-staff") else kind
                holders[row.cells["organisation"], office].append(row)
        for rows in holders.values():
            rows.sort(key=lambda row: row.cells["from"])
            for first, second in pairwise(rows):
                until, since = first.cells.get("until"), second.cells["from"]
                if first.cells["person"] == second.cells["person"]:
                    continue
                if until is None or earliest(until) > latest(since):
                    what = f"holds the office of {second.where} after its {since}; mend from or until."
                    yield Fault(first.file, first.line, what)


def _has_dates(row: Row) -> bool:
    """Whether the row has a beginning, and its dates are dates."""
    try:
        for name in ("from", "until"):
            earliest(row.cells.get(name, "2000"))
    except ValueError:
        return False  # said already
    return "from" in row.cells


def _is_state_and_seat(rows: list[Row]) -> bool:
    """Singapore is a state and its capital."""
    return len(rows) == 2 and any(
        first.cells.get("parent") == second.cells["id"]
        for first, second in (rows, rows[::-1])
        if second.file.name == TABLES["states"].file
    )


def _calls_ambiguous(row: Row, folded: str) -> bool:
    return "ambiguous" in row.cells and folded in map(fold, parted(row.cells["ambiguous"]))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _id(column: Column, value: str) -> str | None:
    if _ID.fullmatch(value):
        return None
    return f"the id {value} is no slug; write a-z, 0-9 and single hyphens, for states three capitals."


def _choice(column: Column, value: str) -> str | None:
    if value in column.allowed:
        return None
    return f"{column.name} {value} is not one of {_listed(column.allowed)}."


def _date(column: Column, value: str) -> str | None:
    try:
        earliest(value)
    except ValueError:
        return f"{column.name} {value} is no date; write 2007, 2007-03 or 2007-03-24."
    if not _FIRST_YEAR <= value[:4] <= _LAST_YEAR:
        return f"{column.name} {value} is no date of this catalogue, {_FIRST_YEAR} to {_LAST_YEAR}; mend it."
    return None


def _day(column: Column, value: str) -> str | None:
    if not _DAY.fullmatch(value) or _date(column, value):
        return f"{column.name} {value} is no day; write 2007-03-24."
    return None


def _source(column: Column, value: str) -> str | None:
    if _BARE.fullmatch(value) or len(value) < 10:
        return f"the source {value} has no locator; say which page, article, paragraph or entry."
    return None


def _checked(column: Column, value: str) -> str | None:
    return None if value == UNVERIFIED else _day(column, value)


_RULES: dict[str, Callable[[Column, str], str | None]] = {
    "id": _id,
    "choice": _choice,
    "choices": _choice,
    "date": _date,
    "source": _source,
    "checked": _checked,
}


def _to_itself(row: Row) -> Iterator[str]:
    """Nobody is part of, owned or supplied by themselves."""
    for first, last in (("subject", "object"), ("supplier", "recipient"), ("member", "bloc")):
        if first in row.cells and row.cells[first] == row.cells.get(last):
            yield f"{first} and {last} are both {row.cells[first]}; mend one of them."


def _of_its_time(row: Row) -> Iterator[str]:
    """What ends does not end before it begins, and nothing is delivered before it is ordered."""
    for first, last in (("from", "until"), ("ordered", "delivered")):
        since, until = row.cells.get(first), row.cells.get(last)
        try:
            if since and until and latest(until) < earliest(since):
                yield f"{last} {until} is before {first} {since}; mend one of them."
        except ValueError:
            pass  # said already


def _system(row: Row) -> Iterator[str]:
    kind = row.cells.get("kind", "unknown")
    if row.cells["parent"] in UNCREWED and kind not in UNCREWED_KINDS:
        yield f"kind {kind} is not one of {_listed(UNCREWED_KINDS)}."


def _standing(row: Row) -> Iterator[str]:
    """A measure that is over has an end, and one that is in force is not shown to be so after its end."""
    status, until, verified = (row.cells.get(name) for name in ("status", "until", "verified_through"))
    if status not in OPEN_STATUSES and until is None:
        yield f"status is {status}, but until is empty; say when it ended."
    try:
        if status == "in-force" and until and verified and earliest(verified) > latest(until):
            yield f"is in-force on {verified}, after its end {until}; mend one of them."
    except ValueError:
        pass  # said already


def _numbers(row: Row) -> Iterator[str]:
    low, high = row.cells.get("number_low"), row.cells.get("number_high")
    if low and high and int(low) > int(high):
        yield f"number_low {low} is above number_high {high}; mend one of them."
