"""Bytes to text: what Japanese mailers really send under the labels they give it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.reading.charset import codec_of, declared_in_html, decode, decode_as

JAPANESE = "お世話になっております。①㈱の請求書～ﾊﾝｶｸ"


@pytest.mark.parametrize(
    ("data", "label", "text"),
    [
        (b"\x1b$B-!-j\x1b(B x", "iso-2022-jp", "①㈱ x"),  # NEC row 13
        (b"\x1b$B|q\x1b(B", "ISO-2022-JP", "ⅰ"),  # NEC-selected IBM extension
        (b"a\x1b(I1!\x1b(Bb", "iso-2022-jp", "aｱ｡b"),  # half-width kana by escape
        (b"\x0e1!\x0fb", "iso-2022-jp", "ｱ｡b"),  # by shift
        (b"\xb1\xb2", "iso-2022-jp", "ｱｲ"),  # raw eight-bit
        (b"\x1b$B!A\x1b(B", "iso-2022-jp", "～"),  # as Windows reads it, one wave dash for all
        (b"\x1b(Jhttp://x/~y\x1b(B", "iso-2022-jp", "http://x/~y"),
        (b"\x1b$(Q-!\x1b(B", "iso-2022-jp-2004", "①"),
        ("髙﨑㈱".encode("cp932"), "shift_jis", "髙﨑㈱"),
        ("表示ソ".encode("cp932"), "x-sjis", "表示ソ"),
        (b"\xad\xa1\xa4\xa2", "euc-jp", "①あ"),
        ("朱镕基".encode("gb18030"), "gb2312", "朱镕基"),
        ("똠방각하".encode("cp949"), "ks_c_5601-1987", "똠방각하"),
        (b"\x93quoted\x94", "iso-8859-1", "“quoted”"),
        (b"+AGEAYg-", "utf-7", "ab"),
        (b"\xff\xfea\x00", "utf-16", "a"),
        (b"\xef\xbb\xbfa", "utf-8", "a"),
    ],
)
def test_reads_what_the_label_means(data, label, text):
    assert decode(data, label).text == text


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
@pytest.mark.parametrize("label", ["", "us-ascii", "iso-8859-1", "x-unknown", "iso-2022-jp"])
def test_finds_japanese_under_a_wrong_or_missing_label(codec, label):
    text = "お世話になっております。請求書の件です。"
    assert decode(text.encode(codec), label).text == text


@pytest.mark.parametrize("label", ["", "us-ascii", "utf-8", "shift_jis", "iso-8859-1"])
def test_finds_iso_2022_jp_under_any_label(label):
    assert decode(b"\x1b$BJVIJ\x1b(B", label).text == "返品"


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("Größe, façade, naïve", "cp1252", ""),
        ("Größe, façade, naïve", "cp1252", "utf-8"),
        ("привет, это письмо", "koi8-r", ""),
        ("привет, это письмо", "cp1251", ""),
        ("안녕하세요 반갑습니다", "cp949", ""),
    ],
)
def test_guesses_other_scripts(text, codec, label):
    assert decode(text.encode(codec), label).text == text


def test_uses_the_charset_named_elsewhere_in_the_mail():
    text = "您好请问退货"
    assert decode(text.encode("big5", "ignore"), "", "big5").text == "您好退"


def test_one_broken_byte_does_not_turn_utf8_into_something_else():
    data = "長い文章の途中で切れた".encode()[:-1]
    assert decode(data, "utf-8").text == "長い文章の途中で切れ\ufffd"


@pytest.mark.parametrize(
    "label", ["zlib", "rot13", "idna", "punycode", "unicode_escape", "hex", "\0"]
)
def test_a_label_can_never_name_a_transform(label):
    assert codec_of(label) == ""
    assert decode(b"abc", label).text == "abc"


def test_controls_and_surrogates_never_survive():
    assert decode(b"a\0b\x1bc\x7f", "us-ascii").text == "abc"
    assert decode(b"+2AA-x", "utf-7").text == "x"


def test_says_whether_the_label_was_right():
    assert decode("é".encode("cp1252"), "iso-8859-1").as_labelled
    assert not decode("返品です。".encode("cp932"), "utf-8").as_labelled


def test_reads_as_a_person_chooses():
    assert decode_as("返品".encode("euc_jp"), "euc-jp") == "返品"
    assert "\ufffd" in decode_as("返品".encode("euc_jp"), "utf-8")


def test_reads_the_charset_an_html_text_names():
    assert (
        declared_in_html(b'<meta http-equiv=x content="text/html; charset=Shift_JIS">')
        == "Shift_JIS"
    )
    assert declared_in_html(b"<p>none</p>") == ""


@given(
    st.binary(max_size=300),
    st.sampled_from(
        [
            "",
            "iso-2022-jp",
            "shift_jis",
            "utf-8",
            "utf-7",
            "utf-16",
            "hz",
            "big5",
            "iso-2022-kr",
            "no such",
        ]
    ),
)
def test_any_bytes_give_storable_text(data, label):
    text = decode(data, label).text
    text.encode("utf-8")
    assert "\0" not in text
    assert "\x1b" not in text


@given(st.text(alphabet=JAPANESE, max_size=60))
def test_what_windows_writes_reads_back(text):
    assert decode(text.encode("cp932"), "shift_jis").text == text
    assert decode(text.encode(), "utf-8").text == text
