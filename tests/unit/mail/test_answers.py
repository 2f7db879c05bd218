"""Answers to escalations in plain mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.escalation import AnswerKind
from mailroom.mail.answers import read_answer

TAKE, APPROVE, REJECT = AnswerKind.TAKE, AnswerKind.APPROVE, AnswerKind.REJECT
INSTRUCT, BACK, RAISE = AnswerKind.INSTRUCT, AnswerKind.HAND_BACK, AnswerKind.RAISE
BUSY, SEEN, WORDS = AnswerKind.BUSY, AnswerKind.ACKNOWLEDGE, AnswerKind.WORDS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("引き受ける", TAKE),
        ("引き受けます、30分後に電話します", TAKE),
        ("私が引き受けます。", TAKE),
        ("対応します", TAKE),
        ("承認する", APPROVE),
        ("【承認】", APPROVE),
        ("承認いたします。", APPROVE),
        ("はい、承認します", APPROVE),
        ("承認します。ただし10%まで", APPROVE),
        ("承認しない", REJECT),
        ("承認できません。高すぎます。", REJECT),
        ("却下", REJECT),
        ("指示する", INSTRUCT),
        ("指示：返金してください", INSTRUCT),
        ("【指示】10%まで可", INSTRUCT),
        ("差し戻す", BACK),
        ("差戻します。もう少し調べて", BACK),
        ("お返しします", BACK),
        ("上へ上げる", RAISE),
        ("部長に上げてください", RAISE),
        ("エスカレーションしてください", RAISE),
        ("今は対応できない", BUSY),
        ("今は無理です", BUSY),
        ("対応できません", BUSY),
        ("取込み中です", BUSY),
        ("了解", SEEN),
        ("承知しました。", SEEN),
        ("了解しました。よろしくお願いします。", SEEN),
        ("了解です、引き受けます", TAKE),
        ("I take it", TAKE),
        ("I'll take it.", TAKE),
        ("mine", TAKE),
        ("Approve", APPROVE),
        ("Yes, approved", APPROVE),
        ("I approve.", APPROVE),
        ("Reject", REJECT),
        ("Not approved.", REJECT),
        ("I don\u2019t approve this", REJECT),
        ("I cannot approve this.", REJECT),
        ("Instruct: tell them it is free", INSTRUCT),
        ("Hand back", BACK),
        ("Raise", RAISE),
        ("Not now", BUSY),
        ("Noted, thanks", SEEN),
        ("お疲れ様です。佐藤です。\n承認します。よろしくお願いします。", APPROVE),
        ("佐藤課長\n\n承認", APPROVE),
        ("Hi Taro,\n\nApproved, go ahead.\n\nBest\nHana", APPROVE),
        (
            "承認する\n\n-----Original Message-----\nFrom: x\nSent: y\nTo: z\nSubject: q\n差し戻す",
            APPROVE,
        ),
        ("承認する\n> 差し戻す", APPROVE),
        ("承認する前に確認したいことがあります", WORDS),
        ("承認したいのですが", WORDS),
        ("承認は明日にします", WORDS),
        ("引き受ける人を探します", WORDS),
        ("了解しました。値引きは5%まで可です", WORDS),
        ("approved if under 10%", WORDS),
        ("I would approve if", WORDS),
        ("OK", WORDS),
        ("無理です", WORDS),
        ("値段はいくらですか", WORDS),
        ("", WORDS),
        ("> 承認する", WORDS),
    ],
)
def test_first_words_decide(text, kind):
    assert read_answer(text).kind is kind


def test_words_are_kept_without_quote_and_signature():
    answer = read_answer("承認します。\n10%まで。\n\n━━━━━━━━\n佐藤 TEL 03\n\n> 元のメール")
    assert answer.words == "承認します。\n10%まで。"


@given(st.text(max_size=200))
def test_any_text_is_an_answer(text):
    read_answer(text)
