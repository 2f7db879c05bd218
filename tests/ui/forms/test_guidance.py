"""What the rules say about a case, between two desks: S16, S27, S33, S39, S62, N03.

Rooms, not widgets: what is shown where, ``test_escalation_form`` and the case pane's tests say.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from mailroom.domain.commands import Assign, DismissSuggestion, Escalate, SetPolicy
from mailroom.domain.escalations.escalation import Criterion, EscalationForm, EscalationKind
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery
from mailroom.domain.times.clocks import DueKind
from tests.ui.desk import desk
from tests.ui.forms.conftest import write

_angry = count(1)


@pytest.fixture
def angry(team):
    """A case whose customer asks for the person in charge."""
    subject = f"対応について {next(_angry)}"
    write(team, subject, "責任者を出してください。消費者センターに相談します。\n山田")
    team.sync()
    reads = team.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery()))
    return next(row.case.id for row in rows if row.case.subject == subject)


def of(room, case):
    return room.reads.detail(case).row.case


def limits(room, case):
    return [one.due.kind for one in room.deadlines(case) if one.due.kind is DueKind.ESCALATE]


def test_S16_every_desk_works_out_the_same_suggestion_and_writes_nothing(team, angry):
    head = team.room.head()
    for room in (team.room, team.colleague):
        first = room.guidance.suggestions(angry)[0]
        assert (first.rule.id, first.level) == ("responsible-person", 3)
        assert first.signs == ("責任者", "消費者センター")
    team.sync()
    assert team.room.head() == head


def test_N03_a_shown_suggestion_begins_one_limit_for_the_whole_team(team, angry):
    for room in (team.room, team.colleague):
        room.guidance.shown(angry, room.guidance.suggestions(angry))
    team.sync()
    for room in (team.room, team.colleague):
        assert [one.rule for one in of(room, angry).concerns] == ["responsible-person"]
        assert limits(room, angry) == [DueKind.ESCALATE]
    assert team.room.state_hash() == team.colleague.state_hash()
    head = team.room.head()
    team.room.guidance.shown(angry, team.room.guidance.suggestions(angry))
    team.sync()
    assert team.room.head() == head  # it is known: nothing is said twice


def test_S39_dismissing_with_a_reason_ends_it_everywhere(team, angry):
    team.room.guidance.shown(angry, team.room.guidance.suggestions(angry))
    team.sync()
    dismiss = DismissSuggestion(case=angry, rule="responsible-person", reason="責任者名のご質問")
    team.do(dismiss, room=team.colleague)
    assert of(team.room, angry).concerns == ()
    assert limits(team.room, angry) == []
    assert "responsible-person" not in {
        one.rule.id for one in team.room.guidance.suggestions(angry)
    }


def test_S39_escalating_ends_it_and_nothing_is_suggested_meanwhile(team, angry):
    team.room.guidance.shown(angry, team.room.guidance.suggestions(angry))
    team.sync()
    form = EscalationForm(
        kind=EscalationKind.INSTRUCT,
        level=3,
        criterion=Criterion.RESPONSIBLE_PERSON,
        request="お願いします",
        to=Address(addr="kacho@hinata-shoji.example"),
    )
    team.do(Escalate(case=angry, form=form))
    assert of(team.room, angry).concerns == ()
    assert team.room.guidance.suggestions(angry) == ()


def test_S23_mere_signs_begin_no_limit(team):
    subject = f"ひどい {next(_angry)}"
    write(team, subject, "ふざけるな!!\n山田")
    team.sync()
    reads = team.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery()))
    case = next(row.case.id for row in rows if row.case.subject == subject)
    [sign] = team.room.guidance.suggestions(case)
    assert sign.level is None
    team.room.guidance.shown(case, [sign])
    team.sync()
    assert of(team.room, case).concerns == ()


def test_S33_the_category_is_found_in_the_words(team, case):
    assert team.room.guidance.category(case).name == "返品・返金"


def test_S27_help_is_offered_to_the_one_who_has_it_for_long_and_to_nobody_else(
    tmp_path_factory,
):
    with desk(tmp_path_factory.mktemp("help")) as made:  # the shared team's time never goes back
        write(made, "対応について", "責任者を出してください。\n山田")
        made.sync()
        [case] = made.room.reads.case_ids(CaseQuery())
        made.do(Assign(case=case, person=made.room.me.person))
        assert made.room.guidance.help_offer(case) is None
        head = made.room.head()
        made.clock.move(timedelta(days=2))
        offer = made.room.guidance.help_offer(case)
        assert offer.minutes >= made.room.policy.current().offer_help_minutes
        assert made.colleague.guidance.help_offer(case) is None
        made.sync()
        assert made.room.head() == head  # nothing is counted, nobody is told


def test_S62_a_case_shows_the_rules_of_its_time(team):
    before = team.room.policy.current()
    then = team.room.head()
    try:
        changed = replace(before, escalate_minutes=before.escalate_minutes + 5)
        team.room.policy.save(changed, "忙しい時期なので")
        team.sync()
        assert team.room.policy.at(then) == before
        assert team.room.policy.at(team.room.head()) == changed
        last = team.colleague.policy.history()[-1]
        assert (last.reason, last.policy, last.before) == ("忙しい時期なので", changed, before)
        assert last.by_name
        assert last.confirmed
    finally:
        team.do(SetPolicy(policy=before, reason="元に戻す"))


def test_S59_only_the_reviewer_is_reminded(team):
    before = team.room.policy.current()
    today = before.calendar.zone.local(team.clock.now()).date()
    try:
        due = replace(before, review_on=today, reviewer=team.room.me.person)
        team.do(SetPolicy(policy=due, reason="見直しの日"))
        assert team.room.policy.review_is_mine()
        assert not team.colleague.policy.review_is_mine()
        later = replace(due, review_on=today + timedelta(days=1))
        team.do(SetPolicy(policy=later, reason="明日に"))
        assert not team.room.policy.review_is_mine()
    finally:
        team.do(SetPolicy(policy=before, reason="元に戻す"))


def test_S22_what_no_category_covers_is_offered_as_not_in_the_handbook(team):
    policy = team.room.policy.current()
    awake = tuple(
        replace(rule, active=True) if rule.id == "not-in-handbook" else rule
        for rule in policy.criteria
    )
    team.do(SetPolicy(policy=replace(policy, criteria=awake), reason="手順にないものを拾う"))
    try:
        write(team, "見学のお願い 1", "社内を見学できますか。")
        write(team, "返品のお願い 1", "返品したいです。")
        team.sync()
        reads = team.room.reads
        cases = {row.case.subject: row.case.id for row in reads.rows(reads.case_ids(CaseQuery()))}

        def offered(subject: str) -> bool:
            found = team.room.guidance.suggestions(cases[subject])
            return "not-in-handbook" in {one.rule.id for one in found}

        assert offered("見学のお願い 1")
        assert not offered("返品のお願い 1")
    finally:
        team.do(SetPolicy(policy=policy, reason="元に戻す"))
