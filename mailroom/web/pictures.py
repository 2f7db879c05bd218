"""Fetches a picture from the web: http and https only, public addresses only, within limits."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import SplitResult, quote, urljoin, urlsplit

MAX_BYTES = 5 * 1024 * 1024
SECONDS = 20.0
_MAX_REDIRECTS = 5
_CHUNK = 64 * 1024
_PORTS = {"http": 80, "https": 443}
_ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")
_HEADERS = {
    "User-Agent": "Mozilla/5.0",
    "Accept": "image/png,image/jpeg,image/gif,image/webp,image/bmp",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
"""The same for everybody: nothing that tells who looks."""


class NoPicture(Exception):
    """There is no picture to be had; ``args`` say why, for the log."""


Policy = Callable[[str, int], None]


def public_only(address: str, port: int) -> None:
    """Refuse an address that is not out on the web: the own machine, the house, a router.

    Raises:
        NoPicture: it is not public.
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    for one in (found, inner) if inner is not None else (found,):
        if not one.is_global or one.is_multicast:
            raise NoPicture("not a public address")
    if port not in _ALLOWED_PORTS:
        raise NoPicture("not a port of the web")


class Fetcher:
    """Fetches pictures one by one; ``stop`` ends what is under way."""

    def __init__(self, policy: Policy = public_only, *, seconds: float = SECONDS) -> None:
        self._policy = policy
        self._seconds = seconds
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()
        self._round = 0

    def fetch(self, address: str) -> bytes:
        """Return the bytes of a picture.

        Raises:
            NoPicture: it is too large, too slow, not a picture, not public, or not there.
        """
        began = self._round
        limit = threading.Timer(self._seconds, lambda: self._shut(mine))
        mine: list[socket.socket] = []
        limit.daemon = True
        limit.start()
        try:
            return self._follow(address, mine, began)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NoPicture(f"{type(error).__name__}") from error
        finally:
            limit.cancel()
            limit.join()
            self._shut(mine)

    def stop(self) -> None:
        """End every fetch that is under way."""
        with self._guard:
            self._round += 1
            mine = list(self._open)
        self._shut(mine)

    def _follow(self, address: str, mine: list[socket.socket], began: int) -> bytes:
        secure = False
        for _ in range(_MAX_REDIRECTS + 1):
            parts = _checked(address, secure=secure)
            secure = parts.scheme == "https"
            connection = self._connect(parts, mine, began)
            connection.request("GET", _path(parts), headers={"Host": _host(parts), **_HEADERS})
            answer = connection.getresponse()
            if answer.status not in _REDIRECTS:
                return _body(answer)
            address = urljoin(address, answer.headers.get("Location", ""))
        raise NoPicture("too many redirects")

    def _connect(
        self, parts: SplitResult, mine: list[socket.socket], began: int
    ) -> http.client.HTTPConnection:
        """Connect to an address that was checked: a name is not looked up twice."""
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        address = self._resolved(host, port)
        with self._guard:
            if began != self._round:
                raise NoPicture("stopped")
        raw = socket.create_connection((address, port), timeout=self._seconds)
        self._remember(raw, mine)
        if parts.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
            self._remember(raw, mine)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = raw
        return connection

    def _resolved(self, host: str, port: int) -> str:
        found = [
            str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        ]
        for address in found:  # one that points inside spoils the name
            self._policy(address, port)
        return found[0]

    def _remember(self, raw: socket.socket, mine: list[socket.socket]) -> None:
        mine.append(raw)
        with self._guard:
            self._open.add(raw)

    def _shut(self, mine: list[socket.socket]) -> None:
        for raw in mine:
            with suppress(OSError):
                raw.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):
                raw.close()
        with self._guard:
            self._open.difference_update(mine)


def _checked(address: str, *, secure: bool) -> SplitResult:
    """Return an address in parts, if it is one that may be fetched."""
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or (secure and parts.scheme != "https"):
        raise NoPicture("not http or https")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise NoPicture("not a plain host")
    return parts


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").encode("idna").decode("ascii")
    name = f"[{name}]" if ":" in name else name
    return name if parts.port in (None, _PORTS[parts.scheme]) else f"{name}:{parts.port}"


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path


def _body(answer: http.client.HTTPResponse) -> bytes:
    if answer.status != http.client.OK:
        raise NoPicture(f"status {answer.status}")
    if int(answer.headers.get("Content-Length") or 0) > MAX_BYTES:
        raise NoPicture("too large")
    pieces: list[bytes] = []
    length = 0
    while piece := answer.read(_CHUNK):
        pieces.append(piece)
        length += len(piece)
        if length > MAX_BYTES:
            raise NoPicture("too large")
    data = b"".join(pieces)
    if not data.startswith(_STARTS) and not (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        raise NoPicture("not a picture")
    return data
