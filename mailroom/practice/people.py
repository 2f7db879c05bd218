"""Who else is there on a practice day: customers, a chief who answers by mail, a colleague.

Each is asked in turn what is due at a moment and does it. They use the same doors as real people:
SMTP and IMAP for those without Mailroom, a ``Room`` for the colleague at the second desk.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP, default
from email.utils import format_datetime, make_msgid

from mailroom import logging
from mailroom.domain.commands import AddNote, Assign, ClaimCase, Escalate
from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.people import Address
from mailroom.domain.query import CaseDetail, CaseQuery, View
from mailroom.errors import BadInput, MailroomError
from mailroom.ids import PersonId
from mailroom.practice.letters import build
from mailroom.practice.script import HOST, ColleagueStep, Day, ScriptedMail
from mailroom.practice.server import PracticeServer
from mailroom.practice.smtp import Received
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room

_log = logging.topic("practice")

CUSTOMER_TAKES = timedelta(minutes=5)
_THANKS = "ご連絡ありがとうございます。内容を確認いたしました。助かりました。\n"


class Customers:
    """Write what the script says, and thank for every second answer they get."""

    def __init__(self, day: Day, server: PracticeServer, opening: datetime) -> None:
        self._day = day
        self._server = server
        self._opening = opening
        self._coming = deque(sorted(day.mails, key=lambda mail: mail.when(opening)))

    def turn(self, now: datetime) -> None:
        """Deliver all mail that is due."""
        while self._coming and self._coming[0].when(self._opening) <= now:
            self._deliver(self._coming.popleft())

    def _deliver(self, mail: ScriptedMail) -> None:
        self._server.deliver(
            self._day.address,
            build(self._day, mail, self._opening),
            folder="Sent" if mail.sent else "INBOX",
            when=mail.when(self._opening),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """Something that somebody outside Mailroom will write."""

    due: datetime
    raw: bytes


class Correspondents:
    """People who get our mail and answer it from a plain mail program."""

    def __init__(self, day: Day, server: PracticeServer) -> None:
        self._day = day
        self._server = server
        self._team = {person.address: person for person in day.members}
        self._read = 0
        self._writing: list[_Letter] = []

    def turn(self, now: datetime) -> None:
        """Read what came by SMTP, and send the answers that are ready."""
        came = self._server.sink.received[self._read :]
        self._read += len(came)
        for mail in came:
            self._take_in(mail, now)
        ready = [letter for letter in self._writing if letter.due <= now]
        self._writing = [letter for letter in self._writing if letter.due > now]
        for letter in ready:
            self._server.deliver(self._day.address, letter.raw, when=now)

    def _take_in(self, mail: Received, now: datetime) -> None:
        message = message_from_bytes(mail.raw, policy=default)
        for address in mail.recipients:
            if address in self._team:
                takes = timedelta(minutes=self._team[address].answers_after)
                due, says = now + takes, self._chiefs_words(message)
            elif self._read % 2:
                due, says = now + CUSTOMER_TAKES, _THANKS
            else:
                continue
            raw = self._answer(message, address, says, due)
            self._writing.append(_Letter(due=due, raw=raw))

    def _chiefs_words(self, request: EmailMessage) -> str:
        body = request.get_body(("plain",))
        return self._day.answer_to(f"{request['Subject']}\n{body.get_content() if body else ''}")

    def _answer(self, request: Message, writer: str, says: str, when: datetime) -> bytes:
        answer = EmailMessage(policy=SMTP)
        answer["Subject"] = f"Re: {request['Subject']}"
        answer["From"] = writer
        answer["To"] = request["Reply-To"] or request["From"]
        answer["Date"] = format_datetime(when)
        answer["Message-ID"] = make_msgid(domain=HOST)
        answer["In-Reply-To"] = request["Message-ID"]
        answer["References"] = f"{request.get('References', '')} {request['Message-ID']}".strip()
        answer.set_content(says, cte="base64")
        return answer.as_bytes()


class Colleague:
    """Works at a second desk, through a room of its own."""

    def __init__(self, day: Day, room: Room, opening: datetime) -> None:
        self._day = day
        self._room = room
        self._opening = opening
        self._steps = deque(sorted(day.steps, key=lambda step: step.minute))

    def turn(self, now: datetime) -> None:
        """Do what is due; what the team's rules refuse is simply not done, as in life."""
        while self._steps and self._opening + timedelta(minutes=self._steps[0].minute) <= now:
            detail = self._find(self._steps[0].mail)
            if detail is None:
                return  # the mail has not come to this desk yet
            step = self._steps.popleft()
            try:
                self._do(step, detail)
            except MailroomError as error:
                _log.info("colleague: %s %s: %s", step.does, step.mail, error)

    def _find(self, name: str) -> CaseDetail | None:
        wanted = self._day.by_id[name].message_id
        reads = self._room.reads
        for case in reads.case_ids(CaseQuery(view=View.ALL)):
            places = [item.mail for item in reads.timeline(case) if item.mail]
            if any(place.facts.message_id == wanted for place in places):
                return reads.detail(case)
        return None

    def _do(self, step: ColleagueStep, detail: CaseDetail) -> None:
        case, shown = detail.row.case.id, detail.seen
        match step.does:
            case "claim":
                self._room.do(ClaimCase(case=case, shown=shown))
            case "note":
                self._room.do(AddNote(case=case, shown=shown, text=step.text))
            case "assign":
                self._room.do(Assign(case=case, shown=shown, person=self._room.me.person))
            case "reply":
                reply = Reply(
                    case=case,
                    to=(detail.contact,),
                    subject=f"Re: {detail.row.case.subject}",
                    text=step.text.strip() + "\n",
                    shown=shown,
                    undo_seconds=0,  # nobody sits there who would take it back
                )
                self._room.outbox.queue(reply)
            case "escalate":
                self._escalate(step, detail)
            case unknown:
                raise BadInput("does", unknown)

    def _escalate(self, step: ColleagueStep, detail: CaseDetail) -> None:
        to = self._day.person(step.to)
        blank = self._room.reads.prefill_escalation(detail.row.case.id)
        form = replace(
            blank,
            kind=EscalationKind(step.kind),
            level=step.level,
            criterion=Criterion(step.criterion),
            request=step.request,
            wanted_by=self._room.clock.now() + timedelta(minutes=step.wanted_in),
            unknown=frozenset({"tried", "now", "amount"}),
            to=Address(name=to.name, addr=to.address),
            to_person=PersonId(to.id),
        )
        planned = self._room.reads.with_plan(form)
        self._room.do(Escalate(case=detail.row.case.id, shown=detail.seen, form=planned))
