"""SEARCH of the practice server: keys become predicates over stored mails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from mailroom.practice.imap_session import Refused, View
from mailroom.practice.imap_syntax import Arg, BadSyntax, expand, parse_day, text
from mailroom.practice.mailbox import StoredMail

Test = Callable[[StoredMail], bool]

_BY_FLAG = {
    "SEEN": "\\Seen",
    "ANSWERED": "\\Answered",
    "FLAGGED": "\\Flagged",
    "DELETED": "\\Deleted",
    "DRAFT": "\\Draft",
}


def matching(view: View, args: list[Arg]) -> list[int]:
    """Return the UIDs that fulfil all the keys, ascending."""
    keys = iter(args)
    if args and isinstance(args[0], bytes) and args[0].upper() == b"CHARSET":
        next(keys)
        next(keys)
    test = _all_of(_tests(keys, view))
    mails = view.folder.mails
    return [uid for uid in view.uids if uid in mails and test(mails[uid])]


def _all_of(tests: list[Test]) -> Test:
    return lambda mail: all(test(mail) for test in tests)


def _tests(keys: Iterator[Arg], view: View) -> list[Test]:
    return [_test(key, keys, view) for key in keys]


def _test(key: Arg, rest: Iterator[Arg], view: View) -> Test:
    if isinstance(key, list):
        return _all_of(_tests(iter(key), view))
    name = key.decode("latin-1").upper()
    if name[0].isdigit() or name[0] == "*":
        count = len(view.uids)
        numbers = expand(name, list(range(1, count + 1)), count)
        return _one_of({view.uids[number - 1] for number in numbers})
    for family in (_by_flag, _by_logic, _by_content, _by_date_or_size):
        test = family(name, rest, view)
        if test is not None:
            return test
    raise Refused(f"unknown search key {name}", status="BAD")


def _one_of(uids: set[int]) -> Test:
    return lambda mail: mail.uid in uids


def _by_flag(name: str, rest: Iterator[Arg], view: View) -> Test | None:
    if name in _BY_FLAG:
        return lambda mail: _BY_FLAG[name] in mail.flags
    if name.startswith("UN") and name[2:] in _BY_FLAG:
        return lambda mail: _BY_FLAG[name[2:]] not in mail.flags
    if name in {"KEYWORD", "UNKEYWORD"}:
        keyword = text(next(rest))
        return lambda mail: (keyword in mail.flags) is (name == "KEYWORD")
    if name == "MODSEQ":
        least = int(text(next(rest)))
        return lambda mail: mail.modseq >= least
    if name in {"NEW", "RECENT"}:
        return lambda mail: False
    return None


def _by_logic(name: str, rest: Iterator[Arg], view: View) -> Test | None:
    if name in {"ALL", "OLD"}:
        return lambda mail: True
    if name == "UID":
        highest = view.uids[-1] if view.uids else 0
        return _one_of(set(expand(text(next(rest)), view.uids, highest)))
    if name == "NOT":
        test = _test(next(rest), rest, view)
        return lambda mail: not test(mail)
    if name == "OR":
        one = _test(next(rest), rest, view)
        other = _test(next(rest), rest, view)
        return lambda mail: one(mail) or other(mail)
    return None


def _by_content(name: str, rest: Iterator[Arg], view: View) -> Test | None:
    """Test for substrings without regard to case, as RFC 3501 wants (also for Message-ID)."""
    if name in {"FROM", "TO", "CC", "BCC", "SUBJECT"}:
        return _field_has(name, next(rest))
    if name == "HEADER":
        return _field_has(text(next(rest)), next(rest))
    if name in {"TEXT", "BODY"}:
        wanted = _needle(next(rest))
        whole = name == "TEXT"
        return lambda mail: wanted in (mail.raw if whole else _body(mail.raw)).lower()
    return None


def _needle(arg: Arg) -> bytes:
    if not isinstance(arg, bytes):
        raise BadSyntax("a list where a word belongs")
    return arg.lower()


def _body(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


def _field_has(field: str, value: Arg) -> Test:
    start, wanted = field.lower().encode() + b":", _needle(value)

    def test(mail: StoredMail) -> bool:
        header = mail.raw.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").replace(b"\r\n\t", b" ")
        return any(
            line.startswith(start) and wanted in line[len(start) :]
            for line in header.lower().split(b"\r\n")
        )

    return test


def _by_date_or_size(name: str, rest: Iterator[Arg], view: View) -> Test | None:
    if name in {"LARGER", "SMALLER"}:
        size = int(text(next(rest)))
        return lambda mail: len(mail.raw) > size if name == "LARGER" else len(mail.raw) < size
    comparisons: dict[str, Callable[[date, date], bool]] = {
        "SINCE": lambda day, asked: day >= asked,
        "BEFORE": lambda day, asked: day < asked,
        "ON": lambda day, asked: day == asked,
    }
    if name in comparisons:
        asked, holds = parse_day(text(next(rest))).date(), comparisons[name]
        return lambda mail: holds(mail.internaldate.date(), asked)
    return None
