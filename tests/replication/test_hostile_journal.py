"""The journal on servers that lie, stumble or forget: nothing lost, nothing twice, or an alarm."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest

from mailroom.domain.events import NoteAdded
from mailroom.domain.records.replica import Alarm
from mailroom.errors import MailroomError, Unavailable
from mailroom.practice.faults import Act, Faults
from mailroom.practice.server import PracticeServer
from tests.fakes.proxy import CuttingProxy
from tests.fakes.server_folder import NAME, ServerFolder
from tests.fakes.servers import PracticeMail
from tests.guards import ExpectLog
from tests.replication.desks import TestDesk

pytestmark = pytest.mark.timeout(900)  # --soak cuts at every single byte
FOLDERS = "servers"
TwoDesks = tuple[TestDesk, TestDesk]


def told(desk: TestDesk) -> Counter[str]:
    """Count the accepted notes by their words."""
    bodies = [entry.event.body for entry in desk.entries() if entry.verdict.accepted]
    return Counter(body.text for body in bodies if isinstance(body, NoteAdded))


def attempt(desk: TestDesk, words: str) -> bool:
    """Write a note over a bad line; return whether that went well."""
    desk.note(words, on="m")
    try:
        desk.sync()
    except MailroomError:
        desk.line.drop()
        return False
    return True


def heal(pair: TwoDesks) -> None:
    """Let both read and write over good lines."""
    for desk in (*pair, pair[0]):
        desk.sync()


def check(pair: TwoDesks, notes: int) -> None:
    """Both are of one mind, and every note was taken in exactly once."""
    one, two = pair
    assert (one.alarm, two.alarm) == (Alarm.NONE, Alarm.NONE)
    assert one.chain == two.chain
    assert one.pending == two.pending == 0
    said = told(one)
    assert said == told(two)
    assert len(said) == notes
    assert set(said.values()) == {1}


# -- N1: the line is cut after every byte --------------------------------------------------


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_journal_session_cut_at_every_byte(
    pair: TwoDesks, folder: ServerFolder, way: str, soak: bool
):
    one, two = pair
    with CuttingProxy(folder.server.imap_port) as proxy:
        one.line.port = proxy.port
        assert attempt(one, "0")
        one.line.drop()
        length = proxy.carried[way == "down"]
        outcomes: Counter[bool] = Counter()
        for number, cut in enumerate(range(1, length, 1 if soak else length // 24), start=1):
            setattr(proxy, f"cut_{way}", cut)
            outcomes[attempt(one, str(number))] += 1
            setattr(proxy, f"cut_{way}", None)
            one.line.drop()
            one.sync()
            two.sync()
            assert two.pending == one.pending == 0
        one.line.drop()
    one.line.port = None
    heal(pair)
    check(pair, notes=1 + outcomes.total())
    assert outcomes[False] > 15


# -- N3: wrong answers ---------------------------------------------------------------------


def body(uid: int, raw: str, size: int | None = None) -> str:
    return f"* {uid} FETCH (UID {uid} BODY[] {{{size or len(raw)}}}\r\n{raw})\r\n"


WRONG = {
    "NO": "{tag} NO not now\r\n",
    "BAD": "{tag} BAD what?\r\n",
    "over quota": "{tag} NO [OVERQUOTA] full\r\n",
    "try create": "{tag} NO [TRYCREATE] no such folder\r\n",
    "unavailable": "{tag} NO [UNAVAILABLE] try later\r\n",
    "in use": "{tag} NO [INUSE] locked\r\n",
    "alert": "* OK [ALERT] maintenance tonight\r\n{tag} NO sorry\r\n",
    "bye": "* BYE going down\r\n{end}",
    "another tag": "x999 OK done\r\n* BYE bye\r\n{end}",
    "garbage": "\x00\x01\x02 )))\r\n* BYE bye\r\n{end}",
    "nothing": "{tag} OK done\r\n",
    "a UID named twice": body(1, "Subject: 1\r\n\r\n") * 2 + "{tag} OK done\r\n",
    "something else": body(99, "Subject: 1\r\n\r\n") + "{tag} OK done\r\n",
    "NIL": "* 1 FETCH (UID 1 BODY[] NIL)\r\n{tag} OK done\r\n",
    "short literal": "* 1 FETCH (UID 1 BODY[] {500}\r\nSubject{end}",
    "huge literal": "* 1 FETCH (UID 1 BODY[] {99999999999}\r\nx\r\n{end}",
    "fewer exist": "* 0 EXISTS\r\n{tag} OK done\r\n",
    "expunged": "* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n{tag} OK done\r\n",
    "no such UIDs": "* SEARCH 7 8 9\r\n{tag} OK done\r\n",
    "not even numbers": "* SEARCH x y\r\n{tag} OK done\r\n",
}


@pytest.fixture
def faults(folder: ServerFolder) -> Faults:
    assert isinstance(folder.server, PracticeMail)
    return folder.server.server.faults


@pytest.mark.parametrize("command", ["APPEND", "EXAMINE", "FETCH", "SEARCH"])
@pytest.mark.parametrize("folder_kind", ["practice"])
def test_wrong_answers_drive_no_desks_apart(
    pair: TwoDesks, faults: Faults, expect_log: ExpectLog, command: str
):
    expect_log("the journal is gone", maybe=True)
    one, two = pair
    one.line.timeout = 0.3  # some answers never end
    one.line.drop()
    for number, answer in enumerate(WRONG.values(), start=1):
        two.note(f"two {number}", on="m")
        two.sync()  # so that there is something to fetch
        faults.at(command, Act.SAY, text=answer)
        attempt(one, f"one {number}")
        assert faults.is_over
        one.line.drop()  # what was said wrongly may still be on the line
        one.sync()
    heal(pair)
    check(pair, notes=2 * len(WRONG))


# -- N4: a folder that goes back in time ---------------------------------------------------


@pytest.fixture
def practice(folder: ServerFolder) -> PracticeServer:
    assert isinstance(folder.server, PracticeMail)
    return folder.server.server


def restore(pair: TwoDesks, practice: PracticeServer, folder: ServerFolder, uid: int) -> None:
    practice.restore_backup(folder.user, uid, NAME)
    for desk in pair:
        desk.line.drop()


@pytest.mark.parametrize("folder_kind", ["practice"])
def test_a_restored_backup_is_another_journal(
    pair: TwoDesks, folder: ServerFolder, practice: PracticeServer
):
    """UIDVALIDITY is the same, UIDNEXT went back: both stop instead of reusing positions."""
    one, two = pair
    for number in range(4):
        one.note(str(number), on="m")
        one.sync()
    two.sync()
    before = one.chain
    restore(pair, practice, folder, practice.numbers(folder.user, NAME)[1] - 3)
    for desk in pair:
        desk.note("later", on="m")
        desk.sync()
        assert desk.alarm is Alarm.REPLACED
        assert desk.chain == before
        assert desk.pending == 1
    assert len(practice.mails(folder.user, NAME)) == practice.numbers(folder.user, NAME)[1] - 1


@pytest.mark.parametrize("folder_kind", ["practice"])
def test_a_restored_backup_that_was_written_again_is_noticed(
    pair: TwoDesks, folder: ServerFolder, practice: PracticeServer
):
    """Two, who was behind, writes at numbers that One has read with other words behind them."""
    one, two = pair
    for number in range(4):
        one.note(str(number), on="m")
        one.sync()
    head = practice.numbers(folder.user, NAME)[1] - 1
    restore(pair, practice, folder, head - 3)
    for number in range(6):
        two.note(f"again {number}", on="m")
        two.sync()
    assert practice.numbers(folder.user, NAME)[1] > head + 1  # beyond what One has read
    before = told(one)
    one.sync()
    assert one.alarm is not Alarm.NONE
    assert told(one) == before  # nothing of another past was mixed into its own
    with suppress(Unavailable):
        two.sync()
    one.note("kept", on="m")
    one.sync()
    assert one.pending == 1
