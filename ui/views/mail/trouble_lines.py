"""The lines above a mail that say what is special about reading it, and what can be done.

Unreadable (N17), garbled or read as something else (N30), signed or encrypted, an invitation.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QWidget

from mailroom.domain.invites import Invite
from mailroom.domain.query import MailBody
from mailroom.errors import StoreReadOnly
from mailroom.ids import MailKey
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import charset_names, invite_text


def lines_for(session: Session, body: MailBody) -> list[QWidget]:
    """Return what stands above the words of a mail; mostly nothing."""
    lines: list[QWidget] = []
    if body.unreadable:
        lines.append(UnreadableLine(session, body))
    elif body.charset or body.garbled:
        lines.append(CharsetLine(session, body))
    sealed = charset_names.seal_sentence(body.seal)
    if sealed:
        lines.append(_Line(sealed))
    lines += [InviteBox(session, invite) for invite in body.invites]
    return lines


class _Line(QFrame):
    """A sentence with buttons beside it."""

    def __init__(self, said: str, *buttons: PlainButton, role: str = "hint") -> None:
        super().__init__()
        row = FlowLayout(self, gap=10)
        self.said = plain_label(role, said)
        self.said.setWordWrap(True)
        row.addWidget(self.said)
        for button in buttons:
            row.addWidget(button)


class UnreadableLine(_Line):
    """Says that the mail is shown as it came: try again, or save it."""

    def __init__(self, session: Session, body: MailBody) -> None:
        self.again = PlainButton(self._again(), role="link")
        self.save = PlainButton(self._save(), role="link")
        super().__init__(self._sentence(), self.again, self.save, role="problem")
        self._session, self._key = session, body.key
        self.said.setToolTip(body.unreadable)
        self.again.clicked.connect(self._try_again)
        self.save.clicked.connect(lambda: save_mail(session, body.key, self))

    def _sentence(self) -> str:
        return self.tr(
            "Mailroom could not read this mail. Below it stands as it came; nothing is lost."
        )

    def _again(self) -> str:
        return self.tr("Try again")

    def _save(self) -> str:
        return self.tr("Save as .eml…")

    def _try_again(self) -> None:
        rescue, key = self._session.room.rescue, self._key
        self.again.setEnabled(False)
        self._session.tasks.act(lambda: rescue.try_again(key), self._tried, self._session.tell)

    def _tried(self, could: bool) -> None:
        self.again.setEnabled(True)
        if not could:
            self._session.toast(
                self.tr("It still cannot be read. Mailroom tries again by itself after an update.")
            )


class CharsetLine(_Line):
    """Says that the words look garbled, or what they are read as; offers another reading."""

    def __init__(self, session: Session, body: MailBody) -> None:
        if body.charset:
            said = self._read_as(charset_names.charset_name(body.charset))
        else:
            said = self._looks_garbled()
        self.mend = PlainButton(self._mend(), role="link")
        super().__init__(said, self.mend)
        self.mend.clicked.connect(lambda: session.mend_asked.emit(body.key))

    def _read_as(self, name: str) -> str:
        return self.tr("Read as: {name}").format(name=name)

    def _looks_garbled(self) -> str:
        return self.tr("The characters of this mail look garbled.")

    def _mend(self) -> str:
        return self.tr("Mend garbled text…")


class InviteBox(QFrame):
    """What, when, where, who."""

    def __init__(self, session: Session, invite: Invite) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        heading = invite_text.title(invite)
        grid.addWidget(plain_label("heading", heading), 0, 0, 1, 2)
        said = [heading]
        for at, (name, value) in enumerate(invite_text.rows(invite, session.now()), 1):
            label = plain_label("", value, selectable=True)
            label.setWordWrap(True)
            grid.addWidget(plain_label("meta", name), at, 0)
            grid.addWidget(label, at, 1)
            said.append(f"{name}: {value}")
        self.setAccessibleName("\n".join(said))


def save_mail(session: Session, key: MailKey, over: QWidget) -> None:
    """Save a mail as it came."""
    name, _kind = QFileDialog.getSaveFileName(over, _title(over), "mail.eml")
    if name:
        session.tasks.act(_writing(session, key, name), None, session.tell)


def _title(over: QWidget) -> str:
    return over.tr("Save the mail as it is")


def _writing(session: Session, key: MailKey, name: str) -> Callable[[], None]:
    def work() -> None:
        try:
            Path(name).write_bytes(session.room.reads.source(key))
        except OSError as error:
            raise StoreReadOnly(name, str(error)) from error

    return work
