import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mailroom.domain.events import MemberSet
from mailroom.domain.people import Member, Role
from mailroom.journal.port import JournalMessage
from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.fakes.server_folder import ServerFolder
from tests.fakes.servers import SERVERS
from tests.replication.desks import Folder, TestDesk
from tests.unit.domain.world import facts


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


_KINDS = {"memory": ["memory"], "servers": SERVERS, "everywhere": ["memory", *SERVERS]}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a module over real servers, too, if it says so in ``FOLDERS``; in memory if it does not.

    "on a soak" means in memory, and everywhere with ``--soak``. A test that is only about some of
    them is parametrised with ``folder_kind`` itself.
    """
    named = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    if "folder_kind" in metafunc.fixturenames and "folder_kind" not in named:
        wanted = getattr(metafunc.module, "FOLDERS", "memory")
        if wanted == "on a soak":
            wanted = "everywhere" if metafunc.config.getoption("soak") else "memory"
        metafunc.parametrize("folder_kind", _KINDS[wanted])


@pytest.fixture
def folder(folder_kind: str, clock: HandClock, request: pytest.FixtureRequest) -> Iterator[Folder]:
    """The journal of the team: in memory, or on a server."""
    if folder_kind == "memory":
        yield MemoryFolder(clock)
        return
    on_server = ServerFolder(request.getfixturevalue(f"{folder_kind}_server"))
    yield on_server
    on_server.close()


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf()


@pytest.fixture
def open_desk(
    tmp_path: Path, folder: MemoryFolder, clock: HandClock, shelf: MemoryShelf
) -> Iterator[Callable[[str], TestDesk]]:
    desks: list[TestDesk] = []

    def open_one(name: str) -> TestDesk:
        desks.append(TestDesk(tmp_path / name, name, folder, clock, shelf))
        return desks[-1]

    yield open_one
    for desk in desks:
        desk.store.close()


@dataclass(frozen=True)
class Founded:
    """The files of two desks and the journal between them, to be copied for each test."""

    files: Path
    messages: tuple[JournalMessage, ...]


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Founded:
    """Two desks of one team with one mail."""
    clock = HandClock()
    folder = MemoryFolder(clock)
    files = tmp_path_factory.mktemp("founded")
    one, two = (TestDesk(files / name, name, folder, clock) for name in ("one", "two"))
    one.found("two")
    one.announce(facts("m"))
    one.sync()
    two.replicator.pull()
    two.join()
    two.sync()
    one.sync()
    for desk in (one, two):
        desk.store.close()
    return Founded(files=files, messages=tuple(folder.messages))


@pytest.fixture
def pair(
    tmp_path: Path, founded: Founded, folder: Folder, open_desk: Callable[[str], TestDesk]
) -> tuple[TestDesk, TestDesk]:
    """Two desks of one team with one mail, each having seen everything."""
    shutil.copytree(founded.files, tmp_path, dirs_exist_ok=True)
    folder.replace(founded.messages)
    desks = open_desk("one"), open_desk("two")
    for desk in desks:
        desk.store.replica.enter(folder.uidvalidity, uid=founded.messages[-1].uid)
    return desks


@pytest.fixture
def trio(
    pair: tuple[TestDesk, TestDesk], open_desk: Callable[[str], TestDesk]
) -> tuple[TestDesk, TestDesk, TestDesk]:
    """Three desks; those of "one" and "three" have leads, "two" does not."""
    one, two = pair
    three = open_desk("three")
    one.ask(MemberSet(member=Member(id=three.person, name="three", role=Role.LEAD)))
    one.sync()
    three.replicator.pull()
    three.join()
    for desk in (three, two, one):
        desk.sync()
    return one, two, three
