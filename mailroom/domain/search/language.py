"""The language of the search field: words, "phrases", -not, ``from:`` and its like, #128.

Full-width signs and blanks are the same as plain ones. Nothing typed is an error: what is not
understood is searched for as words, or said as a ``Problem``, never silently ignored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from mailroom.domain.search.days import read_day
from mailroom.domain.search.terms import (
    AssigneeTerm,
    AttachmentTerm,
    Clause,
    DayTerm,
    Edge,
    LabelTerm,
    NumberTerm,
    Problem,
    ProblemKind,
    Scope,
    Search,
    State,
    StateTerm,
    Term,
    WordTerm,
)

LONGEST = 1_000
"""Characters of a search that are looked at."""


class Operator(Enum):
    """What stands before the colon."""

    FROM = "from"
    TO = "to"
    SUBJECT = "subject"
    BODY = "body"
    NOTE = "note"
    FILE = "file"
    LABEL = "label"
    ASSIGNEE = "assignee"
    IS = "is"
    BEFORE = "before"
    AFTER = "after"
    HAS = "has"


SPELLINGS: dict[str, Operator] = {
    **{operator.value: operator for operator in Operator},
    **dict.fromkeys(("差出人", "送信者", "発信者"), Operator.FROM),
    **dict.fromkeys(("宛先", "あて先", "受信者", "cc"), Operator.TO),
    "件名": Operator.SUBJECT,
    "本文": Operator.BODY,
    **dict.fromkeys(("メモ", "社内メモ", "電話メモ"), Operator.NOTE),
    **dict.fromkeys(("添付", "ファイル", "filename"), Operator.FILE),
    "ラベル": Operator.LABEL,
    **dict.fromkeys(("担当", "担当者"), Operator.ASSIGNEE),
    "状態": Operator.IS,
    **dict.fromkeys(("前", "以前"), Operator.BEFORE),
    **dict.fromkeys(("後", "以後", "以降", "since"), Operator.AFTER),
}
"""How the operators may be written, Japanese and English."""

STATE_SPELLINGS: dict[str, State] = {
    **{state.value: state for state in State},
    "未読": State.UNREAD,
    "未対応": State.NEW,
    "対応中": State.OPEN,
    **dict.fromkeys(("返信待ち", "お客様の返信待ち"), State.WAITING),
    **dict.fromkeys(("期限切れ", "返信期限切れ", "超過"), State.OVERDUE),
    **dict.fromkeys(("エスカレーション", "エスカレーション中"), State.ESCALATED),
    "回答あり": State.ANSWERED,
    "保留": State.SNOOZED,
    "完了": State.DONE,
    "除外": State.FILTERED,
    **dict.fromkeys(("自分", "自分の", "me"), State.MINE),
    **dict.fromkeys(("担当なし", "未割当", "未割り当て"), State.UNASSIGNED),
    **dict.fromkeys(("書いている人あり", "錠", "ロック中"), State.HELD),
    "下書き": State.DRAFT,
    **dict.fromkeys(("読めない", "読めないメール"), State.UNREADABLE),
}
NOBODY = frozenset({"none", "なし", "nobody", "担当なし"})
ME = frozenset({"me", "自分", "私"})

_SCOPES = {
    Operator.FROM: Scope.FROM,
    Operator.TO: Scope.TO,
    Operator.SUBJECT: Scope.SUBJECT,
    Operator.BODY: Scope.BODY,
    Operator.NOTE: Scope.NOTE,
    Operator.FILE: Scope.FILE,
}
_ATTACHED = frozenset({"attachment", "attachments", "file", "添付", "あり", "有", "有り", "yes"})
_PLAIN = str.maketrans({"：": ":", "　": " ", "＂": '"', "“": '"', "”": '"', "＃": "#", "－": "-"})
_KEY = re.compile(r"([^\W\d]+):")
_BARE = re.compile(r"\s*#?\s*(\d{1,9})\s*")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a phrase, or an operator with its value."""

    start: int
    end: int
    value: str
    key: str = ""
    negated: bool = False
    quoted: bool = False


def parse(typed: str, today: date) -> Search:
    """Return what was typed, understood; ``today`` is the searcher's."""
    plain = typed[:LONGEST].translate(_PLAIN)
    clauses: list[Clause] = []
    problems: list[Problem] = []
    for token in _joined(_tokens(plain)):
        read = _term(token, today)
        if isinstance(read, Problem):
            problems.append(read)
            if read.kind is not ProblemKind.OPERATOR:
                continue
            read = WordTerm(text=f"{token.key}:{token.value}")
        if read is not None:
            clauses.append(
                Clause(term=read, negated=token.negated, start=token.start, end=token.end)
            )
    bare = _BARE.fullmatch(unicodedata.normalize("NFKC", plain))
    return Search(
        clauses=tuple(clauses),
        problems=tuple(problems),
        bare_number=int(bare[1]) if bare else None,
    )


def operator_of(key: str) -> Operator | None:
    """Return the operator that is written so."""
    return SPELLINGS.get(unicodedata.normalize("NFKC", key).casefold())


def _tokens(plain: str) -> Iterator[_Token]:
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        start = at
        negated = plain[at] == "-" and at + 1 < len(plain) and not plain[at + 1].isspace()
        at += negated
        found = _KEY.match(plain, at)
        key = ""
        if found is not None and not plain.startswith("//", found.end()):
            key, at = found[1], found.end()
        value, at, quoted = _value(plain, at)
        yield _Token(start, at, value, key, negated, quoted)


def _value(plain: str, at: int) -> tuple[str, int, bool]:
    """Return a word or a phrase that begins here, and where it ends; open quotes end with all."""
    if plain.startswith('"', at):
        end = plain.find('"', at + 1)
        end = len(plain) if end < 0 else end
        return plain[at + 1 : end], min(end + 1, len(plain)), True
    end = at
    while end < len(plain) and not plain[end].isspace() and plain[end] != '"':
        end += 1
    return plain[at:end], end, False


def _joined(tokens: Iterable[_Token]) -> Iterator[_Token]:
    """Give an operator that stands alone the word behind it: 「件名: 返品」 is one condition."""
    waiting: _Token | None = None
    for token in tokens:
        if waiting is not None and not token.key and not token.negated:
            yield replace(waiting, value=token.value, end=token.end, quoted=token.quoted)
            waiting = None
            continue
        waiting = None
        if token.key and not token.value and not token.quoted and operator_of(token.key):
            waiting = token  # left out if nothing comes: somebody is still typing
        else:
            yield token


def _term(token: _Token, today: date) -> Term | Problem | None:
    value = token.value.strip()
    if not token.key:
        return _word(value, quoted=token.quoted)
    operator = operator_of(token.key)
    if operator is None:
        return Problem(kind=ProblemKind.OPERATOR, word=f"{token.key}:")
    if not value:
        return None
    if operator in _SCOPES and not (operator is Operator.FILE and value in _ATTACHED):
        return WordTerm(text=value, scope=_SCOPES[operator])
    return _condition(operator, value, today)


def _word(value: str, *, quoted: bool) -> Term | None:
    number = None if quoted else re.fullmatch(r"#(\d{1,9})", unicodedata.normalize("NFKC", value))
    if number is not None:
        return NumberTerm(number=int(number[1]))
    return WordTerm(text=value) if value else None


def _condition(operator: Operator, value: str, today: date) -> Term | Problem:
    said = unicodedata.normalize("NFKC", value).casefold()
    if operator is Operator.LABEL:
        return LabelTerm(name=value)
    if operator is Operator.ASSIGNEE:
        return AssigneeTerm(name=value)
    if operator is Operator.IS:
        state = STATE_SPELLINGS.get(said)
        return StateTerm(state=state) if state else Problem(kind=ProblemKind.STATE, word=value)
    if operator in {Operator.HAS, Operator.FILE}:
        if said in _ATTACHED:
            return AttachmentTerm()
        return Problem(kind=ProblemKind.HAS, word=value)
    day = read_day(value, today)
    if day is None:
        return Problem(kind=ProblemKind.DAY, word=value)
    return DayTerm(day=day, edge=Edge.BEFORE if operator is Operator.BEFORE else Edge.AFTER)
