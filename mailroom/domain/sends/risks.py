"""What may be wrong with a reply that is about to leave: a card only when there is risk (N34).

Pure reading of words and addresses. Everything here is a question to its author, never a refusal;
each rule speaks only where slips are made: the wrong namesake, a colleague among customers, words
that were meant to stay inside, a file that was forgotten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.people import Address
from mailroom.domain.policies.amounts import Amount, amounts_in
from mailroom.domain.templates.blanks import blanks
from mailroom.domain.threads.providers import company_of

BIG = 10 * 1024 * 1024
"""Bytes of files above which many companies' servers refuse a mail."""

_LEAST_QUOTED = 12  # letters of a note's line that cannot be there by chance
_MOST_NOTES = 200
_MOST_BLANKS = 3  # that are named: who looks at one sees the others
_GREETING_LINES = 5
_SURNAME = 2  # letters, where no blank parts a Japanese name

_ATTACHED = re.compile(
    r"添付(?!し忘れ|ファイルは(?:ござい|あり)ません|なし)|同封|別紙"
    r"|\b(?:attach(?:ed|ment|ing)?|enclosed)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r"([^\s、。,.<>「」()（）]{1,20}?)[ 　]?(?:様|さま|殿)(?=[\s、。,]|$)")
_NOBODY = re.compile(
    r"(?:お客|皆|皆々|各位|(?:ご|御)?担当者?|(?:ご|御)家族|(?:ご|御)関係者?|何|貴社|御社|奥|旦那|お子)$"
)
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


class RiskKind(Enum):
    """What may be wrong."""

    NEW_DOMAIN = "new_domain"  # nobody in this case writes from there
    NAMESAKE = "namesake"  # somebody else of that name takes part
    INSIDER = "insider"  # one of us among customers
    QUOTED_NOTE = "quoted_note"  # words of an internal note
    NO_FILE = "no_file"  # says that something is attached
    OTHER_NAME = "other_name"  # calls somebody who does not get it
    BIG_FILES = "big_files"
    LOCKED_FILE = "locked_file"  # an archive with a password (N33)
    WARNING_WORD = "warning_word"  # on the team's list
    AMOUNT = "amount"  # another amount of money than the mail it answers
    BLANK = "blank"  # a placeholder that nobody filled in
    SAID_ALREADY = "said_already"  # the same words went to them before; about is when, or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One question; ``about`` is what it is about, ``other`` what that was taken for."""

    kind: RiskKind
    about: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A reply as its author wrote it.

    Attributes:
        text: their own words, without the quoted mail.
        subject: where its author wrote it: that of an answer is the customer's.
        files: how many go along, and ``size`` their bytes together.
        locked: names of those that need a password.
    """

    recipients: tuple[Address, ...]
    text: str
    subject: str = ""
    files: int = 0
    size: int = 0
    locked: tuple[str, ...] = ()
    forwards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What we wrote in the case before; ``at`` is None while it is still on its way."""

    text: str
    to: frozenset[str]
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known where it is written.

    Attributes:
        parties: everybody who wrote or was written to in the case.
        insiders: addresses of the team and its members.
        inside: words of the case that were never meant for the customer.
        warning_words: the team's list.
        answered: the words of the mail it answers, with what that quotes.
        said: our own last mails of the case, and those on their way; only our words.
    """

    parties: tuple[Address, ...] = ()
    insiders: frozenset[str] = frozenset()
    inside: tuple[str, ...] = ()
    warning_words: tuple[str, ...] = ()
    answered: str = ""
    said: tuple[Said, ...] = ()


def risks(mail: Leaving, around: Around) -> tuple[Risk, ...]:
    """Return what its author should look at before the mail leaves; usually nothing."""
    return (
        *_of_recipients(mail, around),
        *_of_names(mail, around),
        *_quoted_notes(mail.text, around.inside),
        *_of_files(mail),
        *_warning_words(mail.text, around.warning_words),
        *_amounts(mail, around.answered),
        *_blanks(mail),
        *_said_already(mail, around.said),
    )


def mentions_file(text: str) -> bool:
    """Return whether a text says that a file goes along."""
    return _ATTACHED.search(text) is not None


def _of_recipients(mail: Leaving, around: Around) -> Iterator[Risk]:
    known = {one.addr for one in around.parties}
    places = {_domain(one.addr) for one in around.parties}
    outsiders = [one for one in mail.recipients if one.addr not in around.insiders]
    for one in mail.recipients:
        if one.addr in around.insiders:
            if outsiders:
                yield Risk(kind=RiskKind.INSIDER, about=_called(one))
        elif one.addr in known or mail.forwards:
            continue  # whom one forwards to is new by nature
        elif _domain(one.addr) not in places or company_of(one.addr) is None:
            yield Risk(kind=RiskKind.NEW_DOMAIN, about=one.addr)


def _of_names(mail: Leaving, around: Around) -> Iterator[Risk]:
    getting = {one.addr for one in mail.recipients}
    known = {one.addr for one in around.parties}
    for one in mail.recipients:
        for other in around.parties:
            if one.addr not in known and other.addr not in getting and _namesakes(one, other):
                yield Risk(kind=RiskKind.NAMESAKE, about=_called(one), other=_called(other))
    names = [one.name for one in mail.recipients if one.name]
    names += [one.name for one in around.parties if one.addr in getting and one.name]
    if not any(_JAPANESE.search(name) for name in names):
        return  # who is only known as "T. Yamada" may well be 山田様
    for called in _greeted(mail.text):
        if not any(_squeezed(called) in _squeezed(name) for name in names):
            yield Risk(kind=RiskKind.OTHER_NAME, about=called, other=names[0])


def _greeted(text: str) -> Iterator[str]:
    """Return whom the first lines address."""
    for line in text.strip().split("\n")[:_GREETING_LINES]:
        found = _CALLED.search(line)
        if found is not None and not _NOBODY.search(found[1]):
            yield found[1].split("の")[-1]
            return


def _quoted_notes(text: str, inside: Iterable[str]) -> Iterator[Risk]:
    written = _squeezed(text)
    for note in tuple(inside)[-_MOST_NOTES:]:
        for line in note.split("\n"):
            squeezed = _squeezed(line)
            if len(squeezed) >= _LEAST_QUOTED and squeezed in written:
                yield Risk(kind=RiskKind.QUOTED_NOTE, about=line.strip())
                return


def _of_files(mail: Leaving) -> Iterator[Risk]:
    if not mail.files and mentions_file(mail.text):
        yield Risk(kind=RiskKind.NO_FILE)
    if mail.size > BIG:
        yield Risk(kind=RiskKind.BIG_FILES, about=str(mail.size))
    yield from (Risk(kind=RiskKind.LOCKED_FILE, about=name) for name in mail.locked)


def _warning_words(text: str, words: Iterable[str]) -> Iterator[Risk]:
    written = _squeezed(text)
    found = [word for word in words if _squeezed(word) and _squeezed(word) in written]
    yield from (Risk(kind=RiskKind.WARNING_WORD, about=word) for word in found)


def _blanks(mail: Leaving) -> Iterator[Risk]:
    found = blanks(f"{mail.subject}\n{mail.text}")
    yield from (Risk(kind=RiskKind.BLANK, about=blank) for blank in found[:_MOST_BLANKS])


def _amounts(mail: Leaving, answered: str) -> Iterator[Risk]:
    """Ask if both speak of money, and of no amount in common: a digit slipped, or another case."""
    ours, theirs = tuple(amounts_in(mail.text)), tuple(amounts_in(answered))
    if ours and theirs and not mail.forwards and not _yen(ours) & _yen(theirs):
        yield Risk(kind=RiskKind.AMOUNT, about=ours[0].written, other=theirs[0].written)


def _said_already(mail: Leaving, said: Iterable[Said]) -> Iterator[Risk]:
    """Ask if somebody gets the same words once more: a second press, or a colleague's answer."""
    written = _squeezed(mail.text)
    getting = {one.addr for one in mail.recipients}
    for one in said:
        if written and _squeezed(one.text) == written and one.to & getting:
            at = one.at.isoformat() if one.at is not None else ""
            yield Risk(kind=RiskKind.SAID_ALREADY, about=at)
            return


def _yen(amounts: Iterable[Amount]) -> set[int]:
    return {one.yen for one in amounts}


def _namesakes(one: Address, other: Address) -> bool:
    ours, theirs = _surname(one.name), _surname(other.name)
    return bool(ours) and ours == theirs


def _surname(name: str) -> str:
    """Return the family name as far as it can be told."""
    parts = unicodedata.normalize("NFKC", name).split()
    if not parts or not _JAPANESE.match(parts[0]):
        return parts[-1].casefold() if len(parts) > 1 else ""
    return parts[0] if len(parts) > 1 else parts[0][:_SURNAME]


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _domain(addr: str) -> str:
    return addr.rpartition("@")[2]


def _called(one: Address) -> str:
    return f"{one.name} <{one.addr}>" if one.name else one.addr
