"""Adding documents: what is kept, what is read again, and what a problem stops (nothing)."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from armsledger.errors import LedgerBusy
from armsledger.ledger import Ledger
from armsledger.model import Appearance, Claim, Document, Problem, Quote, Reading
from armsledger.workflow import adding
from armsledger.workflow.adding import Outcome, Reader, Summary
from armsledger.workflow.gathering import Details, Gathered, gather

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


class FakeReader:
    """Makes one claim of every document's first word, and counts what it read on which date."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, date | None]] = []

    def read(self, document: Document, published: date | None) -> Reading:
        self.seen.append((document.text, published))
        word = document.text.split()[0]
        if word == "Crash":
            raise RecursionError("too deep")
        quote = Quote("Elsewhere" if word == "Wrong" else word, 0, len(word))
        claim = Claim(document.id, "holding", None, (), quote, reader="fake.1")
        problems = (Problem(document.id, "relative times stay unresolved"),) if published is None else ()
        return Reading(document.id, "fake.1", published, (claim,), problems)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.in_memory(at=AT) as opened:
        yield opened


@pytest.fixture
def fake() -> FakeReader:
    return FakeReader()


def text(name: str, content: str) -> Path:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def page(name: str, published: str | None) -> Path:
    """A synthetic page that says when it was published, and by whom."""
    dated = f'<meta property="article:published_time" content="{published}">' if published else ""
    body = (
        "<p>Freedonia has ten drones, a synthetic report of some length says, and wants more of them.</p>" * 3
    )
    return text(
        name,
        '<html><head><title>A title</title><meta property="og:site_name" content="The Invented Herald">'
        f"{dated}</head><body><article><h1>A title</h1>{body}</article></body></html>",
    )


def add(
    ledger: Ledger,
    fake: FakeReader,
    what: Sequence[str] | Gathered,
    details: Details | None = None,
    version: str = "fake.1",
) -> tuple[Summary, list[Outcome]]:
    outcomes: list[Outcome] = []
    gathered = what if isinstance(what, Gathered) else gather(what, details=details)
    reader = Reader(version, lambda document, day: replace(fake.read(document, day), reader=version))
    summary = adding.add(ledger, gathered, reader=reader, on_outcome=outcomes.append, now=lambda: AT)
    return summary, outcomes


def results(outcomes: list[Outcome]) -> list[str]:
    return [outcome.result for outcome in outcomes]


def test_what_is_added_is_kept(ledger: Ledger, fake: FakeReader, folder: Path) -> None:
    text("a.txt", "Freedonia has drones.")
    summary, (outcome,) = add(ledger, fake, ["a.txt"], Details(date(2022, 7, 20), "The Herald", "A title"))
    (document,) = ledger.documents()
    assert outcome == Outcome("a.txt", "added", document.id, 1, date(2022, 7, 20))
    assert summary == Summary({"added": 1}, 1, ())
    assert summary.document_count == 1
    assert document.address == str(folder / "a.txt")
    (met,) = ledger.appearances(document.id)
    assert met.appearance == Appearance(
        document.id, str(folder / "a.txt"), "The Herald", "A title", date(2022, 7, 20), str(folder / "a.txt")
    )
    assert met.met_at == ledger.readings(document.id)[0].read_at == AT
    assert [stored.claim.quote.text for stored in ledger.claims()] == ["Freedonia"]


def test_a_url_given_is_the_address(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    add(ledger, fake, ["a.txt"], Details(url="https://herald.example/a"))
    (document,) = ledger.documents()
    assert document.address == "https://herald.example/a"
    assert ledger.appearances(document.id)[0].appearance.address == "https://herald.example/a"


def test_adding_again_adds_and_reads_nothing(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    text("b.txt", "Ruritania has none.")
    assert results(add(ledger, fake, ["."])[1]) == ["added", "added"]
    summary, outcomes = add(ledger, fake, ["."])
    assert results(outcomes) == ["already there", "already there"]
    assert summary == Summary({"already there": 2}, 0, ())
    assert len(fake.seen) == 2


def test_adding_again_without_the_details_forgets_none(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    add(ledger, fake, ["a.txt"], Details(date(2022, 7, 20), "The Herald"))
    _, (outcome,) = add(ledger, fake, ["a.txt"])
    assert (outcome.result, outcome.published) == ("already there", date(2022, 7, 20))
    (document,) = ledger.documents()
    assert len(ledger.appearances(document.id)) == len(ledger.readings(document.id)) == 1


def test_the_same_bytes_elsewhere_are_one_document_met_twice(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    text("copy.txt", "Freedonia has drones.")
    _, outcomes = add(ledger, fake, ["."])
    assert results(outcomes) == ["added", "new appearance"]
    (document,) = ledger.documents()
    assert len(ledger.appearances(document.id)) == 2
    assert len(fake.seen) == 1


def test_a_date_learnt_later_makes_a_reading_that_counts(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    add(ledger, fake, ["a.txt"])
    _, (outcome,) = add(ledger, fake, ["a.txt"], Details(date(2022, 7, 20)))
    assert (outcome.result, outcome.claim_count) == ("new reading", 1)
    assert [day for _, day in fake.seen] == [None, date(2022, 7, 20)]
    assert [stored.published for stored in ledger.claims()] == [date(2022, 7, 20)]


def test_a_new_reader_reads_again(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    add(ledger, fake, ["a.txt"], Details(date(2022, 7, 20)))
    _, (outcome,) = add(ledger, fake, ["a.txt"], version="fake.2")
    assert outcome.result == "new reading"
    (document,) = ledger.documents()
    kept = ledger.readings(document.id)
    assert [(one.reader, one.published) for one in kept] == [
        ("fake.1", date(2022, 7, 20)),
        ("fake.2", date(2022, 7, 20)),
    ]


def test_the_date_that_a_document_gives_stands(ledger: Ledger, fake: FakeReader) -> None:
    page("a.html", "2022-07-20T10:00:00Z")
    summary, (outcome,) = add(ledger, fake, ["a.html"], Details(date(2020, 1, 1), "The Reprint"))
    assert outcome.published == date(2022, 7, 20)
    assert [str(problem) for problem in summary.problems] == [
        "a.html: says it was published 2022-07-20, which stands; 2020-01-01 is kept as when it was met."
    ]
    (document,) = ledger.documents()
    met = ledger.appearances(document.id)[0].appearance
    assert (met.publisher, met.title, met.published) == ("The Reprint", document.title, date(2020, 1, 1))
    assert document.publisher == "The Invented Herald"


def test_a_time_zone_apart_is_no_disagreement(ledger: Ledger, fake: FakeReader) -> None:
    page("a.html", "2022-07-20T23:30:00Z")
    summary, _ = add(ledger, fake, ["a.html"], Details(date(2022, 7, 21)))
    assert summary.problems == ()


def test_a_problem_stops_no_other_document(ledger: Ledger, fake: FakeReader) -> None:
    text("1.txt", "Freedonia has drones.")
    text("2.txt", "")
    text("3.txt", "Crash here.")
    text("4.txt", "Wrong here.")
    text("5.txt", "Ruritania has none.")
    summary, outcomes = add(ledger, fake, ["missing.txt", "."])
    assert results(outcomes) == ["problem", "added", "problem", "problem", "problem", "added"]
    assert summary.results == {"problem": 4, "added": 2}
    first, _, empty, crash, wrong, _ = outcomes
    assert str(first.problems[0]) == "missing.txt: does not exist; check the name."
    assert str(empty.problems[0]) == "2.txt: is empty: there is nothing to read."
    assert (
        str(crash.problems[0]) == "3.txt: left out, because fake.1 failed on it (RecursionError: too deep)."
    )
    assert "left out, because fake.1 failed on it (ValueError: claim " in str(wrong.problems[0])
    assert [document.text.split()[0] for document in ledger.documents()] == ["Freedonia", "Ruritania"]


def test_what_was_wrong_with_the_gathering_is_in_the_summary(ledger: Ledger, fake: FakeReader) -> None:
    problem = Problem("details.csv", "line 3: names no file; left out.")
    assert add(ledger, fake, Gathered((), (problem,)))[0] == Summary({}, 0, (problem,))


def test_what_a_reading_complains_of_is_in_the_outcome(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    _, (outcome,) = add(ledger, fake, ["a.txt"])
    assert [problem.what for problem in outcome.problems] == ["relative times stay unresolved"]


def test_the_text_that_was_kept_is_the_one_that_is_read(ledger: Ledger, fake: FakeReader) -> None:
    """A later version may make another text of the same bytes; the claims' offsets count in the first."""
    text("a.txt", "Freedonia has drones.")
    add(ledger, fake, ["a.txt"])
    (document,) = ledger.documents()
    with Ledger.in_memory(at=AT) as older:
        before = replace(document, text="Freedonia had drones.")
        older.add(before, Appearance(document.id), Reading(document.id, "fake.0", None, ()), at=AT)
        _, (outcome,) = add(older, fake, ["a.txt"])
        assert fake.seen[-1][0] == "Freedonia had drones."
        assert outcome.result == "new reading"
        assert "the text that was kept is used" in outcome.problems[0].what
        assert [stored.claim.quote.text for stored in older.claims()] == ["Freedonia"]


def test_a_ledger_that_fails_ends_the_run(ledger: Ledger, fake: FakeReader) -> None:
    text("a.txt", "Freedonia has drones.")
    with Ledger.open(Path("ledger.db"), wait_s=0) as opened, closing(sqlite3.connect("ledger.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy):
            add(opened, fake, ["a.txt"])
