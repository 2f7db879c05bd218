"""What the tests of the files share: opening a profile, and something to write into it."""

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

from mailroom.domain.events import Event, NoteAdded
from mailroom.ids import EventId, MailKey
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.unit.domain.world import SATO

OpenStore = Callable[[], Store]


def note(id_: str = "n1", on: str = "m0") -> Event:
    return Event(
        id=EventId(id_),
        by=SATO.person,
        desk=SATO.desk,
        body=NoteAdded(text="確認"),
        anchor=MailKey(on),
        made_at=HandClock().now(),
    )


CHILD = """
import sys
from pathlib import Path
import mailroom.store.files.opening as opening
from mailroom.clock import SystemClock
from mailroom.store.store import Store
store = Store.open(Path(sys.argv[1]), SystemClock())
"""


def run_child(folder: Path, code: str, *args: str, wait: bool = True) -> subprocess.Popen[bytes]:
    """Run code with a ``store`` in another process, from the folder of the sources."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD + textwrap.dedent(code), str(folder), *args],
        cwd=Path(__file__).resolve().parents[2],
        stdout=subprocess.PIPE,
    )
    if wait:
        process.communicate(timeout=60)
        assert process.returncode == 0
    return process


QUEUE = """
from mailroom.domain.events import Event, NoteAdded
for n in range(int(sys.argv[3])):
    store.replica.append_pending([Event(id=f"{sys.argv[2]}-{n}", by="sato", desk="desk-2",
        body=NoteAdded(text="from outside"), anchor="m0", made_at=SystemClock().now())])
"""
