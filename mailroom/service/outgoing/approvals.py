"""確認を頼む: a second person looks at a mail before it leaves (S19).

The words travel in the journal, files do not: they stay with their author, known by their digest,
and it is their author's desk that sends. Owns what is proposed and what of it may leave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from mailroom.domain.commands import AskApproval, Command, OpenCase
from mailroom.domain.drafts import AttachedFile, DraftTab, InlineFile
from mailroom.domain.people import Member, Role
from mailroom.domain.policies.send_rules import asks_to_tick
from mailroom.domain.position import Position
from mailroom.domain.query import ApprovalPage
from mailroom.domain.sends.approval import INLINE, Proposal, ProposedFile
from mailroom.domain.turn import case_at
from mailroom.errors import BadInput
from mailroom.ids import ApprovalId, CaseId, PersonId
from mailroom.service.handle import Asked
from mailroom.service.outgoing.composing import Composed, Composer
from mailroom.service.outgoing.outbox import Outbox, draft_of
from mailroom.service.outgoing.proposing import (
    approval_needed,
    contents,
    proposal_of,
    proposed_file,
)
from mailroom.service.outgoing.replies import Reply
from mailroom.service.parts import Parts

MOST_BYTES = 100_000
"""Of words in one request: it has to fit into one message of the journal."""


class Approvals:
    """What one person proposes and sends; deciding about others' mails are plain commands."""

    def __init__(
        self,
        parts: Parts,
        composer: Composer,
        outbox: Outbox,
        do: Callable[[Command], Asked],
    ) -> None:
        self._parts = parts
        self._composer = composer
        self._outbox = outbox
        self._do = do

    def needed(self) -> bool:
        """Return whether my mails leave this mailbox with an approval only."""
        return approval_needed(self._parts)

    def ticks(self) -> bool:
        """Return whether each recipient is ticked before a mail leaves this mailbox."""
        policy = self._parts.store.reads.policy()
        return asks_to_tick(policy.sending, self._parts.mailbox)

    def whom(self) -> tuple[Member, ...]:
        """Return whom I may ask, leads first."""
        me = self._parts.me.person
        members = [row.member for row in self._parts.store.reads.members()]
        able = [
            one for one in members if one.id != me and not one.left and one.role is not Role.TRAINEE
        ]
        return tuple(sorted(able, key=lambda one: one.role is not Role.LEAD))

    def open(self) -> tuple[tuple[int | None, ApprovalPage], ...]:
        """Return every mail that waits for a check or for its author, with its case's number."""
        pages = self._parts.store.approvals.open()
        with self._parts.store.reads.state() as state:
            cases = [case_at(state, page.approval.anchor) for page in pages]
        found = zip(cases, pages, strict=True)
        return tuple((case.number, page) for case, page in found if case is not None)

    def of_case(self, case: CaseId) -> tuple[ApprovalPage, ...]:
        """Return what is proposed in a case, the latest last."""
        detail = self._parts.store.reads.detail(case, self._parts.me.person)
        return detail.approvals if detail is not None else ()

    def ask(self, reply: Reply, *, of: PersonId | None = None, note: str = "") -> Asked:
        """Propose a mail; it replaces what I proposed in this case before. Its draft is kept.

        A mail that answers nothing opens its case now: that is where the second person finds it.

        Args:
            reply: the mail, as it would be sent.
            of: whom to ask; ``None`` = any lead.
            note: what to look at.

        Raises:
            BadInput: it has no recipient, a file cannot be read, or it is too long.
            RuleBroken: it can already be seen that it would be refused.
        """
        composed = self._composed(reply)
        proposal = proposal_of(reply, composed)
        if len((proposal.text + proposal.html).encode()) > MOST_BYTES:
            raise BadInput("approval", str(MOST_BYTES // 1000), "long")
        drafts, me = self._parts.store.drafts, self._parts.me.person
        if reply.opens is not None:
            self._open_case(reply, composed)
        if reply.opens is not None or drafts.load(me, reply.case, DraftTab.REPLY) is None:
            draft = reply.draft or draft_of(reply, composed)
            self._parts.publish(drafts.save(me, replace(draft, opens=None)))
        mine = [
            page.approval.id
            for page in self.of_case(reply.case)
            if page.approval.is_open and page.approval.asker.person == me
        ]
        return self._do(
            AskApproval(
                case=reply.case,
                shown=reply.shown,
                proposal=proposal,
                of=of,
                note=note,
                instead_of=mine[-1] if mine else None,
            )
        )

    def send(
        self,
        case: CaseId,
        page: ApprovalPage,
        *,
        shown: Position | None,
        undo_seconds: float | None = None,
    ) -> str:
        """Send exactly what was approved, when and as its author asked; return its outbox id.

        Asked twice, it leaves once: while it waits or leaves, its id is returned again.

        Args:
            case: the case it is for.
            page: the approval.
            shown: what I have on screen (rule 18).
            undo_seconds: as in ``Reply``.

        Raises:
            BadInput: a file that was looked at is not on this PC, or has changed since.
            RuleBroken: it is not approved.
        """
        on_its_way = self.on_its_way(case, page.approval.id)
        if on_its_way is not None:
            return on_its_way
        mail = page.mail
        kept = self._parts.store.drafts.load(self._parts.me.person, case, DraftTab.REPLY)
        inline, files = (kept.inline, kept.attachments) if kept is not None else ((), ())
        reply = Reply(
            case=case,
            kind=mail.kind,
            to=mail.to,
            cc=mail.cc,
            bcc=mail.bcc,
            sender=mail.sender,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            answers=mail.answers,
            charset=kept.charset if kept is not None else None,
            inline=inline,
            attachments=_found(mail, files),
            shown=shown,
            close_after=mail.close_after,
            promised=mail.told,
            promise=mail.promise if mail.told is not None else "",
            send_at=mail.send_at,
            undo_seconds=undo_seconds,
            approval=page.approval.id,
        )
        _compare_pictures(mail, reply.pictures)
        return self._outbox.queue(reply)

    def on_its_way(self, case: CaseId, approval: ApprovalId) -> str | None:
        """Return the id of my mail in the outbox that has this approval, if there is one."""
        mine = self._parts.store.outbox.open(self._parts.me.person)
        found = (one.id for one in mine if one.case == case and one.approval == approval)
        return next(found, None)

    def _open_case(self, reply: Reply, composed: Composed) -> None:
        """Open the case of a mail that answers nothing, unless it is there already."""
        with self._parts.store.reads.state() as state:
            known = state.case(reply.case) is not None
        if known:
            return
        contact = (*composed.to, *composed.cc, *composed.bcc)[0]
        self._do(
            OpenCase(subject=composed.subject, contact=contact, by_mail=True, opens=reply.opens)
        )

    def _composed(self, reply: Reply) -> Composed:
        return self._composer.reply(reply, *contents(reply))


def _found(mail: Proposal, kept: Sequence[AttachedFile]) -> tuple[AttachedFile, ...]:
    wanted = [one for one in mail.files if not one.name.startswith(INLINE)]
    return tuple(_same(one, kept) for one in wanted)


def _same(wanted: ProposedFile, kept: Sequence[AttachedFile]) -> AttachedFile:
    """Return the file of this PC that was looked at, unchanged."""
    for file in kept:
        if file.name == wanted.name and proposed_file(file.name, file.path) == wanted:
            return file
    raise BadInput("approval", wanted.name, "file")


def _compare_pictures(mail: Proposal, pictures: Sequence[InlineFile]) -> None:
    """Raise unless the pictures in the text are those that were looked at, in their order."""
    wanted = [one for one in mail.files if one.name.startswith(INLINE)]
    for looked_at, now in zip_longest(wanted, pictures):
        name = looked_at.name if looked_at is not None else INLINE
        if looked_at is None or now is None or proposed_file(name, now.path) != looked_at:
            raise BadInput("approval", name.removeprefix(INLINE), "file")
