"""Rules 25-27: which mails lie in one case, and who may join it."""

from datetime import timedelta

import pytest

from mailroom.domain.events import (
    Closed,
    MailMoved,
    Merged,
    NoteAdded,
    Split,
)
from mailroom.domain.mails import Automatic, JoinReason
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailKey
from tests.unit.domain.world import CUSTOMER, MORNING, SATO, SUPPORT, World

FRIEND = "hanako@yahoo.co.jp"


@pytest.fixture
def world() -> World:
    return World.founded()


def reason(world: World, key: str) -> JoinReason:
    place = world.state.mail(MailKey(key))
    assert place is not None
    return place.reason


def test_rule_25_ids_join_and_say_why(world: World) -> None:
    world.mail("a")
    world.mail("b", answers=("a",))
    world.mail("c", references=("a", "gone"))
    world.mail("d", answers=("gone",))
    assert len({world.case(key).id for key in "abcd"}) == 1
    assert [reason(world, key) for key in "abcd"] == [
        JoinReason.OPENED,
        JoinReason.IN_REPLY_TO,
        JoinReason.REFERENCES,
        JoinReason.COMMON_ANCESTOR,
    ]


def test_rule_25_a_late_parent_joins_its_children_silently(world: World) -> None:
    world.mail("b", answers=("a",))
    world.mail("c", answers=("x",))
    first = world.case("b")
    second = world.case("c")
    assert first.id != second.id
    world.mail("a", references=("x",))
    merged = world.case("a")
    assert merged.id == first.id == world.case("c").id
    assert world.state.case(second.id).merged_into == merged.id
    assert merged.mail_count == 3


def test_rule_25_without_headers_the_subject_finds_the_only_case(world: World) -> None:
    world.mail("a", subject="見積")
    world.mail("other", FRIEND, subject="見積")
    assert world.mail("b", subject="Re: 見積").id == world.case("a").id
    assert reason(world, "b") is JoinReason.SUBJECT


@pytest.mark.parametrize(
    "second",
    [
        {"subject": "見積"},  # no reply mark: by subject alone never
        {"subject": "Re: 見積", "sender": FRIEND},  # takes no part
        {"subject": "Re: 見積", "days": 31},
        {"subject": "Re: 見積", "automatic": Automatic.LIST},
    ],
)
def test_rule_25_by_subject_alone_never(world: World, second: dict) -> None:
    world.mail("a", subject="見積")
    world.wait(days=second.pop("days", 1))
    assert world.mail("b", **second).id != world.case("a").id


@pytest.mark.parametrize("number", range(8))  # whichever key is the lower
def test_rule_25_an_answer_of_the_same_second_is_an_answer(world: World, number: int) -> None:
    world.mail(f"m{number}", sent_at=MORNING)
    world.mail(f"a{number}", subject="Re: 返品について", sent_at=MORNING)
    assert reason(world, f"a{number}") is JoinReason.SUBJECT


@pytest.mark.parametrize("number", range(8))
def test_rule_25_a_case_is_called_by_its_question_however_soon_it_was_answered(
    world: World, number: int
) -> None:
    world.mail(f"m{number}", sent_at=MORNING)
    answered = world.mail(
        f"a{number}",
        subject="Re: 返品について",
        out=True,
        to=(CUSTOMER,),
        answers=(f"m{number}",),
        sent_at=MORNING + timedelta(seconds=1),
        arrived_at=MORNING,
    )
    assert (answered.subject, answered.waiting_since) == ("返品について", None)


def test_rule_25_two_candidates_are_none_and_a_late_one_parts_them(world: World) -> None:
    world.mail("a", subject="見積", sent_at=MORNING)
    world.mail("b", subject="Re: 見積", sent_at=MORNING + timedelta(days=3))
    assert world.case("b").id == world.case("a").id
    world.mail("late", subject="見積", sent_at=MORNING + timedelta(days=1))
    assert len({world.case(key).id for key in ("a", "b", "late")}) == 3


def test_rule_25_our_tag_counts_if_the_sender_takes_part(world: World) -> None:
    case = world.mail("a")
    world.reply(SATO, "a")
    tag = (f"case:{case.id}",)
    assert world.mail("b", subject="質問", tags=tag).id == case.id
    assert reason(world, "b") is JoinReason.OUR_TAG
    assert world.mail("c", FRIEND, subject="質問", tags=tag).id != case.id
    assert world.mail("d", subject="質問 2", tags=(f"number:{case.number}",)).id == case.id


def test_rule_25_a_mail_joins_through_any_id_it_names(world: World) -> None:
    world.mail("a")
    assert world.mail("b", references=("gone", "a", "gone too")).id == world.case("a").id
    assert world.mail("c", references=("gone too",)).id == world.case("a").id


def test_rule_25_usable_reply_headers_go_before_the_subject(world: World) -> None:
    world.mail("a", subject="見積")
    world.mail("b", FRIEND, subject="別件", to=(SUPPORT, CUSTOMER))
    assert world.mail("c", subject="Re: 見積", answers=("b",)).id == world.case("b").id


@pytest.mark.parametrize(("days", "same"), [(30, True), (31, False)])
def test_rule_25_the_subject_counts_for_thirty_days(world: World, days: int, same: bool) -> None:
    world.mail("a", subject="見積", sent_at=MORNING)
    world.mail("b", subject="Re: 見積", sent_at=MORNING + timedelta(days=days))
    assert (world.case("a").id == world.case("b").id) is same


def test_rule_25_every_mail_says_why_it_lies_there(world: World) -> None:
    world.mail("a")
    world.mail("b", answers=("a",))
    place = world.state.mail(MailKey("b"))
    assert (place.reason, place.via) == (JoinReason.IN_REPLY_TO, "a")
    world.do(SATO, Split(mails=(MailKey("b"),)), on="a")
    place = world.state.mail(MailKey("b"))
    assert (place.reason, place.threaded) == (JoinReason.SPLIT, JoinReason.IN_REPLY_TO)


def test_rule_25_a_tag_of_a_case_that_was_merged_away_finds_the_survivor(world: World) -> None:
    world.mail("a")
    old = world.mail("b", subject="別件")
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    tags = (f"case:{old.id}", f"number:{old.number}")
    for key, tag in zip("cd", tags, strict=True):
        assert world.mail(key, subject=f"質問 {key}", tags=(tag,)).id == world.case("a").id


def test_rule_26_a_late_mail_joins_the_nearest_known_ancestor(world: World) -> None:
    world.mail("a")
    world.mail("b", subject="別件")
    world.do(SATO, NoteAdded(text="x"), on="a")
    world.do(SATO, NoteAdded(text="x"), on="b")
    assert world.mail("c", references=("a", "b")).id == world.case("b").id
    assert world.case("a").related == (world.case("b").id,)
    assert world.mail("d", answers=("a",), references=("a", "b")).id == world.case("a").id


def test_rule_26_touched_cases_are_never_merged_by_a_mail(world: World) -> None:
    world.mail("b", answers=("a",))
    world.mail("c", answers=("x",))
    for key in "bc":
        world.do(SATO, NoteAdded(text="x"), on=key)
    world.mail("a", references=("x",))
    assert world.case("b").id != world.case("c").id
    assert world.case("c").id in world.case("b").related
    assert world.case("a").id in {world.case("b").id, world.case("c").id}


def test_rule_26_an_untouched_case_follows_into_a_touched_one(world: World) -> None:
    world.mail("a")
    world.do(SATO, NoteAdded(text="x"), on="a")
    world.mail("c", answers=("b",))
    untouched = world.case("c").id
    shown = world.head
    assert world.mail("b", answers=("a",)).id == world.case("a").id
    assert world.case("c").id == world.case("a").id
    assert world.state.case(untouched).merged_into == world.case("a").id
    world.do(SATO, Closed(), on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED


def test_rule_26_unknown_ids_are_phantoms_of_the_case(world: World) -> None:
    world.mail("a", references=("phantom",))
    world.do(SATO, NoteAdded(text="x"), on="a")
    assert world.mail("b", answers=("phantom",)).id == world.case("a").id
    assert reason(world, "b") is JoinReason.COMMON_ANCESTOR
    assert world.mail("phantom").id == world.case("a").id
    assert reason(world, "phantom") is JoinReason.NAMED


def test_rule_26_in_reply_to_goes_before_references_and_the_last_before_the_first(
    world: World,
) -> None:
    for key in "abc":
        world.mail(key, subject=key)
        world.do(SATO, NoteAdded(text="x"), on=key)
    assert world.mail("d", answers=("a",), references=("b", "c")).id == world.case("a").id
    assert world.mail("e", references=("a", "c", "b")).id == world.case("b").id
    assert world.mail("f", references=("gone", "c", "gone too")).id == world.case("c").id


@pytest.mark.parametrize("first", ["direct", "distant"])
def test_rule_26_a_late_parent_of_two_touched_cases_joins_the_nearest(
    world: World, first: str
) -> None:
    names: dict[str, dict] = {
        "direct": {"sender": FRIEND, "answers": ("parent",)},
        "distant": {"references": ("parent", "gone")},
    }
    for key in (first, *(names.keys() - {first})):
        world.mail(key, subject=key, **names[key])
        world.do(SATO, NoteAdded(text="x"), on=key)
    direct, distant = world.case("direct").id, world.case("distant").id
    assert direct != distant
    world.mail("parent", to=(SUPPORT, FRIEND), subject="親")
    assert (world.case("direct").id, world.case("distant").id) == (direct, distant)
    assert world.case("parent").id == direct
    assert distant in world.case("direct").related
    assert direct in world.case("distant").related


def test_rule_26_the_first_human_event_makes_order_decide(world: World) -> None:
    world.mail("b", answers=("x",), subject="1")
    world.mail("c", answers=("y",), subject="2")
    world.do(SATO, NoteAdded(text="x"), on="b")
    world.mail("a", references=("x", "y"), subject="3")
    assert len({world.case(key).id for key in "abc"}) == 1  # one of two was untouched
    assert world.case("c").touched


def test_rule_27_forged_references_open_a_related_case(world: World) -> None:
    world.mail("a", subject="秘密")
    stranger = world.mail("b", FRIEND, answers=("a",))
    assert stranger.id != world.case("a").id
    assert stranger.related == (world.case("a").id,)
    assert world.case("a").related == (stranger.id,)
    world.do(SATO, MailMoved(mail=MailKey("b"), to=MailKey("a")), on="b")
    assert world.reason is Reason.INVALID  # the only mail of its case: that is a merge


def test_rule_27_a_colleague_of_the_customer_may_answer(world: World) -> None:
    world.mail("a", "taro@firm.example")
    assert world.mail("b", "jiro@firm.example", answers=("a",)).id == world.case("a").id
    world.mail("c", "taro@gmail.com", subject="別件")
    assert world.mail("d", "jiro@gmail.com", answers=("c",)).id != world.case("c").id


def test_rule_27_who_was_in_copy_takes_part(world: World) -> None:
    world.mail("a", to=(SUPPORT, FRIEND))
    assert world.mail("b", FRIEND, answers=("a",)).id == world.case("a").id


def test_rule_27_who_knows_an_id_of_ours_got_our_mail(world: World) -> None:
    world.mail("a")
    world.reply(SATO, "a", "<unguessable@shop>")
    case = world.mail("b", FRIEND, answers=("unguessable@shop",))
    assert case.id == world.case("a").id


def test_rule_27_once_somebody_takes_part_their_earlier_mail_joins(world: World) -> None:
    world.mail("a")
    world.mail("b", FRIEND, answers=("a",))
    assert world.case("b").id != world.case("a").id
    world.mail("c", to=(SUPPORT, FRIEND), answers=("a",))
    assert world.case("b").id == world.case("a").id


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("taro@firm.example", "jiro@firm.example", True),
        ("taro@firm.example", "jiro@other.example", False),
        ("taro@gmail.com", "jiro@gmail.com", False),
        ("taro@docomo.ne.jp", "jiro@docomo.ne.jp", False),
        ("taro@yahoo.co.jp", "jiro@yahoo.co.jp", False),
        ("taro@qq.com", "jiro@qq.com", False),
        ("taro@firm.example", "jiro@mail.firm.example", False),
    ],
)
@pytest.mark.parametrize("touched", [True, False])
def test_rule_27_a_shared_domain_counts_unless_anybody_can_have_it(
    world: World, first: str, second: str, same: bool, touched: bool
) -> None:
    world.mail("a", first)
    if touched:
        world.do(SATO, NoteAdded(text="x"), on="a")
    world.mail("b", second, answers=("a",), subject="別件")
    assert (world.case("b").id == world.case("a").id) is same
    assert (world.case("a").id in world.case("b").related) is not same


def test_rule_27_a_guess_at_an_id_of_ours_proves_nothing(world: World) -> None:
    world.mail("a")
    world.reply(SATO, "a", "<unguessable@shop>")
    assert world.mail("b", FRIEND, answers=("guessed@shop",)).id != world.case("a").id


def test_rule_27_an_id_of_ours_counts_in_the_case_it_was_sent_in(world: World) -> None:
    world.mail("a")
    world.mail("c", "c@gmail.com", subject="別件")
    world.reply(SATO, "a", "<unguessable@shop>")
    case = world.mail("b", FRIEND, answers=("c",), references=("unguessable@shop",))
    assert case.id == world.case("a").id
    assert world.case("c").id in case.related


def test_rule_27_one_key_joins_a_related_case(world: World) -> None:
    world.mail("a", subject="秘密")
    stranger = world.mail("b", FRIEND, answers=("a",))
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    assert world.case("b").id == world.case("a").id
    assert stranger.id not in world.case("a").related


COLLEAGUE = "eigyo@shop.example"


def test_rule_25_outlook_tells_a_conversation_whose_headers_are_lost(world: World) -> None:
    world.mail("a", subject="見積", index="1")
    world.mail("b", subject="Re: 納期", index="1")
    assert world.case("b").id == world.case("a").id
    place = world.state.mail(MailKey("b"))
    assert (place.reason, place.via) == (JoinReason.THREAD_INDEX, "a")


@pytest.mark.parametrize(
    "second",
    [
        {"subject": "納期"},  # a new mail made from an old one: it says that it answers nothing
        {"subject": "Re: 納期", "sender": FRIEND},  # takes no part
        {"subject": "Re: 納期", "automatic": Automatic.LIST},
    ],
)
def test_rule_27_the_mark_of_outlook_alone_joins_nothing(world: World, second: dict) -> None:
    world.mail("a", subject="見積", index="1")
    assert world.mail("b", index="1", **second).id != world.case("a").id


def test_rule_25_ids_go_before_the_mark_of_outlook(world: World) -> None:
    world.mail("a", subject="見積", index="1")
    world.mail("b", subject="別件")
    assert world.mail("c", subject="Re: 別件", answers=("b",), index="1").id == world.case("b").id


def test_rule_25_two_conversations_with_one_mark_are_none(world: World) -> None:
    world.mail("a", subject="見積", index="1")
    world.mail("b", subject="請求", index="1")
    cases = {world.case("a").id, world.case("b").id}
    assert world.mail("c", subject="Re: 納期", index="1").id not in cases


@pytest.mark.parametrize("touched", [True, False])
def test_rule_25_what_was_answered_comes_late(world: World, touched: bool) -> None:
    world.mail("b", subject="Re: 納期", index="1", sent_at=MORNING)
    if touched:
        world.do(SATO, NoteAdded(text="x"), on="b")
    late = world.mail("a", subject="見積", index="1", sent_at=MORNING - timedelta(hours=1))
    assert late.id == world.case("b").id


def test_a_bounce_of_a_mail_of_ours_that_lies_in_the_inbox_joins_it(world: World) -> None:
    world.mail("a", SUPPORT, to=(CUSTOMER,))  # sent by another program, kept in INBOX
    more = {"automatic": Automatic.BOUNCE, "bounced": "<a>", "subject": "Undelivered"}
    assert world.mail("b", "mailer-daemon@mx.example", **more).id == world.case("a").id
    assert reason(world, "b") is JoinReason.BOUNCE_OF
    world.mail("c", subject="別件")
    more["bounced"] = "<c>"
    assert world.mail("d", "mailer-daemon@mx.example", **more).id != world.case("c").id


def test_a_colleague_passes_on_a_mail_and_its_writer_is_the_customer(world: World) -> None:
    case = world.mail("a", COLLEAGUE, subject="Fwd: 見積", forwarded=CUSTOMER)
    assert case.contact.addr == CUSTOMER
    assert world.mail("b", answers=("a",)).id == case.id  # the customer takes part
    other = world.mail("c", FRIEND, subject="Fwd: 質問", forwarded="x@example.org")
    assert other.contact.addr == FRIEND  # an outsider names somebody: offered, no more
    inside = world.mail("d", COLLEAGUE, subject="Fwd: 共有", forwarded="soumu@shop.example")
    assert inside.contact.addr == COLLEAGUE


def test_mails_that_a_colleague_passes_on_part_by_who_wrote_them(world: World) -> None:
    world.mail("a", COLLEAGUE, subject="Re: お問い合わせ", forwarded=CUSTOMER)
    world.mail("b", COLLEAGUE, subject="Re: お問い合わせ", forwarded=FRIEND)
    assert world.case("a").id != world.case("b").id
    assert world.mail("c", COLLEAGUE, subject="Re: お問い合わせ", forwarded=FRIEND).id == (
        world.case("b").id
    )


def test_rule_27_nobody_gets_into_a_case_by_passing_on_a_mail_of_its_customer(world: World) -> None:
    case = world.mail("a", subject="見積")
    world.do(SATO, NoteAdded(text="x"), on="a")
    tags = (f"number:{case.number}",)
    forged = world.mail("b", FRIEND, subject="Re: 見積", forwarded=CUSTOMER, tags=tags)
    assert forged.id != case.id
    assert world.mail("c", COLLEAGUE, subject="Re: 見積", forwarded=CUSTOMER).id == case.id


def test_rule_25_our_answer_from_another_program_finds_its_case(world: World) -> None:
    case = world.mail("a", subject="見積", index="1")
    world.do(SATO, NoteAdded(text="x"), on="a")
    tags = (f"number:{case.number}",)
    assert world.mail("b", out=True, to=(CUSTOMER,), subject="件名なし", tags=tags).id == case.id
    assert world.mail("c", out=True, to=(CUSTOMER, FRIEND), subject="Re: 見積").id == case.id
    assert world.mail("d", out=True, to=(CUSTOMER,), subject="Re: 納期", index="1").id == case.id
    assert [reason(world, key) for key in "bcd"] == [
        JoinReason.OUR_TAG,
        JoinReason.SUBJECT,
        JoinReason.THREAD_INDEX,
    ]
    assert world.case("a").answered_outside
    assert world.case("a").waiting_since is None


def test_rule_25_a_mail_that_is_placed_by_its_answer_ties_nothing_by_its_subject(
    world: World,
) -> None:
    """Found in generated mail (seed 33): two matters called 至急 of one customer became one."""
    world.mail("a", subject="至急")
    world.mail("b", subject="至急")
    world.mail("reply", subject="Re: 至急")  # to b, its headers lost: which one, nobody knows
    world.mail("c", subject="Re: 至急", answers=("reply",), references=("b", "reply"))
    assert world.case("a").id != world.case("b").id
    assert {world.case(key).id for key in ("reply", "c")} == {world.case("b").id}


def test_rule_27_mails_without_a_sender_have_nobody_in_common(world: World) -> None:
    """Found in real mail: two broken mails with one subject had become one case."""
    world.mail("a", "", subject="C")
    assert world.mail("b", "", subject="Re: C").id != world.case("a").id
    assert world.mail("c", "", subject="Re: D", answers=("a",)).id != world.case("a").id
