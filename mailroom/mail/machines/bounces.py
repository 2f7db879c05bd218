"""Delivery reports: what came back, for whom, why, and whether it is final.

RFC 3464 first, then the forms of those who never read it: qmail, Exim, sendmail, Exchange, the
Japanese carriers and hosts. Who a report is from decides whether it is one: a customer who
forwards a bounce, or writes about one, is a customer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.domain.delivery import Delivery, DeliveryReport, Obstacle
from mailroom.ids import MessageId
from mailroom.mail.machines import obstacles
from mailroom.mail.reading.headers import read_block
from mailroom.mail.reading.parsed import Attachment, ParsedMail, message_ids
from mailroom.mail.subjects import clean_subject
from mailroom.mail.writing.message_ids import is_resent

MOST_RECIPIENTS = 20
_MAX_PART = 64 * 1024
_STATUS_TYPES = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RECEIPT_TYPES = frozenset(
    {"message/disposition-notification", "message/global-disposition-notification"}
)
_RETURNED_TYPES = frozenset(
    {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
)
_DAEMON = re.compile(
    r"(?:mailer-daemon|mdaemon|mail-daemon|microsoftexchange\w*)(?:@|$)", re.IGNORECASE
)
_ADMINISTRATOR = re.compile(r"post[_-]?master@|mail-?admin@", re.IGNORECASE)
_DAEMON_NAME = re.compile(
    r"mail (?:delivery|administrator|system)|mailer-daemon|postmaster|post office"
    r"|system administrator|delivery (?:subsystem|system)|microsoft outlook"
    r"|メール(?:配信|配送)(?:システム|サブシステム)|配信システム",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|failure delivery|delivery .{0,20}fail|delivery (?:status notification|report)"
    r"|failure notice|returned mail|returned to sender|mail system error|user unknown"
    r"|mail delivery (?:failed|failure)|could not be delivered|non[- ]?delivery|unzustellbar"
    r"|message delivery has failed|delivery (?:delayed|problem)|warning: (?:could not|message)"
    r"|配信不能|配信不可|未配信|不達|配[信送]エラー|送信エラー|メールエラー|エラーメール"
    r"|(?:配信|配送|送信|お届け)(?:でき|し?ません|されません|に失敗)|届(?:きません|いていません)|宛先不明"
    r"|配信(?:状況|状態)(?:の)?(?:通知|レポート)|配信(?:の)?遅延",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"delayed|warning: (?:could not|message)|still being retried|will be retried"
    r"|you do not need to resend|配信(?:の|が)?遅延|遅延しています|再送を(?:続け|試み)|再試行",
    re.IGNORECASE,
)
_ARRIVED = re.compile(r"successful mail delivery|配信済み|^delivered:", re.IGNORECASE)
_FIELD = re.compile(r"^[ \t>|]*([A-Za-z-]{4,30}):[ \t]*(.+)$", re.MULTILINE)
_ID_IN_TEXT = re.compile(r"message-id:\s*(<[^<>\s]{3,500}>)", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+=/-]{1,100}@[A-Za-z0-9.-]{1,200}\.[A-Za-z]{2,30}")
_MACHINE = re.compile(
    r"(?:mailer-daemon|postmaster|mail-?admin|abuse|noreply|no-reply)@", re.IGNORECASE
)
_RETURNED_BELOW = re.compile(
    r"^[ \t>-]*(?:-{3,} ?(?:below this line|original message|this is a copy|unsent message"
    r"|the body of the message|returned message|ここから|元のメール|元のメッセージ)"
    r"|(?:return-path|received):|元のメッセージ(?:の)?(?:ヘッダー?|内容)|message headers follow"
    r"|original message headers|the (?:original )?message (?:headers )?(?:follows))",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a delivery report says.

    Attributes:
        original: Message-ID of the mail it is about, if the report names it.
        recipients: whom it is about, lower-case, as far as named.
        status: enhanced status code (``5.1.1``) or ``""``.
        detail: what the other server said, one line.
    """

    delivery: Delivery
    obstacle: Obstacle = Obstacle.UNKNOWN
    original: MessageId | None = None
    recipients: tuple[str, ...] = ()
    status: str = ""
    detail: str = ""

    @property
    def report(self) -> DeliveryReport:
        """Return what the team is told of it."""
        return DeliveryReport(
            delivery=self.delivery, obstacle=self.obstacle, recipients=self.recipients
        )


def read_bounce(mail: ParsedMail) -> Bounce | None:
    """Read a delivery report or a receipt, or return ``None`` for any other mail."""
    receipt = next((part for part in mail.reports if part.content_type in _RECEIPT_TYPES), None)
    if receipt is not None:
        return _receipt(mail, _fields(_text_of(receipt)))
    status = next((part for part in mail.reports if part.content_type in _STATUS_TYPES), None)
    if status is None and not _looks_like_bounce(mail):
        return None
    said = _above_the_original(mail)
    fields = _fields(said if status is None else _text_of(status))
    code = next((value.split()[0] for value in fields.get("status", []) if value.strip()), "")
    code = code or obstacles.code_in(said)
    detail = next(iter(fields.get("diagnostic-code", [])), "")
    delivery = _delivery(fields, mail, said)
    return Bounce(
        delivery=delivery,
        obstacle=_obstacle(delivery, code, detail, said),
        original=_original(mail),
        recipients=_recipients(mail, fields, said),
        status=code,
        detail=detail[:500],
    )


def _obstacle(delivery: Delivery, code: str, detail: str, said: str) -> Obstacle:
    if delivery not in {Delivery.FAILED, Delivery.DELAYED}:
        return Obstacle.UNKNOWN
    return obstacles.obstacle_of(code, f"{detail}\n{said}")


def _receipt(mail: ParsedMail, fields: dict[str, list[str]]) -> Bounce:
    """RFC 8098: somebody's program says what became of a mail; it did arrive."""
    said = " ".join(fields.get("disposition", [])).lower()
    named = message_ids(" ".join(fields.get("original-message-id", [])).encode())
    return Bounce(
        delivery=Delivery.READ if "displayed" in said else Delivery.DELIVERED,
        original=named[0] if named else _named_in_headers(mail),
        recipients=_distinct(fields.get("final-recipient", [])),
    )


# --- is it one? ----------------------------------------------------------------------------------


def _looks_like_bounce(mail: ParsedMail) -> bool:
    """Judge a report that is not RFC 3464 by who sent it and what it is called."""
    if "x-failed-recipients" in mail.headers:
        return True
    name, addr = mail.from_[0] if mail.from_ else ("", "")
    if _DAEMON.match(addr) or _DAEMON.match(name):
        return True
    by_a_machine = (
        mail.headers.raw("return-path") == b"<>",
        bool(_ADMINISTRATOR.match(addr) or _DAEMON_NAME.search(name)),
    )
    subject = unicodedata.normalize("NFKC", mail.subject)
    about_a_mail = (
        _SUBJECT.search(subject) is not None and not clean_subject(subject).forward_marked,
        _returned(mail) is not None,
    )
    return any(by_a_machine) and sum((*by_a_machine, *about_a_mail)) > 1


def _returned(mail: ParsedMail) -> Attachment | None:
    """Return the part that holds the mail which came back."""
    for part in (*mail.reports, *mail.attachments):
        if part.content_type in _RETURNED_TYPES:
            return part
    return None


# --- about which mail, to whom -------------------------------------------------------------------


def _original(mail: ParsedMail) -> MessageId | None:
    """Return the id of the mail that came back: from its headers, else from the words."""
    part = _returned(mail)
    if part is not None:
        raw = part.content[:_MAX_PART].lstrip()
        headers = read_block(raw, 0, len(raw)).headers
        resent = [id_ for id_ in message_ids(headers.raw("resent-message-id")) if is_resent(id_)]
        ids = (*resent, *message_ids(headers.raw("message-id")))
        if ids:
            return ids[0]
    texts = [mail.text, *(_text_of(one) for one in mail.attachments if _is_text(one))]
    found = next((hit for text in texts if (hit := _ID_IN_TEXT.search(text))), None)
    return MessageId(found[1]) if found is not None else _named_in_headers(mail)


def _named_in_headers(mail: ParsedMail) -> MessageId | None:
    named = (*mail.in_reply_to, *mail.references)
    return named[-1] if named else None


def _is_text(part: Attachment) -> bool:
    return part.content_type.startswith("text/") or part.content_type == "application/octet-stream"


def _above_the_original(mail: ParsedMail) -> str:
    """Return what the machine says itself, without the mail that it gives back."""
    text = unicodedata.normalize("NFKC", mail.text[:_MAX_PART])
    below = _RETURNED_BELOW.search(text)
    return text if below is None else text[: below.start()]


def _recipients(mail: ParsedMail, fields: dict[str, list[str]], said: str) -> tuple[str, ...]:
    named = fields.get("final-recipient", []) + fields.get("original-recipient", [])
    found = _distinct([*named, mail.headers.text("x-failed-recipients")])
    if found:
        return found
    # Only words: of the addresses in them, neither ours nor the machine's.
    not_theirs = {addr.lower() for _name, addr in (*mail.from_, *mail.to, *mail.cc)}
    return tuple(
        addr
        for addr in _distinct([_ID_IN_TEXT.sub("", said)])
        if addr not in not_theirs and not _MACHINE.match(addr)
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    found = [addr.lower() for text in texts for addr in _ADDRESS.findall(text)]
    return tuple(dict.fromkeys(found))[:MOST_RECIPIENTS]


# --- how far it came -----------------------------------------------------------------------------


def _delivery(fields: dict[str, list[str]], mail: ParsedMail, said: str) -> Delivery:
    actions = {value.strip().lower().split(" ")[0] for value in fields.get("action", [])}
    for action, delivery in (
        ("failed", Delivery.FAILED),
        ("delayed", Delivery.DELAYED),
        ("relayed", Delivery.RELAYED),
        ("expanded", Delivery.RELAYED),
        ("delivered", Delivery.DELIVERED),
    ):
        if action in actions:
            return delivery
    subject = unicodedata.normalize("NFKC", mail.subject)
    if _ARRIVED.search(subject):
        return Delivery.DELIVERED
    late = _DELAY.search(subject) or (_DELAY.search(said) and not obstacles.is_final(said))
    return Delivery.DELAYED if late else Delivery.FAILED


def _text_of(part: Attachment) -> str:
    return part.content[:_MAX_PART].decode("utf-8", "replace").replace("\r\n", "\n")


def _fields(text: str) -> dict[str, list[str]]:
    """Return ``Name: value`` lines by lower-case name."""
    found: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(text[:_MAX_PART]):
        found.setdefault(name.lower(), []).append(value.strip())
    return found
