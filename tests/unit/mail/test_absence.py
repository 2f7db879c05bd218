"""Out-of-office mails and "until when" (behaviours 5.3: to an escalation they mean: absent)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.machines.absence import read_absence, until_of

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 8, 12, 10, 30, tzinfo=JST)  # a Wednesday


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=JST)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("13:00まで外出しております", at(8, 12, 13)),
        ("１３：００まで外出", at(8, 12, 13)),
        ("13時まで会議中です", at(8, 12, 13)),
        ("本日は15時半まで外出です", at(8, 12, 15, 30)),
        ("午後3時に戻ります", at(8, 12, 15)),
        ("13時以降なら対応できます", at(8, 12, 13)),
        ("8/20まで休暇", at(8, 21)),
        ("8月20日まで不在", at(8, 21)),
        ("2026年8月20日(木)まで出張", at(8, 21)),
        ("8月13日(木)から8月20日(木)まで夏季休暇", at(8, 21)),
        ("8/13~8/20の間", at(8, 21)),
        ("8月13日(木)～8月20日(木) 夏季休業", at(8, 21)),
        ("8月20日12:00まで外出", at(8, 20, 12)),
        ("8/21より出社します", at(8, 21)),
        ("8月21日から出勤いたします", at(8, 21)),
        ("明日まで不在です", at(8, 14)),
        ("明日から出社します", at(8, 13)),
        ("来週月曜日に戻ります", at(8, 17)),
        ("月曜まで休みます", at(8, 18)),
        ("12/30~1/3まで休み", at(1, 4, year=2027)),
        ("I am out of the office until 20 August.", at(8, 21)),
        ("until Aug 20th", at(8, 21)),
        ("through August 20, 2026", at(8, 21)),
        ("I'll be back on Monday, 24 August", at(8, 24)),
        ("returning 2026-08-24", at(8, 24)),
        ("back on 8/24", at(8, 24)),
        ("I will return to the office on September 1.", at(9, 1)),
        ("until 1pm", at(8, 12, 13)),
        ("until 13:00", at(8, 12, 13)),
        ("until tomorrow", at(8, 14)),
        ("back on Friday", at(8, 14)),
        ("until Monday", at(8, 18)),
        ("本日は終日不在です", None),
        ("2月31日まで", None),
        ("10:00まで外出", None),
        ("3年まで保証", None),
        ("", None),
    ],
)
def test_until_when(text, until):
    assert until_of(text, NOW, JST) == until


@pytest.mark.parametrize(
    ("subject", "text", "until"),
    [
        (
            "自動応答: 【L3/回答期限 8/12 15:40】承認のお願い",
            "8/20まで休暇をいただいております。",
            at(8, 21),
        ),
        ("自動応答: 【L3】", "", None),
        ("Automatic reply: [L3] Please approve", "I am away until 20 August.", at(8, 21)),
        ("不在通知: Re: 承認のお願い", "", None),
        ("Out of office Re: x", "back on Friday", at(8, 14)),
        ("Re: 承認のお願い", "外出しております。13:00まで戻りません。", at(8, 12, 13)),
        ("Re: 承認のお願い", "ただいま夏休みをいただいております。", None),
        ("vacation", "", None),
    ],
)
def test_an_absence_is_read(subject, text, until):
    absence = read_absence(subject, text, NOW, JST)
    assert absence is not None
    assert absence.until == until


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("自動返信: お問い合わせ", "お問い合わせを受け付けました。受付番号は 12345 です。"),
        ("開封済み: 承認のお願い", "メールは 14:05 に開封されました。"),
        ("[Ticket 12] Re: x", "Your request has been received. Ticket number 12."),
        ("Delivery Status Notification (Delay)", "still being retried"),
    ],
)
def test_other_automatic_mail_is_no_absence(subject, text):
    assert read_absence(subject, text, NOW, JST) is None


@given(st.text(max_size=300), st.text(max_size=60))
def test_anything_can_be_read(text, subject):
    read_absence(subject, text, NOW, UTC)
    until = until_of(text, NOW, JST)
    assert until is None or until > NOW
