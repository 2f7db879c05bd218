"""Which case a new mail lies in, and what that does to other untouched cases (rules 24-27).

Owns: the short way (everything points to one case) and turning the groups of ``grouping`` into
rows. Case ids come from the mail that opened a case; where untouched cases become one, the one
with the lowest number stays and the others point to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mailroom.domain.cases import Case
from mailroom.domain.content import OUTSIDE, marked, with_fields_unseen
from mailroom.domain.mails import Direction, JoinReason, MailFacts, MailPlace
from mailroom.domain.position import Position
from mailroom.domain.threads.follow_ups import follower_of, is_past
from mailroom.domain.threads.grouping import (
    Group,
    Region,
    Tie,
    alike_before,
    floating_after,
    holders_first,
    in_time,
    tagged_cases,
)
from mailroom.domain.threads.kinship import Circle, outsider_of
from mailroom.domain.threads.pairs import followers_of, has_partner
from mailroom.domain.threads.summary import is_news, new_case, taken_in, told_anew
from mailroom.domain.turn import Turn, case_at, live_case
from mailroom.ids import CaseId, MailKey, MessageId, case_id

MOST_RELATED = 20
_MAY_FLOAT = frozenset(
    {
        JoinReason.OPENED,
        JoinReason.NAMED,
        JoinReason.SUBJECT,
        JoinReason.THREAD_INDEX,
        JoinReason.PASSWORD_PAIR,
        JoinReason.OUR_TAG,
    }
)
"""Reasons of mails whose reply headers may not have been usable so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Something known that shares an id with the new mail; ``place`` is missing if not filed."""

    message_id: MessageId
    case: Case
    place: MailPlace | None


def settle_mail(turn: Turn, mail: MailFacts) -> None:
    """Put a new mail into its case: an existing one, a new one, or one made of several."""
    kin = _kin_of(turn, mail)
    if _needs_regrouping(turn, mail, kin):
        _regroup(turn, mail)
    elif kin:
        reason, via = _reason(mail, kin)
        _answer(turn, mail, kin[0].case, reason, via)
    else:
        _open(turn, mail)


def join(turn: Turn, mail: MailFacts, case: Case, reason: JoinReason, via: str) -> None:
    """Put a mail into a case; it shares the home of the mail that brought it there."""
    place = MailPlace(
        facts=mail,
        case=case.id,
        home=_home_beside(turn, case, via),
        reason=reason,
        via=via,
        position=turn.position,
    )
    turn.state.put(place)
    turn.put_case(taken_in(turn, case, place))


def _answer(turn: Turn, mail: MailFacts, case: Case, reason: JoinReason, via: str) -> None:
    """Join a case, unless it was done for too long: then the mail opens one beside it (rule 30)."""
    if not is_past(turn, case, mail):
        join(turn, mail, case, reason, via)
        return
    known = turn.state.mail(MailKey(via))
    via = case.anchor if known is None or known.case != case.id else via
    follower = follower_of(turn, case, mail)
    if follower is not None:
        join(turn, mail, follower, JoinReason.FOLLOW_UP, via)
        return
    opened = case_id(mail.key)
    beside = replace(new_case(turn, opened, mail), touched=True, related=(case.id,))
    turn.state.put(beside)
    join(turn, mail, beside, JoinReason.FOLLOW_UP, via)
    _add_related(turn, case.id, opened)


def _home_beside(turn: Turn, case: Case, via: str) -> CaseId:
    """Return where a mail would go if a merge were undone: where its parent goes."""
    parent = turn.state.mail(MailKey(via))
    return parent.home if parent is not None and parent.case == case.id else case.id


def _open(turn: Turn, mail: MailFacts) -> None:
    opened = case_id(mail.key)
    place = MailPlace(
        facts=mail, case=opened, home=opened, reason=JoinReason.OPENED, position=turn.position
    )
    turn.state.put(place)
    turn.put_case(taken_in(turn, new_case(turn, opened, mail), place))


# --- the short way --------------------------------------------------------------------------------


def _kin_of(turn: Turn, mail: MailFacts) -> list[Kin]:
    """Return what shares an id with the mail, its nearest ancestors first (rule 26)."""
    found: list[Kin] = []
    for message_id in dict.fromkeys((*mail.names, mail.message_id)):
        if message_id is None:
            continue
        for place in holders_first(turn.state, message_id):
            case = live_case(turn.state, place.case)
            if case is not None:
                found.append(Kin(message_id=message_id, case=case, place=place))
        sent = turn.state.sent(message_id)
        case = None if sent is None else case_at(turn.state, sent.anchor)
        if case is not None and case.touched:
            found.append(Kin(message_id=message_id, case=case, place=None))
    return found


def _needs_regrouping(turn: Turn, mail: MailFacts, kin: Sequence[Kin]) -> bool:
    """Return whether the mail may do more than join the one case that all its kin lie in."""
    if len({one.case.id for one in kin}) > 1:
        return True
    if kin and (kin[0].case.related or not _is_admitted(turn, mail, kin)):
        return True
    if any(_is_freed(turn, one) for one in kin) or _may_attract(turn, mail):
        return True
    if any(followers_of(turn.state, mail, mail)):
        return True
    if kin and any(place.case != kin[0].case.id for place in _conversation_of(turn, mail)):
        return True
    answers = any(one.message_id in mail.names for one in kin)
    return not answers and _may_float(turn, mail)


def _is_freed(turn: Turn, one: Kin) -> bool:
    """Return whether a mail that lay by its subject only now has usable reply headers."""
    if one.place is None or one.message_id not in one.place.facts.names:
        return False
    return one.place.reason in _MAY_FLOAT and _may_float(turn, one.place.facts)


def _may_float(turn: Turn, mail: MailFacts) -> bool:
    """Return whether a mail may find something without reply headers (rule 25)."""
    own = turn.state.own_addresses()
    alike = alike_before(turn.state, mail, outsider_of(mail, own)) if mail.floats else ()
    if any(place.facts.key != mail.key for place in alike) or _conversation_of(turn, mail):
        return True
    return any(tagged_cases(turn.state, mail)) or has_partner(turn.state, mail)


def _conversation_of(turn: Turn, mail: MailFacts) -> list[MailPlace]:
    """Return the other mails of its conversation in Outlook."""
    name = mail.conversation
    found = () if name is None else turn.state.mails_naming(name)
    return [place for place in found if place.facts.key != mail.key]


def _may_attract(turn: Turn, mail: MailFacts) -> bool:
    """Return whether mails that are there already may join this one by their subject."""
    if not mail.clean_subject:
        return False
    own = turn.state.own_addresses()
    return any(
        outsider_of(place.facts, own) == addr and not _answers(turn, place.facts, mail)
        for addr in mail.parties - own
        for place in floating_after(turn.state, mail, addr)
    )


def _answers(turn: Turn, other: MailFacts, mail: MailFacts) -> bool:
    """Return whether the reply headers of ``other`` are usable, by this mail or another one."""
    if mail.message_id in other.names:
        return True
    return any(
        place.facts.key != other.key
        for message_id in other.names
        for place in turn.state.mails_naming(message_id)
    )


def _is_admitted(turn: Turn, mail: MailFacts, kin: Sequence[Kin]) -> bool:
    """Rule 27, judged mail by mail: enough to join, not enough to be kept out."""
    own = turn.state.own_addresses()
    return any(_fits(mail, one, own) for one in kin)


def _fits(mail: MailFacts, one: Kin, own: frozenset[str]) -> bool:
    if one.place is None:
        return True
    other = one.place.facts
    mail_holds = mail.message_id == one.message_id
    other_holds = other.message_id == one.message_id
    if (other_holds and other.direction is Direction.OUTBOUND) or (
        mail_holds and mail.direction is Direction.OUTBOUND
    ):
        return True
    mail_fits = Circle(own, (other,)).admits(mail)
    other_fits = Circle(own, (mail,)).admits(other)
    if mail_holds == other_holds:
        return mail_fits and other_fits
    return other_fits if mail_holds else mail_fits


def _reason(mail: MailFacts, kin: Sequence[Kin]) -> tuple[JoinReason, str]:
    """Return why a mail joins its kin, and through which one (N18)."""
    first = kin[0]
    via = first.message_id if first.place is None else first.place.facts.key
    if first.message_id == mail.bounced:
        return JoinReason.BOUNCE_OF, via
    if first.message_id not in mail.names:
        return JoinReason.NAMED, via
    if first.place is not None and first.place.facts.message_id != first.message_id:
        return JoinReason.COMMON_ANCESTOR, via
    if first.message_id in mail.in_reply_to:
        return JoinReason.IN_REPLY_TO, via
    return JoinReason.REFERENCES, via


# --- several cases at once ------------------------------------------------------------------------


def _regroup(turn: Turn, mail: MailFacts) -> None:
    region = Region(turn.state, mail)
    groups = sorted(region.groups(), key=lambda group: mail.key not in group.mails)
    joined = None if groups[0].touched is None else region.touched[groups[0].touched]
    if joined is not None and is_past(turn, joined, mail):
        _answer(turn, mail, joined, *_explained(region, mail, joined))
        return
    houses = [(group, _house_of(turn, region, group)) for group in groups]
    moved = [_move_in(turn, region, group, case) for group, case in houses]
    for (group, case), places in zip(houses, moved, strict=True):
        _tell(turn, region, group, case, places)
    homes = {key: case.id for group, case in houses for key in group.mails}
    for key, home in homes.items():
        _retire(turn, case_id(key), home)
    _relate(turn, region, homes)


def _house_of(turn: Turn, region: Region, group: Group) -> Case:
    """Return the case of a group: a touched one, the oldest one opened by its mails, or new."""
    if group.touched is not None:
        return region.touched[group.touched]
    opened = (turn.state.case(case_id(key)) for key in group.mails)
    known = [case for case in opened if case is not None and not case.touched]
    if known:
        oldest = min(known, key=lambda case: (case.merged_into is not None, case.number))
        return replace(oldest, merged_into=None)
    first = min(group.mails, key=lambda key: _announced(turn, region, key))
    return new_case(turn, case_id(first), region.mails[first])


def _announced(turn: Turn, region: Region, key: MailKey) -> Position:
    before = region.before.get(key)
    return turn.position if before is None else before.position


def _move_in(turn: Turn, region: Region, group: Group, case: Case) -> list[MailPlace]:
    """Put those mails of a group that lay elsewhere; return them in order of their dates."""
    moved = []
    for mail in sorted((region.mails[key] for key in group.mails), key=in_time):
        before = region.before.get(mail.key)
        if before is not None and before.case == case.id:
            continue
        reason, via = _explained(region, mail, case)
        place = MailPlace(
            facts=mail,
            case=case.id,
            home=_home_beside(turn, case, via),
            reason=reason,
            via=via,
            position=_announced(turn, region, mail.key),
            firing=None if before is None else before.firing,
        )
        turn.state.put(place)
        moved.append(place)
    return moved


def _tell(turn: Turn, region: Region, group: Group, case: Case, moved: Sequence[MailPlace]) -> None:
    """Put the case of a group if anything of it changed."""
    if case.touched:
        for place in moved:
            case = taken_in(turn, case, place)
    elif moved or case.mail_count != len(group.mails):
        fresh = any(is_news(place) for place in moved)
        case = told_anew(turn, case, turn.state.mails_of(case.id), fresh=fresh)
    else:
        return
    if any(place.facts.key in region.before for place in moved):
        case = _seen_by_nobody(turn, case)
    turn.put_case(case)


def _seen_by_nobody(turn: Turn, case: Case) -> Case:
    """Rule 19: mails of another case brought their readers here, as a merge by nobody would."""
    case = with_fields_unseen(case, turn.position, OUTSIDE)
    return replace(case, content=marked(case.content, OUTSIDE, turn.position))


def _retire(turn: Turn, opened: CaseId, home: CaseId) -> None:
    """A case whose opening mail now lies elsewhere points there (its number still finds it)."""
    case = turn.state.case(opened)
    if case is not None and opened != home and not case.touched and case.merged_into != home:
        turn.state.put(replace(case, merged_into=home))


def _explained(region: Region, mail: MailFacts, case: Case) -> tuple[JoinReason, str]:
    """Return why a mail lies in its group, and through which mail or id (N18)."""
    if mail.key == case.anchor:
        return JoinReason.OPENED, ""
    for message_id in mail.names:
        tie = region.tie_in_group(mail, message_id)
        if tie is not None:
            via = message_id if tie.mail is None else tie.mail.key
            return _named_reason(mail, message_id, tie), via
    if mail.key in region.by_subject:
        return region.by_subject[mail.key]
    answer = None if mail.message_id is None else region.tie_in_group(mail, mail.message_id)
    if answer is not None and answer.mail is not None:
        return JoinReason.NAMED, answer.mail.key
    for key, (reason, leader) in region.by_subject.items():
        if leader == mail.key and reason is JoinReason.PASSWORD_PAIR:
            return reason, key
    return JoinReason.SUBJECT, case.anchor


def _named_reason(mail: MailFacts, message_id: MessageId, tie: Tie) -> JoinReason:
    if message_id == mail.bounced:
        return JoinReason.BOUNCE_OF
    if not tie.holds(message_id):
        return JoinReason.COMMON_ANCESTOR
    if message_id in mail.in_reply_to:
        return JoinReason.IN_REPLY_TO
    return JoinReason.REFERENCES


def _relate(turn: Turn, region: Region, homes: Mapping[MailKey, CaseId]) -> None:
    """Rules 26, 27: cases that share an id and did not become one know of each other."""
    pairs = {
        tuple(sorted((_home_of(one, homes), _home_of(other, homes))))
        for one, other in region.rejected()
    }
    for one, other in sorted(pairs):
        if one != other:
            _add_related(turn, one, other)
            _add_related(turn, other, one)


def _home_of(node: str, homes: Mapping[MailKey, CaseId]) -> CaseId:
    return homes.get(MailKey(node), CaseId(node))


def _add_related(turn: Turn, one: CaseId, other: CaseId) -> None:
    case = turn.state.case(one)
    if case is not None and other not in case.related and len(case.related) < MOST_RELATED:
        turn.state.put(replace(case, related=(*case.related, other)))
