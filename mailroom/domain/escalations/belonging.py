"""Which escalation a mail belongs to, and for which of its steps (rules 25, 31, N01).

By our own Message-IDs, which nobody can guess, else by the sealed token of a step, else, for an
automatic answer of somebody who is asked, by the case number in our subject. Owns that order and
the doubt about a token; what such a mail does is judged in ``arriving`` and ``answering``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailroom.domain.escalations.escalation import Doubt, Escalation
from mailroom.domain.escalations.internal_mail import MailKind
from mailroom.domain.escalations.step_tokens import is_genuine, read_step_token
from mailroom.domain.mails import Automatic, MailFacts
from mailroom.domain.state import State
from mailroom.domain.turn import live_case

_TAG = "esc:"
_NUMBER = re.compile(r"number:([0-9]{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The escalation that a mail names.

    Attributes:
        step: the step whose question it answers.
        doubt: FORGED when nothing but a token names it, and its seal is not ours.
        several: the mail names other escalations too: a person must say what it means.
    """

    escalation: Escalation
    step: int
    doubt: Doubt | None = None
    several: bool = False


def escalation_of(state: State, mail: MailFacts) -> Named | None:
    """Return what a mail names, the surest first, or ``None``."""
    by_token = tuple(_by_token(state, mail))
    answered = _by_message(state, mail)
    if answered is not None:
        others = {one.escalation.id for one in by_token} - {answered.escalation.id}
        return Named(escalation=answered.escalation, step=answered.step, several=bool(others))
    if by_token:
        genuine = [one for one in by_token if one.doubt is None]
        best = max(genuine or by_token, key=lambda one: one.step)
        several = len({one.escalation.id for one in genuine or by_token}) > 1
        return Named(escalation=best.escalation, step=best.step, doubt=best.doubt, several=several)
    return _by_number(state, mail) if mail.automatic is Automatic.REPLY else None


def is_known_sender(state: State, escalation: Escalation, addr: str) -> bool:
    """Return whether an answer from this address counts by itself: asked, or one of the team."""
    member = state.member_by_address(addr)
    inside = member is not None and not member.left
    return inside or addr in asked_addresses(escalation) or addr in state.own_addresses()


def asked_addresses(escalation: Escalation) -> frozenset[str]:
    """Return everybody who has been asked so far."""
    asked = (escalation.form.to, *(one.to for one in escalation.asked))
    return frozenset(one.addr.lower() for one in asked)


def _by_message(state: State, mail: MailFacts) -> Named | None:
    for message_id in (mail.message_id, *mail.names):
        found = None if message_id is None else state.escalation_by_message(message_id)
        if found is not None:
            step = next((one.step for one in found.mails if one.message_id == message_id), "")
            return Named(escalation=found, step=_number(found, step))
    return None


def _number(escalation: Escalation, step: str) -> int:
    """Return the number of the step that a mail of ours was for."""
    kind, _, number = step.partition(":")
    if kind == MailKind.REQUEST.value:
        return 1
    if kind == MailKind.STEP.value and number.isdecimal():
        return int(number)
    return escalation.asked[-1].step if escalation.asked else 1


def _by_token(state: State, mail: MailFacts) -> Iterator[Named]:
    team = state.team()
    for tag in mail.our_tags:
        if not tag.startswith(_TAG):
            continue
        carried = tag.removeprefix(_TAG)
        token = read_step_token(carried)
        plain = carried.partition("-")[0] if token is None else token.token
        found = state.escalation_by_token(plain)
        if found is None:
            continue
        for_whom = asked_addresses(found) | {mail.sender.addr}
        secret = team.secret if team is not None else ""
        genuine = token is not None and is_genuine(secret, found.id, token, for_whom)
        yield Named(
            escalation=found,
            step=1 if token is None else token.step,
            doubt=None if genuine else Doubt.FORGED,
        )


def _by_number(state: State, mail: MailFacts) -> Named | None:
    """An out-of-office notice may keep nothing of our mail but its subject."""
    for tag in mail.our_tags:
        number = _NUMBER.fullmatch(tag)
        found = None if number is None else state.case_by_number(int(number[1]))
        case = None if found is None else live_case(state, found.id)
        escalation = None if case is None else case.escalation
        asked = None if escalation is None else state.escalation(escalation)
        if asked is not None and mail.sender.addr in asked_addresses(asked):
            return Named(escalation=asked, step=_number(asked, ""))
    return None
