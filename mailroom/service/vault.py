"""Where passwords are kept: the keyring of the system, else a sealed file; never plain text.

The sealed file lies in the profile, its key in another folder, both readable by the user alone: a
copied profile opens nothing. That guards backups and shares, not against programs of the same
user; the README says so.
"""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.errors
from cryptography.fernet import Fernet, InvalidToken

from mailroom import logging
from mailroom.errors import StoreReadOnly
from mailroom.service import profiles
from mailroom.service.profiles import Profile
from mailroom.settings import write_private

_SERVICE = "Mailroom"
_SEALED = "password.sealed"


def password_of(profile: Profile) -> str:
    """Return the password that is kept for a profile, "" if there is none."""
    return _from_keyring(profile) or _from_file(profile)


def keep(profile: Profile, password: str) -> None:
    """Keep the password: in the system's keyring if it has a real one, else sealed."""
    if _has_keyring():
        try:
            keyring.set_password(_SERVICE, _account(profile), password)
        except keyring.errors.KeyringError:
            logging.topic("service").warning("keyring refused; the password is sealed in a file")
        else:
            (profile.folder / _SEALED).unlink(missing_ok=True)
            return
    _seal(profile, password)


def forget(profile: Profile) -> None:
    """Remove the password of a profile from this PC."""
    (profile.folder / _SEALED).unlink(missing_ok=True)
    _key_file(profile).unlink(missing_ok=True)
    if _has_keyring():
        try:
            keyring.delete_password(_SERVICE, _account(profile))
        except keyring.errors.KeyringError:
            logging.topic("service").info("no password of this profile in the keyring")


def _account(profile: Profile) -> str:
    account = profile.config.account
    return f"{profile.folder}:{account.user}@{account.imap.host}"


def _has_keyring() -> bool:
    # Priorities below 1 are the plain-text and the do-nothing backends.
    return keyring.get_keyring().priority >= 1


def _from_keyring(profile: Profile) -> str:
    if not _has_keyring():
        return ""
    try:
        return keyring.get_password(_SERVICE, _account(profile)) or ""
    except keyring.errors.KeyringError:
        return ""


def _from_file(profile: Profile) -> str:
    try:
        key = _key_file(profile).read_bytes()
        sealed = (profile.folder / _SEALED).read_bytes()
        return Fernet(key).decrypt(sealed).decode()
    except (OSError, ValueError, InvalidToken):
        return ""


def _seal(profile: Profile, password: str) -> None:
    key = Fernet.generate_key()
    try:
        _key_file(profile).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnly(str(profile.folder), str(error)) from error
    write_private(_key_file(profile), key)
    write_private(profile.folder / _SEALED, Fernet(key).encrypt(password.encode()))


def _key_file(profile: Profile) -> Path:
    return profiles.home() / "keys" / f"{profile.name}.key"
