"""Date fields."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.reading.dates import parse_date

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "Wed, 01 May 2024 12:00:00 +0000",
        "1 May 2024 21:00 +0900",
        "Wed, 1 May 2024 21:00:00 +0900 (JST)",
        "Wed,  1 May 2024 21:00:00 +09:00",
        "Wednesday, 1 May 2024 12:00:00 GMT",
        "Wed, 01 May 2024 08:00:00 EDT",
        "Wed, 1 May 24 12:00:00 +0000",
        "2024-05-01T12:00:00Z",
        "2024-05-01 21:00:00",
        "2024年5月1日(水) 21:00",
        "2024/05/01 21:00:00 +0900",
    ],
)
def test_reads_the_moment(value):
    assert parse_date(value.encode()) == NOON


@pytest.mark.parametrize(
    "value", ["", "Whenever", "Wed, 99 Foo 2024", "31 Feb 2024 12:00:00 +0000", "<HR>"]
)
def test_names_no_moment(value):
    assert parse_date(value.encode()) is None


def test_a_leap_second_and_an_absurd_zone_are_bent():
    assert parse_date(b"1 May 2024 12:00:60 +0000") == NOON + timedelta(seconds=59)
    assert parse_date(b"1 May 2024 12:00:00 +9900") == NOON


@given(st.binary(max_size=60))
def test_any_bytes_give_an_aware_moment_or_none(data):
    found = parse_date(data)
    assert found is None or found.tzinfo is not None
