"""An answer that does not count never reads like one that does (N01, N07)."""

from datetime import UTC, datetime

import pytest

from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.domain.events import EscalationAnswered, Event
from mailroom.domain.query import ItemKind, TimelineItem
from mailroom.domain.verdicts import Flag, Verdict
from mailroom.ids import DeskId, EscalationId, EventId, MailKey, PersonId
from mailroom.settings import Language
from ui import translations
from ui.wording import answer_lines, event_text
from ui.wording.names import Roster

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english(qapp) -> None:
    translations.install(Language.EN)


def said(kind: AnswerKind, *flags: Flag, words: str = "10%まで", **more) -> str:
    body = EscalationAnswered(
        escalation=EscalationId("e"),
        kind=kind,
        words=words,
        by="佐藤",
        mail=MailKey("m"),
        **more,
    )
    event = Event(id=EventId("x"), by=PersonId(""), desk=DeskId("d"), body=body, made_at=NOW)
    item = TimelineItem(
        kind=ItemKind.EVENT, at=NOW, event=event, verdict=Verdict(accepted=True, flags=flags)
    )
    line = event_text.sentence(item, Roster(), NOW)
    assert line is not None
    assert line.startswith(answer_lines.answered(body, item, NOW))
    return line


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("flag", "begins"),
    [
        (Flag.FORGED, "Not used: a mail by 佐藤"),
        (Flag.REPLAYED, "Not used: 佐藤"),
        (Flag.UNKNOWN_SENDER, "Not used yet: "),
    ],
)
def test_N01_a_doubtful_answer_says_so_before_its_words(flag: Flag, begins: str):
    line = said(AnswerKind.APPROVE, flag)
    assert line.startswith(begins)
    assert line.endswith("10%まで")
    assert not line.startswith("佐藤 answered")


@pytest.mark.usefixtures("qapp")
def test_N01_a_late_answer_says_that_it_was_late():
    assert "when somebody else had it" in said(AnswerKind.TAKE, Flag.LATE)
    assert "when somebody else had it" not in said(AnswerKind.TAKE)


@pytest.mark.usefixtures("qapp")
def test_an_absence_is_no_answer():
    assert "answered" not in said(AnswerKind.ABSENT)
    assert "is away until" in said(AnswerKind.ABSENT, absent_until=NOW)
    assert said(AnswerKind.ACKNOWLEDGE).endswith("has seen the escalation")
