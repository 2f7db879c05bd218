"""Was this mail written by a machine? See behaviours 5.3.

Header names and values are compared without regard to case. A mailing list that is the team's
own shared address (Google Groups and the like stamp every customer's mail) does not count.
"""

from __future__ import annotations

from mailroom.domain.mails import Automatic
from mailroom.mail.bounces import Bounce, Finality
from mailroom.mail.headers import Headers
from mailroom.mail.parse import ParsedMail
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
        return Automatic.BOUNCE if bounce.finality is Finality.FAILED else Automatic.REPLY
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
    submitted = headers.token("auto-submitted")
    if submitted and submitted != "no":
        return True
    if any(name in headers and headers.token(name) not in ("no", "false") for name in _PRESENT):
        return True
    if _words(headers, "x-auto-response-suppress") & _SUPPRESS:
        return True
    if "auto_reply" in _words(headers, "precedence") | _words(headers, "x-precedence"):
        return True
    if headers.token("x-loop") in ("yes", "true"):
        return True
    if any(part.content_type == "message/disposition-notification" for part in mail.reports):
        return True
    return headers.raw("return-path") == b"<>" or clean_subject(mail.subject).automatic_marked


def is_own_list(headers: Headers, own_addresses: frozenset[str]) -> bool:
    """Tell whether the list headers are those of the team's own address."""
    said = " ".join(headers.text(name).lower() for name in _LIST_FIELDS if name in headers)
    if not said:
        return False
    return any(own in said or own.replace("@", ".") in said for own in own_addresses)


def _words(headers: Headers, name: str) -> frozenset[str]:
    value = headers.raw(name).decode("ascii", "replace").lower()
    return frozenset(value.replace(";", ",").replace(",", " ").split())
