"""The ledger's tables as queries see them. `migrations.py` makes them.

Rows of one table refer to rows of another by `number`, which counts up in the order of appending.
"""

from sqlalchemy import BigInteger, Column, Date, Float, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import NullType

METADATA = MetaData()
"""The tables that only grow."""
DERIVED = MetaData()
"""The tables that are made from those, and made anew where they change: accounts and cases."""


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
    Column("path", Text),
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

JUDGEMENT = Table(
    "judgement",
    METADATA,
    _number(),
    Column("act", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("why", Text),
    Column("undoes", Integer),
    Column("body", Text, nullable=False),
)

LINKED = Table(
    "linked",
    DERIVED,
    Column("reading", Integer, primary_key=True),
    Column("wire", Text),
)

LINKING = Table(
    "linking",
    DERIVED,
    Column("only", Integer, primary_key=True),
    Column("version", Text, nullable=False),
    Column("judgement", Integer, nullable=False),
)

ACCOUNT = Table(
    "account",
    DERIVED,
    _number(),
    Column("reading", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("component", BigInteger, nullable=False),
    Column("anchor", Integer, nullable=False),
    Column("joined", Integer, nullable=False),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("traces", LargeBinary, nullable=False),
)

ACCOUNT_CLAIM = Table(
    "account_claim",
    DERIVED,
    Column("account", Integer, primary_key=True),
    Column("claim", Integer, primary_key=True),
)

ACCOUNT_KEY = Table(
    "account_key",
    DERIVED,
    Column("key", BigInteger, primary_key=True),
    Column("since", Integer, primary_key=True),
    Column("account", Integer, primary_key=True),
    Column("told_more", Integer, nullable=False),
)

ACCOUNT_NEAR = Table(
    "account_near",
    DERIVED,
    Column("account", Integer, primary_key=True),
    Column("component", BigInteger, primary_key=True),
)

CASEFILE = Table(
    "casefile",
    DERIVED,
    _number(),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text),
    Column("since", Date),
    Column("until", Date),
    Column("published", Date),
    Column("origins", Integer, nullable=False),
    Column("origins_against", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("abroad", Integer, nullable=False),
    Column("year", Integer),
    Column("ordered_low", Float),
    Column("ordered_high", Float),
    Column("delivered_low", Float),
    Column("delivered_high", Float),
    Column("rank", Text, nullable=False),
    Column("body", Text, nullable=False),
)

CASEFILE_NAME = Table(
    "casefile_name",
    DERIVED,
    Column("casefile", Integer, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("asserts", Integer, nullable=False),
)
