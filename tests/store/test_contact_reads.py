"""The page of a contact and the history over all their cases (S25, S67)."""

import pytest

from mailroom.domain.events import Closed, Event, NoteAdded, PhoneLogged
from mailroom.domain.policies.contact_events import (
    ContactDescribed,
    ContactNoted,
    ContactSet,
    ContactsJoined,
    ContactsParted,
)
from mailroom.domain.policies.contacts import Contact, ContactFlag
from mailroom.domain.query import Standing
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.words import BLANK
from mailroom.ids import EventId, MailKey
from mailroom.store.store import Store
from tests.fakes.hand_clock import HandClock
from tests.store.test_fold import confirm
from tests.unit.domain.world import SATO, SUPPORT, SUZUKI, TANAKA, World

OFFICE, HOME = "taro@yamada.example", "taro@home.example"


@pytest.fixture
def world() -> World:
    """Taro writes from two addresses, his colleague once; one of his cases is done."""
    made = World.founded()
    made.mail("done", OFFICE, subject="請求書")
    made.do(SATO, Closed(), on="done")
    made.mail("first", OFFICE, subject="返品")
    made.mail("other", "hanako@yamada.example", subject="見積")
    made.mail("second", HOME, subject="交換")
    return made


def cases(world: World, *keys: str) -> tuple[str, ...]:
    return tuple(world.case(key).id for key in keys)


def test_all_cases_of_a_person_open_ones_first(store: Store, world: World) -> None:
    joined = world.do(SATO, ContactsJoined(one=HOME, other=OFFICE))
    confirm(store, world.log)

    page = store.contacts.page("Taro@Yamada.example")

    assert page.cases == cases(world, "second", "first", "done")
    assert (page.open_cases, page.mails) == (2, 3)
    assert [(one.addr, one.mails, one.join) for one in page.addresses] == [
        (OFFICE, 2, None),
        (HOME, 1, joined),
    ]
    assert page.last_at == world.case("second").last_at
    assert store.contacts.addresses(HOME) == (HOME, OFFICE)
    assert set(store.reads.contact_cases(HOME)) == set(page.cases)
    assert store.reads.detail(world.case("second").id, SATO.person).contact_cases == 3


def test_parting_the_addresses_parts_their_cases(store: Store, world: World) -> None:
    joined = world.do(SATO, ContactsJoined(one=HOME, other=OFFICE))
    world.do(SATO, ContactsParted(join=joined))
    confirm(store, world.log)
    assert store.contacts.page(HOME).cases == cases(world, "second")


def test_everybody_of_the_company_beside_the_person(store: Store, world: World) -> None:
    world.mail("public", "x@gmail.com")
    confirm(store, world.log)
    page = store.contacts.page(OFFICE)
    assert page.company == "yamada.example"
    assert page.company_cases == cases(world, "other")
    assert store.contacts.page("x@gmail.com").company is None


def test_a_case_that_our_own_mail_opened_is_theirs_too(store: Store, world: World) -> None:
    world.mail("ours", SUPPORT, out=True, to=(HOME,), subject="ご案内")
    world.mail("boss", SUPPORT, out=True, to=("boss@us.example",), tags=("esc:ABC",))
    confirm(store, world.log)
    assert store.contacts.page(HOME).cases == cases(world, "ours", "second")
    assert store.contacts.page("boss@us.example").cases == ()


def test_notes_of_everybody_the_latest_first(store: Store, world: World, clock: HandClock) -> None:
    world.do(SATO, ContactNoted(key=OFFICE, text="電話は午後に"))
    world.do(SUZUKI, ContactNoted(key="@yamada.example", text="月末締め"))
    world.do(SUZUKI, ContactNoted(key=HOME, text="別の人の話"))
    confirm(store, world.log)
    asked = Event(
        id=EventId("asked"),
        by=TANAKA.person,
        desk=TANAKA.desk,
        body=ContactNoted(key=OFFICE, text="今日も電話"),
        made_at=clock.now(),
    )
    store.replica.append_pending([asked])

    found = store.contacts.page(OFFICE).remarks

    assert {one.text for one in found} == {"電話は午後に", "月末締め", "今日も電話"}
    by_text = {one.text: one for one in found}
    assert by_text["電話は午後に"].by_name == "sato"
    assert by_text["今日も電話"].standing is Standing.ASKED
    assert by_text["月末締め"].at > by_text["電話は午後に"].at
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)


def test_a_note_that_was_blanked_says_so(store: Store, world: World) -> None:
    noted = world.do(SATO, ContactNoted(key=OFFICE, text="秘密"))
    world.do(SATO, Redacted(event=noted, reason="消去の依頼"))
    confirm(store, world.log)
    assert [one.text for one in store.contacts.page(OFFICE).remarks] == [BLANK]


def test_who_it_is_and_the_numbers_that_were_seen(store: Store, world: World) -> None:
    call = PhoneLogged(
        incoming=True, reached=True, with_whom="太郎", text="", number="03-1111-2222"
    )
    world.do(SATO, call, on="done")
    world.do(SATO, call, on="first")
    world.do(SUZUKI, ContactDescribed(key=HOME, name="山田太郎", phone="090-1"))
    world.do(SATO, ContactsJoined(one=HOME, other=OFFICE))
    world.do(TANAKA, ContactSet(contact=Contact(key=OFFICE, flag=ContactFlag.IMPORTANT)))
    confirm(store, world.log)

    page = store.contacts.page(OFFICE)

    assert page.name == "山田太郎"
    assert page.numbers == ("090-1", "03-1111-2222")
    assert page.handling.flag is ContactFlag.IMPORTANT
    assert store.contacts.page(HOME).handling.flag is ContactFlag.IMPORTANT


def test_S67_one_history_over_all_cases(store: Store, world: World) -> None:
    world.do(SATO, ContactsJoined(one=HOME, other=OFFICE))
    world.do(SATO, NoteAdded(text="確認中"), on="first")
    confirm(store, world.log)

    found = store.contacts.history(OFFICE, SATO.person)

    numbers = {one.number for one in found}
    assert numbers == {world.case(key).number for key in ("done", "first", "second")}
    assert [one.item.at for one in found] == sorted((one.item.at for one in found), reverse=True)
    mails = [one.item.mail.facts.key for one in found if one.item.mail is not None]
    assert mails == [MailKey("second"), MailKey("first"), MailKey("done")]
    assert any(
        one.item.event is not None and isinstance(one.item.event.body, NoteAdded) for one in found
    )


def test_an_address_nobody_knows_has_an_empty_page(store: Store, world: World) -> None:
    confirm(store, world.log)
    page = store.contacts.page("nobody@nowhere.example")
    assert (page.cases, page.mails, page.last_at, page.name) == ((), 0, None, "")


def test_the_address_book_has_everybody_the_latest_first(store: Store, world: World) -> None:
    world.do(SATO, ContactDescribed(key=HOME, name="山田 太郎", company="山田商店"))
    confirm(store, world.log)

    found = store.address_book.outsiders()

    assert [one.address.addr for one in found] == [HOME, "hanako@yamada.example", OFFICE]
    assert (found[0].address.name, found[0].company) == ("山田 太郎", "山田商店")
    assert not {one.address.addr for one in found} & store.own_addresses()
