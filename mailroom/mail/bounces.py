"""Bounces: what came back, for whom, and whether it is final (RFC 3464 and everybody else)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from mailroom.ids import MessageId
from mailroom.mail.headers import read_block
from mailroom.mail.parse import Attachment, ParsedMail, message_ids

_MAX_PART = 64 * 1024
_STATUS_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RETURNED_TYPES = frozenset({"message/rfc822", "text/rfc822-headers", "message/global"})
_DAEMON = re.compile(r"(?:mailer-daemon|mdaemon|mail-daemon)(?:@|$)", re.IGNORECASE)
_ADMINISTRATOR = re.compile(r"post[_-]?master@|mail-?admin@", re.IGNORECASE)
_DAEMON_NAME = re.compile(
    r"mail (?:delivery|administrator|system)|mailer-daemon|postmaster|post office"
    r"|system administrator|delivery (?:subsystem|system)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|failure delivery|delivery .{0,20}fail|delivery (?:status notification|report)"
    r"|failure notice|returned mail|returned to sender|mail system error"
    r"|mail delivery (?:failed|failure)|could not be delivered|non[- ]?delivery|unzustellbar"
    r"|message delivery has failed"
    r"|配信不能|未配信|配信エラー|送信エラー|配送できません|メールエラー|送信できません",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"delayed|warning: could not|still being retried|will be retried", re.IGNORECASE
)
_FIELD = re.compile(r"^[ \t>|]*([A-Za-z-]{4,30}):[ \t]*(.+)$", re.MULTILINE)
_ID_IN_TEXT = re.compile(r"message-id:\s*(<[^<>\s]{3,500}>)", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+=-]{1,100}@[A-Za-z0-9.-]{1,200}\.[A-Za-z]{2,30}")


class Finality(Enum):
    """Whether the other side gave up."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a delivery report says.

    Attributes:
        original: Message-ID of the mail that came back, if the report names it.
        recipients: who did not get it, as far as named.
        status: enhanced status code (``5.1.1``) or ``""``.
        detail: what the other server said, one line.
    """

    finality: Finality
    original: MessageId | None = None
    recipients: tuple[str, ...] = ()
    status: str = ""
    detail: str = ""


def read_bounce(mail: ParsedMail) -> Bounce | None:
    """Read a delivery report, or return ``None`` for any other mail."""
    status = next((part for part in mail.reports if part.content_type in _STATUS_TYPES), None)
    if status is None and not _looks_like_bounce(mail):
        return None
    fields = _fields(_text_of(status)) if status is not None else _fields(mail.text)
    recipients = fields.get("final-recipient", []) + fields.get("original-recipient", [])
    recipients += [mail.headers.text("x-failed-recipients")]
    addresses = [found for value in recipients for found in _ADDRESS.findall(value)]
    return Bounce(
        finality=_finality(fields, mail),
        original=_original(mail),
        recipients=tuple(dict.fromkeys(address.lower() for address in addresses))[:20],
        status=next((value.split()[0] for value in fields.get("status", []) if value.strip()), ""),
        detail=next(iter(fields.get("diagnostic-code", [])), "")[:500],
    )


def _looks_like_bounce(mail: ParsedMail) -> bool:
    """Judge a report that is not RFC 3464 by who sent it and what it is called."""
    if "x-failed-recipients" in mail.headers:
        return True
    name, addr = mail.from_[0] if mail.from_ else ("", "")
    if _DAEMON.match(addr) or _DAEMON.match(name):
        return True
    signs = (
        mail.headers.raw("return-path") == b"<>",
        bool(_ADMINISTRATOR.match(addr) or _DAEMON_NAME.search(name)),
        bool(_SUBJECT.search(mail.subject)),
        _returned(mail) is not None,
    )
    return sum(signs) > 1


def _returned(mail: ParsedMail) -> Attachment | None:
    """Return the part that holds the mail which came back."""
    for part in (*mail.reports, *mail.attachments):
        if part.content_type in _RETURNED_TYPES:
            return part
    return None


def _original(mail: ParsedMail) -> MessageId | None:
    """Return the id of the mail that came back: from its headers, else from the words."""
    part = _returned(mail)
    if part is not None:
        raw = part.content[:_MAX_PART].lstrip()
        ids = message_ids(read_block(raw, 0, len(raw)).headers.raw("message-id"))
        if ids:
            return ids[0]
    found = _ID_IN_TEXT.search(mail.text)
    if found is not None:
        return MessageId(found[1])
    named = (*mail.in_reply_to, *mail.references)
    return named[-1] if named else None


def _finality(fields: dict[str, list[str]], mail: ParsedMail) -> Finality:
    actions = {value.strip().lower().split(" ")[0] for value in fields.get("action", [])}
    if "failed" in actions:
        return Finality.FAILED
    if actions & {"delayed"}:
        return Finality.DELAYED
    if actions & {"delivered", "relayed", "expanded"}:
        return Finality.DELIVERED
    return Finality.DELAYED if _DELAY.search(mail.subject) else Finality.FAILED


def _text_of(part: Attachment) -> str:
    return part.content[:_MAX_PART].decode("utf-8", "replace").replace("\r\n", "\n")


def _fields(text: str) -> dict[str, list[str]]:
    """Return ``Name: value`` lines by lower-case name."""
    found: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(text[:_MAX_PART]):
        found.setdefault(name.lower(), []).append(value.strip())
    return found
