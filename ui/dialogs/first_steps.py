"""First steps: from a mail address to a desk, with what it means shown before anything is written.

Two pages: the account, then what was found and what becomes of it (``joining``). Going back leaves
nothing behind. Needs no room: there is none yet.
"""

from __future__ import annotations

import platform
import re
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from mailroom.clock import Clock
from mailroom.errors import BadInput, MailroomError
from mailroom.servers import is_loopback
from mailroom.service import accounts, profiles
from mailroom.service.enrol import Enrolled, Wish, enrol
from mailroom.settings import Account, JournalKind
from ui.choices import Segments
from ui.dialogs.dialog import Dialog, heading, remark, row
from ui.dialogs.joining import MeaningPage
from ui.inputs import CheckBox, Line
from ui.tasks import Tasks
from ui.typed_addresses import parse_addresses
from ui.wording import text

_KNOWN = {
    "gmail.com": ("imap.gmail.com", "smtp.gmail.com"),
    "outlook.com": ("outlook.office365.com", "smtp.office365.com:587"),
    "outlook.jp": ("outlook.office365.com", "smtp.office365.com:587"),
    "yahoo.co.jp": ("imap.mail.yahoo.co.jp", "smtp.mail.yahoo.co.jp"),
    "icloud.com": ("imap.mail.me.com", "smtp.mail.me.com:587"),
}
"""Servers of providers whose names do not follow from the address."""


class FirstSteps(Dialog):
    """Founds a team on a mailbox, or joins the one that is there.

    Signals:
        enrolled(Profile): the desk is ready.
    """

    enrolled = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent, "", width=520)
        self.setWindowTitle(self.tr("First steps"))
        self._clock = clock
        self._tasks = Tasks(self)
        self._password = ""
        self._wish: Wish | None = None
        self.account = AccountPage()
        self.account.grown.connect(self._take_room)
        self.meaning = MeaningPage()
        holder = QWidget()
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.account)
        self._pages.addWidget(self.meaning)
        self.content_layout.addWidget(holder)
        self._next = self.add_buttons(self.tr("Look at the mailbox"))
        self._back = self.add_button(self.tr("Back"))
        self._back.clicked.connect(self._go_back)
        self._back.hide()

    def confirm(self) -> None:
        """Look at the mailbox; on the second page, begin."""
        if self._wish is None:
            self._look()
        else:
            self._begin(self._wish)

    def done(self, result: int) -> None:
        """End the threads with the dialog."""
        self._tasks.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the threads with the dialog."""
        self._tasks.stop()
        super().closeEvent(event)

    def _look(self) -> None:
        try:
            wish = self.account.wish()
        except BadInput as error:
            self.say_problem(self.account.complain(error))
            return
        self._password = self.account.password.text()
        self._wait(self.tr("Looking at the mailbox…"))
        self._tasks.act(
            lambda: enrol(wish, self._password, clock=self._clock, go_on=lambda _seen: False),
            partial(self._show_meaning, wish),
            self._on_failed,
        )

    def _begin(self, wish: Wish) -> None:
        wish = self.meaning.completed(wish)
        if problem := self.meaning.problem(wish):
            self.say_problem(problem)
            return
        self._wait(self.tr("Setting up…"))
        self._tasks.act(
            lambda: enrol(wish, self._password, clock=self._clock, go_on=lambda _seen: True),
            self._on_enrolled,
            self._on_failed,
        )

    def _show_meaning(self, wish: Wish, looked: Enrolled) -> None:
        self._wish = wish
        self.meaning.show_preview(looked.preview, wish)
        self._pages.setCurrentWidget(self.meaning)
        joins = looked.preview is not None and looked.preview.joins
        self._ready(self.tr("Join the team") if joins else self.tr("Begin"))
        self._back.show()

    def _on_enrolled(self, done: Enrolled) -> None:
        if done.profile is not None:
            self.enrolled.emit(done.profile)
            self.accept()

    def _on_failed(self, error: MailroomError) -> None:
        self._ready(self.tr("Look at the mailbox"))
        self._go_back()
        self.say_problem(text.describe(error))

    def _go_back(self) -> None:
        self._wish = None
        self._back.hide()
        self._pages.setCurrentWidget(self.account)
        self._ready(self.tr("Look at the mailbox"))

    def _take_room(self) -> None:
        """Grow with what appeared, and keep it in sight where the screen is small."""
        self.content_layout.activate()
        self.resize(self.sizeHint())
        # once the new row has its place
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.account.plain))

    def _wait(self, words: str) -> None:
        self.say_problem("")
        if self._next is not None:
            self._next.setEnabled(False)
            self._next.relabel(words)

    def _ready(self, words: str) -> None:
        if self._next is not None:
            self._next.setEnabled(True)
            self._next.relabel(words)
        self.resize(self.sizeHint())


class AccountPage(QWidget):
    """Who you are and where the mailbox is.

    Signals:
        grown(): a control appeared or went away.
    """

    grown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.person = Line(self.tr("Your name"), hint=self.tr("as the team says it"))
        self.address = Line(self.tr("The team's address"), hint="support@example.com")
        self.password = Line(self.tr("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.own_address = Line(self.tr("Your own address"), hint=self.tr("if you have one"))
        self.imap = Line(self.tr("Receiving (IMAP)"))
        self.smtp = Line(self.tr("Sending (SMTP)"))
        self.user = Line(self.tr("User name"))
        self.desk = Line(self.tr("Name of this PC"))
        self.desk.setText(platform.node())
        self.journal: Segments[JournalKind] = Segments(self.tr("Team record"))
        self.journal.fill(
            [
                (JournalKind.IMAP, self.tr("in the mailbox (for teams)")),
                (JournalKind.LOCAL, self.tr("on this PC only")),
            ]
        )
        self.plain = CheckBox(self.tr("Without encryption (this PC only)"))
        self.plain.hide()
        self._guessed = ""
        self._lay_out()
        self.address.textEdited.connect(self._guess)
        self.imap.textChanged.connect(self._show_plain)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(heading(self.tr("Which mailbox does your team share?")))
        for name, widget in (
            (self.tr("Your name") + " *", self.person),
            (self.tr("The team's address") + " *", self.address),
            (self.tr("Password") + " *", self.password),
            (self.tr("Your own address"), self.own_address),
            (self.tr("Receiving (IMAP)") + " *", self.imap),
            (self.tr("Sending (SMTP)"), self.smtp),
            (self.tr("User name") + " *", self.user),
            (self.tr("Name of this PC"), self.desk),
            (self.tr("Team record"), self.journal),
        ):
            layout.addWidget(row(name, widget, label_width=136))
        layout.addWidget(self.plain)
        layout.addWidget(
            remark(self.tr("Next you see what happens to the mail that is there. Nothing is sent."))
        )
        layout.addStretch(1)

    def wish(self) -> Wish:
        """Return what was typed.

        Raises:
            BadInput: something is missing or cannot be used.
        """
        for name, line in (
            ("person", self.person), ("address", self.address), ("password", self.password),
            ("imap", self.imap), ("user", self.user),
        ):  # fmt: skip
            if not line.text().strip():
                raise BadInput(name)
        typed, bad = parse_addresses(self.address.text())
        if bad or not typed:
            raise BadInput("address", self.address.text())
        plain = self.plain.isVisibleTo(self) and self.plain.isChecked()
        imap = accounts.imap_server(self.imap.text().strip(), plaintext_loopback=plain)
        smtp = accounts.smtp_server(self.smtp.text().strip(), plaintext_loopback=plain)
        address = typed[0].addr
        return Wish(
            name=free_profile_name(address),
            account=Account(imap=imap, smtp=smtp, user=self.user.text().strip(), address=address),
            person_name=self.person.text().strip(),
            desk_name=self.desk.text().strip() or platform.node(),
            own_address=self.own_address.text().strip().lower(),
            journal=self.journal.value(),
        )

    def complain(self, error: BadInput) -> str:
        """Put the cursor where something is wrong, and return what to say."""
        line = {
            "person": self.person, "address": self.address, "password": self.password,
            "imap": self.imap, "smtp": self.smtp, "user": self.user,
        }.get(error.field)  # fmt: skip
        if line is None:
            return text.describe(error)
        line.setFocus()
        name = line.accessibleName()
        if not line.text().strip():
            return self.tr("Enter: {field}").format(field=name)
        return self.tr("{field}: this cannot be used.").format(field=name)

    def _guess(self, typed: str) -> None:
        """Fill in the servers that follow from the address, unless somebody wrote others."""
        _local, _at, domain = typed.strip().lower().partition("@")
        if "." not in domain:
            return
        imap, smtp = _KNOWN.get(domain, (f"imap.{domain}", f"smtp.{domain}"))
        for line, guess in ((self.imap, imap), (self.smtp, smtp), (self.user, typed.strip())):
            if not line.isModified():
                line.setText(guess)

    def _show_plain(self, server: str) -> None:
        host = server.strip().rpartition(":")[0] or server.strip()
        shown = bool(host) and is_loopback(host)
        if shown is self.plain.isHidden():
            self.plain.setVisible(shown)
            self.grown.emit()


def free_profile_name(address: str) -> str:
    """Return a name for the profile that is not taken yet."""
    base = re.sub(r"[^a-z0-9]+", "-", address.partition("@")[0].lower()).strip("-") or "mail"
    taken = set(profiles.names())
    names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
