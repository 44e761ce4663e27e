"""Options and kinds of value that several commands share."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from armsledger.cli.talking import say
from armsledger.model.dates import earliest, latest

_STANDARD_OUTPUT = Path("-")
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day; a month or a year alone stands for its first day or its last, as the option needs."""

    name = "date"

    def __init__(self, end: Literal["first", "last"], tells: bool = False) -> None:
        self._end, self._tells = end, tells

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day meant. A value that is no date is wrong usage."""
        if isinstance(value, date):
            return value
        try:
            day = earliest(value) if self._end == "first" else latest(value)
        except ValueError:
            self.fail(f"{value!r} is no date; write 2022-07-20, 2022-07 or 2022.", param, ctx)
        if self._tells and value != day.isoformat():
            say(f"{value} is taken as {day}, its last day; relative times are counted from there.")
        return day


FIRST_DAY, LAST_DAY = Day("first"), Day("last")

published_option = click.option(
    "--published",
    type=Day("last", tells=True),
    metavar="DATE",
    help="When it was published, where it does not say so itself: 2022-07-20, 2022-07 or 2022."
    " “Last month” and the like are counted from here.",
)
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Let an address lead into a private network or to this machine."
)
meta_option = click.option(
    "--meta",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="What is known of many documents: the columns file, published, publisher, title, url.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    callback=lambda context, option, given: None if given == _STANDARD_OUTPUT else given,
    help="Write there, not to standard output.",
)


def ledger_option(command: _Command) -> _Command:
    """--ledger after the command, which outranks the one before it."""
    return click.option(
        "--ledger",
        type=click.Path(),
        callback=lambda context, _, given: given or context.obj,
        help="The ledger to use: a file, or postgresql://USER@HOST/DATABASE."
        "  [env var: ARMSLEDGER_LEDGER; default: ./ledger.db]",
    )(command)


catalog_folders = partial(
    click.option, "--catalog", multiple=True, metavar="DIR", envvar="ARMSLEDGER_CATALOG"
)
"""--catalog as such: folders, by the option or the environment."""


def catalog_option(command: _Command) -> _Command:
    """--catalog, as often as wanted: the user's own catalogue files over those that come with armsledger."""
    return catalog_folders(
        type=click.Path(path_type=Path, file_okay=False),
        callback=_load_catalog,
        help="A folder of your own catalogue files, whose rows add to or replace those that come with"
        " armsledger; may be given again.  [env var: ARMSLEDGER_CATALOG]",
    )(command)


def _load_catalog(context: click.Context, _: click.Parameter, folders: tuple[Path, ...]) -> Any:
    if context.resilient_parsing:
        return None
    from armsledger.catalog import load

    return load(*folders)


def format_option(*formats: str) -> Callable[[_Command], _Command]:
    """--format, the first of `formats` being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to show it.",
    )
