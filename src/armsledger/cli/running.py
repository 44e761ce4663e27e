"""Runs a command and turns whatever ends it into one sentence and an exit code."""

import os
import sys
from collections.abc import Sequence

import click

from armsledger import __version__
from armsledger.cli.adding import add
from armsledger.cli.asking import claims
from armsledger.cli.casing import case, cases, why
from armsledger.cli.cataloguing import catalog
from armsledger.cli.judging import judge
from armsledger.cli.reading import read
from armsledger.cli.registering import register
from armsledger.cli.reviewing import review
from armsledger.cli.showing import show
from armsledger.cli.talking import NobodyReads, forsake_standard_output, say
from armsledger.errors import ArmsledgerError, SourceError, UsageError

CLEAN, PROBLEMS, WRONG_USAGE, FAILURE, INTERRUPTED, NOBODY_READS = 0, 1, 2, 3, 130, 141

_EPILOG = """\b
Examples:
  armsledger read article.html
  armsledger read https://example.org/report --format jsonl
  armsledger add archive/ --meta archive.csv
  armsledger claims --kind transfer --recipient RUS --since 2022
  armsledger register --format csv > register.csv

Exit codes: 0 clean, 1 problems found, 2 wrong usage, 3 failure.
"""


@click.group(
    epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="armsledger")
@click.option(
    "--ledger",
    envvar="ARMSLEDGER_LEDGER",
    type=click.Path(),
    default="ledger.db",
    help="The ledger to add to and to ask, here or after the command: a file, or an address"
    " postgresql://USER@HOST/DATABASE."
    "  [env var: ARMSLEDGER_LEDGER; default: ./ledger.db]",
)
@click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    help="Show where an unexpected error arose.  [env var: ARMSLEDGER_DEBUG]",
)
@click.pass_context
def armsledger(context: click.Context, ledger: str) -> None:
    """Who says that who supplied what to whom, when, and how surely.

    Reads what is published on arms transfers and drone diplomacy, and keeps every claim in a ledger
    beside the sentence it stands in. `read` shows what one document claims and keeps nothing; `add`
    keeps it; `claims`, `show` and `register` ask the ledger.
    """
    context.obj = ledger


for _command in (read, add, claims, show, cases, case, why, judge, review, register, catalog):
    armsledger.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and returns its exit code; prints one sentence where it fails."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    _swallow_what_nobody_takes()
    debug = "--debug" in given or bool(os.environ.get("ARMSLEDGER_DEBUG"))
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        forsake_standard_output()
        return NOBODY_READS
    except Exception as error:
        if debug:
            raise
        say(
            f"something went wrong that should not have ({type(error).__name__}: {error});"
            " --debug before the command shows where."
        )
        return FAILURE
    return code


def _run(arguments: list[str]) -> int:
    try:
        code = armsledger.main(arguments, prog_name="armsledger", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except NobodyReads:
        return NOBODY_READS
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except UsageError as error:
        say(str(error))
        return WRONG_USAGE
    except SourceError as error:
        say(str(error))
        return PROBLEMS
    except ArmsledgerError as error:
        say(str(error))
        return FAILURE
    return code if isinstance(code, int) else CLEAN


def _swallow_what_nobody_takes() -> None:
    """Where a stream was closed before we started (`2>&-`), what is written to it goes nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # it stays open as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
