"""The network: bounded in time and size, each hop checked, and never inwards unless allowed."""

import gzip
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from armsledger.errors import SourceTooLarge, SourceUnreachable, SourceUnreadable
from armsledger.sources import fetch, fetching

Answering = Callable[[socket.socket, bytes], None]
Serve = Callable[[Answering], Any]

BODY = b"<!DOCTYPE html><p>Ruritania delivered six drones to Syldavia in May.</p>"
PUBLIC = "93.184.216.34"


def http(body: bytes = BODY, status: str = "200 OK", **headers: str) -> Answering:
    fields = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = f"HTTP/1.1 {status}\r\n" + "".join(
        f"{name}: {value}\r\n" for name, value in fields.items() if value
    )
    return lambda connection, _: connection.sendall(head.encode() + b"\r\n" + body)


def drip(first: bytes) -> Answering:
    def answer(connection: socket.socket, _: bytes) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(b"a")
            time.sleep(0.02)

    return answer


def test_a_page_is_read_from_an_address(serve: Serve) -> None:
    server = serve(http(gzip.compress(BODY), Content_Encoding="gzip"))
    document = fetch(server.address + "a path?q=é", allow_private=True)
    assert document.text == "Ruritania delivered six drones to Syldavia in May."
    assert document.address == server.address + "a path?q=é"
    assert server.requests[0].startswith(b"GET /a%20path?q=%C3%A9 HTTP/1.1\r\nHost: 127.0.0.1:")


def test_the_server_s_charset_is_used(serve: Serve) -> None:
    server = serve(
        http("<html><p>Министр заявил о поставке.".encode("cp1251"), Content_Type="text/html; charset=cp1251")
    )
    assert fetch(server.address, allow_private=True).text == "Министр заявил о поставке."


def test_chunks_are_put_together(serve: Serve) -> None:
    chunked = b"".join(b"%x\r\n%s\r\n" % (1, BODY[at : at + 1]) for at in range(len(BODY))) + b"0\r\n\r\n"
    server = serve(http(chunked, Content_Length="", Transfer_Encoding="chunked"))
    assert fetch(server.address, allow_private=True).size_bytes == len(BODY)


def test_redirects_are_followed_to_the_last_address(serve: Serve) -> None:
    target = serve(http())
    server = serve(http(b"", "302 Found", Location=target.address + "end"))
    assert fetch(server.address, allow_private=True).address == target.address + "end"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0.0.0.0:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://[2002:7f00:1::]:{port}/",
        "http://[64:ff9b::7f00:1]:{port}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://240.0.0.1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
    ],
)
def test_private_addresses_are_never_asked(serve: Serve, address: str) -> None:
    server = serve(http())
    port = server.address.rpartition(":")[2].strip("/")
    with pytest.raises(SourceUnreachable, match=r"not on the public internet|not known to the name service"):
        fetch(address.format(port=port))
    assert server.requests == []


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[tuple[str, int]]:
    """Makes the name service give `answers` in turn; returns the list of the addresses connected to."""
    turns = iter(answers)
    connected: list[tuple[str, int]] = []

    def getaddrinfo(host: str, port: int, **_: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(turns)]

    def create_connection(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address)
        connection = socket.socket()
        connection.settimeout(timeout)
        connection.connect(("127.0.0.1", address[1]))
        return connection

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    return connected


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(http())
    connected = resolve_to(monkeypatch, [PUBLIC, "192.168.0.1"])
    with pytest.raises(SourceUnreachable, match=r"leads to 192\.168\.0\.1"):
        fetch(server.address.replace("127.0.0.1", "news.example"))
    assert connected == []


def test_the_connection_goes_to_the_address_that_was_checked(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(http())
    port = int(server.address.rpartition(":")[2].strip("/"))
    connected = resolve_to(monkeypatch, [PUBLIC], ["127.0.0.1"])  # a second question would get another answer
    fetch(f"http://news.example:{port}/")
    assert connected == [(PUBLIC, port)]
    assert f"Host: news.example:{port}".encode() in server.requests[0]


def test_a_redirect_inwards_is_refused(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = serve(http())
    outer = serve(http(b"", "301 Moved", Location=inner.address))
    resolve_to(monkeypatch, [PUBLIC], ["127.0.0.1"])
    with pytest.raises(SourceUnreachable, match=r"leads to 127\.0\.0\.1"):
        fetch(outer.address.replace("127.0.0.1", "news.example"))
    assert inner.requests == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://files.example/a", "gopher://x.example", "//[bad"]
)
def test_a_redirect_to_another_scheme_is_refused(serve: Serve, location: str) -> None:
    server = serve(http(b"", "302 Found", Location=location))
    with pytest.raises(SourceUnreachable):
        fetch(server.address, allow_private=True)


def test_a_redirect_loop_ends(serve: Serve) -> None:
    server = serve(http(b"", "302 Found", Location="/again"))
    with pytest.raises(SourceUnreachable, match="redirects more than 5 times"):
        fetch(server.address, allow_private=True)
    assert len(server.requests) == fetching.MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    "answer",
    [
        lambda connection, _: time.sleep(3),
        drip(b""),
        drip(b"HTTP/1.1 200 OK\r\nX: "),
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        lambda connection, _: [connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n") for _ in iter(int, 1)],
    ],
    ids=["silence", "dripped status", "dripped header", "dripped body", "endless continue"],
)
def test_the_whole_time_is_bounded(serve: Serve, answer: Answering) -> None:
    server = serve(answer)
    begun = time.monotonic()
    with pytest.raises(SourceUnreachable, match=r"did not answer in full within 0\.4 s"):
        fetch(server.address, allow_private=True, timeout_s=0.4)
    assert time.monotonic() - begun < 2


def test_a_handshake_that_never_comes_is_bounded(serve: Serve) -> None:
    server = serve(lambda connection, _: time.sleep(3))
    with pytest.raises(SourceUnreachable, match="did not answer in full"):
        fetch(server.address.replace("http:", "https:"), allow_private=True, timeout_s=0.4)


def test_a_name_service_that_never_answers_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def getaddrinfo(*_: object, **__: object) -> list[Any]:
        over.wait(3)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(SourceUnreachable, match="did not answer in full"):
        fetch("http://news.example/", timeout_s=0.3)
    over.set()


@pytest.mark.parametrize("headers", [{"Content_Length": ""}, {"Content_Length": "999999999"}])
def test_a_body_over_the_bound_is_cut_off(serve: Serve, headers: dict[str, str]) -> None:
    server = serve(http(b"a" * 200_000, **headers))
    with pytest.raises(SourceTooLarge, match="over the bound of 100,000 bytes"):
        fetch(server.address, allow_private=True, max_bytes=100_000)


def test_a_gzip_bomb_is_cut_off(serve: Serve) -> None:
    server = serve(http(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"))
    with pytest.raises(SourceTooLarge):
        fetch(server.address, allow_private=True, max_bytes=100_000)


@pytest.mark.parametrize(
    ("answer", "error", "what"),
    [
        (http(gzip.compress(BODY)[:-20], Content_Encoding="gzip"), SourceUnreachable, "broke off"),
        (http(b"no gzip at all", Content_Encoding="gzip"), SourceUnreadable, "gzip coding is broken"),
        (http(Content_Encoding="br"), SourceUnreadable, "came in the coding br"),
        (http(Content_Length="9000"), SourceUnreachable, "broke off"),
        (http(Content_Type="image/png"), SourceUnreadable, "is image/png, not text, HTML or PDF"),
        (http(Content_Type="application/json"), SourceUnreadable, "is application/json"),
        (http(b""), SourceUnreadable, "is empty"),
        (http(status="404 Not Found"), SourceUnreachable, "answered 404 Not Found"),
        (http(status="302 Found"), SourceUnreachable, "answered 302"),
        (lambda connection, _: connection.sendall(b"SSH-2.0-x\r\n\r\n"), SourceUnreachable, "is not HTTP"),
        (lambda connection, _: None, SourceUnreachable, "is not HTTP"),
    ],
)
def test_an_answer_that_is_no_document_is_named(
    serve: Serve, answer: Answering, error: type[Exception], what: str
) -> None:
    server = serve(answer)
    with pytest.raises(error, match=what):
        fetch(server.address, allow_private=True)


def test_a_server_without_tls_is_not_asked_in_the_clear(serve: Serve) -> None:
    server = serve(lambda connection, _: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n"))
    with pytest.raises(SourceUnreachable, match="cannot be reached safely"):
        fetch(server.address.replace("http:", "https:"), allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http:///a",
        "file:///etc/passwd",
        "http://x.example:99999/",
        "http://x.example:0/",
        "http://[bad/",
        "http://user:secret@x.example/",
        f"http://{'é' * 80}.example/",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(SourceUnreachable) as caught:
        fetch(address)
    assert "secret" not in str(caught.value)


def test_a_refused_connection_is_named(serve: Serve) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(SourceUnreachable, match="Connection refused"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_proxies_of_the_environment_are_not_used(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetch(serve(http()).address, allow_private=True).size_bytes == len(BODY)
