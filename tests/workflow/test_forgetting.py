"""Forgetting a document: nothing of its words is left, nothing else is touched, and it does not come back."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from armsledger.catalog import load
from armsledger.errors import UsageError
from armsledger.ledger import Ledger
from armsledger.reading import read, reader_version
from armsledger.workflow import adding, casing, forgetting
from armsledger.workflow.gathering import Details, gather

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CATALOG = load()
READER = adding.Reader(
    reader_version(CATALOG), lambda document, published: read(document, published, CATALOG)
)
SECRET = "Quibblethwaite"


@pytest.fixture(params=["in a file", "on a server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    in_a_file = request.param == "in a file"
    return str(tmp_path / "ledger.db") if in_a_file else request.getfixturevalue("postgresql")()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two invented reports of one deal; no such deal is meant."""
    one, other = tmp_path / f"{SECRET}.txt", tmp_path / "other.txt"
    one.write_text(
        f"Iceland received four Bayraktar TB2 drones from Norway in May 2021, {SECRET} of the invented"
        f" Harbour Courier reported. {SECRET} Shipping delivered ten Mohajer-6 drones to Iceland.\n",
        encoding="utf-8",
    )
    other.write_text("In May 2021 Norway delivered four Bayraktar TB2 drones to Iceland.\n", encoding="utf-8")
    return [one, other]


@pytest.fixture
def ledger(place: str, files: list[Path]) -> Iterator[Ledger]:
    with Ledger.open(place, at=AT) as opened:
        add(opened, *files)
        assert casing.case_rows(opened, CATALOG)
        yield opened


def add(ledger: Ledger, *files: Path) -> adding.Summary:
    gathered = gather([str(file) for file in files], details=Details(title=None), meta=None)
    return adding.add(ledger, gathered, reader=READER)


def forget(ledger: Ledger, name: str) -> str:
    id = forgetting.meant(ledger, name)
    forgetting.forget(ledger, CATALOG, id, who="R. Analyst", why="A court's order.", made_at=AT)
    return id


def everything(ledger: Ledger) -> str:
    """Every value of every table."""
    from armsledger.ledger.schema import DERIVED, METADATA

    with ledger.querying() as connection:
        return "\n".join(
            str([bytes(value) if isinstance(value, memoryview) else value for value in row])
            for table in (*METADATA.tables.values(), *DERIVED.tables.values())
            for row in connection.execute(table.select())
        )


def test_no_word_is_left(ledger: Ledger, files: list[Path], tmp_path: Path) -> None:
    assert SECRET in everything(ledger)
    id = forget(ledger, str(files[0]))
    assert SECRET not in everything(ledger)
    for file in tmp_path.glob("ledger.db*"):
        assert SECRET.encode() not in file.read_bytes()
    kept = ledger.document(id)
    assert kept is not None
    assert kept.text.startswith("Forgotten on 2026-03-01: A court's order. SHA-256 of what was here: ")
    assert kept.sha256 in kept.text
    assert (kept.title, kept.author, kept.address) == (None, None, None)


def test_its_claims_and_cases_are_gone_and_others_stay(ledger: Ledger, files: list[Path]) -> None:
    before = [json.loads(row) for row in casing.case_rows(ledger, CATALOG)]
    id = forget(ledger, str(files[0]))
    after = [json.loads(row) for row in casing.case_rows(ledger, CATALOG)]
    assert {claim["document"] for case in before for claim in case["claims"]} > {id}
    assert {claim["document"] for case in after for claim in case["claims"]} == {
        claim["document"] for case in before for claim in case["claims"]
    } - {id}
    assert all(stored.claim.document_id != id for stored in ledger.claims())
    assert len(ledger.claims()) >= 1


def test_it_is_not_added_again(ledger: Ledger, files: list[Path]) -> None:
    forget(ledger, str(files[0]))
    count = len(ledger.claims())
    summary = add(ledger, *files)
    (problem,) = summary.problems
    assert str(problem).endswith("was forgotten on 2026-03-01 (A court's order.) and is not added again.")
    assert len(ledger.claims()) == count


def test_it_cannot_be_undone_and_is_not_done_twice(ledger: Ledger, files: list[Path]) -> None:
    id = forget(ledger, str(files[0]))
    assert forget(ledger, id) == id
    (made,) = ledger.judgements()
    assert (made.judgement.act, made.judgement.document) == ("forget", id)
    from armsledger.workflow.judging import Judge

    with pytest.raises(UsageError, match="cannot be undone"):
        Judge(ledger, CATALOG, who="R. Analyst", made_at=AT).undo(made.number)


def test_what_was_begun_is_finished(
    ledger: Ledger, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is stopped half-way, the document counts for nothing, and doing it again finishes it."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "erase", stop)
        with pytest.raises(KeyboardInterrupt):
            forget(ledger, str(files[0]))
    assert len(ledger.claims()) == 1
    forget(ledger, str(files[0]))
    assert SECRET not in everything(ledger)


@pytest.mark.parametrize("name", ["nothing", "", "%", "zzzz"])
def test_a_document_that_there_is_not(ledger: Ledger, name: str) -> None:
    with pytest.raises(UsageError, match="there is no document"):
        forgetting.meant(ledger, name)


def test_a_path_from_here_will_do(ledger: Ledger, files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files[0].parent)
    assert forgetting.meant(ledger, files[0].name) == forgetting.meant(ledger, str(files[0]))


def test_a_name_and_a_reason_are_needed(ledger: Ledger, files: list[Path]) -> None:
    id = forgetting.meant(ledger, str(files[0]))
    for who, why in (("", "x"), ("x", " ")):
        with pytest.raises(UsageError, match="forgetting needs"):
            forgetting.forget(ledger, CATALOG, id, who=who, why=why, made_at=AT)


def test_all_else_is_still_refused(ledger: Ledger, files: list[Path]) -> None:
    """The erasing opens the tables for its own transaction only."""
    from sqlalchemy import text
    from sqlalchemy.exc import IntegrityError

    forget(ledger, str(files[0]))
    for statement in ("DELETE FROM claim", "UPDATE document SET text = ''", "DELETE FROM phrase"):
        with pytest.raises(IntegrityError, match="append-only"), ledger.writing() as connection:
            connection.execute(text(statement))
