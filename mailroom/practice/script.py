"""The practice day as data: who works here, which mail comes when, what colleagues do.

Reads ``resources/practice/day.toml``. Knows nothing of servers; ``letters`` makes the bytes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from importlib.resources import files
from typing import Any

from mailroom.domain.people import Role

HOST = "practice.hinata-shoji.example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of the practice team."""

    id: str
    name: str
    address: str
    role: Role
    phone: str = ""
    extension: str = ""
    answers_after: float = 6  # practice minutes until they answer an escalation mail


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedMail:
    """One mail of the day; see the head of ``day.toml`` for its fields."""

    id: str
    subject: str
    body: str
    minute: float | None = None
    days_ago: int | None = None
    from_: str = ""
    to: str = ""
    charset: str = "utf-8"
    html: bool = False
    attach: tuple[str, str, str] | None = None
    automatic: str = ""
    sent: bool = False
    answers: str = ""

    @property
    def message_id(self) -> str:
        """Return the Message-ID, the same on every practice day."""
        return f"<{self.id}@{HOST}>"

    def when(self, opening: datetime) -> datetime:
        """Return when it arrives, given when the practice day opens."""
        if self.days_ago is not None:
            return opening - timedelta(days=self.days_ago)
        return opening + timedelta(minutes=self.minute or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueStep:
    """Something that the colleague at the second desk does."""

    minute: float
    does: str  # claim, note, reply, assign, escalate
    mail: str
    text: str = ""
    kind: str = ""
    level: int = 1
    to: str = ""
    wanted_in: float = 60  # practice minutes
    criterion: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedAnswer:
    """What the chief answers when a request holds one of ``words`` (none: always)."""

    words: tuple[str, ...]
    says: str


@dataclass(frozen=True, kw_only=True)
class Day:
    """The whole script."""

    team: str
    address: str
    members: tuple[Person, ...]
    labels: tuple[tuple[str, str], ...]  # name, colour
    mails: tuple[ScriptedMail, ...]
    steps: tuple[ColleagueStep, ...]
    answers: tuple[ScriptedAnswer, ...]

    @cached_property
    def by_id(self) -> dict[str, ScriptedMail]:
        """Return the mails by their names."""
        return {mail.id: mail for mail in self.mails}

    def person(self, name: str) -> Person:
        """Return the member with this id."""
        return next(person for person in self.members if person.id == name)

    def answer_to(self, request: str) -> str:
        """Return the chief's words to a request."""
        for answer in self.answers:
            if not answer.words or any(word in request for word in answer.words):
                return answer.says.strip() + "\n"
        return "了解しました。\n"


def load() -> Day:
    """Read the day from the resources."""
    text = files("resources").joinpath("practice/day.toml").read_text(encoding="utf-8")
    plain = tomllib.loads(text)
    return Day(
        team=plain["team"],
        address=plain["address"],
        members=tuple(_person(item) for item in plain["member"]),
        labels=tuple((item["name"], item["colour"]) for item in plain["label"]),
        mails=tuple(_mail(item) for item in plain["mail"]),
        steps=tuple(ColleagueStep(**item) for item in plain["colleague"]),
        answers=tuple(
            ScriptedAnswer(words=tuple(item["words"]), says=item["says"])
            for item in plain["answer"]
        ),
    )


def _person(item: dict[str, Any]) -> Person:
    return Person(**{**item, "role": Role(item["role"])})


def _mail(item: dict[str, Any]) -> ScriptedMail:
    fields = {("from_" if key == "from" else key): value for key, value in item.items()}
    if "attach" in fields:
        fields["attach"] = tuple(fields["attach"])
    fields["body"] = fields["body"].lstrip("\n")
    return ScriptedMail(**fields)
