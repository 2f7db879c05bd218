"""Links that begin a mail: only what a person could type, and never another header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.people import Address
from mailroom.errors import BadInput
from mailroom.mail.writing.mailto import mailto, read_mailto

HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("\r\n\0:&?=%<>@,;\"' \u2028あ"), st.characters()),
    max_size=60,
)


def test_a_link_prepares_recipients_subject_and_text() -> None:
    said = read_mailto(
        "mailto:yamada@shop.example,b@two.example?cc=%E5%B1%B1%E7%94%B0%20%3Cc@x.example%3E"
        "&bcc=d@x.example&subject=%E4%BB%B6%E5%90%8D&body=a%0D%0Ab%26c&attach=/etc/passwd"
    )
    assert [one.addr for one in said.to] == ["yamada@shop.example", "b@two.example"]
    assert said.cc == (Address(name="山田", addr="c@x.example"),)
    assert [one.addr for one in said.bcc] == ["d@x.example"]
    assert (said.subject, said.body) == ("件名", "a\nb&c")


@pytest.mark.parametrize(
    ("link", "to"),
    [
        ("MAILTO:a@b.example", ["a@b.example"]),
        ("a@b.example", ["a@b.example"]),
        ("mailto:?to=a@b.example", ["a@b.example"]),
        ("mailto:", []),
        ("mailto:nobody", []),
        ("mailto:a+b@c.example?subject=x+y", ["a+b@c.example"]),
    ],
)
def test_every_common_form_is_read(link: str, to: list[str]) -> None:
    assert [one.addr for one in read_mailto(link).to] == to


@pytest.mark.parametrize("link", ["", "http://x.example", "javascript:alert(1)", "file:///etc"])
def test_other_links_are_refused(link: str) -> None:
    with pytest.raises(BadInput):
        read_mailto(link)


def test_a_link_of_ours_comes_back() -> None:
    said = read_mailto(mailto("a@b.example", "件名 & more", "一行目\n二行目"))
    assert (said.to[0].addr, said.subject) == ("a@b.example", "件名 & more")
    assert said.body == "一行目\n二行目"


@given(HOSTILE, HOSTILE, HOSTILE)
def test_nothing_in_a_link_begins_another_line(to: str, subject: str, body: str) -> None:
    from urllib.parse import quote  # noqa: PLC0415 - of this test alone

    link = f"mailto:{quote(to.encode('utf-8', 'replace'))}?subject="
    link += f"{quote(subject.encode('utf-8', 'replace'))}&body=" + quote(
        body.encode("utf-8", "replace")
    )
    said = read_mailto(link)
    for value in (said.subject, *(part for one in said.to for part in (one.name, one.addr))):
        assert len(value.splitlines()) <= 1
        assert "\0" not in value
    assert not {"\0", "\r"} & set(said.body)
