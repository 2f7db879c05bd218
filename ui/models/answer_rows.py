"""The answers of an escalation in words: who said what, how, and what is still to decide (N07).

Pure. An answer that nobody could sort is shown for one-key sorting; one with a doubt is asked about
or shown as refused; none is ever lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.escalations.escalation import Answer, AnswerKind, Doubt, Escalation
from mailroom.ids import EventId
from ui.wording import moments, names, words
from ui.wording.words import tr


class Ask(Enum):
    """What an answer still asks of a person."""

    NOTHING = "nothing"
    SORT = "sort"  # what does it mean?
    TRUST = "trust"  # is it from who it says?


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One answer, ready to be shown."""

    event: EventId
    heading: str
    words: str
    for_customer: str
    remark: str
    ask: Ask
    kind: AnswerKind


def answer_rows(one: Escalation, now: datetime) -> tuple[AnswerRow, ...]:
    """Return the answers, the newest first."""
    return tuple(_row(one, answer, now) for answer in reversed(one.answers))


def _row(one: Escalation, answer: Answer, now: datetime) -> AnswerRow:
    return AnswerRow(
        event=answer.event,
        heading=_heading(answer, now),
        words=answer.words,
        for_customer=answer.for_customer,
        remark=_remark(one, answer),
        ask=_ask(answer),
        kind=answer.kind,
    )


def _ask(answer: Answer) -> Ask:
    settled = answer.sorted_by is not None or answer.refused
    if answer.doubt is Doubt.UNKNOWN_SENDER and not settled:
        return Ask.TRUST
    unsorted = answer.kind is AnswerKind.WORDS and answer.doubt is None and not answer.late
    return Ask.SORT if unsorted else Ask.NOTHING


def _heading(answer: Answer, now: datetime) -> str:
    said = tr("{who}: {answer}").format(
        who=names.san(answer.by or answer.addr), answer=words.answer_name(answer.kind)
    )
    return tr("{said} · {how}, {when}").format(
        said=said, how=_how(answer), when=moments.when_exactly(answer.at, now)
    )


def _how(answer: Answer) -> str:
    if answer.spoken:
        return {"phone": tr("by phone"), "in person": tr("in person")}.get(
            answer.how, answer.how or tr("spoken")
        )
    return tr("by mail") if answer.mail is not None else tr("in Mailroom")


def _remark(one: Escalation, answer: Answer) -> str:
    if answer.refused:
        return tr("It is from nobody we asked, and is not used.")
    match answer.doubt:
        case Doubt.FORGED:
            return tr("This mail carries a mark that we never made. It is not used.")
        case Doubt.REPLAYED:
            return tr("This was answered before; a copy of an old mail changes nothing.")
        case Doubt.UNKNOWN_SENDER if answer.sorted_by is None:
            asked = names.san(one.to.name or one.to.addr)
            return tr("It comes from {addr}, whom nobody asked. Does it count as {who}'s?").format(
                addr=answer.addr, who=asked
            )
        case _:
            pass
    if answer.late and one.taken_by is not None:
        taker = names.san(one.taken_by.to.name or one.taken_by.to.addr)
        return tr("It came after {who} had taken it, and changes nothing.").format(who=taker)
    return ""
