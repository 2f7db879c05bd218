"""Older mail and signatures fold in HTML as they do in plain text."""

# ruff: noqa: E501 - mails are quoted as they come

import re

import pytest

from mailroom.mail.html.safe import rich_text
from mailroom.mail.html.text import html_to_text

OWN = "<div>承知しました。</div>"

FOLDED = {
    "gmail": '<div class="gmail_quote"><div class="gmail_attr">2026年11月20日(金) 16:05 山田 &lt;a@b.example&gt;:<br>'
    "</div><blockquote class=gmail_quote>older</blockquote></div>",
    "gmail in English": '<div class="gmail_quote"><div>On Fri, Nov 20, 2026 at 4:05 PM Yamada '
    "&lt;a@b.example&gt; wrote:<br></div><blockquote>older</blockquote></div>",
    "outlook on the web": '<hr tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font><b>Von:</b> x</font></div>'
    "<div>older</div>",
    "outlook, drawn line": '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
    '<p class="MsoNormal"><b>Od:</b> Yamada<br><b>Wysłano:</b> Friday<br><b>Do:</b> b@c.example</p></div>'
    "<p class=MsoNormal>older</p>",
    "outlook, Japanese fields": "<p>差出人: 山田<br>送信日時: 2026年11月20日<br>宛先: b@c.example<br>件名: 返品</p>"
    "<p>older</p>",
    "original message": "<p>-----Original Message-----<br>From: a<br>older</p>",
    "Japanese separator": "<div>----- 元のメッセージ -----</div><div>older</div>",
    "yahoo": '<div id="yahoo_quoted_1" class="yahoo_quoted"><div>Am Freitag schrieb X:</div><div>older</div></div>',
    "apple": '<div><br><blockquote type="cite"><div>2026/11/20 16:05、山田 &lt;a@b.example&gt;のメール:</div>'
    "<div>older</div></blockquote></div>",
    "proton": '<div class="protonmail_quote">older</div>',
    "in tables": "<table><tr><td><blockquote>older</blockquote></td></tr></table>",
}


def said(pages: tuple[str, ...]) -> str:
    return html_to_text("".join(pages))


@pytest.mark.parametrize("older", FOLDED.values(), ids=FOLDED)
def test_older_mail_is_folded(older: str) -> None:
    found = rich_text(f"<html><body>{OWN}{older}</body></html>")
    assert said(found.pages) == "承知しました。"
    assert "older" in said(found.quoted)


@pytest.mark.parametrize(
    "signature",
    [
        "<div>-- <br>山田商店 山田<br>TEL 03-0000-0000</div>",
        "<p>━━━━━━━━━━━━</p><p>山田商店</p><p>TEL 03-0000-0000</p>",
        "<div>iPhoneから送信</div>",
    ],
)
def test_signatures_are_folded(signature: str) -> None:
    found = rich_text(OWN + signature)
    assert said(found.pages) == "承知しました。"
    assert found.quoted


def test_what_people_typed_between_quotes_stays() -> None:
    found = rich_text(
        "<blockquote>いつ届きますか。</blockquote><div>あすです。</div>"
        "<blockquote>送料は。</blockquote><div>無料です。</div><blockquote>older</blockquote>"
    )
    shown = said(found.pages)
    assert [word in shown for word in ("いつ届きますか", "あすです", "送料は", "無料です")] == [
        True
    ] * 4
    assert "older" not in shown
    assert "older" in said(found.quoted)


def test_nothing_but_a_quote_is_the_message() -> None:
    found = rich_text("<blockquote>only this</blockquote>")
    assert "only this" in said(found.pages)
    assert not found.quoted


def test_a_picture_alone_is_what_somebody_sent() -> None:
    found = rich_text('<div><img src="cid:a@b"></div><blockquote>older</blockquote>')
    assert "cid:a@b" in found.pages[0]
    assert "older" in said(found.quoted)


def test_a_line_over_a_footer_is_no_older_mail() -> None:
    found = rich_text(
        OWN + '<div style="border-top:solid 1px #ccc"><p>株式会社ミナト</p><p>東京都港区</p></div>'
    )
    assert "株式会社ミナト" in said(found.pages + found.quoted)
    assert "承知" in said(found.pages)


def test_nothing_is_lost_and_both_parts_are_well_nested() -> None:
    source = "<table><tr><td><p>one</p><blockquote><p>two</p></blockquote></td></tr></table>" * 3
    found = rich_text(OWN + source)
    together = said(found.pages) + said(found.quoted)
    assert together.count("one") == together.count("two") == 3
    for page in (*found.pages, *found.quoted):
        assert _is_nested(page)


def test_long_texts_are_cut_into_pages_that_hold_everything() -> None:
    rows = "".join(f"<tr><td>row{n}.</td><td><b>cell{n}.</b></td></tr>" for n in range(3_000))
    found = rich_text(f"<table>{rows}</table><p>{'x' * 40_000}</p><p>end</p>")
    assert len(found.pages) > 10
    assert all(_is_nested(page) for page in found.pages)
    whole = "".join(found.pages)
    assert re.findall(r"row(\d+)\.", whole) == [str(n) for n in range(3_000)]
    assert whole.count("x") == 40_000
    assert "end" in found.pages[-1]


def _is_nested(html: str) -> bool:
    standing: list[str] = []
    for closes, tag in re.findall(r"<(/?)([a-z0-9]+)", html):
        if closes:
            if not standing or standing.pop() != tag:
                return False
        elif tag not in ("br", "img", "hr"):
            standing.append(tag)
    return not standing
