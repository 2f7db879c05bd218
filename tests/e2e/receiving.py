"""Mail comes, and the pass that fetches it dies: nothing is lost or there twice (K1, R1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing

from mailroom.clock import SystemClock
from mailroom.store.store import Store
from tests.e2e.gallows import Killer
from tests.e2e.office import Office, run
from tests.e2e.sweeping import Death, check_files

SYNC = ["sync", "--profile", "a"]
SYNCED = ("INBOX", "Sent")
_CASES = ("cases", "--profile", "a", "--json")


class Receiving:
    """A desk to which so many mails come before each death of a pass."""

    def __init__(self, office: Office, killer: Killer, mails: int) -> None:
        self._office, self._killer, self._mails = office, killer, mails
        self._came = 0
        self._office.join("a", "田中")
        self.come("living")

    def come(self, name: str) -> None:
        """Let mails come, each of which is a case."""
        for number in range(self._mails):
            self._office.write(f"{name} {number}", sender=f"c{number}@{name}.example")
        self._came += self._mails

    def run(self, deaths: Sequence[Death]) -> None:
        """Die each death; then one whole pass must bring everything."""
        for at, death in enumerate(deaths):
            self.come(f"d{at}")
            self._killer.run(args=SYNC, **death.order)
            synced = run(*SYNC)
            assert synced.code == 0, (death.name, synced.out + synced.err)
            self.check(death.name)
        check_files()

    def check(self, name: str) -> None:
        """R1: local rows = mails on the server, bytes equal; each mail in exactly one case."""
        store = Store.open(self._office.folder("a"), SystemClock())
        with closing(store), self._office.server.connect(self._office.user) as client:
            mailbox = store.reads.mailboxes()[0].id
            for folder in SYNCED:
                state = client.select(client.ensure_folder(folder))
                mails = {one.uid: one.raw for one in client.fetch_raw(client.uids_from(1))}
                uids = store.ledger.known_uids(mailbox, folder, state.uidvalidity)
                assert uids == mails.keys(), (name, folder)
                keys = store.ledger.keys_at(mailbox, folder, state.uidvalidity, mails)
                wrong = [uid for uid, raw in mails.items() if store.mails.raw(keys[uid]) != raw]
                assert not wrong, (name, folder, wrong)
        subjects = Counter(case["subject"] for case in run(*_CASES).json)
        assert set(subjects.values()) == {1}, (name, subjects.most_common(3))
        assert len(subjects) == self._came, name
