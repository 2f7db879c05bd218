"""Makes the environment Mailroom runs in, so that a fresh machine needs one command.

Owns: which Python runs the program, the virtual environment with the locked libraries, and the
system libraries under Qt. Must not know anything of the product: it runs before any library is
there. Standard library only; it parses on Python 3.8, so that an old Python gets a sentence.

The environment lies in ``.venv/<key>`` beside main.py, or in the user's cache folder if the
checkout cannot be written. The key is made of the lock file and the Python that runs, so a new
lock or another Python simply gets a new folder. It is built under a file lock and the stamp is
written last: a folder without a stamp is rubble of a broken attempt and is built anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Iterator, Mapping, NoReturn, Sequence

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "resources" / "requirements.lock"
TESTS_BELOW = "# == only for the tests ==\n"  # cuts the lock in two; resources/packaging writes it

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 14)  # the lock has wheels for these
GLIBC_OF_QT = {"x86_64": (2, 34), "aarch64": (2, 39)}  # from the tags of the PySide6 wheels

APT_LISTS = Path("/var/lib/apt/lists")
DAEMON_POLICY = Path("/usr/sbin/policy-rc.d")  # what Debian asks before it starts a daemon

# What Qt loads from the system, and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


class SetupError(Exception):
    """The environment cannot be made; the text is one sentence with what to do about it."""


def ensure(*, window: bool = False, tests: bool = False) -> None:
    """Return with everything in place, or go on in a Python that has it, or raise.

    Args:
        window: Qt will be started, so its system libraries must load.
        tests: the libraries and servers of the tests are needed too.

    Raises:
        SetupError: something is missing that cannot be installed from here.
    """
    check_python(sys.version_info[:3])
    if not is_checkout():
        return  # whoever installed or packaged us brought the libraries
    complete = is_ready(Path(sys.prefix), tests) or has_all(pins(locked(tests)), sys.path)
    python = None if complete else ready_python(tests)
    if python is None:  # else the same question is asked there
        ensure_system(system_needs(os.environ, window=window, building=not complete))
    if not complete:
        continue_in(python or new_python(tests))
    if tests:
        offer_dovecot()


def check_python(version: Sequence[int]) -> None:
    """Refuse a Python that is too old or too new, in a sentence.

    Raises:
        SetupError: this Python cannot run Mailroom.
    """
    found = ".".join(str(part) for part in version)
    if tuple(version[:2]) < OLDEST_PYTHON:
        raise SetupError("needs Python 3.11 or newer, but %s is %s" % (sys.executable, found))
    if tuple(version[:2]) > NEWEST_PYTHON and is_checkout():
        newest = "%d.%d" % NEWEST_PYTHON
        raise SetupError(
            "its locked libraries go up to Python %s, but %s is %s; start it with python%s"
            % (newest, sys.executable, found, newest)
        )


def is_checkout() -> bool:
    """Say whether we run from the source tree, where the lock is ours to keep."""
    return (ROOT / "pyproject.toml").exists()


# -- the lock ------------------------------------------------------------------------------------


def locked(tests: bool) -> str:
    """Return the part of the lock that is wanted: what runs, or also what tests."""
    text = LOCK.read_text(encoding="utf-8")
    return text if tests else text.partition(TESTS_BELOW)[0]


def pins(text: str) -> set[tuple[str, str]]:
    """Return (name, version) of every line that holds on all platforms.

    Lines with a marker are left to pip: reading markers here would need a parser of our own.
    """
    found = re.findall(r"^([\w.-]+)==([^\s;]+) *(;?)", text, flags=re.MULTILINE)
    return {(normalised(name), version) for name, version, marker in found if not marker}


def normalised(name: str) -> str:
    """Return a distribution's name as all spellings of it compare equal."""
    return re.sub(r"[-_.]+", "-", name).lower()


def has_all(wanted: set[tuple[str, str]], path: Sequence[str]) -> bool:
    """Say whether the folders of ``path`` hold all pinned distributions.

    Looks at folder names only: importlib.metadata alone would cost more than this whole check.
    """
    found = set()
    for folder in path:
        with contextlib.suppress(OSError):
            for entry in os.listdir(folder or "."):
                if entry.endswith(".dist-info"):
                    name, _, version = entry[: -len(".dist-info")].rpartition("-")
                    found.add((normalised(name), version))
    return wanted <= found


# -- the virtual environment ---------------------------------------------------------------------


def key() -> str:
    """Return the folder name for this lock on this Python and machine."""
    facts = [LOCK.read_text(encoding="utf-8"), sys.version, sys.base_prefix, platform.machine()]
    digest = hashlib.sha256("\0".join(facts).encode()).hexdigest()
    return "py%d.%d-%s" % (sys.version_info[0], sys.version_info[1], digest[:12])


def homes() -> list[Path]:
    """Return the folders that may hold environments, best first."""
    user = Path(os.path.expanduser("~"))
    if sys.platform == "win32":
        cache = os.environ.get("LOCALAPPDATA") or user / "AppData" / "Local"
    elif sys.platform == "darwin":
        cache = user / "Library" / "Caches"
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or user / ".cache"
    return [ROOT / ".venv", Path(cache) / "mailroom" / "venv"]


def is_ready(env: Path, tests: bool) -> bool:
    """Say whether ``env`` was completely built from the current lock."""
    try:
        stamp = (env / "ready").read_text(encoding="utf-8").split()
    except OSError:
        return False
    return env.name == key() and python_of(env).exists() and (not tests or "tests" in stamp)


def python_of(env: Path) -> Path:
    """Return the interpreter of an environment."""
    return env / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ready_python(tests: bool) -> Path | None:
    """Return the interpreter of a ready environment, if there is one."""
    ready = [home / key() for home in homes() if is_ready(home / key(), tests)]
    return python_of(ready[0]) if ready else None


def new_python(tests: bool) -> Path:
    """Build an environment and return its interpreter.

    Raises:
        SetupError: no folder can be written, or the build fails.
    """
    for home in homes():
        try:
            home.mkdir(parents=True, exist_ok=True)
            door = (home / "lock").open("a+", encoding="utf-8")
        except OSError:
            continue  # read-only: the next place
        env = home / key()
        with door:
            hold(door)
            if not is_ready(env, tests):  # else another process made it while we waited
                build(env, tests)
        return python_of(env)
    places = " nor ".join(str(home) for home in homes())
    raise SetupError("needs a folder for its libraries, but can write neither to " + places)


def hold(door: IO[str]) -> None:
    """Take the file lock, waiting for it if need be; closing the file or dying frees it."""
    os.set_inheritable(door.fileno(), True)  # if we are killed, our pip holds it to its end
    if try_lock(door):
        return
    say("another process is setting up the same libraries; waiting for it")
    while not try_lock(door):
        time.sleep(0.2)


def try_lock(door: IO[str]) -> bool:
    """Lock ``door`` for this process alone, or say that another one has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            door.seek(0)
            msvcrt.locking(door.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks: better without one than not at all
    return True


def build(env: Path, tests: bool) -> None:
    """Create the environment, or add the tests' part to it, and stamp it.

    Raises:
        SetupError: what is missing, or what pip said.
    """
    import venv  # only a first start needs it

    check_libc(*platform.libc_ver())
    say("setting up its libraries in %s (once, about a minute)" % env)
    try:
        if not is_ready(env, tests=False):
            shutil.rmtree(env, ignore_errors=True)
            venv.create(str(env), with_pip=True, symlinks=os.name != "nt")
        wanted = env / "requirements.txt"
        wanted.write_text(locked(tests), encoding="utf-8")
        pip_install(python_of(env), wanted, env / "pip.log")
        (env / "ready").write_text("run tests\n" if tests else "run\n", encoding="utf-8")
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError("could not make a virtual environment in %s: %s" % (env, error)) from error


def pip_install(python: Path, wanted: Path, log: Path) -> None:
    """Install exactly what is locked, wheels only; where from is pip's own configuration.

    Raises:
        SetupError: pip's own words for what went wrong.
    """
    command = [str(python), "-I", "-m", "pip", "install", "--no-input", "--require-hashes"]
    command += ["--only-binary", ":all:", "--disable-pip-version-check", "-r", str(wanted)]
    with log.open("w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(
            command,
            check=False,
            close_fds=False,  # the file lock goes with it
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        if done.returncode != 0:
            output.seek(0)
            said = re.findall(r"^ERROR: *(.+)", output.read(), flags=re.MULTILINE)
            why = said[-1] if said else "pip ended with code %d" % done.returncode
            raise SetupError("could not install its libraries: %s (all of it: %s)" % (why, log))


def check_libc(name: str, version: str) -> None:
    """Refuse a Linux whose C library is older than Qt's wheels were built for.

    Raises:
        SetupError: which version is there and which is needed.
    """
    if sys.platform != "linux":
        return
    needed = GLIBC_OF_QT.get(platform.machine())
    if needed is None or name != "glibc":
        raise SetupError("Qt has no build for %s Linux without glibc" % platform.machine())
    if tuple(int(part) for part in version.split(".")[:2]) < needed:
        raise SetupError(
            "Qt needs glibc %d.%d or newer, but this system has %s" % (*needed, version)
        )


def continue_in(python: Path) -> NoReturn:
    """Run the same command in the environment's Python and never come back."""
    command = [str(python), str(ROOT / "main.py"), *sys.argv[1:]]
    os.environ.pop("__PYVENV_LAUNCHER__", None)  # macOS: would point the child back at us
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    # execv on Windows returns to the shell at once, while the child still runs.
    child = subprocess.Popen(command)
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the child got it too and decides
            sys.exit(child.wait())


# -- the system ----------------------------------------------------------------------------------


def system_needs(environ: Mapping[str, str], *, window: bool, building: bool) -> dict[str, str]:
    """Return what must load here, and the Debian package of each.

    Args:
        environ: tells whether real windows will open.
        window: Qt will be started.
        building: an environment must be made, which Debian keeps a part of Python aside for.
    """
    needs: dict[str, str] = {}
    if building:
        own = os.path.realpath("/usr/bin/python3") == os.path.realpath(sys.executable)
        needs["ensurepip"] = "python3-venv" if own else "python3.%d-venv" % sys.version_info[1]
    if window and sys.platform == "linux":
        needs.update(QT_LIBRARIES)
        if environ.get("DISPLAY") and environ.get("QT_QPA_PLATFORM", "xcb") == "xcb":
            needs.update(X11_LIBRARIES)
    return needs


def ensure_system(needs: Mapping[str, str]) -> None:
    """Load each need, and install the packages of those that will not.

    Raises:
        SetupError: the one line to run, where we may not install.
    """
    missing = [name for name in needs if not loads(name)]
    if missing:
        packages = sorted({needs[name] for name in missing})
        install(packages, "this system lacks " + ", ".join(missing))
    missing = [name for name in missing if not loads(name)]
    if missing:
        raise SetupError("installed, but will not load: " + ", ".join(missing))


def loads(name: str) -> bool:
    """Say whether a module of Python, or a shared library, loads."""
    import ctypes  # only a window needs it
    import importlib

    importlib.invalidate_caches()
    try:
        if ".so" in name:
            ctypes.CDLL(name)
        else:
            importlib.import_module(name)
    except (ImportError, OSError):
        return False
    return True


def offer_dovecot() -> None:
    """Install the tests' IMAP server where we may; else its tests skip, and we say so."""
    where = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
    if sys.platform != "linux" or shutil.which("dovecot", path=where):
        return
    try:
        install(["dovecot-imapd"], "tests against Dovecot will be skipped")
    except SetupError as error:
        say(str(error))


def install(packages: Sequence[str], why: str) -> None:
    """Install Debian packages, when we are root on a Debian.

    Raises:
        SetupError: we may not, and here is the line to run; or apt-get failed.
    """
    line = "apt-get install -y " + " ".join(packages)
    no_lists = not any(APT_LISTS.glob("*_Packages*"))
    if not may_install():
        first = "sudo apt-get update && " if no_lists else ""
        raise SetupError("%s; on Debian or Ubuntu run: %ssudo %s" % (why, first, line))
    say("%s: %s" % (why, line))
    with daemons_held():
        if no_lists:
            apt_get("update")
        try:
            apt_get("install", *packages)
        except SetupError:
            if no_lists:
                raise
            apt_get("update")  # old lists name packages that are no longer served
            apt_get("install", *packages)


def may_install() -> bool:
    """Say whether we are root on a system with apt."""
    return sys.platform == "linux" and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions.

    Raises:
        SetupError: its own words for what went wrong.
    """
    command = ["apt-get", "-y", "-qq", "--no-install-recommends"]
    command += ["-o", "DPkg::Lock::Timeout=600", *arguments]
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    if done.returncode != 0:
        said = re.findall(r"^E: *(.+)", done.stdout, flags=re.MULTILINE) or ["no reason given"]
        raise SetupError("apt-get %s failed: %s" % (" ".join(arguments), said[0]))


@contextlib.contextmanager
def daemons_held() -> Iterator[None]:
    """Keep freshly installed daemons from starting, and put the system's own policy back."""
    kept = DAEMON_POLICY.with_name("policy-rc.d.before-mailroom")
    if DAEMON_POLICY.exists() and not kept.exists():  # kept: we were killed last time
        DAEMON_POLICY.rename(kept)
    DAEMON_POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    DAEMON_POLICY.chmod(0o755)
    try:
        yield
    finally:
        if kept.exists():
            kept.replace(DAEMON_POLICY)
        else:
            DAEMON_POLICY.unlink()


def say(text: str) -> None:
    """Tell the person what takes so long; never on stdout, which belongs to the command."""
    print("mailroom: " + text, file=sys.stderr, flush=True)
