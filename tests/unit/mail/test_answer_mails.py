"""Whole answers as mail programs make them: parts, charsets, quotes, marks (N07)."""

import base64
import quopri

import pytest

from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.ids import MailKey
from mailroom.mail.answers import ReadAnswer, read_answer
from mailroom.mail.reading.card import body_of
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.writing.tags import find_tags

TOKEN = "0123456789AB-1-ABCDEF012345"
LETTER = (
    "承認のお願い: 差額を返金してよいですか\n"
    "回答期限: 11/24(火) 15:40\n"
    "1 行目に「承認する」か「承認しない」と書いて返信してください。\n\n"
    "返信の 1 行目に書く言葉: 承認する / 承認しない / 差し戻す\n\n"
    f"(下の行は消さずに返信してください)\nmailroom:esc:{TOKEN}\n"
)
LETTER_HTML = (
    "<p><b>承認のお願い: 差額を返金してよいですか</b></p><p>回答期限: 11/24(火) 15:40</p>"
    '<table><tr><td><a href="mailto:x"><b>承認する</b></a></td></tr></table>'
    '<table><tr><td><a href="mailto:x"><b>承認しない</b></a></td></tr></table>'
    f"<div>(下の行は消さずに返信してください)<br>mailroom:esc:{TOKEN}</div>"
)
QUOTED = "".join(f"> {line}\n" for line in LETTER.splitlines())
HEADERS = (
    "From: =?utf-8?B?5L2Q6Jek?= <sato@hq.example>\r\nTo: desk@shop.example\r\n"
    "Date: Tue, 24 Nov 2026 14:20:00 +0900\r\nMessage-ID: <a@hq.example>\r\n"
    "Subject: =?utf-8?B?UmU6IOOAkEwzL+WbnuetlOacn+mZkOOAkeaJv+iqjeOBruOBiumhmOOBhA==?=\r\n"
    "MIME-Version: 1.0\r\n"
)


def plain(text: str, charset: str = "utf-8", encoding: str = "base64", more: str = "") -> bytes:
    data = text.replace("\n", "\r\n").encode(charset)
    packed = {
        "base64": base64.encodebytes(data).replace(b"\n", b"\r\n"),
        "quoted-printable": quopri.encodestring(data).replace(b"\n", b"\r\n"),
        "7bit": data,
        "8bit": data,
    }[encoding]
    head = f'Content-Type: text/plain; charset="{charset}"{more}\r\n'
    head += f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    return HEADERS.encode() + head.encode() + packed


def html(source: str, text: str | None = None) -> bytes:
    """Return an HTML mail, alone or beside its plain text."""
    part = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    part += base64.encodebytes(source.encode()).replace(b"\n", b"\r\n")
    if text is None:
        return HEADERS.encode() + part
    other = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    other += base64.encodebytes(text.encode()).replace(b"\n", b"\r\n")
    head = b'Content-Type: multipart/alternative; boundary="=b="\r\n\r\n'
    return HEADERS.encode() + head + b"--=b=\r\n" + other + b"--=b=\r\n" + part + b"--=b=--\r\n"


OUTLOOK = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><div class="WordSection1">'
    '<p class="MsoNormal">お疲れ様です。佐藤です。<o:p></o:p></p>'
    '<p class="MsoNormal">承認します。<o:p></o:p></p>'
    '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
    '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">'
    "<b>差出人<span lang=EN-US>:</span></b> 返品窓口 &lt;desk@shop.example&gt;<br>"
    "<b>送信日時:</b> 2026年11月24日 14:10<br><b>宛先:</b> 佐藤<br><b>件名:</b> 承認のお願い"
    f"<o:p></o:p></p></div>{LETTER_HTML}</div></body></html>"
)
GMAIL = (
    '<div dir="ltr">承認しません。金額の根拠が必要です。</div><br><div class="gmail_quote">'
    '<div dir="ltr" class="gmail_attr">2026年11月24日(火) 14:10 返品窓口 &lt;'
    '<a href="mailto:desk@shop.example">desk@shop.example</a>&gt;:<br></div>'
    f'<blockquote class="gmail_quote" style="margin:0">{LETTER_HTML}</blockquote></div>'
)
IPHONE = (
    '<html><body dir="auto">了解しました。<div><br><div dir="ltr">iPhoneから送信</div>'
    '<div dir="ltr"><br><blockquote type="cite">2026/11/24 14:10、返品窓口 '
    "&lt;desk@shop.example&gt;のメール:<br><br></blockquote></div>"
    f'<blockquote type="cite"><div dir="ltr">{LETTER_HTML}</div></blockquote></div></body></html>'
)
OUTLOOK_PHONE = (
    '<html><body><div dir="auto">引き受けます</div><div id="ms-outlook-mobile-signature">'
    '<a href="https://aka.ms/o0ukef">Outlook for iOS</a> を入手</div><hr>'
    '<div id="divRplyFwdMsg"><b>差出人:</b> 返品窓口 &lt;desk@shop.example&gt;<br>'
    "<b>送信日時:</b> Tuesday, November 24, 2026 2:10:00 PM<br><b>宛先:</b> 佐藤<br>"
    f"<b>件名:</b> 承認のお願い</div>{LETTER_HTML}</body></html>"
)
MAILS = {
    "thunderbird, flowed": (
        plain(
            f"承認します。\n\nOn 2026/11/24 14:10, 返品窓口 wrote:\n{QUOTED}",
            more="; format=flowed",
        ),
        AnswerKind.APPROVE,
        "承認します。",
    ),
    "iso-2022-jp of an old Japanese program": (
        plain(
            "承認致します。\n\n-----Original Message-----\nFrom: 返品窓口\nSent: x\nTo: y\n\n"
            + LETTER,
            "iso-2022-jp",
            "7bit",
        ),
        AnswerKind.APPROVE,
        "承認致します。",
    ),
    "shift_jis of a phone, bottom-posted": (
        plain(f"{QUOTED}\n差し戻します。\n", "shift_jis", "8bit"),
        AnswerKind.HAND_BACK,
        "差し戻します。",
    ),
    "quoted-printable, no quote but the tag": (
        plain(f"今は対応できない\n\nmailroom:esc:{TOKEN}\n", encoding="quoted-printable"),
        AnswerKind.BUSY,
        "今は対応できない",
    ),
    "outlook, html alone": (
        html(OUTLOOK),
        AnswerKind.APPROVE,
        "お疲れ様です。佐藤です。\n承認します。",
    ),
    "gmail, html alone": (
        html(GMAIL),
        AnswerKind.REJECT,
        "承認しません。金額の根拠が必要です。",
    ),
    "gmail, both": (
        html(
            GMAIL,
            "承認しません。金額の根拠が必要です。\n\n"
            f"2026年11月24日(火) 14:10 返品窓口 <desk@shop.example>:\n\n{QUOTED}",
        ),
        AnswerKind.REJECT,
        "承認しません。金額の根拠が必要です。",
    ),
    "iphone, html alone": (html(IPHONE), AnswerKind.ACKNOWLEDGE, "了解しました。"),
    "outlook on a phone, html alone": (html(OUTLOOK_PHONE), AnswerKind.TAKE, "引き受けます"),
    "nothing but the quote": (plain(QUOTED), AnswerKind.WORDS, ""),
    "outlook, nothing typed": (
        html(OUTLOOK.replace("承認します。", "").replace("お疲れ様です。佐藤です。", "")),
        AnswerKind.WORDS,
        "",
    ),
}


def answer_of(raw: bytes) -> ReadAnswer:
    parsed = parse_mail(raw)
    return read_answer(body_of(parsed, MailKey("k")).text, parsed.subject)


@pytest.mark.parametrize("name", list(MAILS))
def test_N07_a_mail_as_its_program_makes_it(name):
    raw, kind, words = MAILS[name]
    answer = answer_of(raw)
    assert (answer.kind, answer.words) == (kind, words)
    parsed = parse_mail(raw)
    assert f"esc:{TOKEN}" in find_tags(parsed.subject, parsed.text, parsed.html)


def test_a_token_in_an_attached_file_is_not_in_the_mail():
    fence = "--=b=\r\nContent-Type: text/plain\r\n"
    raw = (
        HEADERS + 'Content-Type: multipart/mixed; boundary="=b="\r\n\r\n' + fence + "\r\nhello\r\n"
    )
    raw += fence.rstrip() + "\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
    raw += f"mailroom:esc:{TOKEN}\r\n--=b=--\r\n"
    parsed = parse_mail(raw.encode())
    assert find_tags(parsed.subject, parsed.text, parsed.html) == ()
