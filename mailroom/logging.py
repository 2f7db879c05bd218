"""The log: one rotating file per profile, loggers by topic, never a password.

Owns where log lines go and what is blotted out of them. Must not know what is being logged.
Topics are children of ``mailroom``: ``imap``, ``smtp``, ``journal``, ``store``, ``service``.
"""

from __future__ import annotations

import base64
import logging
import logging.handlers
from collections import deque
from collections.abc import Callable
from pathlib import Path

_LINES_KEPT = 60  # what a problem report carries
_FILE_BYTES = 1_000_000


class _Blotting(logging.Formatter):
    """Formats a line and blots out every secret in it, tracebacks included."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s")
        self.secrets: set[str] = set()

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self.secrets:
            line = line.replace(secret, "********")
        return line


class _Recent(logging.Handler):
    """Keeps the last lines in memory for problem reports."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LINES_KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class _File(logging.handlers.RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Lose the line: a full disk must not put tracebacks on a person's screen."""


_form = _Blotting()
_recent = _Recent()
_recent.setFormatter(_form)


def topic(name: str) -> logging.Logger:
    """Return the logger of a topic."""
    return logging.getLogger("mailroom").getChild(name)


def hide(secret: str) -> None:
    """Never write this text (nor its base64, as SASL sends it) into any log."""
    if secret:
        _form.secrets |= {secret, base64.b64encode(secret.encode()).decode()}


def recent_lines() -> tuple[str, ...]:
    """Return the last lines, for a problem report."""
    return tuple(_recent.lines)


def write_to(path: Path) -> Callable[[], None]:
    """Let the log of this process go to a file; return what closes it again."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    handler = _File(path, maxBytes=_FILE_BYTES, backupCount=3, encoding="utf-8")
    handler.setFormatter(_form)
    root = logging.getLogger("mailroom")
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    root.addHandler(_recent)

    def close() -> None:
        root.removeHandler(handler)
        handler.close()

    return close
