"""What leaves in which charset, and what is said about the letters it lacks (N31)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.drafts import Charset
from mailroom.mail.reading.flowed import flow, unflow
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.writing.charset import charset_for, encoded, replaced, uncarried

JIS = Charset.ISO_2022_JP


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("①と⑳", "(1)と(20)"),
        ("㈱ミナト", "(株)ミナト"),
        ("髙橋と山﨑", "高橋と山崎"),
        ("ｶﾞﾗｽ", "ガラス"),
        ("№5 ℡03", "No5 TEL03"),
        ("café", "cafe"),
        ("100€", "100ユーロ"),
        ("ありがとう😀", "ありがとう〓"),
        ("Ⅲ型", "III型"),
    ],
)
def test_N31_what_jis_lacks_is_named_with_what_could_stand_for_it(written, instead):
    found = uncarried(written, JIS)
    assert [written[one.at] for one in found] == [one.character for one in found] != []
    assert replaced(written, JIS) == instead
    assert encoded(instead, JIS) is not None
    assert uncarried(written, Charset.UTF_8) == ()


@pytest.mark.parametrize("same", ["10～12時", "－5℃", "A∥B", "価格は¥500", "100円—税込"])
def test_signs_that_windows_places_elsewhere_go_unasked(same):
    assert uncarried(same, JIS) == ()
    assert encoded(same, JIS) is not None


@given(st.text())
def test_what_is_replaced_can_always_be_carried(text):
    clean = "".join(one for one in text if not 0xD800 <= ord(one) < 0xE000)
    assert encoded(replaced(clean, JIS), JIS) is not None


@pytest.mark.parametrize(
    ("mailer", "content_type", "expected"),
    [
        ("Becky! ver. 2.57.01 [ja]", "text/plain; charset=ISO-2022-JP", JIS),
        ("Microsoft Outlook Express 6.00.2900.5512", 'text/plain; charset="iso-2022-jp"', JIS),
        ("Microsoft Outlook 16.0", 'text/plain; charset="iso-2022-jp"', Charset.UTF_8),
        ("Becky! ver. 2.57.01 [ja]", "text/plain; charset=UTF-8", Charset.UTF_8),
        ("", "text/plain; charset=ISO-2022-JP", Charset.UTF_8),
    ],
)
def test_only_an_old_program_that_writes_jis_is_answered_in_it(mailer, content_type, expected):
    head = f"From: a@b.example\r\nX-Mailer: {mailer}\r\nContent-Type: {content_type}\r\n\r\nx"
    assert charset_for(parse_mail(head.encode())) is expected
    assert charset_for(None) is Charset.UTF_8


_LINES = st.text(
    st.sampled_from("aZ 　あ漢、。」ー>-F") | st.characters(exclude_categories=["Cs", "Cc"])
)
_SPECIAL = st.sampled_from(["-- ", "From here", "", ">", "> older words", ">> oldest", "--  -- x"])


@given(st.lists(_LINES | _SPECIAL, max_size=8))
def test_flowed_text_comes_back_as_it_was_typed(lines):
    typed = "\n".join(lines)
    sent = flow(typed)
    assert unflow(sent, delete_space=True) == unflow(
        flow(unflow(sent, delete_space=True)), delete_space=True
    )
    expected = [_as_kept(line) for line in typed.split("\n")]
    assert unflow(sent, delete_space=True).split("\n") == expected


def _as_kept(line):
    """What of a typed line survives: blanks at its end do not, quotes get one blank."""
    marks = len(line) - len(line.lstrip(">"))
    words = line[marks:].removeprefix(" ") if marks else line
    words = words if words == "-- " else words.rstrip(" ")
    return ">" * marks + (" " if marks and words else "") + words


def test_long_lines_are_broken_where_a_reader_would_break_them():
    typed = "お世話になっております。" * 8 + "https://example.jp/" + "a" * 90
    lines = flow(typed).split("\n")
    assert all(not line.startswith(("、", "。")) for line in lines)
    assert lines[-1].startswith("https://")
    assert " " not in lines[-1]
    assert all(sum(1 + (ord(c) > 0x7F) for c in line) <= 80 for line in lines[:-1])
