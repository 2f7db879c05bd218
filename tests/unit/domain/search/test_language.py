"""The language of the search field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.search.days import read_day
from mailroom.domain.search.language import SPELLINGS, STATE_SPELLINGS, parse
from mailroom.domain.search.terms import (
    AssigneeTerm,
    AttachmentTerm,
    DayTerm,
    Edge,
    LabelTerm,
    NumberTerm,
    Problem,
    ProblemKind,
    Scope,
    State,
    StateTerm,
    Term,
    WordTerm,
)

TODAY = date(2026, 11, 22)  # a Sunday


def terms(typed: str) -> list[Term]:
    return [clause.term for clause in parse(typed, TODAY).clauses]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("返品 交換", [WordTerm(text="返品"), WordTerm(text="交換")]),
        ("返品　交換", [WordTerm(text="返品"), WordTerm(text="交換")]),
        ('"order status"', [WordTerm(text="order status")]),
        ("“返品 交換”", [WordTerm(text="返品 交換")]),
        ("from:山田", [WordTerm(text="山田", scope=Scope.FROM)]),
        ("差出人：山田", [WordTerm(text="山田", scope=Scope.FROM)]),
        ("差出人： 山田", [WordTerm(text="山田", scope=Scope.FROM)]),
        ("ＦＲＯＭ：yamada@x.example", [WordTerm(text="yamada@x.example", scope=Scope.FROM)]),
        ("宛先:support", [WordTerm(text="support", scope=Scope.TO)]),
        ("件名:請求", [WordTerm(text="請求", scope=Scope.SUBJECT)]),
        ('subject:"late parcel"', [WordTerm(text="late parcel", scope=Scope.SUBJECT)]),
        ("body:至急", [WordTerm(text="至急", scope=Scope.BODY)]),
        ("メモ:折り返し", [WordTerm(text="折り返し", scope=Scope.NOTE)]),
        ("添付:見積.pdf", [WordTerm(text="見積.pdf", scope=Scope.FILE)]),
        ("添付:あり", [AttachmentTerm()]),
        ("has:attachment", [AttachmentTerm()]),
        ("ラベル:返品", [LabelTerm(name="返品")]),
        ("担当:佐藤", [AssigneeTerm(name="佐藤")]),
        ("assignee:none", [AssigneeTerm(name="none")]),
        ("状態:期限切れ", [StateTerm(state=State.OVERDUE)]),
        ("is:OVERDUE", [StateTerm(state=State.OVERDUE)]),
        ("前:11/3", [DayTerm(day=date(2026, 11, 3), edge=Edge.BEFORE)]),
        ("after:きのう", [DayTerm(day=date(2026, 11, 21), edge=Edge.AFTER)]),
        ("#128", [NumberTerm(number=128)]),
        ("＃１２８", [NumberTerm(number=128)]),
        ("http://x.example/a", [WordTerm(text="http://x.example/a")]),
        ("10:30", [WordTerm(text="10:30")]),
        ("from:", []),
        ("from: is:done", [StateTerm(state=State.DONE)]),
        ('返品"交換', [WordTerm(text="返品"), WordTerm(text="交換")]),
    ],
)
def test_understands(typed: str, expected: list[Term]) -> None:
    assert terms(typed) == expected
    assert parse(typed, TODAY).problems == ()


@pytest.mark.parametrize(
    ("typed", "kind", "word"),
    [
        ("form:山田", ProblemKind.OPERATOR, "form:"),
        ("優先:高", ProblemKind.OPERATOR, "優先:"),
        ("is:open-ish", ProblemKind.STATE, "open-ish"),
        ("before:そのうち", ProblemKind.DAY, "そのうち"),
        ("after:2/30", ProblemKind.DAY, "2/30"),
        ("has:money", ProblemKind.HAS, "money"),
    ],
)
def test_says_what_it_does_not_understand(typed: str, kind: ProblemKind, word: str) -> None:
    assert parse(typed, TODAY).problems == (Problem(kind=kind, word=word),)


def test_an_unknown_operator_is_still_searched_for_as_words() -> None:
    assert terms("form:山田") == [WordTerm(text="form:山田")]


def test_what_is_not_wanted() -> None:
    [one, other] = parse("－返品 -from:x", TODAY).clauses
    assert (one.negated, one.term) == (True, WordTerm(text="返品"))
    assert (other.negated, other.term) == (True, WordTerm(text="x", scope=Scope.FROM))
    assert terms("03-1234") == [WordTerm(text="03-1234")]
    assert parse("- 返品", TODAY).words == (WordTerm(text="-"), WordTerm(text="返品"))


@pytest.mark.parametrize(
    ("typed", "expected"), [("128", 128), ("#128", 128), (" １２８ ", 128), ("128 x", None)]
)
def test_a_number_alone_means_a_case_too(typed: str, expected: int | None) -> None:
    assert parse(typed, TODAY).bare_number == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026/11/3", date(2026, 11, 3)),
        ("２０２６年１１月３日", date(2026, 11, 3)),
        ("2026年11月", date(2026, 11, 1)),
        ("11/3", date(2026, 11, 3)),
        ("11月3日", date(2026, 11, 3)),
        ("12/24", date(2025, 12, 24)),
        ("2/29", date(2024, 2, 29)),
        ("12月", date(2025, 12, 1)),
        ("2025", date(2025, 1, 1)),
        ("今日", date(2026, 11, 22)),
        ("おととい", date(2026, 11, 20)),
        ("今週", date(2026, 11, 16)),
        ("先週", date(2026, 11, 9)),
        ("先月", date(2026, 10, 1)),
        ("去年", date(2025, 1, 1)),
        ("3日前", date(2026, 11, 19)),
        ("2w", date(2026, 11, 8)),
        ("9か月前", date(2026, 2, 22)),
        ("3日", None),
        ("13/1", None),
        ("9999999年前", None),
        ("", None),
    ],
)
def test_days_as_people_type_them(typed: str, expected: date | None) -> None:
    assert read_day(typed, TODAY) == expected


def test_months_end_where_they_end() -> None:
    assert read_day("1か月前", date(2026, 3, 31)) == date(2026, 2, 28)
    assert read_day("3か月前", date(2026, 1, 15)) == date(2025, 10, 15)


PIECES = st.sampled_from(
    [*SPELLINGS, *STATE_SPELLINGS, ":", "：", '"', "-", "　", " ", "#1", "返品", "11/3", "x"]
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join)))
def test_any_text_is_a_search(typed: str) -> None:
    search = parse(typed, TODAY)
    ends = [(clause.start, clause.end) for clause in search.clauses]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(typed) for start, end in ends)
    for word in search.words:
        assert word.text.strip()


@given(st.lists(st.sampled_from(["返品", "x", "山田 太郎", "a-b"]), max_size=4), st.booleans())
def test_words_in_quotes_come_back_as_they_are(words: list[str], negated: bool) -> None:
    sign = "-" if negated else ""
    search = parse(" ".join(f'{sign}"{word}"' for word in words), TODAY)
    assert [clause.term for clause in search.clauses] == [WordTerm(text=word) for word in words]
    assert all(clause.negated is negated for clause in search.clauses)


@given(st.dates(), st.text(max_size=12))
def test_no_day_is_an_error(today: date, typed: str) -> None:
    read_day(typed, today)
