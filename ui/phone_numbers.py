"""Numbers of people, the one to try first first (S40), and how a telephone takes them."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.people import Member
from ui.wording.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number and what it is: extension, phone, mobile."""

    name: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What became of a call."""

    number: str
    reached: bool
    memo: str


def of_member(member: Member | None) -> tuple[Number, ...]:
    """Return the numbers of somebody; none for people who are known by an address alone."""
    if member is None:
        return ()
    found = (
        Number(name=tr("extension"), number=member.extension),
        Number(name=tr("phone"), number=member.phone),
        Number(name=tr("mobile"), number=member.mobile),
    )
    return tuple(one for one in found if one.number)


def dialled(number: str) -> str:
    """Return a number as a telephone takes it: 03-1234 5678 → 0312345678."""
    kept = "".join(sign for sign in number if sign.isdigit() or sign in "+*#")
    return kept or number


def in_words(numbers: tuple[Number, ...]) -> str:
    """Return all numbers in one line."""
    said = (tr("{name} {number}").format(name=one.name, number=one.number) for one in numbers)
    return " / ".join(said)
