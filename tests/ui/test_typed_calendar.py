"""Hours and days as people type them (N21)."""

from datetime import date, time

import pytest

from mailroom.domain.times.calendar import OBON, OFFICE, YEAR_END, Closure, Frame
from ui import typed_calendar as typed

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("9:00-12:00 13:00-18:00", "9:00-12:00 13:00-18:00"),
        ("９：００～１２：００、１３－１８", "9:00-12:00 13:00-18:00"),
        ("22:00-24:00", "22:00-24:00"),
        ("休み", ""),
        ("", ""),
    ],
)
def test_hours_are_read_as_written_anywhere(line: str, hours: str) -> None:
    assert typed.write_frames(typed.read_frames(line)) == hours


@pytest.mark.parametrize(
    "line", ["9時から", "18:00-9:00", "9-12 11-13", "25:00-26:00", "9:70-10:00"]
)
def test_hours_that_cannot_be_are_named(line: str) -> None:
    with pytest.raises(typed.Unread):
        typed.read_frames(line)


def test_closures_come_every_year_unless_they_name_one() -> None:
    every, once = typed.read_closures("12/29-1/3 年末年始\n2026/6/1 創立記念日\n\n")
    assert every.yearly
    assert [every.covers(day) for day in (date(2030, 12, 31), date(2031, 1, 3))] == [True, True]
    assert not every.covers(date(2030, 1, 4))
    assert once == Closure(first=date(2026, 6, 1), last=date(2026, 6, 1), name="創立記念日")
    for closures in (OFFICE.closed, (OBON, YEAR_END)):
        text = typed.write_closures(closures)
        again = typed.read_closures(text)
        assert typed.write_closures(again) == text
        assert [one.covers(date(2030, 8, 14)) for one in again] == [
            one.covers(date(2030, 8, 14)) for one in closures
        ]


def test_special_days_have_hours_and_a_name() -> None:
    half, shut = typed.read_special("2026/12/28 9:00-12:00 大掃除\n12/25 休み 棚卸", TODAY)
    assert (half.day, half.frames, half.name) == (
        date(2026, 12, 28),
        (Frame(opens=time(9), closes=time(12)),),
        "大掃除",
    )
    assert (shut.day, shut.frames, shut.name) == (date(2026, 12, 25), (), "棚卸")
    assert typed.read_special(typed.write_special((half,)), TODAY) == (half,)


def test_leave_is_days_or_hours() -> None:
    holiday, doctor, winter = typed.read_leave(
        "12/1-12/5 夏休み\n11/27 13:00-18:00 通院\n12/30-1/5", TODAY
    )
    assert (holiday.first, holiday.last, holiday.note) == (
        date(2026, 12, 1),
        date(2026, 12, 5),
        "夏休み",
    )
    assert doctor.frames == (Frame(opens=time(13), closes=time(18)),)
    assert (winter.first, winter.last) == (date(2026, 12, 30), date(2027, 1, 5))
    written = typed.write_leave((holiday, doctor, winter))
    assert typed.read_leave(written, TODAY) == (holiday, doctor, winter)


@pytest.mark.parametrize("line", ["来週", "13/1", "2026/2/30", "2026/12/5-2026/12/1"])
def test_days_that_cannot_be_are_named(line: str) -> None:
    with pytest.raises(typed.Unread, match=line.replace("/", "/")):
        typed.read_leave(line, TODAY)


def test_days_without_a_year_are_those_to_come() -> None:
    assert typed.read_days("1/2\n2026/12/1", TODAY) == (date(2027, 1, 2), date(2026, 12, 1))
    assert typed.write_days((date(2027, 1, 2),)) == "2027/01/02"
