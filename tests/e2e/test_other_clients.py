"""Another mail program at work while desks sync, lose their line and are killed (R1, I13).

Whatever happens: at the end every number on the server has one row, its bytes are here, the ledger
adds up on every desk, and no mail that was ever seen has left its case.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from email.policy import SMTP

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.ledger import Fate
from mailroom.domain.query import CaseQuery, View
from mailroom.errors import Disconnected, MailroomError
from mailroom.practice.faults import Act
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail
from tests.guards import ExpectLog

FOLDERS = ("INBOX", "Archive", "Trash")
STEPS = 10
SYNCED = ("INBOX", "Sent")


class Outlook:
    """Somebody else's mail program, moving and deleting by a seed."""

    def __init__(self, office: Office, chance: random.Random) -> None:
        self._server = office.server.server
        self._user = office.user
        self._address = office.address
        self._chance = chance
        self._count = 0
        with office.server.connect(office.user) as client:
            for folder in ("Sent", *FOLDERS[1:]):
                client.ensure_folder(folder)

    def act(self) -> None:
        acts: list[tuple[Callable[[], None], int]] = [
            (self.write, 6),
            (self.move, 4),
            (self.delete, 2),
            (self.copy, 1),
            (self.renumber, 1),
            (self.restore, 1),
            (self.empty, 1),
        ]
        chosen, weights = zip(*acts, strict=True)
        self._chance.choices(chosen, weights)[0]()

    def write(self) -> None:
        for _ in range(self._chance.randint(1, 4)):
            self._count += 1
            subject = f"mail {self._count}"
            mail = a_mail(subject, sender="c@shop.example", to=self._address, text="x" * 9)
            if self._chance.random() < 0.2:
                del mail["Message-ID"]
            self._server.deliver(self._user, mail.as_bytes(policy=SMTP))

    def move(self) -> None:
        source, to = self._chance.sample(FOLDERS, 2)
        self._take(source, to, remove=True)

    def copy(self) -> None:
        self._take("INBOX", self._chance.choice(FOLDERS), remove=False)

    def _take(self, source: str, to: str, *, remove: bool) -> None:
        mails = self._server.mails(self._user, source)
        for mail in self._chance.sample(mails, min(len(mails), self._chance.randint(1, 3))):
            self._server.deliver(self._user, mail.raw, folder=to)
            if remove:
                self._server.remove(self._user, [mail.uid], folder=source)

    def delete(self) -> None:
        mails = self._server.mails(self._user, self._chance.choice(FOLDERS))
        for mail in self._chance.sample(mails, min(len(mails), 2)):
            for folder in FOLDERS:
                uids = [m.uid for m in self._server.mails(self._user, folder) if m.raw == mail.raw]
                self._server.remove(self._user, uids, folder=folder)

    def renumber(self) -> None:
        self._server.renew_validity(self._user)

    def restore(self) -> None:
        mails = self._server.mails(self._user)
        if mails:
            self._server.restore_backup(self._user, self._chance.choice(mails).uid)

    def empty(self) -> None:
        uids = [mail.uid for mail in self._server.mails(self._user)]
        self._server.remove(self._user, uids[: len(uids) // 2])


class Desks:
    """Two desks that sync on a bad line, and are closed and opened again."""

    def __init__(self, office: Office, chance: random.Random) -> None:
        self._faults = office.server.server.faults
        self._chance = chance
        self.rooms = {name: self._open(name) for name in "ab"}

    def _open(self, name: str) -> Room:
        return Room.open(profiles.load(name), clock=SystemClock())

    def sync(self) -> None:
        name = self._chance.choice("ab")
        if self._chance.random() < 0.5:
            act = self._chance.choice([Act.DROP_BEFORE, Act.DROP_AFTER, Act.BYE, Act.NO])
            self._faults.at("", act, skip=self._chance.randint(0, 25))
        try:
            self.rooms[name].sync_once()
        except MailroomError:
            self.rooms[name].close()
            self.rooms[name] = self._open(name)
        self._faults.clear()

    def settle(self) -> None:
        """Let every desk come to rest on a good line."""
        for _ in range(2):
            for name, room in self.rooms.items():
                try:
                    room.sync_once()
                except Disconnected:  # the restored server had hung up
                    room.sync_once()
                if room.ledger.missed():
                    assert room.ledger.accept(), name
                    room.sync_once()

    def close(self) -> None:
        for room in self.rooms.values():
            room.close()


def assert_nothing_is_lost(office: Office, room: Room) -> None:
    """R1: local rows = server UIDs, one row each, bytes equal; the ledger adds up."""
    store = room._parts.store
    for folder in SYNCED:
        validity, _ = office.server.server.numbers(office.user, folder)
        mails = {one.uid: one.raw for one in office.server.server.mails(office.user, folder)}
        known = store.ledger.known_uids(room._parts.mailbox, folder, validity)
        assert known == mails.keys(), folder
        keys = store.ledger.keys_at(room._parts.mailbox, folder, validity, mails)
        assert keys.keys() == mails.keys()
        assert all(store.mails.raw(keys[uid]) == raw for uid, raw in mails.items())
    page = room.ledger.page()
    assert page.total.adds_up, page.total
    counted = page.total.imported + page.total.duplicates
    assert counted == page.total.server
    assert not any(entry.fate is Fate.SOUGHT for entry in page.entries)


@pytest.mark.parametrize("seed", range(30))
def test_R1_whatever_another_mail_program_does(
    practice_office: Office, seed: int, soak: bool, expect_log: ExpectLog
):
    expect_log("went back from", maybe=True)
    office, chance = practice_office, random.Random(seed)
    office.join("a", "田中")
    office.join("b", "佐藤")
    outlook, desks = Outlook(office, chance), Desks(office, chance)
    try:
        for _ in range(STEPS * (5 if soak else 1)):
            outlook.act()
            if chance.random() < 0.6:
                desks.sync()
        desks.settle()
        rooms = list(desks.rooms.values())
        for room in rooms:
            assert_nothing_is_lost(office, room)
        assert rooms[0].state_hash() == rooms[1].state_hash()
        cases = rooms[0].reads.case_ids(CaseQuery(view=View.ALL))
        mails = Counter(
            item.mail.facts.key
            for case in cases
            for item in rooms[0].reads.timeline(case)
            if item.mail is not None
        )
        assert set(mails.values()) <= {1}
    finally:
        desks.close()
