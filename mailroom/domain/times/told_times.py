"""A time that a reply tells the customer: 15時までに, 本日中に, 11/24 17:00まで, by 3 pm (N24).

Pure reading of text, for an offer to make it an お約束; a person decides whether it is one. Times
are those of the team's calendar; 「本日中」 ends with its office hours.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from mailroom.domain.times.calendar import Calendar

_DAY = r"(?:(?P<word>本日|今日|明日|あす|明後日|あさって|今週|来週)の?)?"
_DATE = r"(?:(?P<month>\d{1,2})(?:/|月)(?P<day>\d{1,2})日?(?:\([月火水木金土日祝・]{1,4}\))?の?)?"
_WEEKDAY = r"(?:(?P<weekday>[月火水木金土日])曜日?の?)?"
_CLOCK = (
    r"(?P<half>午前|午後)?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})|時(?:(?P<minutes>\d{1,2})分|(?P<thirty>半))?)"
)
_BY = r"(?:頃|ごろ)? ?(?:まで|迄)"
_JAPANESE = re.compile(
    rf"{_DAY} ?{_DATE} ?{_WEEKDAY} ?(?:{_CLOCK} ?{_BY}|中(?:に|まで)|(?P<whole>{_BY}))"
)
_ENGLISH = re.compile(
    r"\bby\s+(?:(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?:\s*(?P<half>am|pm|a\.m\.|p\.m\.))?"
    r"(?:\s+(?P<word>today|tomorrow))?|(?P<only>today|tomorrow|the end of the day))\b",
    re.IGNORECASE,
)
_WORDS = {"本日": 0, "今日": 0, "明日": 1, "あす": 1, "明後日": 2, "あさって": 2}
_ENGLISH_WORDS = {"today": 0, "tomorrow": 1, "the end of the day": 0}
_WEEKDAYS = "月火水木金土日"
_FRIDAY, _WEEK, _NOON = 4, 7, 12
_CLOSING = time(18)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time and the words that tell it."""

    at: datetime
    words: str


def told_time(text: str, calendar: Calendar, now: datetime) -> Told | None:
    """Return the first time to come that a text tells its reader; quoted lines do not count."""
    here = now.astimezone(calendar.zone.tz)
    lines = (line for line in text.splitlines() if not line.lstrip().startswith((">", "＞")))
    # one blank at most: what is pasted may hold thousands, and every one would be a fresh start
    plain = " ".join(unicodedata.normalize("NFKC", "\n".join(lines)).split())
    for pattern, read in ((_JAPANESE, _japanese), (_ENGLISH, _english)):
        for found in pattern.finditer(plain):
            at = _moment(read(found, calendar, here), here)
            if at is not None and at > now:
                return Told(at=at, words=found[0].strip())
    return None


_Read = tuple[date, time] | None


def _moment(read: _Read, here: datetime) -> datetime | None:
    if read is None:
        return None
    return datetime.combine(*read, tzinfo=here.tzinfo).astimezone(UTC)


def _japanese(found: re.Match[str], calendar: Calendar, here: datetime) -> _Read:
    parts = found.groupdict()
    day = _japanese_day(parts, here.date())
    if day is None:
        return None
    if parts["hour"] is None:
        named = parts["word"] or parts["month"] or parts["weekday"]
        return (day, _closing(calendar, day)) if named else None
    minutes = parts["minute"] or parts["minutes"] or ("30" if parts["thirty"] else "0")
    return _at(day, int(parts["hour"]), int(minutes), afternoon=parts["half"] == "午後")


def _japanese_day(parts: dict[str, str | None], today: date) -> date | None:
    word, month, day, weekday = (parts[name] for name in ("word", "month", "day", "weekday"))
    if month and day:
        return _date(today, int(month), int(day))
    if weekday:
        ahead = (_WEEKDAYS.index(weekday) - today.weekday()) % _WEEK
        if word == "来週":
            return today + timedelta(days=_WEEK - today.weekday() + _WEEKDAYS.index(weekday))
        return today + timedelta(days=ahead)
    if word in {"今週", "来週"}:
        weeks = _WEEK if word == "来週" else 0
        return today + timedelta(days=_FRIDAY - today.weekday() + weeks)
    return today + timedelta(days=_WORDS.get(word or "", 0))


def _english(found: re.Match[str], calendar: Calendar, here: datetime) -> _Read:
    parts = found.groupdict()
    if parts["only"]:
        day = here.date() + timedelta(days=_ENGLISH_WORDS[parts["only"].lower()])
        return day, _closing(calendar, day)
    if parts["minute"] is None and parts["half"] is None:
        return None  # "by 3" may be anything
    day = here.date() + timedelta(days=_ENGLISH_WORDS[(parts["word"] or "today").lower()])
    afternoon = (parts["half"] or "").lower().startswith("p")
    return _at(day, int(parts["hour"]), int(parts["minute"] or 0), afternoon=afternoon)


def _at(day: date, hour: int, minute: int, *, afternoon: bool) -> _Read:
    hour += _NOON if afternoon and hour < _NOON else 0
    try:
        return day, time(hour, minute)
    except ValueError:
        return None


def _date(today: date, month: int, day: int) -> date | None:
    """Return the next such day."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found >= today:
            return found
    return None


def _closing(calendar: Calendar, day: date) -> time:
    """Return when the office closes that day; usual hours where it is closed."""
    frames = calendar.frames_on(day)
    closes = frames[-1].closes if frames else _CLOSING
    return closes if closes != time() else time(23, 59)
