"""Links: where they lead, and which pretend to lead elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.links import Doubt, judge

SENDER = "info@yamada-shoten.example"

HONEST = [
    ("https://www.rakuten.co.jp/item/1", "楽天市場"),
    ("https://shop.example/", "www.shop.example"),
    ("https://login.bank.example/", "bank.example"),
    ("https://click.mail.example/x?u=https://shop.example", "お得なお知らせはこちら"),
    ("https://日本語.jp/", "日本語.jp"),
    ("https://xn--wgv71a119e.jp/", "ホームページ"),
    ("https://yamada-shoten.example/a", "yamada-shoten.example"),
    ("https://www.yamada-shoten.example/", "当店"),
    ("https://smbc-card.com/", "三井住友カード"),
    ("https://aws.amazon.com/jp/", "AWS"),
    ("mailto:a@b.example", "a@b.example"),
    ("tel:0312345678", "03-1234-5678"),
    ("https://goo.gl/x", "地図"),
    ("https://shop.example/a?x=1\n&y=2 3", "x"),
    ("mailto:a@b.example?subject=配信 停止", "停止"),
]

DECEITFUL = [
    ("https://evil.example/", "https://bank.example/x", Doubt.SHOWS_ANOTHER),
    ("https://bank.example.evil.example/", "bank.example", Doubt.SHOWS_ANOTHER),
    ("https://rakuten.co.jp.evil.example/", "楽天", Doubt.LOOKS_LIKE),
    ("https://rakuten-co-jp.evil.example/", "楽天", Doubt.LOOKS_LIKE),
    ("https://arnazon.co.jp/", "Amazon", Doubt.LOOKS_LIKE),
    ("https://paypaI.com/", "PayPal", Doubt.LOOKS_LIKE),
    ("https://yamada-sh0ten.example/", "請求書", Doubt.LOOKS_LIKE),
    ("https://ｒａｋｕｔｅｎ.co.jp.evil.example/", "楽天", Doubt.LOOKS_LIKE),
    ("https://аmazon.co.jp/", "Amazon", Doubt.LOOKS_LIKE),
    ("https://xn--mazon-3ve.co.jp/", "Amazon", Doubt.LOOKS_LIKE),
    ("https://xn--bnk-5cd.example/", "お客様ページ", Doubt.LETTERS),
    ("https://mΙnato.example/", "x", Doubt.LETTERS),
    ("https://shop.jpノlogin.example/", "x", Doubt.LETTERS),
    ("https://bank.example@evil.example", "x", Doubt.HIDDEN_HOST),
    ("https://bank.example%40x:y@evil.example/", "x", Doubt.HIDDEN_HOST),
    ("http://192.0.2.7/login", "x", Doubt.NUMBER),
    ("http://3221225991/", "x", Doubt.NUMBER),
    ("http://0x7f.1/", "x", Doubt.NUMBER),
    ("http://[2001:db8::1]/", "x", Doubt.NUMBER),
    ("https://a.b.c.d.e.f.g.example/", "x", Doubt.LONG),
    (f"https://{'secure-login-' * 5}x.example/", "x", Doubt.LONG),
    ("https:///x", "x", Doubt.BROKEN),
    ("https://[::1/", "x", Doubt.BROKEN),
    ("https://a.example:99999/", "x", Doubt.BROKEN),
    ("https://good.example\\@evil.example/", "x", Doubt.BROKEN),
    ("https://good\u202e.example/", "x", Doubt.BROKEN),
    ("https://good.example%20evil.example/", "x", Doubt.BROKEN),
]


@pytest.mark.parametrize(("target", "text"), HONEST)
def test_honest_links_are_not_marked(target: str, text: str) -> None:
    assert judge(target, text, SENDER).doubt is None


@pytest.mark.parametrize(("target", "text", "doubt"), DECEITFUL)
def test_deceitful_links_are_marked(target: str, text: str, doubt: Doubt) -> None:
    assert judge(target, text, SENDER).doubt is doubt


def test_says_what_a_link_passes_for_and_where_it_leads() -> None:
    link = judge("https://login.rakuten.co.jp.evil.example/x", "楽天", SENDER)
    assert (link.like, link.host) == ("rakuten.co.jp", "login.rakuten.co.jp.evil.example")
    assert judge("https://yamada-sh0ten.example", "x", SENDER).like == "yamada-shoten.example"


def test_a_target_is_read_as_browsers_read_it() -> None:
    assert judge(" https://a.example/b\n?c d ", "x").target == "https://a.example/b?c%20d"


def test_the_host_is_shown_as_it_is_read() -> None:
    assert judge("https://xn--wgv71a119e.jp/", "x").host == "日本語.jp"


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=30))
def test_any_text_is_judged(target: str, text: str, sender: str) -> None:
    judge(target, text, sender)
    judge(f"https://{target}", text, sender)
