import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.opened import OpenStore


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Lay new files into a folder: a copy, because making dozens of tables takes longer."""
    made = tmp_path_factory.mktemp("blank")
    store = Store.open(made, HandClock())
    store.replica.enter(1)
    store.close()

    def lay(folder: Path) -> Path:
        return shutil.copytree(made, folder, dirs_exist_ok=True)

    return lay


@pytest.fixture
def store(tmp_path: Path, clock: HandClock, blank: Callable[[Path], Path]) -> Iterator[Store]:
    store = Store.open(blank(tmp_path / "profile"), clock)
    yield store
    store.close()


@pytest.fixture
def open_store(tmp_path: Path, clock: HandClock) -> Iterator[OpenStore]:
    """Open the profile's files; closed at the end whatever happens."""
    with contextlib.ExitStack() as closing:

        def open_one() -> Store:
            store = Store.open(tmp_path / "profile", clock)
            closing.callback(store.close)
            return store

        yield open_one
