"""What the command line says, and where it puts what it was asked for."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from armsledger.errors import ArmsledgerError, UsageError
from armsledger.model import Problem
from armsledger.publish.terminal import plain

_WIDTH_OF_A_PIPE = 100
_DATABASE = b"SQLite format 3\x00"


class NobodyReads(Exception):
    """Standard output was closed by its reader (`armsledger claims | head`): there is nobody to write for."""


def say(sentence: str) -> None:
    """One line on standard error, safe whatever text of a document is in it."""
    print(f"armsledger: {plain(sentence)}", file=sys.stderr)


def report(problems: Iterable[Problem]) -> int:
    """One line a problem; returns how many there were."""
    count = 0
    for problem in problems:
        say(str(problem))
        count += 1
    return count


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
    """Writes to `output`, whole or not at all, or to standard output where it is None; always UTF-8.

    Raises ArmsledgerError where it cannot be written, NobodyReads where the reader has gone away.
    """
    payload = text.encode(errors="replace")
    try:
        if output is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(payload)
            sys.stdout.buffer.flush()
        else:
            _write_whole(output, payload)
    except BrokenPipeError as error:
        forsake_standard_output()
        raise NobodyReads from error
    except OSError as error:
        if output is None:
            forsake_standard_output()
        where = output or "standard output"
        raise ArmsledgerError(f"{where} cannot be written: {error.strerror or error}.") from error


def forsake_standard_output() -> None:
    """What is still buffered has nowhere to go; without this the interpreter would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_whole(output: Path, payload: bytes) -> None:
    if output.exists() and not output.is_file():  # a device or a pipe is written to as it is
        output.write_bytes(payload)
        return
    if _is_database(output):
        raise UsageError(
            f"{output} is a ledger or another database, which is not written over; name another file."
        )
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(payload)
        os.chmod(name, output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask())
        os.replace(name, output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _is_database(path: Path) -> bool:
    if not path.exists():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_DATABASE)) == _DATABASE


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def put_rows(
    rows: Iterable[Mapping[str, Any]],
    form: str,
    output: Path | None,
    columns: tuple[str, ...],
    headings: Mapping[str, str],
    widest: str | None = None,
) -> None:
    """Rows as JSON lines or CSV with `columns`, or as a table with those that have `headings`.

    The column with the heading `widest` takes what the others leave.
    """
    rows = list(rows)
    if form == "jsonl":
        from armsledger.publish.claims_json import line

        put("".join(line({name: row[name] for name in columns}) for row in rows), output)
    elif form == "csv":
        from armsledger.publish.csv_text import as_csv

        put(as_csv(columns, [{name: _joined(value) for name, value in row.items()} for row in rows]), output)
    elif rows:
        from armsledger.publish.table import as_text, rows_table

        width, colour = screen(output)
        cells = [[_joined(row[name], ", ") for name in headings] for row in rows]
        put(as_text(rows_table(tuple(headings.values()), cells, widest), width=width, colour=colour), output)


def _joined(value: Any, between: str = "; ") -> Any:
    return between.join(value) if isinstance(value, tuple) else value


def screen(output: Path | None) -> tuple[int, bool]:
    """The width to set a table to, and whether it may have colours: only a terminal's may."""
    terminal = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns
    return max(60, width), terminal and "NO_COLOR" not in os.environ


def terminal_width() -> int | None:
    """The width of the terminal that standard output is, or None where it is none."""
    return screen(None)[0] if sys.stdout.isatty() else None
