"""``cases`` and ``export``: lists of cases, ledgers and packs."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.domain.search.terms import Problem, ProblemKind
from mailroom.errors import BadInput
from mailroom.ids import CaseId
from mailroom.service.cli import as_json
from mailroom.service.cli.naming import Words, case_named
from mailroom.service.cli.parser import STATUSES
from mailroom.service.pack.ledger_csv import CsvEncoding
from mailroom.service.room import Room
from mailroom.service.words import Sentence, pick
from mailroom.settings import Language

_NOT_UNDERSTOOD: dict[ProblemKind, Sentence] = {
    ProblemKind.OPERATOR: (
        "「{word}」という条件はありません。文字として探しました。",
        "there is no condition “{word}”; searched for it as words",
    ),
    ProblemKind.STATE: ("「{word}」という状態はありません。", "there is no state “{word}”"),
    ProblemKind.DAY: (
        "「{word}」は日付として読めません。11/3、2026-11-03、きのう、先週 のように書いてください。",
        "“{word}” is no day; write 11/3, 2026-11-03, yesterday or last-week",
    ),
    ProblemKind.HAS: (
        "has: には attachment(添付)だけが使えます。",
        "has: only knows attachment",
    ),
    ProblemKind.LABEL: ("「{word}」というラベルはありません。", "there is no label “{word}”"),
    ProblemKind.PERSON: ("「{word}」という人はいません。", "there is nobody called “{word}”"),
}
_MISSING: Sentence = (
    "{count} 通はこのPCにありません。sync のあとにもう一度書き出してください。",
    "{count} mails are not on this PC; run sync and export again",
)


def found(room: Room, args: Namespace) -> list[CaseId]:
    """Return the cases that a line asks for.

    Raises:
        BadInput: a status, a label or a member is unknown.
    """
    return room.search.case_ids(query_of(room, args))


def query_of(room: Room, args: Namespace) -> CaseQuery:
    """Return the query of a line: conditions by exact names, the rest as typed in the window."""
    words: list[str] = []
    given: dict[str, Any] = {}
    for word in args.query:
        name, colon, value = word.partition(":")
        if colon and name == "status":
            if value not in STATUSES:
                raise BadInput("status", value)
            given["status"] = STATUSES[value]
        elif colon and name == "label":
            given["label"] = Words(room, args).label(value)
        elif colon and name == "assignee":
            given["assignee"] = Words(room, args).person(value)
        else:
            words.append(word)
    return CaseQuery(view=View(args.view), sort=Sort(args.sort), text=" ".join(words), **given)


def not_understood(room: Room, args: Namespace, language: Language) -> list[str]:
    """Return a sentence for each part of the search that means nothing."""
    problems = room.search.understood(query_of(room, args).text).problems
    return [_said(problem, language) for problem in problems]


def write_ledger(room: Room, args: Namespace, language: Language) -> str:
    """Write ``--csv``; return what was written where."""
    path = Path(args.csv)
    encoding = CsvEncoding[args.encoding.upper()]
    cases = found(room, args)
    count = room.packs.write_ledger(cases, path, encoding=encoding, language=language)
    return f"{count} cases: {path}"


def write_pack(room: Room, args: Namespace, language: Language) -> str:
    """Write the pack of a case; return what it holds. What is missing is said on stderr."""
    detail = case_named(room, args.case)
    wish = room.packs.wish(language, for_customer=args.for_customer, zipped=args.zip)
    folder = Path(args.folder)
    path = folder.with_name(folder.name + ".zip") if args.zip else folder
    packed = room.packs.write_case(detail, path, wish)
    if packed.missing:
        sentence = pick(_MISSING, language).format(count=packed.missing)
        print(f"mailroom: {sentence}", file=sys.stderr)
    return f"{packed.mails} mails, {packed.files} attachments, index.html, case.json: {path}"


def lines(room: Room, ids: list[CaseId]) -> list[str]:
    """Return cases as people read them, one a line."""
    made = []
    for case in as_json.CaseForms(room.reads).cases(ids):
        holder = f" [{case['holder']['person']}]" if case["holder"] else ""
        who = case["assignee"] or "-"
        made.append(
            f"#{case['number']:<5} {case['status']:<16} {who:<10} {case['subject']}{holder}"
        )
    return made


def _said(problem: Problem, language: Language) -> str:
    return pick(_NOT_UNDERSTOOD[problem.kind], language).format(word=problem.word)
