"""Times that a reply tells the customer are found, for an offer to keep them (N24)."""

from datetime import UTC, datetime, timedelta

import pytest

from mailroom.domain.times.calendar import OFFICE
from mailroom.domain.times.told_times import told_time


def japan(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


NOW = japan(20, 10)  # a Friday


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("15時までにご連絡いたします。", japan(20, 15), "15時まで"),
        ("本日１５：３０までに折り返します", japan(20, 15, 30), "本日15:30まで"),
        ("午後3時半ごろまでに、担当より", japan(20, 15, 30), "午後3時半ごろまで"),
        ("明日の午前11時までに回答します", japan(21, 11), "明日の午前11時まで"),
        ("11/24(火) 17:00までに", japan(24, 17), "11/24(火) 17:00まで"),
        ("12月1日までに発送いたします", japan(1, 18, month=12), "12月1日まで"),
        ("本日中にご連絡します", japan(20, 18), "本日中に"),
        ("来週火曜日までにお返事します", japan(24, 18), "来週火曜日まで"),
        ("今週中に", japan(20, 18), "今週中に"),
        ("We will call you by 3 pm.", japan(20, 15), "by 3 pm"),
        ("You will hear from us by 11:30 tomorrow", japan(21, 11, 30), "by 11:30 tomorrow"),
        ("by the end of the day", japan(20, 18), "by the end of the day"),
    ],
)
def test_N24_a_told_time_is_found(text: str, at: datetime, words: str) -> None:
    found = told_time(f"お世話になっております。\n{text}\n", OFFICE, NOW)
    assert found is not None
    assert (found.at, found.words) == (at, words)


@pytest.mark.parametrize(
    "text",
    [
        "9時までにご連絡します",  # has passed
        "> 15時までにお願いします",  # the customer's words
        "料金は3,000円までです",
        "これまでにも同じことが",
        "25時まで",
        "13/45までに",
        "sent by 3 people, by mail",
        "",
    ],
)
def test_what_is_no_time_to_come_is_not_offered(text: str) -> None:
    assert told_time(text, OFFICE, NOW) is None


def test_pasted_blanks_do_not_keep_the_composer_waiting():
    assert told_time(("12月" + " " * 400) * 200, OFFICE, NOW) is None  # would take minutes


def test_a_line_may_end_within_a_time():
    told = told_time("11/24\n17:00までに", OFFICE, NOW)
    assert told is not None
    assert told.at == japan(24, 17)
