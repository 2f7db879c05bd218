"""Rules on arrival in the fold: who may set them, when they act, what a person's word outweighs."""

from dataclasses import replace

import pytest

from mailroom.domain.arrival.arrival_events import ArrivalRulesSet, FiringUndone, RulesFired
from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.cases import CaseStatus, Label, LabelStanding
from mailroom.domain.events import (
    Assigned,
    Event,
    Labelled,
    LabelSet,
    LevelSet,
    MailArrived,
    MemberSet,
    Merged,
    NoteAdded,
    PresenceSet,
    Restored,
    Unlabelled,
)
from mailroom.domain.mails import Automatic
from mailroom.domain.people import Member, Presence
from mailroom.domain.rules import foresee
from mailroom.domain.undo import compensation
from mailroom.domain.verdicts import Reason
from mailroom.ids import (
    EventId,
    LabelId,
    MailKey,
    PersonId,
    RuleId,
    mail_arrived_id,
    rules_fired_id,
)
from tests.unit.domain.world import MORNING, SATO, SUZUKI, TANAKA, World, facts

RETURN, URGENT = LabelId("返品"), LabelId("至急")
LABEL = Rule(
    id=RuleId("label"),
    name="返品",
    conditions=(Condition(part=Part.SUBJECT, words=("返品",)),),
    labels=(RETURN,),
)
FILTER = replace(LABEL, id=RuleId("filter"), name="お知らせ", labels=(), filters=True)
ASSIGN = replace(LABEL, id=RuleId("assign"), name="佐藤へ", labels=(), assign=(SATO.person,))
LEVEL = replace(LABEL, id=RuleId("level"), name="急ぎ", labels=(), level=2)
ALL = (LABEL, ASSIGN, LEVEL, FILTER)


def ruled(*rules: Rule) -> World:
    world = World.founded()
    world.do(TANAKA, ArrivalRulesSet(rules=rules or ALL, reason="仕分け"))
    assert world.verdict.accepted
    return world


def fire(world: World, key: str, *rules: Rule, seat=SATO, version: str = "") -> Event:
    held = world.state.arrival_rules()
    assert held is not None
    given = EventId(version) if version else held.version
    body = RulesFired(
        mail=MailKey(key), version=given, rules=tuple(r.id for r in rules) or (LABEL.id,)
    )
    event = Event(
        id=rules_fired_id(given, MailKey(key)),
        by=PersonId(""),
        desk=seat.desk,
        body=body,
        anchor=MailKey(key),
        made_at=world.now,
    )
    world.again(event)
    return event


def test_S66_a_rule_labels_the_case_of_a_new_mail_once_whoever_is_first():
    world = ruled()
    world.mail("a")
    fired = fire(world, "a", LABEL)
    assert world.verdict.accepted
    assert world.case("a").labels == (RETURN,)
    assert not world.case("a").touched
    place = world.state.mail(MailKey("a"))
    assert place.firing.desk == SATO.desk
    assert [one.name for one in place.firing.rules] == ["返品"]
    fire(world, "a", LABEL, ASSIGN, seat=SUZUKI)  # the same id: the first one counted
    assert world.verdict.reason is Reason.DUPLICATE
    assert world.case("a").assignee is None
    assert fired.by == ""


def test_all_a_rule_can_do_is_done_and_said():
    world = ruled()
    world.mail("a")
    fire(world, "a", *ALL)
    case = world.case("a")
    assert (case.labels, case.assignee, case.level) == ((RETURN,), SATO.person, 2)
    assert (case.status, case.filter_rule) == (CaseStatus.FILTERED, FILTER.id)
    assert case.due is None


def test_only_a_lead_sets_rules_and_each_needs_a_name_and_an_id_of_its_own():
    world = World.founded()
    world.do(SATO, ArrivalRulesSet(rules=ALL))
    assert world.verdict.reason is Reason.NOT_LEAD
    for wrong in ((LABEL, LABEL), (replace(LABEL, name=" "),), (replace(LABEL, id=RuleId("")),)):
        world.do(TANAKA, ArrivalRulesSet(rules=wrong))
        assert world.verdict.reason is Reason.INVALID
    assert world.state.arrival_rules() is None


def test_history_mail_of_ours_and_unknown_mail_fire_nothing():
    world = ruled()
    world.mail("old", history=True)
    fire(world, "old")
    assert world.verdict.reason is Reason.INVALID
    world.mail("ours", out=True, to=("c@x.example",))
    fire(world, "ours")
    assert world.verdict.reason is Reason.INVALID
    fire(world, "nowhere")
    assert world.verdict.reason is Reason.UNKNOWN_ANCHOR


def test_mail_from_before_the_rules_and_rules_of_another_version_fire_nothing():
    world = World.founded()
    world.mail("before")
    world.do(TANAKA, ArrivalRulesSet(rules=ALL))
    fire(world, "before")
    assert world.verdict.reason is Reason.NOT_STANDING
    old = world.state.arrival_rules().version
    world.mail("a", subject="請求")
    world.do(TANAKA, ArrivalRulesSet(rules=ALL, reason="別の版"))
    fire(world, "a", version=old)
    assert world.verdict.reason is Reason.NOT_STANDING
    fire(world, "a")  # it came before this version
    assert world.verdict.reason is Reason.NOT_STANDING


def test_a_refused_firing_leaves_no_trace_and_does_not_stand_in_the_way():
    world = ruled()
    fire(world, "a")  # sooner than the mail
    assert world.verdict.reason is Reason.UNKNOWN_ANCHOR
    world.mail("a")
    fire(world, "a")
    assert world.verdict.accepted


@pytest.mark.parametrize(
    "named",
    [(), (RuleId("unknown"),), (ASSIGN.id, LABEL.id), (RuleId("off"),)],
    ids=["none", "unknown", "out of order", "switched off"],
)
def test_what_no_desk_could_have_found_is_refused(named):
    off = replace(LABEL, id=RuleId("off"), name="休み", active=False)
    world = ruled(LABEL, ASSIGN, off)
    world.mail("a")
    version = world.state.arrival_rules().version
    body = RulesFired(mail=MailKey("a"), version=version, rules=named)
    world.again(
        Event(
            id=rules_fired_id(version, MailKey("a")),
            by=PersonId(""),
            desk=SATO.desk,
            body=body,
            anchor=MailKey("a"),
            made_at=world.now,
        )
    )
    assert world.verdict.reason is Reason.INVALID


def test_nothing_comes_after_a_rule_that_stops():
    world = ruled(replace(LABEL, stops=True), ASSIGN)
    world.mail("a")
    fire(world, "a", LABEL, ASSIGN)
    assert world.verdict.reason is Reason.INVALID
    fire(world, "a", LABEL)
    assert world.verdict.accepted


def test_a_person_or_a_guessed_id_fires_no_rule():
    world = ruled()
    world.mail("a")
    version = world.state.arrival_rules().version
    body = RulesFired(mail=MailKey("a"), version=version, rules=(LABEL.id,))
    world.do(SATO, body, on="a")
    assert world.verdict.reason is Reason.INVALID


def test_a_label_taken_off_by_hand_does_not_come_back():
    world = ruled()
    world.mail("a")
    fire(world, "a")
    world.do(SUZUKI, Unlabelled(label=RETURN), on="a")
    world.mail("b", answers=("a",))
    fire(world, "b")
    assert world.verdict.accepted
    assert world.case("a").labels == ()
    assert world.state.mail(MailKey("b")).firing.rules[0].labels == ()


def test_who_was_assigned_and_what_was_set_by_hand_stays():
    world = ruled()
    world.mail("a")
    world.do(SUZUKI, Assigned(person=None), on="a")
    world.do(SUZUKI, Assigned(person=SUZUKI.person), on="a")
    world.do(SUZUKI, LevelSet(level=3), on="a")
    world.mail("b", answers=("a",))
    fire(world, "b", ASSIGN, LEVEL, FILTER)
    case = world.case("a")
    assert (case.assignee, case.level, case.filtered) == (SUZUKI.person, 3, False)


def test_who_was_unassigned_by_hand_stays_so():
    world = ruled()
    world.mail("a")
    fire(world, "a", ASSIGN)
    world.do(SUZUKI, Assigned(person=None), on="a")
    world.mail("b", answers=("a",))
    fire(world, "b", ASSIGN)
    assert world.case("a").assignee is None


def test_several_take_turns_alike_on_every_desk_and_who_is_away_is_passed_over():
    pool = replace(ASSIGN, assign=(SATO.person, SUZUKI.person, PersonId("gone")))
    world = ruled(pool)
    for n in range(40):
        world.mail(f"m{n}", f"c{n}@x.example", subject=f"件 {n}")
        fire(world, f"m{n}", pool)
    given = [world.case(f"m{n}").assignee for n in range(40)]
    assert set(given) == {SATO.person, SUZUKI.person}
    assert 10 <= given.count(SATO.person) <= 30
    world.do(TANAKA, PresenceSet(person=SATO.person, presence=Presence.OFF))
    for n in range(40, 50):
        world.mail(f"m{n}", f"c{n}@x.example", subject=f"件 {n}")
        fire(world, f"m{n}", pool)
        assert world.case(f"m{n}").assignee == SUZUKI.person


def test_a_rule_hides_no_conversation_and_nobodys_word():
    world = ruled()
    world.mail("a")
    fire(world, "a", FILTER)
    assert world.case("a").filtered
    world.mail("reply", automatic=Automatic.REPLY, answers=("a",))
    assert world.case("a").filtered  # a machine's word is no reason to look
    world.mail("b", answers=("a",))
    assert not world.case("a").filtered  # the rule has not seen this one
    fire(world, "b", FILTER)
    assert world.case("a").filtered  # now all that was said is left out
    world.do(SUZUKI, NoteAdded(text="様子を見る"), on="a")
    world.mail("c", answers=("a",))
    fire(world, "c", FILTER)
    assert not world.case("a").filtered  # somebody works on it


def test_a_case_restored_by_hand_is_not_left_out_again():
    world = ruled()
    world.mail("a")
    fire(world, "a", FILTER)
    world.do(SATO, Restored(), on="a")
    assert (world.case("a").filtered, world.case("a").filter_rule) == (False, "")
    world.mail("b", answers=("a",))
    fire(world, "b", FILTER)
    assert world.verdict.accepted
    assert not world.case("a").filtered


def test_cases_that_become_one_have_what_rules_did_to_both():
    world = ruled()
    world.mail("a", subject="一つ目")
    fire(world, "a", LABEL)
    world.mail("b", subject="二つ目")
    fire(world, "b", ASSIGN, LEVEL)
    before = {world.case("a").id, world.case("b").id}
    world.mail("c", answers=("a",), references=("b", "a"), subject="両方")
    case = world.case("c")
    assert case.id in before
    assert world.case("a").id == world.case("b").id
    assert (case.labels, case.assignee, case.level) == ((RETURN,), SATO.person, 2)


def test_a_mail_that_joins_a_touched_case_brings_what_its_rules_did():
    world = ruled()
    world.mail("late", subject="二つ目", answers=("missing",))
    fire(world, "late", LABEL)
    world.mail("a", subject="一つ目")
    world.do(SUZUKI, NoteAdded(text="見ました"), on="a")
    world.do(SUZUKI, Merged(other=MailKey("late")), on="a")
    assert world.verdict.accepted
    assert world.case("a").labels == (RETURN,)


def test_labels_put_away_and_members_who_left_are_passed_over():
    world = ruled(LABEL, ASSIGN)
    label = world.state.label(RETURN)
    world.do(TANAKA, LabelSet(label=replace(label, standing=LabelStanding.RETIRED)))
    world.do(TANAKA, MemberSet(member=Member(id=SATO.person, name="sato", left=True)))
    world.mail("a")
    fire(world, "a", LABEL, ASSIGN)
    assert world.verdict.accepted
    assert (world.case("a").labels, world.case("a").assignee) == ((), None)


def test_N19_a_firing_is_undone_as_far_as_it_stands_and_does_not_come_back():
    world = ruled()
    world.mail("a")
    fired = fire(world, "a", *ALL)
    undo = compensation(world.state, fired)
    assert undo == (MailKey("a"), FiringUndone(firing=fired.id))
    world.do(SUZUKI, undo[1], on="a")
    case = world.case("a")
    assert world.verdict.accepted
    assert (case.labels, case.assignee, case.level, case.filtered) == ((), None, 1, False)
    world.do(SUZUKI, undo[1], on="a")
    assert world.verdict.reason is Reason.NOT_STANDING
    world.mail("b", answers=("a",))
    fire(world, "b", *ALL)
    again = world.case("a")
    assert (again.labels, again.assignee, again.level, again.filtered) == ((), None, 1, False)


def test_undoing_a_firing_leaves_what_people_did_since():
    world = ruled()
    world.mail("a")
    fired = fire(world, "a", LABEL, ASSIGN)
    world.do(TANAKA, Assigned(person=SUZUKI.person), on="a")
    world.do(TANAKA, FiringUndone(firing=fired.id), on="a")
    assert (world.case("a").labels, world.case("a").assignee) == ((), SUZUKI.person)


def test_what_is_no_firing_cannot_be_undone_as_one():
    world = ruled()
    world.mail("a")
    fired = fire(world, "a")
    world.mail("b", subject="別件")
    note = world.do(SUZUKI, NoteAdded(text="x"), on="b")
    for anchor, undone in (("a", note), ("b", fired.id), ("a", EventId("nothing"))):
        world.do(SUZUKI, FiringUndone(firing=undone), on=anchor)
        assert world.verdict.reason is Reason.NOT_STANDING


def test_a_mail_and_what_its_rules_do_ride_in_one_batch():
    world = ruled()
    version = world.state.arrival_rules().version
    mail = facts("a")
    events = [
        Event(
            id=mail_arrived_id(mail.key),
            by=PersonId(""),
            desk=SATO.desk,
            body=MailArrived(mail=mail),
            made_at=world.now,
        ),
        Event(
            id=rules_fired_id(version, mail.key),
            by=PersonId(""),
            desk=SATO.desk,
            body=RulesFired(mail=mail.key, version=version, rules=(LABEL.id,)),
            anchor=mail.key,
            made_at=world.now,
        ),
    ]
    assert [one.accepted for one in foresee(world.state, events, world.now)] == [True, True]


# --- labels ---------------------------------------------------------------------------------------


def tree(world: World, *names: str) -> list[Label]:
    """Put labels one below the other."""
    made: list[Label] = []
    for name in names:
        parent = made[-1].id if made else None
        made.append(Label(id=LabelId(name), name=name, parent=parent))
        world.do(TANAKA, LabelSet(label=made[-1]))
        assert world.verdict.accepted
    return made


def test_S66_labels_nest_three_levels_and_no_deeper():
    world = World.founded()
    one, _two, three = tree(world, "一", "二", "三")
    world.do(TANAKA, LabelSet(label=Label(id=LabelId("四"), name="四", parent=three.id)))
    assert world.verdict.reason is Reason.TOO_DEEP
    upper = Label(id=LabelId("上"), name="上")
    world.do(TANAKA, LabelSet(label=upper))
    world.do(TANAKA, LabelSet(label=replace(one, parent=upper.id)))  # with all below it
    assert world.verdict.reason is Reason.TOO_DEEP


def test_labels_make_no_circle_and_hang_nowhere():
    world = World.founded()
    one, two, three = tree(world, "一", "二", "三")
    for wrong in (
        replace(one, parent=three.id),
        replace(one, parent=one.id),
        replace(two, parent=LabelId("unknown")),
    ):
        world.do(TANAKA, LabelSet(label=wrong))
        assert world.verdict.reason is Reason.INVALID
    world.do(TANAKA, LabelSet(label=replace(one, standing=LabelStanding.DELETED)))
    assert world.verdict.reason is Reason.NOT_EMPTY
    world.do(TANAKA, LabelSet(label=replace(three, standing=LabelStanding.DELETED)))
    assert world.verdict.accepted
    world.do(TANAKA, LabelSet(label=Label(id=LabelId("下"), name="下", parent=three.id)))
    assert world.verdict.reason is Reason.INVALID


def test_a_retired_label_stays_where_it_lies_and_is_put_on_nothing_more():
    world = World.founded()
    world.mail("a")
    world.do(SATO, Labelled(label=RETURN), on="a")
    label = world.state.label(RETURN)
    world.do(TANAKA, LabelSet(label=replace(label, standing=LabelStanding.RETIRED)))
    assert world.case("a").labels == (RETURN,)
    world.mail("b", "other@x.example", subject="別件")
    world.do(SATO, Labelled(label=RETURN), on="b")
    assert world.verdict.reason is Reason.INVALID
    off = world.do(SATO, Unlabelled(label=RETURN), on="a")
    anchor, back = compensation(world.state, world.state.entry(off).event)
    world.do(SATO, back, on=anchor)
    assert world.case("a").labels == (RETURN,)


def test_rule_19_who_a_rule_assigned_must_be_seen_by_readers_of_a_case_that_joined_silently():
    world = ruled(ASSIGN)
    world.mail("a")
    world.mail("c", answers=("b",))
    fire(world, "c", ASSIGN)
    shown = world.head
    world.mail("b", answers=("a",))
    world.mail("before", answers=("a",), sent_at=MORNING)  # it is told anew once more
    assert world.case("a").assignee == SATO.person
    assert not world.case("a").touched
    world.do(TANAKA, Assigned(person=TANAKA.person), on="a", basis=shown)
    assert world.reason is Reason.FIELD_CHANGED
    world.do(TANAKA, Assigned(person=TANAKA.person), on="a")
    assert world.verdict.accepted
