"""Days as people type them: 11/3, 2026-11-03, 11月3日, きのう, 先週, 3日前, last week."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_MONTHS = 12
_RELATIVE = re.compile(r"(\d{1,4})(日|週間|週|か月|ヶ月|カ月|ヵ月|ケ月|年|d|w|m|y)前?")
_FULL = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:(?:[-/.]|月)(\d{1,2})?日?|月)?")
_SHORT = re.compile(r"(\d{1,2})(?:[-/.]|月)(\d{1,2})日?")
_MONTH = re.compile(r"(\d{1,2})月")
_YEAR = re.compile(r"(\d{4})年?")
_AGO = {
    **dict.fromkeys(("今日", "きょう", "本日", "today"), 0),
    **dict.fromkeys(("昨日", "きのう", "yesterday"), 1),
    **dict.fromkeys(("一昨日", "おととい"), 2),
}
_WEEKS = {
    **dict.fromkeys(("今週", "こんしゅう", "this-week", "thisweek"), 0),
    **dict.fromkeys(("先週", "せんしゅう", "last-week", "lastweek"), 1),
    **dict.fromkeys(("先々週", "せんせんしゅう"), 2),
}
_MONTH_WORDS = {
    **dict.fromkeys(("今月", "こんげつ", "this-month", "thismonth"), 0),
    **dict.fromkeys(("先月", "せんげつ", "last-month", "lastmonth"), 1),
    "先々月": 2,
}
_YEAR_WORDS = {
    **dict.fromkeys(("今年", "ことし", "this-year", "thisyear"), 0),
    **dict.fromkeys(("去年", "昨年", "きょねん", "last-year", "lastyear"), 1),
}


def read_day(typed: str, today: date) -> date | None:
    """Return the day that was typed, or None if it is none.

    A week, a month or a year is its first day (weeks begin on Monday). A day without a year is the
    latest such day that is not to come.
    """
    word = unicodedata.normalize("NFKC", typed).strip().casefold()
    try:
        return _named(word, today) or _relative(word, today) or _written(word, today)
    except (ValueError, OverflowError):  # 2/30, a year before the calendar
        return None


def _named(word: str, today: date) -> date | None:
    if word in _AGO:
        return today - timedelta(days=_AGO[word])
    if word in _WEEKS:
        return today - timedelta(days=today.weekday(), weeks=_WEEKS[word])
    if word in _MONTH_WORDS:
        return _months_before(today, _MONTH_WORDS[word]).replace(day=1)
    if word in _YEAR_WORDS:
        return date(today.year - _YEAR_WORDS[word], 1, 1)
    return None


def _relative(word: str, today: date) -> date | None:
    found = _RELATIVE.fullmatch(word)
    if found is None or (found[2] in "日年" and not word.endswith("前")):
        return None
    count, unit = int(found[1]), found[2]
    if unit in {"日", "d"}:
        return today - timedelta(days=count)
    if unit in {"週", "週間", "w"}:
        return today - timedelta(weeks=count)
    return _months_before(today, count * (_MONTHS if unit in {"年", "y"} else 1))


def _written(word: str, today: date) -> date | None:
    if found := _FULL.fullmatch(word):
        return date(int(found[1]), int(found[2]), int(found[3] or 1))
    if found := _SHORT.fullmatch(word):
        return _latest(int(found[1]), int(found[2]), today)
    if found := _MONTH.fullmatch(word):
        return _latest(int(found[1]), 1, today)
    if found := _YEAR.fullmatch(word):
        return date(int(found[1]), 1, 1)
    return None


def _latest(month: int, day: int, today: date) -> date | None:
    """Return the last such day up to today; 29 February may lie some years back."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _months_before(today: date, count: int) -> date:
    """Return the same day so many months ago, or the last day of that month."""
    year, month = divmod(today.year * _MONTHS + today.month - 1 - count, _MONTHS)
    for day in range(today.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(today.day, 27))
