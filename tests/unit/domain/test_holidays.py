"""Japan's public holidays as the Cabinet Office lists them, written down by hand (N21)."""

from datetime import date, timedelta

import pytest

from mailroom.domain.times.holidays import (
    FIRST_YEAR,
    LAST_YEAR,
    Holiday,
    holiday_on,
    holidays_of,
)

_TABLE = """
2019 1/1 1/14 2/11 3/21 4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 10/22 11/3
  11/4 11/23
2020 1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23
2021 1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23
2022 1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23
2023 1/1 1/2 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23
2024 1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4
  11/23
2025 1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24
2026 1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23
2027 1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23
2028 1/1 1/10 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/22 10/9 11/3 11/23
2029 1/1 1/8 2/11 2/12 2/23 3/20 4/29 4/30 5/3 5/4 5/5 7/16 8/11 9/17 9/23 9/24 10/8 11/3 11/23
2030 1/1 1/14 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 11/3 11/4 11/23
"""


def _official() -> frozenset[date]:
    days = []
    year = 0
    for word in _TABLE.split():
        if "/" not in word:
            year = int(word)
            continue
        month, day = word.split("/")
        days.append(date(year, int(month), int(day)))
    return frozenset(days)


OFFICIAL = _official()
YEARS = range(2019, 2031)


@pytest.mark.parametrize("year", YEARS)
def test_N21_holidays_are_those_of_the_official_table(year: int) -> None:
    assert set(holidays_of(year)) == {day for day in OFFICIAL if day.year == year}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 5, 1), Holiday.ACCESSION),
        (date(2019, 4, 30), Holiday.BETWEEN),
        (date(2020, 7, 24), Holiday.SPORTS),
        (date(2026, 9, 22), Holiday.BETWEEN),
        (date(2026, 5, 6), Holiday.SUBSTITUTE),
        (date(2027, 3, 21), Holiday.VERNAL_EQUINOX),
        (date(2028, 9, 22), Holiday.AUTUMNAL_EQUINOX),
        (date(1988, 4, 29), Holiday.EMPEROR),
        (date(1995, 1, 15), Holiday.COMING_OF_AGE),
        (date(2006, 4, 29), Holiday.GREENERY),
        (date(2006, 5, 4), Holiday.BETWEEN),
        (date(2018, 12, 23), Holiday.EMPEROR),
        (date(2032, 9, 21), Holiday.BETWEEN),
    ],
)
def test_holidays_have_their_names(day: date, name: Holiday) -> None:
    assert holiday_on(day) is name


def test_before_2007_a_substitute_is_the_monday_only() -> None:
    assert holiday_on(date(2003, 5, 5)) is Holiday.CHILDREN
    assert holiday_on(date(2003, 5, 6)) is None  # 5/4 was a Sunday, and no holiday then
    assert holiday_on(date(2009, 5, 6)) is Holiday.SUBSTITUTE


def test_years_that_nobody_can_know_have_none() -> None:
    assert holiday_on(date(FIRST_YEAR - 1, 1, 1)) is None
    assert holiday_on(date(LAST_YEAR + 1, 1, 1)) is None


def test_every_year_has_its_holidays_once() -> None:
    for year in range(2007, LAST_YEAR + 1):
        days = holidays_of(year)
        assert 15 <= len(days) <= 22, year
        assert all(day.year == year for day in days)
        sundays = [day for day in days if day.weekday() == 6]
        for sunday in sundays:
            rest = sunday + timedelta(days=1)
            while days.get(rest) not in {Holiday.SUBSTITUTE, None}:
                rest += timedelta(days=1)
            assert days.get(rest) is Holiday.SUBSTITUTE, sunday
