"""What people type: addresses, kana, romaji; and how a reply begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.cases import Case
from mailroom.domain.drafts import ReplyKind
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import CaseDetail, CaseRow, MailBody
from mailroom.ids import CaseId, MailKey
from ui.models.reply_start import ReplyMode, begin
from ui.readings import matches, rank
from ui.typed_addresses import parse_addresses, show_addresses

# --- addresses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "good", "bad"),
    [
        ("a@x.jp", [("", "a@x.jp")], []),
        ("山田太郎 様 <Yamada@X.example>", [("山田太郎", "yamada@x.example")], []),
        ("a@x.jp、b@x.jp；c@x.jp", [("", "a@x.jp"), ("", "b@x.jp"), ("", "c@x.jp")], []),
        ('"Doe, John" <john@x.example>', [("Doe, John", "john@x.example")], []),
        ("ａ＠ｘ．ｊｐ", [("", "a@x.jp")], []),
        ("a@x.jp, a@X.jp", [("", "a@x.jp")], []),
        ("yamada at x, b@x.jp", [("", "b@x.jp")], ["yamada at x"]),
        ("a@b", [], ["a@b"]),
        ("a@x.jp\nBcc: evil@x.jp", [("", "a@x.jp")], ["Bcc: evil@x.jp"]),
        ("", [], []),
        (" , ;", [], []),
    ],
)
def test_addresses_as_people_type_them(typed, good, bad):
    found, wrong = parse_addresses(typed)
    assert [(one.name, one.addr) for one in found] == good
    assert list(wrong) == bad


NAMES = st.text(st.characters(categories=["L", "Nd"], include_characters=" ,.、"), max_size=12).map(
    lambda name: " ".join(name.split())
)


@given(st.lists(NAMES, max_size=4))
def test_what_is_shown_is_read_back(names):
    addresses = tuple(
        Address(name=name.rstrip("様 "), addr=f"a{at}@x.example") for at, name in enumerate(names)
    )
    found, wrong = parse_addresses(show_addresses(addresses))
    assert not wrong
    assert [one.addr for one in found] == [one.addr for one in addresses]


@given(st.text(max_size=60))
def test_anything_typed_is_survived(text):
    for one in parse_addresses(text)[0]:
        assert "\n" not in one.addr + one.name
        assert "@" in one.addr


# --- kana and romaji ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("へんしん", "返信"), ("ヘンシン", "返信"), ("hensin", "返信"), ("henshin", "返信"),
        ("hensh", "返信"), ("HENSHIN", "返信"), ("返信", "返信"), ("ho", "保留"),
        ("horyuu", "保留"), ("jogai", "除外"), ("zyogai", "除外"), ("satou", "佐藤"),
        ("satō".replace("ō", "o"), "佐藤"), ("tenpure", "テンプレート"), ("syanai", "社内メモ"),
        ("shanai", "社内メモ"), ("kanryou", "送信して完了"), ("reply", "Reply to all"),
        ("ｒｅｐｌｙ", "Reply"), ("", "anything"),
    ],
)  # fmt: skip
def test_a_label_answers_to_every_spelling(typed, label):
    assert matches(typed, label)


@pytest.mark.parametrize(("typed", "label"), [("kanryo", "返信"), ("xyz", "Reply"), ("ん", "保留")])
def test_it_does_not_answer_to_others(typed, label):
    assert not matches(typed, label)


def test_what_begins_like_it_comes_first():
    labels = ["全員に返信", "返信", "お客様の返信待ち"]
    assert min(labels, key=lambda label: rank("hensin", label)) == "返信"


# --- how a reply begins -------------------------------------------------------------------------

AT = datetime(2026, 11, 24, 1, 23, tzinfo=UTC)
JAPAN = timezone(timedelta(hours=9))
CUSTOMER = Address(name="山田太郎", addr="yamada@x.example")
US = Address(name="サポート", addr="support@shop.example")
OTHER = Address(name="経理", addr="keiri@x.example")
DETAIL = CaseDetail(
    row=CaseRow(
        case=Case(
            id=CaseId("c"),
            number=1,
            anchor=MailKey("k"),
            subject="返品",
            contact=CUSTOMER,
            opened_at=AT,
            last_at=AT,
        )
    ),
    seen=Position(1, 7, 0),
    contact=CUSTOMER,
)
BODY = MailBody(
    key=MailKey("k"),
    subject="Re: 返信: 返品",
    sender=CUSTOMER,
    to=(US, OTHER),
    cc=(Address(addr="boss@x.example"),),
    sent_at=AT,
    text="一行目\n\n二行目\n",
)
OWN = frozenset({US.addr})


def start(mode, body=BODY, **more):
    return begin(DETAIL, body, mode, own=OWN, zone=JAPAN, **more)


def test_a_reply_goes_to_the_customer_alone():
    draft = start(ReplyMode.REPLY)
    assert (draft.to, draft.cc) == ((CUSTOMER,), ())
    assert draft.subject == "Re: 返品"
    assert draft.text == "山田太郎 様\n\n"
    assert draft.shown == DETAIL.seen
    assert draft.answers == MailKey("k")


def test_a_reply_to_all_leaves_us_out():
    draft = start(ReplyMode.REPLY_ALL)
    assert [one.addr for one in draft.cc] == ["keiri@x.example", "boss@x.example"]


def test_a_forward_goes_to_nobody_yet():
    draft = start(ReplyMode.FORWARD)
    assert (draft.to, draft.cc, draft.kind) == ((), (), ReplyKind.FORWARD)
    assert draft.subject == "Fwd: 返品"


def test_the_quote_names_who_and_when_in_local_time():
    quote = dict(start(ReplyMode.REPLY).fields)["quote"]
    assert quote.splitlines()[1:] == ["> 一行目", ">", "> 二行目"]
    assert "2026/11/24 10:23" in quote
    assert "山田太郎 <yamada@x.example>" in quote


def test_our_own_last_mail_is_followed_up_to_its_receiver():
    ours = MailBody(key=MailKey("k"), subject="返品", sender=US, to=(CUSTOMER,), sent_at=AT)
    assert start(ReplyMode.REPLY, ours).to == (CUSTOMER,)


def test_a_case_from_a_call_is_answered_where_an_address_is_known():
    assert start(ReplyMode.REPLY, None).to == (CUSTOMER,)


def test_the_signature_stands_below():
    text = start(ReplyMode.REPLY, signature="サポート 田中").text
    assert text == "山田太郎 様\n\n\n\nサポート 田中\n"
