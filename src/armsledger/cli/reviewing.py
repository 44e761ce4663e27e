"""`armsledger review`: the doubtful claims, one by one, with single keys."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from armsledger.cli.judging import by_option, correction
from armsledger.cli.talking import put, say, screen
from armsledger.cli.terms import catalog_option, ledger_option
from armsledger.errors import UsageError

if TYPE_CHECKING:
    from armsledger.catalog import Catalog
    from armsledger.workflow.judging import Judge
    from armsledger.workflow.reviewing import Doubt

_EPILOG = """\b
Examples:
  armsledger review
  armsledger review --below 0.4 --by "R. Analyst"
"""
_KEYS = "a accept  r reject  c correct  o of another case  s skip  u undo  q quit"


@click.command(epilog=_EPILOG)
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.6,
    show_default=True,
    metavar="SHARE",
    help="Ask about claims that the reader is less sure of than this.",
)
@by_option
@catalog_option
@ledger_option
def review(below: float, who: str, catalog: "Catalog", ledger: str) -> int:  # fmt: skip
    """Go through the doubtful claims one by one and judge each with a key.

    The claims that decide most come first: those on which a whole case or a contradiction rests. Each
    judgement is kept at once; what was judged is not asked again. Needs a terminal.
    """
    if not sys.stdin.isatty():
        raise UsageError("review asks one key at a time and needs a terminal; `judge` takes arguments.")
    from armsledger.ledger import Ledger
    from armsledger.workflow.judging import Judge
    from armsledger.workflow.reviewing import doubts

    count = 0
    with Ledger.open(ledger, create=False) as opened:
        found = doubts(opened, catalog, below)
        last: int | None = None
        place = 0
        while place < len(found):
            _show(found[place], place + 1, len(found))
            key = click.getchar()
            hand = Judge(opened, catalog, who=who, made_at=datetime.now(UTC), why="in review")
            if key in ("q", "\x04", "\x03"):
                break
            if key == "u" and last is not None:
                hand.undo(last)
                say(f"judgement {last} is taken back.")
                last, place, count = None, max(0, place - 1), count - 1
                continue
            if key == "s":
                place += 1
                continue
            try:
                made = _judged(hand, found[place], key)
            except UsageError as error:
                say(str(error))
                continue
            if made is not None:
                last, place, count = made, place + 1, count + 1
    say(f"{count} judgement{'s' * (count != 1)} made; {len(found) - place} claims left to look at.")
    return 0


def _judged(hand: "Judge", doubt: "Doubt", key: str) -> int | None:
    id = doubt.claim.id
    if key == "a":
        return hand.accept([id])
    if key == "r":
        return hand.reject([id])
    if key == "o":
        if not doubt.others:
            raise UsageError("its case has no other claim to part it from.")
        return hand.unlink(id, doubt.others)
    if key == "c":
        given = click.prompt("FIELD=VALUE, several parted by a comma", default="", show_default=False)
        changes = [change for change in given.split(",") if change.strip()]
        return hand.correct(id, [correction(change) for change in changes]) if changes else None
    return None


def _show(doubt: "Doubt", number: int, total: int) -> None:
    from armsledger.publish.cases import doubt_view
    from armsledger.publish.table import as_text

    width, colour = screen(None)
    view = doubt_view(doubt.claim, doubt.before, doubt.after, doubt.case, doubt.reasons)
    put("\n" + as_text(view, width=width, colour=colour), None)
    say(f"{number} of {total}   {_KEYS}")
