"""A PDF writer of some lines and a web server of some threads, for the tests of sources."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

PrintedLine = tuple[float, float, float, str]
"""Left, baseline, type size in points, text."""


def _print_pdf(
    pages: list[list[PrintedLine]], trailer: bytes = b"", info: dict[str, str] | None = None
) -> bytes:
    """An uncompressed PDF of Helvetica lines; `trailer` adds entries to the trailer dictionary."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = b"BT\n" + b"".join(_show(line) for line in lines) + b"ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    if info:
        objects.append(
            b"<< " + b" ".join(f"/{key} ({value})".encode() for key, value in info.items()) + b" >>"
        )
        trailer += b" /Info %d 0 R" % len(objects)
    written = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    written += b"trailer << /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return written + b"startxref\n%d\n%%%%EOF" % start


def _show(line: PrintedLine) -> bytes:
    left, baseline, size, text = line
    shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, left, baseline, shown)


@pytest.fixture
def print_pdf() -> Callable[..., bytes]:
    """The PDF writer."""
    return _print_pdf


@dataclass
class Server:
    """A server on the loopback address that gives each request to `answer`, one thread a connection."""

    address: str
    requests: list[bytes]


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[socket.socket, bytes], None]], Server]]:
    """Starts servers; all end with the test."""
    listeners: list[socket.socket] = []
    over = threading.Event()

    def start(answer: Callable[[socket.socket, bytes], None]) -> Server:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        server = Server(f"http://127.0.0.1:{listener.getsockname()[1]}/", [])

        def handle(connection: socket.socket) -> None:
            with connection:
                try:
                    request = connection.recv(65536)
                    server.requests.append(request)
                    answer(connection, request)
                except OSError:
                    pass  # the client went away, as it should

        def accept() -> None:
            while not over.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=handle, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        return server

    yield start
    over.set()
    for listener in listeners:
        listener.close()
