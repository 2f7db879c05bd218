"""The guards of tests/guards.py themselves: each catches its own kind, and only that."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

GUARDED = """
import logging, multiprocessing, socket, threading, time, warnings
from pathlib import Path

import guards
import pytest

guards.GRACE = 0.5
log = logging.getLogger("mailroom.x")
over = threading.Event()


def test_bad_connect():
    with pytest.raises(OSError):  # swallowed by the code under test, and still a failure
        socket.create_connection(("192.0.2.1", 25), timeout=0.1)


def test_bad_lookup():
    with pytest.raises(OSError):
        socket.getaddrinfo("mail.example.com", 25)


def test_bad_datagram():
    with socket.socket(type=socket.SOCK_DGRAM) as sender, pytest.raises(OSError):
        sender.sendto(b"x", ("192.0.2.1", 53))


def test_good_sockets():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    with pytest.raises(socket.gaierror):
        socket.create_connection(("no-such-host.invalid", 25))
    socket.getfqdn()


def test_bad_log():
    log.warning("surprise")


def test_bad_missing_log(expect_log):
    expect_log("never comes")


def test_good_logs(expect_log):
    expect_log("as exp.*ted")
    expect_log("perhaps", maybe=True)
    log.error("as expected")
    log.info("nothing")


def test_bad_thread():
    threading.Thread(target=over.wait, name="ops", daemon=True).start()


def test_good_thread():
    threading.Thread(target=time.sleep, args=(0.05,), name="ops").start()  # on its way out


def test_bad_process():
    multiprocessing.get_context("fork").Process(
        target=time.sleep, args=(60,), name="parser", daemon=True
    ).start()


def test_bad_warning():
    warnings.warn("old", DeprecationWarning)


def test_bad_qt_warning(qapp):
    from PySide6.QtCore import qWarning

    qWarning("QWidget: something is wrong")


def test_good_home(home):
    assert Path.home() == home and list(home.iterdir()) == []


@pytest.mark.soak
def test_skip_soak():
    pass


@pytest.mark.bench
def test_skip_bench():
    pass


def test_good_soak_fixture(soak):
    assert not soak
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Run the tests above in a project of their own; name → outcomes of its phases."""
    project = tmp_path_factory.mktemp("guarded")
    shutil.copy(ROOT / "pyproject.toml", project)
    (project / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "guards.py", project)
    (project / "tests" / "conftest.py").write_text('pytest_plugins = ["guards"]\n', "utf-8")
    (project / "tests" / "test_guarded.py").write_text(GUARDED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "--tb=short", "-p", "no:cacheprovider"],
        cwd=project,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = {}
    for outcome, name in re.findall(
        r"^(PASSED|FAILED|ERROR) \S+::(\w+)", done.stdout, re.MULTILINE
    ):
        found.setdefault(name, set()).add(outcome)
    skipped = re.findall(r"^SKIPPED .*: (.+)$", done.stdout, re.MULTILINE)
    return found, sorted(skipped), done.stdout + done.stderr


def test_what_is_bad_fails_and_what_is_good_passes(outcomes):
    found, skipped, output = outcomes
    for name in re.findall(r"def test_(bad|good)_(\w+)", GUARDED):
        told = found[f"test_{name[0]}_{name[1]}"]
        assert (told != {"PASSED"}) is (name[0] == "bad"), (name, output)
    assert skipped == ["runs with --bench", "runs with --soak"]


def test_the_complaint_names_the_culprit(outcomes):
    *_, output = outcomes
    for culprit in ("192.0.2.1", "mail.example.com", "surprise", "thread ops", "process parser"):
        assert culprit in output
