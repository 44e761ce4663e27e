"""JSON lines: every key of the format, in its order, with figures as people write them."""

import json
from dataclasses import replace

from armsledger.model import Quantity, Value
from armsledger.publish.claims_json import claim_as_json, claim_lines


def test_keys_and_their_order_are_those_of_the_format(claim) -> None:
    assert list(claim_as_json(claim)) == [
        "kind", "status", "roles", "quantity", "value", "time", "place", "polarity", "certainty", "realis",
        "sources", "quote", "confidence", "reader", "why", "id", "document",
        "topic", "stance",
    ]  # fmt: skip


def test_a_claim_in_full(claim) -> None:
    row = json.loads(next(claim_lines([claim])))
    assert row["roles"][0] == {"role": "supplier", "text": "Norway", "start": 12, "end": 18, "entity": "NOR"}
    assert row["quantity"] == {"value": 4, "text": "four", "start": 29, "end": 33}
    assert row["time"] == {
        "text": "In May 2021", "start": 0, "end": 11, "from": "2021-05-01", "until": "2021-05-31",
    }  # fmt: skip
    assert row["place"] is None and row["value"] is None
    assert row["sources"] == [{"kind": "document", "text": None, "start": None, "end": None, "entity": None}]
    assert (row["id"], row["document"]) == (claim.id, claim.document_id)


def test_bounds_stand_only_where_there_are_any(claim) -> None:
    bounded = replace(claim, quantity=Quantity(40, "more than 40", 0, 12, low=40))
    assert claim_as_json(bounded)["quantity"] == {
        "value": 40, "low": 40, "high": None, "text": "more than 40", "start": 0, "end": 12,
    }  # fmt: skip


def test_whole_figures_have_no_decimal_point(claim) -> None:
    rich = replace(claim, quantity=Quantity(2.5, "2.5", 0, 3), value=Value(22e6, "USD", "$22m", 0, 4))
    row = claim_as_json(rich)
    assert repr(row["quantity"]["value"]) == "2.5"
    assert repr(row["value"]["amount"]) == "22000000"


def test_one_claim_is_one_line_whatever_is_in_it(claim) -> None:
    odd = replace(claim, quote=replace(claim.quote, text="a\nb\u2028c\x00“”"))
    lines = list(claim_lines([odd, odd]))
    assert len(lines) == 2
    assert all(line.count("\n") == 1 for line in lines)
    assert json.loads(lines[0])["quote"]["text"] == "a\nb\u2028c\x00“”"
