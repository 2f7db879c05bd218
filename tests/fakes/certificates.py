"""Certificates of a made-up authority, for servers and for whoever shall trust them."""

from __future__ import annotations

import ssl
from datetime import datetime
from pathlib import Path

import trustme

from mailroom.servers import trusting_system


class Authority:
    """A certificate authority that lives as long as a test."""

    def __init__(self) -> None:
        self._authority = trustme.CA()

    def server(self, *names: str, not_after: datetime | None = None) -> ssl.SSLContext:
        """Return the context of a server with a certificate for these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._issue(names, not_after).configure_cert(context)
        return context

    def files(self, folder: Path, *names: str) -> tuple[Path, Path]:
        """Return certificate and key as files, for a server that is a program."""
        issued = self._issue(names, None)
        chain, key = folder / "chain.pem", folder / "key.pem"
        chain.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
        key.write_bytes(issued.private_key_pem.bytes())
        return chain, key

    def trusted(self) -> ssl.SSLContext:
        """Return the context of a client that trusts this authority only, as strict as ours."""
        context = trusting_system()
        self._authority.configure_trust(context)
        return context

    def _issue(self, names: tuple[str, ...], not_after: datetime | None) -> trustme.LeafCert:
        return self._authority.issue_cert(*names, not_after=not_after)
