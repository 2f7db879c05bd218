"""winmail.dat: what Outlook wraps comes out again, and nothing hostile in it does harm."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.reading import tnef
from mailroom.mail.reading.parse import parse_mail
from tests.fakes.winmail import attribute, mail_with, properties, string8, unicode, winmail


def test_files_and_words_come_out() -> None:
    data = winmail(
        attribute(1, 0x00069003, properties((0x1000, unicode("返品の件"))))
        + attribute(2, 0x00069002, b"")
        + attribute(2, 0x00018010, "見積.xls\0".encode("cp932"))
        + attribute(2, 0x0006800F, b"SHEET")
        + attribute(2, 0x00069005, properties((0x3707, unicode("御見積書①.xlsx"))))
    )
    mail = parse_mail(mail_with(data))
    assert mail.text == "返品の件"
    assert [(one.filename, one.content) for one in mail.attachments] == [
        ("御見積書①.xlsx", b"SHEET")
    ]


def test_names_are_read_by_the_codepage_that_the_mail_names() -> None:
    data = winmail(
        attribute(1, 0x00069007, struct.pack("<II", 932, 0))
        + attribute(2, 0x00069002, b"")
        + attribute(2, 0x00018010, "請求書㈱.pdf\0".encode("cp932"))
        + attribute(2, 0x0006800F, b"%PDF")
        + attribute(2, 0x00069005, properties((0x370E, string8(b"application/pdf"))))
    )
    [file] = tnef.unwrap(data).files
    assert (file.name, file.content_type) == ("請求書㈱.pdf", "application/pdf")


def test_words_outside_are_not_said_twice() -> None:
    data = winmail(attribute(1, 0x0002800C, b"inside\0"))
    assert parse_mail(mail_with(data, text="outside")).text == "outside"


def test_a_cut_wrapping_stays_as_a_file_beside_what_came_out() -> None:
    data = winmail(
        attribute(2, 0x00069002, b"")
        + attribute(2, 0x00018010, b"a.txt\0")
        + attribute(2, 0x0006800F, b"content")
    )
    mail = parse_mail(mail_with(data + b"\x02\x0f\x80\x06\x00\xff\xff\xff\x7f"))
    assert [one.filename for one in mail.attachments] == ["a.txt", "winmail.dat"]
    assert "a winmail.dat that cannot be read whole" in mail.defects


def test_what_only_calls_itself_so_stays_a_file() -> None:
    [file] = parse_mail(mail_with(b"no tnef at all")).attachments
    assert (file.filename, file.content) == ("winmail.dat", b"no tnef at all")


def test_rich_text_is_offered_as_a_file() -> None:
    # [MS-OXRTFCP] 3.1.1.1, with its header
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d"
        "0a800fa0"
    )
    assert tnef.expanded_rtf(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    data = winmail(attribute(1, 0x00069003, properties((0x1009, (0x102, packed)))))
    [file] = parse_mail(mail_with(data)).attachments
    assert file.content_type == "application/rtf"
    assert file.safe_name == "attachment.rtf"


@given(st.binary(max_size=300))
def test_any_bytes_do_no_harm(noise: bytes) -> None:
    begin = struct.pack("<IH", 0x223E9F78, 1)
    found = tnef.unwrap(begin + noise)
    assert found is not None
    assert len(found.files) <= tnef.MAX_FILES
    tnef.expanded_rtf(noise)


@pytest.mark.parametrize("count", [0xFFFFFFFF, 1_000_000])
def test_absurd_counts_end_at_once(count: int) -> None:
    huge = struct.pack("<IHHI", count, 0x101E, 0x1000, count) + b"\xff" * 64
    found = tnef.unwrap(winmail(attribute(1, 0x00069003, huge)))
    assert found == tnef.Contents()
