"""Header blocks and the words in them."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.reading.headers import (
    clean_line,
    decode_base64,
    decode_words,
    read_block,
    unfold,
)


def word(data: bytes, label: str = "iso-2022-jp") -> bytes:
    return b"=?" + label.encode() + b"?B?" + base64.b64encode(data) + b"?="


RETURNS = "返品について".encode("iso2022_jp")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b"plain", "plain"),
        (b"a =?utf-8?Q?b_c?= =?utf-8?Q?d?= e", "a b cd e"),
        (b"x=?utf-8?Q?y?=z", "xyz"),
        (word(RETURNS) + b"\r\n " + word(RETURNS), "返品について返品について"),
        (word(RETURNS[:6]) + b" " + word(RETURNS[6:]), "返品について"),  # cut inside the kanji
        (word(RETURNS[:5]) + b" " + word(RETURNS[5:]), "返品について"),  # inside one character
        (word(RETURNS[:-3]) + b" " + word(b"abc"), "返品についてabc"),  # never shifted back
        (b"=?utf-8?B?44GC44G?= =?utf-8?B?E?=", "あい"),  # base64 cut inside a quantum
        (b"=?utf-8?B?44GC44GE", "=?utf-8?B?44GC44GE"),  # never closed
        (b"=?utf-8?Q?What??=", "What?"),
        (b"=?iso-8859-1*de?Q?Gr=FC=DFe?=", "Grüße"),
        (b"=?UTF-8?b?" + base64.b64encode("件名".encode()).rstrip(b"=") + b"?=", "件名"),
        ("返品".encode(), "返品"),
        ("返品です".encode("cp932"), "返品です"),
        (RETURNS, "返品について"),
        (b"=?utf-8?Q?a=0D=0ABcc:_evil@example.org?=", "a Bcc: evil@example.org"),
        (
            "=?utf-8?B?{}?=".format(
                base64.b64encode("a\u202egnp.exe\u2028b\0".encode()).decode()
            ).encode(),
            "agnp.exe b",
        ),
        (b"=?no-such?Q?abc?=", "abc"),
    ],
)
def test_decodes_words_as_mailers_write_them(value, text):
    assert decode_words(unfold(value)) == text


def test_unfolds_to_one_space():
    assert unfold(b" a\r\n\tb \r\n  c\td ") == b"a b c d"


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        (b"QUJD\r\nQQ==\r\n", b"ABCA"),
        (b"QUJDQQ==QkI=", b"ABCABB"),  # two encoded pieces, one after the other
        (b"QUJDR", b"ABC"),
        (b"QU!JD", b"ABC"),
        (b"QQ==\r\n-- \r\nlist footer", b"A"),
        (b"", b""),
    ],
)
def test_decodes_base64_of_any_quality(data, decoded):
    assert decode_base64(data) == decoded


def block(raw: bytes):
    return read_block(raw, 0, len(raw))


def test_reads_fields_by_name_in_order():
    found = block(b"Subject: a\r\nX: 1\r\n  2\r\nx: 3\r\n\r\nbody")
    assert found.headers.raw("subject") == b"a"
    assert found.headers.all_raw("x") == [b"1 2", b"3"]
    assert found.body == len(b"Subject: a\r\nX: 1\r\n  2\r\nx: 3\r\n\r\n")


@pytest.mark.parametrize(
    ("raw", "subject", "body"),
    [
        (b"From me Mon\nSubject: a\n\nb", b"a", b"b"),
        (b"Subject: a\nstray words\nTo: x@y.z\n\nb", b"a", b"b"),
        (
            b"Subject: a\nThe text begins at once\nand goes on\n\nto the end",
            b"a",
            b"The text begins at once\nand goes on\n\nto the end",
        ),
        (b"\nno header at all", b"", b"no header at all"),
        (b"\r\r\nno header at all", b"", b"no header at all"),
        (b"Subject: a", b"a", b""),
        (b"Subject : a\r\r\n\r\r\nb", b"a", b"b"),
    ],
)
def test_finds_where_the_body_begins(raw, subject, body):
    found = block(raw)
    assert found.headers.raw("subject") == subject
    assert raw[found.body :] == body


def test_caps_one_field_and_still_reads_the_next():
    found = block(b"To: " + b"a@b.c, " * 100_000 + b"\nSubject: after\n\n")
    assert found.headers.raw("subject") == b"after"
    assert len(found.headers.raw("to")) <= 64 * 1024


def test_caps_the_number_of_fields():
    found = block(b"".join(b"X-%d: 1\n" % n for n in range(50_000)) + b"\nbody")
    assert len(list(found.headers)) == 2_000
    assert "too many header fields" in found.defects


@given(st.text(max_size=80))
def test_a_cleaned_line_is_one_line_and_cleaning_is_done_once(text):
    line = clean_line(text)
    assert not set(line) & set("\0\r\n\u2028\u2029\u202e\x1b")
    line.encode("utf-8")
    assert clean_line(line) == line


@given(st.binary(max_size=200))
def test_any_bytes_decode_to_a_clean_line(data):
    line = decode_words(data)
    assert "\n" not in line
    line.encode("utf-8")
