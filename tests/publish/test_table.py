"""Tables: readable at 80 and at 120 columns, and deaf to what a document would have them do."""

from dataclasses import replace

import pytest

from armsledger.model import Quote
from armsledger.publish.table import as_text, claims_table, rows_table
from armsledger.publish.terminal import plain

EVIL = "\x1b[2J\x9b31m\x07[bold]x[/bold]\u202eabc\r\nnext"


@pytest.mark.parametrize("width", [80, 120])
def test_a_row_holds_everything_within_the_width(claim, width) -> None:
    shown = as_text(claims_table([claim]), width=width, colour=False)
    assert max(map(len, shown.splitlines())) <= width
    for word in ("transfer", "delivered", claim.id, "Norway → Iceland", "2021-05", "the document", "certain"):
        assert word in shown


def test_colours_only_where_asked_for(claim) -> None:
    assert "\x1b[" in as_text(claims_table([claim]), width=80, colour=True)
    assert "\x1b[" not in as_text(claims_table([claim]), width=80, colour=False)


def test_text_of_a_document_neither_acts_nor_is_mark_up(claim) -> None:
    evil = replace(claim, quote=Quote(EVIL, 0, len(EVIL)))
    shown = as_text(claims_table([evil]), width=120, colour=False) + as_text(
        rows_table(["Name"], [[EVIL]]), width=120, colour=False
    )
    assert not set(shown) & set("\x1b\x9b\x07\u202e\r")
    assert "[bold]x[/bold]" in shown


def test_a_long_quote_is_cut(claim) -> None:
    long = replace(claim, quote=Quote("word " * 200, 0, 1000))
    assert "…”" in as_text(claims_table([long]), width=120, colour=False)


def test_words_are_not_broken_where_there_is_room() -> None:
    shown = as_text(rows_table(["Who", "What"], [["Azerbaijan", "delivered"]]), width=60, colour=False)
    assert "Azerbaijan" in shown and "delivered" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\nb\t c", "a b c"), ("\x00x", "�x"), ("\ud800", "�"), ("e\u0301\u200b", "e\u0301�"), ("  ", "")],
)
def test_plain(text, shown) -> None:
    assert plain(text) == shown


def test_plain_cuts_to_its_limit() -> None:
    assert plain("abcdef", limit=4) == "abc…"
    assert plain("abcd", limit=4) == "abcd"
