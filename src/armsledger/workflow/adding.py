"""Adding documents to a ledger: open, read, keep, one after another, whatever happens to any one of them."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from armsledger.errors import LedgerError, SourceError
from armsledger.ledger import Added, Ledger
from armsledger.model import Appearance, Document, Problem, Reading
from armsledger.sources import open_source
from armsledger.sources.opening import STANDARD_INPUT
from armsledger.workflow.gathering import Gathered, Task, is_address

Result = Literal["added", "new reading", "new appearance", "already there", "problem"]

_DATES_AGREE_WITHIN = timedelta(days=1)  # a time zone apart is no disagreement


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads documents: `read` takes a document and the publication date to assume, if one is known.

    `version` is what its readings carry as `reader`: where the ledger has a reading of that version on that
    date, the document is not read again.
    """

    version: str
    read: Callable[[Document, date | None], Reading]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document. `claim_count` counts what its new reading claims; 0 without a new one.

    `document_id` is None where the source could not be opened, the only `result` then being "problem".
    """

    where: str
    result: Result
    document_id: str | None = None
    claim_count: int = 0
    published: date | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run: how many documents ended in each result, the new claims, and all problems."""

    results: Mapping[Result, int]
    claim_count: int
    problems: tuple[Problem, ...]

    @property
    def document_count(self) -> int:
        """How many documents there were."""
        return sum(self.results.values())


def add(
    ledger: Ledger,
    gathered: Gathered,
    *,
    reader: Reader,
    allow_private: bool = False,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Summary:
    """Adds everything gathered, calling `on_outcome` after each document.

    A problem with one document stops no other. LedgerError alone ends the run; what was added before stays.
    """
    results: Counter[Result] = Counter()
    problems = list(gathered.problems)
    claim_count = 0
    for task in gathered.tasks:
        outcome = _add_one(ledger, task, reader, allow_private, now)
        results[outcome.result] += 1
        problems += outcome.problems
        claim_count += outcome.claim_count
        on_outcome(outcome)
    return Summary(dict(results), claim_count, tuple(problems))


def _add_one(
    ledger: Ledger, task: Task, reader: Reader, allow_private: bool, now: Callable[[], datetime]
) -> Outcome:
    try:
        opened = open_source(task.where, allow_private=allow_private)
    except SourceError as error:
        what = str(error).removeprefix(task.where).strip()
        return Outcome(task.where, "problem", problems=(Problem(task.where, what),))
    if forgotten := ledger.forgotten(opened.id):
        judgement = forgotten.judgement
        what = f"was forgotten on {judgement.made_at.date()} ({judgement.why}) and is not added again."
        return Outcome(task.where, "problem", opened.id, problems=(Problem(task.where, what),))
    document, appearance, published = _as_known(ledger, opened, task)
    notices = tuple(_notices(task, opened, document))
    if ledger.has_reading(document.id, reader.version, published):
        met = ledger.add_appearance(appearance, at=now())
        result: Result = "new appearance" if met else "already there"
        return Outcome(task.where, result, document.id, 0, published, notices)
    try:
        reading = reader.read(document, published)
        added = ledger.add(document, appearance, reading, at=now())
    except LedgerError:
        raise
    except Exception as error:  # a reader may fail on one text in ways of its own; the run goes on
        what = f"left out, because {reader.version} failed on it ({type(error).__name__}: {error})."
        return Outcome(task.where, "problem", document.id, 0, published, (Problem(task.where, what),))
    problems = (*notices, *(document.problems if added.document else ()), *reading.problems)
    return Outcome(task.where, _result(added), document.id, len(reading.claims), published, problems)


def _as_known(ledger: Ledger, opened: Document, task: Task) -> tuple[Document, Appearance, date | None]:
    """The document as the ledger keeps it or is to, how it was met now, and the date to read it on.

    What is met again with nothing new to say is met as before: adding a folder again without the details
    that were given the first time neither forgets them nor makes a poorer reading that would count.
    """
    details = task.details
    document = ledger.document(opened.id) or replace(opened, address=_address(opened, task))
    met = Appearance(
        document.id,
        _address(opened, task),
        details.publisher or document.publisher,
        details.title or document.title,
        details.published or document.published,
        _path(task),
    )
    known = [stored.appearance for stored in ledger.appearances(document.id)]
    appearance = next((earlier for earlier in reversed(known) if _says_no_more(met, earlier)), met)
    dates = [appearance.published, *(earlier.published for earlier in reversed(known))]
    published = document.published or next((day for day in dates if day is not None), None)
    return document, appearance, published


def _address(opened: Document, task: Task) -> str | None:
    if task.details.url:
        return task.details.url
    if task.where == STANDARD_INPUT:
        return None
    if is_address(task.where):
        return opened.address or task.where
    return _path(task)


def _path(task: Task) -> str | None:
    if task.where == STANDARD_INPUT or is_address(task.where):
        return None
    return os.fsencode(Path(task.where).absolute()).decode(errors="replace")  # names need not be text


def _says_no_more(met: Appearance, earlier: Appearance) -> bool:
    pairs = (
        (met.publisher, earlier.publisher),
        (met.title, earlier.title),
        (met.published, earlier.published),
    )
    return met.address == earlier.address and all(new is None or new == old for new, old in pairs)


def _notices(task: Task, opened: Document, kept: Document) -> Iterator[Problem]:
    given = task.details.published
    if given and kept.published and abs(given - kept.published) > _DATES_AGREE_WITHIN:
        what = f"says it was published {kept.published}, which stands; {given} is kept as when it was met."
        yield Problem(task.where, what)
    if opened.text != kept.text:
        what = "now gives another text than when it was first added; the text that was kept is used."
        yield Problem(task.where, what)


def _result(added: Added) -> Result:
    if added.document:
        return "added"
    if added.reading:
        return "new reading"
    return "new appearance" if added.appearance else "already there"  # another process was quicker
