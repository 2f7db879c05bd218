"""A team's mailbox and the desks on it, driven by the command line as outsiders would."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from mailroom.clock import SystemClock
from mailroom.service.cli import door as cli
from tests.fakes.corpus import Letter
from tests.fakes.servers import MailServer

ROOT = Path(__file__).resolve().parents[2]
_NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"
_RUN = "import sys; import main; sys.exit(main.command(sys.argv[1:]))"


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        return self.out.strip().splitlines()[-1]

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Office:
    """One mailbox, its server, and profiles made on it."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.user, self.password = server.new_user()
        self.address = self.user
        self.desks: list[DeskProcess] = []

    def close(self) -> None:
        for desk in self.desks:
            desk.end()

    def join(
        self, name: str, person: str, *more: str, imap_port: int = 0, smtp_port: int = 0
    ) -> Ran:
        """Make a profile: the first one founds, later ones join; ports are those of proxies."""
        ran = run(
            *("profile", "add", name, "--user", self.user, "--from", self.address),
            *("--imap", f"{self.server.imap_host}:{imap_port or self.server.imap_port}"),
            *("--smtp", f"{self.server.smtp_host}:{smtp_port or self.server.smtp_port}"),
            *("--name", person, "--desk", f"PC-{name}", "--plaintext-loopback", *more),
        )
        assert ran.code == 0, ran.err
        return ran

    def folder(self, name: str) -> Path:
        """Return the folder of a profile."""
        return Path(os.environ["MAILROOM_HOME"]) / "profiles" / name

    def start(self, name: str) -> DeskProcess:
        """Start the long-lived process of a profile."""
        desk = DeskProcess(name)
        self.desks.append(desk)
        return desk

    def fill(self, letters: list[Letter]) -> None:
        """Put old mail into INBOX and Sent, with its dates."""
        with self.server.connect(self.user) as client:
            sent = client.ensure_folder("Sent")
            for letter in letters:
                client.append(sent if letter.ours else "INBOX", letter.raw, date=letter.at)

    def write(
        self,
        subject: str,
        *,
        sender: str = "customer@shop.example",
        text: str = "help",
        **more: str,
    ) -> str:
        """Deliver a customer's mail; return its Message-ID."""
        mail = a_mail(subject, sender=sender, to=self.address, text=text, **more)
        self.server.deliver(self.user, mail.as_bytes())
        return str(mail["Message-ID"])


def report(line: str) -> None:
    """Say a figure that the closing note quotes; seen with ``-s``."""
    sys.stdout.write(f"\n{line}\n")


_count = iter(range(1, 1_000_000))


def a_mail(subject: str, *, sender: str, to: str, text: str, **more: str) -> EmailMessage:
    """Return a mail as a plain mail program writes it; ``more`` are headers, _ for -."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = format_datetime(SystemClock().now() - timedelta(seconds=5))
    mail["Message-ID"] = f"<{next(_count)}.{os.getpid()}@plain.example>"
    for name, value in more.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def run(*args: str, stdin: str = "") -> Ran:
    """Run a command in this process."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(stdin)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = cli.main(args)
    finally:
        sys.stdin = before
    return Ran(code=code, out=out.getvalue(), err=err.getvalue())


def started(*args: str) -> subprocess.Popen[str]:
    """Start a command as a process of its own, with byte code kept as on a person's PC."""
    keeping = {name: value for name, value in os.environ.items() if name != _NO_BYTE_CODE}
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, *args],
        cwd=ROOT,
        env=keeping,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


class DeskProcess:
    """``desk --profile NAME``: a whole desk with its threads in a process of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.process = started("desk", "--profile", name)
        self.ready = self._answer()
        assert self.ready.get("ready"), self.ready

    def say(self, line: str) -> None:
        """Give a command without waiting."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def ask(self, line: str) -> dict[str, Any]:
        """Give a command and wait for its answer."""
        self.say(line)
        return self._answer()

    def answer(self) -> dict[str, Any]:
        """Wait for the answer to ``say``."""
        return self._answer()

    def kill(self) -> None:
        """Kill -9."""
        self.process.kill()
        self._close()

    def end(self) -> None:
        """Let it leave in order."""
        if self.process.stdin is not None and not self.process.stdin.closed:
            self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._close()

    def _close(self) -> None:
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None and not stream.closed:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            assert self.process.stderr is not None
            raise AssertionError(f"desk {self.name} ended: {self.process.stderr.read()}")
        answer: dict[str, Any] = json.loads(line)
        return answer
