"""Address fields in every shape that real mailers give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.addresses import MAX_ADDRESSES, parse_addresses


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a@example.org", [("", "a@example.org")]),
        ("Taro Yamada <t@example.org>", [("Taro Yamada", "t@example.org")]),
        ('"Doe, John" <j@example.org>', [("Doe, John", "j@example.org")]),
        ("Doe, John <j@example.org>", [("Doe, John", "j@example.org")]),
        ("=?utf-8?Q?Doe,_John?= <j@example.org>", [("Doe, John", "j@example.org")]),
        ('"=?utf-8?B?5bGx55Sw?=" <y@example.org>', [("山田", "y@example.org")]),
        ("山田 太郎 <y@example.org>", [("山田 太郎", "y@example.org")]),
        ("a@b.c, <d@e.f>, G <h@i.j>", [("", "a@b.c"), ("", "d@e.f"), ("G", "h@i.j")]),
        ("a@b.c; d@e.f", [("", "a@b.c"), ("", "d@e.f")]),
        ("Team: a@b.c, X <d@e.f>;, g@h.i", [("", "a@b.c"), ("X", "d@e.f"), ("", "g@h.i")]),
        ("undisclosed-recipients:;", []),
        ("undisclosed recipients: ;", []),
        ("RE: something <a@b.c>", [("RE: something", "a@b.c")]),
        ("a@b.c (Cron Daemon)", [("", "a@b.c")]),
        ("(a (b) c) a@b.c", [("", "a@b.c")]),
        ("'Foo Bar' <a@b.c>", [("Foo Bar", "a@b.c")]),
        ('"a\\"b" <q@r.s>', [('a"b', "q@r.s")]),
        ("<mailto:a@b.c>", [("", "a@b.c")]),
        ("<@x.y,@z.w:a@b.c>", [("", "a@b.c")]),
        ("Foo Bar a@b.c", [("Foo Bar", "a@b.c")]),
        ("a@b.c <>", [("", "a@b.c")]),
        ("Foo <a@b.c", [("Foo", "a@b.c")]),
        ('"Foo <a@b.c>', [("Foo", "a@b.c")]),
        ("Whomever", [("Whomever", "")]),
        ("root", [("", "root")]),
        ("x@y.z <x@y.z>", [("x@y.z", "x@y.z")]),
        ("Two  spaces <a@b.c>", [("Two spaces", "a@b.c")]),
        ("", []),
        (",,;", []),
    ],
)
def test_reads_the_field(value, expected):
    assert list(parse_addresses(value.encode())) == expected


def test_a_raw_japanese_name_may_hold_every_special_character():
    name = "表ソ予".encode("cp932")  # trail bytes are backslashes and brackets in ASCII
    assert parse_addresses(name + "です".encode("cp932") + b" <a@b.c>") == (
        ("表ソ予です", "a@b.c"),
    )
    assert parse_addresses("山田。".encode("iso2022_jp") + b" <a@b.c>") == (("山田。", "a@b.c"),)


@pytest.mark.parametrize(
    "piece",
    ["a@b.c, ", '"', "(", "<", '"\\"', "(\\(", "=?", "a:", '<("', "=?a?q?", ",@", "'", "\\", "x "],
)
def test_hostile_fields_are_cut_to_the_cap(piece):
    found = parse_addresses(piece.encode() * (64 * 1024 // len(piece)) + b';<>)"')
    assert len(found) <= MAX_ADDRESSES


@given(st.binary(max_size=120))
def test_any_bytes_give_clean_pairs(data):
    for name, addr in parse_addresses(data):
        assert name or addr
        assert not set(name + addr) & set("\r\n\0")
        (name + addr).encode("utf-8")


@given(st.text(alphabet='ab,;:<>()"\\@ =?.', max_size=60))
def test_any_mixture_of_specials_is_read(text):
    parse_addresses(text.encode())
