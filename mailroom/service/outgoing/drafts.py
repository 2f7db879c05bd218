"""What somebody is still writing, kept on this PC (rule 37)."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.drafts import Draft, DraftTab, ReplyKind
from mailroom.domain.events import case_of_opening
from mailroom.domain.people import Address
from mailroom.domain.turn import live_case
from mailroom.ids import CaseId, case_id, new_event_id
from mailroom.mail.writing.mailto import read_mailto
from mailroom.service.outgoing.pasted import PastedFiles
from mailroom.service.parts import Parts


class Drafts:
    """The drafts of one person, and the files that were pasted into them."""

    def __init__(self, parts: Parts) -> None:
        self.pasted = PastedFiles(parts)
        self._parts = parts
        self._drafts = parts.store.drafts

    def load(self, case: CaseId, tab: DraftTab) -> Draft | None:
        """Return the draft of a case and tab, if there is one.

        A case that others were merged into has their drafts too, one after the other: its own
        first, then the one begun last. None is lost by a merge.
        """
        own = self._drafts.load(self._parts.me.person, case, tab)
        return own or self._joined(case, tab)

    def new_mail(
        self,
        *,
        to: tuple[Address, ...] = (),
        cc: tuple[Address, ...] = (),
        bcc: tuple[Address, ...] = (),
        subject: str = "",
        text: str = "",
    ) -> Draft:
        """Return the beginning of a mail that answers nothing; its case comes when it leaves."""
        opens = new_event_id()
        return Draft(
            case=case_id(case_of_opening(opens)),
            tab=DraftTab.REPLY,
            kind=ReplyKind.NEW,
            to=to,
            cc=cc,
            bcc=bcc,
            subject=subject,
            text=text,
            opens=opens,
        )

    def from_link(self, link: str) -> Draft:
        """Return the beginning of the mail that a ``mailto:`` link prepares.

        Raises:
            BadInput: it is no such link.
        """
        said = read_mailto(link)
        return self.new_mail(
            to=said.to, cc=said.cc, bcc=said.bcc, subject=said.subject, text=said.body
        )

    def new_mails(self) -> tuple[Draft, ...]:
        """Return the mails that answer nothing and wait to be finished, the latest first."""
        return tuple(one for one in self.all() if one.opens is not None)

    def all(self) -> tuple[Draft, ...]:
        """Return all my drafts, the latest first."""
        return self._drafts.all(self._parts.me.person)

    def save(self, draft: Draft) -> None:
        """Keep a draft; one that came with a merged case is kept under the surviving case."""
        if self._drafts.load(self._parts.me.person, draft.case, draft.tab) is None:
            self._discard_joined(draft.case, draft.tab)
        self._parts.publish(self._drafts.save(self._parts.me.person, draft))

    def discard(self, case: CaseId, tab: DraftTab) -> None:
        """Throw away the draft that ``load`` returns."""
        if self._drafts.load(self._parts.me.person, case, tab) is None:
            self._discard_joined(case, tab)
        self._parts.publish(self._drafts.discard(self._parts.me.person, case, tab))

    def _joined(self, case: CaseId, tab: DraftTab) -> Draft | None:
        """Return the latest draft of a case that was merged into this one."""
        found = self._of_joined(case, tab)
        return replace(found, case=case) if found is not None else None

    def _of_joined(self, case: CaseId, tab: DraftTab) -> Draft | None:
        others = [one for one in self.all() if one.tab is tab and one.case != case]
        if not others:
            return None
        with self._parts.store.reads.state() as state:
            for one in others:
                into = live_case(state, one.case)
                if into is not None and into.id == case:
                    return one
        return None

    def _discard_joined(self, case: CaseId, tab: DraftTab) -> None:
        found = self._of_joined(case, tab)
        if found is not None:
            self._parts.publish(self._drafts.discard(self._parts.me.person, found.case, tab))
