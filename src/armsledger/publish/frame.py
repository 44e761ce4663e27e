"""Claims as a polars data frame, for notebooks."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from armsledger.model import Claim, Reading
from armsledger.publish.rows import COLUMNS, claim_rows

_TYPES = {str: pl.String, int: pl.Int64, float: pl.Float64, date: pl.Date}


def to_frame(claims: Reading | Iterable[Claim]) -> pl.DataFrame:
    """One row a claim, in the order given, with the columns of the CSV output and their types."""
    found = claims.claims if isinstance(claims, Reading) else claims
    schema = {name: _TYPES[held] for name, held in COLUMNS.items()}
    return pl.DataFrame(claim_rows(found), schema=schema, orient="row")
