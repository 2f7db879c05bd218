"""Choosing a moment: a few that people say, or any other one.

Used for 回答期限 and 保留. All moments are aware; what is offered depends on the present moment,
which is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QMenu, QWidget

from ui.inputs import PlainButton
from ui.wording import moments
from ui.wording.words import tr

_MORNING, _EVENING = time(9, 0), time(17, 0)
_MONDAY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A moment and how people call it."""

    name: str
    at: datetime


def soon(now: datetime) -> tuple[Offer, ...]:
    """Return deadlines for an answer, the nearest first."""
    offers = [
        Offer(name=tr("in 30 minutes"), at=_round(now + timedelta(minutes=30))),
        Offer(name=tr("in 1 hour"), at=_round(now + timedelta(hours=1))),
        Offer(name=tr("in 2 hours"), at=_round(now + timedelta(hours=2))),
    ]
    evening = now.replace(hour=17, minute=0, second=0, microsecond=0)
    if evening > now + timedelta(hours=2):
        offers.append(Offer(name=tr("this evening"), at=evening))
    offers.append(Offer(name=tr("tomorrow morning"), at=_on(now, 1, time(10, 0))))
    return tuple(offers)


def later(now: datetime) -> tuple[Offer, ...]:
    """Return times until which a case may rest."""
    offers = [Offer(name=tr("in 1 hour"), at=_round(now + timedelta(hours=1)))]
    if now.time() < time(15, 0):
        offers.append(Offer(name=tr("this evening"), at=_on(now, 0, _EVENING)))
    offers.append(Offer(name=tr("tomorrow morning"), at=_on(now, 1, _MORNING)))
    offers.append(
        Offer(name=tr("next Monday"), at=_on(now, _MONDAY - now.weekday() or _MONDAY, _MORNING))
    )
    offers.append(Offer(name=tr("in a week"), at=_on(now, 7, _MORNING)))
    return tuple(offers)


class MomentPicker(QWidget):
    """A button with the moment on it; its menu offers others, one of them any.

    Signals:
        picked(): the person chose another moment.
    """

    picked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._now: datetime | None = None
        self._at: datetime | None = None
        self._offers: tuple[Offer, ...] = ()
        self._button = PlainButton("", glyph="clock")
        self._menu = QMenu(self)
        self._button.clicked.connect(self._show_menu)
        self._exact = QDateTimeEdit()
        self._exact.setAccessibleName(name)
        self._exact.lineEdit().setAccessibleName(name)
        self._exact.setCalendarPopup(True)
        self._exact.setDisplayFormat("yyyy/MM/dd H:mm")
        self._exact.dateTimeChanged.connect(self._on_exact)
        self._exact.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._button)
        row.addWidget(self._exact)
        row.addStretch(1)

    def fill(self, at: datetime | None, now: datetime, offers: tuple[Offer, ...]) -> None:
        """Show a moment and what else is offered."""
        self._now, self._offers = now, offers
        self._exact.hide()
        self._set(at or offers[0].at)

    def value(self) -> datetime:
        """Return the chosen moment."""
        assert self._at is not None
        return self._at

    def _set(self, at: datetime) -> None:
        assert self._now is not None
        self._at = at
        words = moments.deadline(at, self._now)
        self._button.setText(words)
        self._button.setAccessibleName(f"{self._name}: {words}")

    def _show_menu(self) -> None:
        assert self._now is not None
        self._menu.clear()
        for offer in self._offers:
            words = f"{offer.name}    {moments.deadline(offer.at, self._now)}"
            action = self._menu.addAction(words)
            action.triggered.connect(lambda _checked=False, at=offer.at: self._pick(at))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Another time…")).triggered.connect(self._show_exact)
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def _pick(self, at: datetime) -> None:
        self._exact.hide()
        self._set(at)
        self.picked.emit()

    def _show_exact(self) -> None:
        local = self.value().astimezone(self._now.tzinfo if self._now else None)
        day, clock = QDate(local.year, local.month, local.day), QTime(local.hour, local.minute)
        self._exact.setDateTime(QDateTime(day, clock))
        self._exact.show()
        self._exact.setFocus()

    def _on_exact(self, chosen: QDateTime) -> None:
        if self._now is None or not self._exact.isVisibleTo(self):
            return
        day, clock = chosen.date(), chosen.time()
        self._set(
            datetime(
                day.year(), day.month(), day.day(), clock.hour(), clock.minute(),
                tzinfo=self._now.tzinfo,
            )
        )  # fmt: skip
        self.picked.emit()


def _round(at: datetime) -> datetime:
    """Return a moment on a full five minutes: people say 11:30, not 11:28."""
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at - over + (timedelta(minutes=5) if over else timedelta())


def _on(now: datetime, days: int, at: time) -> datetime:
    return datetime.combine(now.date() + timedelta(days=days), at, now.tzinfo)
