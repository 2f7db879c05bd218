"""送信予約 ▾: a button whose menu offers times at which a mail may leave, and any other one."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QMenu, QWidget, QWidgetAction

from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.times.calendar import Calendar
from ui.inputs import PlainButton
from ui.moment_picker import Offer
from ui.session import Session
from ui.wording import moments
from ui.wording.words import tr

_EVENING, _MORNING = time(17, 0), time(9, 0)
_SOON = timedelta(minutes=10)


def send_times(now: datetime, calendar: Calendar) -> tuple[Offer, ...]:
    """Return when a mail may leave, as people say it, the nearest first.

    Args:
        now: the present moment, in the zone of the person.
        calendar: business time of the team.
    """
    evening = datetime.combine(now.date(), _EVENING, now.tzinfo)
    morning = datetime.combine(now.date() + timedelta(days=1), _MORNING, now.tzinfo)
    opening = calendar.next_open(now).astimezone(now.tzinfo)
    offers = [Offer(name=tr("this evening"), at=evening)] if evening > now + _SOON else []
    offers.append(Offer(name=tr("tomorrow morning"), at=morning))
    if opening > now + _SOON and opening not in {one.at for one in offers}:
        offers.append(Offer(name=tr("when we open next"), at=opening))
    return tuple(sorted(offers, key=lambda one: one.at))


class BookButton(PlainButton):
    """A button with times.

    Signals:
        booked(datetime): this one was chosen.
    """

    booked = Signal(object)

    def __init__(
        self, session: Session, name: str, *, role: str = "", glyph: str = "clock"
    ) -> None:
        super().__init__(name, role=role, glyph=glyph)
        self._session = session
        self.other: OtherTime | None = None
        self._menu = QMenu(self)
        self.clicked.connect(self._show_menu)

    def offers(self) -> tuple[Offer, ...]:
        """Return what is offered now."""
        policy = self._session.roster.policy or DEFAULT_POLICY
        return send_times(self._session.now(), policy.calendar)

    def _show_menu(self) -> None:
        self._menu.clear()
        now = self._session.now()
        for offer in self.offers():
            words = f"{offer.name}    {moments.deadline(offer.at, now)}"
            action = self._menu.addAction(words)
            action.triggered.connect(lambda _checked=False, at=offer.at: self.booked.emit(at))
        self._menu.addSeparator()
        other = QWidgetAction(self._menu)
        self.other = OtherTime(now)
        self.other.chosen.connect(self._on_other)
        other.setDefaultWidget(self.other)
        self._menu.addAction(other)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_other(self, at: datetime) -> None:
        self._menu.hide()
        self.booked.emit(at)


class OtherTime(QWidget):
    """Any time, typed.

    Signals:
        chosen(datetime): this one; it is still to come.
    """

    chosen = Signal(object)

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self._now = now
        self.at = QDateTimeEdit()
        self.at.setDisplayFormat("yyyy/MM/dd H:mm")
        for widget in (self.at, self.at.lineEdit()):
            widget.setAccessibleName(self.tr("Another time"))
        first = now.replace(second=0, microsecond=0) + timedelta(hours=1)
        day, clock = QDate(first.year, first.month, first.day), QTime(first.hour, first.minute)
        self.at.setMinimumDateTime(QDateTime(QDate(now.year, now.month, now.day), QTime(0, 0)))
        self.at.setDateTime(QDateTime(day, clock))
        self.take = PlainButton(self.tr("Book"))
        self.take.clicked.connect(self._on_take)
        self.at.dateTimeChanged.connect(lambda _at: self.take.setEnabled(self.value() > now))
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 4, 12, 4)
        box.addWidget(self.at, 1)
        box.addWidget(self.take)

    def value(self) -> datetime:
        """Return the time that stands there."""
        day, clock = self.at.date(), self.at.time()
        return datetime(
            day.year(), day.month(), day.day(), clock.hour(), clock.minute(),
            tzinfo=self._now.tzinfo,
        )  # fmt: skip

    def _on_take(self) -> None:
        if self.value() > self._now:
            self.chosen.emit(self.value())
