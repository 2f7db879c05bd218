"""Japanese public holidays by the law, computed offline for the years 1980 to 2099.

Owns: 国民の祝日に関する法律 as it stood in each year, with 振替休日, 国民の休日, the equinoxes
and the days that were moved or added by laws of their own (1989-1993, 2019-2021).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1980, 2099
_BETWEEN_SINCE = 1986  # the law of 1985
_MOVES_ON_SINCE = 2007  # the law of 2005
_DAY = timedelta(days=1)
_SUNDAY = 6


class Holiday(Enum):
    """The holidays by their names in the law."""

    NEW_YEAR = "元日"
    COMING_OF_AGE = "成人の日"
    FOUNDATION = "建国記念の日"
    EMPEROR = "天皇誕生日"
    VERNAL_EQUINOX = "春分の日"
    SHOWA = "昭和の日"
    CONSTITUTION = "憲法記念日"
    GREENERY = "みどりの日"
    CHILDREN = "こどもの日"
    MARINE = "海の日"
    MOUNTAIN = "山の日"
    AGED = "敬老の日"
    AUTUMNAL_EQUINOX = "秋分の日"
    HEALTH_AND_SPORTS = "体育の日"
    SPORTS = "スポーツの日"
    CULTURE = "文化の日"
    LABOUR = "勤労感謝の日"
    SUBSTITUTE = "振替休日"
    BETWEEN = "国民の休日"
    FUNERAL = "昭和天皇の大喪の礼"
    ENTHRONEMENT = "即位礼正殿の儀"
    ACCESSION = "即位の日"
    WEDDING = "皇太子徳仁親王の結婚の儀"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Law:
    """A holiday on a day of a month, or on its n-th Monday, in the years from and to."""

    name: Holiday
    month: int
    day: int = 0
    monday: int = 0
    since: int = FIRST_YEAR
    until: int = LAST_YEAR


_LAWS = (
    _Law(name=Holiday.NEW_YEAR, month=1, day=1),
    _Law(name=Holiday.COMING_OF_AGE, month=1, day=15, until=1999),
    _Law(name=Holiday.COMING_OF_AGE, month=1, monday=2, since=2000),
    _Law(name=Holiday.FOUNDATION, month=2, day=11),
    _Law(name=Holiday.EMPEROR, month=2, day=23, since=2020),
    _Law(name=Holiday.EMPEROR, month=4, day=29, until=1988),
    _Law(name=Holiday.GREENERY, month=4, day=29, since=1989, until=2006),
    _Law(name=Holiday.SHOWA, month=4, day=29, since=2007),
    _Law(name=Holiday.CONSTITUTION, month=5, day=3),
    _Law(name=Holiday.GREENERY, month=5, day=4, since=2007),
    _Law(name=Holiday.CHILDREN, month=5, day=5),
    _Law(name=Holiday.MARINE, month=7, day=20, since=1996, until=2002),
    _Law(name=Holiday.MARINE, month=7, monday=3, since=2003),
    _Law(name=Holiday.MOUNTAIN, month=8, day=11, since=2016),
    _Law(name=Holiday.AGED, month=9, day=15, until=2002),
    _Law(name=Holiday.AGED, month=9, monday=3, since=2003),
    _Law(name=Holiday.HEALTH_AND_SPORTS, month=10, day=10, until=1999),
    _Law(name=Holiday.HEALTH_AND_SPORTS, month=10, monday=2, since=2000, until=2019),
    _Law(name=Holiday.SPORTS, month=10, monday=2, since=2020),
    _Law(name=Holiday.CULTURE, month=11, day=3),
    _Law(name=Holiday.LABOUR, month=11, day=23),
    _Law(name=Holiday.EMPEROR, month=12, day=23, since=1989, until=2018),
)
_ONCE = {
    date(1989, 2, 24): Holiday.FUNERAL,
    date(1990, 11, 12): Holiday.ENTHRONEMENT,
    date(1993, 6, 9): Holiday.WEDDING,
    date(2019, 5, 1): Holiday.ACCESSION,
    date(2019, 10, 22): Holiday.ENTHRONEMENT,
}
_MOVED = {  # 2020, 2021: the games in Tokyo
    (2020, Holiday.MARINE): (7, 23),
    (2020, Holiday.SPORTS): (7, 24),
    (2020, Holiday.MOUNTAIN): (8, 10),
    (2021, Holiday.MARINE): (7, 22),
    (2021, Holiday.SPORTS): (7, 23),
    (2021, Holiday.MOUNTAIN): (8, 8),
}


def holiday_on(day: date) -> Holiday | None:
    """Return the public holiday of that day in Japan, if it is one of the years known."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return holidays_of(day.year).get(day)


@lru_cache(maxsize=LAST_YEAR - FIRST_YEAR + 1)
def holidays_of(year: int) -> Mapping[date, Holiday]:
    """Return the holidays of a year from 1980 to 2099."""
    named = {date(year, *_MOVED.get((year, name), at)): name for name, at in _by_law(year)}
    named |= {day: name for day, name in _ONCE.items() if day.year == year}
    resting = dict(_substitutes(year, named))
    return dict(sorted({**dict(_between(year, named, resting)), **resting, **named}.items()))


def _by_law(year: int) -> Iterator[tuple[Holiday, tuple[int, int]]]:
    """Yield the holidays with a day of their own: month and day."""
    for law in _LAWS:
        if law.since <= year <= law.until:
            yield law.name, (law.month, law.day or _monday(year, law.month, law.monday))
    yield Holiday.VERNAL_EQUINOX, (3, _equinox(year, 20.8431))
    yield Holiday.AUTUMNAL_EQUINOX, (9, _equinox(year, 23.2488))


def _equinox(year: int, first: float) -> int:
    """Return the day of the month, by the usual approximation for 1980 to 2099."""
    since = year - 1980
    return int(first + 0.242194 * since) - since // 4


def _monday(year: int, month: int, nth: int) -> int:
    return 1 + (-date(year, month, 1).weekday()) % 7 + 7 * (nth - 1)


def _substitutes(year: int, named: Mapping[date, Holiday]) -> Iterator[tuple[date, Holiday]]:
    """振替休日: a holiday on a Sunday moves on, since 2007 over further holidays."""
    for sunday in (day for day in named if day.weekday() == _SUNDAY):
        rest = sunday + _DAY
        while year >= _MOVES_ON_SINCE and rest in named:
            rest += _DAY
        if rest not in named:
            yield rest, Holiday.SUBSTITUTE


def _between(
    year: int, named: Mapping[date, Holiday], resting: Mapping[date, Holiday]
) -> Iterator[tuple[date, Holiday]]:
    """国民の休日: the day between two holidays, since 1986; before 2007 never a Sunday."""
    if year < _BETWEEN_SINCE:
        return
    for day in named:
        middle = day + _DAY
        may_be = year >= _MOVES_ON_SINCE or middle.weekday() != _SUNDAY
        free = middle not in named and middle not in resting
        if may_be and free and middle + _DAY in named:
            yield middle, Holiday.BETWEEN
