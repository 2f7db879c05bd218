import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mailroom.journal.port import JournalMessage
from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.replication.desks import TestDesk
from tests.unit.domain.world import facts


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(clock: HandClock) -> MemoryFolder:
    return MemoryFolder(clock)


@pytest.fixture
def open_desk(
    tmp_path: Path, folder: MemoryFolder, clock: HandClock
) -> Iterator[Callable[[str], TestDesk]]:
    desks: list[TestDesk] = []

    def open_one(name: str) -> TestDesk:
        desks.append(TestDesk(tmp_path / name, name, folder, clock))
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
    tmp_path: Path, founded: Founded, folder: MemoryFolder, open_desk: Callable[[str], TestDesk]
) -> tuple[TestDesk, TestDesk]:
    """Two desks of one team with one mail, each having seen everything."""
    shutil.copytree(founded.files, tmp_path, dirs_exist_ok=True)
    folder.messages = list(founded.messages)
    return open_desk("one"), open_desk("two")
