"""Whole desks on a real mailbox: profiles, commands, long-lived processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.practice.server import PASSWORD, PracticeServer
from mailroom.practice.smtp import SmtpSink
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.clockwork import FRIDAY, Clockwork
from tests.e2e.gallows import Gallows
from tests.e2e.office import Office
from tests.e2e.replying import CUSTOMER
from tests.fakes.hand_clock import HandClock
from tests.fakes.servers import DovecotMail, MailServer, PracticeMail
from tests.fakes.skipping_clock import SkippingClock


@pytest.fixture
def clock() -> SkippingClock:
    return SkippingClock()


@pytest.fixture
def office(
    dovecot_server: DovecotMail, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    yield from _office(dovecot_server, home, monkeypatch)


@pytest.fixture
def practice_office(
    practice_server: PracticeMail, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    yield from _office(practice_server, home, monkeypatch)


@pytest.fixture
def anywhere(
    mail_server: MailServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """Give an office on the practice server, and then on Dovecot; nobody has joined it."""
    yield from _office(mail_server, home, monkeypatch)


@pytest.fixture
def gallows(office: Office) -> Iterator[Gallows]:
    """Started after the office, whose environment it needs."""
    gallows = Gallows(office.server.smtp_port)
    yield gallows
    gallows.close()


@pytest.fixture
def room(practice_office: Office, clock: SkippingClock) -> Iterator[Room]:
    """A desk with one open case, without threads: work runs where it is asked for."""
    practice_office.join("a", "田中")
    practice_office.write("help me", sender=CUSTOMER)
    with Room.open(profiles.load("a"), clock=clock) as room:
        room.sync_once()
        yield room


@pytest.fixture
def sink(practice_office: Office) -> SmtpSink:
    return practice_office.server.sink


@pytest.fixture
def team(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clockwork]:
    """A team whose time a test moves."""
    clock = HandClock(FRIDAY)
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.setenv("MAILROOM_PASSWORD", PASSWORD)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.delenv("LC_ALL", raising=False)
    with PracticeServer(clock=clock) as server:
        team = Clockwork.on(server, clock)
        yield team
        team.close()


def _office(server: MailServer, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.setenv("LANG", "C")
    monkeypatch.delenv("LC_ALL", raising=False)
    office = Office(server)
    monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
    yield office
    office.close()
