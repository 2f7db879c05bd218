"""The verbs of ``do``: from typed words to one command or one mail.

Owns how people name things on the command line (numbers, names, "me"). Must not print.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from mailroom.domain import commands as ask
from mailroom.domain.cases import Label
from mailroom.domain.commands import Command
from mailroom.domain.drafts import AttachedFile, ReplyKind
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Criterion,
    EscalationForm,
    EscalationKind,
)
from mailroom.domain.escalations.steps import DueStep
from mailroom.domain.people import Address, Member, Presence, Role
from mailroom.domain.position import Position
from mailroom.domain.query import CaseDetail, Standing
from mailroom.errors import BadInput
from mailroom.ids import (
    CaseId,
    EscalationId,
    EventId,
    LabelId,
    MailKey,
    PersonId,
    digest,
    new_person_id,
)
from mailroom.service.cli import clock, day, escalation, policy
from mailroom.service.forms import NOBODY
from mailroom.service.moments import read_moment, read_team_moment
from mailroom.service.replies import Reply
from mailroom.service.room import Room

_ME, _NONE = "me", "none"
_STDIN = "-"


class Words:
    """Understands the arguments of one ``do``."""

    def __init__(self, room: Room, args: Namespace) -> None:
        self._room = room
        self.args = args
        self.contact = room.guidance.contact
        self.rules_in_force = room.reads.policy

    def command(self) -> Command:
        """Return the command that was typed.

        Raises:
            BadInput: it names something that is not there, or lacks something.
        """
        make: Callable[[Words], Command] = _VERBS[self.args.action]
        return make(self)

    def reply(self) -> Reply:
        """Return the mail that was typed."""
        args = self.args
        kind = ReplyKind.REPLY_ALL if args.all else ReplyKind.REPLY
        detail = self.detail
        return Reply(
            case=detail.row.case.id,
            kind=ReplyKind.FORWARD if args.forward else kind,
            to=tuple(_address(one) for one in args.to),
            cc=tuple(_address(one) for one in args.cc),
            subject=args.subject,
            text=self.text,
            attachments=tuple(AttachedFile(name=Path(f).name, path=f) for f in args.attach),
            shown=self.shown,
            close_after=args.close,
            promised=self.promised_time(args.promise) if args.promise else None,
            promise=args.promise_text,
            undo_seconds=args.undo_seconds,
        )

    # --- naming things -------------------------------------------------------------------------

    @cached_property
    def detail(self) -> CaseDetail:
        """Return the case that was named."""
        return case_named(self._room, self.args.case)

    @property
    def case(self) -> CaseId:
        """Return the id of the case that was named."""
        return self.detail.row.case.id

    @property
    def shown(self) -> Position:
        """Return what the person has seen: as given, else the case as it is now."""
        given = self.args.shown
        if not given:
            return self.detail.seen
        parts = given.split(".")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004
            raise BadInput("shown", given)
        return Position(*(int(part) for part in parts))

    @property
    def text(self) -> str:
        """Return the text that was typed, piped in, or lies in a file."""
        args = self.args
        if args.text_file == _STDIN:
            text = sys.stdin.read()
        elif args.text_file:
            text = _read(args.text_file)
        else:
            text = args.text or " ".join(getattr(args, "words", []))
        if not text.strip():
            raise BadInput("text", "", "missing")
        return text

    @property
    def escalation(self) -> EscalationId:
        """Return the latest escalation of the case."""
        escalations = self.detail.escalations
        if not escalations:
            raise BadInput("escalation", self.args.case, "missing")
        return escalations[-1].id

    @property
    def schedule(self) -> tuple[DueStep, ...]:
        """Return what follows for the latest escalation while nobody answers."""
        return self._room.escalations.schedule(self.escalation)

    def person(self, name: str) -> PersonId:
        """Return a member by name, address or id."""
        if name == _ME:
            return self._room.me.person
        for row in self._room.reads.members():
            member = row.member
            if name in (member.id, *member.addresses) or name.casefold() == member.name.casefold():
                return member.id
        raise BadInput("person", name)

    def label(self, name: str) -> LabelId:
        """Return a label by name or id."""
        for label in self._room.reads.labels():
            if name in (label.id, label.name):
                return label.id
        raise BadInput("label", name)

    def moment(self, text: str) -> datetime:
        """Return a time."""
        return read_moment(text, self._room.clock.now())

    def promised_time(self, text: str) -> datetime:
        """Return a time as customers are told it: by the team's clock, not by this PC's."""
        zone = self.rules_in_force().calendar.zone
        return read_team_moment(text, self._room.clock.now(), zone)

    # --- making commands -----------------------------------------------------------------------

    def assign(self) -> Command:
        """担当."""
        name = self.args.person
        person = None if name == _NONE else self.person(name)
        return ask.Assign(case=self.case, shown=self.shown, person=person)

    def snooze(self) -> Command:
        """保留."""
        until = self.moment(self.args.until)
        return ask.Snooze(case=self.case, shown=self.shown, until=until)

    def split(self) -> Command:
        """分ける."""
        mails = tuple(MailKey(key) for key in self.args.mails)
        return ask.SplitCase(case=self.case, shown=self.shown, mails=mails)

    def move(self) -> Command:
        """Move one mail."""
        to = case_named(self._room, self.args.to).row.case.id
        mail = MailKey(self.args.mail)
        return ask.MoveMail(case=self.case, shown=self.shown, mail=mail, to=to)

    def merge(self) -> Command:
        """まとめる."""
        other = case_named(self._room, self.args.other).row.case.id
        return ask.Merge(case=self.case, shown=self.shown, other=other)

    def phone(self) -> Command:
        """電話メモ."""
        args = self.args
        return ask.LogPhone(
            case=self.case,
            shown=self.shown,
            incoming=not args.outgoing,
            reached=not args.missed,
            with_whom=args.with_whom,
            text=self.text,
            number=args.number,
        )

    def new(self) -> Command:
        """A case opened by hand."""
        args = self.args
        return ask.OpenCase(
            subject=args.subject,
            contact_name=args.contact_name,
            contact=_address(args.contact) if args.contact else None,
            phone=args.phone,
            text=self.text if args.text or args.text_file else "",
        )

    def escalate(self) -> Command:
        """エスカレーション: what is not typed is filled in from the case."""
        args = self.args
        known = self._room.reads.prefill_escalation(self.case)
        level, to = args.level, self.addressee(args.to)
        typed = {name: getattr(args, name) for name in _FORM_TEXTS if getattr(args, name)}
        form = {name: getattr(known, name) for name in _FORM_TEXTS} | typed
        minutes = self._room.reads.policy().level(level).answer_minutes
        filled = EscalationForm(
            kind=EscalationKind(args.kind),
            level=level,
            category=args.category,
            criterion=Criterion(args.criterion),
            request=args.request,
            wanted_by=self.moment(args.wanted_by or f"+{minutes}m"),
            to=to[0],
            to_person=to[1],
            **form,
        )
        return ask.Escalate(case=self.case, shown=self.shown, form=self.planned(filled))

    def planned(self, form: EscalationForm) -> EscalationForm:
        """Return a form with whom the rules name, and what follows."""
        planned = self._room.reads.with_plan(form)
        if not planned.to.addr:
            raise BadInput("to", str(form.level), "nobody")
        return planned

    def addressee(self, name: str) -> tuple[Address, PersonId | None]:
        """Return whom an escalation goes to: a member or an address; nobody if none is named."""
        if not name:
            return NOBODY, None
        for row in self._room.reads.members():
            member = row.member
            if name.lower() in member.addresses or name.casefold() == member.name.casefold():
                if not member.addresses:
                    raise BadInput("to", name, "address")
                return Address(name=member.name, addr=member.addresses[0]), member.id
        return _address(name), None

    def answer(self, *, spoken: bool) -> Command:
        """An answer, in the app or spoken."""
        args = self.args
        me = self._room.me.person
        by = args.by if spoken else ""
        known = [row.member for row in self._room.reads.members() if row.member.name == by]
        person = known[0].id if known else None
        return ask.AnswerEscalation(
            case=self.case,
            shown=self.shown,
            escalation=self.escalation,
            kind=AnswerKind(args.kind),
            words=self.text,
            by=by,
            by_person=person if spoken else me,
            spoken=spoken,
            how=args.how if spoken else "app",
        )

    def presence(self) -> Command:
        """Say where somebody is."""
        args = self.args
        return ask.SetPresence(
            person=self.person(args.person),
            presence=Presence(args.presence),
            until=self.moment(args.until) if args.until else None,
        )

    def member(self) -> Command:
        """Add or change a member, named by name."""
        args = self.args
        rows = [row.member for row in self._room.reads.members() if row.member.name == args.name]
        known = rows[0] if rows else Member(id=new_person_id(), name=args.name)
        given = {name: getattr(args, name) for name in _MEMBER_TEXTS if getattr(args, name)}
        if args.deputy:
            given["deputy"] = None if args.deputy == _NONE else self.person(args.deputy)
        return ask.SetMember(
            member=replace(
                known,
                addresses=tuple(one.lower() for one in args.address) or known.addresses,
                role=Role(args.role) if args.role else known.role,
                left=args.left,
                **given,
            )
        )

    def label_define(self) -> Command:
        """Make or change a label."""
        args = self.args
        known = [label.id for label in self._room.reads.labels() if label.name == args.name]
        id_ = known[0] if known else LabelId(digest("label", args.name)[:16])
        parent = self.label(args.parent) if args.parent else None
        return ask.SetLabel(label=Label(id=id_, name=args.name, colour=args.colour, parent=parent))

    def undo(self) -> Command:
        """元に戻す: the event named, else the last one of mine."""
        if self.args.event:
            return ask.Undo(event=EventId(self.args.event))
        return ask.Undo(event=self._last_of_mine())

    def _last_of_mine(self) -> EventId:
        reads = self._room.reads
        mine = [
            item
            for case in reads.recent_cases()
            for item in reads.timeline(case)
            if item.event is not None
            and item.event.by == self._room.me.person
            and item.standing is not Standing.REFUSED
        ]
        if not mine:
            raise BadInput("undo", "", "nothing")
        latest = max(mine, key=lambda item: item.at)
        assert latest.event is not None
        return latest.event.id


def case_named(room: Room, name: str) -> CaseDetail:
    """Return a case by number or id.

    Raises:
        BadInput: there is none.
    """
    plain = name.removeprefix("#")
    id_ = room.reads.case_by_number(int(plain)) if plain.isdigit() else None
    detail = room.reads.detail(id_ or CaseId(name))
    if detail is None:
        raise BadInput("case", name)
    return detail


_FORM_TEXTS = ("customer", "dates", "history", "tried", "now", "amount")
_MEMBER_TEXTS = ("phone", "extension", "mobile", "hours")


def _plain(kind: type[ask.OnCase]) -> Callable[[Words], Command]:
    """Return what makes a command that says nothing but its case."""
    return lambda words: kind(case=words.case, shown=words.shown)  # type: ignore[return-value]


_VERBS: dict[str, Callable[[Words], Command]] = {
    "assign": Words.assign,
    "level": lambda w: ask.SetLevel(case=w.case, shown=w.shown, level=w.args.level),
    "label": lambda w: ask.PutLabel(case=w.case, shown=w.shown, label=w.label(w.args.label)),
    "unlabel": lambda w: ask.TakeLabel(case=w.case, shown=w.shown, label=w.label(w.args.label)),
    "close": _plain(ask.Close),
    "reopen": _plain(ask.Reopen),
    "filter": _plain(ask.Filter),
    "restore": _plain(ask.Restore),
    "wake": _plain(ask.Wake),
    "snooze": Words.snooze,
    "merge": Words.merge,
    "split": Words.split,
    "move": Words.move,
    "claim": _plain(ask.ClaimCase),
    "release": _plain(ask.ReleaseCase),
    "ask": _plain(ask.AskForClaim),
    "keep": _plain(ask.KeepClaim),
    "abandon": _plain(ask.AbandonSend),
    "takeover": lambda w: ask.TakeOver(case=w.case, shown=w.shown, reason=w.args.reason),
    "note": lambda w: ask.AddNote(case=w.case, shown=w.shown, text=w.text),
    "phone": Words.phone,
    "new": Words.new,
    "escalate": Words.escalate,
    "add": lambda w: ask.AddToEscalation(
        case=w.case, shown=w.shown, escalation=w.escalation, text=w.text
    ),
    "withdraw": lambda w: ask.WithdrawEscalation(
        case=w.case, shown=w.shown, escalation=w.escalation, reason=w.args.reason
    ),
    "answer": lambda w: w.answer(spoken=False),
    "spoken": lambda w: w.answer(spoken=True),
    "handback": lambda w: ask.HandBack(
        case=w.case, shown=w.shown, escalation=w.escalation, instruction=w.text
    ),
    "presence": Words.presence,
    "member": Words.member,
    "label-define": Words.label_define,
    "undo": Words.undo,
    **clock.VERBS,
    **day.VERBS,
    **escalation.VERBS,
    **policy.VERBS,
}


def _address(text: str) -> Address:
    if "@" not in text or any(letter.isspace() for letter in text):
        raise BadInput("address", text)
    return Address(addr=text.lower())


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("file", path, str(error)) from error
