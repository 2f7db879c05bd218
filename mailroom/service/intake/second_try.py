"""Reading once more what could not be read: when a person asks, and after an update (R4, N17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import mailroom
from mailroom import logging
from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.people import FolderRole
from mailroom.ids import MailboxId
from mailroom.service.intake.one_mail import Task
from mailroom.service.intake.parsed import charsets_of_senders, team_view
from mailroom.service.intake.reading import Reader
from mailroom.service.parts import Parts
from mailroom.store.mailbox.mails import ReadMail, Unreadable

_log = logging.topic("service")


class SecondTry:
    """Reads mails put aside once more, one after another, for each may take for ever."""

    def __init__(self, parts: Parts, reader: Reader) -> None:
        self._parts = parts
        self._reader = reader
        self._looked = False

    def after_update(self) -> None:
        """Try, once per session, what an earlier version of the program could not read."""
        if self._looked:
            return
        self._looked = True
        found = self._parts.store.mails.unreadable()
        self.read([one for one in found if one.whole and one.program != mailroom.__version__])

    def read(self, waiting: Sequence[Unreadable]) -> None:
        """Read these anew; each must be here whole."""
        for one in waiting:
            raw = self._parts.store.mails.raw(one.facts.key)
            if raw is None:
                continue
            [words] = self._reader.read([self._task(raw, one.facts)])
            mail = ReadMail(
                # the team knows it by this key, whatever is made of its header now
                facts=replace(words.facts, key=one.facts.key, mailbox=one.facts.mailbox),
                body=replace(words.body, key=one.facts.key),
                grams=words.grams,
                problem=words.problem,
            )
            self._parts.publish(self._parts.store.reword(mail))
            if not words.problem:
                _log.info("a mail put aside can be read now")

    def _task(self, raw: bytes, facts: MailFacts) -> Task:
        sent = facts.direction is Direction.OUTBOUND
        return Task(
            raw=raw,
            arrived_at=facts.arrived_at,
            role=FolderRole.SENT if sent else FolderRole.INBOX,
            mailbox=facts.mailbox or MailboxId(""),
            history=facts.history,
            team=team_view(self._parts.store.reads),
            charsets=charsets_of_senders(self._parts.store),
        )
