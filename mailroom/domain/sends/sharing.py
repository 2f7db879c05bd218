"""Drafts that somebody shows to the team on purpose (rule 37: all others stay on their PC).

Everybody may share, as everybody may write a note; nobody's words are refused for being late. A
case holds one draft of each person, until the case is answered or done, or its author or a lead
takes it back. What stands is kept on the case; the words lie in their event. A mail that Outlook or
a phone sent ends none: Mailroom does not know whose words it used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mailroom.domain.cases import Case, SharedDraft
from mailroom.domain.events import DraftShared, DraftWithdrawn, SharingBody
from mailroom.domain.position import Position
from mailroom.domain.sends.sharing_commands import ShareDraft, SharingCommand, WithdrawDraft
from mailroom.domain.state import State
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import EventId, MailKey


def judge_sharing(turn: Turn, body: SharingBody) -> Flags:
    """Judge an event about a shared draft."""
    turn.actor()
    match body:
        case DraftShared():
            _share(turn, body)
        case DraftWithdrawn():
            _withdraw(turn, body)
        case _:
            assert_never(body)
    return PLAIN


def meant(state: State, case: Case, command: SharingCommand) -> tuple[MailKey, SharingBody]:
    """Return where a draft belongs and the event that a command means.

    It goes with the mail that it answers, also if the case is split (rule 24).
    """
    match command:
        case ShareDraft(draft=draft):
            there, anchor = case_at(state, draft.answers), case.anchor
            if draft.answers is not None and there is not None and there.id == case.id:
                anchor = draft.answers
            return anchor, DraftShared(draft=draft)
        case WithdrawDraft(shared=shared):
            return case.anchor, DraftWithdrawn(shared=shared)
        case _:
            assert_never(command)


def answered(case: Case, since: Position) -> Case:
    """Return the case after a reply whose author had read up to a position: later drafts stay."""
    return replace(case, shared=tuple(one for one in case.shared if one.at > since))


def apart(state: State, parts: tuple[Case, Case]) -> tuple[Case, Case]:
    """Return the parts of a case, each with the drafts that answer mail which lies in it now."""
    one, other = parts
    stay = [draft for draft in one.shared if not _lies_in(state, draft, other)]
    come = [draft for draft in other.shared if _lies_in(state, draft, one)]
    leave = [draft for draft in one.shared if draft not in stay]
    remain = [draft for draft in other.shared if draft not in come]
    return replace(one, shared=(*stay, *come)), replace(other, shared=(*remain, *leave))


def _share(turn: Turn, body: DraftShared) -> None:
    case = turn.case()
    if not body.draft.text:
        refuse(Reason.INVALID)
    others = (one for one in case.shared if one.by != turn.event.by)
    mine = SharedDraft(
        event=turn.event.id,
        anchor=turn.anchor or case.anchor,
        by=turn.event.by,
        at=turn.position,
    )
    turn.put_case(replace(case, shared=(*others, mine)))


def _withdraw(turn: Turn, body: DraftWithdrawn) -> None:
    case, row = _standing(turn.state, body.shared)
    if row.by != turn.event.by and not turn.is_lead():
        refuse(Reason.NOT_LEAD, who=row.by)
    turn.put_case(replace(case, shared=tuple(one for one in case.shared if one != row)))


def _standing(state: State, named: EventId) -> tuple[Case, SharedDraft]:
    """Return a draft that stands, and the case in which it does, wherever that went."""
    entry = state.entry(named)
    case = None if entry is None else case_at(state, entry.anchor)
    row = next((one for one in case.shared if one.event == named), None) if case else None
    if case is None or row is None:
        refuse(Reason.NOT_STANDING)
    return case, row


def _lies_in(state: State, draft: SharedDraft, case: Case) -> bool:
    place = state.mail(draft.anchor)  # the case itself may not be put yet
    return place is not None and place.case == case.id
