"""Content-Type, Content-Disposition and file names in every legal and illegal form."""

import base64

import pytest

from mailroom.mail.reading.filenames import safe_name
from mailroom.mail.reading.headers import Headers
from mailroom.mail.reading.parameters import content_type, disposition, file_name

INVOICE = "請求書.pdf"
JIS = INVOICE.encode("iso2022_jp")


def headers(shown: bytes | str = b"", kind: bytes | str = b"") -> Headers:
    def raw(value: bytes | str) -> bytes:
        return value.encode() if isinstance(value, str) else value

    return Headers({b"content-disposition": [raw(shown)], b"content-type": [raw(kind)]})


def named(shown: bytes | str = b"", kind: bytes | str = b"") -> str:
    fields = headers(shown, kind)
    return file_name(content_type(fields), disposition(fields))


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename=a b c.pdf", "a b c.pdf"),
        ('attachment; filename="a;b.txt"; size=3', "a;b.txt"),
        ('attachment; filename="a\\"b.txt"', 'a"b.txt'),
        ('attachment; filename="C:\\dir\\x.txt"', "C:\\dir\\x.txt"),
        ('attachment; filename="unterminated.txt', "unterminated.txt"),
        ("attachment; filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf", INVOICE),
        ("attachment; filename*=\"utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf\"", INVOICE),
        ("attachment; filename*=utf-8'ja'%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf; filename=x.pdf", INVOICE),
        ("attachment; filename=x.pdf; filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf", INVOICE),
        ("attachment; filename*0*=UTF-8''%E8%AB;\r\n filename*1*=%8B; filename*2*=.pdf", "請.pdf"),
        ("attachment; filename*1*=%8B%E6%B1%82%E6%9B%B8.pdf; filename*0*=UTF-8''%E8%AB", INVOICE),
        ('attachment; filename*0="long"; filename*1="er.pdf"', "longer.pdf"),
        (
            b"attachment; filename*=iso-2022-jp''" + b"".join(b"%%%02X" % byte for byte in JIS),
            INVOICE,
        ),
        (b'attachment; filename="=?iso-2022-jp?B?' + base64.b64encode(JIS) + b'?="', INVOICE),
        (
            "attachment; filename==?utf-8?B?" + base64.b64encode(INVOICE.encode()).decode() + "?=",
            INVOICE,
        ),
        (b'attachment; filename="' + JIS + b'"', INVOICE),
        (b'attachment; filename="' + "表示ソです.pdf".encode("cp932") + b'"', "表示ソです.pdf"),
        ("attachment; filename=" + INVOICE, INVOICE),
        ("filename=foo.txt", "foo.txt"),
        ('attachment; filename="a\r\n b\0c\u202egnp.exe"', "a bcgnp.exe"),
        ("attachment", ""),
    ],
)
def test_finds_the_name(shown, name):
    assert named(shown) == name


def test_takes_the_name_of_the_content_type_if_there_is_no_other():
    assert named("inline", 'image/png; name="a.png"') == "a.png"
    assert named("", "image/png; name*=utf-8''b.png") == "b.png"


def test_rfc_2231_wins_over_a_plain_name_that_disagrees():
    assert (
        named('attachment; filename="???.pdf"', "application/pdf; name*=utf-8''%E8%AB%8B.pdf")
        == "請.pdf"
    )


@pytest.mark.parametrize(
    ("value", "full"),
    [
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("text", "text/plain"),
        ("", "text/plain"),
        ("nonsense here", "text/plain"),
        ("text/plain charset=utf-8", "text/plain"),
        ("application / pdf", "application/pdf"),
    ],
)
def test_reads_the_type(value, full):
    assert content_type(headers(kind=value)).full == full


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("inline", "inline"),
        ("ATTACHMENT; filename=x", "attachment"),
        ("unknown; filename=x", "attachment"),
        ("=?utf-8?Q?invalid?=", ""),
        ("", ""),
    ],
)
def test_reads_the_disposition(value, kind):
    assert disposition(headers(value)).kind == kind


@pytest.mark.parametrize("piece", [';a="', ";a*1*=%41", ";", '\\"', "; ", ';a="\\"', ";a*"])
def test_hostile_parameters_are_read_in_one_pass(piece):
    disposition(headers('attachment;a="' + piece * (60_000 // len(piece))))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("請求書.pdf", "請求書.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.exe", "x.exe"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("a:b|c?.txt", "a_b_c_.txt"),
        ("...", "attachment.pdf"),
        ("", "attachment.pdf"),
        ("name. ", "name"),
        ("a\u202egnp.exe", "a_gnp.exe"),
        ("x" * 400 + ".pdf", "x" * 176 + ".pdf"),
        ("あ" * 200 + ".pdf", "あ" * 58 + ".pdf"),
    ],
)
def test_makes_a_name_that_is_only_a_file(name, safe):
    assert safe_name(name, "application/pdf") == safe
