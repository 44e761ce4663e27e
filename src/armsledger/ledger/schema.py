"""The ledger's tables as queries see them. `migrations.py` makes them.

Rows of one table refer to rows of another by `number`, which counts up in the order of appending.
"""

from sqlalchemy import BigInteger, Column, Date, Float, LargeBinary, MetaData, Table

from armsledger.ledger.columns import FIGURE, TEXT

METADATA = MetaData()
"""The tables that only grow."""
DERIVED = MetaData()
"""The tables that are made from those, and made anew where they change: accounts and cases."""


def _number() -> "Column[int]":
    return Column("number", BigInteger, primary_key=True)


MIGRATION = Table(
    "migration",
    METADATA,
    Column("position", BigInteger, primary_key=True),
    Column("name", TEXT, nullable=False),
    Column("applied_at", TEXT),
)

DOCUMENT = Table(
    "document",
    METADATA,
    _number(),
    Column("id", TEXT, nullable=False),
    Column("sha256", TEXT, nullable=False),
    Column("media_type", TEXT, nullable=False),
    Column("title", TEXT),
    Column("author", TEXT),
    Column("publisher", TEXT),
    Column("published", Date),
    Column("address", TEXT),
    Column("size_bytes", BigInteger, nullable=False),
    Column("problems", TEXT),
    Column("origin", LargeBinary),
    Column("text", TEXT, nullable=False),
)

APPEARANCE = Table(
    "appearance",
    METADATA,
    _number(),
    Column("document", BigInteger, nullable=False),
    Column("address", TEXT),
    Column("publisher", TEXT),
    Column("title", TEXT),
    Column("published", Date),
    Column("met_at", TEXT, nullable=False),
    Column("path", TEXT),
)

READING = Table(
    "reading",
    METADATA,
    _number(),
    Column("document", BigInteger, nullable=False),
    Column("reader", TEXT, nullable=False),
    Column("published", Date),
    Column("read_at", TEXT, nullable=False),
    Column("problems", TEXT),
)

PHRASE = Table(
    "phrase",
    METADATA,
    _number(),
    Column("text", TEXT, nullable=False),
    Column("folded", TEXT, nullable=False),
)

CLAIM = Table(
    "claim",
    METADATA,
    _number(),
    Column("reading", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("id", TEXT, nullable=False),
    Column("reader", TEXT),
    Column("kind", TEXT, nullable=False),
    Column("status", TEXT),
    Column("polarity", TEXT, nullable=False),
    Column("certainty", TEXT, nullable=False),
    Column("realis", TEXT, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("quote_start", BigInteger, nullable=False),
    Column("quote_end", BigInteger, nullable=False),
    Column("quantity_text", TEXT),
    Column("quantity_start", BigInteger),
    Column("quantity_end", BigInteger),
    Column("quantity", FIGURE),
    Column("quantity_low", FIGURE),
    Column("quantity_high", FIGURE),
    Column("value_text", TEXT),
    Column("value_start", BigInteger),
    Column("value_end", BigInteger),
    Column("value_amount", FIGURE),
    Column("value_currency", TEXT),
    Column("time_text", TEXT),
    Column("time_start", BigInteger),
    Column("time_end", BigInteger),
    Column("since", Date),
    Column("until", Date),
    Column("quote", TEXT, nullable=False),
    Column("why", TEXT),
    Column("topic", TEXT),
    Column("stance", TEXT),
)

CLAIM_SPAN = Table(
    "claim_span",
    METADATA,
    Column("claim", BigInteger, primary_key=True),
    Column("part", TEXT, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("name", TEXT, nullable=False),
    Column("phrase", BigInteger),
    Column("span_start", BigInteger),
    Column("span_end", BigInteger),
    Column("entity", BigInteger),
)

JUDGEMENT = Table(
    "judgement",
    METADATA,
    _number(),
    Column("act", TEXT, nullable=False),
    Column("who", TEXT, nullable=False),
    Column("made_at", TEXT, nullable=False),
    Column("why", TEXT),
    Column("undoes", BigInteger),
    Column("body", TEXT, nullable=False),
)

ERASING = Table(
    "erasing",
    DERIVED,
    Column("document", BigInteger, primary_key=True),
)

LINKED = Table(
    "linked",
    DERIVED,
    Column("reading", BigInteger, primary_key=True),
    Column("wire", TEXT),
)

LINKING = Table(
    "linking",
    DERIVED,
    Column("only", BigInteger, primary_key=True),
    Column("version", TEXT, nullable=False),
    Column("judgement", BigInteger, nullable=False),
    Column("reading", BigInteger, nullable=False),
)

ACCOUNT = Table(
    "account",
    DERIVED,
    _number(),
    Column("reading", BigInteger, nullable=False),
    Column("level", BigInteger, nullable=False),
    Column("component", BigInteger, nullable=False),
    Column("anchor", BigInteger, nullable=False),
    Column("joined", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("traces", LargeBinary, nullable=False),
)

ACCOUNT_CLAIM = Table(
    "account_claim",
    DERIVED,
    Column("account", BigInteger, primary_key=True),
    Column("claim", BigInteger, primary_key=True),
)

ACCOUNT_KEY = Table(
    "account_key",
    DERIVED,
    Column("key", BigInteger, primary_key=True),
    Column("since", BigInteger, primary_key=True),
    Column("account", BigInteger, primary_key=True),
    Column("told_more", BigInteger, nullable=False),
)

ACCOUNT_NEAR = Table(
    "account_near",
    DERIVED,
    Column("account", BigInteger, primary_key=True),
    Column("component", BigInteger, primary_key=True),
)

RECORD = Table(
    "record",
    DERIVED,
    Column("origin", TEXT, primary_key=True),
    Column("letter", TEXT, nullable=False),
)

CASEFILE = Table(
    "casefile",
    DERIVED,
    _number(),
    Column("id", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("status", TEXT),
    Column("since", Date),
    Column("until", Date),
    Column("published", Date),
    Column("origins", BigInteger, nullable=False),
    Column("origins_against", BigInteger, nullable=False),
    Column("claims", BigInteger, nullable=False),
    Column("documents", BigInteger, nullable=False),
    Column("abroad", BigInteger, nullable=False),
    Column("year", BigInteger),
    Column("ordered_low", Float),
    Column("ordered_high", Float),
    Column("delivered_low", Float),
    Column("delivered_high", Float),
    Column("rank", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
)

CASEFILE_NAME = Table(
    "casefile_name",
    DERIVED,
    Column("casefile", BigInteger, primary_key=True),
    Column("part", TEXT, primary_key=True),
    Column("name", TEXT, primary_key=True),
    Column("asserts", BigInteger, nullable=False),
)
