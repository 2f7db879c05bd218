"""Where commands are killed in the middle, and what their desk says of it afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

from tests.e2e.office import run

DYING = Path(__file__).with_name("dying.py")


class Killer(Protocol):
    """Runs a command to its death, and returns what it had said and complained."""

    def run(self, at: int | str, args: list[str], **more: Any) -> tuple[str, str]: ...


class Gallows:
    """Runs commands that die: see ``dying.py``."""

    def __init__(self, smtp_port: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(DYING)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "SMTP_PORT": str(smtp_port)},
        )

    def run(self, at: int | str, args: list[str], **more: Any) -> tuple[str, str]:
        """Run a command that is killed at that step of its own; return what it had said.

        Args:
            at: the step; see ``dying.py``, also for ``more``.
            args: the command.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"at": at, "args": args, **more}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["said"], answer["err"]

    def steps_of(self, args: list[str]) -> int:
        """Return how many steps the command takes when it lives."""
        said, err = self.run(0, args)
        assert said.startswith("accepted"), said + err
        return int(err.split()[-1])

    def points_of(self, args: list[str]) -> list[str]:
        """Return the names of the points at which the command may be killed."""
        said, err = self.run("points", args)
        assert said.startswith(("accepted", "ledger")), said + err
        return err.split("\n")[:-1]

    def close(self) -> None:
        self._process.communicate()


def settle(name: str = "a") -> list[dict]:
    """Let the desk come to rest after the crash; return what it says about its outbox."""
    synced = run("sync", "--profile", name)
    assert synced.code == 0, synced.out + synced.err
    return run("outbox", "--profile", name, "--json").json
