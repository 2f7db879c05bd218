"""What holds for every test: no outside network, no surprises in logs, no threads left behind.

A test that means to provoke a warning says so with ``expect_log``. Python warnings and Qt warnings
are errors by pyproject.toml. Each test has a home folder of its own and no keyring.
"""

import ipaddress
import logging
import multiprocessing
import os
import re
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import hypothesis.core
import pytest

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # never the person's own
os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)

# -- options -------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("mailroom")
    group.addoption("--soak", action="store_true", help="the long versions of the tests too")
    group.addoption("--bench", action="store_true", help="measure speed too")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(_watch_sockets)
    hypothesis.settings.register_profile(
        "mailroom",
        deadline=None,  # a busy machine is not a failure
        max_examples=1000 if config.getoption("soak") else 100,
        print_blob=True,
        database=hypothesis.settings.default.database if os.access(ROOT, os.W_OK) else None,
    )
    hypothesis.settings.load_profile("mailroom")


def pytest_sessionstart(session: pytest.Session) -> None:
    # One seed for everything: the one that pytest-randomly prints.
    if hypothesis.core.global_force_seed is None:
        hypothesis.core.global_force_seed = session.config.getoption("randomly_seed", None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for mark in ("soak", "bench"):
            if item.get_closest_marker(mark) and not config.getoption(mark):
                item.add_marker(pytest.mark.skip(reason=f"runs with --{mark}"))


@pytest.fixture(scope="session")
def soak(pytestconfig: pytest.Config) -> bool:
    """Say whether the long version is wanted: ``races = 200 if soak else 20``."""
    return bool(pytestconfig.getoption("soak"))


# -- the network ends at loopback ----------------------------------------------------------------

_outside: list[str] = []


class OutsideLoopbackError(OSError):
    """A test tried to talk to somebody out there."""


def _watch_sockets(event: str, args: tuple[object, ...]) -> None:
    """Refuse what would leave this machine; hears every socket of Python code in this process."""
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            _refuse(f"{event} {address}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = os.fsdecode(args[0] or "") if not isinstance(args[0], int) else ""
        if host.endswith(".invalid"):  # what every resolver must answer (RFC 6761), without one
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if not _is_here(host) and not _is_number(host):
            _refuse(f"{event} {host}")
    elif event == "socket.gethostbyaddr" and not _is_here(str(args[0])):
        raise socket.herror(1, "Unknown host")  # getfqdn() asks; it is content with a no


def _is_here(host: str) -> bool:
    if host in ("", "localhost") or host.endswith(".localhost"):
        return True
    return _is_number(host) and ipaddress.ip_address(host.partition("%")[0]).is_loopback


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _refuse(what: str) -> None:
    _outside.append(what)
    raise OutsideLoopbackError(f"tests stay on this machine: {what}")


@pytest.fixture(autouse=True)
def _only_loopback() -> Iterator[None]:
    _outside.clear()
    yield
    if _outside:  # also when the code under test swallowed the refusal
        pytest.fail("reached beyond loopback: " + "; ".join(_outside))


# -- logs ----------------------------------------------------------------------------------------


class ExpectLog:
    """Names the warnings a test means to provoke; every other one fails it."""

    def __init__(self) -> None:
        self.patterns: dict[str, bool] = {}

    def __call__(self, pattern: str, *, maybe: bool = False) -> None:
        """Expect a record whose message has ``pattern`` (a regex) in it; ``maybe`` none at all."""
        self.patterns[pattern] = maybe


class _Collect(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture
def expect_log() -> ExpectLog:
    return ExpectLog()


@pytest.fixture(autouse=True)
def _no_surprise_in_logs(expect_log: ExpectLog) -> Iterator[None]:
    collect = _Collect()
    logging.getLogger().addHandler(collect)
    yield
    logging.getLogger().removeHandler(collect)
    surprises = [
        message
        for message in collect.messages
        if not any(re.search(pattern, message) for pattern in expect_log.patterns)
    ]
    if surprises:
        pytest.fail("logged without being expected:\n" + "\n".join(surprises))
    for pattern, maybe in expect_log.patterns.items():
        if not maybe and not any(re.search(pattern, message) for message in collect.messages):
            pytest.fail(f"expected in the log, but missing: {pattern}")


# -- threads and processes -----------------------------------------------------------------------

GRACE = 5.0  # seconds for a thread that was told to stop


def _running() -> dict[object, str]:
    threads: dict[object, str] = {
        thread: f"thread {thread.name}"
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)  # Qt's own, seen by Python
    }
    return threads | {
        process: f"process {process.name}" for process in multiprocessing.active_children()
    }


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    before = _running()
    yield
    for left in _running().keys() - before.keys():
        left.join(timeout=GRACE)  # type: ignore[attr-defined]  # told to stop and still at it
    strays = [name for left, name in _running().items() if left not in before]
    if strays:
        pytest.fail("left running: " + ", ".join(sorted(strays)))


# -- a home of its own ---------------------------------------------------------------------------


def _move_home(patch: pytest.MonkeyPatch, home: Path) -> None:
    folders = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share"}
    folders |= {"XDG_STATE_HOME": ".local/state", "XDG_CACHE_HOME": ".cache"}
    folders |= {"HOME": "", "USERPROFILE": "", "APPDATA": "Roaming", "LOCALAPPDATA": "Local"}
    for name, folder in folders.items():
        patch.setenv(name, str(home / folder))


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        _move_home(patch, tmp_path_factory.mktemp("home"))
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home folder, also in the environment of processes it starts."""
    folder = tmp_path_factory.mktemp("home")
    _move_home(monkeypatch, folder)
    return folder


# -- waiting -------------------------------------------------------------------------------------


@pytest.fixture
def eventually() -> Callable[..., None]:
    """Give a wait for work of other threads or processes: polls, up to a generous limit."""

    def wait(condition: Callable[[], object], *, within: float = 30.0, what: str = "") -> None:
        limit = threading.Event()
        for _ in range(int(within / 0.01)):
            if condition():
                return
            limit.wait(0.01)
        pytest.fail(f"still not so after {within:.0f} s: {what or condition}")

    return wait
