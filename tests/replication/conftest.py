from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.replication.desks import TestDesk


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
