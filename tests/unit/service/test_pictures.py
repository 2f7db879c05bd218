"""Pictures of the web: fetched when asked for, within limits, telling nothing of who asks."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from mailroom.service.pictures import MOST_OF_A_MAIL, Pictures
from mailroom.web.pictures import MAX_BYTES, Fetcher, NoPicture, public_only

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@dataclass
class Web:
    """A server on loopback that answers each path with given bytes, and remembers requests."""

    answers: dict[str, bytes] = field(default_factory=dict)
    requests: list[bytes] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)
    asked: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, name="web", daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self.hold.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()
        for one in self._open:
            one.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self._socket.accept()
            except OSError:
                return
            self._open.append(connection)
            request = connection.recv(65536)
            self.requests.append(request)
            self.asked.set()
            path = request.split(b" ")[1].decode()
            if path == "/never":
                continue
            connection.sendall(self.answers.get(path, b"HTTP/1.1 404 No\r\n\r\n"))
            connection.shutdown(socket.SHUT_WR)


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode() + body


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.close()


def here(_address: str, _port: int) -> None:
    """Allow what a test serves."""


def test_a_picture_is_fetched_and_nothing_is_told(web: Web) -> None:
    web.answers["/a.png?x=1"] = answer(PNG, "Set-Cookie: id=7", f"Content-Length: {len(PNG)}")
    fetcher = Fetcher(here)
    assert fetcher.fetch(web.url("/a.png?x=1")) == fetcher.fetch(web.url("/a.png?x=1")) == PNG
    for request in web.requests:
        names = {line.split(b":")[0].lower() for line in request.split(b"\r\n")[1:] if line}
        assert names == {b"host", b"user-agent", b"accept", b"accept-encoding", b"connection"}
        assert b"mailroom" not in request.lower()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://a.example/x",
        "data:image/png;base64,AA",
        "https://user:pass@a.example/x.png",
        "http://",
        "x.png",
        "javascript:1",
        "http://[::1",
    ],
)
def test_only_plain_addresses_of_the_web(address: str) -> None:
    with pytest.raises(NoPicture):
        Fetcher(here).fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_the_house_is_not_the_web(address: str) -> None:
    with pytest.raises(NoPicture):
        public_only(address, 80)


def test_public_addresses_and_usual_ports_are() -> None:
    public_only("93.184.216.34", 443)
    public_only("2606:2800:220:1::1", 80)
    with pytest.raises(NoPicture):
        public_only("93.184.216.34", 25)


def test_by_default_nothing_here_is_reached(web: Web) -> None:
    for address in (web.url("/a.png"), f"http://localhost:{web.port}/a.png"):
        with pytest.raises(NoPicture):
            Fetcher().fetch(address)
    assert web.requests == []


def test_redirects_are_checked_anew(web: Web) -> None:
    web.answers["/in"] = answer(b"", "Location: http://10.0.0.1/x.png", status="302 Found")
    asked: list[str] = []

    def policy(address: str, port: int) -> None:
        asked.append(address)
        if address != "127.0.0.1":
            public_only(address, port)

    with pytest.raises(NoPicture):
        Fetcher(policy).fetch(web.url("/in"))
    assert asked == ["127.0.0.1", "10.0.0.1"]


def test_redirects_are_followed_and_end(web: Web) -> None:
    web.answers["/one"] = answer(b"", "Location: /two", status="301 Moved")
    web.answers["/two"] = answer(PNG)
    web.answers["/loop"] = answer(b"", "Location: /loop", status="302 Found")
    assert Fetcher(here).fetch(web.url("/one")) == PNG
    with pytest.raises(NoPicture):
        Fetcher(here).fetch(web.url("/loop"))
    assert len(web.requests) < 12


@pytest.mark.parametrize(
    "reply",
    [
        answer(PNG, f"Content-Length: {MAX_BYTES + 1}"),
        answer(PNG + b"\0" * (MAX_BYTES + 1)),
        answer(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/png"),
        answer(b"<html>", "Content-Type: image/png"),
        answer(b""),
        answer(PNG, status="404 Not Found"),
        answer(PNG, "Content-Length: x"),
        b"garbage\r\n\r\n",
        b"",
        answer(b"", *[f"X{n}: {n}" for n in range(300)]),
    ],
    ids=[
        "said too large",
        "too large",
        "svg",
        "page",
        "empty",
        "404",
        "length",
        "garbage",
        "none",
        "headers",
    ],
)
def test_what_is_no_picture_is_none(web: Web, reply: bytes) -> None:
    web.answers["/x"] = reply
    with pytest.raises(NoPicture):
        Fetcher(here).fetch(web.url("/x"))


def test_a_silent_server_is_left_in_time(web: Web) -> None:
    with pytest.raises(NoPicture):
        Fetcher(here, seconds=0.3).fetch(web.url("/never"))


def test_stopping_ends_what_is_under_way(web: Web) -> None:
    pictures = Pictures(Fetcher(here))
    got: list[str] = []
    work = threading.Thread(
        target=lambda: pictures.fetch(
            [web.url("/never"), web.url("/b")], lambda a, _d: got.append(a)
        )
    )
    work.start()
    assert web.asked.wait(10)
    pictures.stop()
    work.join(10)
    assert not work.is_alive()
    assert got == []
    assert len(web.requests) == 1


class Counting:
    """A source that counts."""

    def __init__(self, size: int = 10) -> None:
        self.asked: list[str] = []
        self._size = size

    def fetch(self, address: str) -> bytes:
        self.asked.append(address)
        return b"x" * self._size

    def stop(self) -> None:
        pass


def all_of(pictures: Pictures, addresses: list[str]) -> list[str]:
    got: list[str] = []
    take: Callable[[str, bytes], None] = lambda address, _data: got.append(address)  # noqa: E731
    pictures.fetch(addresses, take)
    return got


def test_a_picture_is_loaded_once() -> None:
    source = Counting()
    pictures = Pictures(source)
    assert all_of(pictures, ["a", "b", "a"]) == ["a", "b"]
    assert all_of(pictures, ["b"]) == ["b"]
    assert source.asked == ["a", "b"]


def test_a_mail_gets_only_so_many_and_so_much() -> None:
    assert len(all_of(Pictures(Counting()), [str(n) for n in range(500)])) == MOST_OF_A_MAIL
    assert len(all_of(Pictures(Counting(4 * 1024 * 1024)), [str(n) for n in range(50)])) == 8
