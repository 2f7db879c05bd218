"""What the timeline says of an answer to an escalation, with whatever is wrong with it (N01, N07).

An answer that does not count never reads like one that does: the mark comes before the words.
"""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.domain.events import EscalationAnswered
from mailroom.domain.query import TimelineItem
from mailroom.domain.verdicts import Flag
from ui.wording import moments, names, words
from ui.wording.words import tr


def answered(body: EscalationAnswered, item: TimelineItem, now: datetime) -> str:
    """Return who answered what, whether it was spoken, and whether it counts."""
    flags = item.verdict.flags if item.verdict is not None else ()
    who = names.san(body.by)
    by = tr("{by} (spoken)").format(by=who) if body.spoken else who
    what = words.answer_name(body.kind)
    if Flag.FORGED in flags:
        return tr("Not used: a mail by {by} carries a mark that we never made").format(by=who)
    if Flag.REPLAYED in flags:
        return tr("Not used: {by} answered again what was settled: {what}").format(by=by, what=what)
    if Flag.UNKNOWN_SENDER in flags:
        return tr("Not used yet: an answer by {by}, whom nobody asked: {what}").format(
            by=by, what=what
        )
    if body.kind is AnswerKind.ABSENT:
        return _away(body, who, now)
    if Flag.LATE in flags:
        return tr("{by} answered when somebody else had it: {what}").format(by=by, what=what)
    if body.kind is AnswerKind.ACKNOWLEDGE:
        return tr("{by} has seen the escalation").format(by=who)
    return tr("{by} answered: {what}").format(by=by, what=what)


def with_words(body: EscalationAnswered, item: TimelineItem, now: datetime) -> str:
    """Return the same with the first line of what they said."""
    said = answered(body, item, now)
    first = next((line for line in body.words.splitlines() if line.strip()), "")
    if not first or body.kind is AnswerKind.ACKNOWLEDGE:
        return said
    return tr("{sentence}: {remark}").format(sentence=said, remark=first)


def _away(body: EscalationAnswered, who: str, now: datetime) -> str:
    if body.absent_until is None:
        return tr("{by} is away, says an automatic reply").format(by=who)
    until = moments.when_exactly(body.absent_until, now)
    return tr("{by} is away until {time}, says an automatic reply").format(by=who, time=until)
