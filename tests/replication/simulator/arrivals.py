"""The mail that customers, colleagues and machines write."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import OPEN_STATES
from mailroom.domain.mails import Automatic, MailFacts
from mailroom.ids import MessageId
from tests.replication.simulator.servers import Server
from tests.unit.domain.world import facts

PEOPLE = ("hanako@firm.example", "yamada@gmail.com", "taro@firm.example", "eve@evil.example")
COLLEAGUE = "keiri@shop.example"
SUBJECTS = ("見積", "返品")


class Arrivals:
    """Writes mail into INBOX and Sent; numbers name the mails."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._count = 0
        self._early: list[MailFacts] = []  # parents whose answers overtook them

    def write(self, kind: int, about: int, journal: DictState) -> MailFacts:
        """Let a mail arrive.

        Args:
            kind: what sort of mail.
            about: chooses what it answers and who writes.
            journal: what the team knows, for mails that name things of ours.
        """
        match kind % 12:
            case 0 | 1 | 2:
                mail = self._fresh(about)
            case 3 | 4 | 5 | 6:
                mail = self._answer(about)
            case 7:
                mail = self._overtaking(about)
            case 8:
                mail = self._automatic(about, journal)
            case 9:
                mail = self._from_inside(about, journal)
            case 10:
                mail = self._by_subject(about)
            case _:
                mail = self._bridging(about)
        if about // 16 % 4 == 0:  # written in Outlook, which marks its conversations
            mail = replace(mail, thread_index=f"{about // 64 % 3:016x}")
        self._server.inbox.append(mail)
        return mail

    def late_parent(self) -> MailFacts | None:
        """Let a mail arrive whose answer is there already."""
        if not self._early:
            return None
        self._server.inbox.append(self._early.pop(0))
        return self._server.inbox[-1]

    def old(self, about: int) -> MailFacts:
        """Put a mail below the founding record: history."""
        sent_at = self._server.now.now() - timedelta(days=3 + about % 40)
        mail = self._facts(PEOPLE[about % 3], sent_at=sent_at, history=True)
        self._server.inbox.append(mail)
        return mail

    def outside(self, about: int) -> MailFacts | None:
        """Let a colleague answer a mail with another program."""
        if not self._server.inbox:
            return None
        answered = self._server.inbox[about % len(self._server.inbox)]
        mail = self._facts(
            "", references=(answered.key,), to=(answered.sender.addr,), subject="re: x", out=True
        )
        self._server.sent.append(mail)
        return mail

    def _fresh(self, about: int) -> MailFacts:
        if about // 16 % 8 == 1:
            customer = PEOPLE[about % len(PEOPLE)]
            return self._facts(COLLEAGUE, subject="fwd: x", forwarded=customer)
        return self._facts(PEOPLE[about % len(PEOPLE)], subject=SUBJECTS[about // 8 % 2])

    def _known(self, about: int) -> MailFacts | None:
        known = [*self._server.inbox, *self._server.sent]
        return known[about % len(known)] if known else None

    def _answer(self, about: int) -> MailFacts:
        """The customer writes again, or somebody who pretends to."""
        named = self._known(about)
        if named is None:
            return self._fresh(about)
        sender = named.sender.addr if named.sender.addr in PEOPLE else named.recipients[0].addr
        if about % 7 == 0:
            sender = PEOPLE[about // 7 % len(PEOPLE)]
        return self._facts(sender, names=(named.message_id,), subject="re: x")

    def _overtaking(self, about: int) -> MailFacts:
        """An answer arrives before what it answers."""
        sender = PEOPLE[about % 3]
        parent = self._facts(sender, subject="x")
        self._early.append(parent)
        return self._facts(sender, names=(parent.message_id,), subject="re: x")

    def _bridging(self, about: int) -> MailFacts:
        """One mail names two others: a late parent of two cases, or a forger."""
        one, other = self._known(about), self._known(about // 2 + 1)
        names = tuple(mail.message_id for mail in (one, other) if mail is not None)
        sender = one.sender.addr if one is not None else PEOPLE[0]
        return self._facts(sender, names=names, subject="re: x")

    def _by_subject(self, about: int) -> MailFacts:
        return self._facts(PEOPLE[about % 3], subject=f"re: {SUBJECTS[about // 8 % 2]}")

    def _automatic(self, about: int, journal: DictState) -> MailFacts:
        """Out of office, a list, or a bounce of something of ours."""
        kind = (Automatic.REPLY, Automatic.BOUNCE, Automatic.LIST)[about % 3]
        named = self._known(about)
        names = () if named is None or kind is Automatic.LIST else (named.message_id,)
        sent = list(journal.sents)
        internal = [mail.message_id for one in journal.escalations.values() for mail in one.mails]
        bounced = [*sent, *internal]
        back = bounced[about % len(bounced)] if bounced and kind is Automatic.BOUNCE else None
        sender = PEOPLE[about % 3] if named is None else named.sender.addr
        return self._facts(sender, names=names, subject="re: x", automatic=kind, bounced=back)

    def _from_inside(self, about: int, journal: DictState) -> MailFacts:
        """The addressee of an escalation answers by plain mail."""
        asked = [one for one in journal.escalations.values() if one.state in OPEN_STATES]
        if not asked:
            return self._answer(about)
        escalation = asked[about % len(asked)]
        tag = (f"esc:{escalation.token}",)
        return self._facts(escalation.form.to.addr, subject="re: 相談", tags=tag)

    def _facts(
        self, sender: str, *, names: tuple[MessageId | None, ...] = (), **more: object
    ) -> MailFacts:
        self._count += 1
        now = self._server.now.now()
        more.setdefault("sent_at", now)
        mail = facts(f"m{self._count}", sender, arrived_at=now, **more)  # type: ignore[arg-type]
        if names:
            mail = replace(mail, in_reply_to=tuple(name for name in names if name is not None))
        return mail
