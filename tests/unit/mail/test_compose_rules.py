"""Rules that every outgoing mail keeps, whatever is written into it (RFC 5322, 2047, 2231)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.drafts import Charset
from mailroom.domain.people import Address
from mailroom.ids import MessageId
from mailroom.mail.reading.headers import clean_line
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.writing.compose import MAX_REFERENCES, Outgoing, OutgoingFile, compose, trimmed
from mailroom.smtp.send import _on_the_wire

PLAIN = Outgoing(
    message_id=MessageId("<reply.0123456789ab.n.s@example.org>"),
    date=datetime(2026, 5, 1, 12, 0, tzinfo=UTC),
    boundary="=_0123456789abcdef",
    sender=Address(name="ひなた商事", addr="support@example.org"),
    to=(Address(name="山田", addr="yamada@example.com"),),
    subject="Re: 返品",
    text="承知しました。",
)
japanese = st.text(alphabet="見積書返品あアｱ①㈱髙abc ._-()", min_size=1, max_size=80)
lines = st.one_of(japanese, st.text(max_size=120))
ids = st.lists(st.integers(0, 60), max_size=80).map(
    lambda numbers: [MessageId(f"<{number}@x>") for number in numbers]
)


@given(
    subject=lines,
    name=lines,
    filename=lines,
    text=st.text(max_size=3000),
    in_japanese=st.booleans(),
)
def test_N32_no_line_is_too_long_and_every_header_is_ascii(
    subject: str, name: str, filename: str, text: str, in_japanese: bool
) -> None:
    raw = compose(
        replace(
            PLAIN,
            subject=subject,
            text=text,
            to=(Address(name=name, addr="a@example.com"),),
            files=(OutgoingFile(name=filename, content=b"x"),),
            charset=Charset.ISO_2022_JP if in_japanese else Charset.UTF_8,
        )
    )
    assert raw.isascii()
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    head = raw.partition(b"\r\n\r\n")[0]
    for word in re.findall(rb"=\?[^?\s]+\?[BQ]\?[^?\s]*\?=", head):
        assert len(word) <= 75  # RFC 2047, section 2


@given(name=japanese)
def test_N32_a_file_is_named_in_both_forms_and_both_say_the_same(name: str) -> None:
    """New programs read RFC 2231 (``filename*``), old Outlooks RFC 2047 in ``name``."""
    raw = compose(replace(PLAIN, files=(OutgoingFile(name=name, content=b"x"),)))
    cleaned = clean_line(name).replace("/", "_").replace("\\", "_") or "attachment"
    head = raw.split(b"Content-Disposition: attachment")
    only_old = head[0] + b"Content-Disposition: attachment" + head[1].partition(b"\r\n\r\n")[1]
    only_old += head[1].partition(b"\r\n\r\n")[2]
    only_new = re.sub(rb";\r\n name=\"[^\"]*\"", b"", raw)
    for form in (raw, only_old, only_new):
        [file] = parse_mail(form).attachments
        assert file.filename.strip() == cleaned.strip(), form
    if not name.isascii():
        assert b"filename*" in raw
        assert b'name="=?' in raw


@given(known=ids)
def test_N32_references_keep_the_first_and_the_last(known: list[MessageId]) -> None:
    kept = trimmed(known)
    each_once = list(dict.fromkeys(known))
    assert len(kept) <= MAX_REFERENCES
    assert list(kept) == [one for one in each_once if one in kept]  # in their order, each once
    if each_once:
        assert (kept[0], kept[-1]) == (each_once[0], each_once[-1])
        assert kept[1:] == tuple(each_once[-(len(kept) - 1) :] if len(kept) > 1 else ())
    sent = compose(replace(PLAIN, references=tuple(known)))
    assert parse_mail(sent).references == kept


dotted = st.lists(
    st.sampled_from([".", "..", ".x", "", "x", "x.", "\r", "\n", "\r\n"]), max_size=30
)


@given(pieces=dotted)
def test_N32_lines_that_begin_with_a_dot_arrive_as_they_were(pieces: list[str]) -> None:
    """A lone dot would end the mail in the middle, for the server and for whoever reads it."""
    raw = "\r\n".join(["Subject: x", "", *pieces]).encode()
    wire = _on_the_wire(raw)
    assert wire.endswith(b"\r\n")
    assert not any(line == b"." for line in wire.split(b"\r\n"))
    arrived = b"\r\n".join(line.removeprefix(b".") for line in wire.split(b"\r\n"))
    whole = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)
    assert arrived == (whole if whole.endswith(b"\r\n") else whole + b"\r\n")
