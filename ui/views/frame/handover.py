"""「譲ってください」: what the holder of a lock is asked, wherever in the window they are.

A friendly line with two buttons above the panes; a second line tells who took a case over. The
one who asked hears the answer as a toast. Never a popup: somebody is writing.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.cases import Case
from mailroom.domain.commands import KeepClaim, ReleaseCase
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.ids import CaseId
from mailroom.service.outgoing.sharing import sharing
from ui.claim_watch import ClaimWatch, Taken
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session, ToastKind
from ui.unsigned import without_signature
from ui.wording import moments, names


class HandoverBars(QWidget):
    """Hidden while nobody wants anything of me.

    Signals:
        case_asked(CaseId): show this case.
    """

    case_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.asking = NoticeBar(BarKind.LOCK, glyph="person")
        self.taken = NoticeBar(BarKind.LOCK)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.asking)
        layout.addWidget(self.taken)
        self.watch = ClaimWatch(session, self)
        self.watch.asked.connect(self._show_asking)
        self.watch.taken.connect(self._show_taken)
        self.watch.given.connect(self._tell_given)
        self.watch.kept.connect(self._tell_kept)

    # --- at the holder ---------------------------------------------------------------------------

    def _show_asking(self, cases: tuple[Case, ...]) -> None:
        if not cases:
            self.asking.hide()
            return
        case = cases[0]
        claim = case.claim
        assert claim is not None
        who = claim.asked_by.person if claim.asked_by is not None else None
        said = self.tr("{who} would like to go on with {case} ({at}). Shall they?").format(
            who=names.san(self._session.roster.name(who)),
            case=_called(case),
            at=moments.when(claim.asked_at, self._session.now()) if claim.asked_at else "",
        )
        self.asking.say(
            said,
            (self.tr("Hand it over"), lambda: self._hand_over(case.id)),
            (self.tr("I go on writing"), lambda: self._keep(case.id)),
            (self.tr("See the case"), lambda: self.case_asked.emit(case.id)),
        )

    def _hand_over(self, case: CaseId) -> None:
        self.asking.hide()
        self._session.handing_over.emit(case)  # the composer keeps its draft and closes
        self._session.do(ReleaseCase(case=case), undo=False, then=lambda _: self._offer_draft(case))

    def _keep(self, case: CaseId) -> None:
        self.asking.hide()
        said = self.tr("They know that you go on")
        self._session.do(KeepClaim(case=case), said=said, undo=False)

    def _offer_draft(self, case: CaseId) -> None:
        draft = self._session.room.drafts.load(case, DraftTab.REPLY)
        if draft is None or not draft.text.strip():
            self._session.toast(self.tr("Handed over"), kind=ToastKind.GOOD)
            return
        self._session.toast(
            self.tr("Handed over. Your draft is kept."),
            kind=ToastKind.GOOD,
            button=self.tr("Share my draft"),
            pressed=lambda: self._share(draft),
        )

    def _share(self, draft: Draft) -> None:
        said = self.tr("The team can see your draft now. It has not been sent.")
        unsigned = without_signature(self._session, draft)
        self._session.tasks.act(
            lambda: self._session.room.do(sharing(unsigned)),
            lambda _asked: self._session.toast(said, kind=ToastKind.GOOD),
            self._session.tell,
        )

    def _show_taken(self, taken: Taken) -> None:
        by = names.seat(self._session.roster, taken.by.person, taken.by.desk)
        if taken.by.person == self._session.me.person:
            said = self.tr("You go on with {case} at another PC.").format(case=_called(taken.case))
        else:
            said = self.tr("{who} took over {case}: {reason}. Your draft is kept.").format(
                who=by, case=_called(taken.case), reason=taken.reason or "–"
            )
        self.taken.say(
            said,
            (self.tr("See the case"), lambda: self._see(taken.case.id)),
            (self.tr("Close"), self.taken.hide),
        )

    def _see(self, case: CaseId) -> None:
        self.taken.hide()
        self.case_asked.emit(case)

    # --- at the one who asked --------------------------------------------------------------------

    def _tell_given(self, case: Case) -> None:
        self._session.toast(
            self.tr("{case} was handed over to you").format(case=_called(case)),
            kind=ToastKind.GOOD,
            button=self.tr("See the case"),
            pressed=lambda: self.case_asked.emit(case.id),
        )

    def _tell_kept(self, case: Case) -> None:
        claim = case.claim
        assert claim is not None
        who = names.seat(self._session.roster, claim.seat.person, claim.seat.desk)
        said = self.tr("{who} goes on writing in {case}.").format(who=who, case=_called(case))
        self._session.toast(said)


def _called(case: Case) -> str:
    """Return how a case is named in a sentence: by number and subject."""
    number = f"#{case.number}" if case.number else ""
    return f"{number} {case.subject}".strip()
