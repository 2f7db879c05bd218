"""Contacts: who somebody is, notes about them, several addresses of one person (S25)."""

import pytest

from mailroom.domain.events import MailboxAdded
from mailroom.domain.people import Mailbox
from mailroom.domain.policies.contact_events import (
    ContactDescribed,
    ContactNoted,
    ContactSet,
    ContactsJoined,
    ContactsParted,
    contact_anchor,
)
from mailroom.domain.policies.contacts import (
    MOST_ADDRESSES,
    Contact,
    ContactFlag,
    addresses_of,
    contact_of,
)
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.undo import compensation
from mailroom.domain.verdicts import Reason
from mailroom.domain.words import BLANK
from mailroom.ids import EventId, MailboxId
from tests.unit.domain.world import SATO, TANAKA, World

OFFICE, HOME, PHONE = "yamada@shop.example", "taro@home.example", "taro@phone.example"


@pytest.fixture
def world() -> World:
    return World.founded()


def join(world: World, one: str, other: str) -> EventId:
    return world.do(SATO, ContactsJoined(one=one, other=other))


def careful(key: str) -> ContactSet:
    return ContactSet(contact=Contact(key=key, flag=ContactFlag.CAREFUL, handling="慎重に"))


def test_joined_addresses_are_one_person_from_either_side(world: World) -> None:
    join(world, OFFICE, HOME)
    join(world, PHONE, HOME)

    everything = tuple(sorted((OFFICE, HOME, PHONE)))
    assert {addresses_of(world.state, one) for one in everything} == {everything}


def test_undoing_a_joining_parts_what_it_brought_together_and_no_more(world: World) -> None:
    join(world, OFFICE, HOME)
    bridge = join(world, HOME, "a@one.example")
    join(world, "a@one.example", "b@one.example")

    world.do(SATO, ContactsParted(join=bridge))

    assert addresses_of(world.state, OFFICE) == (HOME, OFFICE)
    assert addresses_of(world.state, "b@one.example") == ("a@one.example", "b@one.example")


def test_a_joining_is_undone_once(world: World) -> None:
    join(world, OFFICE, HOME)
    event = world.state.entry(join(world, HOME, PHONE)).event
    anchor, body = compensation(world.state, event)
    world.do(SATO, body)
    assert anchor is None
    assert addresses_of(world.state, PHONE) == (PHONE,)

    world.do(SATO, body)

    assert world.reason is Reason.NOT_STANDING


@pytest.mark.parametrize("other", [OFFICE, HOME])
def test_who_is_joined_already_is_not_joined_again(world: World, other: str) -> None:
    join(world, OFFICE, HOME)
    join(world, OFFICE, other)
    assert world.reason is Reason.ALREADY


@pytest.mark.parametrize(
    "other", ["@home.example", "nobody", "", "X@home.example", "info@us.example"]
)
def test_only_addresses_of_outsiders_are_joined(world: World, other: str) -> None:
    world.do(TANAKA, MailboxAdded(mailbox=Mailbox(id=MailboxId("m9"), address="Info@us.example")))
    join(world, OFFICE, other)
    assert world.reason is Reason.INVALID


def test_nobody_has_more_addresses_than_a_walk_may_take(world: World) -> None:
    for number in range(MOST_ADDRESSES):
        join(world, OFFICE, f"{number}@x.example")
    assert world.reason is Reason.INVALID
    assert len(addresses_of(world.state, OFFICE)) == MOST_ADDRESSES


def test_S25_a_handling_holds_for_all_addresses_of_the_person(world: World) -> None:
    world.do(TANAKA, careful(OFFICE))
    join(world, HOME, OFFICE)
    assert contact_of(world.state, HOME).handling == "慎重に"


def test_S25_joining_and_describing_are_no_exception_from_the_domain(world: World) -> None:
    world.do(TANAKA, careful("@shop.example"))
    world.do(SATO, ContactDescribed(key=OFFICE, name="山田"))
    join(world, OFFICE, HOME)
    assert contact_of(world.state, OFFICE).flag is ContactFlag.CAREFUL


def test_what_was_said_of_an_address_comes_back_when_it_is_parted(world: World) -> None:
    world.do(TANAKA, careful(OFFICE))
    world.do(TANAKA, ContactSet(contact=Contact(key=HOME, handling="すぐに")))
    joined = join(world, OFFICE, HOME)
    assert contact_of(world.state, HOME).handling == "すぐに"
    world.do(SATO, ContactsParted(join=joined))
    assert contact_of(world.state, OFFICE).handling == "慎重に"
    assert contact_of(world.state, HOME).handling == "すぐに"


def test_a_handling_leaves_name_and_addresses_as_they_were(world: World) -> None:
    world.do(SATO, ContactDescribed(key=OFFICE, name="山田", company="山田商店", phone="03-1"))
    join(world, OFFICE, HOME)
    world.do(TANAKA, ContactSet(contact=Contact(key=OFFICE, name="x", phone="9")))
    row = world.state.contact(OFFICE)
    assert (row.name, row.company, row.phone) == ("山田", "山田商店", "03-1")
    assert addresses_of(world.state, OFFICE) == (HOME, OFFICE)


def test_a_note_is_kept_under_the_contact(world: World) -> None:
    noted = world.do(SATO, ContactNoted(key=OFFICE, text="電話は午後に"))
    assert world.state.entry(noted).anchor == contact_anchor(OFFICE)
    world.do(SATO, ContactNoted(key=OFFICE, text=""))
    assert world.reason is Reason.INVALID


def test_the_words_about_a_contact_can_be_blanked(world: World) -> None:
    described = world.do(SATO, ContactDescribed(key=OFFICE, name="山田", phone="03-1"))
    noted = world.do(SATO, ContactNoted(key=OFFICE, text="電話は午後に"))
    for event in (described, noted):
        world.do(SATO, Redacted(event=event, reason="退会"))
    row = world.state.contact(OFFICE)
    assert (row.name, row.company, row.phone) == (BLANK, "", BLANK)
    assert world.state.entry(noted).event.body.text == BLANK


def test_blanking_what_was_said_before_keeps_what_was_said_since(world: World) -> None:
    before = world.do(SATO, ContactDescribed(key=OFFICE, name="山田", phone="03-1"))
    world.do(SATO, ContactDescribed(key=OFFICE, name="山田太郎", phone="03-1"))
    world.do(SATO, Redacted(event=before, reason="誤記"))
    row = world.state.contact(OFFICE)
    assert (row.name, row.phone) == ("山田太郎", BLANK)
