"""`armsledger judge`: what a person has settled, and how to take it back."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from armsledger.cli.talking import put_rows, say
from armsledger.cli.terms import catalog_option, format_option, ledger_option, output_option
from armsledger.errors import UsageError

if TYPE_CHECKING:
    from armsledger.catalog import Catalog
    from armsledger.ledger.stored import StoredJudgement
    from armsledger.workflow.judging import Judge

_Command = TypeVar("_Command", bound=Callable[..., Any])
_EPILOG = """\b
Examples:
  armsledger judge accept 810764f81fd2
  armsledger judge reject 8107 --why "a question, not a claim"
  armsledger judge correct 8107 status=ordered time=2021-05 recipient=POL
  armsledger judge link 8107 9b58
  armsledger judge split 87c93df999e8 9b58 2cea
  armsledger judge merge 87c93df999e8 6adb449eabda
  armsledger judge reliability Haaretz B --why "its corrections are prompt"
  armsledger judge undo 4
  armsledger judge forget report.pdf --why "a court's order of 2 March 2026"
  armsledger judge list
"""
_COLUMNS = ("number", "made_at", "who", "act", "about", "why", "undone_by")
_HEADINGS = {
    "number": "No.", "made_at": "When", "who": "Who", "act": "What", "about": "About", "why": "Why",
    "undone_by": "Undone by",
}  # fmt: skip

by_option = click.option(
    "--by",
    "who",
    envvar="ARMSLEDGER_REVIEWER",
    default=getpass.getuser,
    metavar="NAME",
    help="Who judges.  [env var: ARMSLEDGER_REVIEWER; default: your login name]",
)


def _hand(command: _Command) -> _Command:
    for option in (
        ledger_option,
        catalog_option,
        click.option("--why", metavar="TEXT", help="Why, in a few words."),
        by_option,
    ):
        command = option(command)
    return command


@click.group(epilog=_EPILOG)
def judge() -> None:
    """Settle what claims and cases are: accept, reject, correct, link, merge, undo and the like.

    Judgements are only ever appended, with who made them, when and why; another judgement takes one back.
    They hold when documents are read or linked anew.
    """


@contextmanager
def _judging(ledger: str, catalog: "Catalog", who: str, why: str | None) -> Iterator["Judge"]:
    from armsledger.ledger import Ledger
    from armsledger.workflow.judging import Judge

    with Ledger.open(ledger, create=False) as opened:
        yield Judge(opened, catalog, who=who, made_at=datetime.now(UTC), why=why)


def _told(number: int) -> int:
    say(f"judgement {number} is kept; `armsledger judge undo {number}` takes it back.")
    return 0


@judge.command(epilog=_EPILOG)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_hand
def accept(claims: tuple[str, ...], who: str, why: str | None, catalog: "Catalog", ledger: str) -> int:
    """The claims are read rightly; `review` asks no more about them."""
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.accept(claims))


@judge.command(epilog=_EPILOG)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_hand
def reject(claims: tuple[str, ...], who: str, why: str | None, catalog: "Catalog", ledger: str) -> int:
    """The claims are not what their text says: no case rests on them any more."""
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.reject(claims))


@judge.command(epilog=_EPILOG)
@click.argument("claim", metavar="CLAIM")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@_hand
def correct(
    claim: str, changes: tuple[str, ...], who: str, why: str | None, catalog: "Catalog", ledger: str
) -> int:
    """The claim says something else.

    FIELD is status, polarity, certainty, realis, time (2022, 2022-05-11, A..B), number (6, 6..9, 6..),
    source, place or a role of the claim's kind; several fillers are parted by semicolons, and an empty value
    empties the field. A filler is an id of the catalogue, or a name.
    """
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.correct(claim, [correction(change) for change in changes]))


def correction(change: str) -> Any:
    """FIELD=VALUE as a correction. Raises UsageError for what is no such pair."""
    from armsledger.model.judgement import Correction

    field, equals, value = change.partition("=")
    if not equals or not field.strip():
        raise UsageError(f"{change!r} is no change; write FIELD=VALUE, such as status=ordered.")
    return Correction(field.strip(), value.strip() or None)


@judge.command(epilog=_EPILOG)
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM CLAIM...")
@_hand
def link(claims: tuple[str, ...], who: str, why: str | None, catalog: "Catalog", ledger: str) -> int:
    """The claims are all of one case."""
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.link(claims))


@judge.command(epilog=_EPILOG)
@click.argument("claim", metavar="CLAIM")
@click.argument("others", nargs=-1, required=True, metavar="CLAIM...")
@_hand
def unlink(
    claim: str, others: tuple[str, ...], who: str, why: str | None, catalog: "Catalog", ledger: str
) -> int:
    """The first claim is of another case than the others."""
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.unlink(claim, others))


@judge.command(epilog=_EPILOG)
@click.argument("cases", nargs=-1, required=True, metavar="CASE CASE...")
@_hand
def merge(cases: tuple[str, ...], who: str, why: str | None, catalog: "Catalog", ledger: str) -> int:
    """The cases are one."""
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.merge(cases))


@judge.command(epilog=_EPILOG)
@click.argument("case", metavar="CASE")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_hand
def split(
    case: str, claims: tuple[str, ...], who: str, why: str | None, catalog: "Catalog", ledger: str
) -> int:
    """The claims are of another case than the rest of CASE."""
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.split(case, claims))


@judge.command(epilog=_EPILOG)
@click.argument("source", metavar="SOURCE")
@click.argument("grade", metavar="A|B|C|D|E|F")
@_hand
def reliability(source: str, grade: str, who: str, why: str | None, catalog: "Catalog", ledger: str) -> int:
    """SOURCE is as reliable as the letter of the Admiralty code says.

    A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged. SOURCE is an
    origin as `case` names it: a state, an actor, a medium.
    """
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.reliability(source, grade))


@judge.command(epilog=_EPILOG)
@click.argument("number", type=click.IntRange(1), metavar="NUMBER")
@_hand
def undo(number: int, who: str, why: str | None, catalog: "Catalog", ledger: str) -> int:
    """Take back a judgement, an undoing included."""
    with _judging(ledger, catalog, who, why) as hand:
        return _told(hand.undo(number))


@judge.command(epilog=_EPILOG)
@click.argument("document", metavar="DOCUMENT")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@_hand
def forget(document: str, yes: bool, who: str, why: str | None, catalog: "Catalog", ledger: str) -> int:
    """Take the words of a document out of the ledger for good, for lawful erasure.

    Its text is replaced by its hash and the reason; its claims, its title, author and addresses are gone, its
    cases are made anew without it, and it is not added again. It cannot be undone. DOCUMENT is a document's
    id or the beginning of it, the file's path, or its address; --why is required.
    """
    from armsledger.ledger import Ledger
    from armsledger.workflow import forgetting

    with Ledger.open(ledger, create=False) as opened:
        id = forgetting.meant(opened, document)
        if not why:
            raise UsageError("forgetting needs a reason: give --why.")
        if not yes:
            click.confirm(f"Forget document {id}? This cannot be undone.", abort=True, err=True)
        made = forgetting.forget(opened, catalog, id, who=who, why=why or "", made_at=datetime.now(UTC))
    say(f"document {id} is forgotten (judgement {made.number}); copies of the ledger are yours to erase.")
    return 0


@judge.command("list", epilog=_EPILOG)
@format_option("table", "jsonl", "csv")
@output_option
@ledger_option
def list_judgements(form: str, output: Path | None, ledger: str) -> int:
    """List all judgements, those taken back included."""
    from armsledger.ledger import Ledger

    with Ledger.open(ledger, create=False) as opened:
        found = [_row(one) for one in opened.judgements()]
    put_rows(found, form, output, _COLUMNS, _HEADINGS)
    if not found:
        say("there is no judgement in this ledger yet.")
    return 0


def _row(stored: "StoredJudgement") -> dict[str, Any]:
    one = stored.judgement
    claims = [ref.claim for ref in one.claims]
    about = " ".join(
        [
            *claims,
            *(["from"] if one.others else []),
            *(ref.claim for ref in one.others),
            *(f"{change.field}={change.value or ''}" for change in one.corrections),
            *([f"document {one.document}"] if one.document else []),
            *([f"{one.source}: {one.grade}"] if one.source else []),
            *([f"judgement {one.undoes}"] if one.undoes else []),
        ]
    )
    return {
        "number": stored.number,
        "made_at": one.made_at.isoformat(timespec="seconds"),
        "who": one.who,
        "act": one.act,
        "about": about,
        "why": one.why,
        "undone_by": stored.undone_by,
    }
