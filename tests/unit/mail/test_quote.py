"""What is folded: history and signatures of Japanese and English mailers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.mail.quote import fold, own_words, quote_for_reply, split_quote

OWN = "ご連絡ありがとうございます。\n承知しました。"


@pytest.mark.parametrize(
    "history",
    [
        "-----Original Message-----\nFrom: A <a@b.c>\nSent: today\nTo: x\nSubject: y\n\nold",
        "----- 元のメッセージ -----\n古い本文",
        "-------- Forwarded Message --------\nSubject: x\n\nold",
        "____________________\nFrom: A <a@b.c>\nSent: 2024/05/01 10:00\nSubject: y\n\nold",
        "差出人: 山田 <a@b.c>\n送信日時: 2024年5月1日 10:00\n宛先: 窓口\n件名: 返品\n\n古い本文",
        "差出人：山田\n日付：2024年5月1日\n件名：返品\n\n古い本文",
        "*From:* A <a@b.c>\n*Sent:* today\n*To:* x\n*Subject:* y\n\nold",
        "Begin forwarded message:\n\nold",
        "2024年5月1日(水) 10:00 山田 太郎 <yamada@example.org>:\n> 古い本文\n> 続き",
        "2024/05/01 10:00 山田 <yamada@example.org>:\n> 古い本文",
        "On Wed, May 1, 2024 at 10:00 AM Taro Yamada <t@example.org> wrote:\n\n> old\n>\n> text",
        "On Wed, May 1, 2024 at 10:00 AM Taro Yamada\n<t@example.org> wrote:\n> old",
        "山田太郎さんは書きました:\n> 古い本文",
        "> old\n> text",
        "＞古い本文\n＞続き",
        ">> older\n> old\n\n> more",
    ],
)
def test_history_is_folded(history):
    visible, quoted = split_quote(f"{OWN}\n\n{history}")
    assert visible == OWN
    assert quoted == history


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nTaro Yamada\nExample Ltd.",
        "--\nTaro Yamada",
        "━━━━━━━━━━\n株式会社例 営業部\n山田太郎\nTEL: 03-1234-5678\n━━━━━━━━━━",
        "*-*-*-*-*-*-*-*\n山田 a@b.c\n*-*-*-*-*-*-*-*",
        "＿＿＿＿＿＿＿＿\n㈱例 山田",
        "Sent from my iPhone",
        "iPhoneから送信",
        "Get Outlook for iOS",
    ],
)
def test_signatures_are_folded(signature):
    found = fold(f"{OWN}\n\n{signature}\n\n> old")
    assert (found.visible, found.signature, found.quoted) == (OWN, signature, "> old")


@pytest.mark.parametrize(
    "text",
    [
        "ただの本文です。",
        "> 質問1\nはい。\n> 質問2\nいいえ。",  # the quotes are what the answers mean
        "見積りは次のとおりです:\n2024/05/01 10:00 開始\n終わり",
        "From: here to there we went\nand on",
        "a\n--------------------\nb is not a signature\nc",
        "> only\n> quoted",
        "",
    ],
)
def test_nothing_else_is_folded(text):
    found = fold(text)
    assert (found.visible, found.quoted, found.signature) == (text, "", "")


def test_answers_between_quotes_stay_and_the_rest_below_is_folded():
    visible, quoted = split_quote("> q1\nanswer\n> q2\n> q3")
    assert visible == "> q1\nanswer"
    assert quoted == "> q2\n> q3"


def test_own_words_hold_no_quoted_line():
    assert own_words("> q1\nanswer\n> q2\n\n-- \nme") == "answer"


def test_a_signature_below_the_quote_does_not_unfold_it():
    found = fold("answer\n\n> old\n> text\n\n--\nme\n")
    assert found.visible.startswith("answer")
    assert found.quoted == "> old\n> text"


def test_quotes_for_a_reply():
    assert quote_for_reply("a\n\n> b", "Yamada:") == "Yamada:\n> a\n>\n>> b"


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "> q",
                "",
                "-- ",
                "━━━━━",
                "From: x",
                "Sent: y",
                "To: z",
                "Subject: s",
                "On 2024-05-01, X wrote:",
                "-----Original Message-----",
                "a@b.c",
            ]
        ),
        max_size=25,
    )
)
def test_every_line_is_kept_somewhere(lines):
    text = "\n".join(lines)
    found = fold(text)
    kept = "\n".join((found.visible, found.signature, found.quoted)).split("\n")
    assert sorted(line for line in kept if line) == sorted(line for line in lines if line)
