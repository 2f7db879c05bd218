"""Written by a machine or by a person: the list of behaviours 5.3, point by point.

A machine taken for a person shows a mail too many; a person taken for a machine is not heard. So
in doubt it is a person.
"""

import pytest

from mailroom.domain.mails import Automatic
from mailroom.mail.machines.automatic import automatic_of
from mailroom.mail.machines.bounces import read_bounce
from mailroom.mail.reading.parse import parse_mail

OWN = frozenset({"support@example.org"})
NO, REPLY, LIST, BOUNCE = Automatic.NO, Automatic.REPLY, Automatic.LIST, Automatic.BOUNCE
ANSWERS = "In-Reply-To: <1@example.org>\n"


def kind(fields: str, body: str = "本文") -> Automatic:
    mail = parse_mail(f"From: 山田 <taro@shop.example>\n{fields}\n\n{body}".encode())
    return automatic_of(mail, OWN, read_bounce(mail))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # Auto-Submitted present and not "no"
        ("Auto-Submitted: auto-replied", REPLY),
        ("AUTO-SUBMITTED: AUTO-GENERATED", REPLY),
        ("auto-submitted: auto-replied; owner-email=x@y.example", REPLY),
        ("Auto-Submitted: no", NO),
        ("Auto-Submitted: No", NO),
        ("Auto-Submitted: no (a person)", NO),
        # X-Auto-Response-Suppress
        ("X-Auto-Response-Suppress: All", REPLY),
        ("x-auto-response-suppress: oof, autoreply", REPLY),
        ("X-Auto-Response-Suppress: DR, RN, NRN", NO),
        (f"{ANSWERS}X-Auto-Response-Suppress: All", NO),  # somebody at a help desk answers us
        (f"{ANSWERS}X-Auto-Response-Suppress: All\nAuto-Submitted: auto-replied", REPLY),
        # Precedence and X-Precedence
        ("Precedence: bulk", LIST),
        ("Precedence: JUNK", LIST),
        ("X-Precedence: list", LIST),
        ("Precedence: auto_reply", REPLY),
        ("Precedence: normal", NO),
        # the X-Auto… family
        ("X-Autoreply: yes", REPLY),
        ("X-AUTORESPOND: 1", REPLY),
        ("X-Autoresponder: x", REPLY),
        ("X-Autoresponse: x", REPLY),
        ("X-Autoreply: no", NO),
        ("X-Loop: yes", REPLY),
        ("X-Loop: True", REPLY),
        ("X-Loop: support@shop.example", NO),
        ("X-FC-MachineGenerated: true", REPLY),
        ("X-Mailroom-Loop: team", REPLY),
        # lists make a case and are never answered
        ("List-Id: <news.shop.example>", LIST),
        ("List-Unsubscribe: <mailto:x@y.example>", LIST),
        ("List-Id: <support.example.org>\nPrecedence: list", NO),
        # nobody to answer to
        ("Return-Path: <>", REPLY),
        ("Return-Path: <taro@shop.example>", NO),
        # subjects, last
        ("Subject: 自動返信: お問い合わせ", REPLY),
        ("Subject: 自動応答：お問い合わせ", REPLY),
        ("Subject: 【自動返信】お問い合わせを受け付けました", REPLY),
        ("Subject: [自動返信] お問い合わせ", REPLY),
        ("Subject: (自動応答)お問い合わせ", REPLY),
        ("Subject: お問い合わせありがとうございます【自動返信】", REPLY),
        ("Subject: 自動返信メール", REPLY),
        ("Subject: 【不在通知】返品について", REPLY),
        ("Subject: 不在通知: 返品について", REPLY),
        ("Subject: Automatic reply: 返品", REPLY),
        ("Subject: Out of Office: 返品", REPLY),
        (f"{ANSWERS}Subject: 不在のお知らせ", REPLY),
        (f"{ANSWERS}Subject: 不在のお知らせ: 返品について", REPLY),
        (f"{ANSWERS}Subject: 夏季休業のお知らせ", REPLY),
        (f"{ANSWERS}Subject: 年末年始休業のご案内(返品について)", REPLY),
        (f"{ANSWERS}Subject: 【山田商店】臨時休業のお知らせ", REPLY),
        # people
        ("Subject: Re: 自動返信: お問い合わせ", NO),
        ("Subject: RE: 【自動返信】お問い合わせ", NO),
        ("Subject: Re: お問い合わせありがとうございます【自動返信】", NO),
        ("Subject: Fw: 不在通知: 返品", NO),
        ("Subject: 自動返信について", NO),
        ("Subject: 自動返信が届きません", NO),
        ("Subject: 【質問】自動返信メールの設定", NO),
        ("Subject: 夏季休業のお知らせ", NO),  # a notice to everybody, maybe with a question
        (f"{ANSWERS}Subject: Re: 夏季休業のお知らせ", NO),
        (f"{ANSWERS}Subject: 不在の場合の再配達について", NO),
        (f"{ANSWERS}Subject: 休業日について教えてください", NO),
        (f"{ANSWERS}Subject: 出張修理のお願い", NO),
        ("Subject: 返品", NO),
    ],
)
def test_knows_machines_from_people(fields: str, expected: Automatic) -> None:
    assert kind(fields) is expected


@pytest.mark.parametrize("sender", ["MAILER-DAEMON@mx.example", "mailer-daemon@MX.example"])
def test_the_daemon_is_a_machine(sender: str) -> None:
    mail = parse_mail(f"From: {sender}\nSubject: x\n\nx".encode())
    assert automatic_of(mail, OWN, read_bounce(mail)) is BOUNCE
