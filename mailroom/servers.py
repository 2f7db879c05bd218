"""How the two servers of a mailbox are reached; shared by ``imap``, ``smtp`` and the settings.

Holds what a person must know to connect. Must not know any protocol.
"""

from __future__ import annotations

import ipaddress
import ssl
from enum import Enum


class Security(Enum):
    """What protects a connection; there is no silent fallback from one to another."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN_LOOPBACK = "plain-loopback"  # no encryption, and therefore never leaves this PC


def is_loopback(host: str) -> bool:
    """Return whether the name or address can only mean this PC."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def trusting_system() -> ssl.SSLContext:
    """Return a client context: system roots, names by SAN only, TLS 1.2 or later."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.hostname_checks_common_name = False
    return context
