"""Binds what concerns other people: getting a lock, changing seats, members.

Dialogs are imported when they are first wanted. Panes ask through the session, since they know no
dialogs.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.claims.handover import Way
from mailroom.domain.commands import AddNote, AskForClaim, TakeOver
from mailroom.domain.policies.contacts import Contact
from mailroom.ids import CaseId, PersonId
from ui.actions import Act, Do
from ui.models.lock_view import Hold, handover_of, others_view
from ui.session import Session
from ui.views.composer.lock_bar import sentence_for
from ui.wording import names


class PeopleActs(QObject):
    """What the actions about other people do.

    Signals:
        seat_taken(): somebody else sits here now; make the window anew.
        case_asked(CaseId): show that case.
    """

    seat_taken = Signal()
    case_asked = Signal(object)

    def __init__(self, session: Session, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._window = window
        session.take_over_asked.connect(self.take_over)
        session.abandon_asked.connect(self.abandon)
        session.member_asked.connect(self.member)

    def bound(self) -> dict[Do, Act]:
        """Return what each action does."""
        return {
            Do.TAKE_OVER: self.ask_or_take,
            Do.CONTACT: self.contact_of_case,
            Do.SENT_BY_ME: self.sent_by_me,
            Do.SEAT: self.change_seat,
            Do.TEAM: self.team,
            Do.GO_HOME: self.go_home,
        }

    def handling(self, addr: str) -> None:
        """Say how a customer is handled (S25)."""
        from ui.dialogs.rules.contact_editor import ContactEditor  # noqa: PLC0415 - painted first

        known = self._session.room.guidance.contact(addr)
        contact = known if known is not None and known.key == addr else Contact(key=addr)
        ContactEditor(self._session, contact, self._window).open()

    def contact(self, addr: str) -> None:
        """Show the page of a customer (S25, S67)."""
        from ui.dialogs.contact import ContactDialog  # noqa: PLC0415 - painted first

        page = ContactDialog(self._session, addr, self._window)
        page.case_asked.connect(self.case_asked)
        page.handling_asked.connect(self.handling)
        page.open()

    def contact_of_case(self) -> None:
        """Show the page of the customer whose case is on screen."""
        case = self._session.case
        detail = self._session.room.reads.detail(case) if case is not None else None
        if detail is not None and detail.contact.addr:
            self.contact(detail.contact.addr)
        else:
            self._session.toast(self.tr("This customer has no mail address."))

    def sent_by_me(self) -> None:
        """私が送りました: say for everybody who answered from Outlook or a phone (N15)."""
        case = self._session.case
        if case is None:
            return
        text = self.tr("I answered this from another program.")
        self._session.do(
            AddNote(case=case, text=text), said=self.tr("Noted for everybody"), undo=False
        )

    # --- locks -----------------------------------------------------------------------------------

    def ask_or_take(self) -> None:
        """Do what gets me the lock now: ask, take over, go on here; or say what is in the way."""
        case = self._session.case
        detail = self._session.room.reads.detail(case) if case is not None else None
        if case is None or detail is None:
            return
        how, holder = handover_of(self._session, detail.row.case), detail.row.holder
        if how.way is Way.ELSEWHERE:
            said = self.tr("You answer this case now")
            self._session.do(TakeOver(case=case), said=said, undo=False)
        elif how.may_take:
            self.take_over(case)
        elif how.way is Way.ASK:
            who = names.seat(self._session.roster, holder.person, None) if holder else ""
            said = self.tr("Asked {who} to hand the case over").format(who=who)
            self._session.do(AskForClaim(case=case), said=said, undo=False)
        else:
            view, now = others_view(self._session, detail), self._session.now()
            free = self.tr("Nobody else has this case. Write: it is yours at the first key.")
            blocked = view.hold is Hold.OTHERS
            self._session.toast(sentence_for(view, now, has_words=False) if blocked else free)

    def take_over(self, case: CaseId) -> None:
        """Ask for the reason and take the case over."""
        from ui.dialogs.take_over import TakeOverDialog  # noqa: PLC0415 - painted first

        TakeOverDialog(self._session, case, self._window).open()

    def abandon(self, case: CaseId) -> None:
        """Warn, and end a send that is stuck."""
        from ui.dialogs.take_over import AbandonDialog  # noqa: PLC0415 - painted first

        AbandonDialog(self._session, case, self._window).open()

    # --- people ----------------------------------------------------------------------------------

    def member(self, person: PersonId) -> None:
        """Change a member."""
        from ui.dialogs.member import MemberEditor  # noqa: PLC0415 - painted first

        member = self._session.roster.members.get(person)
        if member is not None:
            MemberEditor(self._session, member, self._window).open()

    def team(self) -> None:
        """Show the members, the PCs and what changed."""
        from ui.dialogs.settings import SettingsDialog  # noqa: PLC0415 - painted first

        dialog = SettingsDialog(self._session, self._window)
        dialog.pages.setCurrentWidget(dialog.team)
        dialog.open()

    def go_home(self) -> None:
        """退勤: leave what is open to somebody, with a word on each."""
        from ui.dialogs.go_home import GoHomeDialog  # noqa: PLC0415 - painted first

        GoHomeDialog(self._session, self._window).open()

    def change_seat(self) -> None:
        """席を替わる: let somebody else work at this PC."""
        from ui.dialogs.seat import SeatDialog  # noqa: PLC0415 - painted first

        dialog = SeatDialog(self._session, self._window)
        dialog.seated.connect(self.seat_taken)
        dialog.open()
