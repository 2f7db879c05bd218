"""The command line about the team's texts: ``main.py templates`` and ``do template-define``."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.templates.template import Template
from mailroom.errors import BadInput, StoreReadOnly
from mailroom.service.cli.naming import Words, case_named
from mailroom.service.cli.shell import ASKED, PATIENCE, REFUSED, Shell
from mailroom.service.handle import OutcomeKind
from mailroom.service.templates.sheet import new_template


class TemplateShell(Shell):
    """``main.py templates``."""

    def run(self) -> int:
        """Do what was asked; return the exit code."""
        if self._args.write:
            return self._write(Path(self._args.write))
        if self._args.read:
            return self._read(Path(self._args.read))
        case = case_named(self._room, self._args.case).row.case.id if self._args.case else None
        offers = self._room.templates.offers(case)
        if self._args.json:
            plain = [{**asdict(one.template), "filled": one.text} for one in offers]
            print(json.dumps(plain, ensure_ascii=False))
            return 0
        for one in offers:
            mark = "*" if one.fits else " "
            print(f"{mark} {one.template.category or '-'}\t{one.template.name}")
        return 0

    def _write(self, path: Path) -> int:
        try:
            path.write_text(self._room.templates.sheet(), encoding="utf-8-sig", newline="")
        except OSError as error:
            raise StoreReadOnly(str(path), str(error)) from error
        print(f"{len(self._room.templates.all())} templates: {path}")
        return 0

    def _read(self, path: Path) -> int:
        """Take over what a table says differently; the worst outcome is the exit code."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise BadInput("file", str(path), str(error)) from error
        incoming = self._room.templates.read_sheet(content)
        asked = self._room.templates.set_all((*incoming.new, *incoming.changed))
        kinds = {self._room.wait(one, PATIENCE).kind for one in asked}
        print(
            f"{len(incoming.new)} new, {len(incoming.changed)} changed, {incoming.same} as before"
        )
        if OutcomeKind.REFUSED in kinds:
            return REFUSED
        return 0 if kinds <= {OutcomeKind.ACCEPTED} else ASKED


def _named(words: Words) -> Template | None:
    args = words.args
    found = [
        one
        for one in words.room.templates.all()
        if args.name in {one.id, one.name} and args.category in {None, one.category}
    ]
    return found[0] if found else None


def _define(words: Words) -> Command:
    """Make or change a template; what is not said of a known one stays."""
    args, known = words.args, _named(words)
    text = words.text if known is None or args.text or args.text_file else known.text
    ids = {one.id for one in words.room.templates.all()}
    template = known or new_template(args.name, text, category=args.category or "", taken=ids)
    subject = template.subject if args.subject is None else args.subject
    return ask.SetTemplate(template=replace(template, text=text, subject=subject))


def _remove(words: Words) -> Command:
    """Take a template away; made anew under its name, it is back."""
    known = _named(words)
    if known is None:
        raise BadInput("template", words.args.name)
    return ask.SetTemplate(template=replace(known, removed=True))


VERBS = {"template-define": _define, "template-remove": _remove}
