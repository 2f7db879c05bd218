"""What Japanese mailers really write: charsets that lie, names in every form, files in the text."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from mailroom.mail.reading.parse import parse_mail

WORDS = "返品の件①㈱髙島ﾃｽﾄ～"
NAME = "見積書①.pdf"
SJIS = WORDS.encode("cp932")


def b64(data: bytes) -> str:
    return b64encode(data).decode()


def text_of(label: str, data: bytes) -> str:
    head = f"Content-Type: text/plain; charset={label}\r\n\r\n" if label else "Subject: s\r\n\r\n"
    return parse_mail(head.encode() + data).text


def name_of(disposition: str | bytes, kind: str = "application/pdf") -> str:
    if isinstance(disposition, str):
        disposition = disposition.encode()
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: "
        + kind.encode() + b"\r\nContent-Disposition: attachment; " + disposition
        + b"\r\n\r\nX\r\n--b--\r\n"
    )  # fmt: skip
    return parse_mail(raw).attachments[0].filename


@pytest.mark.parametrize(
    "label",
    ["shift_jis", "MS932", '"Shift_JIS"', "x-ms-cp932", "euc-jp", "utf-8", "us-ascii", "",
     "unknown-8bit", "iso-8859-1", "iso-2022-jp"],
)  # fmt: skip
def test_shift_jis_under_any_label(label: str) -> None:
    """With half-width kana, which no other language's bytes give between kanji and kana."""
    assert text_of(label, SJIS) == WORDS


def test_korean_and_russian_are_not_taken_for_it() -> None:
    assert text_of("", "안녕하세요. 반품 문의드립니다.".encode("cp949")) == (
        "안녕하세요. 반품 문의드립니다."
    )
    assert text_of("", "Добрый день, спасибо за ответ".encode("cp1251")) == (
        "Добрый день, спасибо за ответ"
    )


def test_jis_without_its_escapes() -> None:
    assert text_of("iso-2022-jp", b"$BJVIJ$G$9(B") == "返品です"
    assert text_of("iso-2022-jp", b"it costs $B1000 (B)") == "it costs $B1000 (B)"


@pytest.mark.parametrize(
    ("label", "codec"),
    [("unicode", "utf-16"), ("utf-16", "utf-16-be"), ("utf-16le", "utf-16-le"), ("", "utf-16")],
)
def test_wide_characters(label: str, codec: str) -> None:
    assert text_of(label, "返品の件".encode(codec)) == "返品の件"


@pytest.mark.parametrize("codec", ["iso-2022-jp", "shift_jis", "euc-jp", "utf-8"])
def test_words_may_be_cut_anywhere(codec: str) -> None:
    data = "返品の件でございます".encode(codec)
    for cut in range(1, len(data)):
        words = f"=?{codec}?B?{b64(data[:cut])}?=\r\n =?{codec}?B?{b64(data[cut:])}?="
        assert parse_mail(f"Subject: {words}\r\n\r\n".encode()).subject == "返品の件でございます"


@pytest.mark.parametrize(
    "disposition",
    [
        f"filename*=utf-8''{quote(NAME)}",
        f"filename*=Shift_JIS'ja'{quote(NAME.encode('cp932'))}",
        f"filename*=''{quote(NAME)}",
        f"filename*={quote(NAME)}",
        f"filename*=\"utf-8''{quote(NAME)}\"",
        f'filename="=?utf-8?B?{b64(NAME.encode())}?="',
        f"filename==?utf-8?B?{b64(NAME.encode())}?=",
        f'filename="=?utf-8?B?{b64(NAME[:2].encode())}?=\r\n =?utf-8?B?{b64(NAME[2:].encode())}?="',
        b'filename="' + NAME.encode("cp932") + b'"',
        b'filename="' + NAME.encode() + b'"',
        b"filename=" + NAME.encode("cp932"),
        f'filename="{quote(NAME)}"',
    ],
)
def test_a_name_in_every_form(disposition: str | bytes) -> None:
    assert name_of(disposition) == NAME


def test_a_name_with_a_percent_sign_stays() -> None:
    assert name_of('filename="100%25 off.pdf"') == "100%25 off.pdf"
    assert name_of('filename="rate%E8.pdf"') == "rate%E8.pdf"


def test_a_second_byte_that_is_a_backslash() -> None:
    assert name_of(b'filename="' + "予定表.xls".encode("cp932") + b'"') == "予定表.xls"


def test_files_written_into_the_text() -> None:
    raw = (
        b"Content-Type: text/plain; charset=shift_jis\r\n\r\n" + "写真です".encode("cp932")
        + b"\r\nbegin 644 " + "写真.txt".encode("cp932") + b"\r\n#0V%T\r\n`\r\nend\r\nbye\r\n"
    )  # fmt: skip
    mail = parse_mail(raw)
    [file] = mail.attachments
    assert (file.filename, file.content_type, file.content) == ("写真.txt", "text/plain", b"Cat")
    assert mail.text == "写真です\nbye"


def test_a_sentence_that_begins_so_is_no_file() -> None:
    raw = b"Content-Type: text/plain\r\n\r\nbegin 644 times\r\nwith the\r\nend\r\n"
    assert parse_mail(raw).attachments == ()
