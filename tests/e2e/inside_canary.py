"""What ``test_canary`` runs in a network that hears everything; pytest does not find it by itself.

A real desk takes in mails that mean harm and mails of the world. Each is opened in the real window,
searched for, quoted and printed. Whoever tries to speak to the outside, or to write beside the
folders given to it, is noted.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId, MailKey
from tests.e2e.canary import watching
from tests.fakes.hostile_mails import HOSTILE
from tests.ui import conftest
from tests.ui.conftest import Windows
from tests.ui.desk import OPENING, Desk, desk
from ui import paper
from ui.actions import Do
from ui.main_window import MainWindow
from ui.views.case.cards import MailCard

pytestmark = pytest.mark.timeout(7200)  # --soak takes in whole corpora
windows = conftest.windows
BOX = Path(os.environ["CANARY_BOX"])
CORPUS = Path(os.environ.get("CANARY_CORPUS", "/nowhere"))
AT_MOST = int(os.environ.get("CANARY_MAILS", "100"))


def mails() -> list[bytes]:
    """Return the mails that mean harm and some of the world's, always the same ones."""
    found = sorted(CORPUS.rglob("*.eml")) if CORPUS.is_dir() else []
    some = random.Random(5).sample(found, min(AT_MOST, len(found)))
    harmful = (
        raw.replace(b"<h@b.example>", b"<h%d@b.example>" % n, 1)  # else they count as one mail
        for n, raw in enumerate(HOSTILE.values())
    )
    return [*harmful, *(path.read_bytes() for path in sorted(some))]


class Reader:
    """Somebody at the window who looks at everything."""

    def __init__(self, made: Desk, opened: Windows, qtbot: QtBot) -> None:
        self._made, self._qtbot = made, qtbot
        self._window = opened.open(made)
        self._tasks = opened.session_of(self._window).tasks
        self.done: Counter[str] = Counter()

    def read(self, case: CaseId) -> None:
        """Open every mail of a case, search for it, quote it and print it."""
        reads = self._made.room.reads
        self._window.show_case(case)
        self._rest()
        places = (item.mail for item in reads.timeline(case))
        here = {place.facts.key for place in places if place is not None}
        keys: set[MailKey] = set()
        for card in self._window.case.timeline.findChildren(MailCard):
            if card.place.facts.key in here:  # those of the case before may still be going
                card.set_open(opened=True)
                card.unfold()
                keys.add(card.place.facts.key)
        self._rest()
        self.done["cases"] += 1
        self.done["mails"] += len(here)
        self.done["opened"] += len(keys)
        self.done["rich"] += sum(reads.body(key).rich is not None for key in keys)
        words = next(iter(reads.body(key).subject for key in keys if reads.body(key).subject), "")
        self.done["found"] += case in reads.case_ids(CaseQuery(view=View.ALL, text=words))
        self._window.actions_by_name[Do.REPLY].trigger()
        self.done["quoted"] += self._window.composer.case == case
        _print(self._window, case, BOX / "paper.pdf")
        self.done["printed"] += (BOX / "paper.pdf").stat().st_size > 0
        (BOX / "paper.pdf").unlink()

    def search(self) -> None:
        """Type into the search field, and leave the last reply."""
        for words in ("請求", "http", "<img", 'from:"a@b.example"'):
            self._window.cases.focus_search()
            self._window.cases.search.setText(words)
            self._rest()
        self._window.cases.search.clear()
        self._window.composer.leave()
        self._rest()

    def _rest(self) -> None:
        """Wait until all is shown; a busy machine is not a failure."""
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if self._tasks.is_idle else 0
            return quiet >= 3

        self._qtbot.waitUntil(is_quiet, timeout=300_000)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Desk]:
    """A desk that is closed behind its window."""
    with desk(tmp_path) as one:
        yield one


def test_looking_at_mail(made: Desk, windows: Windows, qtbot: QtBot) -> None:
    with watching(BOX) as canary:
        for raw in (coming := mails()):
            made.server.deliver(made.day.address, raw, when=OPENING)
        made.room.sync_once()
        reader = Reader(made, windows, qtbot)
        for case in made.room.reads.case_ids(CaseQuery(view=View.ALL)):
            reader.read(case)
        reader.search()
        windows.close()
    told = {"heard": sorted(canary.heard), "asked": canary.asked, "written": canary.written}
    told_more = {"delivered": len(coming), **reader.done}
    (BOX / "told.json").write_text(json.dumps(told | told_more))


def _print(window: MainWindow, case: CaseId, to: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(to))
    paper.document_of(window._session, case).print_(printer)
