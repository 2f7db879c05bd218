"""The watcher: notices, survives, backs off, and stops at once; without a single sleep."""

import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from mailroom.errors import AuthFailed, MailroomError, Unavailable
from mailroom.imap.client import ImapClient
from mailroom.imap.records import IdleEnd
from mailroom.imap.watch import Backoff, Signal, Watcher
from mailroom.practice.faults import Act
from mailroom.practice.personas import Persona
from mailroom.practice.server import PracticeServer
from tests.fakes.servers import MailServer, PracticeMail

RAW = b"Subject: x\r\n\r\n"


class Watching:
    """A watcher in a thread, and what it reports."""

    def __init__(self, connect: Callable[[], ImapClient], **options) -> None:
        self.changes: queue.Queue[str] = queue.Queue()
        self.states: queue.Queue[MailroomError | None] = queue.Queue()
        self.watcher = Watcher(
            connect, "INBOX", lambda: self.changes.put("!"), on_state=self.states.put, **options
        )
        self.thread = threading.Thread(target=self.watcher.run, name="watcher")
        self.thread.start()

    def change(self) -> str:
        return self.changes.get(timeout=60)

    def state(self) -> MailroomError | None:
        return self.states.get(timeout=60)

    def stop(self) -> None:
        self.watcher.stop()
        self.thread.join()
        self.watcher.close()


@pytest.fixture
def watch() -> Iterator[Callable[..., Watching]]:
    started: list[Watching] = []

    def start(connect: Callable[[], ImapClient], **options) -> Watching:
        started.append(Watching(connect, **options))
        return started[-1]

    yield start
    for each in started:
        each.stop()


# -- backoff and signal --------------------------------------------------------------------


def test_backoff_doubles_up_to_a_minute_and_starts_over():
    backoff = Backoff(lambda: 1.0)
    assert [backoff.failed() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    backoff.succeeded()
    assert backoff.failed() == 1


def test_backoff_spreads_desks_apart():
    draws = iter([0.0, 0.5, 1.0])
    spread = [Backoff(lambda: next(draws)).failed() for _ in range(3)]
    assert spread == [0.5, 0.75, 1.0]


def test_backoff_never_overflows():
    backoff = Backoff(lambda: 0.0)
    assert all(0 < backoff.failed() <= 60 for _ in range(5000))


def test_signal_is_level_not_edge():
    signal = Signal()
    assert signal.wait(0) is False
    signal.set()
    signal.set()
    assert signal.wait(60) is True
    assert signal.wait(60) is True
    signal.clear()
    signal.clear()
    assert signal.wait(0) is False
    signal.close()
    signal.set()  # late, and harmless
    assert signal.is_set()


# -- watching ------------------------------------------------------------------------------


def test_every_mail_is_noticed(mail_server: MailServer, watch: Callable[..., Watching]):
    user, _ = mail_server.new_user()
    watching = watch(lambda: mail_server.connect(user))
    watching.change()  # at the start, whatever came before
    assert watching.state() is None
    for _ in range(3):
        mail_server.deliver(user, RAW)
        watching.change()


def test_lost_line_is_mended_and_told(
    practice_server: PracticeMail, watch: Callable[..., Watching]
):
    user, _ = practice_server.new_user()
    waits: queue.Queue[float] = queue.Queue()
    watching = watch(lambda: practice_server.connect(user), wait=waits.put, draw=lambda: 1.0)
    assert watching.state() is None
    watching.change()
    practice_server.server.drop_connections()
    assert isinstance(watching.state(), Unavailable)
    assert waits.get(timeout=60) == 1
    assert watching.state() is None
    watching.change()  # something may have come meanwhile
    practice_server.deliver(user, RAW)
    watching.change()


def test_server_that_stays_away_is_asked_less_and_less(watch: Callable[..., Watching]):
    waits: queue.Queue[float] = queue.Queue()
    enough = threading.Event()

    def wait(seconds: float) -> bool:
        waits.put(seconds)
        if waits.qsize() >= 5:
            enough.wait(60)
        return False

    def connect() -> ImapClient:
        raise Unavailable("host")

    watching = watch(connect, wait=wait, draw=lambda: 1.0)
    assert [waits.get(timeout=60) for _ in range(5)] == [1, 2, 4, 8, 16]
    watching.watcher.stop()
    enough.set()


def test_wrong_password_is_tried_three_times_only(
    practice_server: PracticeMail, watch: Callable[..., Watching]
):
    user, _ = practice_server.new_user()
    tries: list[str] = []

    def connect() -> ImapClient:
        tries.append(user)
        practice_server.server.faults.at("AUTHENTICATE", Act.NO)
        return practice_server.connect(user)

    watching = watch(connect, wait=lambda seconds: False)
    watching.thread.join()
    assert len(tries) == 3
    assert all(isinstance(watching.state(), AuthFailed) for _ in range(3))


def test_stop_while_idle_and_while_backing_off(practice_server: PracticeMail):
    user, _ = practice_server.new_user()
    idle = Watching(lambda: practice_server.connect(user))
    idle.change()
    idle.stop()

    def connect() -> ImapClient:
        raise Unavailable("host")

    away = Watching(connect, draw=lambda: 1.0)
    assert away.state() is not None
    away.stop()  # in the middle of a second's wait


def without_idle(mail: PracticeMail, user: str) -> ImapClient:
    client = mail.connect(user)
    assert client.poll_seconds == (5, 15)
    client.poll_seconds = (0.01, 0.02)
    return client


@pytest.fixture
def old_server() -> Iterator[PracticeMail]:
    with PracticeServer(persona=Persona(without=frozenset({"IDLE"}))) as server:
        yield PracticeMail(server)


def test_without_idle_it_asks_now_and_then(
    old_server: PracticeMail, watch: Callable[..., Watching]
):
    user, _ = old_server.new_user()
    watching = watch(lambda: without_idle(old_server, user))
    watching.change()
    for _ in range(3):
        old_server.deliver(user, RAW)
        watching.change()
    old_server.server.drop_connections()
    assert watching.state() is None
    assert isinstance(watching.state(), Unavailable)


def test_poll_ends_by_time_by_this_pc_and_by_shutdown(old_server: PracticeMail):
    user, _ = old_server.new_user()
    wake = Signal()
    with without_idle(old_server, user) as client:
        client.select("INBOX")
        assert client.idle(0.05, wake) is IdleEnd.TIMEOUT
        wake.set()
        client.poll_seconds = (60, 60)
        assert client.idle(60, wake) is IdleEnd.WOKEN
        cutter = threading.Thread(target=client.shutdown)
        cutter.start()
        with pytest.raises(Unavailable):
            client.idle(60)
        cutter.join()
    wake.close()
