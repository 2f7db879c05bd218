"""Drafts that somebody shows to the team on purpose (rule 37)."""

import pytest

from mailroom.domain import commands as c
from mailroom.domain.dict_state import DictState
from mailroom.domain.events import (
    Closed,
    DraftShared,
    DraftWithdrawn,
    MailMoved,
    Merged,
    Reopened,
    SendDone,
    SentUnchecked,
    Split,
    Unmerged,
)
from mailroom.domain.people import Address, Seat
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.records.record import canonical
from mailroom.domain.rules import decide
from mailroom.domain.sends.approval import Proposal
from mailroom.domain.verdicts import Reason
from mailroom.domain.words import BLANK
from mailroom.ids import EventId, MailKey
from tests.unit.domain.world import CUSTOMER, MORNING, NOVICE, SATO, SUZUKI, TANAKA, World

R1 = "<r1@shop>"


@pytest.fixture
def world() -> World:
    made = World.founded()
    made.mail("a")
    return made


def mail(text: str = "本日お送りします。", answers: str | None = None) -> Proposal:
    key = None if answers is None else MailKey(answers)
    return Proposal(to=(Address(addr=CUSTOMER),), text=text, answers=key)


def share(
    world: World, seat: Seat = SATO, on: str = "a", text: str = "本日お送りします。"
) -> EventId:
    return world.do(seat, DraftShared(draft=mail(text)), on=on)


def standing(world: World, on: str = "a") -> list[EventId]:
    return [one.event for one in world.case(on).shared]


@pytest.mark.parametrize("seat", [SATO, NOVICE, TANAKA])
def test_rule_37_anybody_may_show_a_draft(world: World, seat: Seat) -> None:
    named = share(world, seat)
    [row] = world.case("a").shared
    assert (row.event, row.by, row.anchor) == (named, seat.person, "a")


def test_rule_37_a_draft_is_never_too_late(world: World) -> None:
    basis = world.head
    world.mail("b", answers=("a",))
    world.do(SATO, DraftShared(draft=mail()), on="a", basis=basis)
    assert world.reason is None


def test_rule_37_nothing_is_no_draft(world: World) -> None:
    share(world, text="")
    assert world.reason is Reason.INVALID
    assert standing(world) == []


def test_rule_37_a_later_draft_replaces_only_those_of_its_author(world: World) -> None:
    share(world, SATO)
    theirs = share(world, SUZUKI)
    again = share(world, SATO, text="明日お送りします。")
    assert standing(world) == [theirs, again]


def test_rule_37_its_author_or_a_lead_takes_it_back(world: World) -> None:
    named = share(world)
    world.do(SUZUKI, DraftWithdrawn(shared=named), on="a")
    assert (world.reason, world.verdict.who) == (Reason.NOT_LEAD, SATO.person)
    world.do(SATO, DraftWithdrawn(shared=named), on="a")
    assert standing(world) == []
    world.do(SATO, DraftWithdrawn(shared=named), on="a")
    assert world.reason is Reason.NOT_STANDING
    second = share(world)
    world.do(TANAKA, DraftWithdrawn(shared=second), on="a")
    assert standing(world) == []


def test_rule_37_what_was_never_shared_cannot_be_taken_back(world: World) -> None:
    world.do(TANAKA, DraftWithdrawn(shared=EventId("nothing")), on="a")
    assert world.reason is Reason.NOT_STANDING


def test_rule_37_an_answer_ends_the_drafts_that_were_there_when_it_was_written(
    world: World,
) -> None:
    share(world, SUZUKI)
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    later = share(world, NOVICE)
    world.do(SATO, SendDone(message_id=R1), on="a")
    assert standing(world) == [later]


def test_rule_37_an_interim_mail_ends_none(world: World) -> None:
    named = share(world, SUZUKI)
    world.begin(SATO, "a", R1, world.claim(SATO, "a"), interim=True)
    world.do(SATO, SendDone(message_id=R1), on="a")
    assert standing(world) == [named]


def test_rule_37_an_answer_sent_unchecked_ends_what_its_author_had_seen(world: World) -> None:
    share(world, SUZUKI)
    basis = world.head
    later = share(world, NOVICE)
    world.do(SATO, SentUnchecked(message_id=R1, to=()), on="a", basis=basis)
    assert standing(world) == [later]


def test_rule_37_done_ends_them_and_reopening_brings_none_back(world: World) -> None:
    share(world)
    done = world.do(SUZUKI, Closed(), on="a")
    assert standing(world) == []
    world.do(SUZUKI, Reopened(undoes=done), on="a")
    assert standing(world) == []


def test_rule_37_a_merge_keeps_both_and_its_undo_parts_them(world: World) -> None:
    world.mail("x", "sato@example.org")
    one, other = share(world, SATO, "a"), share(world, SATO, "x")
    merge = world.do(SUZUKI, Merged(other=MailKey("x")), on="a")
    assert standing(world) == [one, other]
    mine = share(world, SUZUKI, "x")
    world.do(SUZUKI, Unmerged(merge=merge), on="a")
    assert world.reason is None
    assert standing(world, "a") == [one]
    assert standing(world, "x") == [other, mine]


def test_rule_37_a_draft_goes_with_the_mail_that_it_answers(world: World) -> None:
    world.mail("b", answers=("a",))
    one, other = share(world, SATO, "a"), share(world, SUZUKI, "b")
    world.do(TANAKA, Split(mails=(MailKey("b"),)), on="a")
    assert (standing(world, "a"), standing(world, "b")) == ([one], [other])
    world.mail("c", answers=("b",))
    third = share(world, NOVICE, "c")
    world.do(TANAKA, MailMoved(mail=MailKey("c"), to=MailKey("a")), on="b")
    assert (standing(world, "a"), standing(world, "b")) == ([one, third], [other])
    world.do(NOVICE, DraftWithdrawn(shared=third), on="b")
    assert standing(world, "a") == [one]


def test_rule_37_the_command_names_the_mail_that_is_answered(world: World) -> None:
    world.mail("b", answers=("a",))
    world.mail("x", "sato@example.org")
    case = world.case("a").id
    named = {
        answers: decide(
            world.state, c.ShareDraft(case=case, draft=mail(answers=answers)), SATO, MORNING
        )[0].anchor
        for answers in ("b", "x", None)
    }
    assert named == {"b": "b", "x": "a", None: "a"}


def test_rule_37_its_words_can_be_blanked(world: World) -> None:
    named = share(world, text="山田様は入院中")
    world.do(TANAKA, Redacted(event=named, reason="本人の求め"))
    assert isinstance(world.state, DictState)
    assert "入院中" not in "".join(canonical(row) for row in world.state.rows())
    entry = world.state.entry(named)
    assert entry is not None
    assert entry.event.body.draft.text == BLANK  # type: ignore[union-attr]
