"""What rules would do to the mail that is there: the cases, and doing it by hand with one undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from mailroom.domain.arrival.rule import Rule
from mailroom.domain.commands import Command
from mailroom.service.arrival.room import Hit, Trial
from ui.dialogs.dialog import Dialog, remark
from ui.session import Session
from ui.wording import names, rule_text
from ui.wording.words import no_subject

_SHOWN = 500


class TrialDialog(Dialog):
    """The cases that rules would touch; each can be left out of it."""

    def __init__(
        self, session: Session, rules: Sequence[Rule], trial: Trial, parent: QWidget | None
    ) -> None:
        super().__init__(parent, "", width=640)
        self.setWindowTitle(self.tr("Would touch %n case(s)", "", len(trial.touched)))
        self._session = session
        self._names = {rule.id: rule.name for rule in rules}
        self._hits = trial.touched
        self.list = QListWidget()
        self.list.setProperty("role", "pick")
        self.list.setAccessibleName(self.tr("Cases"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        for hit in self._hits[:_SHOWN]:
            item = QListWidgetItem(self._said(hit))
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.content_layout.addWidget(self.list, 1)
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "Rules act on mail that comes from now on. Here you can do the same by hand "
                    "to cases that are there; one undo takes all of it back."
                )
            )
        )
        self.apply_button = self.add_buttons(self.tr("Do it to the ticked cases"))

    def chosen(self) -> tuple[Hit, ...]:
        """Return the cases that are ticked."""
        ticked = Qt.CheckState.Checked
        return tuple(
            hit
            for at, hit in enumerate(self._hits[:_SHOWN])
            if self.list.item(at).checkState() is ticked
        )

    def confirm(self) -> None:
        """Do by hand what the rules would have done, as one step."""
        hits, session = self.chosen(), self._session
        said = self.tr("Done to %n case(s)", "", len(hits))

        def act(commands: tuple[Command, ...]) -> None:
            session.do(*commands, said=said)

        if hits:
            session.ask("arrival-apply", lambda: session.room.arrival.commands(hits), act)
        self.accept()

    def _said(self, hit: Hit) -> str:
        roster = self._session.roster
        done = [rule_text.label_path(label, roster.labels) for label in hit.labels]
        if hit.assign is not None:
            done.append(names.san(roster.name(hit.assign)))
        if hit.level:
            done.append(f"L{hit.level}")
        if hit.filters:
            done.append(self.tr("leave out"))
        rules = rule_text.joined(self._names[rule] for rule in hit.rules)
        subject = hit.subject or no_subject()
        return f"#{hit.number}  {subject}\n{rules} → {rule_text.joined(done)}"
