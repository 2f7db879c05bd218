"""Mails that belong together although neither names the other: known by an address and the time.

An archive and the mail that tells its password (N33); a mail of ours and a bounce that names no
Message-ID. One leads, the other follows. Whom a mail follows depends on the set of mails alone, so
threading stays the same in whatever order they come (I15).

Both are found under a name made of the address and a span of days; no Message-ID looks like it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from mailroom.domain.delivery import Pairing
from mailroom.domain.mails import Automatic, Direction, JoinReason, MailFacts, MailPlace
from mailroom.ids import MessageId

if TYPE_CHECKING:  # a state finds mails by these names
    from mailroom.domain.state import State

_SPAN = timedelta(days=4)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INTERNAL = "esc:"


class _Part(Enum):
    LEADS = "leads"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bond:
    """A kind of pair: how long before, or after, the mail that follows the other one may lie."""

    name: str
    reason: JoinReason
    before: timedelta
    after: timedelta


_PASSWORD = _Bond(
    name="password",
    reason=JoinReason.PASSWORD_PAIR,
    before=timedelta(days=1),
    after=timedelta(days=1),
)
_RETURN = _Bond(
    name="return",
    reason=JoinReason.BOUNCE_OF,
    before=timedelta(days=3),
    after=timedelta(0),
)
_Role = tuple[_Bond, _Part, str]


def beacons(mail: MailFacts) -> tuple[MessageId, ...]:
    """Return the names under which a mail is found by its partner; hardly any has one."""
    return tuple(_name(*role, _span_of(mail.sent_at)) for role in _roles(mail))


def leader_of(
    state: State, newcomer: MailFacts, mail: MailFacts
) -> tuple[MailPlace | None, MailFacts, JoinReason] | None:
    """Return whom a mail follows, and why; the newcomer counts though it has no place yet."""
    for bond, part, addr in _roles(mail):
        if part is _Part.LEADS:
            continue
        since, until = mail.sent_at - bond.before, mail.sent_at + bond.after
        places = {one.facts.key: one for one in _found(state, bond, _Part.LEADS, addr, mail)}
        known = [place.facts for place in places.values()]
        if (bond, _Part.LEADS, addr) in _roles(newcomer):
            known.append(newcomer)
        fitting = [one for one in known if since <= one.sent_at <= until]
        if fitting:
            best = min(fitting, key=lambda one: _farness(mail, one))
            return places.get(best.key), best, bond.reason
    return None


def followers_of(state: State, newcomer: MailFacts, mail: MailFacts) -> Iterator[MailPlace]:
    """Yield the mails that follow this one rather than any other."""
    for bond, part, addr in _roles(mail):
        if part is _Part.FOLLOWS:
            continue
        for place in _found(state, bond, _Part.FOLLOWS, addr, mail):
            found = leader_of(state, newcomer, place.facts)
            if found is not None and found[1].key == mail.key:
                yield place


def has_partner(state: State, mail: MailFacts) -> bool:
    """Return whether a new mail follows another one, or another one follows it."""
    return leader_of(state, mail, mail) is not None or any(followers_of(state, mail, mail))


def _roles(mail: MailFacts) -> tuple[_Role, ...]:
    if mail.direction is Direction.OUTBOUND:
        internal = any(tag.startswith(_INTERNAL) for tag in mail.our_tags)
        led = () if internal or not mail.recipients else (mail.recipients[0].addr,)
        return tuple((_RETURN, _Part.LEADS, addr) for addr in led)
    if mail.pairing is Pairing.LOCKED:
        return ((_PASSWORD, _Part.LEADS, mail.sender.addr),)
    if mail.pairing is Pairing.PASSWORD:
        return ((_PASSWORD, _Part.FOLLOWS, mail.sender.addr),)
    unnamed = mail.automatic is Automatic.BOUNCE and not mail.names and mail.report is not None
    if unnamed and mail.report is not None and mail.report.recipients:
        return ((_RETURN, _Part.FOLLOWS, mail.report.recipients[0]),)
    return ()


def _found(
    state: State, bond: _Bond, part: _Part, addr: str, mail: MailFacts
) -> Iterator[MailPlace]:
    """Yield the mails of a part around the moment of another one."""
    reach = max(bond.before, bond.after)
    for span in range(_span_of(mail.sent_at - reach), _span_of(mail.sent_at + reach) + 1):
        yield from state.mails_naming(_name(bond, part, addr, span))


def _farness(mail: MailFacts, other: MailFacts) -> tuple[bool, timedelta, str]:
    """An earlier one is nearer than any later one: archives and letters go first."""
    return other.sent_at > mail.sent_at, abs(other.sent_at - mail.sent_at), other.key


def _span_of(moment: datetime) -> int:
    return (moment - _EPOCH) // _SPAN


def _name(bond: _Bond, part: _Part, addr: str, span: int) -> MessageId:
    return MessageId(f"{bond.name} {part.value} {addr} {span}")
