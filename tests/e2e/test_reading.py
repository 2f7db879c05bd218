"""Mail that cannot be read, or reads wrong, as two desks of a team see it (N17, N30, rule 23)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import mailroom
from mailroom.clock import SystemClock
from mailroom.domain.query import View
from mailroom.ids import MailKey
from mailroom.service import profiles
from mailroom.service.intake import reading
from mailroom.service.intake.one_mail import Task, Words, read_by_force
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.guards import ExpectLog

JAPANESE = "お世話になっております。返品の件でご連絡しました。"


@pytest.fixture
def office(practice_office: Office) -> Office:
    """Two desks."""
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    return practice_office


@contextmanager
def room_of(name: str) -> Iterator[Room]:
    with Room.open(profiles.load(name), clock=SystemClock()) as room:
        yield room


@contextmanager
def a_program_that_cannot(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An older version: no worker, and every mail fails."""

    def fails(task: Task) -> Words:
        return read_by_force(task, "RecursionError: an older program")

    with monkeypatch.context() as older:
        older.setattr(reading, "SECONDS_TO_START", 0.0)
        older.setattr(reading, "read", fails)
        older.setattr(mailroom, "__version__", "0.0.1")
        yield


def subjects(name: str) -> list[str]:
    run("sync", "--profile", name)
    return sorted(case["subject"] for case in run("cases", "--profile", name, "--json").json)


def test_N17_what_one_desk_cannot_read_is_one_case_of_the_team(
    office: Office, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
):
    expect_log("is unreadable")
    office.write("返品", text=JAPANESE)
    with a_program_that_cannot(monkeypatch):
        synced = run("sync", "--profile", "a")
    assert synced.code == 0
    assert synced.last.endswith("imported 0 + duplicate 0 + filtered 0 + quarantined 1")
    assert subjects("b") == ["返品"]  # reads it well, and gives it the same key

    with a_program_that_cannot(monkeypatch), room_of("a") as room:
        [bad] = room.rescue.unreadable()
        assert (bad.whole, bad.attempts, bad.program) == (True, 1, "0.0.1")
        case = room.rescue.case_of(bad.facts.key)
        body = room.reads.body(bad.facts.key)
        assert (body.subject, body.unreadable) == ("返品", "RecursionError: an older program")
        assert "Message-ID:" in body.text  # the mail as it came
        assert room.reads.counts().views[View.UNREADABLE] == 1
        assert not room.rescue.try_again(bad.facts.key)
        assert room.rescue.unreadable()[0].attempts == 2
    with room_of("b") as other:
        assert other.reads.recent_cases() == [case]
        assert JAPANESE in other.reads.body(bad.facts.key).text
        assert other.rescue.unreadable() == ()


def test_N17_an_update_of_the_program_reads_what_was_put_aside(
    office: Office, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
):
    expect_log("is unreadable")
    office.write("返品", text=JAPANESE)
    with a_program_that_cannot(monkeypatch):
        run("sync", "--profile", "a")
    before = subjects("b")
    synced = run("sync", "--profile", "a")
    assert synced.last.endswith("imported 1 + duplicate 0 + filtered 0 + quarantined 0")
    assert subjects("a") == before == ["返品"]
    with room_of("a") as room:
        assert room.rescue.unreadable() == ()
        [case] = room.reads.recent_cases()
        [item] = room.reads.timeline(case)
        assert item.mail is not None
        body = room.reads.body(item.mail.facts.key)
        assert (body.unreadable, JAPANESE in body.text) == ("", True)
        assert len(found(room, "ご連絡")) == 1


def test_N17_an_unreadable_mail_is_answered_like_any_other(
    office: Office, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
):
    expect_log("is unreadable")
    first = office.write("返品", text=JAPANESE)
    with a_program_that_cannot(monkeypatch):
        run("sync", "--profile", "a")
        office.write("Re: 返品", text="追伸", In_Reply_To=first)
        run("sync", "--profile", "a")
    [case] = run("cases", "--profile", "a", "--json").json
    shown = run("show", str(case["number"]), "--profile", "a", "--json").json
    assert [mail["reason"] for mail in shown["mails"]] == ["opened", "in_reply_to"]


def garbled(office: Office, number: int, sender: str = "m@shop.example") -> None:
    """Deliver Shift_JIS that calls itself Latin-1 and was recoded so: nothing in it is broken."""
    words = JAPANESE.encode("utf-8").decode("latin-1").encode("utf-8")
    office.server.deliver(
        office.user,
        f"From: {sender}\r\nTo: {office.address}\r\nSubject: mail {number}\r\n"
        f"Date: Sun, 22 Nov 2026 10:00:0{number} +0900\r\nMessage-ID: <g{number}@shop.example>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\n".encode()
        + words,
    )


def test_N30_garbled_mail_is_read_as_a_person_chooses_here_and_only_here(office: Office):
    garbled(office, 1)
    garbled(office, 2)
    for name in "ab":
        run("sync", "--profile", name)
    with room_of("a") as room:
        keys = {
            item.mail.facts.message_id: item.mail.facts.key
            for case in room.reads.recent_cases()
            for item in room.reads.timeline(case)
            if item.mail is not None
        }
        first, second = keys["<g1@shop.example>"], keys["<g2@shop.example>"]
        assert room.reads.body(first).garbled
        readings = room.rescue.readings(first)
        assert readings[0].charset == ""
        best = min(readings, key=lambda one: one.wrong)
        assert JAPANESE in best.text
        undo = room.rescue.remembered(first)

        room.rescue.read_as(first, best.charset)
        assert JAPANESE in room.reads.body(first).text
        assert room.reads.body(first).charset == best.charset
        assert JAPANESE not in room.reads.body(second).text
        assert len(found(room, "返品の件")) == 1

        room.rescue.read_as(first, best.charset, sender=True)
        assert JAPANESE in room.reads.body(second).text
        assert len(found(room, "返品の件")) == 2
        undo()
        assert room.reads.body(first).charset == ""
        assert found(room, "返品の件") == []
        room.rescue.read_as(first, best.charset, sender=True)
    garbled(office, 3)
    garbled(office, 4, sender="other@shop.example")
    run("sync", "--profile", "a")
    with room_of("a") as room:
        assert len(found(room, "返品の件")) == 3  # what came later of this sender too
    with room_of("b") as other:
        assert other.reads.body(first).garbled  # local (rule 37)
        assert found(other, "返品の件") == []


def found(room: Room, words: str) -> list[object]:
    """Return the mails of this PC whose words hold these."""
    return [
        item.mail.facts.key
        for case in room.reads.recent_cases()
        for item in room.reads.timeline(case)
        if item.mail is not None and words in str(room._parts.store.mails.body(item.mail.facts.key))
    ]


def test_N30_the_same_from_the_command_line(office: Office, tmp_path: Path):
    garbled(office, 1)
    run("sync", "--profile", "a")
    [case] = run("cases", "--profile", "a", "--json").json
    key = case["mails"][0]["key"]
    ran = run("rescue", "--profile", "a", "readings", key)
    assert ran.code == 0, ran.err
    readings = ran.out.splitlines()
    charset = min(readings, key=lambda line: float(line.split()[1])).split()[0]
    assert run("rescue", "--profile", "a", "as", key, charset).code == 0
    with room_of("a") as room:
        assert JAPANESE in room.reads.body(MailKey(key)).text
    assert run("rescue", "--profile", "a", "as", key, "-").code == 0
    with room_of("a") as room:
        assert JAPANESE not in room.reads.body(MailKey(key)).text

    file = tmp_path / "mail.eml"
    assert run("rescue", "--profile", "a", "save", key, str(file)).code == 0
    assert JAPANESE in run("parse", str(file), "--charset", charset).out
    assert JAPANESE not in run("parse", str(file)).out
    assert run("parse", str(file), "--charset", "klingon").code == 2
    assert run("rescue", "--profile", "a", "again", "nosuch").code == 2
    assert run("rescue", "--profile", "a", "list", "--json").json == []
