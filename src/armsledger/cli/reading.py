"""`armsledger read`: what documents claim, without keeping it."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from armsledger.cli.talking import put, report, say, screen
from armsledger.cli.terms import (
    allow_private_option,
    catalog_option,
    format_option,
    meta_option,
    output_option,
    published_option,
)
from armsledger.errors import ArmsledgerError, SourceError, UsageError

if TYPE_CHECKING:
    from armsledger.catalog import Catalog
    from armsledger.model import Document, Reading
    from armsledger.workflow.gathering import Gathered, Task

_EPILOG = """\b
Examples:
  armsledger read article.html
  armsledger read memo.txt --published 2022-07-20 --format jsonl
  armsledger read report.pdf --format html -o report.html
  armsledger read *.html --format html -o pages/
  curl -s https://example.org/a | armsledger read - --format jsonl
"""


@click.command(epilog=_EPILOG)
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL|DIR|-...")
@published_option
@meta_option
@format_option("table", "jsonl", "html")
@output_option
@allow_private_option
@catalog_option
def read(
    sources: tuple[str, ...],
    published: date | None,
    meta: Path | None,
    form: str,
    output: Path | None,
    allow_private: bool,
    catalog: "Catalog",
) -> int:
    """Show what documents claim, and keep nothing.

    They may be text, HTML or PDF, from files, folders, addresses or standard input (-).

    \b
    table  who did what to whom, when, and who says so, for people
    jsonl  one JSON object a claim, in the claim format (docs/reference/claim-format.md)
    html   one self-contained page a document, every claim in its sentence;
           for several documents -o names a folder
    """
    from armsledger.workflow.gathering import gather

    gathered = gather(sources, meta=meta)
    folder = _folder(gathered.tasks, form, output)
    _spare_sources(gathered.tasks, output)
    readings = _Readings(gathered, published, allow_private, catalog)
    if form == "html":
        _write_pages(readings, folder, output)
    else:
        shown = (_shown(document, reading, form, output) for document, reading in readings)
        if output is None:
            for text in shown:
                put(text, None)
        else:
            put("".join(shown), output)
    return 1 if readings.problem_count else 0


class _Readings:
    """Reads what was gathered, one after another, and reports what is wrong as it goes."""

    def __init__(
        self, gathered: "Gathered", published: date | None, allow_private: bool, catalog: "Catalog"
    ) -> None:
        self.problem_count = report(gathered.problems)
        self._tasks = gathered.tasks
        self._published = published
        self._allow_private = allow_private
        self._catalog = catalog

    def __iter__(self) -> Iterator[tuple["Document", "Reading"]]:
        from armsledger.workflow.reading import read_task

        for task in self._tasks:
            try:
                document, reading = read_task(
                    task,
                    published=self._published,
                    allow_private=self._allow_private,
                    catalog=self._catalog,
                )
            except SourceError as error:
                say(str(error))
                self.problem_count += 1
                continue
            self.problem_count += report((*document.problems, *reading.problems))
            if self._published and reading.published != self._published:
                say(
                    f"{task.where}: was published {reading.published}, which stands; --published is not used."
                )
            yield document, reading


def _shown(document: "Document", reading: "Reading", form: str, output: Path | None) -> str:
    if form == "jsonl":
        from armsledger.publish.claims_json import claim_lines

        return "".join(claim_lines(reading.claims))
    from armsledger.publish.table import as_text, reading_view

    width, colour = screen(output)
    return as_text(reading_view(document, reading), width=width, colour=colour) + "\n"


def _spare_sources(tasks: Sequence["Task"], output: Path | None) -> None:
    """Raises UsageError where the output would replace a document that is read."""
    if output is None or not output.is_file():
        return
    for task in tasks:
        source = Path(task.where)
        if source.is_file() and source.samefile(output):
            raise UsageError(
                f"{output} is a document to be read, which is not written over; name another file."
            )


def _folder(tasks: Sequence["Task"], form: str, output: Path | None) -> Path | None:
    """The folder that pages go into, None where there is one page for a file or standard output."""
    if form != "html":
        return None
    if output is not None and (output.is_dir() or len(tasks) > 1):
        return output
    if len(tasks) > 1:
        raise UsageError("several documents make several pages: name a folder for them with -o.")
    return None


def _write_pages(readings: _Readings, folder: Path | None, output: Path | None) -> None:
    from armsledger.publish.page import render

    for document, reading in readings:
        target = output
        if folder is not None:
            target = folder / _page_name(document)
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ArmsledgerError(f"{folder} cannot be made: {error.strerror or error}.") from error
        put(render(document, reading), target)
        if target is not None:
            say(f"{target}: {document.title or document.address}")


def _page_name(document: "Document") -> str:
    """A file name that tells people the document and never collides: its own name and the head of its id."""
    stem = Path((document.address or "").rstrip("/")).stem
    readable = "".join(sign if sign.isalnum() else "-" for sign in stem).strip("-")[:60]
    return f"{readable or 'document'}-{document.id[:6]}.html"
