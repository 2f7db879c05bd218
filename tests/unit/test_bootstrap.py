"""The way from a bare machine to a running program: mailroom/bootstrap.py and main.py's door."""

import base64
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import main
from mailroom import bootstrap
from mailroom.bootstrap import SetupError

ROOT = Path(__file__).resolve().parents[2]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="apt and glibc are Linux's")

# -- Python --------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 9), (3, 14, 1)])
def test_a_python_of_the_lock_is_taken(version):
    bootstrap.check_python(version)


def test_an_old_python_is_told_what_is_needed():
    with pytest.raises(SetupError, match=r"needs Python 3\.11 or newer, but .* is 3\.8\.18"):
        bootstrap.check_python((3, 8, 18))


def test_a_python_newer_than_the_lock_is_told_which_one_to_take():
    with pytest.raises(SetupError, match=r"up to Python 3\.14, but .* is 3\.15\.0"):
        bootstrap.check_python((3, 15, 0))


def test_an_old_python_gets_one_sentence_and_no_traceback():
    code = "import sys; sys.version_info = (3, 8, 18, 'final', 0); import main; main.script()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11" in done.stderr


# -- the lock ------------------------------------------------------------------------------------


def _locked(tests):
    entries = bootstrap.locked(tests).split("\n")
    found = {}
    for line in entries:
        if line[:1].isalpha():
            name, _, rest = line.partition("==")
            found.setdefault(bootstrap.normalised(name), set()).add(rest.split()[0])
    return found


def _asked(group):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] if group == "run" else project["optional-dependencies"][group]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("group", ["run", "test"])
def test_the_lock_fits_pyproject(group):
    locked = _locked(tests=group == "test")
    for asked in _asked(group):
        versions = locked[bootstrap.normalised(asked.name)]
        assert any(asked.specifier.contains(version) for version in versions), str(asked)


def test_only_the_tests_part_names_what_only_tests_need():
    assert "pytest" in _locked(tests=True)
    assert "pytest" not in _locked(tests=False)
    assert set(_locked(tests=False)) < set(_locked(tests=True))


def test_the_lock_knows_the_other_platforms_and_hashes_everything():
    text = bootstrap.locked(tests=True)
    assert {"colorama", "pywin32-ctypes", "tzdata", "secretstorage"} <= set(_locked(tests=True))
    for entry in text.split("\n"):
        assert entry[:1] in ("", "#", " ") or entry.endswith("\\"), f"without a hash: {entry}"
    assert "http" not in text.replace("httpx", "")


def test_pins_leave_lines_with_markers_to_pip():
    text = "Some_Name==1.0 \\\n    --hash=sha256:00\nother==2.0 ; sys_platform == 'win32' \\\n"
    assert bootstrap.pins(text) == {("some-name", "1.0")}


def test_this_environment_has_what_is_locked():
    assert bootstrap.has_all(bootstrap.pins(bootstrap.locked(tests=True)), sys.path)


@pytest.mark.parametrize(
    ("folders", "complete"),
    [
        (["PySide6_Essentials-6.11.3.dist-info", "nh3-0.3.8.dist-info"], True),
        (["PySide6_Essentials-6.12.0.dist-info", "nh3-0.3.8.dist-info"], False),
        (["nh3-0.3.8.dist-info"], False),
    ],
)
def test_an_environment_counts_only_with_the_very_versions(tmp_path, folders, complete):
    for folder in folders:
        (tmp_path / folder).mkdir()
    wanted = {("pyside6-essentials", "6.11.3"), ("nh3", "0.3.8")}
    assert bootstrap.has_all(wanted, ["no such folder", str(tmp_path)]) is complete


# -- where the environment lies ------------------------------------------------------------------


def _environment(home, stamp):
    env = home / bootstrap.key()
    python = bootstrap.python_of(env)
    python.parent.mkdir(parents=True)
    python.touch()
    if stamp:
        (env / "ready").write_text(stamp, encoding="utf-8")
    return env


@pytest.mark.parametrize(
    ("stamp", "runs", "tests"),
    [("", False, False), ("run\n", True, False), ("run tests\n", True, True)],
)
def test_the_stamp_says_what_an_environment_is_good_for(tmp_path, stamp, runs, tests):
    env = _environment(tmp_path, stamp)
    assert bootstrap.is_ready(env, tests=False) is runs
    assert bootstrap.is_ready(env, tests=True) is tests


def test_an_environment_of_another_lock_is_not_ready(tmp_path, monkeypatch):
    env = _environment(tmp_path, "run tests\n")
    lock = tmp_path / "other.lock"
    lock.write_text("nh3==0.0.1\n", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "LOCK", lock)
    assert not bootstrap.is_ready(env, tests=False)


def test_an_environment_whose_python_went_away_is_not_ready(tmp_path):
    env = _environment(tmp_path, "run\n")
    bootstrap.python_of(env).unlink()
    assert not bootstrap.is_ready(env, tests=False)


def test_the_checkout_comes_first_and_the_cache_folder_second(tmp_path, monkeypatch):
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    checkout, cache = bootstrap.homes()
    assert checkout == ROOT / ".venv"
    if sys.platform != "darwin":
        assert cache == tmp_path / "mailroom" / "venv"


def test_nowhere_to_write_is_said_with_both_places(tmp_path, monkeypatch):
    nowhere = tmp_path / "a file"
    nowhere.touch()
    monkeypatch.setattr(bootstrap, "homes", lambda: [nowhere / "one", nowhere / "two"])
    with pytest.raises(SetupError, match=r"neither to .*one nor .*two"):
        bootstrap.new_python(tests=False)


def test_only_one_process_builds_at_a_time(tmp_path):
    first = (tmp_path / "lock").open("a+", encoding="utf-8")
    second = (tmp_path / "lock").open("a+", encoding="utf-8")
    with second:
        with first:
            assert bootstrap.try_lock(first)
            assert not bootstrap.try_lock(second)
        assert bootstrap.try_lock(second)


# -- the system ----------------------------------------------------------------------------------


@on_linux
@pytest.mark.parametrize(
    ("libc", "complaint"),
    [
        (("glibc", "2.31"), r"needs glibc 2\.34 or newer, but this system has 2\.31"),
        (("", ""), "no build for x86_64 Linux without glibc"),
    ],
)
def test_an_old_or_other_c_library_is_named(monkeypatch, libc, complaint):
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    bootstrap.check_libc("glibc", "2.36")
    with pytest.raises(SetupError, match=complaint):
        bootstrap.check_libc(*libc)


@on_linux
@pytest.mark.parametrize(
    ("environ", "xcb"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_real_screen_needs_more_libraries(environ, xcb):
    needs = bootstrap.system_needs(environ, window=True, building=False)
    assert "libEGL.so.1" in needs
    assert ("libxcb-cursor.so.0" in needs) is xcb
    assert bootstrap.system_needs(environ, window=False, building=False) == {}


def test_building_needs_ensurepip():
    package = bootstrap.system_needs({}, window=False, building=True)["ensurepip"]
    assert package.startswith("python3") and package.endswith("-venv")  # noqa: PT018


def test_loading_is_believed_and_nothing_else():
    assert bootstrap.loads("json")
    assert not bootstrap.loads("no_such_module")
    assert not bootstrap.loads("libno-such-thing.so.9")


@pytest.fixture
def debian(tmp_path, monkeypatch):
    """Be root on a Debian of paper: its apt-get writes down what it was asked, and when."""
    folder = tmp_path / "debian"
    (folder / "lists").mkdir(parents=True)
    script = folder / "apt-get"
    script.write_text(
        f'#!/bin/sh\n[ ! -e {folder}/broken ] || {{ echo "E: Unable to locate it"; exit 100; }}\n'
        f'echo "$DEBIAN_FRONTEND $(tail -n1 {folder}/policy-rc.d) $*" >> {folder}/asked\n'
        f'case "$*" in *update) touch {folder}/lists/x_Packages; rm -f {folder}/old ;; esac\n'
        f"[ ! -e {folder}/old ]\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.delenv("DEBIAN_FRONTEND", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap, "APT_LISTS", folder / "lists")
    monkeypatch.setattr(bootstrap, "DAEMON_POLICY", folder / "policy-rc.d")
    return folder


def _asked_of_apt(debian):
    lines = (debian / "asked").read_text(encoding="utf-8").splitlines()
    return [" ".join(line.split()[:3]) + " ... " + line.split("=600 ")[1] for line in lines]


QUIET = "noninteractive exit 101 ... "  # no questions, and daemons held


@on_linux
def test_root_on_a_bare_debian_gets_lists_then_packages(debian):
    bootstrap.install(["libegl1", "libgl1"], "why")
    assert _asked_of_apt(debian) == [QUIET + "update", QUIET + "install libegl1 libgl1"]
    assert not (debian / "policy-rc.d").exists()


@on_linux
def test_lists_that_are_there_are_not_fetched_again(debian):
    (debian / "lists" / "x_Packages").touch()
    bootstrap.install(["libegl1"], "why")
    assert _asked_of_apt(debian) == [QUIET + "install libegl1"]


@on_linux
def test_lists_that_are_too_old_are_renewed_once(debian):
    (debian / "lists" / "x_Packages").touch()
    (debian / "old").touch()
    bootstrap.install(["libegl1"], "why")
    assert [line.split()[4] for line in _asked_of_apt(debian)] == ["install", "update", "install"]


@on_linux
@pytest.mark.parametrize("killed_before", [False, True])
def test_the_systems_own_policy_comes_back(debian, killed_before):
    policy = debian / "policy-rc.d"
    if killed_before:  # ours lies where theirs was moved away from
        policy.with_name("policy-rc.d.before-mailroom").write_text("theirs", encoding="utf-8")
        policy.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    else:
        policy.write_text("theirs", encoding="utf-8")
    (debian / "broken").touch()
    with pytest.raises(SetupError, match="apt-get update failed: Unable to locate it"):
        bootstrap.install(["libegl1"], "why")
    assert policy.read_text(encoding="utf-8") == "theirs"
    assert [path.name for path in debian.glob("policy*")] == ["policy-rc.d"]


@on_linux
@pytest.mark.parametrize(("lists", "first"), [(True, ""), (False, "sudo apt-get update && ")])
def test_who_may_not_install_gets_the_line_to_run(debian, monkeypatch, lists, first):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    if lists:
        (debian / "lists" / "x_Packages").touch()
    with pytest.raises(SetupError) as told:
        bootstrap.ensure_system({"libno-a.so.1": "liba1", "libno-b.so.2": "libb2"})
    assert str(told.value) == (
        "this system lacks libno-a.so.1, libno-b.so.2; "
        f"on Debian or Ubuntu run: {first}sudo apt-get install -y liba1 libb2"
    )
    assert not (debian / "asked").exists()


@on_linux
def test_what_will_not_load_even_then_is_named(debian):
    with pytest.raises(SetupError, match=r"installed, but will not load: libno-a\.so\.1"):
        bootstrap.ensure_system({"libno-a.so.1": "liba1"})


@on_linux
def test_without_dovecot_the_tests_go_on_and_say_so(debian, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    bootstrap.offer_dovecot()
    assert "tests against Dovecot will be skipped" in capsys.readouterr().err


# -- the door ------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_version_and_help_need_no_libraries(word):
    done = subprocess.run(
        [sys.executable, "-E", "-S", str(ROOT / "main.py"), word],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Mailroom" in done.stdout
    assert done.stderr == ""


def test_ctrl_c_ends_silently(monkeypatch, capsys):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "ensure", interrupted)
    assert main.main(["cases"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_bug_is_a_sentence_and_a_file(tmp_path, monkeypatch, capsys):
    def broken(**_):
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(bootstrap, "ensure", broken)
    assert main.main(["cases"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "of all things" in told
    assert "Traceback" in next(tmp_path.glob("mailroom-bug-*")).read_text(encoding="utf-8")


# -- for real ------------------------------------------------------------------------------------


def _wheel(folder):
    """Write a wheel of one line and return its hash."""
    name, info = "tiny-1.0-py3-none-any.whl", "tiny-1.0.dist-info"
    files = {
        "tiny.py": "WORD = 'it is there'\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{info}/RECORD,,\n"
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{path},sha256={digest.decode()},{len(text)}\n"
    with zipfile.ZipFile(folder / name, "w") as wheel:
        for path, text in [*files.items(), (f"{info}/RECORD", record)]:
            wheel.writestr(path, text)
    return hashlib.sha256((folder / name).read_bytes()).hexdigest()


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Make a checkout of the door alone, whose lock is one tiny wheel found by pip's own means."""
    root = tmp_path / "checkout"
    for name in ("pyproject.toml", "main.py", "mailroom/__init__.py", "mailroom/bootstrap.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / "mailroom/service/cli").mkdir(parents=True)
    (root / "mailroom/service/cli/door.py").write_text(
        "def main(argv):\n    import tiny\n\n    print(tiny.WORD, *argv)\n    return 3\n",
        encoding="utf-8",
    )
    (root / "resources").mkdir()
    lock = root / "resources/requirements.lock"
    lock.write_text(f"tiny==1.0 \\\n    --hash=sha256:{_wheel(tmp_path)}\n", encoding="utf-8")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    return root


def _start(checkout, *argv):
    return subprocess.run(
        [sys.executable, str(checkout / "main.py"), *argv],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.soak
def test_a_fresh_checkout_builds_once_and_goes_on(checkout):
    first = _start(checkout, "cases", "a b")
    assert (first.returncode, first.stdout) == (3, "it is there cases a b\n")
    assert "setting up its libraries" in first.stderr
    second = _start(checkout, "show", "7")
    assert (second.returncode, second.stdout) == (3, "it is there show 7\n")
    assert second.stderr == ""
    next(checkout.glob(".venv/*/ready")).unlink()  # as if it had been killed before the end
    third = _start(checkout, "cases")
    assert (third.returncode, "setting up" in third.stderr) == (3, True)


@pytest.mark.soak
def test_a_wheel_that_is_not_the_locked_one_is_refused(checkout):
    lock = checkout / "resources/requirements.lock"
    lock.write_text("tiny==1.0 \\\n    --hash=sha256:" + 64 * "0" + "\n", encoding="utf-8")
    done = _start(checkout, "cases")
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(checkout.glob(".venv/*/ready")) == []
