"""Values in the place of placeholders like {お客様} or {due}.

Pure. A placeholder may be written in either language, in half-width or full-width braces; its
language decides how a day is said. What is not known stays as it was written: seen by its author,
and asked about before the mail leaves (``blanks``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

_DAYS = "月火水木金土日"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_TITLES = re.compile(r"[ 　]*(?:様|さま|さん|殿|御中)$")
_PLACEHOLDER = re.compile(
    r"[{｛][ 　]*(?P<name>[^{}｛｝\n]{1,20}?)[ 　]*[}｝](?P<title>[ 　]?(?:様|さま|殿|御中))?"
)


class Field(Enum):
    """What a placeholder stands for; its names in both languages, the usual one first."""

    CUSTOMER = ("お客様", "customer", "お名前", "氏名", "name")
    COMPANY = ("会社", "company", "会社名")
    NUMBER = ("番号", "number", "受付番号", "案件番号")
    SUBJECT = ("件名", "subject")
    ME = ("自分", "me", "担当者", "自分の名前")
    TEAM = ("チーム", "team")
    TODAY = ("今日", "today", "本日")
    TOMORROW = ("明日", "tomorrow")
    DUE = ("期限", "due", "回答期限")
    RECEIVED = ("受付日", "received", "受信日")

    def name_in(self, *, japanese: bool) -> str:
        """Return how it is written in one language."""
        name: str = self.value[0 if japanese else 1]
        return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """What is known of a case and of who writes; empty means not known.

    Attributes:
        customer: the name alone, without 様.
        number: of the case, once it is confirmed (rule 29).
        due: when the customer hears from us: promised, else the case's deadline; local time.
        today: the day in the team's zone.
    """

    customer: str = ""
    company: str = ""
    number: int = 0
    subject: str = ""
    me: str = ""
    team: str = ""
    today: date | None = None
    due: datetime | None = None
    received: date | None = None


def fill(text: str, values: Values) -> str:
    """Return the text with every value that is known.

    A name gets its 様 once, whether the text has one behind the placeholder or not.
    """
    return _PLACEHOLDER.sub(lambda found: _filled(found, values), text)


def _filled(found: re.Match[str], values: Values) -> str:
    name, title = _folded(found["name"]), found["title"] or ""
    field = _FIELDS.get(name)
    if field is None:
        return found[0]
    japanese = not name.isascii()
    if field is Field.CUSTOMER:
        return _customer(values.customer, title, japanese=japanese) or found[0]
    value = _SAY[field](values, japanese)
    return value + title if value else found[0]


def _customer(name: str, title: str, *, japanese: bool) -> str:
    bare = _TITLES.sub("", name.strip())
    if not bare:
        return ""
    if title:
        return bare + title
    return f"{bare} 様" if japanese else bare


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _day(day: date | None, japanese: bool) -> str:
    if day is None:
        return ""
    if japanese:
        return f"{day.month}月{day.day}日({_DAYS[day.weekday()]})"
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _moment(at: datetime | None, japanese: bool) -> str:
    if at is None:
        return ""
    time = f"{at.hour}:{at.minute:02}"
    return f"{_day(at.date(), japanese)} {time}" if japanese else f"{time} on {_day(at, japanese)}"


def _tomorrow(values: Values) -> date | None:
    return values.today + timedelta(days=1) if values.today else None


_SAY: dict[Field, Callable[[Values, bool], str]] = {
    Field.COMPANY: lambda values, _: values.company,
    Field.NUMBER: lambda values, _: str(values.number) if values.number else "",
    Field.SUBJECT: lambda values, _: values.subject,
    Field.ME: lambda values, _: values.me,
    Field.TEAM: lambda values, _: values.team,
    Field.TODAY: lambda values, ja: _day(values.today, ja),
    Field.TOMORROW: lambda values, ja: _day(_tomorrow(values), ja),
    Field.DUE: lambda values, ja: _moment(values.due, ja),
    Field.RECEIVED: lambda values, ja: _day(values.received, ja),
}
_FIELDS = {_folded(name): field for field in Field for name in field.value}


def without_greeting(text: str, written: str) -> str:
    """Return a filled text without its first line if that is how the mail begins already.

    Replies begin with 「山田太郎 様」; a text that begins so too would greet twice.
    """
    first, _, rest = text.lstrip().partition("\n")
    begun = written.strip().partition("\n")[0]
    greets = bool(begun) and _TITLES.search(begun) is not None
    same = "".join(first.split()) == "".join(begun.split())
    return rest.lstrip("\n") if greets and same else text
