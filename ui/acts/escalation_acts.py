"""What people do about an escalation under way, one function per verb: a command and its toast.

Each takes the case and the escalation, and what was said. None can be undone: somebody was told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import AnswerKind, Escalation, EscalationForm
from mailroom.domain.query import CaseDetail
from mailroom.errors import MailroomError
from mailroom.ids import CaseId, EscalationId, EventId
from mailroom.service.room import Asked
from ui.models.suggested import Suggested, suggested
from ui.phone_numbers import Call
from ui.session import Session
from ui.wording import names
from ui.wording.words import tr


def suggestions(session: Session, case: CaseId) -> tuple[Suggested, ...]:
    """Return the criteria that apply to a case, in words."""
    return tuple(suggested(one) for one in session.room.guidance.suggestions(case))


def prefilled(session: Session, case: CaseId, suggestions: tuple[Suggested, ...]) -> EscalationForm:
    """Return a form as the case and the first suggestion say; a person decides."""
    form = session.room.reads.prefill_escalation(case)
    category = session.room.guidance.category(case)
    if not form.category and category is not None:
        form = replace(form, category=category.name)
    first = next((one for one in suggestions if one.level is not None), None)
    if first is None or first.level is None:
        return form
    return replace(
        form,
        kind=first.kind,
        criterion=first.criterion,
        level=max(form.level, first.level),
        category=first.category or form.category,
    )


def ask(
    session: Session,
    detail: CaseDetail,
    form: EscalationForm,
    raised: Escalation | None,
    call: Call | None,
    *,
    then: Callable[[], None],
    failed: Callable[[MailroomError], None],
) -> None:
    """Escalate, or raise an open escalation; a call that was made before belongs to it (S41)."""
    case = detail.row.case.id

    def done(asked: tuple[Asked, ...]) -> None:
        then()
        if call is not None:
            of = raised.id if raised is not None else EscalationId(asked[0].events[0])
            session.do(_tried(case, of, call), undo=False)

    if raised is None:
        command: c.Command = c.Escalate(case=case, shown=detail.seen, form=form)
    else:
        command = c.RaiseEscalation(case=case, escalation=raised.id, form=form)
    session.do(command, undo=False, then=done, failed=failed)


def dismiss(session: Session, case: CaseId | None, rule: str, reason: str) -> None:
    """見送る: a suggestion does not apply, for a reason (S39)."""
    if case is None:
        return
    command = c.DismissSuggestion(case=case, rule=rule, reason=reason)
    session.do(command, said=tr("Noted why it does not apply"), undo=False)


def add(session: Session, case: CaseId, one: Escalation, said: str) -> None:
    """追加で伝える: to the same thread, for who is asked now."""
    command = c.AddToEscalation(case=case, escalation=one.id, text=said)
    session.do(command, said=tr("Told {who} too").format(who=whom(one)), undo=False)


def withdraw(session: Session, case: CaseId, one: Escalation, reason: str) -> None:
    """取り下げる; everybody who was asked is told."""
    command = c.WithdrawEscalation(case=case, escalation=one.id, reason=reason)
    session.do(command, said=tr("Withdrawn; {who} is told").format(who=whom(one)), undo=False)


def record(session: Session, command: c.AnswerEscalation) -> None:
    """Keep an answer: mine, or a spoken one."""
    session.do(command, said=tr("The answer is recorded"), undo=False)


def hand_back(session: Session, case: CaseId, one: Escalation, instruction: str) -> None:
    """差し戻す: the desk goes on as instructed (S04)."""
    command = c.LowerEscalation(case=case, escalation=one.id, instruction=instruction)
    session.do(command, said=tr("Back with the desk, with your instruction"), undo=False)


def sort(
    session: Session, case: CaseId, one: Escalation, answer: EventId, kind: AnswerKind
) -> None:
    """Say what an answer means, or that a doubtful one counts (N07)."""
    command = c.SortAnswer(case=case, escalation=one.id, answer=answer, kind=kind)
    session.do(command, said=tr("The answer is sorted"), undo=False)


def refuse(session: Session, case: CaseId, one: Escalation, answer: EventId) -> None:
    """Say that a doubtful answer does not count."""
    command = c.SortAnswer(case=case, escalation=one.id, answer=answer, kind=None)
    session.do(command, said=tr("The answer is not used"), undo=False)


def called(session: Session, case: CaseId, one: Escalation, call: Call) -> None:
    """Keep what became of a call; its record mail follows (S41)."""
    said = tr("The call is noted; the record mail follows")
    session.do(_tried(case, one.id, call), said=said, undo=False)


def applied(session: Session, case: CaseId, one: Escalation) -> None:
    """It was done as answered; the customer is still to be told (S50)."""
    session.do(c.ApplyAnswer(case=case, escalation=one.id), said=tr("Noted as done"), undo=False)


def told(session: Session, case: CaseId, one: Escalation, how: str) -> None:
    """The customer knows, by other means than a reply."""
    command = c.TellCustomer(case=case, escalation=one.id, how=how)
    session.do(command, said=tr("Noted: the customer knows"), undo=False)


def whom(one: Escalation) -> str:
    """Return who is asked now, as one says it."""
    return names.san(one.to.name or one.to.addr)


def _tried(case: CaseId, of: EscalationId, call: Call) -> c.TryPhone:
    return c.TryPhone(
        case=case, escalation=of, number=call.number, reached=call.reached, memo=call.memo
    )
