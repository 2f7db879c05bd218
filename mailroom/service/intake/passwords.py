"""Passwords of archives in a case: read from the mails that tell them, shown beside them (N33).

They lie in mails that everybody here can read; nothing of them is kept anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from mailroom.domain.delivery import Pairing
from mailroom.domain.mails import MailFacts
from mailroom.ids import CaseId, MailKey
from mailroom.mail.pairing import passwords_in
from mailroom.service.parts import Parts

_NEAR = timedelta(days=1)


class Passwords:
    """Looks for the passwords of the archives of one case."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def of(self, case: CaseId) -> Mapping[MailKey, tuple[str, ...]]:
        """Return what may open the archives of each mail that has a locked one."""
        items = self._parts.store.reads.timeline(case, self._parts.me.person)
        mails = [item.mail.facts for item in items if item.mail is not None]
        telling = [mail for mail in mails if mail.pairing is Pairing.PASSWORD]
        return {
            mail.key: self._told([one for one in telling if _is_near(mail, one)])
            for mail in mails
            if mail.pairing is Pairing.LOCKED
        }

    def _told(self, telling: list[MailFacts]) -> tuple[str, ...]:
        bodies = (self._parts.store.mails.body(one.key) for one in telling)
        found = (word for body in bodies if body is not None for word in passwords_in(body.text))
        return tuple(dict.fromkeys(found))


def _is_near(archive: MailFacts, letter: MailFacts) -> bool:
    same = archive.sender.addr == letter.sender.addr
    return same and abs(archive.sent_at - letter.sent_at) <= _NEAR
