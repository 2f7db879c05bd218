"""What is shown of a case: rows, detail, timeline, search; pending on top of confirmed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    Assigned,
    Body,
    Claimed,
    Closed,
    Escalated,
    Event,
    Labelled,
    Merged,
    NoteAdded,
    PhoneLogged,
)
from mailroom.domain.people import Seat
from mailroom.domain.query import CaseQuery, ItemKind, Sort, Standing, View
from mailroom.domain.records.replica import Page
from mailroom.domain.times.clock_events import Promised
from mailroom.ids import CaseId, EventId, LabelId, MailKey
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.mailbag import stored
from tests.store.test_fold import confirm
from tests.unit.domain.world import CUSTOMER, SATO, SUZUKI, TANAKA, World, form

Ask = Callable[..., EventId]


@pytest.fixture
def world() -> World:
    return World.founded()


@pytest.fixture
def ask(store: Store, clock: HandClock) -> Ask:
    """Queue an event that the journal has not seen yet."""
    made: list[EventId] = []

    def queue(seat: Seat, body: Body, on: str | None = None) -> EventId:
        event = Event(
            id=EventId(f"asked-{len(made)}"),
            by=seat.person,
            desk=seat.desk,
            body=body,
            anchor=None if on is None else MailKey(on),
            basis=store.replica.cursor().head,
            made_at=clock.now(),
        )
        made.append(event.id)
        store.replica.append_pending([event])
        return event.id

    return queue


def only_case(store: Store) -> CaseId:
    [case] = store.reads.case_ids(CaseQuery(), SATO.person)
    return case


def test_a_row_says_what_the_case_is(store: Store, world: World) -> None:
    world.mail("a", subject="返品について")
    world.do(SATO, Assigned(person=SATO.person), on="a")
    world.do(SATO, Labelled(label=LabelId("返品")), on="a")
    world.claim(SATO, "a")
    confirm(store, world.log)
    store.mails.add_mails([stored("a", text="商品が\n届いたのですが、色が違います。")])
    [row] = store.reads.rows([only_case(store)], SATO.person)
    assert row.case == world.case("a")
    assert row.labels == ("返品",)
    assert (row.holder.person, row.holder.desk, row.holder.name) == ("sato", "desk-2", "sato")
    assert (row.unread, row.pending, row.draft, row.attachments) == (True, False, False, False)
    assert row.preview == "商品が 届いたのですが、色が違います。"


def test_the_list_previews_no_words_of_colleagues(store: Store, world: World) -> None:
    world.mail("a")
    world.escalate(SATO, "a", EscalationKind.CHECK)
    token = world.state.escalation(world.case("a").escalation).token
    world.mail("b", "kacho@shop.example", tags=(f"esc:{token}",))
    confirm(store, world.log)
    store.mails.add_mails([stored("a", text="返品できますか"), stored("b", text="断ってください")])
    [row] = store.reads.rows([only_case(store)], SATO.person)
    assert row.case.mail_count == 2
    assert row.preview == "返品できますか"


def test_pending_lies_on_top_until_confirmed(store: Store, world: World, ask: Ask) -> None:
    world.mail("a")
    confirm(store, world.log)
    case = only_case(store)
    event = ask(SATO, Assigned(person=SATO.person), "a")
    [row] = store.reads.rows([case], SATO.person)
    assert (row.case.assignee, row.pending) == (SATO.person, True)
    assert store.reads.case_ids(CaseQuery(view=View.TO_REPLY), SATO.person) == [case]
    assert store.reads.case_ids(CaseQuery(view=View.UNASSIGNED), SATO.person) == []
    assert store.replica.verdict(event)[0] is Standing.ASKED
    item = store.reads.timeline(case, SATO.person)[-1]
    assert (item.standing, item.event.id, item.by_name) == (Standing.ASKED, event, "sato")

    # somebody was quicker: the event is judged at its position and what it showed goes away
    uid = world.head.uid
    world.do(SUZUKI, Assigned(person=SUZUKI.person), on="a")
    [waiting] = store.replica.pending_batch(9)
    world.again(waiting.event)
    assert not world.verdict.accepted
    confirm(store, world.log[uid:])
    [row] = store.reads.rows([case], SATO.person)
    assert (row.case.assignee, row.pending) == (SUZUKI.person, False)
    assert store.reads.case_ids(CaseQuery(view=View.TO_REPLY), SATO.person) == []
    assert store.replica.verdict(event)[0] is Standing.REFUSED


def test_rule_11_a_claim_that_waits_is_shown_as_a_wish_never_as_held(
    store: Store, world: World, ask: Ask
) -> None:
    world.mail("a")
    confirm(store, world.log)
    case, uid = only_case(store), world.head.uid
    ask(SATO, Claimed(), "a")
    [row] = store.reads.rows([case], SATO.person)
    assert (row.holder, row.pending) == (None, True)
    detail = store.reads.detail(case, SATO.person)
    assert detail.row.holder is None
    world.claim(SUZUKI, "a")
    confirm(store, world.log[uid:])
    [row] = store.reads.rows([case], SATO.person)
    assert row.holder.person == SUZUKI.person


def test_rule_37_a_mail_that_is_not_on_this_pc_shows_its_header_facts(
    store: Store, world: World
) -> None:
    world.mail("a", subject="返品について")
    confirm(store, world.log)
    case = only_case(store)
    assert store.mails.raw(MailKey("a")) is None
    [row] = store.reads.rows([case], SATO.person)
    assert (row.case.subject, row.case.contact.addr) == ("返品について", CUSTOMER)
    [item] = store.reads.timeline(case, SATO.person)
    assert item.mail.facts.subject == "返品について"


def test_a_pending_merge_is_shown_and_can_be_taken_back(
    store: Store, world: World, ask: Ask
) -> None:
    world.mail("a", subject="一")
    world.mail("b", "other@firm.example", subject="二")
    confirm(store, world.log)
    a, b = (world.case(key).id for key in ("a", "b"))
    event = ask(SATO, Merged(other=MailKey("b")), "a")
    assert store.reads.case_ids(CaseQuery(), SATO.person) == [a]
    mails = [i.mail.facts.key for i in store.reads.timeline(a, SATO.person) if i.mail]
    assert mails == ["a", "b"]
    assert store.reads.detail(b, SATO.person).row.case.id == a
    assert store.reads.case_of_mail(MailKey("b")) == a
    store.replica.withdraw_pending([event])
    assert set(store.reads.case_ids(CaseQuery(), SATO.person)) == {a, b}
    assert [i.mail.facts.key for i in store.reads.timeline(a, SATO.person)] == ["a"]


def test_words_that_come_after_the_announcement(store: Store, world: World) -> None:
    """Another desk announced a mail before this one fetched it: its row gets its words."""
    world.mail("a")
    confirm(store, world.log)
    assert store.reads.rows([only_case(store)], SATO.person)[0].preview == ""
    changes = store.keep_mails([stored("a", text="遅れて届く"), stored("unknown")])
    assert changes.cases == {only_case(store)}
    assert store.reads.rows([only_case(store)], SATO.person)[0].preview == "遅れて届く"


def test_the_basis_shown_is_what_was_confirmed(store: Store, world: World, ask: Ask) -> None:
    """Pending events must not make their author seem to have seen more than there is."""
    world.mail("a")
    confirm(store, world.log)
    ask(SATO, NoteAdded(text="x"), "a")
    assert store.reads.detail(only_case(store), SATO.person).seen == world.head


def test_a_timeline_is_mails_and_events_by_time(store: Store, world: World) -> None:
    world.mail("a")
    world.do(SATO, NoteAdded(text="確認中"), on="a")
    world.wait(minutes=5)
    world.mail("b", answers=("a",))
    world.claim(SATO, "b")
    confirm(store, world.log)
    items = store.reads.timeline(only_case(store), SATO.person)
    kinds = [(item.kind, item.mail.facts.key if item.mail else item.by_name) for item in items]
    assert kinds == [
        (ItemKind.MAIL, "a"),
        (ItemKind.EVENT, "sato"),
        (ItemKind.MAIL, "b"),
        (ItemKind.EVENT, "sato"),
    ]
    assert [item.at for item in items] == sorted(item.at for item in items)
    assert [item.unread for item in items] == [True, False, True, False]


def test_refused_events_stand_in_the_timeline(store: Store, world: World) -> None:
    world.mail("a")
    world.claim(SATO, "a")
    world.claim(SUZUKI, "a")
    confirm(store, world.log)
    items = store.reads.timeline(only_case(store), SATO.person)
    standings = [item.standing for item in items if item.event]
    assert standings == [Standing.CONFIRMED, Standing.REFUSED]


def test_rule_37_read_marks_are_per_person(store: Store, world: World) -> None:
    world.mail("a")
    world.mail("old", "old@firm.example", subject="昔", history=True)
    confirm(store, world.log)
    case, old = world.case("a").id, world.case("old").id
    assert store.marks.mark_read(SATO.person, case)
    assert not store.marks.mark_read(SATO.person, case)
    unread = [
        [row.unread for row in store.reads.rows([case, old], who.person)] for who in (SATO, SUZUKI)
    ]
    assert unread == [[False, False], [True, False]]
    store.marks.mark_unread(SATO.person, case, [MailKey("a")])
    assert store.reads.rows([case], SATO.person)[0].unread


def test_rule_37_drafts_show_in_the_row(store: Store, world: World, clock: HandClock) -> None:
    world.mail("a")
    confirm(store, world.log)
    case = only_case(store)
    draft = Draft(case=case, tab=DraftTab.REPLY, text="お世話になっております")
    assert store.drafts.save(SATO.person, draft).drafts
    note = Draft(case=case, tab=DraftTab.NOTE, text="社内")
    store.drafts.save(SATO.person, note)
    assert store.drafts.load(SATO.person, case, DraftTab.REPLY).text == draft.text
    assert store.drafts.load(SATO.person, case, DraftTab.NOTE).text == "社内"
    assert store.drafts.load(SUZUKI.person, case, DraftTab.REPLY) is None
    assert [store.reads.rows([case], who.person)[0].draft for who in (SATO, SUZUKI)] == [
        True,
        False,
    ]
    store.drafts.discard(SATO.person, case, DraftTab.REPLY)
    assert [d.tab for d in store.drafts.all(SATO.person)] == [DraftTab.NOTE]


def test_unknown_and_merged_cases_have_no_row(store: Store, world: World) -> None:
    world.mail("a", subject="一")
    world.mail("b", "other@firm.example", subject="二")
    gone = world.case("b").id
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    confirm(store, world.log)
    assert store.reads.rows([CaseId("none"), gone], SATO.person) == []
    assert store.reads.detail(CaseId("none"), SATO.person) is None
    assert store.reads.timeline(CaseId("none"), SATO.person) == ()
    assert store.reads.case_by_number(2) == world.case("a").id


def test_overdue_escalations_come_first(store: Store, world: World, clock: HandClock) -> None:
    for key in ("a", "b"):
        world.mail(key, f"{key}@firm.example", subject=key)
    world.escalate(SATO, "a", EscalationKind.INSTRUCT)  # 60 minutes by its level
    wanted = world.now + timedelta(minutes=30)
    later = replace(form(EscalationKind.CHECK, to=TANAKA), wanted_by=wanted)
    world.do(SUZUKI, Escalated(form=later, token="T2"), on="b")
    confirm(store, world.log)
    clock.move(minutes=(world.now - clock.now()).total_seconds() // 60 + 45)
    first, second = store.reads.overdue()
    assert (first.subject, first.overdue, first.due) == ("b", True, wanted)
    assert (first.addressee, second.addressee) == ("田中", "佐藤課長")
    assert (second.subject, second.overdue, second.level) == ("a", False, 3)
    [row] = store.reads.rows([world.case("a").id], SATO.person)
    assert row.escalation_kind is EscalationKind.INSTRUCT
    assert row.escalation_due == second.due
    assert row.case.status is CaseStatus.ESCALATED
    assert store.reads.case_ids(CaseQuery(view=View.ASKED_OF_ME), TANAKA.person) == [first.case]
    detail = store.reads.detail(first.case, SATO.person)
    assert [one.id for one in detail.escalations] == [first.escalation]


def test_rule_21_what_was_refused_is_kept_with_its_words_until_put_away(
    store: Store, world: World
) -> None:
    world.mail("a")
    world.escalate(SATO, "a", EscalationKind.CHECK)
    world.do(SATO, Closed(), on="a")  # refused: nobody wrote anything, but somebody wanted it
    world.escalate(SUZUKI, "a", EscalationKind.CHECK)
    confirm(store, world.log)
    [closing] = store.reads.not_applied(SATO.person)
    assert (closing.event.body, closing.text) == (Closed(), "")
    [request] = store.reads.not_applied(SUZUKI.person)
    assert request.text == "返金してよいですか"
    assert request.case == world.case("a").id
    assert store.reads.counts(SUZUKI.person).views[View.REFUSED] == 1
    store.marks.dismiss(request.event.id)
    assert store.reads.not_applied(SUZUKI.person) == ()
    assert store.reads.counts(SUZUKI.person).views[View.REFUSED] == 0


def test_rule_21_a_promise_that_came_too_late_is_told_with_its_words(
    store: Store, world: World
) -> None:
    world.mail("a")
    world.do(SATO, Closed(), on="a")
    promised = Promised(at=world.now + timedelta(hours=2), text="折り返しお電話する")
    world.do(SUZUKI, promised, on="a")  # made offline, before the other desk closed it
    confirm(store, world.log)
    [refused] = store.reads.not_applied(SUZUKI.person)
    assert (refused.event.body, refused.text) == (promised, "折り返しお電話する")


def test_a_wish_that_somebody_else_fulfilled_is_no_news(store: Store, world: World) -> None:
    world.mail("a")
    for seat in (SATO, SUZUKI):
        world.do(seat, Assigned(person=SATO.person), on="a")
    confirm(store, world.log)
    assert store.reads.not_applied(SUZUKI.person) == ()
    assert store.reads.counts(SUZUKI.person).views[View.REFUSED] == 0


def test_members_with_presence_and_load(store: Store, world: World) -> None:
    for key in ("a", "b"):
        world.mail(key, f"{key}@firm.example", subject=key)
        world.do(SATO, Assigned(person=SATO.person), on=key)
    confirm(store, world.log)
    rows = store.reads.members()
    assert [row.member.id for row in rows] == ["tanaka", "sato", "suzuki", "novice"]
    assert [row.open_cases for row in rows] == [0, 2, 0, 0]
    assert [label.name for label in store.reads.labels()] == ["至急", "返品"]
    assert store.reads.team().name == "サポート"
    assert store.reads.own_addresses() == {"support@shop.example"}


# -- search ------------------------------------------------------------------------------------


@pytest.fixture
def library(store: Store, world: World) -> dict[str, CaseId]:
    texts = {"a": "商品を返品したい。ｶﾒﾗが壊れました", "b": "請求書の件", "c": "Invoice no. 4711"}
    for key, text in texts.items():
        world.mail(key, f"{key}@firm.example", subject=f"件名{key}")
        store.mails.add_mails([stored(key, text=text)])
    call = PhoneLogged(
        incoming=True, reached=True, with_whom="森様", text="折り返し希望", number="03-1234-5678"
    )
    world.do(SATO, call, on="b")
    world.do(SATO, NoteAdded(text="倉庫に確認"), on="c")
    confirm(store, world.log)
    return {key: world.case(key).id for key in texts}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("返品", "a"),
        ("カメラ", "a"),
        ("かめら", "a"),
        ("求", "b"),
        ("INVOICE", "c"),
        ("invoice 4711", "c"),
        ("invoice 返品", ""),
        ("折り返し", "b"),
        ("0312345678", "b"),
        ("03-1234-5678", "b"),
        ("倉庫", "c"),
        ("a@firm.example", "a"),
        ("件名", "abc"),
        ("#2", "b"),
        ("存在しない", ""),
        ('"', "abc"),  # nothing is asked yet
        ("NEAR( AND * OR", ""),
    ],
)
def test_search(store: Store, library: dict[str, CaseId], text: str, found: str) -> None:
    query = CaseQuery(text=text, sort=Sort.NUMBER)
    assert store.reads.case_ids(query, SATO.person) == [library[key] for key in reversed(found)]


def test_search_within_a_view(store: Store, library: dict[str, CaseId], world: World) -> None:
    query = CaseQuery(text="件名", view=View.DONE)
    assert store.reads.case_ids(query, SATO.person) == []
    query = CaseQuery(text="件名", sort=Sort.NEWEST, limit=2)
    assert store.reads.case_ids(query, SATO.person) == [library["b"], library["c"]]


def test_contact_cases(store: Store, library: dict[str, CaseId]) -> None:
    assert store.reads.contact_cases("B@firm.example") == [library["b"]]
    assert store.reads.detail(library["b"], SATO.person).contact_cases == 1


def test_reading_while_another_thread_folds(store: Store, world: World) -> None:
    """Readers see one snapshot, before or after, never between."""
    world.mail("a")
    confirm(store, world.log)
    case = only_case(store)
    with store.reads.state() as state:
        assert state.team() is not None  # the first look-up takes the snapshot
        uid = world.head.uid
        world.do(SATO, Assigned(person=SATO.person), on="a")
        world.do(SATO, Claimed(), on="a")
        confirm(store, world.log[uid:])
        assert state.case(case).assignee is None
    assert store.reads.rows([case], SATO.person)[0].case.assignee == SATO.person


def test_a_store_takes_one_page_of_nothing(store: Store) -> None:
    before = store.replica.cursor()
    store.replica.confirm(Page(after=before, uid=7))
    assert store.replica.cursor().uid == 7
    assert store.replica.cursor().chain == before.chain
