"""What a mail server's answer means: the code, the words, and when it was given (RFC 5321, 3463).

Servers use few codes for many things: where the enhanced code (``5.7.1``) is missing or says too
little, the moment decides. Must not decide what is done about it.
"""

from __future__ import annotations

import re
from enum import Enum

from mailroom.domain.sends.trouble import SendTrouble
from mailroom.errors import AuthFailed, MailroomError, ServerRefused, TlsRefused

_ENHANCED = re.compile(r"^\s*#?([245])\.(\d{1,3})\.(\d{1,3})\b")
_RELAY = re.compile(r"\brelay", re.IGNORECASE)
_STARTTLS = re.compile(r"\bSTARTTLS\b", re.IGNORECASE)

_SOMETHING_FIRST = 530  # RFC 4954 and 3207: a login, or encryption
_STORAGE = 552
_NO_LOGIN = frozenset({534, 535, 538})
_NOT_UNDERSTOOD = range(500, 505)
_NO_ADDRESS = frozenset({550, 551, 553})


class Stage(Enum):
    """How far a sending came."""

    CONNECT = "connect"  # up to and including the login
    SENDER = "sender"
    RECIPIENTS = "recipients"
    DATA = "data"


class Known(ServerRefused):
    """Refused before the server was asked: its greeting says that it could not take the mail."""

    def __init__(self, host: str, detail: str, trouble: SendTrouble) -> None:
        super().__init__(host, detail)
        self.trouble = trouble


def is_temporary(code: int) -> bool:
    """Return whether the server invites another try later."""
    return 400 <= code < 500  # noqa: PLR2004 - the meaning of SMTP's first digit


def trouble_of(problem: MailroomError, stage: Stage, code: int, text: str) -> SendTrouble:
    """Return what is in the way of a mail that did not leave.

    Args:
        problem: the same as an error.
        stage: when it happened.
        code: the server's answer, 0 if there was none.
        text: its words, which may begin with an enhanced code.
    """
    match problem:
        case Known():
            return problem.trouble
        case AuthFailed():
            return SendTrouble.LOGIN
        case TlsRefused():
            return SendTrouble.NO_SAFE_LINE
        case _ if not code:
            known = isinstance(problem, ServerRefused)
            return SendTrouble.OTHER if known else SendTrouble.NO_CONNECTION
        case _ if is_temporary(code):
            return _FOR_NOW.get(_told(text), SendTrouble.BUSY)
        case _:
            return _FOR_GOOD.get(_told(text)) or _by_moment(code, text, stage)


def _told(text: str) -> str:
    found = _ENHANCED.match(text)
    return f"{found[2]}.{found[3]}" if found else ""


_FOR_NOW = {"2.2": SendTrouble.ADDRESS_FULL, "4.5": SendTrouble.LIMIT}
_FOR_GOOD = {
    "1.1": SendTrouble.NO_ADDRESS,
    "1.2": SendTrouble.NO_ADDRESS,
    "1.3": SendTrouble.NO_ADDRESS,
    "1.6": SendTrouble.NO_ADDRESS,
    "1.10": SendTrouble.NO_ADDRESS,
    "1.7": SendTrouble.SENDER,
    "1.8": SendTrouble.SENDER,
    "2.1": SendTrouble.NO_ADDRESS,
    "2.2": SendTrouble.ADDRESS_FULL,
    "2.3": SendTrouble.TOO_BIG,
    "2.252": SendTrouble.SENDER,  # Microsoft: SendAsDenied
    "3.4": SendTrouble.TOO_BIG,
    "4.5": SendTrouble.LIMIT,  # Gmail: daily quota
    "6.1": SendTrouble.NOT_CARRIED,
    "6.3": SendTrouble.NOT_CARRIED,
    "6.7": SendTrouble.NOT_CARRIED,
    "7.60": SendTrouble.SENDER,  # Microsoft: may not send as
    "7.708": SendTrouble.LIMIT,
}


def _by_moment(code: int, text: str, stage: Stage) -> SendTrouble:
    """Return what a code means at that moment."""
    if code == _SOMETHING_FIRST:
        return SendTrouble.NO_SAFE_LINE if _STARTTLS.search(text) else SendTrouble.LOGIN
    if code in _NO_LOGIN:
        return SendTrouble.LOGIN
    if code in _NOT_UNDERSTOOD:
        return SendTrouble.OTHER
    match stage:
        case Stage.CONNECT:
            return SendTrouble.OTHER
        case Stage.SENDER:
            return SendTrouble.TOO_BIG if code == _STORAGE else SendTrouble.SENDER
        case Stage.RECIPIENTS:
            return _of_recipient(code, text)
        case Stage.DATA:
            return SendTrouble.TOO_BIG if code == _STORAGE else SendTrouble.CONTENT


def _of_recipient(code: int, text: str) -> SendTrouble:
    if code == _STORAGE:
        return SendTrouble.ADDRESS_FULL
    if code in _NO_ADDRESS and not _RELAY.search(text) and not _told(text).startswith("7."):
        return SendTrouble.NO_ADDRESS
    return SendTrouble.RECIPIENT
