"""From what a person wrote to the bytes that leave: recipients, references, Message-ID.

The bytes are made once, when the mail is queued, and are the same at every try (rule 16). Must not
store or send.
"""

from __future__ import annotations

import mimetypes
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailroom.domain.claims.holding import token_for
from mailroom.domain.drafts import InlineFile, ReplyKind
from mailroom.domain.events import case_of_opening
from mailroom.domain.identities import identity_of, sender_for
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.sends.parcels import Step
from mailroom.domain.threads.customer import passed_on
from mailroom.domain.turn import case_at
from mailroom.errors import BadInput
from mailroom.ids import CaseId, EscalationId, MailKey, MessageId, Token, digest
from mailroom.mail.machines.automatic import LOOP_HEADER
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.mail.subjects import clean_subject
from mailroom.mail.writing.charset import charset_for
from mailroom.mail.writing.compose import InlinePicture, Outgoing, OutgoingFile, compose
from mailroom.mail.writing.message_ids import RESENT, make_message_id
from mailroom.mail.writing.outlook import conversation
from mailroom.mail.writing.resent import resent
from mailroom.service.intake.parsed import parsed
from mailroom.service.letters.letters import Letter
from mailroom.service.outgoing.formatting import said
from mailroom.service.outgoing.replies import Reply
from mailroom.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A mail with its final bytes."""

    message_id: MessageId
    raw: bytes
    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    anchor: MailKey | None = None
    token: Token | None = None


class Composer:
    """Makes mails of this desk's team."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def token_for(self, case_id: CaseId | None) -> Token | None:
        """Return the lock under which I may write to the customer now, if I hold one."""
        with self._parts.store.reads.state() as state:
            case = state.case(case_id) if case_id else None
            return token_for(state, case, self._parts.me) if case else None

    # --- to customers --------------------------------------------------------------------------

    def reply(
        self,
        reply: Reply,
        files: Sequence[tuple[str, bytes]],
        pictures: Sequence[bytes] = (),
    ) -> Composed:
        """Return the bytes of a reply or forward.

        Args:
            reply: the mail.
            files: names and contents of its attachments.
            pictures: contents of ``reply.pictures``, in their order.

        Raises:
            BadInput: no such case, no recipient, no subject of a mail that answers nothing, an
                address that cannot be one, or text and HTML that do not say the same.
        """
        about = self._about(reply)
        answered = self._answered(reply)
        parsed = self._parsed(answered)
        to, cc = self._recipients(reply, answered, parsed, about.contact)
        if not (to or cc or reply.bcc):
            raise BadInput("to", "", "missing")
        subject = reply.subject or self._subject(reply.kind, answered, about.subject)
        message_id = self._message_id("reply", reply.case, secrets.token_hex(8))
        named = answered.facts if answered and reply.kind is not ReplyKind.FORWARD else None
        now = self._parts.clock.now()
        words = said(reply, parsed)
        outgoing = Outgoing(
            message_id=message_id,
            date=now,
            boundary=_boundary(),
            sender=self._sender(reply.sender or self._sender_for(answered)),
            to=to,
            cc=cc,
            subject=subject,
            text=words.text,
            html=words.html,
            pictures=tuple(map(_picture, reply.pictures, pictures)),
            in_reply_to=named.message_id if named else None,
            references=named.references if named else (),
            files=tuple(_file(name, data) for name, data in files),
            charset=reply.charset or charset_for(parsed),
            original=self._original(reply, answered),
            headers=conversation(parsed if named else None, reply.case, subject, now),
        )
        return Composed(
            message_id=message_id,
            raw=compose(outgoing),
            to=to,
            cc=cc,
            bcc=reply.bcc,
            subject=subject,
            anchor=about.anchor,
            token=self.token_for(reply.case),
        )

    def redirect(self, case: CaseId, mail: MailPlace, to: Address) -> Composed:
        """Return the bytes by which a mail of the customer goes on to another desk as it came.

        Raises:
            BadInput: no such case, this PC does not have the mail, or no address.
        """
        raw = self._parts.store.mails.raw(mail.facts.key)
        if raw is None:
            raise BadInput("redirect", mail.facts.key, "missing")
        with self._parts.store.reads.state() as state:
            known = state.case(case)
        if known is None:
            raise BadInput("case", case)
        message_id = self._message_id(RESENT, case, secrets.token_hex(8))
        sender = self._sender(self._sender_for(mail))
        now = self._parts.clock.now()
        return Composed(
            message_id=message_id,
            raw=resent(raw, message_id=message_id, date=now, sender=sender, to=to),
            to=(to,),
            subject=mail.facts.subject,
            anchor=known.anchor,
            token=self.token_for(case),
        )

    def _about(self, reply: Reply) -> _About:
        """Return what the mail is about: its case, or the one that it will open."""
        with self._parts.store.reads.state() as state:
            case = state.case(reply.case)
        if case is not None:
            return _About(anchor=case.anchor, contact=case.contact, subject=case.subject)
        if reply.opens is None:
            raise BadInput("case", reply.case)
        if not reply.subject.strip():
            raise BadInput("subject", "", "missing")
        return _About(anchor=case_of_opening(reply.opens))

    def _answered(self, reply: Reply) -> MailPlace | None:
        """Return the mail that is answered: as chosen, else the customer's latest."""
        if reply.kind is ReplyKind.NEW:
            return None
        items = self._parts.store.reads.timeline(reply.case, self._parts.me.person)
        mails = [item.mail for item in items if item.mail is not None]
        if reply.answers is not None:
            return next((mail for mail in mails if mail.facts.key == reply.answers), None)
        words = [mail for mail in mails if _is_from_outside(mail)]
        return words[-1] if words else None

    def _parsed(self, answered: MailPlace | None) -> ParsedMail | None:
        return parsed(self._parts.store, answered.facts.key) if answered else None

    def _recipients(
        self,
        reply: Reply,
        answered: MailPlace | None,
        parsed: ParsedMail | None,
        contact: Address,
    ) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
        if reply.to or reply.kind in _TO_WHOM_ONE_SAYS:
            return reply.to, reply.cc
        to = (
            tuple(Address(name=name, addr=addr) for name, addr in parsed.reply_to) if parsed else ()
        )
        inside = None if answered is None else self._customer_inside(answered)
        if inside is not None:
            to = (inside,)
        elif not to and answered is not None:
            to = (answered.facts.sender,)
        to = tuple(one for one in to if one.addr) or ((contact,) if contact.addr else ())
        if reply.kind is not ReplyKind.REPLY_ALL or answered is None:
            return to, reply.cc
        taken = self._parts.store.own_addresses() | {one.addr.lower() for one in to}
        others = tuple(one for one in answered.facts.recipients if one.addr.lower() not in taken)
        return to, reply.cc or others

    def _customer_inside(self, answered: MailPlace) -> Address | None:
        """Return the customer whose mail one of us passed on: a reply goes there."""
        with self._parts.store.reads.state() as state:
            facts = answered.facts
            return facts.forwarded if passed_on(state, facts) else None

    def _original(self, reply: Reply, answered: MailPlace | None) -> bytes | None:
        if reply.kind is not ReplyKind.FORWARD or answered is None:
            return None
        return self._parts.store.mails.raw(answered.facts.key)

    def _subject(self, kind: ReplyKind, answered: MailPlace | None, fallback: str) -> str:
        subject = answered.facts.subject if answered else fallback
        if kind is ReplyKind.FORWARD:
            return f"Fwd: {subject}"
        return subject if clean_subject(subject).reply_marked else f"Re: {subject}"

    # --- inside --------------------------------------------------------------------------------

    def internal(
        self,
        escalation: EscalationId,
        step: Step,
        to: Address,
        letter: Letter,
        *,
        customer: str,
        anchor: MailKey | None,
        original: bytes,
        answers: Sequence[MessageId],
    ) -> Composed:
        """Return the bytes of an internal mail; no outsider stands in any header (rule 31, N35)."""
        message_id = self.step_id(escalation, step.name, step.attempt)
        outsiders = self._outsiders(anchor, to) | ({customer} - {""})
        subject = letter.subject
        for addr in outsiders:
            subject = re.sub(re.escape(addr), "…", subject, flags=re.IGNORECASE)
        team = self._sender()
        outgoing = Outgoing(
            message_id=message_id,
            date=self._parts.clock.now(),
            boundary=_boundary(),
            sender=replace(team, name=f"{team.name} (Mailroom)".strip()) if letter.system else team,
            to=(to,),
            reply_to=team,
            subject=subject,
            text=letter.text,
            html=letter.html,
            in_reply_to=answers[-1] if answers else None,
            original=original or None,
            headers=self._headers(letter),
            in_no_header=tuple(sorted(outsiders)),
        )
        return Composed(message_id=message_id, raw=compose(outgoing), to=(to,), subject=subject)

    def _outsiders(self, anchor: MailKey | None, to: Address) -> frozenset[str]:
        """Return everybody who wrote or was written to in the case and is none of us."""
        with self._parts.store.reads.state() as state:
            case = case_at(state, anchor)
            places = state.mails_of(case.id) if case else ()
            parties = {addr for one in places if not one.internal for addr in one.facts.parties}
            inside = {addr for addr in parties if state.member_by_address(addr) is not None}
            return frozenset(parties - inside - state.own_addresses() - {to.addr.lower(), ""})

    def _headers(self, letter: Letter) -> tuple[tuple[str, str], ...]:
        """Return what keeps machines from answering: all of them where nothing is asked (5.3).

        A request lets out-of-office notices through: they say that somebody else must be asked.
        """
        if letter.automatic:
            return (
                ("Auto-Submitted", "auto-generated"),
                ("X-Auto-Response-Suppress", "All"),
                self._loop_header(),
            )
        asking = (("Importance", "high"), ("X-Auto-Response-Suppress", "RN, NRN, AutoReply"))
        if not letter.system:
            return asking
        return (*asking, ("Auto-Submitted", "auto-generated"), self._loop_header())

    def _loop_header(self) -> tuple[str, str]:
        """Return what marks a mail that no person wrote, for us and other teams' Mailrooms."""
        team = self._parts.store.reads.team()
        return LOOP_HEADER, digest("loop", team.secret if team is not None else "")[:16]

    def step_id(self, escalation: EscalationId, step: str, attempt: int) -> MessageId:
        """Return the Message-ID of one try of an internal mail, the same on every desk."""
        nonce = f"{step}-{attempt}".replace(":", "-")
        return self._message_id("esc", escalation, nonce)

    # --- both ----------------------------------------------------------------------------------

    def _sender(self, chosen: str = "") -> Address:
        """Return as whom a mail leaves; letters inside come from the mailbox itself.

        Raises:
            BadInput: the team does not write as this one (any more).
        """
        account = self._parts.profile.config.account
        mailboxes = self._parts.store.reads.mailboxes()
        if chosen:
            identity = identity_of(mailboxes, chosen)
            if identity is None:
                raise BadInput("from", chosen, "unknown")
            return Address(name=identity.name, addr=identity.address)
        name = next((one.name for one in mailboxes if one.id == self._parts.mailbox), "")
        return Address(name=name, addr=account.address)

    def _sender_for(self, answered: MailPlace | None) -> str:
        """Return whom the mail was written to, else the first identity; "" for the mailbox's."""
        mailboxes = self._parts.store.reads.mailboxes()
        own = next((one for one in mailboxes if one.id == self._parts.mailbox), None)
        if own is None or not own.identities:
            return ""
        return sender_for(own.senders, answered.facts.recipients if answered else ()).address

    def _message_id(self, purpose: str, belongs_to: str, nonce: str) -> MessageId:
        team = self._parts.store.reads.team()
        if team is None:
            raise BadInput("team", self._parts.profile.name, "missing")
        domain = self._parts.profile.config.account.address.rpartition("@")[2]
        return make_message_id(
            team.secret.encode(), purpose=purpose, case=belongs_to, nonce=nonce, domain=domain
        )


_TO_WHOM_ONE_SAYS = frozenset({ReplyKind.FORWARD, ReplyKind.NEW})


_NOBODY = Address(addr="")


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """The case of a mail, as far as its bytes depend on it."""

    anchor: MailKey
    contact: Address = _NOBODY
    subject: str = ""


def _is_from_outside(mail: MailPlace) -> bool:
    return mail.facts.direction is Direction.INBOUND and not mail.internal


def _boundary() -> str:
    return f"mailroom-{secrets.token_hex(12)}"


def _file(name: str, data: bytes) -> OutgoingFile:
    return OutgoingFile(name=name, content=data, content_type=_type_of(name))


def _picture(file: InlineFile, data: bytes) -> InlinePicture:
    kind = _type_of(file.name)
    return InlinePicture(cid=file.cid, name=file.name, content=data, content_type=kind)


def _type_of(name: str) -> str:
    guessed, _ = mimetypes.guess_type(name)
    return guessed or "application/octet-stream"
