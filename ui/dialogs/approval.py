"""確認を頼む, and 確認する: a mail that a second person looks at before it leaves (S19).

Who is asked sees the mail as it was written beside the mail as it will be, may change the words,
and approves it or returns it with a comment. What was changed is marked by colour and by line.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from mailroom.domain.people import Member, Presence, presence_at
from mailroom.domain.query import ApprovalPage
from mailroom.domain.sends.approval import Proposal, revised
from mailroom.ids import PersonId
from mailroom.service.outgoing.replies import Reply
from ui import presence, theme
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, remark, row
from ui.inputs import CheckBox, Line, PlainButton, TextArea
from ui.models.text_changes import Span, changes
from ui.session import Session
from ui.wording import approval_text
from ui.wording.words import listed

_LINES = 12


class AskApprovalDialog(Dialog):
    """Whom to ask, and what to look at.

    Signals:
        chosen(PersonId | None, str, bool): whom, ``None`` = any lead, the note, and whether the
            case is done as soon as the mail is sent.
    """

    chosen = Signal(object, str, bool)

    def __init__(self, session: Session, reply: Reply, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=460)
        self.setWindowTitle(self.tr("Ask for a check"))
        self._session = session
        self._members = {one.id: one for one in session.room.approvals.whom()}
        self.whom: Choice[PersonId | None] = Choice(self.tr("Whom"))
        choices: list[tuple[PersonId | None, str]] = [(None, self.tr("Any lead"))]
        choices += [(one.id, self._named(one)) for one in self._members.values()]
        self.whom.fill(choices)
        self.note = TextArea(
            self.tr("What to look at"), hint=self.tr("e.g. whether the amount is right"), lines=2
        )
        self.away = remark("")
        now = session.now()
        everybody = (*reply.to, *reply.cc, *reply.bcc)
        to = listed(one.name or one.addr for one in everybody)
        intro = self.tr("Your mail to {to} leaves once somebody else has approved it.")
        self.content_layout.addWidget(remark(intro.format(to=to)))
        self.content_layout.addWidget(row(self.tr("Whom"), self.whom))
        self.content_layout.addWidget(self.away)
        self.content_layout.addWidget(row(self.tr("What to look at"), self.note))
        if reply.send_at is not None:
            self.content_layout.addWidget(remark(approval_text.not_before(reply.send_at, now)))
        if reply.promised is not None:
            self.content_layout.addWidget(
                remark(approval_text.will_promise(reply.promise, reply.promised, now))
            )
        self.done_box = CheckBox(self.tr("Mark the case as done once it is sent"))
        self.done_box.setChecked(reply.close_after)
        self.content_layout.addWidget(self.done_box)
        self.whom.chosen.connect(self._say_away)
        self._say_away()
        self.add_buttons(self.tr("Ask"))
        self.whom.setFocus()

    def confirm(self) -> None:
        """Ask."""
        note = self.note.toPlainText().strip()
        self.chosen.emit(self.whom.value(), note, self.done_box.isChecked())
        self.accept()

    def _named(self, member: Member) -> str:
        now = self._session.now()
        if presence_at(member, now) is Presence.IN:
            return member.name
        return f"{member.name}（{presence.where(member, now)}）"

    def _say_away(self) -> None:
        member = self._members.get(self.whom.value() or PersonId(""))
        here = member is None or presence_at(member, self._session.now()) is Presence.IN
        said = "" if here else self.tr("Not here now. Any lead can approve it, too.")
        self.away.setText(said)
        self.away.setVisible(bool(said))


class ApprovalDialog(Dialog):
    """One mail, before and after.

    Signals:
        approved(Proposal | None, str): as it is, or changed; and a comment.
        returned(str): not like this; the comment says why.
    """

    approved = Signal(object, str)
    returned = Signal(str)

    def __init__(
        self, session: Session, page: ApprovalPage, parent: QWidget | None, *, deciding: bool
    ) -> None:
        super().__init__(parent, "", width=860)
        self.setWindowTitle(self.tr("Check a mail"))
        self._page = page
        self._mail = page.asked.proposal
        shown = page.mail
        self._palette = theme.current()
        self.head = remark(approval_text.head(page, session.roster, session.now()))
        self.before = _text(self.tr("As it was written"), self._mail.text, fixed=True)
        self.after = _text(self.tr("As it will leave"), shown.text, fixed=not deciding)
        self.subject = Line(self.tr("Subject"))
        self.subject.setText(shown.subject)
        self.subject.setReadOnly(not deciding)
        self.comment = TextArea(
            self.tr("Comment"), hint=self.tr("needed when you return it: what to change"), lines=2
        )
        layout = self.content_layout
        layout.addWidget(self.head)
        layout.addWidget(row(self.tr("Subject"), self.subject, label_width=80))
        layout.addWidget(_beside(self.before, self.after))
        if self._mail.html:
            layout.addWidget(remark(self.tr("If you change the words, its formatting is lost.")))
        if deciding:
            layout.addWidget(row(self.tr("Comment"), self.comment, label_width=80))
        self._lay_buttons(deciding=deciding)
        self.after.textChanged.connect(self._mark)
        self._mark()

    def confirm(self) -> None:
        """Approve what stands in the right half."""
        change = self.changed()
        self.approved.emit(change, self.comment.toPlainText().strip())
        self.accept()

    def changed(self) -> Proposal | None:
        """Return the mail as it was changed here; ``None`` if it was not."""
        return revised(self._mail, subject=self.subject.text(), text=self.after.toPlainText())

    def give_back(self) -> None:
        """Return it, if a comment says why."""
        comment = self.comment.toPlainText().strip()
        if not comment:
            self.say_problem(self.tr("Write what should be changed, then return it."))
            self.comment.setFocus()
            return
        self.returned.emit(comment)
        self.accept()

    def _lay_buttons(self, *, deciding: bool) -> None:
        self.return_button: PlainButton | None = None
        if deciding:
            self.add_buttons(self.tr("Approve"), close=self.tr("Later"))
            self.return_button = self.add_button(self.tr("Return for revision"))
            self.return_button.clicked.connect(self.give_back)
            self.after.setFocus()
        else:
            self.add_buttons()
            self.shut.setFocus()

    def _mark(self) -> None:
        """Mark what was changed: gone on the left, come on the right."""
        found = changes(self.before.toPlainText(), self.after.toPlainText())
        dark = self._palette.dark
        gone, come = _look("red", dark=dark), _look("green", dark=dark)
        gone.setFontStrikeOut(True)
        come.setFontUnderline(True)
        _select(self.before, found.gone, gone)
        _select(self.after, found.come, come)


def _text(name: str, words: str, *, fixed: bool) -> TextArea:
    area = TextArea(name, lines=_LINES)
    area.setPlainText(words)
    area.setReadOnly(fixed)
    return area


def _beside(before: TextArea, after: TextArea) -> QWidget:
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for area in (before, after):
        half = QWidget()
        column = QVBoxLayout(half)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(remark(area.accessibleName()))
        column.addWidget(area)
        line.addWidget(half, 1)
    return both


def _look(colour: str, *, dark: bool) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(theme.label_fill(colour, dark=dark)))
    look.setForeground(theme.current().colour("ink"))
    return look


def _select(area: QPlainTextEdit, spans: tuple[Span, ...], look: QTextCharFormat) -> None:
    text = area.toPlainText()
    marks = []
    for start, end in spans:
        cursor = QTextCursor(area.document())
        cursor.setPosition(_units(text[:start]))
        cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = look
        marks.append(mark)
    area.setExtraSelections(marks)


def _units(text: str) -> int:
    """Return the length as Qt counts it: letters beyond U+FFFF count twice."""
    return len(text.encode("utf-16-le")) // 2
