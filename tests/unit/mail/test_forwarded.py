"""Who wrote the mail inside a forwarded one, as the programs people use write it."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from mailroom.domain.people import Address
from mailroom.mail.forwarded import author_inside
from mailroom.mail.reading.parse import parse_mail

OWN = frozenset({"support@shop.example"})
COLLEAGUE = "鈴木 <suzuki@shop.example>"
YAMADA = Address(name="山田 太郎", addr="taro@yamada.example")

OUTLOOK_JA = """\
お客様からです。対応をお願いします。

________________________________
差出人: 山田 太郎 <Taro@yamada.example>
送信日時: 2026年11月20日金曜日 9:12
宛先: 鈴木 <suzuki@shop.example>
件名: 見積のお願い

見積をお願いします。
"""
OUTLOOK_CLASSIC_JA = """\
-----Original Message-----
From: 山田 太郎 [mailto:taro@yamada.example]
Sent: Friday, November 20, 2026 9:12 AM
To: 鈴木
Subject: 見積のお願い

見積をお願いします。
"""
GMAIL = """\
---------- Forwarded message ---------
From: 山田 太郎 <taro@yamada.example>
Date: 2026年11月20日(金) 9:12
Subject: 見積のお願い
To: 鈴木 <suzuki@shop.example>

見積をお願いします。
"""
THUNDERBIRD_JA = """\
よろしく

-------- 転送メッセージ --------
件名:  見積のお願い
送信日時:  Fri, 20 Nov 2026 09:12:00 +0900
差出人:  山田 太郎 <taro@yamada.example>
宛先:  suzuki@shop.example
日時: 2026/11/20

見積をお願いします。
"""
APPLE = """\
> 転送されたメッセージ:
>
> 差出人: 山田 太郎 <taro@yamada.example>
> 件名: 見積のお願い
> 日付: 2026年11月20日 9:12:00 JST
> 宛先: suzuki@shop.example
>
> 見積をお願いします。
"""
ROUND = """\
From: 山田 太郎（taro@yamada.example）
Date: 2026/11/20
To: suzuki@shop.example

見積
"""
TWICE = """\
From: 佐藤 <sato@shop.example>
Sent: Friday
To: 鈴木 <suzuki@shop.example>
Subject: FW: 見積のお願い

回します。

From: 山田 太郎 <taro@yamada.example>
Sent: Friday
To: 佐藤 <sato@shop.example>
Subject: 見積のお願い

見積をお願いします。
"""


def inside(text: str, *, subject: str = "Fwd: 見積", sender: str = COLLEAGUE, html: bool = False):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "support@shop.example", subject
    mail.set_content(text, subtype="html" if html else "plain", charset="utf-8")
    return author_inside(parse_mail(mail.as_bytes()), OWN)


@pytest.mark.parametrize(
    "text", [OUTLOOK_JA, OUTLOOK_CLASSIC_JA, GMAIL, THUNDERBIRD_JA, APPLE, ROUND, TWICE]
)
@pytest.mark.parametrize("subject", ["Fwd: 見積", "FW: 見積", "転送: 見積", "Fw：見積"])
def test_the_writer_of_the_mail_inside_is_found(text: str, subject: str) -> None:
    assert inside(text, subject=subject) == YAMADA


def test_the_writer_is_found_in_html() -> None:
    html = (
        "<div>お願いします</div><hr><div><b>差出人:</b> 山田 太郎 &lt;taro@yamada.example&gt;<br>"
        "<b>送信日時:</b> 2026年11月20日 9:12<br><b>宛先:</b> 鈴木<br><b>件名:</b> 見積</div>"
    )
    assert inside(html, html=True) == YAMADA


def test_the_writer_of_an_attached_mail_is_found() -> None:
    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = "山田 太郎 <taro@yamada.example>", "見積のお願い"
    inner.set_content("見積をお願いします。", charset="utf-8")
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = COLLEAGUE, "support@shop.example"
    mail["Subject"] = "FW: 見積のお願い"
    mail.set_content("添付のとおりです。", charset="utf-8")
    mail.add_attachment(inner)
    assert author_inside(parse_mail(mail.as_bytes()), OWN) == YAMADA


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (OUTLOOK_JA, {"subject": "見積"}),  # passes nothing on
        (OUTLOOK_JA, {"subject": "Re: Fwd: 見積"}),  # answers what was passed on
        ("From: 山田 <taro@yamada.example>\n\n見積", {}),  # no block, a line
        ("差出人: 山田 太郎\n送信日時: 金曜日\n宛先: 鈴木\n件名: 見積", {}),  # no address
        (GMAIL.replace("taro@yamada", "tanaka@shop"), {}),  # one of us
        (GMAIL, {"sender": "山田 <taro@yamada.example>"}),  # their own
        ("", {}),
    ],
)
def test_nobody_is_made_up(text: str, more: dict) -> None:
    assert inside(text, **more) is None


def test_a_long_text_is_read_in_no_time() -> None:
    assert inside("From: x\n" * 40_000 + GMAIL) is None
    assert inside(("> " * 400 + "From:" + " " * 400 + "\n") * 500) is None
