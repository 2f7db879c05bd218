"""How people name things on the command line: numbers, names, "me", times, texts.

Must not print, nor make commands.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from mailroom.domain.escalations.escalation import EscalationForm
from mailroom.domain.escalations.steps import DueStep
from mailroom.domain.labelling import path
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import CaseDetail
from mailroom.errors import BadInput
from mailroom.ids import CaseId, EscalationId, LabelId, PersonId
from mailroom.service.forms import NOBODY
from mailroom.service.moments import read_moment, read_team_moment
from mailroom.service.room import Room

NONE = "none"
_ME = "me"
_STDIN = "-"


class Words:
    """Understands the arguments of one ``do``."""

    def __init__(self, room: Room, args: Namespace) -> None:
        self.room = room
        self.args = args
        self.contact = room.guidance.contact
        self.rules_in_force = room.reads.policy

    @cached_property
    def detail(self) -> CaseDetail:
        """Return the case that was named."""
        return case_named(self.room, self.args.case)

    @property
    def case(self) -> CaseId:
        """Return the id of the case that was named."""
        return self.detail.row.case.id

    @property
    def shown(self) -> Position:
        """Return what the person has seen: as given, else the case as it is now."""
        given = self.args.shown
        if not given:
            return self.detail.seen
        parts = given.split(".")
        if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004
            raise BadInput("shown", given)
        return Position(*(int(part) for part in parts))

    @property
    def text(self) -> str:
        """Return the text that was typed, piped in, or lies in a file."""
        args = self.args
        if args.text_file == _STDIN:
            text = sys.stdin.read()
        elif args.text_file:
            text = read_file(args.text_file)
        else:
            text = args.text or " ".join(getattr(args, "words", []))
        if not text.strip():
            raise BadInput("text", "", "missing")
        return text

    @property
    def escalation(self) -> EscalationId:
        """Return the latest escalation of the case."""
        escalations = self.detail.escalations
        if not escalations:
            raise BadInput("escalation", self.args.case, "missing")
        return escalations[-1].id

    @property
    def schedule(self) -> tuple[DueStep, ...]:
        """Return what follows for the latest escalation while nobody answers."""
        return self.room.escalations.schedule(self.escalation)

    def person(self, name: str) -> PersonId:
        """Return a member by name, address or id."""
        if name == _ME:
            return self.room.me.person
        for row in self.room.reads.members():
            member = row.member
            if name in (member.id, *member.addresses) or name.casefold() == member.name.casefold():
                return member.id
        raise BadInput("person", name)

    def label(self, name: str) -> LabelId:
        """Return a label by its path (親/子), its name, or its id."""
        labels = {label.id: label for label in self.room.reads.labels()}
        for id_, label in labels.items():
            if name in (id_, label.name, "/".join(path(labels, id_))):
                return id_
        raise BadInput("label", name)

    def moment(self, text: str) -> datetime:
        """Return a time."""
        return read_moment(text, self.room.clock.now())

    def promised_time(self, text: str) -> datetime:
        """Return a time as customers are told it: by the team's clock, not by this PC's."""
        zone = self.rules_in_force().calendar.zone
        return read_team_moment(text, self.room.clock.now(), zone)

    def planned(self, form: EscalationForm) -> EscalationForm:
        """Return a form with whom the rules name, and what follows."""
        planned = self.room.reads.with_plan(form)
        if not planned.to.addr:
            raise BadInput("to", str(form.level), "nobody")
        return planned

    def addressee(self, name: str) -> tuple[Address, PersonId | None]:
        """Return whom an escalation goes to: a member or an address; nobody if none is named."""
        if not name:
            return NOBODY, None
        for row in self.room.reads.members():
            member = row.member
            if name.lower() in member.addresses or name.casefold() == member.name.casefold():
                if not member.addresses:
                    raise BadInput("to", name, "address")
                return Address(name=member.name, addr=member.addresses[0]), member.id
        return address(name), None


def case_named(room: Room, name: str) -> CaseDetail:
    """Return a case by number or id.

    Raises:
        BadInput: there is none.
    """
    plain = name.removeprefix("#")
    id_ = room.reads.case_by_number(int(plain)) if plain.isdigit() else None
    detail = room.reads.detail(id_ or CaseId(name))
    if detail is None:
        raise BadInput("case", name)
    return detail


def address(text: str) -> Address:
    """Return a plain address.

    Raises:
        BadInput: it is none.
    """
    if "@" not in text or any(letter.isspace() for letter in text):
        raise BadInput("address", text)
    return Address(addr=text.lower())


def read_file(path: str) -> str:
    """Return a text file.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("file", path, str(error)) from error
