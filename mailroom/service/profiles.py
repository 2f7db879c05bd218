"""Profiles: where they lie, what they are called, who uses one now.

A profile is a folder: ``profile.json``, ``settings.json``, the two databases, the log. Owns the
folders and their locks. Must not hold passwords (``credentials`` does) nor open databases.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from mailroom.errors import BadInput, StoreLocked, StoreReadOnly
from mailroom.ids import PersonId, digest
from mailroom.settings import (
    ProfileConfig,
    Settings,
    load_settings,
    read_json,
    save_settings,
    write_json,
)

HOME_VARIABLE = "MAILROOM_HOME"
_LONGEST_NAME = 40
_CONFIG = "profile.json"


class ProfileInUse(StoreLocked):
    """Another Mailroom works on this profile; ``path`` is its folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One person at one desk on one mailbox, as it lies on this PC."""

    folder: Path
    config: ProfileConfig

    @property
    def name(self) -> str:
        """Return the name that ``--profile`` takes."""
        return self.config.name

    @property
    def log_file(self) -> Path:
        """Return where the app of this profile logs."""
        return self.folder / "log" / "mailroom.log"

    def settings(self) -> Settings:
        """Return what the person chose; a broken file is as good as none."""
        try:
            return load_settings(self.folder)
        except BadInput:
            return Settings()

    def save_settings(self, settings: Settings) -> None:
        """Keep what the person chose."""
        save_settings(self.folder, settings)

    def hold_app(self) -> FileLock:
        """Return the lock of the one window on this profile, held.

        Raises:
            ProfileInUse: it is open already.
        """
        return _held(self.folder, "app.lock")

    def hold_engine(self) -> FileLock:
        """Return the lock of the one engine on this profile (app or command), held.

        Raises:
            ProfileInUse: another process pulls and pushes for this profile.
        """
        return _held(self.folder, "engine.lock")


def home() -> Path:
    """Return the folder of all profiles of this user."""
    given = os.environ.get(HOME_VARIABLE)
    return Path(given) if given else Path(platformdirs.user_data_dir("Mailroom", appauthor=False))


def names() -> tuple[str, ...]:
    """Return the names of all profiles, in order."""
    found = (home() / "profiles").glob(f"*/{_CONFIG}")
    return tuple(sorted(path.parent.name for path in found))


def load(name: str) -> Profile:
    """Return the profile of that name.

    Raises:
        BadInput: there is none, or its file is damaged.
    """
    folder = _folder(name)
    if not (folder / _CONFIG).exists():
        raise BadInput("profile", name, "missing")
    return Profile(folder=folder, config=read_json(folder / _CONFIG, ProfileConfig))


def create(config: ProfileConfig) -> Profile:
    """Make the folder of a new profile and write its configuration.

    Raises:
        BadInput: the name is taken or unusable.
        StoreReadOnly: the folder cannot be made.
    """
    folder = _folder(config.name)
    if (folder / _CONFIG).exists():
        raise BadInput("profile", config.name, "exists")
    try:
        for one in (home(), folder.parent, folder):  # ``parents`` would leave those to the umask
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnly(str(folder), str(error)) from error
    save(profile := Profile(folder=folder, config=config))
    return profile


def save(profile: Profile) -> None:
    """Write the configuration of a profile."""
    write_json(profile.folder / _CONFIG, profile.config)


def seat(profile: Profile, person: PersonId, name: str) -> Profile:
    """Let somebody else use a profile on this PC; return it with them.

    Each person's settings wait for them. Who comes for the first time finds the PC as it looks,
    without the signature of another.

    Raises:
        StoreReadOnly: the folder cannot be written.
    """
    settings, config = profile.settings(), profile.config
    write_json(_settings_of(profile, config.person), settings)
    mine = _settings_of(profile, person)
    try:
        theirs = read_json(mine, Settings) if mine.exists() else replace(settings, signature="")
    except BadInput:
        theirs = replace(settings, signature="")
    seated = replace(profile, config=replace(config, person=person, person_name=name))
    seated.save_settings(theirs)
    save(seated)
    return seated


def _settings_of(profile: Profile, person: PersonId) -> Path:
    return profile.folder / f"settings-{digest('person', person)[:16]}.json"


def check_name(name: str) -> None:
    """Refuse a name that cannot be a folder everywhere.

    Raises:
        BadInput: it is empty, too long, or has signs that a folder may not have.
    """
    plain = name.replace("-", "").replace("_", "").replace(".", "")
    if not plain.isalnum() or name.startswith(".") or len(name) > _LONGEST_NAME:
        raise BadInput("profile", name, "name")


def _folder(name: str) -> Path:
    check_name(name)
    return home() / "profiles" / name


def _held(folder: Path, name: str) -> FileLock:
    lock = FileLock(folder / name, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ProfileInUse(str(folder)) from error
    except OSError as error:
        raise StoreReadOnly(str(folder), str(error)) from error
    return lock
