"""Making a profile: check the account, show what founding means, found or join, keep it.

Owns the order, so that a wrong password leaves nothing behind. Must not print.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace

from mailroom import logging
from mailroom.clock import Clock
from mailroom.domain.people import Member
from mailroom.errors import BadInput, Unavailable
from mailroom.ids import PersonId, new_desk_id, new_person_id
from mailroom.service import accounts, credentials, profiles
from mailroom.service.founding import FoundingPreview, person_of
from mailroom.service.profiles import Profile
from mailroom.service.room import Room
from mailroom.settings import Account, JournalKind, ProfileConfig

_LONGEST_START_LINE = 3_650  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody gives to get a profile.

    Attributes:
        person: who of the team this is, if the person said so.
        newcomer: the person said that they are nobody of the team yet.
        own_address: where the person gets mail of their own, e.g. escalations.
        team: name of a team that is founded.
        mark_mail: a team that is founded lets answered and done mail be marked (rule 36).
    """

    name: str
    account: Account
    person_name: str
    desk_name: str
    person: PersonId | None = None
    newcomer: bool = False
    own_address: str = ""
    team: str = ""
    journal: JournalKind = JournalKind.IMAP
    start_line_days: int = 14
    mark_mail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What came of it; ``profile`` is ``None`` after a mere look."""

    profile: Profile | None
    founded: bool
    preview: FoundingPreview | None


def enrol(
    wish: Wish,
    password: str,
    *,
    clock: Clock,
    go_on: Callable[[FoundingPreview], bool],
    keep_password: bool = True,
) -> Enrolled:
    """Make a profile; ``go_on`` sees what founding or joining would mean and may still say no.

    Raises:
        BadInput: the name is taken or unusable.
        MailroomError: the mailbox cannot be used like this; nothing is left behind.
    """
    logging.hide(password)
    profiles.check_name(wish.name)
    if not 0 <= wish.start_line_days <= _LONGEST_START_LINE:
        raise BadInput("history-days", str(wish.start_line_days))
    reachable = _check(wish, password)
    profile = profiles.create(_config(wish))
    try:
        done = _found_or_join(profile, wish, password, clock, go_on if reachable else None)
    except BaseException:
        shutil.rmtree(profile.folder, ignore_errors=True)
        raise
    if done.profile is None:
        shutil.rmtree(profile.folder, ignore_errors=True)
    elif keep_password:
        credentials.keep(done.profile, password)
    return done


def _check(wish: Wish, password: str) -> bool:
    """Log in once; a local journal may begin without a server in reach."""
    try:
        accounts.connect(wish.account, password).close()
    except Unavailable:
        if wish.journal is JournalKind.LOCAL:
            return False
        raise
    return True


def _config(wish: Wish) -> ProfileConfig:
    return ProfileConfig(
        name=wish.name,
        account=wish.account,
        person=new_person_id(),
        person_name=wish.person_name,
        desk=new_desk_id(),
        desk_name=wish.desk_name,
        journal=wish.journal,
        start_line_days=wish.start_line_days,
        mark_mail=wish.mark_mail,
    )


def _found_or_join(
    profile: Profile,
    wish: Wish,
    password: str,
    clock: Clock,
    go_on: Callable[[FoundingPreview], bool] | None,
) -> Enrolled:
    preview = None
    with Room.open(profile, clock=clock, password=password) as room:
        preview = room.preview_founding() if go_on else None
        if go_on and preview and not go_on(preview):
            return Enrolled(profile=None, founded=False, preview=preview)
        known = _known(room, wish)
    if known is not None:  # the same person at another desk
        config = replace(profile.config, person=known.id, person_name=known.name)
        profile = replace(profile, config=config)
        profiles.save(profile)
    with Room.open(profile, clock=clock, password=password) as room:
        founded = room.found_or_join(wish.team, wish.own_address)
    return Enrolled(profile=profile, founded=founded, preview=preview)


def _known(room: Room, wish: Wish) -> Member | None:
    """Return who of the team this is: as the person said, else by address or name."""
    rows = room.reads.members()
    known = wish.person
    if known is None and not wish.newcomer:
        known = person_of(rows, wish.person_name, wish.own_address)
    return next((row.member for row in rows if row.member.id == known), None)
