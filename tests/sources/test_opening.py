"""Opening bytes, files and streams: what each is, its id, and one clear sentence for what cannot be read."""

import hashlib
import io
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from armsledger.errors import SourceTooLarge, SourceUnreachable, SourceUnreadable
from armsledger.model import SourceRange, Span
from armsledger.sources import open_file, open_source, open_stream, opening, read_bytes

SENTENCE = "Ruritania delivered six drones to Syldavia — “as agreed” — in May."


def test_a_clean_text_keeps_every_offset_of_the_file() -> None:
    text = f"\n  {SENTENCE}\r\n\r\n\tMore\u00a0of it.  \n"
    document = read_bytes(text.encode(), address="note.txt")
    assert document.text == text
    assert document.media_type == "text/plain"
    start = text.index("Syldavia")
    (place,) = document.locate(Span(start, start + 8))
    assert place == SourceRange(start, start + 8, start, start + 8, True)
    assert not document.problems


def test_the_same_bytes_are_the_same_document_under_any_address() -> None:
    payload = SENTENCE.encode()
    one, other = read_bytes(payload, address="a.txt"), read_bytes(payload, address="b.txt")
    assert one.id == other.id == hashlib.sha256(payload).hexdigest()[:16]
    assert one.size_bytes == len(payload)
    assert (one.address, other.address) == ("a.txt", "b.txt")


def test_encoded_data_is_refused_and_a_text_that_quotes_some_is_not() -> None:
    with pytest.raises(SourceUnreadable, match=r"blob\.txt holds no words"):
        read_bytes(b"QUJD" * 50_000, address="blob.txt")
    assert read_bytes(f"{SENTENCE} {'QUJD' * 16} ".encode() * 3, address="note.txt").text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    document = read_bytes(SENTENCE.encode(encoding))
    assert document.text == SENTENCE
    assert not document.problems


def test_western_european_text_is_read_and_reported() -> None:
    document = read_bytes("Die Außenministerin sagte “nein”.".encode("cp1252"), address="alt.txt")
    assert document.text == "Die Außenministerin sagte “nein”."
    assert ["not UTF-8" in problem.what for problem in document.problems] == [True]


def test_damaged_utf8_stays_utf8_and_each_damage_is_counted() -> None:
    payload = (SENTENCE * 3).encode() + b"\xe2\x80 end \xff."
    document = read_bytes(payload, address="cut.txt")
    assert document.text == SENTENCE * 3 + "\ufffd end \ufffd."
    assert "2 byte sequences are not valid UTF-8" in document.problems[0].what


def test_a_declared_encoding_is_used_where_the_bytes_are_not_utf8() -> None:
    document = read_bytes("Министр заявил.".encode("cp1251"), media_type="text/plain; charset=windows-1251")
    assert document.text == "Министр заявил."


def test_text_in_an_encoding_nobody_names_is_refused_rather_than_garbled() -> None:
    with pytest.raises(SourceUnreadable, match="unknown encoding"):
        read_bytes(("Министр заявил, что поставки начались. " * 5).encode("cp1251"), address="mid.txt")


@pytest.mark.parametrize("declared", ["utf-7", "rot13", "base64", "nonsense\x00", "unicode_escape"])
def test_a_declared_encoding_that_is_none_is_passed_over(declared: str) -> None:
    document = read_bytes(b"caf\xe9 society", media_type=f"text/plain; charset={declared}")
    assert document.text == "café society"


def test_a_control_character_becomes_a_space_and_moves_nothing() -> None:
    document = read_bytes((SENTENCE * 9 + "a\x00\x1bb" + SENTENCE).encode(), address="odd.txt")
    assert document.text == SENTENCE * 9 + "a  b" + SENTENCE
    start = document.text.index("a  b") + 1
    (place,) = document.locate(Span(start, start + 1))
    assert place == SourceRange(start, start + 2, start, start + 2, False)


@pytest.mark.parametrize("payload", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe\n\x00", b"\x00" * 100])
def test_an_empty_source_is_said_to_be_empty(payload: bytes) -> None:
    with pytest.raises(SourceUnreadable, match=r"void\.txt is empty"):
        read_bytes(payload, address="void.txt")


def test_fifty_megabytes_of_noise_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(random.Random(1).randbytes(1024 * 1024) * 50)
    begun = time.perf_counter()
    with pytest.raises(SourceUnreadable, match="binary data"):
        open_file(path)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        (b"\x7fELF" + bytes(range(256)), "program"),
        (b"PK\x03\x04" + bytes(100), "office file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture"),
        (b"\x01\x02\x03\x04" * 50, "binary data"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (b"A text that is called a PDF.", "does not begin like one"),
    ],
)
def test_what_is_no_text_is_named(payload: bytes, what: str) -> None:
    with pytest.raises(SourceUnreadable, match=what):
        read_bytes(payload, address="report.pdf" if what.startswith("does not") else "report.txt")


@pytest.mark.parametrize(
    ("payload", "address", "media_type", "expected"),
    [
        (b"<!DOCTYPE html><p>Ruritania sent drones to Syldavia.", "x.txt", "text/plain", "text/html"),
        (b"<!-- saved --><HTML><p>Ruritania sent drones.", None, None, "text/html"),
        (b"<p>Ruritania sent drones to Syldavia.", "x.html", None, "text/html"),
        (
            b"<p>Ruritania sent drones to Syldavia.",
            "https://x.example/a",
            "text/html; charset=utf-8",
            "text/html",
        ),
        (b"a < b and <p> is a tag", "x.txt", None, "text/plain"),
    ],
)
def test_content_tells_the_type_before_the_server_and_the_name(
    payload: bytes, address: str | None, media_type: str | None, expected: str
) -> None:
    assert read_bytes(payload, address=address, media_type=media_type).media_type == expected


def test_files_that_cannot_be_opened_are_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreachable, match="does not exist"):
        open_file(tmp_path / "missing.txt")
    with pytest.raises(SourceUnreachable, match="is a directory"):
        open_file(tmp_path)
    with pytest.raises(SourceUnreachable, match="does not exist"):
        open_file(tmp_path / "nul\x00l.txt")
    with pytest.raises(SourceUnreachable, match=r"no\?text\.txt does not exist"):
        open_file(tmp_path / "no\udcfftext.txt")
    with pytest.raises(SourceUnreachable, match="cannot be opened"):
        open_file(tmp_path / ("long" * 100))


def test_a_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SENTENCE)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser may read all: let the system refuse by hand

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceUnreachable, match="Permission denied"):
        open_file(path)


def test_a_stream_is_read_no_further_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"a" * size

    monkeypatch.setattr(opening, "MAX_BYTES", 3 * 1024 * 1024)
    endless = Endless()
    with pytest.raises(SourceTooLarge, match="over the bound of 3 MiB"):
        open_stream(endless)  # type: ignore[arg-type]
    assert endless.given == 3 * 1024 * 1024 + 1
    with pytest.raises(SourceTooLarge):
        read_bytes(b"a" * (3 * 1024 * 1024 + 1))


def test_a_dash_is_standard_input_a_scheme_an_address_and_all_else_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    assert open_source("-").text == SENTENCE
    with pytest.raises(SourceUnreachable, match="not an http or https address"):
        open_source("ftp://files.example/report.txt")
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert open_source(str(path)).address == open_source(path).address == str(path)


def test_reading_a_text_imports_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from armsledger.sources import open_file;"
        f"open_file(Path({str(path)!r}));"
        "heavy = ('html', 'json', 'ssl', 'socket', 'http', 'pypdfium2', 'lxml', 'numpy');"
        "print(*[name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""


def test_a_truncated_or_encrypted_pdf_is_said_to_be_that(print_pdf: Callable[..., bytes]) -> None:
    whole = print_pdf([[(72, 700, 11, SENTENCE)]])
    for length in (20, len(whole) // 3, len(whole) // 2):
        with pytest.raises(SourceUnreadable, match=r"half\.pdf is a damaged or truncated PDF"):
            read_bytes(whole[:length], address="half.pdf")
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]"
    locked = print_pdf([[(72, 700, 11, SENTENCE)]], trailer=lock % (b"00" * 32, b"11" * 32))
    with pytest.raises(SourceUnreadable, match=r"locked\.pdf is encrypted"):
        read_bytes(locked, address="locked.pdf")
