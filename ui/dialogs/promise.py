"""お約束: a time that the customer was told is a clock, to be moved, kept, withdrawn (N24).

And 時計を止める: a pause of the customer's clocks, with its reason for everybody to read.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import KeepPromise, MakePromise, PauseClock, WithdrawPromise
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.times.clocks import Promise
from mailroom.ids import CaseId
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, remark, row
from ui.inputs import CheckBox, Line
from ui.moment_picker import MomentPicker, soon
from ui.session import Session
from ui.wording import moments


class PromiseDialog(Dialog):
    """Make a promise, or change one that is open."""

    def __init__(
        self, session: Session, case: CaseId, parent: QWidget | None, promise: Promise | None = None
    ) -> None:
        super().__init__(parent, "", width=440)
        changes = promise is not None
        title = self.tr("Change the promise") if changes else self.tr("Promise the customer a time")
        self.setWindowTitle(title)
        self._session = session
        self._case = case
        self._promise = promise
        zone = (session.roster.policy or DEFAULT_POLICY).calendar.zone
        self._now = session.now().astimezone(zone.tz)
        self.at = MomentPicker(self.tr("By when"))
        self.at.fill(promise.at if promise else None, self._now, soon(self._now))
        self.usual: Choice[str] = Choice(self.tr("What"))
        self.usual.fill([(one, one) for one in (*self._usual(), self.tr("In other words…"))])
        self.text = Line(self.tr("In your own words"), hint=self.tr("if none of these fits"))
        if promise is not None:
            self.text.setText(promise.text)
            self.usual.setCurrentIndex(self.usual.count() - 1)
        self.by_reply = CheckBox(self.tr("The next reply to the customer keeps it"))
        self.by_reply.setChecked(promise.by_reply if promise else True)
        self.content_layout.addWidget(row(self.tr("By when") + " *", self.at))
        self.content_layout.addWidget(row(self.tr("What"), self.usual))
        self.content_layout.addWidget(row(self.tr("In your own words"), self.text))
        self.content_layout.addWidget(row("", self.by_reply))
        self.content_layout.addWidget(
            remark(self.tr("The case stays open and is due at that time until it is kept."))
        )
        self.add_buttons(self.tr("Save the promise"))
        if promise is not None:
            kept = self.add_button(self.tr("Kept"))
            kept.clicked.connect(self.keep)
            withdraw = self.add_button(self.tr("Withdraw it"))
            withdraw.clicked.connect(self.withdraw)
        self.usual.setFocus()

    def _usual(self) -> tuple[str, ...]:
        """Return what is promised most; the second is for a time that nobody knows yet (S45)."""
        return (
            self.tr("Answer with the result"),
            self.tr("Say how it stands (the end is not known yet)"),
            self.tr("Call back"),
        )

    def _what(self) -> str:
        typed = self.text.text().strip()
        return typed or (self.usual.value() if self.usual.value() in self._usual() else "")

    def confirm(self) -> None:
        """Make it, or put the new time in the place of the old one."""
        at = self.at.value()
        if at <= self._session.now():
            self.say_problem(self.tr("That time has passed already."))
            return
        command = MakePromise(
            case=self._case,
            at=at,
            text=self._what(),
            by_reply=self.by_reply.isChecked(),
            instead_of=self._promise.id if self._promise else None,
        )
        until = moments.deadline(at, self._now)
        self._session.do(command, said=self.tr("Promised until {at}").format(at=until))
        self.accept()

    def keep(self) -> None:
        """果たした."""
        assert self._promise is not None
        command = KeepPromise(case=self._case, promise=self._promise.id)
        self._session.do(command, said=self.tr("Promise kept"), undo=False)
        self.accept()

    def withdraw(self) -> None:
        """It need not be kept; what was typed is the reason."""
        assert self._promise is not None
        typed = self.text.text().strip()
        reason = typed if typed != self._promise.text else ""
        command = WithdrawPromise(case=self._case, promise=self._promise.id, reason=reason)
        self._session.do(command, said=self.tr("Promise withdrawn"), undo=False)
        self.accept()


class PauseDialog(Dialog):
    """Stop the customer's clocks, with a reason."""

    def __init__(self, session: Session, case: CaseId, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=440)
        self.setWindowTitle(self.tr("Stop the clock"))
        self._session = session
        self._case = case
        self.reason: Choice[str] = Choice(self.tr("Reason"))
        self.reason.fill([(one, one) for one in self._reasons()])
        self.words = Line(self.tr("In other words"), hint=self.tr("if none of these fits"))
        self.content_layout.addWidget(row(self.tr("Reason") + " *", self.reason))
        self.content_layout.addWidget(row(self.tr("In other words"), self.words))
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "First reply and resolution stand until you let the clock run on or the "
                    "customer writes again. Promises do not stand. Everybody sees the reason."
                )
            )
        )
        self.add_buttons(self.tr("Stop the clock"))
        self.reason.setFocus()

    def confirm(self) -> None:
        """Stop it; the toast takes it back."""
        reason = self.words.text().strip() or self.reason.value()
        command = PauseClock(case=self._case, reason=reason)
        self._session.do(command, said=self.tr("The clock stands: {why}").format(why=reason))
        self.accept()

    def _reasons(self) -> tuple[str, ...]:
        return (
            self.tr("Waiting for the customer's documents"),
            self.tr("Waiting for the supplier"),
            self.tr("Waiting for the carrier"),
            self.tr("Waiting for the date agreed with the customer"),
        )
