"""Desktop notices: only what is mine, each once, without a word of a mail, never at home."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QIcon

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.people import Address, Member, Presence
from mailroom.domain.position import Position
from mailroom.ids import ApprovalId, PersonId
from mailroom.service.notices import NoticeKind, Notices
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from mailroom.settings import Language
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui import notices, translations
from ui.wording import notice_text

TANAKA, SATO = PersonId("tanaka"), PersonId("sato")


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("notices")) as team:
        team.deliver("return-1", "invoice-1")
        team.sync()
        for room in (team.room, team.colleague):
            assert room.notices.fresh() == ()  # what is there on the first day is not new
        yield team


def kinds(room: Room) -> list[NoticeKind]:
    return [one.kind for one in room.notices.fresh()]


def asks_sato(made: Desk) -> None:
    case = made.case("return-1")
    sato = made.day.person(SATO)
    form = replace(
        made.room.reads.prefill_escalation(case),
        kind=EscalationKind.INSTRUCT,
        request="方針を決めてください。",
        to=Address(name=sato.name, addr=sato.address),
        to_person=SATO,
    )
    made.do(c.Escalate(case=case, form=form))


def answers(made: Desk, room: Room) -> None:
    case = made.case("return-1")
    detail = room.reads.detail(case)
    assert detail is not None
    answer = c.AnswerEscalation(
        case=case, escalation=detail.escalations[-1].id, kind=AnswerKind.INSTRUCT,
        words="送料は当社負担で。", by="佐藤 健一", by_person=SATO,
    )  # fmt: skip
    made.do(answer, room=room)


def test_a_question_and_its_answer_reach_whom_they_are_for_and_nobody_else(made: Desk) -> None:
    asks_sato(made)
    assert kinds(made.colleague) == [NoticeKind.ASKED_OF_ME]
    assert kinds(made.room) == []
    answers(made, made.colleague)
    assert kinds(made.room) == [NoticeKind.ANSWERED]
    assert kinds(made.colleague) == []


def test_who_writes_down_a_spoken_answer_is_not_told_of_it(made: Desk) -> None:
    asks_sato(made)
    answers(made, made.room)
    assert kinds(made.room) == []


def test_a_case_left_to_me_is_told(made: Desk) -> None:
    case = made.case("invoice-1")
    detail = made.room.reads.detail(case)
    made.do(c.HandOver(case=case, shown=detail.seen, to=SATO, text="10時に電話"))
    assert kinds(made.colleague) == [NoticeKind.HANDED_OVER]
    assert kinds(made.room) == []


def test_a_promise_is_told_ten_minutes_before_and_not_when_it_is_over(made: Desk) -> None:
    case = made.case("invoice-1")
    made.do(
        c.Assign(case=case, person=TANAKA),
        c.MakePromise(case=case, at=made.clock.now() + timedelta(minutes=30), text="お電話する"),
    )
    assert kinds(made.room) == []
    made.clock.move(timedelta(minutes=21))
    assert kinds(made.room) == [NoticeKind.PROMISE]
    assert kinds(made.colleague) == []
    made.clock.move(timedelta(minutes=10))
    assert kinds(made.room) == []


@pytest.mark.parametrize("where", [Presence.OFF, Presence.GONE])
def test_nothing_is_told_at_home_and_it_is_told_when_they_are_back(
    made: Desk, where: Presence
) -> None:
    made.do(c.SetPresence(person=SATO, presence=where), room=made.colleague)
    asks_sato(made)
    assert kinds(made.colleague) == []
    made.do(c.SetPresence(person=SATO, presence=Presence.IN), room=made.colleague)
    assert kinds(made.colleague) == [NoticeKind.ASKED_OF_ME]


def test_each_once_also_over_a_restart(made: Desk) -> None:
    asks_sato(made)
    room = made.colleague
    room.notices.tell(room.notices.fresh())
    assert kinds(room) == []
    assert Notices(room._parts, room._health).fresh() == ()


def test_the_window_tells_a_sentence_without_words_of_the_mail_and_only_once(
    made: Desk, windows: Windows
) -> None:
    window = windows.open(made)
    session = windows.session_of(window)
    shown = notices.Notices(session, QIcon(), session)
    said: list[str] = []
    shown.told.connect(said.append)
    asks_sato(made)
    answers(made, made.colleague)
    for _ in range(2):
        shown.look()
        windows.settle(window)
    assert said == [notice_text.notice(NoticeKind.ANSWERED, 1)]
    assert "送料" not in said[0]
    assert kinds(made.room) == []  # kept: after a restart it is not told again
    shown.deleteLater()


def test_N13_a_mail_that_waits_for_its_author_is_told_once_and_only_to_them(made: Desk) -> None:
    """It should have left in the night; the PC was off."""
    case = made.case("return-1")
    shown = made.room.reads.detail(case)
    assert shown is not None
    at = made.clock.now() + timedelta(hours=1)
    made.room.outbox.queue(Reply(case=case, text="later", shown=shown.seen, send_at=at))
    assert kinds(made.room) == []
    made.clock.move(timedelta(hours=10))
    made.sync()
    [waits] = made.room.notices.fresh()
    assert (waits.kind, waits.case) == (NoticeKind.NOT_SENT, case)
    assert kinds(made.colleague) == []
    made.room.notices.tell([waits])
    assert kinds(made.room) == []


def proposes(made: Desk, room: Room, *, of: PersonId | None = None) -> ApprovalId:
    case = made.case("return-1")
    detail = room.reads.detail(case)
    assert detail is not None
    room.approvals.ask(Reply(case=case, text="お調べします。", shown=detail.seen), of=of)
    made.sync()
    return room.approvals.of_case(case)[-1].approval.id


@pytest.mark.parametrize("of", [None, TANAKA])
def test_S19_who_is_to_check_a_mail_is_told_then_its_author_what_came_of_it(
    made: Desk, of: PersonId | None
) -> None:
    case = made.case("return-1")
    named = proposes(made, made.colleague, of=of)
    assert kinds(made.room) == [NoticeKind.TO_APPROVE]
    assert kinds(made.colleague) == []
    made.do(c.ReturnForRevision(case=case, approval=named, comment="日付を入れてください"))
    assert kinds(made.room) == []
    assert kinds(made.colleague) == [NoticeKind.RETURNED]
    named = proposes(made, made.colleague, of=of)
    page = made.room.approvals.of_case(case)[-1]
    approve = c.Approve(case=case, approval=named, seen=page.asked.proposal, shown=page_seen(made))
    made.do(approve)
    assert kinds(made.room) == []
    assert kinds(made.colleague) == [NoticeKind.APPROVED]


def test_S19_a_request_for_somebody_else_is_their_matter_unless_they_are_away(made: Desk) -> None:
    """Who sits here is a lead and could approve it; who was asked by name is told."""
    third = Member(id=PersonId("suzuki"), name="鈴木", deputy=TANAKA)
    made.do(c.SetMember(member=third))
    proposes(made, made.colleague, of=third.id)
    assert kinds(made.room) == []
    made.do(c.SetPresence(person=third.id, presence=Presence.OFF))
    assert kinds(made.room) == [NoticeKind.TO_APPROVE]


def page_seen(made: Desk) -> Position:
    detail = made.room.reads.detail(made.case("return-1"))
    assert detail is not None
    return detail.seen


@pytest.mark.parametrize("language", [Language.EN, Language.JA])
def test_every_notice_has_words_of_its_own(qapp: object, language: Language) -> None:
    translations.install(language)
    said = {notice_text.notice(kind, 2) for kind in NoticeKind}
    assert len(said) == len(NoticeKind)
    assert all(said)
