"""Acts about rules on arrival: a rule from a mail, what left a case out, and undoing a firing."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from mailroom.domain import events as e
from mailroom.domain.commands import Undo
from mailroom.domain.query import Standing, TimelineItem
from mailroom.ids import MailKey, RuleId
from ui.session import Session


class RuleActs(QWidget):
    """An invisible child of the window."""

    def __init__(self, session: Session, window: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._session = session
        self._window = window

    def from_mail(self, mail: MailKey) -> None:
        """Begin a rule that means mails like this one."""
        from ui.dialogs.arrival.dialog import ArrivalDialog  # noqa: PLC0415 - painted first

        dialog = ArrivalDialog(self._session, self._window)
        if self._session.roster.i_am_lead:
            dialog.begin_with(self._session.room.arrival.draft_from(mail))
        dialog.open()

    def open_rule(self, rule: RuleId) -> None:
        """Open the rules at one of them."""
        from ui.dialogs.arrival.dialog import ArrivalDialog  # noqa: PLC0415 - painted first

        dialog = ArrivalDialog(self._session, self._window)
        dialog.choose(rule)
        dialog.open()

    def fill_menu(self, menu: QMenu, item: TimelineItem) -> None:
        """Offer what can be done with what rules did: take it back, see the rule."""
        menu.addAction(self.tr("Undo this")).triggered.connect(lambda: self.undo(item))
        for fired in item.fired:
            said = self.tr("Open the rule “{rule}”…").format(rule=fired.name)
            rule = menu.addAction(said)
            rule.triggered.connect(lambda _on=False, fired=fired: self.open_rule(fired.rule))

    def may_undo(self, item: TimelineItem) -> bool:
        """Return whether it is what rules did, and stands in the record."""
        return (
            item.event is not None
            and item.standing is Standing.CONFIRMED
            and isinstance(item.event.body, e.RulesFired)
        )

    def undo(self, item: TimelineItem) -> None:
        """Take back what rules did for a mail; they do not do it again."""
        if item.event is not None:
            command = Undo(event=item.event.id)
            self._session.do(command, said=self.tr("Taken back what the rule did"), undo=False)
