"""Reading mail in another process: same results, and no mail can stop the queue (R4, N17)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from mailroom.domain.people import FolderRole
from mailroom.ids import MailboxId
from mailroom.service.intake import reading
from mailroom.service.intake.one_mail import read, read_by_force
from mailroom.service.intake.reading import Job, Reader, TeamView
from mailroom.store.mailbox.mails import Place
from tests.fakes.deadly import EatsAllMemory, EndsTheProcess, TakesForEver
from tests.fakes.hostile_mails import HOSTILE

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
def reader() -> Iterator[Reader]:
    with Reader() as one:
        yield one


def test_a_worker_reads_as_we_do(reader: Reader) -> None:
    jobs = [job(uid) for uid in range(1, 6)]
    results = list(reader.start(jobs)())
    assert [one.facts for one in results] == [read(one.task).facts for one in jobs]
    assert [one.body for one in results] == [read(one.task).body for one in jobs]
    assert [(one.place, one.raw) for one in results] == [(one.place, one.raw) for one in jobs]
    assert list(reader.start([])()) == []


def test_a_mail_that_ends_the_reader_is_read_by_force_and_the_others_come(reader: Reader) -> None:
    deadly = job(3, team=EndsTheProcess())
    results = list(reader.start([job(2), deadly, job(4)])())
    assert [one.problem != "" for one in results] == [False, True, False]
    bad = results[1]
    assert (bad.facts.subject, bad.facts.sender.addr) == ("mail 3", "a@b.example")
    assert (bad.facts.unreadable, bad.body.unreadable) == (True, bad.problem)
    assert bad.facts.key == read(job(3).task).facts.key  # as a desk names it that can read it
    [after] = reader.start([job(5)])()
    assert after.problem == ""


def test_what_is_asked_of_a_reader_that_is_closed_meanwhile_is_still_read(reader: Reader) -> None:
    results = reader.start([job(uid) for uid in range(1, 4)])()
    assert next(results).facts.subject == "mail 1"
    reader.close()  # the desk stops, from another thread
    assert [one.facts.subject for one in results] == ["mail 2", "mail 3"]
    reader.close()


def test_a_mail_that_takes_for_ever_is_left_after_its_time(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(reader.start([job(1)])())  # it works on this machine
    monkeypatch.setattr(reading, "SECONDS_PER_MAIL", 0.2)
    [bad] = reader.start([job(2, team=TakesForEver())])()
    monkeypatch.setattr(reading, "SECONDS_PER_MAIL", 10.0)
    [good] = reader.start([job(3)])()
    assert (bad.problem, good.problem) == ("reading it did not come to an end", "")


@pytest.mark.skipif(sys.platform != "linux", reason="address space is limited on Linux only")
def test_a_mail_that_wants_all_memory_fails_alone(reader: Reader) -> None:
    bad, good = reader.start([job(1, team=EatsAllMemory()), job(2)])()
    assert (bad.problem.startswith("MemoryError"), good.problem) == (True, "")


def test_where_no_process_can_be_started_we_read_ourselves(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS_TO_START", 0.0)  # as if it never answered
    jobs = [job(1), job(2)]
    assert [one.facts.subject for one in reader.start(jobs)()] == ["mail 1", "mail 2"]
    assert [one.facts.subject for one in reader.start(jobs)()] == ["mail 1", "mail 2"]


def test_any_bytes_are_a_mail() -> None:
    for raw in (b"", b"\0\xff" * 100, b"\n" * 1000, "件名".encode("utf-16")):
        assert read(job(1, raw).task).problem == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_force_gives_every_mail_the_key_that_reading_gives(name: str) -> None:
    """One desk fails on it, another does not: the team has one case (rule 23)."""
    task = job(1, HOSTILE[name]).task
    words, forced = read(task), read_by_force(task, "why")
    assert forced.facts.key == words.facts.key
    assert forced.facts.sender.addr == words.facts.sender.addr
    assert forced.body.unreadable == "why"
