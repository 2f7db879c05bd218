"""Writes resources/requirements.lock from pyproject.toml: exact versions, hashes of all platforms.

    python3 -m pip install uv          # anywhere but in Mailroom's own environment
    python3 resources/packaging/make_lock.py                 # keeps what is locked already
    python3 resources/packaging/make_lock.py --upgrade       # takes the newest that fit

Then run ``python3 main.py test`` and commit the lock with the change that asked for it. The lock
names no index: where wheels come from is pip's configuration on each machine.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from mailroom.bootstrap import LOCK, TESTS_BELOW  # noqa: E402 - the path comes first

HEADER = """\
# Everything Mailroom runs and is tested with, for Python 3.11-3.14 on Linux, macOS and Windows.
# Made from pyproject.toml by resources/packaging/make_lock.py; do not edit.

"""
COMPILE = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
COMPILE += ["--generate-hashes", "--only-binary", ":all:", "--no-header", "--no-annotate"]
COMPILE += ["--no-emit-index-url", "--no-emit-find-links", str(ROOT / "pyproject.toml")]


def compile_lock(output: Path, *options: str) -> list[str]:
    """Resolve pyproject.toml into ``output`` and return its entries, one per distribution."""
    command = [sys.executable, *COMPILE, "--output-file", str(output), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return re.split(r"^(?=\w)", output.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def main(upgrade: bool) -> None:
    """Resolve what tests need, then what runs within that, and write the one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        both, run = Path(folder, "both.txt"), Path(folder, "run.txt")
        if LOCK.exists() and not upgrade:  # uv prefers the versions it finds in its output file
            both.write_text(LOCK.read_text(encoding="utf-8"), encoding="utf-8")
        everything = compile_lock(both, "--extra", "test")
        needed = compile_lock(run, "--constraints", str(both))
    extra = [entry for entry in everything if entry not in needed]
    if len(needed) + len(extra) != len(everything):
        raise SystemExit("the two parts of the lock differ; compare them by hand")
    LOCK.write_text(HEADER + "".join(needed) + "\n" + TESTS_BELOW + "\n" + "".join(extra), "utf-8")


if __name__ == "__main__":
    main("--upgrade" in sys.argv[1:])
