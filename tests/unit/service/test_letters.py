"""Internal mails as they are read on a phone, and the buttons that answer them (S42, S51, N01)."""

from dataclasses import replace
from datetime import date, datetime
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Criterion,
    EscalationForm,
    EscalationKind,
    PassReason,
    PhoneTry,
)
from mailroom.domain.people import Address, Seat
from mailroom.ids import DeskId, EventId, PersonId
from mailroom.mail.answers import read_answer
from mailroom.mail.writing.mailto import LONGEST, mailto
from mailroom.mail.writing.tags import find_tags
from mailroom.service.letters import letters
from mailroom.service.letters.letter_html import Button
from mailroom.service.letters.letter_words import phrases
from mailroom.service.letters.letters import DigestEntry, Letter, Matter
from mailroom.settings import Language

JA, EN = Language.JA, Language.EN
TOKEN = "0123456789AB-2-ABCDEF012345"
DESK = "desk@shop.example"
WALL = datetime(2026, 11, 24, 14, 10)  # noqa: DTZ001 - the team's own time
FORM = EscalationForm(
    kind=EscalationKind.APPROVE,
    level=3,
    criterion=Criterion.MONEY,
    category="返金",
    request="差額 5,000円を返金してよいですか",
    customer="山田商店 山田様",
    unknown=frozenset({"amount", "dates"}),
    to=Address(name="佐藤", addr="sato@hq.example"),
)
MATTER = Matter(
    number=128,
    subject="金額が違います",
    token=TOKEN,
    form=FORM,
    asker="田中",
    due=WALL.replace(hour=15, minute=40),
    asked_at=WALL,
    level=3,
    answer_to=DESK,
    customer_text="<b>差額</b>を返してください。\n担当者を出してください。",
    no_blame="相談したことで責任を問われることはありません。",
)
CALL = PhoneTry(
    event=EventId("e"),
    step=1,
    number="03-1234-5678",
    reached=True,
    memo="返金してよいとのこと。\n書面は後日。",
    by=Seat(person=PersonId("p"), desk=DeskId("d")),
    at=WALL.replace(minute=30),
)


def of_kind(kind: EscalationKind) -> Matter:
    return replace(MATTER, form=replace(FORM, kind=kind))


def links(letter: Letter) -> dict[str, str]:
    """Return the links of a letter by the word on their button."""
    found = {}
    for piece in letter.html.split('<a href="')[1:]:
        href, _, rest = piece.partition('"')
        word = rest.partition("<font")[2].partition(">")[2].partition("<")[0]
        found[unescape(word)] = unescape(href)
    return found


def opened(link: str) -> tuple[str, str, str]:
    """Return address, subject and body as a mail program makes them of a link."""
    parts = urlsplit(link)
    fields = parse_qs(parts.query, strict_parsing=True, keep_blank_values=True)
    return parts.path, fields["subject"][0], fields["body"][0]


def every_letter(language: Language) -> dict[str, Letter]:
    entry = DigestEntry(number=3, subject="件名", request="共有です", asker="田中")
    return {
        "request": letters.request(MATTER, language),
        "heads_up": letters.request(of_kind(EscalationKind.HEADS_UP), language),
        "alternate": letters.alternate(MATTER, "高橋", language),
        "raised": letters.raised(MATTER, "高橋", language),
        "lowered": letters.lowered(MATTER, "先に見積を", language),
        "nudge": letters.nudge(MATTER, language),
        "taken": letters.taken(MATTER, "鈴木", language, PassReason.BUSY),
        "held": letters.held(MATTER, "鈴木", language),
        "added": letters.added(MATTER, "至急とのこと", language),
        "withdrawn": letters.withdrawn(MATTER, "解決した", language),
        "confirmed": letters.confirmed(MATTER, "返金してよい", language),
        "recorded": letters.recorded(MATTER, CALL, CALL.at, language),
        "digest": letters.digest([entry, entry], date(2026, 11, 24), language),
    }


# --- on a phone ----------------------------------------------------------------------------------


def test_N01_ask_and_deadline_are_the_first_lines_and_level_and_limit_begin_the_subject():
    letter = letters.request(MATTER, JA)
    ask, until, how = letter.text.splitlines()[:3]
    assert ask == "承認のお願い: 差額 5,000円を返金してよいですか"
    assert until == "回答期限: 11/24(火) 15:40"
    assert "承認する" in how
    assert letter.subject == "【L3/回答期限 11/24 15:40】承認のお願い: 金額が違います [#128]"
    english = letters.request(MATTER, EN)
    assert english.subject.startswith("[L3/answer by 11/24 15:40] Please approve: ")
    assert english.text.splitlines()[1] == "Answer by: Tue 11/24 15:40"


def test_S42_the_request_has_everything_of_the_form_and_the_customers_words():
    letter = letters.request(MATTER, JA)
    for part in (
        "分類: 返金",
        "目安: 金額の交渉・調整",
        "お客様: 山田商店 山田様",
        "依頼した人: 田中",
    ):
        assert part in letter.text
    assert "担当者を出してください。" in letter.text
    assert "&lt;b&gt;差額&lt;/b&gt;" in letter.html
    assert "<b>差額" not in letter.html


def test_S43_what_nobody_knows_is_said_to_be_unknown():
    letter = letters.request(MATTER, JA)
    assert "金額: 不明" in letter.text
    assert "発生日時: 不明" in letter.text
    assert "試したこと" not in letter.text
    assert "Amount: unknown" in letters.request(MATTER, EN).text


def test_a_long_request_is_cut_in_the_first_line_and_whole_below():
    long = replace(MATTER, form=replace(FORM, request="あ" * 100 + "\n二行目"))
    letter = letters.request(long, JA)
    assert letter.text.splitlines()[0].endswith("…")
    assert f"お願い: {'あ' * 100}\n二行目" in letter.text


def test_a_long_customer_mail_is_cut_and_says_so():
    letter = letters.request(replace(MATTER, customer_text="長い" * 10_000), JA)
    assert len(letter.text) < 6_000
    assert "全文は添付のメールにあります" in letter.text


def test_S63_the_foot_says_that_nobody_is_blamed():
    assert MATTER.no_blame in letters.request(MATTER, JA).text


def test_S10_a_heads_up_asks_for_nothing():
    letter = letters.request(of_kind(EscalationKind.HEADS_UP), JA)
    assert letter.subject.startswith("【L3】共有: ")
    assert "返信は必要ありません" in letter.text.splitlines()[1]
    assert "回答期限" not in letter.text + letter.subject
    assert not links(letter)


def test_S10_the_heads_ups_of_a_day_are_one_mail():
    entry = DigestEntry(
        number=3, subject="返品", request="お怒りです", asker="田中", customer="山田様"
    )
    letter = letters.digest([entry, replace(entry, number=4)], date(2026, 11, 24), JA)
    assert letter.subject == "共有 2 件 (11/24)"
    assert "#3 返品" in letter.text
    assert "お怒りです\n(田中 / 山田様)" in letter.text
    assert letter.automatic
    assert "共有はありません" in letters.digest([], date(2026, 11, 24), JA).text


def test_S51_a_nudge_is_polite_comes_from_the_system_and_offers_not_now():
    letter = letters.nudge(MATTER, JA)
    assert letter.system
    assert "お忙しいところ恐れ入ります" in letter.text
    assert "Mailroom が自動で" in letter.text
    assert "田中" not in letter.text.splitlines()[0] + letter.subject
    assert "今は対応できない" in links(letter)
    for blame in ("まだですか", "至急", "遅れて", "催促"):
        assert blame not in letter.text


def test_S49_who_is_busy_is_thanked_and_not_blamed():
    letter = letters.taken(MATTER, "鈴木", JA, PassReason.BUSY)
    assert letter.text.startswith(
        "お知らせいただき、ありがとうございます。\nこの件は 鈴木さんにお願いしました。"
    )
    assert letter.automatic


def test_N01_who_answers_late_is_told_who_has_it():
    letter = letters.held(MATTER, "鈴木", JA)
    assert "鈴木さんが引き受けています" in letter.subject
    assert "ご対応は不要です" in letter.text
    assert not links(letter)


def test_S41_the_record_mail_says_number_result_and_memo():
    text = letters.recorded(MATTER, CALL, CALL.at, JA).text
    for part in ("11/24(火) 14:30", "03-1234-5678", "お話しできました", "書面は後日。"):
        assert part in text
    missed = letters.recorded(MATTER, replace(CALL, reached=False), CALL.at, EN)
    assert "no answer" in missed.text


@pytest.mark.parametrize("language", [JA, EN])
def test_every_letter_is_whole_in_text_and_html(language):
    for name, letter in every_letter(language).items():
        assert letter.subject.strip(), name
        assert "{" not in letter.subject + letter.text, name
        assert letter.html.count("<table") == letter.html.count("</table>"), name
        assert "<script" not in letter.html
        assert "http" not in letter.html, "nothing is loaded from anywhere"
        if name != "digest":
            assert f"mailroom:esc:{TOKEN}" in letter.text.splitlines(), name
            assert f"esc:{TOKEN}" in find_tags("", letter.text)
    if language is EN:
        own = {name: getattr(phrases(EN), name) for name in phrases(EN).__slots__}
        assert not any(letter > "\u3000" for letter in str(own))


def test_a_letter_quoted_back_says_nothing_by_itself():
    for language in (JA, EN):
        for name, letter in every_letter(language).items():
            quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())
            assert read_answer(quoted).kind is AnswerKind.WORDS, name
            assert read_answer(f"了解\n\n{quoted}").kind is AnswerKind.ACKNOWLEDGE, name


# --- buttons -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (EscalationKind.CHECK, ["指示する", "引き受ける"]),
        (EscalationKind.INSTRUCT, ["指示する", "引き受ける"]),
        (EscalationKind.APPROVE, ["承認する", "承認しない"]),
        (EscalationKind.TAKE_OVER, ["引き受ける", "指示する"]),
    ],
)
def test_S09_a_request_offers_the_answers_that_make_sense(kind, words):
    always = ["差し戻す", "上へ上げる", "今は対応できない"]
    assert list(links(letters.request(of_kind(kind), JA))) == [*words, *always]
    top = letters.request(replace(of_kind(kind), top=True), JA)
    assert "上へ上げる" not in links(top)


@pytest.mark.parametrize("language", [JA, EN])
@pytest.mark.parametrize("kind", [kind for kind in EscalationKind if kind.value != "heads_up"])
def test_N07_what_a_button_sends_is_read_as_what_it_says(kind, language):
    by_word = {word: answer for answer, word in phrases(language).buttons.items()}
    found = links(letters.request(of_kind(kind), language))
    assert len(found) >= 5
    for word, link in found.items():
        address, subject, body = opened(link)
        assert address == DESK
        assert body.split("\r\n")[0] == word
        assert read_answer(body.replace("\r\n", "\n"), subject).kind is by_word[word]
        assert read_answer("", subject).kind is by_word[word], "who empties the text still answers"
        assert f"esc:{TOKEN}" in find_tags(subject)
        assert f"esc:{TOKEN}" in find_tags("", body)
        below = body.replace("\r\n", "\n").replace(word, f"{word}\n条件は電話で。", 1)
        assert read_answer(below).words == f"{word}\n条件は電話で。"


def test_N01_a_link_is_one_word_of_plain_letters_and_not_too_long():
    for subject in (
        "金額が違います",
        "件" * 900,
        "a&b=c?d#e%f+g\"h'i<j>",
        "改行\r\nBcc: x@y.example",
    ):
        for link in links(letters.request(replace(MATTER, subject=subject), JA)).values():
            assert link.isascii()
            assert len(link) <= LONGEST
            assert not set(" \r\n\"'<>+") & set(link)
            assert link.count("?") == link.count("&") == 1
            assert "\n" not in opened(link)[1]


@given(st.text(max_size=600), st.text(max_size=60))
def test_any_subject_and_text_survive_a_link(subject, body):
    lines = "\r\n".join(body.splitlines()).encode("utf-8", "replace").decode()
    address, found, text = opened(mailto("desk+team@shop.example", f"s{subject}", f"b{body}"))
    assert address == "desk%2Bteam@shop.example"
    assert text == f"b{lines}"
    assert found


@pytest.mark.parametrize("length", [150, 200, 2_000])
def test_a_subject_that_is_too_long_is_cut_between_characters(length):
    link = mailto(DESK, "件" * length, "承認する\n二行目")
    _, subject, body = opened(link)
    assert len(link) <= LONGEST
    assert body == "承認する\r\n二行目"
    assert subject == "件" * length or set(subject[:-1]) == {"件"}
    assert (length > 190) is subject.endswith("…")


def test_a_body_that_is_too_long_is_refused_rather_than_cut():
    with pytest.raises(ValueError, match="1000"):
        mailto(DESK, "s", "件" * 1_000)


def test_buttons_are_escaped():
    page = letters.Page(lines=["x"], buttons=[Button(word="<x>", link='mailto:"><script>')])
    assert "<script>" not in letters.render(page, "y")


def test_S30_who_is_asked_next_reads_what_the_former_one_was_told_and_said():
    more = replace(MATTER, added=("先方から再度電話",), said=(("高橋", "5%までなら"),))
    for letter in (letters.alternate(more, "高橋", JA), letters.raised(more, "高橋", JA)):
        assert letter.text.splitlines()[0].startswith("承認のお願い: ")
        assert "高橋さん" in letter.text
        assert "先方から再度電話" in letter.text
        assert "―― 高橋さんの回答 ――\n5%までなら" in letter.text
    assert "に代わって" in letters.alternate(more, "高橋", JA).text
    assert "上の段階に上がりました" in letters.raised(more, "高橋", JA).text
    assert "先に見積を" in letters.lowered(more, "先に見積を", JA).text
