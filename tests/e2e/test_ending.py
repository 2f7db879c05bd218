"""A desk process that the system ends hands back what it holds (rule 6)."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable

import pytest

from tests.e2e.office import Office, run


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_desk_that_is_ended_hands_back_its_lock(
    practice_office: Office, eventually: Callable[..., None], name: signal.Signals
) -> None:
    practice_office.join("a", "田中")
    practice_office.write("help")
    desk = practice_office.start("a")
    eventually(lambda: desk.ask("cases")["cases"], within=60)
    assert desk.ask("do claim 1")["exit"] == 0
    desk.process.send_signal(name)
    assert desk.process.wait(timeout=60) == 0
    assert not (practice_office.folder("a") / "engine.port").exists()
    run("sync", "--profile", "a")
    [case] = run("cases", "--profile", "a", "--json").json
    assert case["holder"] is None
