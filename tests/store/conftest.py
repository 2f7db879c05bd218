from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    store = Store.open(tmp_path / "profile", clock)
    store.replica.set_uidvalidity(1)
    yield store
    store.close()
