"""The command line about the life of an escalation: up, down, phone, steps, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.escalations.escalation import AnswerKind, Escalation, EscalationForm
from mailroom.errors import BadInput
from mailroom.service.cli.naming import Words

REFUSED = "refused"
"""What ``sort`` takes for an answer that shall not count."""


def _raise(words: Words) -> Command:
    form = _moved(words, up=True)
    return ask.RaiseEscalation(
        case=words.case, shown=words.shown, escalation=words.escalation, form=form
    )


def _lower(words: Words) -> Command:
    args = words.args
    form = _moved(words, up=False) if args.level or args.to else None
    return ask.LowerEscalation(
        case=words.case,
        shown=words.shown,
        escalation=words.escalation,
        instruction=args.text,
        form=form,
    )


def _moved(words: Words, *, up: bool) -> EscalationForm:
    """Return the request as another level gets it, with what follows there."""
    args, row = words.args, _latest(words)
    to, person = words.addressee(args.to)
    level = args.level or row.level + (1 if up else -1)
    form = replace(row.form, level=level, to=to, to_person=person, wanted_by=None)
    request = getattr(args, "request", "")
    return words.planned(replace(form, request=request or form.request))


def _phone(words: Words) -> Command:
    args = words.args
    return ask.TryPhone(
        case=words.case,
        shown=words.shown,
        escalation=words.escalation,
        number=args.number,
        reached=not args.missed,
        memo=words.text,
    )


def _fire(words: Words) -> Command:
    to, person = words.addressee(words.args.to)
    return ask.FireStep(
        case=words.case,
        shown=words.shown,
        escalation=words.escalation,
        step=_step(words),
        to=to if to.addr else None,
        person=person,
    )


def _stop(words: Words) -> Command:
    return ask.StopStep(
        case=words.case,
        shown=words.shown,
        escalation=words.escalation,
        step=_step(words),
        reason=words.args.reason,
    )


def _let_go(words: Words) -> Command:
    return ask.ReleaseStoppedMail(
        case=words.case, shown=words.shown, escalation=words.escalation, step=words.args.step
    )


def _step(words: Words) -> int:
    """Return the step that was named, else the one that comes next."""
    if words.args.step:
        return int(words.args.step)
    coming = words.schedule
    if not coming:
        raise BadInput("step", words.args.case, "missing")
    return coming[0].number


def _apply(words: Words) -> Command:
    return ask.ApplyAnswer(case=words.case, shown=words.shown, escalation=words.escalation)


def _told(words: Words) -> Command:
    return ask.TellCustomer(
        case=words.case, shown=words.shown, escalation=words.escalation, how=words.args.how
    )


def _sort(words: Words) -> Command:
    args, row = words.args, _latest(words)
    found = [one for one in row.answers if args.answer in {"", one.event}]
    if not found:
        raise BadInput("answer", args.answer, "missing")
    return ask.SortAnswer(
        case=words.case,
        shown=words.shown,
        escalation=row.id,
        answer=found[-1].event,
        kind=None if args.kind == REFUSED else AnswerKind(args.kind),
    )


def _latest(words: Words) -> Escalation:
    return next(one for one in words.detail.escalations if one.id == words.escalation)


VERBS: dict[str, Callable[[Words], Command]] = {
    "raise": _raise,
    "lower": _lower,
    "phone-step": _phone,
    "fire": _fire,
    "stop": _stop,
    "send-stopped": _let_go,
    "apply": _apply,
    "told": _told,
    "sort": _sort,
}
