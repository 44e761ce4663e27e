"""One web address to bytes, bounded in time and size, and never to a private network unless allowed.

Each hop's host is resolved once, every address it has is checked, and the connection is made to a
checked address, so that a name that changes its answer between check and connection gains nothing.
Proxies and other settings of the environment are not used.
"""

import http.client
import io
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from armsledger.errors import SourceTooLarge, SourceUnreachable, SourceUnreadable

MAX_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_READABLE_TYPES = (
    "text/",
    "application/xhtml+xml",
    "application/pdf",
    "application/octet-stream",
    "binary/octet-stream",
)
_AGENT = "armsledger (reads one page at a user's request)"
_PIECE_BYTES = 65536
_MOST_ADDRESSES = 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: the bytes without any coding, the address they came from at last, their type."""

    payload: bytes
    address: str
    media_type: str | None


def download(url: str, *, allow_private: bool, timeout_s: float, max_bytes: int) -> Answer:
    """The content at `url`. Raises SourceUnreachable, SourceTooLarge or SourceUnreadable."""
    deadline = _Deadline(timeout_s)
    address = url
    for _ in range(MAX_REDIRECTS + 1):
        try:
            answer = _ask(address, allow_private, deadline, max_bytes)
        except TimeoutError as error:
            raise SourceUnreachable(
                f"{address} did not answer in full within {timeout_s:g} s; try again later."
            ) from error
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", None) or error.reason or "TLS failed"
            raise SourceUnreachable(f"{address} cannot be reached safely: {reason}.") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its answer breaks off or is not HTTP"
            raise SourceUnreachable(f"{address} cannot be reached: {reason}.") from error
        if isinstance(answer, Answer):
            return answer
        address = answer
    raise SourceUnreachable(
        f"{url} redirects more than {MAX_REDIRECTS} times; open it in a browser and give its last address."
    )


class _Deadline:
    """The moment by which everything must be done."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _TimedReader(io.RawIOBase):
    """A socket to read from, each read bounded by what is left of the whole time."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._deadline.left())
        return self._connection.recv_into(buffer)


class _TimedConnection:
    """What http.client.HTTPResponse needs of a socket."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        self._reader = _TimedReader(connection, deadline)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The reader, buffered."""
        return io.BufferedReader(self._reader)


def _ask(address: str, allow_private: bool, deadline: _Deadline, max_bytes: int) -> Answer | str:
    """The answer at one address, or the address it redirects to."""
    parts = _split(address)
    connection = _connect(parts, allow_private, deadline)
    with closing(connection):
        connection.settimeout(deadline.left())
        connection.sendall(_request(parts))
        response = http.client.HTTPResponse(_TimedConnection(connection, deadline), method="GET")  # type: ignore[arg-type]
        with closing(response):
            response.begin()
            location = response.getheader("Location")
            if response.status in _REDIRECTS and location:
                return urljoin(address, location)
            return _read(response, address, deadline, max_bytes)


def _split(address: str) -> SplitResult:
    """The parts of an http or https address. Raises SourceUnreachable for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise SourceUnreachable(f"{address} is not a valid address: {error}.") from error
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise SourceUnreachable(f"{address} is not an http or https address; only those are read.")
    if parts.username is not None:
        raise SourceUnreachable(
            "An address with a user name or password in it is not read; save the page instead."
        )
    return parts


def _connect(parts: SplitResult, allow_private: bool, deadline: _Deadline) -> socket.socket:
    """A connection to the first of the host's addresses that answers; all of them are checked before."""
    host = _ascii_host(parts)
    port = parts.port or _PORTS[parts.scheme]
    addresses = _resolve(host, port, deadline)
    for address in addresses:
        if not (allow_private or _is_public(address)):
            raise SourceUnreachable(
                f"{parts.geturl()} leads to {address}, which is not on the public internet; "
                "allow private addresses (--allow-private, allow_private=True) if that is what you want."
            )
    failure: OSError = OSError("it has no address")
    for address in addresses:
        try:
            connection = socket.create_connection((address, port), timeout=deadline.left())
        except TimeoutError:
            raise
        except OSError as error:
            failure = error
            continue
        if parts.scheme == "http":
            return connection
        try:
            connection.settimeout(deadline.left())
            return ssl.create_default_context().wrap_socket(connection, server_hostname=host)
        except BaseException:
            connection.close()
            raise
    raise failure


def _resolve(host: str, port: int, deadline: _Deadline) -> list[str]:
    """The addresses of a host, asked for on a thread, since the system's resolver knows no time limit."""
    answers: list[list[str] | OSError | UnicodeError] = []

    def resolve() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.append([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError) as error:
            answers.append(error)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if not answers:
        raise TimeoutError
    answer = answers[0]
    if not isinstance(answer, list):
        raise SourceUnreachable(f"{host} is not known to the name service; check the address.") from answer
    return list(dict.fromkeys(answer))[:_MOST_ADDRESSES]


def _is_public(address: str) -> bool:
    """False for private, loopback, link-local, reserved and multicast addresses, however embedded."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None and not _is_public(str(inner)):
            return False
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _ascii_host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise SourceUnreachable(
            f"{parts.geturl()} has a host name that cannot exist; check the address."
        ) from error


def _request(parts: SplitResult) -> bytes:
    host = _ascii_host(parts)
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]") if parts.query else ""
    )
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}{port}\r\nUser-Agent: {_AGENT}\r\n"
        "Accept: text/html, application/xhtml+xml, text/plain, application/pdf\r\n"
        "Accept-Encoding: gzip, identity\r\nConnection: close\r\n\r\n"
    ).encode("ascii")


def _read(response: http.client.HTTPResponse, address: str, deadline: _Deadline, max_bytes: int) -> Answer:
    if response.status != 200:
        raise SourceUnreachable(
            f"{address} answered {response.status} {response.reason[:100]}; check it in a browser."
        )
    media_type = response.getheader("Content-Type")
    plain_type = (media_type or "text/html").partition(";")[0].strip().lower()
    if not plain_type.startswith(_READABLE_TYPES):
        raise SourceUnreadable(f"{address} is {plain_type[:100]}, not text, HTML or PDF.")
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise SourceUnreadable(f"{address} came in the coding {coding[:40]}, which was not asked for.")
    body = _Body(address, max_bytes, packed=coding != "identity")
    while piece := response.read1(_PIECE_BYTES):
        deadline.left()
        body.add(piece)
    if response.length:  # the server promised more than it sent
        raise SourceUnreachable(f"{address} broke off before its end; try again later.")
    return Answer(body.end(), address, media_type)


class _Body:
    """The body as it comes in, unpacked piece by piece and never beyond the bound."""

    def __init__(self, address: str, max_bytes: int, packed: bool) -> None:
        self._address = address
        self._max_bytes = max_bytes
        self._unpacker = zlib.decompressobj(wbits=31) if packed else None
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, piece: bytes) -> None:
        """Takes some bytes. Raises SourceTooLarge over the bound, packed or unpacked."""
        if self._unpacker:
            try:
                piece = self._unpacker.decompress(piece, self._max_bytes - self._size + 1)
            except zlib.error as error:
                raise SourceUnreadable(f"{self._address} came damaged: its gzip coding is broken.") from error
        self._size += len(piece)
        if self._size > self._max_bytes:
            raise SourceTooLarge(
                f"{self._address} is over the bound of {self._max_bytes:,} bytes, so it was not read."
            )
        self._pieces.append(piece)

    def end(self) -> bytes:
        """All of it. Raises SourceUnreachable where a packed body lacks its end."""
        if self._unpacker and not self._unpacker.eof:
            raise SourceUnreachable(f"{self._address} broke off before its end; try again later.")
        return b"".join(self._pieces)
