"""Rules that would not work are found before they are kept: S01, S13, S32, S36, S37, N03."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import Criterion
from mailroom.domain.events import PolicySet
from mailroom.domain.people import Address, Mailbox, Member, Role
from mailroom.domain.policies.default_policy import DEFAULT_POLICY, LEADS
from mailroom.domain.policies.policy import (
    Channel,
    ClockMode,
    CriterionRule,
    Level,
    Policy,
    PoolMember,
    QuietHours,
    Route,
    Target,
    TargetKind,
)
from mailroom.domain.policies.policy_check import Page, Problem, check
from mailroom.domain.policies.stalling import StallAction
from mailroom.domain.records.record import canonical, from_plain, to_plain
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailboxId, PersonId
from tests.unit.domain.world import SATO, TANAKA, World

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
MONEY = "料金・請求"


@pytest.fixture
def state() -> DictState:
    """A team: a lead, two chiefs, one who left, one without an address, and a mailbox."""
    made = DictState()
    for name, more in {
        "lead": {"role": Role.LEAD, "phone": "03-1"},
        "kacho": {"phone": "03-2"},
        "bucho": {"phone": "03-3"},
        "gone": {"left": True},
        "silent": {"addresses": ()},
    }.items():
        fields = {"addresses": (f"{name}@shop.example",)} | more
        made.put(Member(id=PersonId(name), name=name, **fields))
    made.put(Mailbox(id=MailboxId("m"), address="support@shop.example"))
    return made


def person(name: str) -> Target:
    return Target(kind=TargetKind.PERSON, person=PersonId(name))


def rules(**fields: object) -> Policy:
    chiefs = {2: "lead", 3: "kacho", 4: "bucho"}
    levels = tuple(
        replace(one, person=PersonId(chiefs[one.number])) if one.number in chiefs else one
        for one in DEFAULT_POLICY.levels
    )
    return replace(DEFAULT_POLICY, **({"levels": levels} | fields))  # type: ignore[arg-type]


def level(number: int, **fields: object) -> tuple[Level, ...]:
    return tuple(
        replace(one, **fields) if one.number == number else one  # type: ignore[arg-type]
        for one in rules().levels
    )


def route(*targets: Target, category: str = MONEY, at: int = 3) -> tuple[Route, ...]:
    return (Route(category=category, level=at, targets=targets),)


def test_S13_the_default_of_a_new_team_has_no_error_on_its_first_day() -> None:
    world = World.founded()
    assert world.state.policy() == DEFAULT_POLICY
    found = check(DEFAULT_POLICY, world.state, NOW)
    assert not [one for one in found if one.is_error]
    assert {one.problem for one in found} <= {Problem.UNNAMED_LEVEL, Problem.NO_ADDRESS}


def test_S01_four_levels_by_default_and_three_to_six_allowed(state: DictState) -> None:
    assert [one.name for one in DEFAULT_POLICY.levels] == ["窓口", "係長", "課長", "部長"]
    six = tuple(Level(number=n, name=str(n)) for n in range(1, 7))
    for count in range(1, 7):
        policy = rules(levels=six[:count], criteria=())
        errors = {one.problem for one in check(policy, state, NOW) if one.is_error}
        assert (Problem.LEVEL_COUNT in errors) is (count < 3)
    world = World.founded()
    world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, levels=six[:2])))
    assert world.reason is Reason.INVALID
    world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, levels=six)))
    assert world.verdict.accepted
    world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, levels=six[1:5])))
    assert world.reason is Reason.INVALID


def test_whole_rules_have_nothing_to_say(state: DictState) -> None:
    assert check(rules(), state, NOW) == ()


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"fallback": None}, Problem.NO_FALLBACK),
        ({"catch_all": None}, Problem.NO_CATCH_ALL),
        ({"fallback": person("gone")}, Problem.LEFT),
        ({"catch_all": person("who")}, Problem.UNKNOWN_PERSON),
        ({"routes": route()}, Problem.NAMES_NOBODY),
        ({"routes": route(person("gone"))}, Problem.LEFT),
        ({"routes": route(person("silent"))}, Problem.NO_ADDRESS),
        ({"routes": route(Target(kind=TargetKind.POOL))}, Problem.NAMES_NOBODY),
        (
            {
                "routes": route(
                    Target(kind=TargetKind.POOL, pool=(PoolMember(person=PersonId("gone")),))
                )
            },
            Problem.LEFT,
        ),
        (
            {"routes": route(Target(kind=TargetKind.ROLE, role=Role.TRAINEE))},
            Problem.NAMES_NOBODY,
        ),
        (
            {"routes": route(Target(kind=TargetKind.ADDRESS, address=Address(addr="nobody@x")))},
            Problem.BAD_ADDRESS,
        ),
        (
            {
                "routes": route(
                    Target(kind=TargetKind.ADDRESS, address=Address(addr="Support@shop.example"))
                )
            },
            Problem.OWN_ADDRESS,
        ),
        (
            {
                "routes": route(
                    Target(kind=TargetKind.ADDRESS, address=Address(addr="gone@shop.example"))
                )
            },
            Problem.LEFT,
        ),
        ({"routes": route(LEADS, category="昔の分類")}, Problem.UNKNOWN_CATEGORY),
        ({"routes": route(LEADS, at=5)}, Problem.UNKNOWN_LEVEL),
        ({"routes": route(LEADS) * 2}, Problem.TWICE),
        ({"categories": DEFAULT_POLICY.categories[:1] * 2, "criteria": ()}, Problem.TWICE),
        ({"levels": level(3, name=" ")}, Problem.NAMELESS),
        ({"levels": level(3, stall=(StallAction.NUDGE,))}, Problem.DEAD_END),
        ({"levels": level(4, stall=())}, Problem.DEAD_END),
        ({"levels": level(3, answer_minutes=0)}, Problem.IMPOSSIBLE),
        ({"levels": level(3, acknowledge_minutes=90)}, Problem.LATE_ACKNOWLEDGEMENT),
        ({"levels": level(3, nudge_minutes=15)}, Problem.LATE_NUDGE),
        ({"levels": level(3, person=None)}, Problem.UNNAMED_LEVEL),
        (
            {"levels": level(3, person=PersonId("silent"), channels=(Channel.PHONE,))},
            Problem.NO_PHONE,
        ),
        ({"reply_minutes": -1}, Problem.IMPOSSIBLE),
        ({"resolve_minutes": 10**9}, Problem.IMPOSSIBLE),
        (
            {"criteria": (CriterionRule(id="x", criterion=Criterion.MONEY, text="x"),)},
            Problem.NEVER_SUGGESTED,
        ),
        (
            {"criteria": (CriterionRule(id="x", criterion=Criterion.MONEY, text="", level=9),)},
            Problem.UNKNOWN_LEVEL,
        ),
        ({"review_on": date(2026, 11, 20)}, Problem.REVIEW_DUE),
        ({"reviewer": PersonId("gone")}, Problem.REVIEWER_LEFT),
    ],
)
def test_S32_no_dead_end_no_loop_nobody_who_left(
    state: DictState, fields: dict[str, object], problem: Problem
) -> None:
    assert problem in {one.problem for one in check(rules(**fields), state, NOW)}


def test_S32_going_up_must_come_to_somebody_else(state: DictState) -> None:
    same = tuple(
        replace(one, person=PersonId("lead")) if one.number > 1 else one for one in rules().levels
    )
    found = check(rules(levels=same), state, NOW)
    ways = [one for one in found if one.problem is Problem.NOBODY_ABOVE]
    assert {one.cell.level for one in ways} == {2, 3}


def test_S32_a_finding_names_its_cell(state: DictState) -> None:
    found = check(rules(routes=route(person("gone"))), state, NOW)[0]
    assert (found.cell.page, found.cell.category, found.cell.level) == (Page.ROUTES, MONEY, 3)
    assert found.who == "gone"
    assert found.is_error


def test_S36_a_policy_without_a_fallback_is_refused_by_every_desk() -> None:
    world = World.founded()
    for fallback in (None, Target(kind=TargetKind.PERSON), person("nobody")):
        world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, fallback=fallback)))
        assert world.reason is Reason.NO_FALLBACK
    world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, fallback=person(SATO.person))))
    assert world.verdict.accepted


def test_S37_the_catch_all_cannot_be_deleted() -> None:
    world = World.founded()
    world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, catch_all=None)))
    assert world.reason is Reason.INVALID


def test_S39_the_limit_to_escalate_is_part_of_the_rules() -> None:
    assert 0 < DEFAULT_POLICY.escalate_minutes < DEFAULT_POLICY.reply_minutes


def test_S40_phone_or_mail_first_is_said_for_each_level() -> None:
    assert DEFAULT_POLICY.level(4).channels == (Channel.PHONE, Channel.MAIL)
    assert DEFAULT_POLICY.level(2).channels == (Channel.MAIL,)


def test_S26_every_category_has_a_boundary_card() -> None:
    assert all("相談" in one.boundary for one in DEFAULT_POLICY.categories)


def test_S63_the_statement_is_part_of_the_rules() -> None:
    assert "責任を問われることはありません" in DEFAULT_POLICY.no_blame
    own = replace(DEFAULT_POLICY, no_blame="早めの相談は、よい仕事です。")
    assert from_plain(Policy, to_plain(own)) == own


def test_a_new_team_begins_with_proposals_only() -> None:
    assert DEFAULT_POLICY.mode is ClockMode.PROPOSE


def test_rules_go_round_by_json_whole(state: DictState) -> None:
    pool = Target(kind=TargetKind.POOL, pool=(PoolMember(address=Address(addr="a@b.example")),))
    policy = rules(
        routes=route(pool, LEADS, person("kacho")),
        review_on=date(2027, 4, 1),
        mode=ClockMode.AUTOMATIC,
    )
    assert from_plain(Policy, to_plain(policy)) == policy
    assert canonical(from_plain(Policy, to_plain(policy))) == canonical(policy)


@pytest.mark.parametrize(
    ("hours", "quiet", "loud"),
    [
        (QuietHours(), (19, 23, 0, 7), (8, 12, 18)),
        (
            QuietHours(begins=time(12), ends=time(13)),
            (12,),
            (11, 13),
        ),
        (
            QuietHours(begins=time(9), ends=time(9)),
            (),
            (9, 0),
        ),
    ],
)
def test_quiet_hours_may_run_over_midnight(
    hours: QuietHours, quiet: tuple[int, ...], loud: tuple[int, ...]
) -> None:
    assert all(hours.hold(time(hour)) for hour in quiet)
    assert not any(hours.hold(time(hour)) for hour in loud)
