"""Marking mail as answered and done for colleagues who see the mailbox in Outlook (rule 36).

Only where the team said so when it was founded. The desk of whoever did it marks at once, any other
desk looks some minutes later. What lies behind this desk's own line fires nothing: not the first
reading, not history, not a fold anew. Owns when; which mails is ``domain.marking``'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from mailroom import logging
from mailroom.domain.marking import Mark, marks_of
from mailroom.domain.position import Position
from mailroom.domain.state import Entry
from mailroom.errors import MailroomError, Unavailable
from mailroom.ids import EventId, MailKey
from mailroom.service.line import Line
from mailroom.service.parts import Parts
from mailroom.store.mailbox.mails import Place

_log = logging.topic("service")

LATER = timedelta(minutes=10)  # then another desk may do it
TOO_LATE = timedelta(days=1)  # somebody may have marked it otherwise meanwhile
AGAIN_SECONDS = 600.0  # after the server would not
_DONE_UP_TO = "effects_done_up_to"  # name of a setting: a position
_FLAGS = {Mark.ANSWERED: "\\Answered", Mark.SEEN: "\\Seen"}


class Effects:
    """Sets the flags; used by the engine's thread when nobody waits for it."""

    def __init__(self, parts: Parts, line: Line) -> None:
        self._parts = parts
        self._line = line
        self._has_begun = False
        self._after: Position | None = None  # the line; further on than what is kept of it
        self._seen: Position | None = None  # the head when all was done that was due
        self._look_at = 0.0
        self._rest_until = 0.0
        self._done: frozenset[EventId] = frozenset()  # while earlier ones still wait

    def begin(self) -> None:
        """Draw this desk's line once it has read the journal for the first time."""
        if self._has_begun or self._parts.store.reads.team() is None:
            return
        self._has_begun = True
        marks = self._parts.store.marks
        if marks.setting(_DONE_UP_TO) is None:
            marks.set_setting(_DONE_UP_TO, list(self._parts.store.replica.cursor().head))

    def turn(self) -> None:
        """Set what is due; looks into the journal only when there is more of it.

        Raises:
            Unavailable: the connection is gone; it is tried again later.
        """
        now = self._parts.clock.monotonic()
        head = self._parts.store.replica.cursor().head
        if now < self._rest_until or (head == self._seen and now < self._look_at):
            return
        team = self._parts.store.reads.team()
        if team is None or not team.mark_mail:
            return
        try:
            nothing_waits = self._take_on(self._news())
        except MailroomError as error:
            self._rest_until = now + AGAIN_SECONDS
            _log.info("mail could not be marked: %r", error)
            if isinstance(error, Unavailable):
                raise
            return
        self._seen, self._look_at = head, now + LATER.total_seconds() / 10
        if nothing_waits:
            self._after = head

    def _news(self) -> tuple[Entry, ...]:
        """Return what lies behind this desk's line."""
        if self._after is None:
            line = self._parts.store.marks.setting(_DONE_UP_TO)
            if not isinstance(line, list):
                return ()
            self._after = Position(*(int(str(number)) for number in line))
        return self._parts.store.finished.after(self._after, self._parts.clock.now() - TOO_LATE)

    def _take_on(self, found: tuple[Entry, ...]) -> bool:
        """Mark what is due; return whether that was all of it."""
        due = [entry for entry in found if self._is_due(entry)]
        self._mark([entry for entry in due if entry.event.id not in self._done])
        self._done = frozenset(entry.event.id for entry in due)
        waiting = next((at for at, entry in enumerate(found) if entry not in due), len(found))
        if waiting:
            up_to = found[waiting - 1].position
            self._parts.store.marks.set_setting(_DONE_UP_TO, list(up_to))
        return waiting == len(found)

    def _is_due(self, entry: Entry) -> bool:
        if entry.event.desk == self._parts.me.desk:
            return True
        return self._parts.clock.now() - entry.time >= LATER

    def _mark(self, due: Iterable[Entry]) -> None:
        wanted: defaultdict[MailKey, frozenset[Mark]] = defaultdict(frozenset)
        with self._parts.store.reads.state() as state:
            for entry in due:
                for key, marks in marks_of(state, entry).items():
                    wanted[key] |= marks
        folders: defaultdict[str, dict[Place, frozenset[Mark]]] = defaultdict(dict)
        for key, places in self._parts.store.mails.places_of(list(wanted)).items():
            for place in places:
                if place.mailbox == self._parts.mailbox:
                    folders[place.folder][place] = wanted[key]
        for folder, marks_at in folders.items():
            self._mark_in(folder, marks_at)

    def _mark_in(self, folder: str, wanted: Mapping[Place, frozenset[Mark]]) -> None:
        """Set the flags that are missing: looking first lets others' flags be."""
        client = self._line.client
        self._line.look_again()
        state = client.select(folder, readonly=False)
        there = {p.uid: marks for p, marks in wanted.items() if p.uidvalidity == state.uidvalidity}
        facts = client.fetch_facts(there)
        for mark, flag in _FLAGS.items():
            lacking = [
                uid
                for uid, found in facts.items()
                if mark in there[uid] and flag.lower() not in {one.lower() for one in found.flags}
            ]
            if lacking:
                client.store_flags(lacking, add=[flag])
                _log.info("%s: %d mails marked %s", folder, len(lacking), mark.value)
