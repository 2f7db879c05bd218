import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Lay new files into a folder: a copy, because making dozens of tables takes longer."""
    made = tmp_path_factory.mktemp("blank")
    store = Store.open(made, HandClock())
    store.replica.set_uidvalidity(1)
    store.close()

    def lay(folder: Path) -> Path:
        return shutil.copytree(made, folder, dirs_exist_ok=True)

    return lay


@pytest.fixture
def store(tmp_path: Path, clock: HandClock, blank: Callable[[Path], Path]) -> Iterator[Store]:
    store = Store.open(blank(tmp_path / "profile"), clock)
    yield store
    store.close()
