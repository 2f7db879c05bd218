"""Nothing leaves the PC by looking at mail, and nothing is written beside its folders (§7, N39).

Two proofs at once: the interpreter tells of every call and file, and a network that carries all
packets to a listener hears what Qt, a library or another process would say.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.e2e import ear
from tests.e2e.canary import Canary
from tests.fakes.hostile_mails import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("MAILROOM_CORPORA", ROOT.parent / "shared" / "corpora")) / "open"
FEW = 20  # of the world's mails where there is little time

why_not = cache(ear.why_not)


def run_inside(box: Path, *command: str, **environment: str) -> str:
    """Run something in a network that hears everything; return what it said."""
    own = {"HOME": str(box), "TMPDIR": str(box), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        ear.inside([sys.executable, *command]),
        cwd=ROOT,
        env=os.environ | own | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-4000:]
    return ran.stdout


@pytest.mark.timeout(7200)
def test_nothing_leaves_the_pc_by_looking_at_mail(tmp_path: Path, soak: bool) -> None:
    if why_not():
        pytest.skip(why_not())
    run_inside(
        tmp_path,
        *("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"),
        *("--basetemp", str(tmp_path / "base"), "tests/e2e/inside_canary.py"),
        CANARY_BOX=str(tmp_path),
        CANARY_CORPUS=str(CORPUS),
        CANARY_MAILS=str(10**6 if soak else FEW),
    )
    told = json.loads((tmp_path / "told.json").read_text())
    assert (told["heard"], told["asked"], told["written"]) == ([], [], [])
    there = len(list(CORPUS.rglob("*.eml"))) if CORPUS.is_dir() else 0
    assert told["delivered"] == len(HOSTILE) + (there if soak else min(there, FEW))
    assert told["opened"] == told["mails"] > len(HOSTILE) * 0.9
    assert told["quoted"] == told["printed"] == told["cases"]


_CALLS = """
import subprocess, sys
from tests.e2e import ear
with ear.listening() as heard:
    subprocess.run([sys.executable, "-c", sys.argv[1]], check=False)
print(sorted(heard))
"""


@pytest.mark.parametrize(
    ("call", "noticed"),
    [
        ("s.create_connection(('192.0.2.1', 80), 1)", "192.0.2.1 port 80"),
        ("s.create_connection(('2001:db8::1', 443), 1)", "2001:db8::1 port 443"),
        ("s.getaddrinfo('canary.example', 80)", "port 53"),
        ("s.create_server(('127.0.0.1', 0)).close()", "[]"),
    ],
)
def test_the_network_hears_who_calls_outside(tmp_path: Path, call: str, noticed: str) -> None:
    """Another process, which no hook of ours is in."""
    if why_not():
        pytest.skip(why_not())
    heard = run_inside(tmp_path, "-c", _CALLS, f"import socket as s; {call}")
    assert noticed in heard


def test_the_interpreter_tells_of_calls_and_files(tmp_path: Path) -> None:
    canary = Canary(tmp_path, set())
    canary.hear("socket.connect", (None, ("192.0.2.1", 80)))
    canary.hear("socket.connect", (None, ("127.0.0.1", 80)))
    canary.hear("socket.getaddrinfo", ("canary.example", 80, 0, 0, 0))
    assert canary.asked == ["socket.connect 192.0.2.1", "socket.getaddrinfo canary.example"]
    canary.hear("open", (str(tmp_path / "mine"), "w", os.O_WRONLY))
    canary.hear("open", (f"{tmp_path}-beside", "w", os.O_WRONLY))
    canary.hear("open", ("/etc/hosts", "r", os.O_RDONLY))
    canary.hear("os.remove", ("/etc/hosts", -1))
    assert canary.written == [f"open {tmp_path}-beside", "os.remove /etc/hosts"]
