"""Passwords of profiles: given by whoever starts the program, or kept in the vault.

The vault is loaded when it is asked: the system's keyring takes a tenth of the start of a process.
"""

from __future__ import annotations

import os

from mailroom import logging
from mailroom.errors import BadInput
from mailroom.service.profiles import Profile

VARIABLE = "MAILROOM_PASSWORD"


def password_of(profile: Profile) -> str:
    """Return the password of a profile.

    Raises:
        BadInput: none is kept; the person must give it.
    """
    found = os.environ.get(VARIABLE) or _kept(profile)
    if not found:
        raise BadInput("password", profile.name, "missing")
    logging.hide(found)
    return found


def keep(profile: Profile, password: str) -> None:
    """Keep the password, never in plain text."""
    from mailroom.service import vault  # noqa: PLC0415 - slow to load

    logging.hide(password)
    vault.keep(profile, password)


def forget(profile: Profile) -> None:
    """Remove the password of a profile from this PC."""
    from mailroom.service import vault  # noqa: PLC0415 - slow to load

    vault.forget(profile)


def _kept(profile: Profile) -> str:
    from mailroom.service import vault  # noqa: PLC0415 - slow to load

    return vault.password_of(profile)
