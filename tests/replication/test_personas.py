"""Every kind of server, and every accident one can have: two whole desks come to the same end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.domain.commands import AddNote
from mailroom.domain.records.replica import Alarm
from mailroom.errors import LimitReached, QuotaFull, RuleBroken, Unavailable
from mailroom.practice.faults import Act
from mailroom.practice.mailbox import MailboxFull
from mailroom.practice.personas import (
    EXCHANGE,
    GMAIL,
    HOSTER,
    MODERN,
    NO_CONDSTORE,
    NO_IDLE,
    NO_UIDPLUS,
    SLOW,
    SMALL,
    SPARSE,
    TWO_CONNECTIONS,
    Persona,
)
from mailroom.practice.server import PracticeServer
from mailroom.service.line import JOURNAL_FOLDER
from tests.e2e.office import Office
from tests.fakes.servers import MailServer, PracticeMail, running
from tests.replication.two_rooms import Pair

PairOn = Callable[[MailServer], Pair]
Accident = Callable[[Pair, PracticeServer], None]


@pytest.fixture
def pair_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PairOn]:
    """Give two desks on a server."""
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.setenv("LANG", "C")
    with ExitStack() as stack:

        def found(server: MailServer) -> Pair:
            office = Office(server)
            monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
            pair = Pair(office)
            stack.callback(pair.close)
            return pair

        yield found


# -- accidents -----------------------------------------------------------------------------


def note(pair: Pair, text: str) -> None:
    """Write a note at A, whatever becomes of the line; it must be there in the end."""
    pair.a.do(AddNote(case=pair.a.case("first"), text=text))
    try:
        pair.a.sync()
    except Unavailable:
        pair.accidents += 1


def lost_acknowledgement(pair: Pair, server: PracticeServer) -> None:
    """The message is stored, its OK is lost."""
    server.faults.at("APPEND", Act.DROP_AFTER)
    note(pair, "lost ack")


def lost_append(pair: Pair, server: PracticeServer) -> None:
    """The message is not stored, and nobody says so."""
    server.faults.at("APPEND", Act.DROP_BEFORE)
    note(pair, "lost append")


def late_append(pair: Pair, server: PracticeServer) -> None:
    """The message appears after its retry, between messages of others."""
    server.faults.at("APPEND", Act.DROP_LATER)
    note(pair, "zombie")
    pair.heal()
    pair.b.do(AddNote(case=pair.b.case("first"), text="meanwhile"))
    pair.b.sync()
    assert server.surface() == 1


def stalled(act: Act) -> Accident:
    """The literal of an APPEND never arrives whole."""

    def accident(pair: Pair, server: PracticeServer) -> None:
        server.faults.at("APPEND", act)
        line = pair.a.room._engine.line
        line.client._line.timeout = 0.1
        line.client._line.time_for = lambda size: 0.1
        note(pair, act.value)

    return accident


def restart(pair: Pair, server: PracticeServer) -> None:
    """Every line is cut."""
    server.drop_connections()
    note(pair, "restart")


def farewell(command: str) -> Accident:
    """The server says BYE at a command."""

    def accident(pair: Pair, server: PracticeServer) -> None:
        server.faults.at(command, Act.BYE)
        note(pair, f"bye at {command}")

    return accident


def copied(pair: Pair, server: PracticeServer) -> None:
    """Some program appends the last journal message once more, byte for byte."""
    [*_, last] = server.mails(pair.office.user, _folder(server))
    server.deliver(pair.office.user, last.raw, folder=_folder(server))
    note(pair, "copied")
    pair.accidents += 1


def one_too_many(pair: Pair, server: PracticeServer) -> None:
    """Somebody looks for a third connection; the two desks go on."""
    with pytest.raises(LimitReached):
        pair.office.server.connect(pair.office.user)
    note(pair, "limit")
    pair.accidents += 1


def full(pair: Pair, server: PracticeServer) -> None:
    """The mailbox is full for a while: what is said waits, nothing is lost."""
    user = pair.office.user
    fillers: list[int] = []
    for size in (9_000_000, 500_000, 10_000, 500, 50):
        try:
            while True:
                mail = b"Subject: filler\r\n\r\n" + b"x" * size
                fillers.append(server.deliver(user, mail, folder="Trash"))
        except MailboxFull:
            continue
    pair.a.do(AddNote(case=pair.a.case("first"), text="full"))
    pair.a.sync()  # mail still comes; only what this desk says waits
    assert isinstance(pair.a.room.reads.health().problem, QuotaFull)
    assert pair.a.room.reads.health().pending
    server.remove(user, fillers, folder="Trash")
    pair.clock.ahead += timedelta(minutes=11)  # so often the room is asked for
    pair.accidents += 1


def renumbered(pair: Pair, server: PracticeServer) -> None:
    """The folder is another one (UIDVALIDITY): both only look until a lead begins anew."""
    server.renew_validity(pair.office.user, _folder(server))
    server.drop_connections()
    pair.heal()
    assert [desk.alarm for desk in pair.both] == [Alarm.REPLACED] * 2
    with pytest.raises(RuleBroken):
        pair.a.do(AddNote(case=pair.a.case("first"), text="not now"))
    pair.a.room.journal.rebuild("フォルダが作り直されたため")
    note(pair, "renumbered")
    pair.accidents += 1


def expunged(pair: Pair, server: PracticeServer) -> None:
    """Somebody deletes a journal message that both have read; a lead's checkpoint ends it."""
    user, folder = pair.office.user, _folder(server)
    uids = [mail.uid for mail in server.mails(user, folder)]
    server.remove(user, [uids[len(uids) // 2]], folder=folder)
    pair.heal()
    assert {desk.alarm for desk in pair.both} <= {Alarm.NONE, Alarm.EXPUNGED}
    pair.a.room.journal.checkpoint()
    note(pair, "expunged")
    pair.accidents += 1


def _folder(server: PracticeServer) -> str:
    return server.persona.prefix + JOURNAL_FOLDER.replace("/", server.persona.separator)


# -- every kind of server with an accident that fits it -------------------------------------

KINDS: list[tuple[Persona, Accident]] = [
    (MODERN, lost_acknowledgement),
    (NO_UIDPLUS, lost_acknowledgement),
    (NO_IDLE, farewell("EXAMINE")),
    (NO_CONDSTORE, lost_append),
    (HOSTER, restart),
    (SPARSE, lost_acknowledgement),
    (EXCHANGE, lost_acknowledgement),
    (GMAIL, lost_acknowledgement),
    (TWO_CONNECTIONS, one_too_many),
    (SLOW, late_append),
    (SMALL, full),
]


def tell(pair: Pair, accident: Accident, server: PracticeServer) -> None:
    """Let two desks live through a small story with an accident in its middle."""
    pair.begin()
    winner, loser = pair.race()
    accident(pair, server)
    assert pair.accidents == 1
    pair.heal()
    pair.answer(winner, loser)
    pair.escalate()
    pair.merge()
    pair.check()


@pytest.mark.parametrize(("persona", "accident"), KINDS, ids=[persona.name for persona, _ in KINDS])
def test_two_desks_on_every_kind_of_server(pair_on: PairOn, persona: Persona, accident: Accident):
    with running("practice", persona) as server:
        assert isinstance(server, PracticeMail)
        tell(pair_on(server), accident, server.server)


@pytest.mark.parametrize(
    "accident",
    [
        lost_append,
        late_append,
        stalled(Act.NO_LITERAL),
        stalled(Act.HALF_LITERAL),
        restart,
        farewell("APPEND"),
        farewell("EXAMINE"),
        copied,
        renumbered,
        expunged,
    ],
    ids=lambda accident: accident.__qualname__.split(".")[0],
)
def test_every_accident_on_a_modern_server(
    pair_on: PairOn, practice_server: PracticeMail, accident: Accident
):
    tell(pair_on(practice_server), accident, practice_server.server)


@pytest.mark.dovecot
def test_two_desks_on_dovecot(pair_on: PairOn, dovecot_server: MailServer):
    pair = pair_on(dovecot_server)
    pair.begin()
    pair.answer(*pair.race())
    pair.escalate()
    pair.merge()
    pair.check()
