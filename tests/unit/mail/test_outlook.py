"""Outlook's Thread-Index: answers go on with it, and all mails of a case share one head."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from mailroom.ids import CaseId
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.writing.outlook import INDEX, TOPIC, conversation

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CASE = CaseId("case-1")
THEIRS = bytes.fromhex("01d15b5d5f2c") + bytes(range(16))


def index_of(fields):
    return base64.b64decode(dict(fields)[INDEX])


def mail_with(index: str):
    return parse_mail(f"From: a@b.example\r\nThread-Index: {index}\r\n\r\nx".encode())


def test_an_answer_goes_on_with_the_index_of_what_it_answers():
    mail = mail_with(base64.b64encode(THEIRS).decode())
    index = index_of(conversation(mail, CASE, "Re: 返品", AT))
    assert index[:22] == THEIRS
    assert len(index) == 27
    again = mail_with(base64.b64encode(index).decode())
    assert index_of(conversation(again, CASE, "Re: 返品", AT))[:27] == index


def test_mails_of_one_case_share_a_head_and_others_do_not():
    first = index_of(conversation(None, CASE, "返品", AT))
    later = index_of(conversation(None, CASE, "返品", AT + timedelta(days=3)))
    other = index_of(conversation(None, CaseId("case-2"), "返品", AT))
    assert len(first) == 22
    assert first[6:] == later[6:] != other[6:]


@pytest.mark.parametrize("broken", ["", "!!!", "AdFbXQ==", "A" * 4000])
def test_a_broken_index_is_not_gone_on_with(broken):
    assert len(index_of(conversation(mail_with(broken), CASE, "s", AT))) == 22


@pytest.mark.parametrize(
    ("subject", "topic"),
    [("Re: RE: 返品", "返品"), ("Fwd: Re: order", "order"), ("rest: Re: x", "rest: Re: x")],
)
def test_the_topic_is_the_subject_without_marks(subject, topic):
    assert dict(conversation(None, CASE, subject, AT))[TOPIC] == topic


def test_no_subject_gives_no_topic_and_a_long_thread_stays_short():
    assert TOPIC not in dict(conversation(None, CASE, "Re: ", AT))
    endless = base64.b64encode(THEIRS + bytes(5 * 300)).decode()
    assert len(index_of(conversation(mail_with(endless), CASE, "s", AT))) <= 22 + 21 * 5
