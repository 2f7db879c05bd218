"""The command line about mail from elsewhere: files that hold mails become cases."""

from __future__ import annotations

import argparse
from pathlib import Path

from mailroom.service.cli.shell import DONE, FAILED, Shell
from mailroom.service.mail_files import FileFate

_FINE = frozenset({FileFate.TAKEN_IN, FileFate.KNOWN})


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser what can be taken in."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="one mail each (.eml)")


class TakeInShell(Shell):
    """``main.py take-in FILE…``."""

    def run(self) -> int:
        """Take them in and say what became of each; all must be there in the end."""
        told = self._room.mail_files.take_in([Path(one) for one in self._args.files])
        self._room.sync_once()
        for one in told:
            print(f"{one.fate.value:<11} {one.path}")
        return DONE if all(one.fate in _FINE for one in told) else FAILED
