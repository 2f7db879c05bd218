"""Every error this program raises on purpose, as facts; sentences are made at the edge.

    MailroomError
    ├─ BadInput         what the user gave cannot be used (exit 2)
    ├─ RuleBroken       a rule of the team refused it; the user may act
    ├─ Unavailable      environment; retried by the engine
    │    ConnectFailed Disconnected TimedOut LimitReached
    ├─ ServerRefused    a server said no for good
    │    AuthFailed TlsRefused QuotaFull AppendRefused FolderMissing MailMissing
    │    CheckpointLost RecipientsRefused
    └─ StoreError       the files of this PC
         StoreFull StoreLocked StoreCorrupt StoreTooNew StoreReadOnly

Anything else that escapes is a bug. Classes carry facts (host, path, code, server text);
``ui.wording.text`` and ``mailroom.service.words`` write the sentence with the next step.
"""

from __future__ import annotations

from enum import Enum


class MailroomError(Exception):
    """Root of all expected failures."""


class BadInput(MailroomError):
    """Something the user typed or chose cannot be used.

    Attributes:
        field: which input it was, e.g. ``"imap"`` or ``"profile"``.
        value: what was given (never a password).
    """

    def __init__(self, field: str, value: str = "", detail: str = "") -> None:
        super().__init__(field, value, detail)
        self.field = field
        self.value = value
        self.detail = detail


class RuleBroken(MailroomError):
    """A team rule refuses the action; ``reason`` is a ``domain.verdicts.Reason``."""

    def __init__(self, reason: Enum, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


class _AtHost(MailroomError):
    """A failure that belongs to one server."""

    def __init__(self, host: str = "", detail: str = "") -> None:
        super().__init__(host, detail)
        self.host = host
        self.detail = detail


class Unavailable(_AtHost):
    """The environment is in the way for now; trying again later is right."""


class ConnectFailed(Unavailable):
    """No connection: refused, unreachable, or the host name is unknown (``unknown_host``)."""

    def __init__(self, host: str = "", detail: str = "", *, unknown_host: bool = False) -> None:
        super().__init__(host, detail)
        self.unknown_host = unknown_host


class Disconnected(Unavailable):
    """The connection ended in the middle."""


class TimedOut(Unavailable):
    """The total deadline of an operation passed (facts.md: library time-outs are per recv)."""


class LimitReached(Unavailable):
    """The server allows no further connection ([LIMIT]); poll with backoff (design section 3)."""


class ServerRefused(_AtHost):
    """A server answered no, for good."""


class AuthFailed(ServerRefused):
    """User name or password is wrong, or the login is not allowed."""


class TlsRefused(ServerRefused):
    """The certificate or protocol is not acceptable, or the server offers no encryption."""


class QuotaFull(ServerRefused):
    """The mailbox has no room for another message ([OVERQUOTA])."""


class AppendRefused(ServerRefused):
    """The server would not store a message."""


class FolderMissing(ServerRefused):
    """A folder that we need does not exist (any more)."""


class MailMissing(ServerRefused):
    """A mail does not lie where it was, or cannot be read here (rule 37)."""


class CheckpointLost(ServerRefused):
    """A checkpoint did not come back from the server as it was stored there."""


class RecipientsRefused(ServerRefused):
    """The server refused all recipients, or the sender, or the content, with a code."""

    def __init__(
        self, host: str = "", detail: str = "", *, code: int = 0, refused: tuple[str, ...] = ()
    ) -> None:
        super().__init__(host, detail)
        self.code = code
        self.refused = refused


class StoreError(MailroomError):
    """The files of this PC are the trouble."""

    def __init__(self, path: str = "", detail: str = "") -> None:
        super().__init__(path, detail)
        self.path = path
        self.detail = detail


class StoreFull(StoreError):
    """No room on the disk."""


class StoreLocked(StoreError):
    """Another program holds the file."""


class StoreCorrupt(StoreError):
    """The file is damaged; it was kept aside (``path`` names where)."""


class StoreTooNew(StoreError):
    """A newer Mailroom wrote this file."""


class StoreReadOnly(StoreError):
    """The file or folder cannot be written."""
