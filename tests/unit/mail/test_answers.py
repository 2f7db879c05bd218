"""Answers to escalations in plain mail (S09, N07)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.mail.answers import read_answer

GOLDEN = Path(__file__).parents[2] / "golden" / "answers"

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


def golden() -> list:
    """Return the replies of the golden files: expected kind, subject, wording, text."""
    found = []
    for path in sorted(GOLDEN.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("##### ")[1:]:
            head, _, text = block.partition("\n")
            kind, name, *more = (part.strip() for part in head.split(" | "))
            notes = dict(note.split(": ", 1) for note in more)
            wanted = (AnswerKind(kind), notes.get("subject", ""), notes.get("customer"), text)
            found.append(pytest.param(*wanted, id=f"{path.stem}-{kind}-{name}"))
    return found


@pytest.mark.parametrize(("kind", "subject", "customer", "text"), golden())
def test_N07_replies_as_people_write_them(kind, subject, customer, text):
    answer = read_answer(text, subject)
    assert answer.kind is kind, answer.words
    if customer is not None:
        assert answer.for_customer.replace("\n", "／") == customer
        assert customer.split("／")[0] not in answer.words
    assert "mailroom:esc" not in answer.words


def test_N07_there_are_many_of_them():
    assert len(golden()) >= 150


def test_S09_every_kind_of_answer_is_among_them_in_both_languages():
    for language in ("ja", "en"):
        kinds = {case.values[0] for case in golden() if str(case.id).startswith(language)}
        assert kinds == {kind for kind in AnswerKind if kind.name != "ABSENT"}, language


def test_the_words_of_an_answer_keep_its_conditions():
    answer = read_answer("承認します。\n・今月中\n・書面で\n\niPhoneから送信\n\n> 承認しない")
    assert answer.words == "承認します。\n・今月中\n・書面で"


def test_a_huge_mail_is_read_in_bounds():
    for text in ("承認する\n" * 200_000, "承認" * 500_000, "> x\n" * 100_000 + "承認する"):
        read_answer(text)
    assert read_answer("承認する\n\n" + "x" * 5_000_000).kind is APPROVE


PIECES = (
    *("承認する", "承認しない", "> 承認する", "▼お客様へ", "▲", "--", "iPhoneから送信", "", "了解"),
    *("差出人: a", "件名: b", "宛先: c", "On x wrote:", "━━━━━━", "「", "、", "。"),
    "mailroom:esc:AAAAAA-1-000000000000",
)
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=30).map("\n".join)


@given(TYPED, st.text(max_size=60))
def test_any_text_is_an_answer(text, subject):
    answer = read_answer(text, subject)
    assert answer.kind in AnswerKind
    assert len(answer.words) + len(answer.for_customer) <= len(text)


@given(TYPED)
def test_what_is_quoted_never_answers(text):
    quoted = "\n".join(f"> {line}" for line in text.split("\n"))
    assert read_answer(quoted).kind is WORDS
