"""FETCH answers are read the same by the quick way and by IMAPClient's own parser."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.imap import answers
from mailroom.imap.answers import read_bodies, read_date, read_facts
from mailroom.imap.records import NO_DATE

FLAG = st.sampled_from(["\\Seen", "\\Answered", "\\Recent", "$Forwarded", "NonJunk", "x-y.z", "1"])
DATE = st.builds(
    lambda day, month, year, clock, zone: f"{day:2d}-{month}-{year} {clock} {zone}",
    st.integers(0, 32),
    st.sampled_from(["Jan", "Feb", "DEC", "may", "Xyz"]),
    st.sampled_from([1970, 1999, 2024, 2038]),
    st.sampled_from(["00:00:00", "23:59:59", "08:03:06"]),
    st.sampled_from(["+0000", "-0000", "+0900", "-1130", "+0545"]),
)


@st.composite
def facts_line(draw) -> bytes:
    uid = draw(st.integers(1, 2**32 - 1))
    items = [
        f"UID {uid}",
        f"RFC822.SIZE {draw(st.integers(0, 10**9))}",
        f'INTERNALDATE "{draw(DATE)}"',
        f"FLAGS ({' '.join(draw(st.lists(FLAG, max_size=3)))})",
    ]
    items += draw(st.lists(st.sampled_from(["MODSEQ (12)", 'X "y"', "Z NIL"]), max_size=1))
    return f"{draw(st.integers(1, 10**6))} ({' '.join(draw(st.permutations(items)))})".encode()


@given(st.lists(facts_line(), max_size=5))
def test_facts_are_read_the_same_both_ways(lines: list[bytes]):
    assert read_facts(lines) == answers._facts_carefully(lines)


def piece(uid: int, body: bytes, form: int) -> list[object]:
    size = b"{%d}" % len(body)
    return [
        [(b"9 (UID %d BODY[] " % uid + size, body), b")"],
        [(b"9 (BODY[] " + size, body), b" UID %d)" % uid],
        [(b"9 (UID %d BODY[]<100> " % uid + size, body), b")"],
        [(b"9 (UID %d FLAGS (\\Seen) BODY[] " % uid + size, body), b")"],
        [(b"9 (UID %d BODY[] " % uid + size, body), b" FLAGS (\\Seen))"],
        [b'9 (UID %d BODY[] "short")' % uid],
        [b"9 (UID %d BODY[] NIL)" % uid],
        [b"9 (FLAGS (\\Seen))"],
    ][form]


# one answer for each mail: of two for one UID, the one of the right size is asked for again
@given(
    st.lists(
        st.tuples(st.integers(1, 9), st.binary(max_size=30), st.integers(0, 7)),
        max_size=5,
        unique_by=lambda mail: mail[0],
    )
)
def test_bodies_are_read_the_same_both_ways(mails: list[tuple[int, bytes, int]]):
    data = [item for uid, body, form in mails for item in piece(uid, body, form)]
    assert read_bodies(data) == answers._bodies_carefully(data)


def test_the_quick_way_is_taken_for_common_answers(monkeypatch: pytest.MonkeyPatch):
    def careful(data: object) -> None:
        raise AssertionError("took the careful way")

    monkeypatch.setattr(answers, "_carefully", careful)
    assert read_facts(
        [b'1 (UID 7 RFC822.SIZE 41 INTERNALDATE "22-Nov-2026 08:03:06 +0900" FLAGS (\\Seen))']
    )[7].internaldate == datetime(2026, 11, 21, 23, 3, 6, tzinfo=UTC)
    assert read_bodies([(b"1 (UID 7 BODY[] {2}", b"ab"), b")"]) == {7: b"ab"}


@pytest.mark.parametrize("text", [b"", b"yesterday", b"32-Jan-2024 00:00:00 +0000", b"1-Jan-24"])
def test_unreadable_dates_have_a_name(text: bytes):
    assert read_date(text) is NO_DATE
