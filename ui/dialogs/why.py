"""なぜこの案件に?: why a mail lies in its case, and one key to put it right (N18)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mailroom.domain.threads.why import WhyHere
from mailroom.ids import CaseId
from ui.dialogs.dialog import Dialog, heading, remark
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import moments, thread_text, words

_NUMBERED = 9


class WhyDialog(Dialog):
    """What brought the mail here; S splits it off, M moves it, a digit takes an alternative.

    Signals:
        split_asked(): into a new case of its own.
        move_asked(): to another case that is still to be chosen.
        to_asked(CaseId): to this case.
    """

    split_asked = Signal()
    move_asked = Signal()
    to_asked = Signal(object)

    def __init__(self, session: Session, why: WhyHere, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=560)
        self.setWindowTitle(self.tr("Why is this mail in this case?"))
        self._session = session
        self.choices: list[PlainButton] = []
        self._explain(why)
        self._offer_others(why)
        self.split = self.add_button(self.tr("Split off into a new case (S)"))
        self.split.clicked.connect(self._split)
        self.split.setEnabled(why.movable)
        self.move_on = self.add_button(self.tr("Move to another case… (M)"))
        self.move_on.clicked.connect(self._move)
        self.add_buttons()
        for key, button in (("S", self.split), ("M", self.move_on)):
            QShortcut(QKeySequence(key), self, button.click)

    def _explain(self, why: WhyHere) -> None:
        roster, now = self._session.roster, self._session.now()
        mail = why.mail.facts
        put = self.content_layout.addWidget
        put(heading(mail.subject or words.no_subject()))
        who = thread_text.who_wrote(mail, roster)
        when = moments.when_exactly(mail.sent_at, now)
        put(remark(self.tr("{who}, {when}").format(who=who, when=when)))
        put(plain_label("", thread_text.because(why, roster, now), selectable=True))
        since = thread_text.since_then(why, roster)
        if since:
            put(plain_label("", self.tr("Later: {what}").format(what=since)))
        header = thread_text.evidence(why)
        if header:
            put(plain_label("meta", header, selectable=True))

    def _offer_others(self, why: WhyHere) -> None:
        likenesses = {one.case: one.likeness for one in why.alternatives}
        rows = self._session.room.reads.rows(list(likenesses))
        if rows:
            self.content_layout.addWidget(heading(self.tr("It might also belong here")))
        for place, row in enumerate(rows[:_NUMBERED], start=1):
            said = self.tr("Move to {case} ({key})").format(
                case=thread_text.case_line(row.case), key=place
            )
            button = PlainButton(said)
            button.clicked.connect(partial(self._take, row.case.id))
            QShortcut(QKeySequence(str(place)), self, button.click)
            self.choices.append(button)
            self.content_layout.addWidget(button)
            hint = thread_text.case_hint(row.case)
            because = thread_text.likeness(likenesses[row.case.id])
            self.content_layout.addWidget(remark(f"{hint} · {because}"))
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "Later answers follow the mail they answer, so they go where you put this one."
                    " You can undo it."
                )
            )
        )

    def _split(self) -> None:
        self.split_asked.emit()
        self.accept()

    def _move(self) -> None:
        self.move_asked.emit()
        self.accept()

    def _take(self, case: CaseId) -> None:
        self.to_asked.emit(case)
        self.accept()
