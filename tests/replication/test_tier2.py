"""The simulator's schedules through mail messages, real files and the practice server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mailroom.clock import SystemClock
from mailroom.store.store import Store
from tests.guards import ExpectLog
from tests.replication.filed_world import FiledWorld
from tests.replication.simulator.checks import check_end
from tests.replication.simulator.plan import plan

SEEDS, SEEDS_OF_A_SOAK = 50, 1000
LOGGED = ("another copy of this desk", "the journal is gone", "began epoch", "the key on this PC")
_MEMORY = Path("/dev/shm")  # files in memory need not wait for a disk


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a desk that has just been made."""
    folder = tmp_path_factory.mktemp("blank")
    Store.open(folder, SystemClock()).close()
    return folder


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where this schedule's files lie."""
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        yield Path(name)


@pytest.mark.parametrize("tenth", range(10))
def test_schedules_over_mail_files_and_a_server(
    folder: Path, blank: Path, tenth: int, soak: bool, expect_log: ExpectLog
):
    """A failure names its seed and what happened last."""
    for said in LOGGED:
        expect_log(said, maybe=True)
    count = (SEEDS_OF_A_SOAK if soak else SEEDS) // 10
    for seed in range(tenth * count, (tenth + 1) * count):
        said: list[str] = []
        world = FiledWorld(plan(seed), folder / str(seed), blank, said.append)
        try:
            world.run()
            check_end(world, anew=seed % 10 == 0)
            world.check_files()
        except Exception as error:
            error.add_note("\n".join([f"seed {seed}", *said[-40:]]))
            raise
        finally:
            world.close()
