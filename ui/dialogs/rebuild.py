"""What is wrong with the team's record; a lead rebuilds it from here (rules 33, 34).

Says what happened and what will be done before anything is done, shows each step while it runs,
can be stopped until the new record is written, and says how it ended. Who is no lead reads whom
to tell.
"""

from __future__ import annotations

import threading

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.query import Health
from mailroom.domain.records.replica import Alarm
from mailroom.errors import MailroomError
from ui import icons
from ui.dialogs.dialog import Dialog, heading, remark, row
from ui.inputs import Line, PlainButton
from ui.session import Session, ToastKind
from ui.wording import alarm_text, text

STEPS = ("read", "checkpoint", "write")


class RebuildDialog(Dialog):
    """The story of an alarm, and its repair.

    Signals:
        stepped(str): the repair began this step; comes from its thread.
    """

    stepped = Signal(str)

    def __init__(
        self, session: Session, parent: QWidget | None, health: Health | None = None
    ) -> None:
        """Make the dialog about the health of the room, or about this one."""
        super().__init__(parent, "", width=560)
        self.setWindowTitle(self.tr("The team's record"))
        self._session = session
        self._stop = threading.Event()
        self._running = False
        health = health or session.room.reads.health()
        self.alarm = health.alarm
        self.may_rebuild = session.roster.i_am_lead and alarm_text.can_rebuild(health.alarm)
        self.reason = Line(self.tr("Why"), hint=self.tr("e.g. mailbox restored from a backup"))
        self.steps = _Steps()
        self._go: PlainButton | None = None
        self._lay_out(health.alarm_detail)
        self.stepped.connect(self._on_stepped)
        session.changed.connect(self._on_changed)

    def confirm(self) -> None:
        """Begin; or stop, while it runs."""
        if self._running:
            self._stop.set()
            self.say_problem(self.tr("Stopping as soon as this step allows…"))
            return
        if not self.may_rebuild:
            return
        self._running = True
        self._stop.clear()
        self.say_problem("")
        self._label(self.tr("Stop"))
        journal, reason = self._session.room.journal, self.reason.text().strip()
        self._session.tasks.act(
            lambda: journal.rebuild(reason, self.stepped.emit, self._stop),
            self._on_done,
            self._on_failed,
        )

    def reject(self) -> None:
        """Close; a repair under way is stopped first, if it still can be."""
        self._stop.set()
        super().reject()

    def _lay_out(self, detail: str) -> None:
        roster = self._session.roster
        add = self.content_layout.addWidget
        happened = alarm_text.what(self.alarm, roster, detail)
        add(heading(happened or self.tr("The team's record is all right.")))
        add(_plain(alarm_text.story(self.alarm)))
        if detail:
            add(remark(self.tr("For whoever helps: {detail}").format(detail=detail)))
        if not self.may_rebuild:
            add(_plain(alarm_text.next_step(self.alarm, roster)))
            self.add_buttons()
            return
        add(heading(self.tr("What rebuilding does")))
        add(
            _plain(
                self.tr(
                    "This PC writes a copy of all it knows into the mailbox and begins a new "
                    "record on top of it. The other PCs follow by themselves; what they still "
                    "have to say is said again. No mail and no note is lost."
                )
            )
        )
        add(
            remark(
                self.tr("Best done on the PC that was used most. It takes a few minutes at most.")
            )
        )
        add(row(self.tr("Why"), self.reason))
        add(self.steps)
        self._go = self.add_buttons(self.tr("Rebuild the record"))

    @Slot(str)
    def _on_stepped(self, step: str) -> None:
        self.steps.begin(step)
        self.content_layout.activate()
        self._area.ensureWidgetVisible(self.steps)
        if step == STEPS[-1] and self._go is not None:
            self._go.setEnabled(False)  # from here on it is shared; it must not be left half done

    def _on_done(self, _none: None) -> None:
        self._running = False
        if self._stop.is_set() and not self.steps.is_writing:
            self.steps.clear()
            self._label(self.tr("Rebuild the record"))
            self.say_problem(self.tr("Stopped. Nothing was changed."))
            return
        self.steps.finish()
        self.say_problem("")
        if self._go is not None:
            self._go.hide()
        self._session.toast(self.tr("The team's record is rebuilt."), kind=ToastKind.GOOD)

    def _on_failed(self, error: MailroomError) -> None:
        self._running = False
        self.steps.clear()
        self._label(self.tr("Try again"))
        why = text.describe(error, self._session.roster)
        self.say_problem(self.tr("Not rebuilt; everything is as before. {why}").format(why=why))
        self.resize(self.sizeHint())

    def _label(self, said: str) -> None:
        if self._go is not None:
            self._go.relabel(said)
            self._go.setEnabled(True)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        """Say so when somebody else repaired it meanwhile."""
        if not changes.health or self._running or self.alarm is Alarm.NONE:
            return
        if self._session.room.reads.health().alarm is Alarm.NONE and self._go is not None:
            self._go.hide()
            self.steps.finish()
            self.say_problem(self.tr("It is repaired. You can close this."))


class _Steps(QWidget):
    """The steps of a repair, each with a mark when it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._now = ""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._marks: dict[str, QLabel] = {}
        names = (
            self.tr("Read what is there"),
            self.tr("Write a copy and read it back"),
            self.tr("Begin the new record"),
        )
        for line, (step, name) in enumerate(zip(STEPS, names, strict=True)):
            self._marks[step] = QLabel()
            self._marks[step].setFixedWidth(20)
            grid.addWidget(self._marks[step], line, 0)
            grid.addWidget(_plain(name), line, 1)
        self.hide()

    @property
    def is_writing(self) -> bool:
        """Return whether the last step began: from there on it is not stopped."""
        return self._now == STEPS[-1]

    def begin(self, step: str) -> None:
        """Mark what is done and what is being done."""
        self._now = step
        place = STEPS.index(step) if step in STEPS else 0
        for at, mark in enumerate(self._marks.values()):
            name = "done" if at < place else "waiting" if at == place else "more"
            mark.setPixmap(icons.pixmap(name, "accent" if at <= place else "meta", 16))
        self.show()

    def finish(self) -> None:
        """Mark all as done."""
        for mark in self._marks.values():
            mark.setPixmap(icons.pixmap("done", "accent", 16))
        self.show()

    def clear(self) -> None:
        """Begin anew."""
        self._now = ""
        self.hide()


def _plain(said: str) -> QLabel:
    label = QLabel(said)
    label.setWordWrap(True)
    return label
