"""The status line: whether it works, whether every mail is accounted for, what leaves next.

One line of 24 px that never pops up. What is in the way stands in red with what to do; numbers
that have no room disappear from the right.
"""

from __future__ import annotations

import itertools

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.query import Connection, Health, View
from ui import theme
from ui.inputs import PlainButton, restyle
from ui.session import Session
from ui.views.frame.upcoming_line import UpcomingLine
from ui.wording import health_text

HEIGHT = 24
_MOST_REMARKS = 4
_MARGINS = 28  # pixels at both ends, and before the ledger

_LIGHTS = {
    Connection.ONLINE: "accent",
    Connection.BUSY: "soon",
    Connection.NEVER: "edge",
    Connection.OFFLINE: "edge",
    Connection.LOGIN_FAILED: "overdue",
}


class StatusBar(QFrame):
    """The line.

    Signals:
        login_asked(): the password is refused; the person wants to enter it again.
        outbox_asked(): the person wants to see what waits to be sent.
        ledger_asked(): the person wants to see where every mail went.
        steps_asked(): the person wants to see which steps wait, and which were not applied.
    """

    login_asked = Signal()
    outbox_asked = Signal()
    steps_asked = Signal()
    ledger_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._session = session
        self._light = _Light()
        self._state = _Line()
        self._ledger = _Line()
        self._ledger.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ledger.clicked.connect(self.ledger_asked)
        self._remarks = [_Line() for _ in range(_MOST_REMARKS)]
        self._refused = PlainButton("", role="quiet")
        self._pending = PlainButton("", role="quiet")
        self._outbox = PlainButton("", role="quiet")
        self._login = PlainButton(self.tr("Enter the password"), role="quiet")
        self.upcoming = UpcomingLine(session)
        self.upcoming.steps_read.connect(lambda _steps: QTimer.singleShot(0, self, self._make_room))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(8)
        layout.addWidget(self._light)
        layout.addWidget(self._state)
        layout.addWidget(self._login)
        layout.addSpacing(8)
        layout.addWidget(self._ledger)
        layout.addStretch(1)
        for widget in (*self._remarks, self._refused, self._pending, self._outbox, self.upcoming):
            layout.addWidget(widget)
        self.setFixedHeight(theme.scaled(HEIGHT, session.settings.text_percent))
        self._login.clicked.connect(self.login_asked)
        self._outbox.clicked.connect(self.outbox_asked)
        self._pending.clicked.connect(self.steps_asked)
        self._refused.clicked.connect(self.steps_asked)
        session.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Read the health of the room again."""
        reads = self._session.room.reads
        self.show_health(reads.health(), refused=reads.counts().views.get(View.REFUSED, 0))

    def show_health(self, health: Health, *, refused: int = 0) -> None:
        """Show these facts."""
        now = self._session.now()
        self._light.show_colour(_LIGHTS[health.connection])
        said = health_text.connection(health, now, self._session.roster)
        self._state.say(said, problem=health_text.is_problem(health))
        self._login.setVisible(health.connection is Connection.LOGIN_FAILED)
        self._ledger.say(health_text.ledger(health), problem=not health.ledger.adds_up)
        remarks = health_text.remarks(health, self._session.roster)
        for line, one in itertools.zip_longest(self._remarks, remarks[:_MOST_REMARKS]):
            line.say(one.said if one else "", problem=bool(one and one.problem))
            line.setToolTip(one.meaning if one else "")
        for button, said in (
            (self._refused, health_text.refused(refused)),
            (self._pending, health_text.unconfirmed(health)),
            (self._outbox, health_text.unsent(health)),
        ):
            button.relabel(said)
            button.setVisible(bool(said))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the words into another width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave quiet numbers out whole, rather than cut every word, where the line is short."""
        quiet = [one for one in (*reversed(self._remarks), self._ledger) if one.is_quiet]
        layout = self.layout()
        assert layout is not None
        items = (layout.itemAt(at) for at in range(layout.count()))
        parts = [item.widget() for item in items if item is not None]
        shown = [one for one in parts if one is not None and (one in quiet or not one.isHidden())]
        needed = sum(one.sizeHint().width() + layout.spacing() for one in shown) + _MARGINS
        for one in quiet:
            fits = needed <= self.width()
            one.setVisible(fits)
            needed -= 0 if fits else one.sizeHint().width() + layout.spacing()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the next step move, which stands still under the pointer."""
        super().leaveEvent(event)
        self.upcoming.catch_up()

    def remarks(self) -> tuple[str, ...]:
        """Return what stands in the line besides connection and ledger."""
        return tuple(line.text() for line in self._remarks if line.text())

    def sentence(self) -> str:
        """Return what the line says about the connection."""
        return self._state.text()

    def _on_changed(self, changes: Changes) -> None:
        if changes.health or changes.outbox or changes.cases:
            self.refresh()


class _Light(QWidget):
    """A dot; its meaning stands in words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(10, 10)
        self._colour = "edge"

    def show_colour(self, name: str) -> None:
        self._colour = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour(self._colour))
        painter.drawEllipse(QRectF(1, 1, 8, 8))
        painter.end()


class _Line(QLabel):
    """Words that give way: the whole of them is in the tooltip.

    Signals:
        clicked(): what is behind the words is also in the menus.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str, *, problem: bool) -> None:
        self.setText(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self.setProperty("role", "problem" if problem else "")
        restyle(self)

    @property
    def is_quiet(self) -> bool:
        """Return whether it says something that nobody has to act upon."""
        return bool(self.text()) and self.property("role") != "problem"

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()
