"""Zones as data against the tables of the standard library."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mailroom.domain.times.zones import KNOWN_ZONES, Changeover, Summer, Zone

HOUR = timedelta(hours=1)
YEAR = (datetime(2026, 1, 1), datetime(2027, 1, 1))  # noqa: DTZ001 - naive UTC, as in the core


@pytest.mark.parametrize("name", sorted(KNOWN_ZONES))
def test_N21_a_zone_tells_the_wall_time_of_the_tables(name: str) -> None:
    zone, known = KNOWN_ZONES[name], ZoneInfo(name)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2028:
        told = moment.astimezone(known).replace(tzinfo=None)
        assert zone.local(moment) == told, moment
        assert moment.astimezone(zone.tz).replace(tzinfo=None) == told
        moment += HOUR


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Australia/Sydney"])
def test_stretches_end_where_the_clock_changes(name: str) -> None:
    zone, known = KNOWN_ZONES[name], ZoneInfo(name)
    parts = list(zone.stretches(*YEAR))
    assert len(parts) == 3
    for since, until, offset in parts:
        for at in (since, until - HOUR):
            assert at.replace(tzinfo=UTC).astimezone(known).utcoffset() == offset


def test_a_zone_of_no_country_is_refused() -> None:
    monthless = Changeover(month=13, week=1, weekday=0, at=datetime.min.time())
    assert not Zone(offset=timedelta(days=9)).is_sound
    assert not Zone(summer=Summer(begins=monthless, ends=monthless)).is_sound
    assert all(zone.is_sound for zone in KNOWN_ZONES.values())
