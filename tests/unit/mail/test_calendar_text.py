"""Invitations: what, when, where, who, and what changed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.invites import Answer, InviteKind
from mailroom.mail.reading.calendar_text import read_invites
from mailroom.mail.reading.parse import parse_mail


def calendar(*lines: str, method: str = "REQUEST") -> str:
    inner = "\r\n".join(lines)
    return (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n{inner}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_what_people_need() -> None:
    [invite] = read_invites(
        calendar(
            "SUMMARY:打合せ\\, 返品の",
            " 件",
            "LOCATION:本社 3F 会議室",
            'ORGANIZER;CN="山田 太郎":mailto:yamada@firm.example',
            "ATTENDEE;CN=佐藤;PARTSTAT=NEEDS-ACTION:MAILTO:sato@x.example",
            'DTSTART;TZID="Tokyo Standard Time":20261124T100000',
            "DURATION:PT1H30M",
            "DESCRIPTION:資料は\\n当日配布",
            "SEQUENCE:2",
            "RRULE:FREQ=WEEKLY",
            "BEGIN:VALARM",
            "DESCRIPTION:Reminder",
            "END:VALARM",
        )
    )
    assert invite.kind is InviteKind.REQUEST
    assert (invite.what, invite.where) == ("打合せ, 返品の件", "本社 3F 会議室")
    assert invite.begins == datetime(2026, 11, 24, 1, tzinfo=UTC)
    assert invite.ends == datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    assert invite.organiser.addr == "yamada@firm.example"
    assert [one.addr for one in invite.people] == ["sato@x.example"]
    assert invite.words == "資料は\n当日配布"
    assert (invite.updated, invite.repeats, invite.floating) == (True, True, False)


def test_a_cancelled_one_and_an_answer() -> None:
    [cancelled] = read_invites(calendar("SUMMARY:x", method="CANCEL"))
    assert cancelled.kind is InviteKind.CANCELLED
    [answer] = read_invites(
        calendar("SUMMARY:x", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example", method="REPLY")
    )
    assert (answer.kind, answer.answer) == (InviteKind.ANSWER, Answer.NO)


def test_whole_days_end_on_their_last_day() -> None:
    [invite] = read_invites(calendar("DTSTART;VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261126"))
    assert (invite.day, invite.last_day) == (date(2026, 11, 24), date(2026, 11, 25))
    assert invite.begins is None


def test_a_zone_known_by_its_offset_only() -> None:
    text = (
        "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:(UTC+09:00) 大阪、札幌、東京\n"
        "BEGIN:STANDARD\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\n"
        'DTSTART;TZID="(UTC+09:00) 大阪、札幌、東京":20261124T093000\nEND:VEVENT\nEND:VCALENDAR'
    )
    [invite] = read_invites(text)
    assert invite.begins == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
    [floating] = read_invites(calendar("DTSTART:20261124T093000"))
    assert floating.floating


def test_a_mail_that_is_only_an_invitation_has_words() -> None:
    raw = (
        "From: a@b.example\r\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n"
        + calendar("SUMMARY:打合せ", "LOCATION:会議室")
    ).encode()
    mail = parse_mail(raw)
    assert mail.text == "打合せ\n会議室"
    assert [one.what for one in mail.invites] == ["打合せ"]
    assert [one.safe_name for one in mail.attachments] == ["invite.ics"]


ABSURD = [
    "DTSTART:99999999T999999Z",
    "DTSTART:00010101T000000Z",
    "DTEND;TZID=../../etc/passwd:20260101T000000",
    "DTSTART:20261124T100000Z\r\nDURATION:P999W9999DT9999H",
    "SEQUENCE:" + "9" * 50,
]


@pytest.mark.parametrize("line", ABSURD)
def test_absurd_values_leave_the_rest(line: str) -> None:
    [invite] = read_invites(calendar("SUMMARY:x", line))
    assert invite.what == "x"


@given(st.text(alphabet=':;="\\\r\n \tBEGINVNTDSUM0Z\ud7ff', max_size=300))
def test_any_text_does_no_harm(noise: str) -> None:
    read_invites(f"BEGIN:VEVENT\n{noise}\nEND:VEVENT")
