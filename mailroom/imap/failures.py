"""The one place where the library's five families of errors become ours.

imaplib.abort, imaplib.error, IMAPClient's ProtocolError, OSError and TimeoutError, and what a
garbled answer makes the library's parsers raise. Knows error texts and response codes of servers;
knows no operation.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient.exceptions import ProtocolError

from mailroom.errors import (
    AppendRefused,
    AuthFailed,
    ConnectFailed,
    Disconnected,
    FolderMissing,
    LimitReached,
    MailroomError,
    QuotaFull,
    ServerRefused,
    TimedOut,
    TlsRefused,
    Unavailable,
)

_FAMILIES = (
    imaplib.IMAP4.error,  # also abort and IMAPClient's own errors
    OSError,
    ValueError,  # from here on: a parser of the library met an answer that is not IMAP
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
)
_CODE = re.compile(r"\[([A-Z][A-Z-]*)")
_LIMIT = re.compile(r"too many|maximum number of connections|connection limit", re.IGNORECASE)
_QUOTA = re.compile(r"over ?quota|quota (?:is )?exceeded", re.IGNORECASE)
_BY_CODE: dict[str, type[MailroomError]] = {
    "LIMIT": LimitReached,
    "UNAVAILABLE": Unavailable,
    "INUSE": Unavailable,
    "SERVERBUG": Unavailable,
    "OVERQUOTA": QuotaFull,
    "AUTHENTICATIONFAILED": AuthFailed,
    "AUTHORIZATIONFAILED": AuthFailed,
    "EXPIRED": AuthFailed,
    "PRIVACYREQUIRED": TlsRefused,
    "TRYCREATE": FolderMissing,
    "NONEXISTENT": FolderMissing,
}
_OF_STORING = (QuotaFull, FolderMissing)  # what may be wrong with the place for a message


@contextmanager
def mapped(host: str, refusal: type[ServerRefused] = ServerRefused) -> Iterator[None]:
    """Turn whatever the library raises inside the block into a ``MailroomError``.

    Args:
        host: the server that the error will name.
        refusal: what a NO or BAD without a telling response code means here.
    """
    try:
        yield
    except MailroomError:
        raise
    except _FAMILIES as error:
        raise translate(error, host, refusal) from error


def translate(
    error: BaseException, host: str, refusal: type[ServerRefused] = ServerRefused
) -> MailroomError:
    """Return our error for one of the library's."""
    # LoginError wraps an EOF too; what it wraps tells a lost line from a wrong password.
    inner = error.__context__ if isinstance(error.__context__, imaplib.IMAP4.abort) else error
    text = str(inner)
    if isinstance(inner, imaplib.IMAP4.readonly):
        return refusal(host, text)
    if isinstance(inner, imaplib.IMAP4.abort):
        return (LimitReached if _LIMIT.search(text) else Disconnected)(host, text)
    if isinstance(inner, ProtocolError):
        return Disconnected(host, f"garbled answer: {text}")
    if isinstance(inner, imaplib.IMAP4.error):
        return _refusal(text, host, refusal)
    if isinstance(inner, OSError):
        return _broken_line(inner, host)
    return Disconnected(host, f"garbled answer: {text}")


def _refusal(text: str, host: str, refusal: type[ServerRefused]) -> MailroomError:
    found = next((_BY_CODE[code] for code in _CODE.findall(text) if code in _BY_CODE), None)
    if refusal is AppendRefused and found is not None and found not in _OF_STORING:
        return refusal(host, text)  # the line itself is fine, and can be read
    if found is not None:
        return found(host, text)
    if _LIMIT.search(text):
        return LimitReached(host, text)
    if _QUOTA.search(text):
        return QuotaFull(host, text)
    if "* BYE" in text:
        return Disconnected(host, text)
    return refusal(host, text)


def _broken_line(error: OSError, host: str) -> MailroomError:
    text = str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return TlsRefused(host, error.verify_message or text)
    if isinstance(error, socket.gaierror):
        return ConnectFailed(host, text, unknown_host=True)
    if isinstance(error, ConnectionRefusedError):
        return ConnectFailed(host, text)
    if isinstance(error, TimeoutError):
        return TimedOut(host, text)
    return Disconnected(host, text)
