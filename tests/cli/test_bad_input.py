"""Bad input of every sort: one clear sentence, the documented exit code, no traceback, nothing lost."""

import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from armsledger.sources import opening

GOOD = "In May 2021 Norway delivered four Bayraktar TB2 drones to Iceland.\n"


def pdf(content: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    written, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (trailer, len(written))
    return written + b"xref\n0 6\n" + table + end


PRINTED = b"BT /F1 12 Tf 72 700 Td (In 2021 Norway delivered four drones to Iceland.) Tj ET"
LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)]" % (
    b"x" * 32,
    b"y" * 32,
)

BAD_FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("empty.txt", lambda: b"", "empty"),
    "50 MB of noise": ("noise.txt", lambda: random.Random(1).randbytes(50_000_000), "noise.txt"),
    "a truncated PDF": ("cut.pdf", lambda: pdf(PRINTED)[:180], "cut.pdf"),
    "an encrypted PDF": ("locked.pdf", lambda: pdf(PRINTED, LOCK), "password"),
    "a PDF without text": ("scan.pdf", lambda: pdf(b"0 0 m 9 9 l S"), "text"),
    "a binary renamed .txt": (
        "program.txt",
        lambda: b"\x7fELF\x02\x01\x01" + zlib.compress(b"x" * 9999),
        "program.txt",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_holds_nothing_to_read(run, tmp_path: Path, name: str) -> None:
    file_name, make, told = BAD_FILES[name]
    (tmp_path / file_name).write_bytes(make())
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    ended = run("read", file_name, "good.txt", "--published", "2021-12-31", "--format", "jsonl")
    assert ended.code == 1
    assert ended.err.count("\n") == 1 and told in ended.err and file_name in ended.err
    assert len(ended.out.splitlines()) == 1, "the good file is read all the same"


def test_html_nested_100_000_deep_is_read(run, tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_text("<div>" * 100_000 + GOOD + "</div>" * 100_000, encoding="utf-8")
    ended = run("read", "deep.html", "--published", "2021-12-31", "--format", "jsonl")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) == 1


def test_invalid_utf8_is_read_and_said(run, tmp_path: Path) -> None:
    (tmp_path / "damaged.txt").write_bytes(GOOD.encode() + b"\xff\xc3( " + GOOD.encode())
    ended = run("read", "damaged.txt", "--published", "2021-12-31", "--format", "jsonl")
    assert ended.code == 1
    assert ended.err.count("\n") == 1 and "damaged.txt" in ended.err
    assert len(ended.out.splitlines()) == 2


def test_a_missing_file(run) -> None:
    ended = run("add", "missing.txt")
    assert ended.code == 1
    assert "missing.txt: does not exist; check the name." in ended.err


@pytest.fixture
def silent_address() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []
        thread = threading.Thread(target=lambda: held.append(server.accept()[0]), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        for connection in held:
            connection.close()


def test_a_url_that_never_answers(run, silent_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opening.fetch.__kwdefaults__
    monkeypatch.setitem(opening.fetch.__kwdefaults__, "timeout_s", 0.3)
    ended = run("read", silent_address, "--allow-private")
    assert ended.code == 1
    assert ended.err.count("\n") == 1 and silent_address in ended.err


def test_a_ledger_that_is_not_one_is_left_as_it_is(run, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text(GOOD * 200, encoding="utf-8")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    for command in (("add", "good.txt"), ("claims",), ("register",)):
        ended = run(*command, "--ledger", other)
        assert ended.code == 3
        assert "notes.txt" in ended.err and "not a ledger" in ended.err
    assert other.read_text(encoding="utf-8") == GOOD * 200


def test_a_ledger_of_a_newer_version_is_left_as_it_is(run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert run("add", "good.txt", "--published", "2021-12-31").code == 0
    with sqlite3.connect("ledger.db") as connection:
        (position,) = connection.execute("SELECT max(position) FROM migration").fetchone()
        connection.execute(
            "INSERT INTO migration (position, name) VALUES (?, 'of the future')", (position + 1,)
        )
    connection.close()
    shutil.copy("ledger.db", "before.db")
    for command in (("add", "good.txt"), ("claims",)):
        ended = run(*command)
        assert ended.code == 3
        assert "newer" in ended.err
    assert Path("ledger.db").read_bytes() == Path("before.db").read_bytes()


def test_no_traceback_even_where_the_interpreter_has_the_last_word(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "armsledger", "read", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


def test_neither_a_ledger_nor_a_source_is_written_over(run, article) -> None:
    assert run("--ledger", "l.db", "add", article, "--published", "2021-08-15").code == 0
    for command in ("claims", "register"):
        ended = run("--ledger", "l.db", command, "-o", "l.db")
        assert ended.code == 2 and "is a ledger or another database" in ended.err
    assert run("--ledger", "l.db", "claims").code == 0
    before = article.read_bytes()
    ended = run("read", article, "--published", "2021-08-15", "-o", article)
    assert ended.code == 2 and "is a document to be read" in ended.err
    assert article.read_bytes() == before
