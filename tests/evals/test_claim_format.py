"""The schema, the reference page and the model say the same."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armsledger import model
from armsledger.model import Claim, ClaimSource, ClaimTime, Filler, Quantity, Quote, Value
from armsledger.publish import claims_json

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads(Path(claims_json.__file__).with_name("claim.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/reference/claim-format.md").read_text(encoding="utf-8")

CLAIM = Claim(
    document_id="0" * 16,
    kind="transfer",
    status="delivered",
    roles=(Filler("supplier", "Turkey", 8, 14, "TUR"),),
    quote=Quote("Turkey delivered", 8, 24),
    sources=(ClaimSource("document"),),
    quantity=Quantity(None, "up to six", 25, 34, low=None, high=6),
    value=Value(22e6, "USD", "$22m", 40, 44),
    time=ClaimTime("In 2020", 0, 7, date(2020, 1, 1), None),
    place=(Filler("place", "Baku", 60, 64, "baku"),),
)


def properties(name: str) -> tuple[set[str], set[str]]:
    """All and the required properties of one of the schema's objects."""
    of = SCHEMA if name == "claim" else SCHEMA["$defs"][name]
    return set(of["properties"]), set(of["required"])


@pytest.mark.parametrize(
    ("name", "pick"),
    [
        ("claim", lambda row: row),
        ("filler", lambda row: row["roles"][0]),
        ("filler", lambda row: row["place"][0]),
        ("quantity", lambda row: row["quantity"]),
        ("value", lambda row: row["value"]),
        ("time", lambda row: row["time"]),
        ("source", lambda row: row["sources"][0]),
        ("quote", lambda row: row["quote"]),
    ],
)
def test_written_claims_have_the_fields_of_the_schema(name: str, pick: Any) -> None:
    """No field that the schema does not know, none of the required ones missing."""
    written = set(pick(claims_json.claim_as_json(CLAIM)))
    known, required = properties(name)
    assert required <= written <= known


@pytest.mark.parametrize(
    ("field", "vocabulary"),
    [
        ("kind", model.KINDS),
        ("polarity", model.POLARITIES),
        ("certainty", model.CERTAINTIES),
        ("realis", model.REALIS),
    ],
)
def test_schema_has_the_vocabularies_of_the_model(field: str, vocabulary: tuple[str, ...]) -> None:
    """The schema allows what the model can say, and nothing else."""
    assert SCHEMA["properties"][field]["enum"] == list(vocabulary)


def test_schema_has_the_roles_and_statuses_of_each_kind() -> None:
    """One condition a kind, with its own roles and statuses."""
    conditions = {
        rule["if"]["properties"]["kind"]["const"]: rule["then"]["properties"] for rule in SCHEMA["allOf"]
    }
    assert list(conditions) == list(model.KINDS)
    for kind, rule in conditions.items():
        roles = rule["roles"]["items"]["properties"]["role"]["enum"]
        assert roles == [*model.CORE_ROLES[kind], *model.OTHER_ROLES[kind]]
        assert rule["status"]["enum"] == [*model.STATUSES[kind], None]


def test_page_has_the_roles_and_statuses_of_each_kind() -> None:
    """The table of kinds, row by row."""
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", PAGE, flags=re.MULTILINE)
    assert [kind for kind, _, _ in rows] == list(model.KINDS)
    for kind, roles, statuses in rows:
        core = [f"**{role}**" for role in model.CORE_ROLES[kind]]
        assert roles.split(", ") == [*core, *model.OTHER_ROLES[kind]]
        assert statuses.split(", ") == (list(model.STATUSES[kind]) or ["–"])


def test_page_describes_every_field() -> None:
    """The table of fields names each property of the schema."""
    table = PAGE.split("## Fields")[1].split("## Kinds")[0]
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|([^|]+)\|", table, flags=re.MULTILINE))))
    assert named == properties("claim")[0]


def test_the_example_is_a_claim_of_its_text() -> None:
    """The page's example has the schema's fields, and every text in it stands at its offsets."""
    text = re.search(r'^From "(.+?)"', PAGE, flags=re.MULTILINE)
    example = re.search(r"```json\n(.+?)```", PAGE, flags=re.DOTALL)
    assert text and example
    claim = json.loads(example[1])
    assert properties("claim")[1] <= set(claim) <= properties("claim")[0]
    anchored = [claim["quote"], claim["time"], claim["quantity"], *claim["roles"], *claim["sources"]]
    assert all(text[1][part["start"] : part["end"]] == part["text"] for part in anchored)
