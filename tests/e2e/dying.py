"""Runs commands and kills them (-9) in the middle; a process of its own, forking for each command.

Reads lines of JSON ``{"at": ..., "args": [...]}`` and answers with ``{"said": ..., "steps": ...}``.
``at`` is the number of the step at which to die (a step is a send, a receive, or an SQL statement),
``"dot"``: as soon as the final dot of a mail was handed to the network, or 0: live.
Forking spares each command the second that the imports take.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlalchemy as sa

from mailroom.service.cli import door as cli

steps = itertools.count(1)


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as count:
            child = os.fork()
            if child == 0:
                os.dup2(said.fileno(), 1)
                os.dup2(count.fileno(), 2)
                run(order["at"], order["args"])
            os.waitpid(child, 0)
            said.seek(0)
            count.seek(0)
            answer = {"said": said.read(), "err": count.read()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def run(at: int | str, args: list[str]) -> None:
    """Run a command in this (forked) process and leave it."""

    def step(*_args: object, **_more: object) -> None:
        if next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: socket.socket, *data: Any) -> Any:
            step()
            done = method(self, *data)
            if at == "dot" and data[:1] == (b".\r\n",):
                os.kill(os.getpid(), signal.SIGKILL)
            step()
            return done

        return call

    for name in ("send", "sendall", "recv", "recv_into"):
        setattr(socket.socket, name, counted(getattr(socket.socket, name)))
    sa.event.listen(sa.Engine, "before_cursor_execute", step)
    sa.event.listen(sa.Engine, "after_cursor_execute", step)
    code = cli.main(args)
    sys.stderr.write(f"{next(steps)}\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
