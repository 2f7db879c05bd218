"""Deadlines in words on the command line: 残り 1時間10分 (12:00–13:00 昼休み除く、期限 本日 15:40).

Owns words only; the window has its own in ``ui.clock_text``. Times are those of the team's
calendar, whatever zone this PC is set to (N22).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from mailroom.domain.times.calendar import Calendar, Frames, Gap, GapKind
from mailroom.domain.times.clocks import DueKind, Pause, PauseCause
from mailroom.domain.times.deadlines import Explanation, Shift, skipped
from mailroom.service.words import Sentence, pick
from mailroom.settings import Language

_NOON = time(12)
_HOUR = 60
_KINDS: dict[DueKind, Sentence] = {
    DueKind.FIRST_REPLY: ("一次返信", "first reply"),
    DueKind.RESOLUTION: ("最終解決", "resolution"),
    DueKind.PROMISE: ("お約束", "promise"),
    DueKind.APPLY: ("回答をお客様へ", "tell the customer the answer"),
    DueKind.ESCALATE: ("エスカレーションの判断", "escalate or say why not"),
}
_DAYS: tuple[Sentence, ...] = (
    ("月", "Mon"),
    ("火", "Tue"),
    ("水", "Wed"),
    ("木", "Thu"),
    ("金", "Fri"),
    ("土", "Sat"),
    ("日", "Sun"),
)


def explanation(one: Explanation, calendar: Calendar, now: datetime, language: Language) -> str:
    """Return one clock in a line."""
    name = pick(_KINDS[one.due.kind], language)
    if one.text:
        name = f"{name}「{one.text}」" if language is Language.JA else f"{name} '{one.text}'"
    return f"{name}: {_left(one, calendar, now, language)}"


def moved(one: Shift, calendar: Calendar, now: datetime, language: Language) -> str:
    """Return a deadline that an edit would move."""
    stands = pick(("停止中", "stands"), language)
    before, after = (
        stands if at is None else _when(at, calendar, now, language)
        for at in (one.before, one.after)
    )
    return f"#{one.case.number} {pick(_KINDS[one.kind], language)}: {before} → {after}"


def hours(calendar: Calendar, language: Language) -> list[str]:
    """Return the hours of the week and the closures, a line each."""
    closed = pick(("休み", "closed"), language)
    lines = [
        f"{pick(day, language)} {_frames(frames) or closed}"
        for day, frames in zip(_DAYS, calendar.week, strict=False)
    ]
    for one in calendar.closed:
        yearly = pick((" 毎年", " every year"), language) if one.yearly else ""
        span = f"{one.first:%m/%d}–{one.last:%m/%d}" if yearly else f"{one.first}–{one.last}"
        lines.append(f"{span} {one.name}{yearly}: {closed}")
    return [
        *lines,
        *(f"{one.day} {one.name}: {_frames(one.frames) or closed}" for one in calendar.special),
    ]


def day_line(calendar: Calendar, day: date, name: str, language: Language) -> str:
    """Return a holiday with what it means for the team."""
    frames = _frames(calendar.frames_on(day))
    weekday = pick(_DAYS[day.weekday()], language)
    return f"{day} ({weekday}) {name}: {frames or pick(('休み', 'closed'), language)}"


def _left(one: Explanation, calendar: Calendar, now: datetime, language: Language) -> str:
    if one.due.at is None:
        why = "" if one.stands is None else _reason(one.stands, language)
        span = _span(max(one.left, timedelta()), language)
        return pick(
            (f"停止中: {why} (再開後の残り {span})", f"stopped: {why} ({span} left)"), language
        )
    span = _span(abs(one.left), language)
    told = (f"{span}超過", f"{span} over") if one.overdue else (f"残り {span}", f"{span} left")
    by = _when(one.due.at, calendar, now, language)
    notes = [*_gaps(one, calendar, language), *_pauses(one, language)]
    notes.append(pick((f"期限 {by}", f"due {by}"), language))
    joined = "、".join(notes) if language is Language.JA else ", ".join(notes)
    return f"{pick(told, language)} ({joined})"


def _gaps(one: Explanation, calendar: Calendar, language: Language) -> list[str]:
    named = [_gap(gap, calendar, language) for gap in skipped(one)]
    if not named:
        return []
    return [pick((f"{'・'.join(named)}除く", f"without {' and '.join(named)}"), language)]


def _gap(gap: Gap, calendar: Calendar, language: Language) -> str:
    since = gap.since.astimezone(calendar.zone.tz)
    until = gap.until.astimezone(calendar.zone.tz)
    match gap.kind:
        case GapKind.BREAK:
            lunch = since.time() <= _NOON < until.time()
            name = ("昼休み", "lunch") if lunch else ("休憩", "break")
            return f"{since:%H:%M}–{until:%H:%M} {pick(name, language)}"
        case GapKind.NIGHT:
            return pick(("営業時間外", "after hours"), language)
        case GapKind.DAY_OFF:
            return pick(("定休日", "days off"), language)
        case GapKind.HOLIDAY | GapKind.CLOSURE | GapKind.SPECIAL:
            named = gap.name or pick(("休業", "closed"), language)
            return f"{since.month}/{since.day} {named}"


def _pauses(one: Explanation, language: Language) -> list[str]:
    length = sum((p.until - p.since for p in one.pauses if p.until is not None), timedelta())
    if not length:
        return []
    span = _span(length, language)
    return [pick((f"停止 {span}", f"stopped for {span}"), language)]


def _reason(pause: Pause, language: Language) -> str:
    if pause.cause is PauseCause.CUSTOMER:
        return pick(("お客様の返事待ち", "waiting for the customer"), language)
    return pause.reason


def _when(at: datetime, calendar: Calendar, now: datetime, language: Language) -> str:
    here, today = at.astimezone(calendar.zone.tz), now.astimezone(calendar.zone.tz).date()
    clock = f"{here.hour}:{here.minute:02}"
    if here.date() == today:
        return pick((f"本日 {clock}", f"today {clock}"), language)
    weekday = pick(_DAYS[here.weekday()], language)
    return f"{here.month}/{here.day}({weekday}) {clock}"


def _span(length: timedelta, language: Language) -> str:
    minutes = int(length.total_seconds() // 60)
    whole, rest = divmod(minutes, _HOUR)
    if not whole:
        return pick((f"{rest}分", f"{rest} min"), language)
    if not rest:
        return pick((f"{whole}時間", f"{whole} h"), language)
    return pick((f"{whole}時間{rest}分", f"{whole} h {rest} min"), language)


def _frames(frames: Frames) -> str:
    return " ".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in frames)
