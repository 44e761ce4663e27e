"""Rows, CSV and frames: the same columns everywhere, and no formula in a spreadsheet."""

import csv
from dataclasses import replace
from datetime import date
from io import StringIO

import polars as pl
import pytest

from armsledger.model import Filler, Reading
from armsledger.publish.csv_text import as_csv
from armsledger.publish.frame import to_frame
from armsledger.publish.rows import COLUMNS, claim_row


def test_a_row_has_exactly_the_columns(claim) -> None:
    assert set(claim_row(claim)) == set(COLUMNS)


def test_several_fillers_share_a_cell_in_step_with_their_ids(claim) -> None:
    pair = (Filler("supplier", "Norway", 0, 6, "NOR"), Filler("supplier", "a yard", 7, 13))
    row = claim_row(replace(claim, roles=pair))
    assert (row["supplier"], row["supplier_id"]) == ("Norway; a yard", "NOR; ")
    assert row["recipient"] is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_text_is_a_formula(start) -> None:
    rows = list(csv.reader(StringIO(as_csv(["a"], [{"a": f"{start}HYPERLINK(1)"}]), newline="")))
    assert rows[1] == [f"'{start}HYPERLINK(1)"]


def test_figures_and_dates_in_csv() -> None:
    row = {"a": 6.0, "b": -2.5, "c": date(2021, 5, 1), "d": None}
    assert as_csv(list(row), [row]) == "a,b,c,d\r\n6,-2.5,2021-05-01,\r\n"


def test_a_frame_has_types_and_the_order_of_the_text(claim) -> None:
    later = replace(claim, status="ordered", quantity=None)
    frame = to_frame(Reading(claim.document_id, "synthetic.1", None, (claim, later)))
    assert frame.columns == list(COLUMNS)
    assert frame["status"].to_list() == ["delivered", "ordered"]
    assert frame.schema["since"] == pl.Date and frame.schema["quantity"] == pl.Float64
    assert frame.row(0, named=True)["since"] == date(2021, 5, 1)


def test_a_frame_of_nothing_has_the_same_columns(claim) -> None:
    assert to_frame([]).schema == to_frame([claim]).schema
