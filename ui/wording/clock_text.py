"""Deadlines, pauses and promises in words: 残り 1時間10分 (12:00–13:00 昼休み除く、期限 15:40).

Times are those of the team's calendar, whatever zone this PC is set to (N22).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from mailroom.domain import events as e
from mailroom.domain.times import clock_events as k
from mailroom.domain.times.calendar import Calendar, Gap, GapKind
from mailroom.domain.times.clocks import ClockVerdict, DueKind, Pause, PauseCause, Promise
from mailroom.domain.times.deadlines import Explanation, Shift, skipped
from ui.wording import moments, names
from ui.wording.names import Roster
from ui.wording.words import tr

_NOON = time(12)


def kind_name(kind: DueKind) -> str:
    """Return what a clock waits for."""
    return {
        DueKind.FIRST_REPLY: tr("First reply"),
        DueKind.RESOLUTION: tr("Resolution"),
        DueKind.PROMISE: tr("Promise"),
        DueKind.APPLY: tr("Tell the customer the answer"),
        DueKind.ESCALATE: tr("Escalate or say why not"),
    }[kind]


def short(explanation: Explanation, calendar: Calendar, now: datetime) -> str:
    """Return a deadline in one line, what it is first."""
    name = kind_name(explanation.due.kind)
    return tr("{name}: {left}").format(name=name, left=left(explanation, calendar, now))


def left(explanation: Explanation, calendar: Calendar, now: datetime) -> str:
    """Return what is left and why it is so: 残り 1時間10分 (…除く、期限 本日 15:40)."""
    here = now.astimezone(calendar.zone.tz)
    due = explanation.due
    if due.at is None:
        return _standing(explanation)
    span = moments.span(abs(explanation.left))
    told = tr("{span} over") if explanation.overdue else tr("{span} left")
    by = tr("due {when}").format(when=moments.deadline(due.at, here))
    notes = [*_gap_notes(explanation, here), *_pause_notes(explanation.pauses), by]
    said = told.format(span=span)
    return tr("{said} ({notes})").format(said=said, notes=tr(", ").join(notes))


def pause(one: Pause, roster: Roster, calendar: Calendar, now: datetime) -> str:
    """Return one pause of the history: from when to when, why, by whom."""
    here = now.astimezone(calendar.zone.tz)
    since = moments.when_exactly(one.since, here)
    until = tr("until now") if one.until is None else moments.when_exactly(one.until, here)
    why = pause_reason(one)
    if one.by is not None:
        why = tr("{why} ({who})").format(why=why, who=names.san(roster.name(one.by)))
    return tr("{since} – {until}: {why}").format(since=since, until=until, why=why)


def pause_reason(one: Pause) -> str:
    """Return why a clock stands."""
    if one.cause is PauseCause.CUSTOMER:
        return tr("waiting for the customer")
    return one.reason


def promise(one: Promise, calendar: Calendar, now: datetime) -> str:
    """Return a promise with its time."""
    at = moments.deadline(one.at, now.astimezone(calendar.zone.tz))
    return tr("{at} {text}").format(at=at, text=one.text).strip()


def settled_promise(one: Promise, calendar: Calendar, now: datetime) -> str:
    """Return how a promise ended."""
    here = now.astimezone(calendar.zone.tz)
    told = promise(one, calendar, now)
    if one.kept_at is None:
        return tr("Promise {told}: withdrawn").format(told=told)
    kept = moments.when_exactly(one.kept_at, here)
    late = one.kept_at > one.at
    said = tr("Promise {told}: kept late ({kept})") if late else tr("Promise {told}: kept ({kept})")
    return said.format(told=told, kept=kept)


def verdict(one: ClockVerdict, calendar: Calendar, now: datetime) -> str:
    """Return how a clock ended."""
    here = now.astimezone(calendar.zone.tz)
    ended = moments.when_exactly(one.ended, here)
    name = kind_name(one.kind)
    if one.met:
        return tr("{name}: in time ({ended})").format(name=name, ended=ended)
    assert one.at is not None
    by = moments.when_exactly(one.at, here)
    return tr("{name}: missed (due {by}, done {ended})").format(name=name, by=by, ended=ended)


def shift(one: Shift, calendar: Calendar, now: datetime) -> str:
    """Return a deadline that an edit would move."""
    here = now.astimezone(calendar.zone.tz)
    before, after = (
        tr("stands") if at is None else moments.when_exactly(at, here)
        for at in (one.before, one.after)
    )
    return tr("#{number} {name}: {before} → {after}").format(
        number=one.case.number, name=kind_name(one.kind), before=before, after=after
    )


def about_the_clock(
    body: e.Body | e.UnknownBody, who: str, _roster: Roster, now: datetime
) -> str | None:
    """Return the line of the timeline for a pause or a promise."""
    match body:
        case k.ClockPaused():
            return _with(tr("{who} stopped the clock").format(who=who), body.reason)
        case k.ClockResumed():
            return tr("{who} let the clock run on").format(who=who)
        case k.Promised():
            at = moments.when_exactly(body.at, now)
            told = tr("{who} promised the customer an answer by {at}").format(who=who, at=at)
            return _with(told, body.text)
        case k.PromiseKept():
            return tr("{who} kept the promise").format(who=who)
        case k.PromiseWithdrawn():
            return _with(tr("{who} withdrew the promise").format(who=who), body.reason)
        case _:
            return None


def gap_name(gap: Gap, here: datetime) -> str:
    """Return a gap by its name: 12:00–13:00 昼休み, 夜間, 11/23 勤労感謝の日."""
    since, until = gap.since.astimezone(here.tzinfo), gap.until.astimezone(here.tzinfo)
    day = f"{since.month}/{since.day}"
    match gap.kind:
        case GapKind.BREAK:
            lunch = since.time() <= _NOON < until.time()
            name = tr("lunch") if lunch else tr("break")
            return tr("{a}–{b} {name}").format(a=f"{since:%H:%M}", b=f"{until:%H:%M}", name=name)
        case GapKind.NIGHT:
            return tr("after hours")
        case GapKind.DAY_OFF:
            return tr("days off")
        case GapKind.HOLIDAY | GapKind.CLOSURE | GapKind.SPECIAL:
            return tr("{day} {name}").format(day=day, name=gap.name or tr("closed"))


def _standing(explanation: Explanation) -> str:
    why = "" if explanation.stands is None else pause_reason(explanation.stands)
    span = moments.span(max(explanation.left, timedelta()))
    return tr("stopped: {why} ({span} left when it runs on)").format(why=why, span=span)


def _gap_notes(explanation: Explanation, here: datetime) -> Iterable[str]:
    named = [gap_name(gap, here) for gap in skipped(explanation)]
    if named:
        yield tr("without {gaps}").format(gaps=tr(" and ").join(named))


def _pause_notes(pauses: Iterable[Pause]) -> Iterable[str]:
    by_hand = [one for one in pauses if one.until is not None]
    if by_hand:
        length = sum((one.until - one.since for one in by_hand if one.until), timedelta())
        yield tr("stopped for {span}").format(span=moments.span(length))


def _with(said: str, words: str) -> str:
    return tr("{said}: {words}").format(said=said, words=words) if words else said
