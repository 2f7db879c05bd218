"""Brings the catalogues up to date with the sources: ``python tests/ui/catalogue.py``.

Runs Qt's own lupdate and lrelease. Japanese holds every text, English only plural forms (the
source is English). Fill in what is ``unfinished`` in ``ja.ts`` and run it again.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"

Key = tuple[str, str, str]


def sources() -> list[str]:
    """Return every source file that may hold text."""
    return [str(path) for path in sorted((ROOT / "ui").rglob("*.py"))]


def update(folder: Path = FOLDER) -> None:
    """Bring the .ts files up to date."""
    tool = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    common = [str(tool), *sources(), "-silent", "-no-obsolete", "-locations", "none"]
    common += ["-source-language", "en"]
    japanese = ["-target-language", "ja", "-ts", str(folder / "ja.ts")]
    english = ["-target-language", "en", "-pluralonly", "-ts", str(folder / "en.ts")]
    subprocess.run([*common, *japanese], check=True)
    subprocess.run([*common, *english], check=True)


def release(folder: Path = FOLDER) -> None:
    """Compile the .qm files; each is replaced whole: a running window has the old one mapped."""
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    tool = Path(PySide6.__file__).parent / name
    for language in ("ja", "en"):
        made = folder / f"{language}.new.qm"
        source = str(folder / f"{language}.ts")
        subprocess.run([str(tool), "-silent", source, "-qm", str(made)], check=True)
        made.replace(folder / f"{language}.qm")


def texts(path: Path) -> dict[Key, list[str]]:
    """Return (context, source, comment) → translations; unfinished ones are empty."""
    found: dict[Key, list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            key = (name, message.findtext("source") or "", message.findtext("comment") or "")
            element = message.find("translation")
            assert element is not None
            forms = [form.text or "" for form in element.findall("numerusform")]
            found[key] = forms or [element.text or ""]
    return found


if __name__ == "__main__":
    update()
    release()
