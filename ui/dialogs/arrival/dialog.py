"""届いたメールの規則: the rules in order, one of them open, and what they would do.

Everybody may look and try out; only a lead saves, and only what would work. Nothing is kept before.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.arrival.arrival_commands import SetArrivalRules
from mailroom.domain.arrival.rule import Rule
from mailroom.ids import RuleId
from mailroom.service.arrival import words
from ui.dialogs.arrival.rule_editor import RuleEditor
from ui.dialogs.arrival.trial import TrialDialog
from ui.dialogs.dialog import Dialog, row
from ui.inputs import Line, PlainButton, restyle
from ui.models.arrival_draft import ArrivalDraft
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import rule_text

_HEIGHT = 640
_LIST_WIDTH = 250
_SENTENCES = 3
_ID = Qt.ItemDataRole.UserRole


class ArrivalDialog(Dialog):
    """The rules, one of them open."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=900)
        self.setWindowTitle(self.tr("Rules on arrival"))
        self._session = session
        self.draft = ArrivalDraft(session, self)
        self.list = QListWidget()
        self.list.setProperty("role", "pick")
        self.list.setAccessibleName(self.tr("Rules, in order"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMinimumWidth(_LIST_WIDTH)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(2)
        self.editor = RuleEditor(session)
        self.add_rule = PlainButton(self.tr("New rule"), glyph="plus")
        self.up, self.down = (PlainButton("", glyph=glyph) for glyph in ("up", "down"))
        self.remove_rule = PlainButton("", glyph="trash")
        self.touched = plain_label("meta")
        self.see = PlainButton(self.tr("See the cases…"), role="link")
        self.findings = plain_label("meta")
        self.reason = Line(self.tr("Why"), hint=self.tr("Why is it changed?"))
        self._name_buttons()
        self._lay_out()
        if session.roster.i_am_lead:
            self.add_buttons(self.tr("Save"))
        else:
            self.add_buttons()
            self.reason_row.hide()
        self._connect()
        self._fill()
        self.choose(self.draft.rules[0].id if self.draft.rules else None)
        self.draft.try_out_soon()
        self._say()

    def sizeHint(self) -> QSize:
        """Take what the window has: the rule scrolls, the dialog does not."""
        return QSize(super().sizeHint().width(), _HEIGHT).boundedTo(self._room())

    def choose(self, rule: RuleId | None) -> None:
        """Open a rule."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_ID) == rule:
                self.list.setCurrentRow(at)
        self._show_current()

    def begin_with(self, rule: Rule) -> None:
        """Add a rule that somebody has begun, and open it."""
        self.draft.put(rule)
        self.choose(rule.id)
        self.editor.name.setFocus()

    def confirm(self) -> None:
        """Save the rules, if they work and somebody said why."""
        if not self._session.roster.i_am_lead:
            return
        if not self.draft.is_changed:
            self.accept()
            return
        if any(one.is_error for one in self.draft.findings()):
            self.say_problem(self.tr("Not saved yet. Correct what is marked in red first."))
            return
        reason = self.reason.text().strip()
        if not reason:
            self.say_problem(self.tr("Write why it is changed: everybody reads it later."))
            self.reason.setFocus()
            return
        if self.draft.is_stale():
            self.say_problem(
                self.tr("Somebody changed the rules meanwhile. Close, open and look again.")
            )
            return
        command = SetArrivalRules(rules=self.draft.rules, reason=reason)
        self._session.do(command, said=self.tr("Rules on arrival saved"), undo=False)
        self.accept()

    def done(self, result: int) -> None:
        """End what is under way."""
        self.draft.stop()
        super().done(result)

    # --- making --------------------------------------------------------------------------------

    def _name_buttons(self) -> None:
        for button, name in (
            (self.up, self.tr("Earlier")),
            (self.down, self.tr("Later")),
            (self.remove_rule, self.tr("Delete this rule")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for one in (self.add_rule, self.up, self.down, self.remove_rule):
            buttons.addWidget(one)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.addLayout(buttons)
        left.addWidget(self.list, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.editor)
        columns = QHBoxLayout()
        columns.setSpacing(8)
        columns.addLayout(left, 1)
        columns.addWidget(area, 2)
        told = QHBoxLayout()
        told.addWidget(self.touched, 1)
        told.addWidget(self.see)
        self.content_layout.addLayout(columns, 1)
        self.content_layout.addLayout(told)
        self.content_layout.addWidget(self.findings)
        self.reason_row = row(self.tr("Why"), self.reason)
        self.content_layout.addWidget(self.reason_row)

    def _connect(self) -> None:
        lead = self._session.roster.i_am_lead
        for one in (self.add_rule, self.up, self.down, self.remove_rule):
            one.setEnabled(lead)
        self.add_rule.clicked.connect(self._add)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove_rule.clicked.connect(self._remove)
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.list.itemChanged.connect(self._on_ticked)
        self.editor.changed.connect(self.draft.put)
        self.draft.changed.connect(self._on_changed)
        self.draft.tried.connect(self._say)
        self.see.clicked.connect(self.show_trial)

    # --- the list ------------------------------------------------------------------------------

    @property
    def current(self) -> RuleId | None:
        """Return the rule that is open."""
        row = self.list.currentRow()
        return RuleId(self.list.item(row).data(_ID)) if row >= 0 else None

    def _fill(self) -> None:
        """Write the list anew; the mark stays on its rule."""
        marked, language = self.current, rule_text.language()
        things = rule_text.names_of(self._session.roster)
        with QSignalBlocker(self.list):
            self.list.clear()
            for at, rule in enumerate(self.draft.rules, 1):
                said = words.then(rule, things, language)
                item = QListWidgetItem(f"{at}. {rule.name}\n{said}")
                item.setToolTip(words.when(rule, things, language))
                item.setData(_ID, rule.id)
                item.setCheckState(
                    Qt.CheckState.Checked if rule.active else Qt.CheckState.Unchecked
                )
                self.list.addItem(item)
                if rule.id == marked:
                    self.list.setCurrentItem(item)

    def _show_current(self) -> None:
        rule = None if self.current is None else self.draft.rule(self.current)
        self.editor.show_rule(rule)
        if not self._session.roster.i_am_lead:
            self.editor.setEnabled(False)
        self._say()

    def _add(self) -> None:
        rule = self.draft.add(self.tr("New rule"))
        self.choose(rule.id)
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    def _move(self, step: int) -> None:
        if self.current is not None:
            self.draft.move(self.current, step)

    def _remove(self) -> None:
        if self.current is None:
            return
        at = self.list.currentRow()
        self.draft.remove(self.current)
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._show_current()

    def _on_ticked(self, item: QListWidgetItem) -> None:
        self.draft.switch(RuleId(item.data(_ID)), on=item.checkState() is Qt.CheckState.Checked)

    def _on_changed(self) -> None:
        self._fill()
        self._say()

    # --- what they would do --------------------------------------------------------------------

    def show_trial(self) -> TrialDialog | None:
        """Show the cases that the rules would touch."""
        if self.draft.trial is None:
            return None
        dialog = TrialDialog(self._session, self.draft.rules, self.draft.trial, self)
        dialog.open()
        return dialog

    def _say(self) -> None:
        """Say what the rules would do, and what is wrong with them."""
        trial = self.draft.trial
        self.see.setVisible(trial is not None and bool(trial.touched))
        if trial is None:
            self.touched.setText(
                self.tr("Looking at the mail that is here: {n} so far…").format(
                    n=f"{self.draft.looked_at:,}"
                )
            )
        else:
            met = trial.met.get(self.current, 0) if self.current is not None else 0
            self.touched.setText(
                self.tr("This rule meets {met} of the last {mails} mails. {touched}").format(
                    mails=f"{trial.looked_at:,}",
                    met=met,
                    touched=self.tr(
                        "All rules together would touch %n case(s).", "", len(trial.touched)
                    ),
                )
            )
        found = self.draft.findings()
        mine = [one for one in found if one.rule == self.current]
        others = [one for one in found if one.rule != self.current and one.is_error]
        language = rule_text.language()
        said = [words.finding(one, language) for one in mine]
        for one in others:
            rule = self.draft.rule(one.rule)
            said.append(f"「{rule.name if rule else ''}」 {words.finding(one, language)}")
        wrong = any(one.is_error for one in (*mine, *others))
        self.findings.setProperty("role", "problem" if wrong else "meta")
        self.findings.setText("\n".join(dict.fromkeys(said[:_SENTENCES])))
        self.findings.setVisible(bool(said))
        restyle(self.findings)
