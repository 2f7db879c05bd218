"""The journal looking after itself: key, level, compaction, epochs, redaction (rules 32-35).

Owns: who may say such things and what they leave in the state. What is done to the mailbox because
of them (deleting, sealing with another key) is the replicator's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from mailroom.domain.records.journal_events import (
    Compacted,
    EpochStarted,
    JournalBody,
    KeyRotated,
    LevelRaised,
    Redacted,
)
from mailroom.domain.records.levels import level_at
from mailroom.domain.records.redaction import blank_everywhere
from mailroom.domain.turn import PLAIN, Flags, Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.domain.words import may_hold_words

DESK_COUNTS = timedelta(days=14 + 1)
"""A desk that was not heard of for longer has no say in what all desks must support (rule 35).

Fourteen days, and the one by which ``Desk.seen`` may lag behind.
"""

_KEY = re.compile(r"[0-9a-f]{64}")


def judge_journal(turn: Turn, body: JournalBody) -> Flags:
    """Judge an event about the journal."""
    turn.actor()
    if not isinstance(body, Redacted) and not turn.is_lead():
        refuse(Reason.NOT_LEAD)
    match body:
        case KeyRotated():
            _rotate(turn, body)
        case LevelRaised():
            _raise_level(turn, body)
        case Compacted():
            _compact(turn, body)
        case EpochStarted():
            _start_epoch(turn, body)
        case Redacted():
            _redact(turn, body)
        case _:
            assert_never(body)
    return PLAIN


def _rotate(turn: Turn, body: KeyRotated) -> None:
    if not _KEY.fullmatch(body.key):
        refuse(Reason.INVALID)
    if body.key == turn.team.key:
        refuse(Reason.ALREADY)
    turn.state.put(replace(turn.team, key=body.key, time=turn.time))


def _raise_level(turn: Turn, body: LevelRaised) -> None:
    """Rule 35: only if every desk heard of within fourteen days knows the level.

    Its author's desk speaks here and now, however long it was silent.
    """
    team = turn.team
    if body.level != team.fold_level + 1:
        refuse(Reason.ALREADY if body.level <= team.fold_level else Reason.INVALID)
    if level_at(team, turn.position) != team.fold_level:
        refuse(Reason.TOO_EARLY)  # one step per message, so that every desk stops at its own
    for desk in sorted(turn.state.desks(), key=lambda one: one.id):  # one order on every desk
        heard = desk.seen is not None and turn.time - desk.seen <= DESK_COUNTS
        if (heard or desk.id == turn.event.desk) and desk.level < body.level:
            refuse(Reason.UNSUPPORTED, who=desk.person, where=desk.id)
    turn.state.put(replace(team, fold_level=body.level, level_raised=turn.position, time=turn.time))


def _compact(turn: Turn, body: Compacted) -> None:
    """A checkpoint cannot hold what comes after it, and the line never goes back."""
    before = turn.team.compacted
    if body.upto >= turn.position:
        refuse(Reason.INVALID)
    if before is not None and body.upto <= before:
        refuse(Reason.ALREADY)
    turn.state.put(
        replace(
            turn.team,
            compacted=body.upto,
            compacted_time=turn.time,
            compacted_at_once=body.at_once,
            time=turn.time,
        )
    )


def _start_epoch(turn: Turn, body: EpochStarted) -> None:
    """Of two leads who rebuild at once the first counts; the other finds the epoch begun."""
    if body.epoch <= turn.team.epoch:
        refuse(Reason.ALREADY)
    if body.epoch != turn.team.epoch + 1 or body.epoch != turn.position.epoch:
        refuse(Reason.INVALID)
    turn.state.put(replace(turn.team, epoch=body.epoch, time=turn.time))


def _redact(turn: Turn, body: Redacted) -> None:
    """By its author or a lead; again changes nothing, for blanked words are no ground to refuse."""
    entry = turn.state.entry(body.event)
    if entry is None or not may_hold_words(type(entry.event.body)):
        refuse(Reason.INVALID)
    if entry.event.by != turn.event.by and not turn.is_lead():
        refuse(Reason.NOT_LEAD, who=entry.event.by or None)
    blank_everywhere(turn.state, entry)
