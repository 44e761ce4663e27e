"""What a user names, and what is added."""

import os
from datetime import date
from pathlib import Path

import pytest

from armsledger.errors import UsageError
from armsledger.workflow.gathering import Details, Gathered, Task, gather


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of synthetic files, which is the working directory."""
    for name in (
        "b.txt", "a.html", "c.HTM", "d.pdf", "notes.docx", ".hidden.txt", "more/e.txt", "more/.f.txt",
        ".git/g.txt", "fifth/h.txt", "none/picture.png",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("synthetic")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(gathered: Gathered) -> list[str]:
    return [task.where for task in gathered.tasks]


def table(content: str | bytes, name: str = "details.csv") -> Path:
    path = Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_folder_gives_what_is_in_it_and_below() -> None:
    assert names(gather(["."])) == [
        "a.html",
        "b.txt",
        "c.HTM",
        "d.pdf",
        "fifth/h.txt",
        "more/e.txt",
    ]


def test_what_is_named_comes_in_the_order_of_naming_and_once() -> None:
    again = str(Path("b.txt").absolute())
    gathered = gather(
        ["more/e.txt", "https://herald.example/1", "b.txt", again, "missing.txt", ".hidden.txt"]
    )
    assert names(gathered) == [
        "more/e.txt",
        "https://herald.example/1",
        "b.txt",
        "missing.txt",
        ".hidden.txt",
    ]
    assert gathered.problems == ()


def test_a_folder_without_documents_is_a_problem() -> None:
    (problem,) = gather(["none"]).problems
    assert str(problem) == "none: holds no file that ends in .txt, .html, .htm, .pdf."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_passed_by() -> None:
    os.mkfifo("none/pipe.txt")
    assert names(gather(["none"])) == []


def test_details_are_of_one_document() -> None:
    details = Details(date(2022, 7, 20), "The Invented Herald")
    assert gather(["b.txt"], details=details).tasks == (Task("b.txt", details),)
    for several in (["b.txt", "a.html"], ["more"], []):
        with pytest.raises(UsageError, match="of one document; use --meta"):
            gather(several, details=details)
    assert len(gather(["b.txt", "a.html"], details=Details()).tasks) == 2


def test_details_come_one_way() -> None:
    with pytest.raises(UsageError, match="not both"):
        gather(["b.txt"], details=Details(title="A title"), meta=table("file\nb.txt\n"))


def test_a_table_gives_details_of_many() -> None:
    meta = table(
        "\ufefffile,publisher,published,title,url\n"
        'b.txt,"Herald, the Invented",2022-07-20, A title ,https://herald.example/b\n'
        "more/e.txt,,2022-07-21,,\n"
        "https://herald.example/1,The Invented Herald,,,\n"
    )
    gathered = gather(["https://herald.example/1", "."], meta=meta)
    details = {task.where: task.details for task in gathered.tasks if task.details != Details()}
    assert details == {
        "https://herald.example/1": Details(publisher="The Invented Herald"),
        "b.txt": Details(date(2022, 7, 20), "Herald, the Invented", "A title", "https://herald.example/b"),
        "more/e.txt": Details(date(2022, 7, 21)),
    }
    assert len(gathered.tasks) == 7
    assert gathered.problems == ()


def test_a_table_alone_names_its_files_from_where_it_lies() -> None:
    meta = table("file,published\nh.txt,2022-07-20\nhttps://herald.example/1,\n", "fifth/details.csv")
    assert names(gather([], meta=meta)) == ["fifth/h.txt", "https://herald.example/1"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("b.txt,20th July", "line 3: '20th July' is no date, write 2022-07-20; b.txt is left out."),
        ("b.txt,2022-02-30", "line 3: '2022-02-30' is no date, write 2022-07-20; b.txt is left out."),
        ("b.txt,2022-07-20,more", "line 3: has more cells than the header; b.txt is left out."),
        ("missing.txt,2022-07-20", "line 3: missing.txt is not there; left out."),
        (",2022-07-20", "line 3: names no file; left out."),
        ("./a.html,2022-07-20", "line 3: a.html has a row already, which stands."),
    ],
)
def test_a_bad_row_is_one_problem_and_its_document_is_left_out(row: str, problem: str) -> None:
    meta = table(f"file,published\na.html,2021-05-03\n{row}\nd.pdf,2021-05-04\n")
    gathered = gather([], meta=meta)
    assert [str(one) for one in gathered.problems] == [f"details.csv: {problem}"]
    assert gathered.tasks == (
        Task("a.html", Details(date(2021, 5, 3))),
        Task("d.pdf", Details(date(2021, 5, 4))),
    )
    assert "b.txt" in names(gather(["."], meta=meta)) or "b.txt" in row


def test_a_strange_column_is_pointed_out() -> None:
    gathered = gather([], meta=table("file,publised\nb.txt,2022-07-20\n"))
    assert [str(one) for one in gathered.problems] == [
        "details.csv: line 1: publised is not used; the columns are file, published, publisher, title, url."
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no column called file"),
        (b"name,published\nb.txt,\n", "has no column called file"),
        (b"file,title\nb.txt,caf\xe9\n", "not a CSV file in UTF-8"),
        (b'file,title\nb.txt,"open\n', "cannot be read|can be read to its end"),
        (b"file,title\nb.txt," + b"x" * 200_000 + b"\n", "can be read to its end"),
    ],
)
def test_what_is_no_table_is_wrong_usage(content: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        gather(["b.txt"], meta=table(content))


def test_a_missing_table_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        gather(["b.txt"], meta=Path("missing.csv"))
