"""The score of a garbled text: high for what one charset makes of another, else low."""

import pytest

from mailroom.mail.reading import charset
from mailroom.mail.reading.garbled import LOOKS_WRONG, garbled, looks_garbled, strangeness
from mailroom.mail.reading.parse import parse_mail

WORDS = "返品についてお問い合わせします。よろしくお願いいたします。東京都港区"
MEANT = [
    WORDS,
    "①②③㈱髙﨑〜－ Ｗｅｂ",
    "ﾊﾝｶｸｶﾅのテスト、ﾃｽﾄ｡",
    "Crème brûlée à la façon de l’été",
    "Grüße aus München für Äpfel – “quoted”",
    "这是您的订单，请查收。",
    "한국어 메일입니다.",
    "Привет, как дела?",
    "plain words, $100 (B) and $B",
    "",
]
MISREAD = [
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("utf-8", "cp932"),
    ("utf-8", "euc-jp"),
    ("cp932", "cp1252"),
    ("cp932", "latin-1"),
    ("cp932", "utf-8"),
    ("cp932", "euc-jp"),
    ("euc-jp", "cp932"),
    ("euc-jp", "latin-1"),
    ("euc-jp", "utf-8"),
]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert not looks_garbled(text)


@pytest.mark.parametrize(("written", "read"), MISREAD)
def test_what_one_charset_makes_of_another_is_seen(written: str, read: str) -> None:
    text = WORDS.encode(written).decode(read, "replace")
    assert garbled(text) > LOOKS_WRONG
    assert looks_garbled(text)
    assert strangeness(WORDS) < strangeness(text)


def test_escapes_that_a_server_took_out_are_seen_and_put_back() -> None:
    bare = WORDS.encode("iso2022_jp").replace(b"\x1b", b"")
    assert looks_garbled(bare.decode("ascii"))
    assert charset.decode_chosen(bare, "iso-2022-jp").text == WORDS


def test_what_was_converted_twice_is_unwound() -> None:
    words = "価格は10,000円です"
    data = words.encode("utf-8").decode("latin-1").encode("utf-8")
    assert charset.decode_chosen(data, charset.TWICE).text == words


LIES = [
    ("cp932", "utf-8"),
    ("euc-jp", "iso-2022-jp"),
    ("utf-8", "shift_jis"),
    ("gb18030", "utf-8"),
    ("iso-2022-jp", "us-ascii"),
]


@pytest.mark.parametrize(("really", "declared"), LIES)
def test_a_mail_is_read_as_a_person_says(really: str, declared: str) -> None:
    words = "返品について"
    raw = (
        b"Subject: " + words.encode(really) + b"\r\nFrom: " + words.encode(really) + b" <a@b>\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/plain; charset=" + declared.encode() + b"\r\n\r\n"
        + words.encode(really) + b"\r\n--b\r\nContent-Type: application/pdf\r\n"
        b'Content-Disposition: attachment; filename="' + words.encode(really) + b'.pdf"\r\n\r\n'
        b"--b--\r\n"
    )  # fmt: skip
    mail = parse_mail(raw, charset=really)
    assert (mail.subject, mail.from_[0][0], mail.text) == (words, words, words)
    assert mail.attachments[0].filename == f"{words}.pdf"


def test_words_that_their_own_label_reads_well_stay() -> None:
    raw = (
        b"Subject: =?utf-8?B?6L+U5ZOB?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\x95\xd4"
    )
    mail = parse_mail(raw, charset="cp932")
    assert (mail.subject, mail.text) == ("返品", "返")
