"""A network that carries everything to a listener: who calls outside is heard, never connected.

A Linux network namespace with nothing but loopback, to which every address on earth is routed. A
raw socket there hears each packet of each process inside, from Python, Qt or any library, also
what a name server is asked.
"""

from __future__ import annotations

import ipaddress
import shutil
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_EVERY_PROTOCOL = 0x0003
_IPV4, _IPV6 = 0x0800, 0x86DD
_DNS = 53
_ROUTES = (
    "ip link set lo up && ip route add local default dev lo"
    ' && { ip -6 route add local default dev lo || true; } && exec "$@"'
)
_END = ("127.0.0.1", 9)  # discard: a packet to ourselves ends the listening


def inside(command: Sequence[str]) -> list[str]:
    """Return a command that runs another one in such a network."""
    return ["unshare", "--map-root-user", "--net", "sh", "-c", _ROUTES, "sh", *command]


def why_not() -> str:
    """Return why there is no such network on this machine; "" if there is."""
    for tool in ("unshare", "ip"):
        if shutil.which(tool) is None:
            return f"there is no `{tool}` here"
    tried = subprocess.run(inside(["true"]), capture_output=True, text=True, check=False)
    return f"no network namespace: {tried.stderr.strip()}" if tried.returncode else ""


@contextmanager
def listening() -> Iterator[set[str]]:
    """Give the addresses called outside loopback, and name servers asked anywhere, as they come."""
    heard: set[str] = set()
    family = socket.AF_PACKET
    with socket.socket(family, socket.SOCK_RAW, socket.htons(_EVERY_PROTOCOL)) as ear:
        ear.bind(("lo", 0))
        ended = threading.Event()
        listener = threading.Thread(target=_listen, args=(ear, heard, ended), name="ear")
        listener.start()
        try:
            yield heard
        finally:
            ended.set()
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
                mouth.sendto(b"", _END)
            listener.join()


def _listen(ear: socket.socket, heard: set[str], ended: threading.Event) -> None:
    while True:
        called = _called(ear.recv(65_535))
        if called:
            heard.add(called)
        if ended.is_set():
            return


def _called(frame: bytes) -> str:
    """Return whom a packet calls, "" if that is ourselves."""
    kind, packet = struct.unpack("!H", frame[12:14])[0], frame[14:]
    if kind == _IPV4:
        protocol, to, rest = packet[9], packet[16:20], packet[(packet[0] & 15) * 4 :]
    elif kind == _IPV6:
        protocol, to, rest = packet[6], packet[24:40], packet[40:]
    else:
        return ""
    address = ipaddress.ip_address(to)
    port = struct.unpack("!H", rest[2:4])[0] if len(rest) >= 4 else 0
    is_answer = protocol == socket.IPPROTO_TCP and bool(rest[13] & 0x14)  # RST or ACK
    if is_answer or (address.is_loopback and port != _DNS):
        return ""
    return f"{address} port {port}"
