"""The pages of the composer's tabs, which of them are begun, and what keeps their drafts.

Each tab has a page with a document of its own; nothing moves words between them. Knows one case
at a time; what a reply begins with is ``ComposerActs``.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from mailroom.domain.drafts import Draft, DraftTab
from mailroom.ids import CaseId
from ui.session import Session
from ui.views.composer.draft_keeper import DraftKeeper
from ui.views.composer.head import TABS
from ui.views.composer.note_tab import NoteTab, PhoneTab
from ui.views.composer.reply_tab import ReplyTab


class Pages(QStackedWidget):
    """The three pages.

    Signals:
        saved(datetime): the words of a tab are safe since then.
    """

    saved = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._begun: set[DraftTab] = set()
        self.reply, self.note, self.phone = (
            ReplyTab(pictures=session.room.drafts.pasted.folder),
            NoteTab(),
            PhoneTab(),
        )
        self.keepers: dict[DraftTab, DraftKeeper] = {}
        for tab in TABS:
            self.addWidget(self.page(tab))
            self.keepers[tab] = DraftKeeper(session, self.page(tab), self)
            self.page(tab).edited.connect(self.keepers[tab].touch)
            self.keepers[tab].saved.connect(self.saved)

    def hasHeightForWidth(self) -> bool:
        """Take what is left: asked for a width, Qt would have the bars below squeezed."""
        return False

    def page(self, tab: DraftTab) -> ReplyTab | NoteTab | PhoneTab:
        """Return the page of a tab."""
        if tab is DraftTab.REPLY:
            return self.reply
        return self.note if tab is DraftTab.NOTE else self.phone

    def begun(self, tab: DraftTab) -> bool:
        """Return whether a tab stands open for this case."""
        return tab in self._begun

    def kept(self, case: CaseId, tab: DraftTab) -> Draft | None:
        """Return the draft that was kept of a tab."""
        return self._session.room.drafts.load(case, tab)

    def begin_reply(self, draft: Draft, *, written: bool) -> None:
        """Put a reply on its page; ``written``: somebody's words stand in it already."""
        self._begun.add(DraftTab.REPLY)
        self.reply.start(draft, senders=self._session.room.senders.all(), written=written)
        self.keepers[DraftTab.REPLY].forget()
        contacts = self._session.room.contacts
        self._session.ask("address-book", contacts.known, self.reply.recipients.set_known)

    def begin_inside(self, case: CaseId, tab: DraftTab, draft: Draft | None) -> None:
        """Put a note or a phone note on its page, empty without a draft."""
        self._begun.add(tab)
        page = self.note if tab is DraftTab.NOTE else self.phone
        page.start(case, draft)
        self.keepers[tab].forget()

    def go_on_inside(self, case: CaseId, tab: DraftTab) -> datetime | None:
        """Open a note or phone note as it was left; return when it was saved."""
        kept = self.kept(case, tab)
        self.begin_inside(case, tab, kept)
        return kept.saved_at if kept else None

    def show_tab(self, tab: DraftTab) -> None:
        """Put a page on screen, ready to write; of a forward first to whom."""
        page = self.page(tab)
        self.setCurrentWidget(page)
        if isinstance(page, ReplyTab) and page.wants_addressee:
            page.recipients.to_line.setFocus()
        else:
            page.body.setFocus()

    def save_now(self) -> None:
        """Write what is not yet written."""
        for keeper in self.keepers.values():
            keeper.save_now()

    def drop(self, tab: DraftTab) -> None:
        """Be done with a tab: it was sent, recorded or thrown away."""
        self._begun.discard(tab)

    def leave(self) -> None:
        """Be done with this case."""
        self._begun.clear()
