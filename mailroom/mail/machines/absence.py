"""Is somebody away, and until when? Out-of-office mails and the words people use (N01, 5.3).

Owns the phrases. A moment is counted in the zone it is given; what names none stays open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

_MAX_TEXT = 4_000  # an automatic answer says it at its beginning
_FARTHEST = timedelta(days=400)  # beyond this it is no absence but a misreading
_NOON = 12

_AWAY = re.compile(
    r"不在|留守|休暇|休業|夏休み|冬休み|お休み|休み(?:を|で|です|中)|外出|出張|席を(?:外|はず)|離席|会議中|来客中"
    r"|産休|育休|休職|公休|有休|年休|欠勤|直帰|帰宅|打ち?合わ?せ中"
    r"|out of (?:the )?office|\booo\b|vacation|on (?:annual |sick |parental |maternity )?leave"
    r"|\baway\b|annual leave|on holiday|travel+ing|absent|limited access to (?:my )?e-?mail"
    r"|unavailable|not (?:be )?(?:in the office|available)|abwesen|absence",
    re.IGNORECASE,
)
_AWAY_SUBJECT = re.compile(
    r"^\s*(?:re:\s*)?(?:【|\[)?(?:自動応答|不在(?:通知|返信|連絡|のお知らせ)|休暇|外出中"
    r"|automatic reply|auto(?:-| )?reply|out of (?:the )?office|ooo\b|vacation|abwesenheit)",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"受け?付け(?:ました|いたしました|致しました)|受領(?:し|いた|致)|チケット番号|受付番号|お問い?合わ?せ番号"
    r"|(?:has been|was|we(?: have)?) received|ticket (?:number|id|#)|case (?:number|id)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody is away; ``until`` is when they are back, if they say so."""

    until: datetime | None = None


def read_absence(subject: str, text: str, sent_at: datetime, zone: tzinfo) -> Absence | None:
    """Return the absence that an automatic mail tells of, or ``None`` if it tells of none.

    Args:
        subject: as sent.
        text: what it says.
        sent_at: when it was sent.
        zone: in which its days and hours count.
    """
    said = unicodedata.normalize("NFKC", text[:_MAX_TEXT])
    head = unicodedata.normalize("NFKC", subject)
    away = _AWAY.search(said) is not None
    if not away and (_RECEIPT.search(said) or not _names_absence(head)):
        return None
    return Absence(until=until_of(f"{said}\n{head}", sent_at, zone))


def _names_absence(subject: str) -> bool:
    return _AWAY_SUBJECT.match(subject) is not None or _AWAY.search(subject) is not None


# --- until when ----------------------------------------------------------------------------------

_YEAR = r"(?:(?P<y>20\d\d)\s?[年/.-]\s?)?"
_DAY_JA = rf"{_YEAR}(?P<mo>\d{{1,2}})\s?[月/.-]\s?(?P<d>\d{{1,2}})\s?日?\s?(?:[(][^()]{{1,6}}[)])?"
_HOUR_JA = (
    r"(?P<half>午前|午後|am|pm)?\s?(?P<h>\d{1,2})\s?(?:(?::|時)\s?(?P<mi>\d{2})?分?(?P<mid>半)?)"
)
_NAMED_JA = r"(?P<named>本日|今日|明後日|明日|あさって|あす|あした|週末|今週末|今週いっぱい)"
_WEEKDAY_JA = r"(?P<week>来週|翌週|今週)?の?\s?(?P<wd>[月火水木金土日])曜日?"
_STILL = r"\s?(?:頃|ごろ|ころ)?\s?(?:いっぱい)?\s?(?:まで|迄)"
_AGAIN = (
    r"\s?(?:頃|ごろ|ころ)?\s?(?:(?:から|より|に|には|以降)\s?[^。\n]{0,12}?(?:出社|出勤|戻|復帰|対応|帰社|業務|連絡|返信"
    r"|確認|可能)|(?:戻り|出社|復帰|帰社)|以降(?:に|は|で|なら)?)"
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_WEEKDAY = r"(?:(?P<wd>mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*)"
_DAY_FIRST = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<mon1>{_MONTH})[a-z]*\.?(?:,? (?P<y1>20\d\d))?"
)
_MONTH_FIRST = (
    rf"(?P<mon2>{_MONTH})[a-z]*\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y2>20\d\d))?"
)
_DAY_EN = (
    rf"{_WEEKDAY}?(?:the )?(?:{_DAY_FIRST}|{_MONTH_FIRST}"
    r"|(?P<y3>20\d\d)-(?P<m3>\d{1,2})-(?P<d3>\d{1,2})"
    r"|(?P<m4>\d{1,2})/(?P<d4>\d{1,2})(?:/(?P<y4>20\d\d))?)"
)
_HOUR_EN = r"(?P<h>\d{1,2})(?::(?P<mi>\d{2}))?\s?(?P<half>am|pm|a\.m\.|p\.m\.|o'clock)?"
_STILL_EN = r"(?:until|till|til|through|thru|to|up to|and including)\s+(?:and including\s+)?"
_AGAIN_EN = (
    r"(?:back(?: in the office| at work| at my desk)?"
    r"|return(?:ing)?(?: to (?:the )?(?:office|work))?"
    r"|be in|available(?: again)?|resum\w+(?: work)?)"
    r"\s*(?:again )?(?:on|at|from|by|around)?\s+"
)
_FLAGS = re.IGNORECASE

_JA_DAY_HOUR = re.compile(rf"{_DAY_JA}\s?の?\s?{_HOUR_JA}(?:{_STILL}|{_AGAIN})", _FLAGS)
_JA_NAMED_HOUR = re.compile(rf"{_NAMED_JA}\s?の?は?、?\s?{_HOUR_JA}(?:{_STILL}|{_AGAIN})", _FLAGS)
_JA_DAY_STILL = re.compile(rf"{_DAY_JA}{_STILL}", _FLAGS)
_JA_DAY_AGAIN = re.compile(rf"{_DAY_JA}{_AGAIN}", _FLAGS)
_JA_RANGE = re.compile(rf"\d\s?日?\s?(?:[(][^()]{{1,6}}[)])?(?:\s?[~〜]\s?|\s-\s){_DAY_JA}", _FLAGS)
_JA_NAMED_STILL = re.compile(rf"{_NAMED_JA}{_STILL}", _FLAGS)
_JA_NAMED_AGAIN = re.compile(rf"{_NAMED_JA}{_AGAIN}", _FLAGS)
_JA_WEEKDAY_STILL = re.compile(rf"{_WEEKDAY_JA}{_STILL}", _FLAGS)
_JA_WEEKDAY_AGAIN = re.compile(rf"{_WEEKDAY_JA}{_AGAIN}", _FLAGS)
_JA_HOUR = re.compile(rf"(?<![\d/:]){_HOUR_JA}(?:{_STILL}|{_AGAIN})", _FLAGS)
_EN_DAY_STILL = re.compile(rf"\b{_STILL_EN}{_DAY_EN}", _FLAGS)
_EN_DAY_AGAIN = re.compile(rf"\b{_AGAIN_EN}{_DAY_EN}", _FLAGS)
_EN_HOUR = re.compile(rf"\b(?:{_STILL_EN}|{_AGAIN_EN}){_HOUR_EN}(?![\d/-])", _FLAGS)
_EN_NAMED = re.compile(
    rf"\b(?:(?P<still>{_STILL_EN})|{_AGAIN_EN})(?P<named>tomorrow|tonight|end of (?:the )?day)\b",
    _FLAGS,
)
_EN_WEEKDAY = re.compile(
    rf"\b(?:(?P<still>{_STILL_EN})|{_AGAIN_EN})(?P<week>next )?{_WEEKDAY}(?=\W|$)", _FLAGS
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_JA = "月火水木金土日"
_NAMED_DAYS = {
    **dict.fromkeys(("本日", "今日", "tonight"), 0),
    **dict.fromkeys(("明日", "あす", "あした", "tomorrow"), 1),
    **dict.fromkeys(("明後日", "あさって"), 2),
}


def until_of(text: str, sent_at: datetime, zone: tzinfo) -> datetime | None:
    """Return the moment until which a text says somebody is away: the first that it names.

    「8/20まで」 means the end of that day, "back on 8/21" its beginning.
    """
    plain = unicodedata.normalize("NFKC", text[:_MAX_TEXT])
    local = sent_at.astimezone(zone)
    for read in (_japanese, _english):
        try:
            found = read(plain, local)
        except ValueError:  # a 31st of February
            continue
        if found is not None and local < found < local + _FARTHEST:
            return found
    return None


def _japanese(text: str, now: datetime) -> datetime | None:
    if found := _JA_DAY_HOUR.search(text):
        return _at(_day(found, now), found, now)
    if found := _JA_NAMED_HOUR.search(text):
        return _at(_named(found["named"], now), found, now)
    if found := _JA_RANGE.search(text) or _JA_DAY_STILL.search(text):
        return _midnight(_day(found, now) + timedelta(days=1), now)
    if found := _JA_DAY_AGAIN.search(text):
        return _midnight(_day(found, now), now)
    if found := _JA_WEEKDAY_STILL.search(text):
        return _midnight(_weekday_ja(found, now) + timedelta(days=1), now)
    if found := _JA_WEEKDAY_AGAIN.search(text):
        return _midnight(_weekday_ja(found, now), now)
    if found := _JA_NAMED_STILL.search(text):
        return _midnight(_named(found["named"], now) + timedelta(days=1), now)
    if found := _JA_NAMED_AGAIN.search(text):
        return _midnight(_named(found["named"], now), now)
    if found := _JA_HOUR.search(text):
        return _at(now.date(), found, now)
    return None


def _english(text: str, now: datetime) -> datetime | None:
    if found := _EN_DAY_STILL.search(text):
        return _midnight(_day_en(found, now) + timedelta(days=1), now)
    if found := _EN_DAY_AGAIN.search(text):
        return _midnight(_day_en(found, now), now)
    if found := _EN_NAMED.search(text):
        day = now.date() + timedelta(days=_NAMED_DAYS.get(found["named"].lower(), 0))
        return _midnight(day + timedelta(days=1 if found["still"] else 0), now)
    if found := _EN_WEEKDAY.search(text):
        day = _next(_DAYS_EN.index(found["wd"].lower()), now)
        return _midnight(day + timedelta(days=1 if found["still"] else 0), now)
    if (found := _EN_HOUR.search(text)) and (found["half"] or found["mi"]):
        return _at(now.date(), found, now)
    return None


def _at(day: date, found: re.Match[str], now: datetime) -> datetime:
    hour = int(found["h"])
    half = (found["half"] or "").lower().replace(".", "")
    if half in ("午後", "pm") and hour < _NOON:
        hour += _NOON
    parts = found.groupdict()
    minute = 30 if parts.get("mid") else int(found["mi"] or 0)
    extra, hour = divmod(hour, 24)  # 25時: an hour after midnight
    return datetime.combine(day + timedelta(days=extra), time(hour, minute), now.tzinfo)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)


def _day(found: re.Match[str], now: datetime) -> date:
    return _dated(int(found["y"] or 0), int(found["mo"]), int(found["d"]), now)


def _day_en(found: re.Match[str], now: datetime) -> date:
    month = found["mon1"] or found["mon2"]
    number = _MONTHS.index(month.lower()) + 1 if month else int(found["m3"] or found["m4"])
    day = found["d1"] or found["d2"] or found["d3"] or found["d4"]
    year = found["y1"] or found["y2"] or found["y3"] or found["y4"] or 0
    return _dated(int(year), number, int(day), now)


def _dated(year: int, month: int, day: int, now: datetime) -> date:
    """Return a day; without a year it is the next such day."""
    found = date(year or now.year, month, day)
    return found.replace(year=found.year + 1) if not year and found < now.date() else found


def _named(name: str, now: datetime) -> date:
    if name in _NAMED_DAYS:
        return now.date() + timedelta(days=_NAMED_DAYS[name])
    return _next(6, now)  # the week ends on Sunday


def _weekday_ja(found: re.Match[str], now: datetime) -> date:
    day = _next(_DAYS_JA.index(found["wd"]), now)
    if found["week"] in ("来週", "翌週"):
        monday = now.date() + timedelta(days=7 - now.weekday())
        return monday + timedelta(days=_DAYS_JA.index(found["wd"]))
    return day


def _next(weekday: int, now: datetime) -> date:
    """Return the next such day of the week, today included."""
    return now.date() + timedelta(days=(weekday - now.weekday()) % 7)
