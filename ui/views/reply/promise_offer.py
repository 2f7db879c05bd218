"""「15時までに」をお約束にする: offered below a reply that tells the customer a time (N24).

Reads the words, ticks nothing by itself. What was ticked is remembered for these words, so that a
reply whose sending was cancelled still keeps its promise.
"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.drafts import Draft
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.query import CaseDetail
from mailroom.domain.times.told_times import Told, told_time
from ui.inputs import CheckBox
from ui.session import Session
from ui.views.composer.reply_tab import ReplyTab
from ui.views.reply.bar import ReplyBar
from ui.wording import moments


class PromiseOffer(QWidget, ReplyBar):
    """One box to tick; hidden while the text tells no time."""

    def __init__(self, session: Session, reply: ReplyTab) -> None:
        super().__init__()
        self._session = session
        self._reply = reply
        self._told: Told | None = None
        self._wanted: set[Told] = set()
        self.box = CheckBox("")
        self.box.toggled.connect(self._on_toggled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self.hide()

    @property
    def has_words(self) -> bool:
        """Return whether the reply tells its reader a time."""
        return self._told is not None

    def begin(self, _detail: CaseDetail, _draft: Draft) -> None:
        """Read another reply."""
        self.read()

    def read(self) -> None:
        """Offer the first time that the text tells its reader."""
        calendar = (self._session.roster.policy or DEFAULT_POLICY).calendar
        now = self._session.now()
        told = told_time(self._reply.body.toPlainText(), calendar, now)
        if told == self._told:
            return
        self._told = told
        self.setVisible(told is not None)
        if told is None:
            return
        at = moments.deadline(told.at, now.astimezone(calendar.zone.tz))
        said = self.tr("Keep “{words}” as a promise (due {at})").format(words=told.words, at=at)
        self.box.setText(said)
        self.box.setAccessibleName(said)
        self.box.blockSignals(True)
        self.box.setChecked(told in self._wanted)
        self.box.blockSignals(False)
        self.box.updateGeometry()

    def chosen(self) -> Told | None:
        """Return the time to be kept, if the person wants that."""
        return self._told if self._told is not None and self.box.isChecked() else None

    def _on_toggled(self, ticked: bool) -> None:
        if self._told is not None:
            (self._wanted.add if ticked else self._wanted.discard)(self._told)
