"""The verbs of ``do``: from typed words to one command or one mail. Must not print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.domain import commands as ask
from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.commands import Command
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Criterion,
    EscalationForm,
    EscalationKind,
)
from mailroom.domain.on_case import OnCase
from mailroom.domain.people import Member, Presence, Role
from mailroom.domain.query import Standing
from mailroom.errors import BadInput
from mailroom.ids import (
    EventId,
    LabelId,
    MailKey,
    digest,
    new_person_id,
)
from mailroom.service.cli import (
    approval,
    clock,
    contact,
    day,
    drafts,
    escalation,
    identity,
    policy,
    templates,
)
from mailroom.service.cli.naming import NONE, Words, address, case_named
from mailroom.service.outgoing.redirecting import Redirect

Verb = Callable[[Words], Command]

_FORM_TEXTS = ("customer", "dates", "history", "tried", "now", "amount")
_MEMBER_TEXTS = ("phone", "extension", "mobile", "hours")


def command_of(words: Words) -> Command:
    """Return the command that was typed.

    Raises:
        BadInput: it names something that is not there, or lacks something.
    """
    make: Verb = VERBS[words.args.action]
    return make(words)


def redirect_of(words: Words) -> Redirect:
    """Return which mail is to go on where."""
    args = words.args
    named = [one for one in words.room.redirects.desks() if one.name == args.to]
    return Redirect(
        case=words.case,
        to=named[0] if named else address(args.to),
        mail=MailKey(args.mail) if args.mail else None,
        shown=words.shown,
        close=not args.keep_open,
        undo_seconds=args.undo_seconds,
    )


def _assign(words: Words) -> Command:
    """担当."""
    name = words.args.person
    person = None if name == NONE else words.person(name)
    return ask.Assign(case=words.case, shown=words.shown, person=person)


_A_MAIL = "mail"


def _snooze(words: Words) -> Command:
    """保留."""
    args = words.args
    until = None if args.until == _A_MAIL else words.moment(args.until)
    return ask.Snooze(case=words.case, shown=words.shown, until=until, note=args.note)


def _split(words: Words) -> Command:
    """分ける."""
    mails = tuple(MailKey(key) for key in words.args.mails)
    return ask.SplitCase(case=words.case, shown=words.shown, mails=mails)


def _move(words: Words) -> Command:
    """Move one mail."""
    to = case_named(words.room, words.args.to).row.case.id
    mail = MailKey(words.args.mail)
    return ask.MoveMail(case=words.case, shown=words.shown, mail=mail, to=to)


def _merge(words: Words) -> Command:
    """まとめる."""
    other = case_named(words.room, words.args.other).row.case.id
    return ask.Merge(case=words.case, shown=words.shown, other=other)


def _unmerge(words: Words) -> Command:
    """Part a case again from the one it took in last, whoever did that (rule 28)."""
    absorbed = words.detail.row.case.absorbed
    if not absorbed:
        raise BadInput("unmerge", "", "nothing")
    return ask.Undo(event=absorbed[-1].merge)


def _phone(words: Words) -> Command:
    """電話メモ."""
    args = words.args
    return ask.LogPhone(
        case=words.case,
        shown=words.shown,
        incoming=not args.outgoing,
        reached=not args.missed,
        with_whom=args.with_whom,
        text=words.text,
        number=args.number,
    )


def _new(words: Words) -> Command:
    """A case opened by hand."""
    args = words.args
    return ask.OpenCase(
        subject=args.subject,
        contact_name=args.contact_name,
        contact=address(args.contact) if args.contact else None,
        phone=args.phone,
        text=words.text if args.text or args.text_file else "",
    )


def _escalate(words: Words) -> Command:
    """エスカレーション: what is not typed is filled in from the case."""
    args = words.args
    known = words.room.reads.prefill_escalation(words.case)
    level, to = args.level, words.addressee(args.to)
    typed = {name: getattr(args, name) for name in _FORM_TEXTS if getattr(args, name)}
    form = {name: getattr(known, name) for name in _FORM_TEXTS} | typed
    minutes = words.room.reads.policy().level(level).answer_minutes
    filled = EscalationForm(
        kind=EscalationKind(args.kind),
        level=level,
        category=args.category,
        criterion=Criterion(args.criterion),
        request=args.request,
        wanted_by=words.moment(args.wanted_by or f"+{minutes}m"),
        to=to[0],
        to_person=to[1],
        **form,
    )
    return ask.Escalate(case=words.case, shown=words.shown, form=words.planned(filled))


def _answer(words: Words, *, spoken: bool) -> Command:
    """An answer, in the app or spoken."""
    args = words.args
    me = words.room.me.person
    by = args.by if spoken else ""
    known = [row.member for row in words.room.reads.members() if row.member.name == by]
    person = known[0].id if known else None
    return ask.AnswerEscalation(
        case=words.case,
        shown=words.shown,
        escalation=words.escalation,
        kind=AnswerKind(args.kind),
        words=words.text,
        by=by,
        by_person=person if spoken else me,
        spoken=spoken,
        how=args.how if spoken else "app",
    )


def _presence(words: Words) -> Command:
    """Say where somebody is."""
    args = words.args
    return ask.SetPresence(
        person=words.person(args.person),
        presence=Presence(args.presence),
        until=words.moment(args.until) if args.until else None,
    )


def _member(words: Words) -> Command:
    """Add or change a member, named by name."""
    args = words.args
    rows = [row.member for row in words.room.reads.members() if row.member.name == args.name]
    known = rows[0] if rows else Member(id=new_person_id(), name=args.name)
    given = {name: getattr(args, name) for name in _MEMBER_TEXTS if getattr(args, name)}
    if args.deputy:
        given["deputy"] = None if args.deputy == NONE else words.person(args.deputy)
    return ask.SetMember(
        member=replace(
            known,
            addresses=tuple(one.lower() for one in args.address) or known.addresses,
            role=Role(args.role) if args.role else known.role,
            left=args.left,
            **given,
        )
    )


def _label_define(words: Words) -> Command:
    """Make or change a label; what is not said of a known one stays."""
    args = words.args
    parent = words.label(args.parent) if args.parent else None
    known = [one for one in words.room.reads.labels() if one.name == args.name]
    new = Label(id=LabelId(digest("label", args.name)[:16]), name=args.name, parent=parent)
    label = next((one for one in known if parent in {None, one.parent}), new)
    return ask.SetLabel(
        label=replace(
            label,
            colour=args.colour or label.colour,
            standing=LabelStanding(args.standing) if args.standing else label.standing,
        )
    )


def _undo(words: Words) -> Command:
    """元に戻す: the event named, else the last one of mine."""
    if words.args.event:
        return ask.Undo(event=EventId(words.args.event))
    return ask.Undo(event=_last_of_mine(words))


def _last_of_mine(words: Words) -> EventId:
    reads = words.room.reads
    mine = [
        item
        for case in reads.recent_cases()
        for item in reads.timeline(case)
        if item.event is not None
        and item.event.by == words.room.me.person
        and item.standing is not Standing.REFUSED
    ]
    if not mine:
        raise BadInput("undo", "", "nothing")
    latest = max(mine, key=lambda item: item.at)
    assert latest.event is not None
    return latest.event.id


def _plain(kind: type[OnCase]) -> Verb:
    """Return what makes a command that says nothing but its case."""
    return lambda words: kind(case=words.case, shown=words.shown)  # type: ignore[return-value]


VERBS: dict[str, Verb] = {
    "assign": _assign,
    "level": lambda w: ask.SetLevel(case=w.case, shown=w.shown, level=w.args.level),
    "label": lambda w: ask.PutLabel(case=w.case, shown=w.shown, label=w.label(w.args.label)),
    "unlabel": lambda w: ask.TakeLabel(case=w.case, shown=w.shown, label=w.label(w.args.label)),
    "close": _plain(ask.Close),
    "reopen": _plain(ask.Reopen),
    "filter": _plain(ask.Filter),
    "restore": _plain(ask.Restore),
    "wake": _plain(ask.Wake),
    "snooze": _snooze,
    "merge": _merge,
    "unmerge": _unmerge,
    "split": _split,
    "move": _move,
    "claim": _plain(ask.ClaimCase),
    "release": _plain(ask.ReleaseCase),
    "ask": _plain(ask.AskForClaim),
    "keep": _plain(ask.KeepClaim),
    "abandon": _plain(ask.AbandonSend),
    "takeover": lambda w: ask.TakeOver(case=w.case, shown=w.shown, reason=w.args.reason),
    "note": lambda w: ask.AddNote(case=w.case, shown=w.shown, text=w.text),
    "phone": _phone,
    "new": _new,
    "escalate": _escalate,
    "add": lambda w: ask.AddToEscalation(
        case=w.case, shown=w.shown, escalation=w.escalation, text=w.text
    ),
    "withdraw": lambda w: ask.WithdrawEscalation(
        case=w.case, shown=w.shown, escalation=w.escalation, reason=w.args.reason
    ),
    "answer": lambda w: _answer(w, spoken=False),
    "spoken": lambda w: _answer(w, spoken=True),
    "handback": lambda w: ask.HandBack(
        case=w.case, shown=w.shown, escalation=w.escalation, instruction=w.text
    ),
    "presence": _presence,
    "member": _member,
    "label-define": _label_define,
    **approval.VERBS,
    **templates.VERBS,
    "undo": _undo,
    **clock.VERBS,
    **contact.VERBS,
    **day.VERBS,
    **drafts.VERBS,
    **escalation.VERBS,
    **identity.VERBS,
    **policy.VERBS,
}
