"""What every use case of one room works with; handed down, never global."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from mailroom.clock import Clock
from mailroom.domain.changes import Changes
from mailroom.domain.people import Seat
from mailroom.ids import MailboxId, PersonId
from mailroom.service.bus import ChangeBus
from mailroom.service.profiles import Profile
from mailroom.service.wake import Doorbell
from mailroom.service.words import house_language
from mailroom.settings import Language
from mailroom.store.store import Store

NOBODY = PersonId("")
"""The author of what a desk does by itself."""


@dataclass(slots=True, kw_only=True)
class Parts:
    """The furniture of a room. All of it stays but ``profile``: somebody else may sit down.

    Attributes:
        profile: who sits where; ask for it each time (``Seats`` changes it).
        password: asks for the password only when a server wants it.
        stopping: set when the room closes; long work looks at it between two steps.
    """

    profile: Profile
    store: Store
    bus: ChangeBus
    clock: Clock
    bell: Doorbell
    password: Callable[[], str]
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def me(self) -> Seat:
        """Return who acts from where."""
        return self.profile.config.seat

    @property
    def mailbox(self) -> MailboxId:
        """Return the id of the mailbox."""
        return self.profile.config.mailbox

    @property
    def language(self) -> Language:
        """Return the language this person writes to colleagues in."""
        chosen = self.profile.settings().language
        return house_language() if chosen is Language.SYSTEM else chosen

    def publish(self, changes: Changes) -> None:
        """Tell whoever listens what a commit changed."""
        self.bus.publish(changes)
