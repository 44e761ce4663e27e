"""What the command line says, and where it puts what it was asked for."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from armsledger.errors import ArmsledgerError
from armsledger.model import Problem
from armsledger.publish.terminal import plain

_WIDTH_OF_A_PIPE = 100


def say(sentence: str) -> None:
    """One line on standard error, safe whatever text of a document is in it."""
    click.echo(f"armsledger: {plain(sentence)}", err=True)


def report(problems: Iterable[Problem]) -> int:
    """One line a problem; returns how many there were."""
    count = 0
    for problem in problems:
        say(str(problem))
        count += 1
    return count


def say_undated(undated: Sequence[str]) -> None:
    """Says once which documents gave no date to count relative times from."""
    if undated:
        others = f" and {len(undated) - 1} more" if len(undated) > 1 else ""
        say(
            f"{undated[0]}{others}: no publication date is known, so relative times (“last month”) stay"
            " unresolved; --published gives one."
        )


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error where that is a terminal; what it yields is called after each document."""
    if not sys.stderr.isatty():
        yield lambda where: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[where]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, where="")
        yield lambda where: bar.update(task, advance=1, where=plain(where, limit=40))


def put(text: str, output: Path | None) -> None:
    """Writes to `output`, whole or not at all, or to standard output where it is None; always UTF-8."""
    if output is None:
        sys.stdout.flush()
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:
            sys.stdout.write(text)
        else:
            stream.write(text.encode(errors="replace"))
            stream.flush()
        return
    try:
        _write_whole(output, text.encode(errors="replace"))
    except OSError as error:
        raise ArmsledgerError(f"{output} cannot be written: {error.strerror or error}.") from error


def _write_whole(output: Path, payload: bytes) -> None:
    if output.exists() and not output.is_file():  # a device or a pipe is written to as it is
        output.write_bytes(payload)
        return
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(payload)
        os.chmod(name, output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask())
        os.replace(name, output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def screen(output: Path | None) -> tuple[int, bool]:
    """The width to set a table to, and whether it may have colours: only a terminal's may."""
    terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns
    return max(60, width), terminal and "NO_COLOR" not in os.environ
