"""The catalogue as CSV and JSON: its own files again, the user's rows in their places among ours."""

from collections.abc import Iterator
from typing import Any

import msgspec

from armsledger.catalog import OFFICES, Catalog, tables
from armsledger.publish.csv_text import as_csv


def csv_files(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The name and the text of every file."""
    for table in tables():
        columns = tuple(column.name for column in table.columns)
        rows = [dict.fromkeys(columns, "") | row.cells for row in catalog.rows(table.name).values()]
        yield table.file, as_csv(columns, rows)
    yield OFFICES, as_csv(("phrase", "form"), _offices(catalog))


def as_json(catalog: Catalog) -> str:
    """One JSON object: for each file the list of its rows, without empty cells, lists and figures as such."""
    rows: dict[str, list[dict[str, Any]]] = {
        table.name: [
            {column.name: value for column, value in table.values(row.cells)}
            for row in catalog.rows(table.name).values()
        ]
        for table in tables()
    }
    rows["offices"] = _offices(catalog)
    return msgspec.json.format(msgspec.json.encode(rows), indent=1).decode() + "\n"


def _offices(catalog: Catalog) -> list[dict[str, Any]]:
    return [{"phrase": phrase, "form": form} for phrase, form in catalog.offices.items()]
