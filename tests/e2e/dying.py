"""Runs commands and kills them (-9) in the middle; a process of its own, forking for each command.

Reads lines of JSON ``{"at": ..., "args": [...]}`` and answers with ``{"said": ..., "err": ...}``.
``at`` is the number of the step at which to die (a step is a send, a receive, or an SQL statement),
``"dot"``: as soon as the final dot of a mail was handed to the network, ``"point N"``: at the Nth
point of those that matter (before and after every commit, and every piece said to a server), or 0:
live. Who dies at a point says before on stderr which it was; with ``"points"`` all are named and
nobody dies.
With ``strace`` (its options) the command is traced, which may kill it from outside; with
``seconds`` it is killed when so many have passed.
Forking spares each command the second that the imports take.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlalchemy as sa

from mailroom.service.cli import door as cli
from mailroom.store.files import database

steps = itertools.count(1)
points = itertools.count(1)
_ANYBODY_MAY_TRACE = (0x59616D61, -1)  # prctl: PR_SET_PTRACER, for systems that ask (Yama)


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        begin, may_begin = os.pipe()
        with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as count:
            child = os.fork()
            if child == 0:
                os.dup2(said.fileno(), 1)
                os.dup2(count.fileno(), 2)
                if order.get("strace"):
                    ctypes.CDLL(None).prctl(*_ANYBODY_MAY_TRACE)
                os.close(may_begin)
                os.read(begin, 1)
                run(order["at"], order["args"])
            tracer = attach(child, order["strace"]) if order.get("strace") else None
            os.close(may_begin)
            os.close(begin)
            clock = threading.Timer(order.get("seconds", 3600), os.kill, (child, signal.SIGKILL))
            clock.start()
            os.waitpid(child, 0)
            clock.cancel()
            if tracer is not None:
                tracer.communicate()
            said.seek(0)
            count.seek(0)
            answer = {"said": said.read(), "err": count.read()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def attach(child: int, options: list[str]) -> subprocess.Popen[bytes]:
    """Return a strace that has the process in its hands."""
    tracer = subprocess.Popen(
        ["strace", *options, "-p", str(child)], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert tracer.stderr is not None
    told = tracer.stderr.readline()
    assert b"attached" in told, told
    return tracer


def run(at: int | str, args: list[str]) -> None:
    """Run a command in this (forked) process and leave it."""

    def step(*_args: object, **_more: object) -> None:
        if next(steps) == at:
            die()

    def point(name: str) -> None:
        named = f"{next(points)}"
        if at == "points":
            say(name)
        elif at == f"point {named}":
            say(name)
            die()

    def counted(method: Callable[..., Any]) -> Callable[..., Any]:
        says = method.__name__.startswith("send")

        def call(self: socket.socket, *data: Any) -> Any:
            named = spoken(self, data[0]) if says and data else ""
            step()
            if named:
                point(f"before {named}")
            done = method(self, *data)
            if at == "dot" and data[:1] == (b".\r\n",):
                die()
            if named:
                point(f"after {named}")
            step()
            return done

        return call

    for name in ("send", "sendall", "recv", "recv_into"):
        setattr(socket.socket, name, counted(getattr(socket.socket, name)))
    sa.event.listen(sa.Engine, "before_cursor_execute", step)
    sa.event.listen(sa.Engine, "after_cursor_execute", step)
    driver_of = database.driver_of
    database.driver_of = lambda connection: Committing(driver_of(connection), point)
    code = cli.main(args)
    if at != "points":
        say(str(next(steps)))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class Committing:
    """A driver's connection that tells when it commits."""

    def __init__(self, driver: Any, point: Callable[[str], None]) -> None:
        self._driver = driver
        self._point = point

    def execute(self, statement: str, *more: Any) -> Any:
        if statement != "COMMIT":
            return self._driver.execute(statement, *more)
        self._point("before COMMIT")
        done = self._driver.execute(statement, *more)
        self._point("after COMMIT")
        return done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


def spoken(to: socket.socket, data: Any) -> str:
    """Return the first words of what is said to a server, and nothing of what is said inside."""
    try:
        port = str(to.getpeername()[1])
    except (OSError, IndexError, TypeError):
        return ""
    words = bytes(data[:60]).split()
    if port == os.environ["SMTP_PORT"]:
        said = words[0] if words else b""
        known = said in {b"EHLO", b"AUTH", b"MAIL", b"RCPT", b"DATA", b".", b"QUIT", b"RSET"}
        return f"SMTP {said.decode() if known else 'text'}"
    if len(words) > 1 and words[0].isalnum() and words[1].isalpha():
        more = b" ".join(words[1:3] if words[1] == b"UID" else words[1:2])
        return f"IMAP {more.decode()}"
    return "IMAP literal"


def say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
