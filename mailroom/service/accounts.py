"""How an account that somebody typed becomes servers, and servers a connection.

Owns ports and what they mean. There is no fallback: a port stands for one kind of encryption.
"""

from __future__ import annotations

from mailroom.errors import BadInput
from mailroom.imap.client import ImapClient
from mailroom.servers import Security, is_loopback
from mailroom.settings import Account, Server
from mailroom.smtp.session import SmtpServer

_IMAP = {993: Security.TLS, 143: Security.STARTTLS}
_SMTP = {465: Security.TLS, 587: Security.STARTTLS, 25: Security.STARTTLS}


def imap_server(text: str, *, plaintext_loopback: bool = False) -> Server:
    """Return the IMAP server meant by ``HOST[:PORT]``; the port decides the encryption.

    Raises:
        BadInput: it is no host and port, or plain text was asked for a server elsewhere.
    """
    return _server("imap", text, _IMAP, 993, plaintext_loopback=plaintext_loopback)


def smtp_server(text: str, *, plaintext_loopback: bool = False) -> Server | None:
    """Return the SMTP server meant by ``HOST[:PORT]``, or ``None`` for an empty text.

    Raises:
        BadInput: it is no host and port, or plain text was asked for a server elsewhere.
    """
    if not text:
        return None
    return _server("smtp", text, _SMTP, 465, plaintext_loopback=plaintext_loopback)


def connect(account: Account, password: str, *, timeout: float = 60) -> ImapClient:
    """Return a logged-in connection to the account's mailbox."""
    server = account.imap
    return ImapClient.connect(
        server.host,
        server.port,
        security=server.security,
        user=account.user,
        password=password,
        timeout=timeout,
    )


def smtp_of(account: Account, password: str) -> SmtpServer:
    """Return how mail of this account leaves.

    Raises:
        BadInput: the account has no SMTP server.
    """
    if account.smtp is None:
        raise BadInput("smtp", account.address, "missing")
    return SmtpServer(
        host=account.smtp.host,
        port=account.smtp.port,
        security=account.smtp.security,
        user=account.smtp_user or account.user,
        password=password,
    )


def _server(
    field: str, text: str, known: dict[int, Security], usual: int, *, plaintext_loopback: bool
) -> Server:
    host, port = _split(field, text, usual)
    if plaintext_loopback:
        if not is_loopback(host):
            raise BadInput(field, text, "not-loopback")
        return Server(host=host, port=port, security=Security.PLAIN_LOOPBACK)
    return Server(host=host, port=port, security=known.get(port, Security.TLS))


def _split(field: str, text: str, usual: int) -> tuple[str, int]:
    host, colon, number = text.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):  # a bare IPv6 address
        host, number = text, str(usual)
    host = host.strip("[]")
    port = int(number) if number.isascii() and number.isdigit() else 0
    if not host or any(letter.isspace() for letter in host) or not 0 < port < 65536:  # noqa: PLR2004 - TCP
        raise BadInput(field, text, "server")
    return host, port
