"""営業時間: the hours of the week, holidays, closures and special days of the team (N21).

Plain lines to type, as on paper. Before it is saved it says which deadlines would move; only a
lead changes it, for the whole team.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain.commands import SetPolicy
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy
from mailroom.domain.times.calendar import OBON, Calendar, Closure, Frames, HolidayRule
from mailroom.domain.times.deadlines import Shift
from mailroom.domain.times.holidays import FIRST_YEAR, LAST_YEAR, holidays_of
from mailroom.domain.times.zones import KNOWN_ZONES, Zone
from ui import typed_calendar as typed
from ui.choices import Choice
from ui.dialogs.dialog import remark, row
from ui.inputs import CheckBox, Line, PlainButton, TextArea
from ui.session import Session
from ui.wording import clock_text
from ui.wording.moments import weekdays

_SHOWN = 8


class CalendarPage(QWidget):
    """The editor of the calendar."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._policy = session.roster.policy or DEFAULT_POLICY
        self._previewed: Calendar | None = None
        self.week = [Line(self.tr("Hours of {day}").format(day=day)) for day in weekdays()]
        self.zone: Choice[Zone] = Choice(self.tr("Time zone"))
        self.holidays = CheckBox(self.tr("Closed on Japanese public holidays"))
        self.worked = TextArea(self.tr("Closed days that are worked"), lines=2)
        self.closed = TextArea(self.tr("Closed days"), lines=3)
        self.obon = PlainButton(self.tr("Add Obon (8/13-8/16)"), role="link")
        self.special = TextArea(self.tr("Days with other hours"), lines=2)
        self.reason = Line(self.tr("Why"), hint=self.tr("Why is it changed?"))
        self.preview_button = PlainButton(self.tr("Which deadlines move?"), glyph="calendar")
        self.year = remark("")
        self.moves = remark("")
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._fill(self._policy.calendar)
        self._lay_out()
        self._connect()
        self.setEnabled(session.roster.i_am_lead)

    def preview(self) -> tuple[Shift, ...] | None:
        """Say which deadlines would move; None if something cannot be read."""
        calendar = self._read()
        if calendar is None:
            return None
        shifts = self._session.room.deadlines.moves(self._with(calendar))
        self._previewed = calendar
        now = self._session.now()
        lines = [clock_text.shift(one, calendar, now) for one in shifts[:_SHOWN]]
        if len(shifts) > _SHOWN:
            lines.append(self.tr("and %n more", "", len(shifts) - _SHOWN))
        said = self.tr("%n deadline(s) will move:", "", len(shifts))
        self.moves.setText("\n".join((said, *lines)) if shifts else self.tr("No deadline moves."))
        self._scroll_to(self.preview_button)
        return shifts

    def save(self) -> bool:
        """Save it for the team if it was changed; return whether nothing is left to be said.

        The first time it shows what moves, if anything does.
        """
        calendar = self._read()
        if calendar is None:
            return False
        if calendar == self._policy.calendar:
            return True
        if self._previewed != calendar and self.preview():
            self.say_problem(self.tr("These deadlines move. Press save again to do so."))
            return False
        self.say_problem("")
        policy = self._with(calendar)
        command = SetPolicy(policy=policy, reason=self.reason.text().strip())
        self._session.do(command, said=self.tr("Office hours saved"), undo=False)
        self._policy = policy
        return True

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _scroll_to(self, widget: QWidget) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            self.adjustSize()  # the sentence above it has just become longer
            above.ensureWidgetVisible(widget)

    # --- reading -----------------------------------------------------------------------------

    def _with(self, calendar: Calendar) -> Policy:
        """Return the rules in force with this calendar; others may have changed the rest."""
        return replace(self._session.room.reads.policy(), calendar=calendar)

    def _read(self) -> Calendar | None:
        try:
            calendar = self._typed()
        except typed.Unread as error:
            said = self.tr("This cannot be read: {text}. Write it as in the examples.")
            self.say_problem(said.format(text=error))
            return None
        if not calendar.is_sound:
            self.say_problem(self.tr("At least one day of the week needs hours."))
            return None
        self.say_problem("")
        return calendar

    def _typed(self) -> Calendar:
        today = self._session.now().date()
        return Calendar(
            zone=self.zone.value(),
            week=tuple(self._hours(line) for line in self.week),
            holidays=HolidayRule.JAPAN if self.holidays.isChecked() else HolidayRule.NONE,
            closed=self._closures(),
            special=typed.read_special(self.special.toPlainText(), today),
            open_on=typed.read_days(self.worked.toPlainText(), today),
        )

    def _closures(self) -> tuple[Closure, ...]:
        """Return the closures, the ones that read the same as they were before."""
        before = {
            typed.write_closures((one,)): one for one in (*self._policy.calendar.closed, OBON)
        }
        read = typed.read_closures(self.closed.toPlainText())
        return tuple(before.get(typed.write_closures((one,)), one) for one in read)

    def _hours(self, line: Line) -> Frames:
        return typed.read_frames(line.text())

    # --- making ------------------------------------------------------------------------------

    def _fill(self, calendar: Calendar) -> None:
        for line, frames in zip(self.week, calendar.week, strict=False):
            line.setText(typed.write_frames(frames) or self.tr("closed"))
        zones = [(zone, name) for name, zone in KNOWN_ZONES.items()]
        if calendar.zone not in KNOWN_ZONES.values():
            zones.insert(0, (calendar.zone, self.tr("as it is now")))
        self.zone.fill(zones)
        self.zone.choose(calendar.zone)
        self.holidays.setChecked(calendar.holidays is HolidayRule.JAPAN)
        self.worked.setPlainText(typed.write_days(calendar.open_on))
        self.closed.setPlainText(typed.write_closures(calendar.closed))
        self.special.setPlainText(typed.write_special(calendar.special))
        self.obon.setVisible(OBON not in calendar.closed)
        self.year.setText(self._holidays_ahead(calendar))

    def _holidays_ahead(self, calendar: Calendar) -> str:
        today = self._session.now().date()
        if calendar.holidays is HolidayRule.NONE or not FIRST_YEAR <= today.year < LAST_YEAR:
            return ""
        ahead = [
            self.tr("{day} {name}").format(day=f"{day.month}/{day.day}", name=holiday.value)
            for year in (today.year, today.year + 1)
            for day, holiday in holidays_of(year).items()
            if day >= today
        ]
        return self.tr("Next: {days}").format(days=self.tr(", ").join(ahead[:_SHOWN]))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for at, (name, line) in enumerate(zip(weekdays(), self.week, strict=True)):
            label = QLabel(name)
            label.setProperty("role", "field")
            label.setBuddy(line)
            grid.addWidget(label, at % 4, at // 4 * 2)
            grid.addWidget(line, at % 4, at // 4 * 2 + 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(
            remark(self.tr("Several hours a day leave out lunch: 9:00-12:00 13:00-18:00"))
        )
        layout.addLayout(grid)
        layout.addWidget(row(self.tr("Time zone"), self.zone))
        layout.addWidget(row("", self.holidays))
        layout.addWidget(row("", self.year))
        layout.addWidget(row(self.tr("Closed days"), self.closed))
        layout.addWidget(row("", self.obon))
        layout.addWidget(row("", remark(self.tr("12/29-1/3 every year; 2026/6/1 only then"))))
        layout.addWidget(row(self.tr("Closed days that are worked"), self.worked))
        layout.addWidget(row(self.tr("Days with other hours"), self.special))
        layout.addWidget(row("", remark(self.tr("2026/12/28 9:00-12:00 a half day"))))
        layout.addWidget(row(self.tr("Why"), self.reason))
        layout.addWidget(self.preview_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.moves)
        layout.addWidget(self.problem)
        layout.addWidget(remark(self.tr("Only a lead changes the hours. They hold for everybody.")))
        layout.addStretch(1)

    def _connect(self) -> None:
        self.preview_button.clicked.connect(self.preview)
        self.obon.clicked.connect(self._add_obon)

    def _add_obon(self) -> None:
        before = self.closed.toPlainText().rstrip()
        self.closed.setPlainText(f"{before}\n{typed.write_closures((OBON,))}".strip())
        self.obon.hide()
