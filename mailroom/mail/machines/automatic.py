"""Was this mail written by a machine? See behaviours 5.3.

Header names and values are compared without regard to case. A mailing list that is the team's
own shared address (Google Groups and the like stamp every customer's mail) does not count.
"""

from __future__ import annotations

import re
import unicodedata

from mailroom.domain.delivery import Delivery
from mailroom.domain.mails import Automatic
from mailroom.mail.machines.bounces import Bounce
from mailroom.mail.reading.headers import Headers
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.mail.subjects import clean_subject

LOOP_HEADER = "X-Mailroom-Loop"
"""Carried by every automatic mail of ours, with the team's id."""

_PRESENT = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-autoresponse",
    "x-fc-machinegenerated",
    LOOP_HEADER.lower(),
)
_MAX_SUBJECT = 500
_SELF = r"自動(?:返信|応答|送信|配信|受付)|オートリプライ|auto(?:matic)?[ -]?(?:reply|response)"
_KIND = rf"(?:{_SELF})(?:メール)?"
_MARKED = re.compile(
    rf"^[(\[<《〔【*]\s*{_KIND}\s*[)\]>》〕】*]"
    rf"|[(\[<《〔【]\s*{_KIND}\s*[)\]>》〕】]$"
    rf"|^※?{_KIND}(?:$|\s*[:/])",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:【[^【】]{1,40}】|\[[^\[\]]{1,40}\])?\s*"
    r"(?:(?:夏季|夏期|冬季|年末年始|お盆|gw|ゴールデンウィーク|臨時|定休日)?(?:の)?"
    r"(?:休業|休暇|休館|休み|お休み)(?:日|期間)?|不在|外出|休職|出張)(?:中)?(?:につき)?"
    r"(?:の|に関する)?(?:お知らせ|ご案内|通知|連絡|返信)?(?:\s*[:：(【\[].{0,300})?",
    re.IGNORECASE,
)
_SUPPRESS = frozenset({"all", "autoreply", "oof"})
_LIST_WORDS = frozenset({"bulk", "junk", "list"})
_LIST_FIELDS = ("list-post", "mailing-list", "list-id", "x-google-group-id")


def automatic_of(
    mail: ParsedMail, own_addresses: frozenset[str], bounce: Bounce | None
) -> Automatic:
    """Return which kind of machine wrote a mail, or that a person did.

    Args:
        mail: the parsed mail.
        own_addresses: the team's addresses, lower case.
        bounce: what ``bounces.read_bounce`` made of it.
    """
    if bounce is not None:
        return Automatic.BOUNCE if bounce.delivery is Delivery.FAILED else Automatic.REPLY
    headers = mail.headers
    if _answers_by_itself(mail):
        return Automatic.REPLY
    if is_own_list(headers, own_addresses):
        return Automatic.NO
    if (_words(headers, "precedence") | _words(headers, "x-precedence")) & _LIST_WORDS:
        return Automatic.LIST
    if "list-id" in headers or "list-unsubscribe" in headers:
        return Automatic.LIST
    return Automatic.NO


def _answers_by_itself(mail: ParsedMail) -> bool:
    """Tell whether a header or the subject's mark says: automatic answer."""
    headers = mail.headers
    submitted = headers.token("auto-submitted").partition("(")[0].strip()
    if submitted and submitted != "no":
        return True
    if any(name in headers and headers.token(name) not in ("no", "false") for name in _PRESENT):
        return True
    if _words(headers, "x-auto-response-suppress") & _SUPPRESS and not _answers_somebody(mail):
        return True
    if "auto_reply" in _words(headers, "precedence") | _words(headers, "x-precedence"):
        return True
    if headers.token("x-loop") in ("yes", "true"):
        return True
    if any(part.content_type == "message/disposition-notification" for part in mail.reports):
        return True
    return headers.raw("return-path") == b"<>" or _says_so(mail)


def _answers_somebody(mail: ParsedMail) -> bool:
    """A help desk that answers us wants no automatic answers, but it was a person who wrote."""
    return bool(mail.in_reply_to or mail.references)


def _says_so(mail: ParsedMail) -> bool:
    """Tell whether the subject is that of an automatic answer.

    Never one that a person answered or forwarded ("Re: 自動返信: …"), nor one that only speaks of
    automatic answers (「自動返信について」). A plain notice of absence counts if it answers a mail.
    """
    if clean_subject(mail.subject).automatic_marked:
        return True
    subject = unicodedata.normalize("NFKC", mail.subject[:_MAX_SUBJECT]).strip()
    if _MARKED.search(subject):
        return not clean_subject(subject).reply_marked
    return _answers_somebody(mail) and _NOTICE.fullmatch(subject) is not None


def is_own_list(headers: Headers, own_addresses: frozenset[str]) -> bool:
    """Tell whether the list headers are those of the team's own address."""
    said = " ".join(headers.text(name).lower() for name in _LIST_FIELDS if name in headers)
    if not said:
        return False
    return any(own in said or own.replace("@", ".") in said for own in own_addresses)


def _words(headers: Headers, name: str) -> frozenset[str]:
    value = headers.raw(name).decode("ascii", "replace").lower()
    return frozenset(value.replace(";", ",").replace(",", " ").split())
