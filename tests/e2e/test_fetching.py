"""A mail that this PC lacks is fetched when somebody wants to read it (rule 37)."""

from __future__ import annotations

from collections.abc import Iterator
from email.policy import SMTP

import pytest

from mailroom.clock import SystemClock
from mailroom.domain import commands as c
from mailroom.domain.query import ItemKind
from mailroom.errors import MailMissing
from mailroom.ids import MailKey
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail

CUSTOMER = "customer@shop.example"


@pytest.fixture
def rooms(practice_office: Office) -> Iterator[tuple[Room, Room]]:
    """Two desks on one mailbox, both up to date."""
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    with (
        Room.open(profiles.load("a"), clock=SystemClock()) as first,
        Room.open(profiles.load("b"), clock=SystemClock()) as second,
    ):
        first.sync_once()
        second.sync_once()
        yield first, second


def told_of(rooms: tuple[Room, Room]) -> tuple[Room, list[MailKey]]:
    """Let the first desk announce what came; return the second with what it heard of."""
    first, second = rooms
    first.sync_once()
    case = first.reads.recent_cases()[0]
    first.wait(first.do(c.AddNote(case=case, text="見てください")), 10)
    second._engine.exchange_once()
    keys = [
        item.mail.facts.key
        for case in second.reads.recent_cases()
        for item in second.reads.timeline(case)
        if item.kind is ItemKind.MAIL and item.mail is not None
    ]
    assert keys
    assert not any(second.reads.body(key).here for key in keys)
    return second, keys


def test_rule_37_a_mail_that_others_told_of_is_fetched_at_once(
    practice_office: Office, rooms: tuple[Room, Room]
):
    mail = a_mail("help me", sender=CUSTOMER, to=practice_office.address, text="where is it?")
    practice_office.server.deliver(practice_office.user, mail.as_bytes(policy=SMTP))
    room, [key] = told_of(rooms)
    room.fetch_mail(key)
    room.fetch_mail(key)  # nothing to do
    body = room.reads.body(key)
    assert body.here
    assert "where is it?" in body.text
    ledger = room.sync_once()  # the next pass counts it once, and nobody announces it again
    assert ledger.adds_up
    assert (ledger.imported, ledger.duplicates) == (1, 0)
    assert room.reads.health().pending == 0
    assert len(room.reads.recent_cases()) == 1


def test_rule_37_two_mails_of_one_message_id_are_told_apart(
    practice_office: Office, rooms: tuple[Room, Room]
):
    for text in ("one", "two"):
        practice_office.write(f"mail {text}", sender=CUSTOMER, text=text)
    mails = practice_office.server.server.mails(practice_office.user, "INBOX")
    practice_office.server.deliver(
        practice_office.user, mails[0].raw.replace(b"mail one", b"mail six", 1)
    )
    room, keys = told_of(rooms)
    assert len(keys) == 3
    for key in keys:
        room.fetch_mail(key)
    assert {room.reads.body(key).subject for key in keys} == {"mail one", "mail two", "mail six"}


def test_rule_37_a_mail_without_a_message_id_is_found_too(
    practice_office: Office, rooms: tuple[Room, Room]
):
    mail = a_mail("help me", sender=CUSTOMER, to=practice_office.address, text="no id")
    del mail["Message-ID"]
    practice_office.server.deliver(practice_office.user, mail.as_bytes())
    room, [key] = told_of(rooms)
    room.fetch_mail(key)
    assert "no id" in room.reads.body(key).text


def test_rule_37_a_mail_that_is_gone_is_said_to_be_gone(
    practice_office: Office, rooms: tuple[Room, Room]
):
    practice_office.write("help me", sender=CUSTOMER)
    room, [key] = told_of(rooms)
    with practice_office.server.connect(practice_office.user) as client:
        client.select("INBOX", readonly=False)
        client.expunge(client.uids_from())
    with pytest.raises(MailMissing):
        room.fetch_mail(key)
    assert not room.reads.body(key).here
    room.sync_once()  # it was an answer, not a trouble of the line
    assert room.reads.health().problem is None
