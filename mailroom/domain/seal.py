"""How a mail is sealed: what of it can be read without a key."""

from __future__ import annotations

from enum import Enum


class Seal(Enum):
    """How a mail is sealed."""

    NONE = ""
    SMIME_SIGNED = "smime_signed"
    SMIME_ENCRYPTED = "smime_encrypted"
    PGP_SIGNED = "pgp_signed"
    PGP_ENCRYPTED = "pgp_encrypted"

    @property
    def hides(self) -> bool:
        """Return whether the words can only be read with a key."""
        return self in {Seal.SMIME_ENCRYPTED, Seal.PGP_ENCRYPTED}
