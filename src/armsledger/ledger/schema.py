"""The ledger's tables as queries see them. `migrations.py` makes them.

Rows of one table refer to rows of another by `number`, which counts up in the order of appending.
"""

from sqlalchemy import Column, Date, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import NullType

METADATA = MetaData()


def _number() -> "Column[int]":
    return Column("number", Integer, primary_key=True)


MIGRATION = Table(
    "migration",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("applied_at", Text),
)

DOCUMENT = Table(
    "document",
    METADATA,
    _number(),
    Column("id", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("published", Date),
    Column("address", Text),
    Column("size_bytes", Integer, nullable=False),
    Column("problems", Text),
    Column("origin", LargeBinary),
    Column("text", Text, nullable=False),
)

APPEARANCE = Table(
    "appearance",
    METADATA,
    _number(),
    Column("document", Integer, nullable=False),
    Column("address", Text),
    Column("publisher", Text),
    Column("title", Text),
    Column("published", Date),
    Column("met_at", Text, nullable=False),
)

READING = Table(
    "reading",
    METADATA,
    _number(),
    Column("document", Integer, nullable=False),
    Column("reader", Text, nullable=False),
    Column("published", Date),
    Column("read_at", Text, nullable=False),
    Column("problems", Text),
)

PHRASE = Table(
    "phrase",
    METADATA,
    _number(),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
)

CLAIM = Table(
    "claim",
    METADATA,
    _number(),
    Column("reading", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False),
    Column("reader", Text),
    Column("kind", Text, nullable=False),
    Column("status", Text),
    Column("polarity", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("realis", Text, nullable=False),
    Column("confidence", NullType, nullable=False),
    Column("quote_start", Integer, nullable=False),
    Column("quote_end", Integer, nullable=False),
    Column("quantity_text", Text),
    Column("quantity_start", Integer),
    Column("quantity_end", Integer),
    Column("quantity", NullType),
    Column("quantity_low", NullType),
    Column("quantity_high", NullType),
    Column("value_text", Text),
    Column("value_start", Integer),
    Column("value_end", Integer),
    Column("value_amount", NullType),
    Column("value_currency", Text),
    Column("time_text", Text),
    Column("time_start", Integer),
    Column("time_end", Integer),
    Column("since", Date),
    Column("until", Date),
    Column("quote", Text, nullable=False),
    Column("why", Text),
    Column("topic", Text),
    Column("stance", Text),
)

CLAIM_SPAN = Table(
    "claim_span",
    METADATA,
    Column("claim", Integer, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("phrase", Integer),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("entity", Integer),
)
