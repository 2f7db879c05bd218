"""Reading mail in another process: same results, and no mail can stop the queue (R4)."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from mailroom.domain.people import FolderRole
from mailroom.ids import MailboxId
from mailroom.service import reading
from mailroom.service.reading import Job, Reader, TeamView, Unread, read
from mailroom.store.mails import Place, StoredMail

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEAM = TeamView(own_addresses=frozenset({"team@x.example"}), secret=b"")


def job(uid: int, raw: bytes | None = None, team: TeamView = TEAM) -> Job:
    text = f"From: a@b.example\nSubject: mail {uid}\nMessage-ID: <{uid}@b>\n\nhello".encode()
    place = Place(mailbox=MailboxId("m"), folder="INBOX", uidvalidity=1, uid=uid)
    return Job(
        place=place,
        raw=text if raw is None else raw,
        arrived_at=NOW,
        role=FolderRole.INBOX,
        history=False,
        team=team,
    )


@pytest.fixture
def reader():
    reader = Reader()
    reader.use_process(True)
    yield reader
    reader.close()


class EndsTheProcess(TeamView):
    """A view that ends whoever unpacks it: a mail that crashes its reader."""

    def __reduce__(self):
        return os._exit, (7,)


def test_a_worker_reads_as_we_do(reader: Reader):
    jobs = [job(uid) for uid in range(1, 6)]
    assert list(reader.start(jobs)()) == [read(one) for one in jobs]


def test_a_mail_that_ends_the_reader_is_named_and_the_others_come(reader: Reader):
    list(reader.start([job(1)])())  # it works on this machine
    deadly = job(3, team=EndsTheProcess(own_addresses=frozenset(), secret=b""))
    results = list(reader.start([job(2), deadly, job(4)])())
    assert [type(one) for one in results] == [StoredMail, Unread, StoredMail]
    assert list(reader.start([job(5)])()) == [read(job(5))]


def test_where_no_process_can_be_started_we_read_ourselves(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reading, "SECONDS_PER_MAIL", 0.0)  # as if it never answered
    jobs = [job(1), job(2)]
    assert list(reader.start(jobs)()) == [read(one) for one in jobs]


def test_any_bytes_are_a_mail():
    for raw in (b"", b"\0\xff" * 100, b"\n" * 1000, "件名".encode("utf-16")):
        assert isinstance(read(job(1, raw)), StoredMail)
