"""Runs a command and kills it (-9) at its N-th step: a send, a receive, or an SQL statement.

dying.py N ARGS...    N = 0: live, and write the number of steps to stderr at the end
"""

from __future__ import annotations

import itertools
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlalchemy as sa

from mailroom.service import cli

_steps = itertools.count(1)
_at_dot = sys.argv[1] == "dot"
_last = 0 if _at_dot else int(sys.argv[1])


def step(*_args: object, **_more: object) -> None:
    if next(_steps) == _last:
        os.kill(os.getpid(), signal.SIGKILL)


def counted(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: socket.socket, *args: Any) -> Any:
        step()
        done = method(self, *args)
        if _at_dot and args[:1] == (b".\r\n",):
            os.kill(os.getpid(), signal.SIGKILL)
        step()
        return done

    return call


def main() -> int:
    for name in ("send", "sendall", "recv", "recv_into"):
        setattr(socket.socket, name, counted(getattr(socket.socket, name)))
    sa.event.listen(sa.Engine, "before_cursor_execute", step)
    sa.event.listen(sa.Engine, "after_cursor_execute", step)
    code = cli.main(sys.argv[2:])
    if not _last:
        sys.stderr.write(f"{next(_steps)}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
