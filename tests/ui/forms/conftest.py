"""One team on one practice mailbox for all tests of forms; each test gets a case of its own.

Founding takes seconds, a new mail milliseconds. Rooms run without threads here: ``team.sync()``
is when mail and journal move.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import format_datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.cases import Label
from mailroom.domain.people import Member
from mailroom.domain.query import CaseQuery
from mailroom.ids import CaseId, LabelId, PersonId
from mailroom.settings import Language
from tests.ui import desk as desks
from tests.ui.forms.asking import form  # noqa: F401 - fixture
from tests.ui.forms.composing import composer, empty_outbox, nothing_sent, window  # noqa: F401 - fixtures
from tests.ui.forms.people import host, shown  # noqa: F401 - fixtures
from ui import theme, translations
from ui.session import Session, Toast

_numbers = itertools.count(1)

WRITER = "山田太郎 <yamada@yamada-shoten.example>"


POOL = 24
"""Cases made at once: one pass over the mailbox takes as long for many mails as for one."""


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[desks.Desk]:
    """Give the team: two desks, members, labels, levels; no mail yet."""
    with desks.desk(tmp_path_factory.mktemp("team")) as made:
        _introduce(made)
        yield made


def _introduce(made: desks.Desk) -> None:
    """Make the team known in one go (``desks`` does it step by step, as people would)."""
    known = {row.member.id for row in made.room.reads.members()}
    for one in made.day.members:
        member = Member(
            id=PersonId(one.id), name=one.name, addresses=(one.address,), role=one.role,
            phone=one.phone, extension=one.extension,
        )  # fmt: skip
        if member.id not in known:
            made.room.do(c.SetMember(member=member))
    for name in ("返品", "請求"):
        made.room.do(c.SetLabel(label=Label(id=LabelId(name), name=name, colour="blue")))
    people = {2: "suzuki", 3: "kacho", 4: "bucho"}
    policy = made.room.reads.policy()
    levels = tuple(
        replace(level, person=PersonId(people[level.number])) if level.number in people else level
        for level in policy.levels
    )
    made.room.do(c.SetPolicy(policy=replace(policy, levels=levels)))
    made.sync()


@pytest.fixture(autouse=True)
def given_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """Put back who the team is, its rules and the settings of this PC, as this test found them."""
    if "team" not in request.fixturenames:
        yield
        return
    made: desks.Desk = request.getfixturevalue("team")
    policy, people = made.room.reads.policy(), _people(made)
    settings = made.room.profile.settings()
    yield
    if made.room.profile.settings() != settings:
        made.room.profile.save_settings(settings)
    _give_back(made, people)
    if made.room.reads.policy() != policy:
        made.room.do(c.SetPolicy(policy=policy, reason="元に戻す"))
    made.sync()
    assert made.room.reads.policy() == policy
    assert _people(made).items() >= people.items()


def _people(made: desks.Desk) -> dict[PersonId, Member]:
    return {row.member.id: row.member for row in made.room.reads.members()}


def _give_back(made: desks.Desk, people: dict[PersonId, Member]) -> None:
    for person, now in _people(made).items():
        before = people.get(person, now)
        if now == before:
            continue
        made.room.do(c.SetMember(member=before))
        made.room.do(
            c.SetPresence(person=person, presence=before.presence, until=before.presence_until)
        )


def write(
    made: desks.Desk, subject: str, text: str, *, references: str = "", sender: str = WRITER
) -> None:
    """Let a mail lie in the mailbox; ``made.sync()`` brings it in."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = made.day.address
    mail["Subject"] = subject
    mail["Date"] = format_datetime(made.clock.now())
    mail["Message-ID"] = f"<mail-{next(_numbers)}@yamada-shoten.example>"
    if references:
        mail["In-Reply-To"] = references
    mail.set_content(text)
    made.server.deliver(made.day.address, mail.as_bytes(), folder="INBOX", when=made.clock.now())


@pytest.fixture(scope="session")
def _pool() -> list[CaseId]:
    return []


@pytest.fixture
def new_case(team: desks.Desk, _pool: list[CaseId]) -> Callable[[], CaseId]:
    """Give a way to get a case that nobody touched."""

    def make() -> CaseId:
        if not _pool:
            _fill(team, _pool)
        return _pool.pop()

    return make


def _fill(team: desks.Desk, pool: list[CaseId]) -> None:
    subjects = {f"返品について {next(_numbers)}" for _ in range(POOL)}
    for subject in subjects:
        write(team, subject, "箱が破れていました。返品できますか。\n山田")
    team.sync()
    rows = team.room.reads.rows(team.room.reads.case_ids(CaseQuery()))
    pool.extend(row.case.id for row in rows if row.case.subject in subjects)
    assert len(pool) == POOL


@pytest.fixture
def case(new_case: Callable[[], CaseId]) -> CaseId:
    """Give a case that nobody touched."""
    return new_case()


@pytest.fixture
def session(team: desks.Desk, qtbot: QtBot) -> Iterator[Session]:
    """Give the session of 田中's window, in Japanese and light."""
    made = Session(team.room, clock=team.clock)
    translations.install(Language.JA)
    if theme.current() is not theme.LIGHT or not QApplication.instance().styleSheet():
        theme.apply(theme.LIGHT)  # half a second: a style sheet for everything
    yield made
    made.close()


@pytest.fixture
def toasts(session: Session) -> list[Toast]:
    """Collect what the window says."""
    said: list[Toast] = []
    session.toast_asked.connect(said.append)
    return said


@pytest.fixture
def settle(session: Session, qtbot: QtBot) -> Callable[[], None]:
    """Give a way to wait until everything asked for so far is done and shown."""

    def wait() -> None:
        done: list[None] = []
        session.tasks.act(lambda: None, done.append)
        qtbot.waitUntil(lambda: bool(done))

    return wait
