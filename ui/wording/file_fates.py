"""What became of mails that were taken in from files, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mailroom.service.mail_files import FileFate, FileTold
from ui.wording.words import tr


def told(files: Sequence[FileTold]) -> str:
    """Return how many became cases, and what is wrong with the others."""
    taken = sum(one.fate is FileFate.TAKEN_IN for one in files)
    known = sum(one.fate is FileFate.KNOWN for one in files)
    left = sum(one.fate is FileFate.LEFT for one in files)
    said = [tr("%n mail(s) taken in.", "", taken)] if taken else []
    if known:
        said.append(tr("%n is/are a case already.", "", known))
    if left:
        said.append(tr("Stopped; %n left out.", "", left))
    bad = [one for one in files if one.fate in _WRONG]
    if bad:
        more = tr(" (and %n more)", "", len(bad) - 1) if len(bad) > 1 else ""
        said.append(f"{_wrong(bad[0].path, bad[0].fate)}{more}")
    return " ".join(said)


_WRONG = frozenset({FileFate.NO_MAIL, FileFate.TOO_BIG, FileFate.UNREADABLE, FileFate.REFUSED})


def _wrong(path: Path, fate: FileFate) -> str:
    facts = {"name": path.name}
    if fate is FileFate.NO_MAIL and path.suffix.lower() == ".msg":
        return tr("“{name}” is a file of Outlook: save the mail as .eml there.").format(**facts)
    if fate is FileFate.NO_MAIL:
        return tr("“{name}” holds no mail.").format(**facts)
    if fate is FileFate.TOO_BIG:
        return tr("“{name}” is too big for a mail.").format(**facts)
    if fate is FileFate.REFUSED:
        return tr("The mail server did not take “{name}”.").format(**facts)
    return tr("“{name}” cannot be read.").format(**facts)
