"""The teal tab: the only words of the composer that leave the house.

Owns recipients, subject, text, quote and files of one reply, and turns them into a ``Draft``.
It shares no document with the other tabs: their text has no way in (ui.md, Composer).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mailroom.domain.drafts import AttachedFile, Charset, Draft, DraftTab, ReplyKind
from mailroom.domain.people import Identity
from mailroom.domain.position import Position
from mailroom.domain.sends.risks import mentions_file
from mailroom.ids import CaseId, EventId, MailKey
from ui.inputs import Line
from ui.models.quoting import after_greeting
from ui.models.signatures import swapped
from ui.views.reply.recipients import Recipients
from ui.views.writing.attachments import Attachments
from ui.views.writing.format_bar import FormatBar
from ui.views.writing.mail_editor import MailEditor
from ui.views.writing.pasted import files_of
from ui.views.writing.picture_taker import PictureTaker
from ui.views.writing.quote_fold import QuoteFold

_WITH_SUBJECT = {ReplyKind.FORWARD, ReplyKind.NEW}


class ReplyTab(QWidget):
    """What goes to the customer.

    Signals:
        typed: a key was used in the text (the claim is asked for at the first).
        edited: something of the draft changed.
    """

    typed = Signal()
    edited = Signal()

    def __init__(self, *, pictures: Path | None = None) -> None:
        """Make the page; ``pictures`` is the folder in which pasted pictures are kept."""
        super().__init__()
        self.recipients = Recipients()
        self.subject = Line(self.tr("Subject"))
        self.body = MailEditor(
            self.tr("Reply to the customer"), hint=self.tr("Write to the customer")
        )
        self.formatting = FormatBar(self.body)
        self.quote = QuoteFold()
        self.attachments = Attachments()
        self.pictures = PictureTaker(self.body, self.attachments, folder=pictures)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._case: CaseId | None = None
        self._tab = DraftTab.REPLY
        self._kind = ReplyKind.REPLY
        self._answers: MailKey | None = None
        self._opens: EventId | None = None
        self._charset: Charset | None = None
        self._shown: Position | None = None
        self._fresh = ""  # what stood there before anybody wrote: salutation, signature
        self._signature = ""  # of the chosen identity
        self._low = False
        self._asked = False  # a question about this mail waits for its answer
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        subject_label = QLabel(self.tr("Subject"))
        subject_label.setProperty("role", "field")
        subject_label.setBuddy(self.subject)
        head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setHorizontalSpacing(8)
        head.addWidget(subject_label, 0, 0)
        head.addWidget(self.subject, 0, 1)
        head.setColumnStretch(1, 1)
        self._subject_row = QWidget()
        self._subject_row.setLayout(head)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.recipients)
        layout.addWidget(self._subject_row)
        layout.addWidget(self.formatting)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.pictures)
        layout.addWidget(self._hint)
        layout.addWidget(self.quote)
        layout.addWidget(self.attachments)

    def _connect(self) -> None:
        self.body.typed.connect(self.typed)
        self.body.textChanged.connect(self._on_edited)
        self.body.formatting_changed.connect(self._on_edited)
        self.body.formatting_missed.connect(
            lambda: self._say(self.tr("This is plain text. Press “Format” first."))
        )
        self.formatting.made_plain.connect(self.pictures.attach_all)
        for part in (self.formatting, self.pictures):
            part.said.connect(self._say)
        self.subject.textEdited.connect(self._on_edited)
        self.recipients.edited.connect(self._on_edited)
        self.recipients.identity.changed.connect(self._sign_as_chosen)
        self.attachments.changed.connect(self._on_edited)
        self.quote.changed.connect(self._on_edited)
        self.quote.inline_asked.connect(self._quote_inline)

    @property
    def kind(self) -> ReplyKind:
        """Return whether it is a reply, a reply to all, or a forward."""
        return self._kind

    @property
    def wants_addressee(self) -> bool:
        """Return whether nobody knows yet whom this mail is forwarded to."""
        return self._kind is ReplyKind.FORWARD and not self.recipients.to()

    @property
    def shown(self) -> Position | None:
        """Return the basis: what was on screen when this reply was begun (rule 18)."""
        return self._shown

    @property
    def answers(self) -> MailKey | None:
        """Return the mail that this one answers."""
        return self._answers

    @property
    def charset(self) -> Charset | None:
        """Return the charset that the person chose, if they did."""
        return self._charset

    def choose_charset(self, charset: Charset | None) -> None:
        """Let this mail leave in a charset, or again in what the customer's mailer reads."""
        self._charset = charset
        self.edited.emit()

    def acknowledge(self, seen: Position) -> None:
        """Move the basis: the person said 「読みました」. Nothing else ever moves it."""
        self._shown = seen
        self.edited.emit()

    def start(
        self, draft: Draft, *, senders: Sequence[Identity] = (), written: bool = False
    ) -> None:
        """Begin from a prepared draft: a new one, or one that already says something."""
        self._case, self._shown, self._charset = draft.case, draft.shown, draft.charset
        self._fresh = "" if written else draft.text.strip()
        self.recipients.identity.offer(senders, draft.sender)
        self._signature = self.recipients.identity.signature()
        self.body.start(draft.text, draft.html, self.pictures.begin(draft.inline))
        self.formatting.begin()
        self._put_cursor(below_greeting=not written)
        self.attachments.fill(tuple(Path(file.path) for file in draft.attachments))
        self._show_fields(draft)

    def change_kind(self, draft: Draft) -> None:
        """Take recipients, subject and quote of another kind of reply; words and Bcc stay."""
        self._show_fields(replace(draft, bcc=self.recipients.bcc()))

    def _show_fields(self, draft: Draft) -> None:
        self._tab, self._kind, self._answers = draft.tab, draft.kind, draft.answers
        self.recipients.fill(draft.to, draft.cc, draft.bcc)
        self.subject.setText(draft.subject)
        self.subject.setCursorPosition(0)
        self._opens = draft.opens
        self._subject_row.setVisible(draft.kind in _WITH_SUBJECT)
        self.quote.start(draft)
        self.body.setPlaceholderText(
            self.tr("Some words to go with it, if you like")
            if draft.kind is ReplyKind.FORWARD
            else self.tr("Write to the customer")
        )
        self._unsay()

    def draft(self) -> Draft | None:
        """Return what is written now, or ``None`` before the first ``start``."""
        if self._case is None:
            return None
        html = self.body.html()
        return Draft(
            case=self._case,
            tab=self._tab,
            text=self.body.words(),
            html=html,
            inline=self.pictures.of(html),
            kind=self._kind,
            to=self.recipients.to(),
            cc=self.recipients.cc(),
            bcc=self.recipients.bcc(),
            sender=self.recipients.identity.value(),
            subject=self.subject.text(),
            attachments=tuple(
                AttachedFile(name=path.name, path=str(path)) for path in self.attachments.paths()
            ),
            answers=self._answers,
            opens=self._opens,
            charset=self._charset,
            shown=self._shown,
            fields=self.quote.fields(),
        )

    def has_words(self) -> bool:
        """Return whether the person wrote or added anything."""
        begun = self._kind is ReplyKind.NEW and bool(self.subject.text().strip())
        return begun or self._says_something()

    def _says_something(self) -> bool:
        written = self.body.toPlainText().strip()
        added = bool(self.attachments.paths()) or self.body.has_pictures()
        return added or bool(written and written != self._fresh)

    def check(self) -> bool:
        """Say beside the field what is missing; return whether the mail can go."""
        if not self._says_something() and self._kind is not ReplyKind.FORWARD:
            self._say(self.tr("Write something first."), problem=True)
            self.body.setFocus()
            return False
        return self.recipients.check()

    def _sign_as_chosen(self) -> None:
        """Let the text end in the signature of the identity, unless somebody changed it."""
        signature = self.recipients.identity.signature()
        text = swapped(self.body.toPlainText(), self._signature, signature)
        self._signature = signature
        if text != self.body.toPlainText():
            self.body.rewrite(text)

    def set_low(self, low: bool, *, asked: bool = False) -> None:
        """Do without the quote's line when the window is low; the quote still goes along.

        So too while a question is asked, which says what the hint said.
        """
        self._low = low
        self.formatting.set_low(low)
        self.quote.set_low(low or asked)
        self._asked = asked
        self._hint.setVisible(bool(self._hint.text()) and not asked)

    def insert(self, text: str) -> None:
        """Put a template in at the cursor; undone with Ctrl+Z like typing."""
        self.body.insertPlainText(text)
        self.body.setFocus()
        self.typed.emit()

    def _quote_inline(self, quote: str) -> None:
        """Put the quote where writing begins; one answers between its lines."""
        cursor = self.body.textCursor()
        if not self.has_words():
            cursor.setPosition(after_greeting(self.body.toPlainText()))
        apart = "" if cursor.atBlockStart() else "\n\n"  # never within somebody's line
        cursor.insertText(f"{apart}{quote}\n")
        self.body.setTextCursor(cursor)
        self.body.setFocus()
        self.typed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach dropped files; anything else stays outside."""
        self.attachments.add(*files_of(event.mimeData()))
        event.setDropAction(Qt.DropAction.CopyAction)  # after a move the file would be deleted
        event.accept()

    def _on_edited(self) -> None:
        text = self.body.toPlainText()
        if mentions_file(text) and not (self.attachments.paths() or self.body.has_pictures()):
            self._say(self.tr("The text mentions an attachment, but no file is added."))
        else:
            self._unsay()
        self.edited.emit()

    def _say(self, sentence: str, *, problem: bool = False) -> None:
        self._hint.setProperty("role", "problem" if problem else "hint")
        self._hint.style().unpolish(self._hint)
        self._hint.style().polish(self._hint)
        self._hint.setText(sentence)
        self._hint.setVisible(not self._asked)

    def _unsay(self) -> None:
        self._hint.clear()
        self._hint.hide()

    def _put_cursor(self, *, below_greeting: bool) -> None:
        """Put the cursor below the salutation, where writing begins, or where it goes on."""
        start = self.body.toPlainText().find("\n\n")
        cursor = self.body.textCursor()
        if below_greeting:
            cursor.setPosition(start + 2 if start >= 0 else 0)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self.body.setTextCursor(cursor)
