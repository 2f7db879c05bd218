"""What people do about which mail lies in which case: explain, split, move, merge, join, part.

Dialogs are imported when they are first wanted, so that the window paints without them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from mailroom.domain.commands import MoveMail, SplitCase
from mailroom.domain.mails import Direction, MailPlace
from mailroom.ids import CaseId, MailKey
from ui.actions import Act, Do
from ui.acts.rule_acts import RuleActs
from ui.session import Session
from ui.views.case.thread_panel import ThreadPanel
from ui.wording import words

Targets = Callable[[], tuple[CaseId, ...]]


class ThreadActs(QWidget):
    """An invisible child of the window."""

    def __init__(self, session: Session, window: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._session = session
        self._window = window
        self._rules = RuleActs(session, window, self)

    def bound(self, targets: Targets) -> dict[Do, Act]:
        """Return what each action does."""
        return {
            Do.MERGE: lambda: self.merge(targets()),
            Do.WHY: self.why_newest,
        }

    def watch(self, panel: ThreadPanel) -> None:
        """Do what the sections of the inspector ask for."""
        panel.why_asked.connect(self.why)
        panel.join_asked.connect(self.join)
        panel.unlike_asked.connect(self.wave_away)

    def fill_menu(self, menu: QMenu, place: MailPlace) -> None:
        """Offer in the menu of a mail why it is here, and to put it elsewhere."""
        why = menu.addAction(words.join_reason(place.reason))
        why.setEnabled(False)
        menu.addSeparator()
        key = place.facts.key
        menu.addAction(self.tr("Why is it in this case?…")).triggered.connect(lambda: self.why(key))
        split = menu.addAction(self.tr("Split it off into a new case"))
        split.triggered.connect(lambda: self.split_off(place))
        move = menu.addAction(self.tr("Move it to another case…"))
        move.triggered.connect(lambda: self.choose_where(place))
        is_mail = place.facts.direction is not Direction.BY_HAND
        for action in (split, move):
            action.setEnabled(is_mail)
        if place.facts.direction is Direction.INBOUND:
            rule = menu.addAction(self.tr("Make a rule from this mail…"))
            rule.triggered.connect(lambda: self._rules.from_mail(key))

    def pop_up_mail_menu(
        self, place: MailPlace, at: QPoint, further: Sequence[tuple[str, Act]]
    ) -> None:
        """Show the menu of a mail; ``further`` is what else can be done with it."""
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_menu(menu, place)
        menu.addSeparator()
        for name, act in further:
            menu.addAction(name).triggered.connect(act)
        menu.popup(at)

    # --- one mail ----------------------------------------------------------------------------

    def why_newest(self) -> None:
        """Explain the newest mail of the case on screen."""
        case = self._session.case
        items = self._session.room.reads.timeline(case) if case is not None else ()
        mails = [item.mail for item in items if item.mail is not None]
        if mails:
            self.why(mails[-1].facts.key)

    def why(self, key: MailKey) -> None:
        """Say why a mail is here, and offer to put it elsewhere."""
        from ui.dialogs.why import WhyDialog  # noqa: PLC0415 - painted first

        found = self._session.room.threads.why(key)
        if found is None:
            return
        dialog = WhyDialog(self._session, found, self._window)
        dialog.split_asked.connect(lambda: self.split_off(found.mail))
        dialog.move_asked.connect(lambda: self.choose_where(found.mail))
        dialog.to_asked.connect(lambda case: self.move_mail(found.mail, case))
        dialog.open()

    def split_off(self, place: MailPlace) -> None:
        """Make a new case of one mail."""
        command = SplitCase(case=place.case, mails=(place.facts.key,))
        self._session.do(command, said=self.tr("Split off into a new case"))

    def choose_where(self, place: MailPlace) -> None:
        """Choose the case that a mail goes to."""
        from ui.dialogs.other_case import OtherCasePicker  # noqa: PLC0415 - painted first

        why = self._session.room.threads.why(place.facts.key)
        near = [] if why is None else [one.case for one in why.alternatives]
        picker = OtherCasePicker(
            self._session,
            self.tr("Move this mail to"),
            self.tr("Later answers to it go there too. You can undo it."),
            case=place.case,
            near=near,
            parent=self._window,
        )
        picker.case_picked.connect(lambda case: self.move_mail(place, case))
        picker.open()

    def move_mail(self, place: MailPlace, case: CaseId) -> None:
        """Move a mail to a case; the only mail of a case takes the case along."""
        command = MoveMail(case=place.case, mail=place.facts.key, to=case)
        self._session.do(command, said=self.tr("Moved to the other case"))

    # --- whole cases -------------------------------------------------------------------------

    def merge(self, cases: tuple[CaseId, ...]) -> None:
        """Show what becomes of the chosen cases; of one alone, ask with which."""
        if len(cases) == 1:
            self._choose_other(cases[0])
        elif cases:
            here = self._session.case
            self._preview(cases, here if here in cases else cases[0])

    def join(self, case: CaseId, other: CaseId) -> None:
        """Make one case of two, the first stays unless the person says otherwise."""
        self._preview((case, other), case)

    def wave_away(self, case: CaseId, other: CaseId) -> None:
        """Suggest these two here no more."""
        self._session.room.threads.wave_away(case, other)
        self._session.show_case(case)
        self._session.toast(self.tr("These two are not suggested together any more."))

    def _choose_other(self, case: CaseId) -> None:
        from ui.dialogs.other_case import OtherCasePicker  # noqa: PLC0415 - painted first

        detail = self._session.room.reads.detail(case)
        alike = self._session.room.threads.alike(case)
        near = [*(detail.related if detail is not None else ()), *(one.case for one in alike)]
        picker = OtherCasePicker(
            self._session,
            self.tr("Make one case with"),
            self.tr("Next you see which of the two stays."),
            case=case,
            near=near,
            parent=self._window,
        )
        picker.case_picked.connect(lambda other: self.join(case, other))
        picker.open()

    def _preview(self, cases: tuple[CaseId, ...], stays: CaseId) -> None:
        from ui.dialogs.merge import MergeDialog  # noqa: PLC0415 - painted first

        MergeDialog(self._session, cases, stays, self._window).open()
