"""Whether somebody is at the PC: hands back what is held when not, and offers 在席 on coming back.

Idle for a quarter of an hour, a locked screen, a PC that slept (rule 6): claims go back, drafts
stay, and it is said. Nobody is set to 在席 silently: a person says where they are.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from mailroom.clock import Clock
from mailroom.domain.people import AWAY, Presence, presence_at
from mailroom.errors import MailroomError
from ui import ops
from ui.session import Session, Toast
from ui.wording import text, words

IDLE = timedelta(minutes=15)
BACK_AFTER = timedelta(minutes=5)
"""Whoever says 外出 and clicks on for a moment has not come back."""

_LOOK_MS = 30_000
_OFFER_SECONDS = 30.0
_SLEPT = timedelta(minutes=3)
"""The timer comes every half minute; when it is so late, the PC slept."""

_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)
_SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
)


class Attendance(QObject):
    """Watches hands and clock for one session.

    Args:
        clock: the clock on the wall; a practice day runs faster than anybody's quarter of an hour.
    """

    def __init__(self, session: Session, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        now = clock.now()
        self._touched = self._looked = now
        self._handed_back = False
        self._offered = False
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            self._watch(application.focusWindow())
        self._listen_to_the_screen()
        QTimer.singleShot(0, self, self.offer_to_be_in)

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        """Watch the hands in this window: a filter on the application would see every paint."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; never eat anything."""
        if event.type() in _HANDS:
            self.touch(self._clock.now())
        return False

    def touch(self, now: datetime) -> None:
        """Note a key or a click."""
        away_for, self._touched = now - self._touched, now
        self._handed_back = False
        if away_for >= BACK_AFTER:
            self._offered = False
            self.offer_to_be_in()

    @Slot()
    def look(self) -> None:
        """Look at the clock: nobody there for too long, or the PC slept."""
        now = self._clock.now()
        slept, self._looked = now - self._looked > _SLEPT, now
        if slept or now - self._touched >= IDLE:
            self.hand_back()

    @Slot(bool)
    def on_screen_lock(self, locked: bool) -> None:
        """Hand back when the screen is locked."""
        if locked:
            self._touched -= BACK_AFTER  # coming back is asked about
            self.hand_back()

    def hand_back(self) -> None:
        """Hand back what I hold here, once until somebody touches the PC again."""
        if self._handed_back:
            return
        self._handed_back = True
        seats = self._session.room.seats
        self._session.tasks.act(lambda: len(seats.hand_back()), self._tell, self._keep_quiet)

    def offer_to_be_in(self) -> None:
        """Offer 在席 to somebody who is here and shown as away."""
        me = self._session.roster.members.get(self._session.me.person)
        if me is None or self._offered:
            return
        presence = presence_at(me, self._session.clock.now())
        if presence not in AWAY:
            return
        self._offered = True
        session, person = self._session, me.id
        said = self.tr("You are still shown as: {presence}.").format(
            presence=words.presence_name(presence)
        )
        offer = Toast(
            text=said,
            button=self.tr("I am in"),
            pressed=lambda: ops.set_presence(session, person, Presence.IN),
            seconds=_OFFER_SECONDS,
        )
        session.toast_asked.emit(offer)

    def _tell(self, count: int) -> None:
        if count:
            self._session.toast(text.handed_back(count))

    def _keep_quiet(self, _error: MailroomError) -> None:
        """Nobody is there; what could not be handed back now expires by itself."""

    def _listen_to_the_screen(self) -> None:
        """Hear of a locked screen where the desktop tells (Linux; elsewhere idle is enough)."""
        if not sys.platform.startswith("linux"):
            return
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - painted first

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        for service, path in _SCREEN_SAVERS:
            bus.connect(
                service, path, service, "ActiveChanged", self, SLOT("on_screen_lock(bool)").encode()
            )
