"""Who is asked and what follows: rows S02, S07, S08, S31-S38, S40, S52 of the requirements."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import Criterion, EscalationForm, EscalationKind
from mailroom.domain.escalations.plans import StepAction, StepWhen
from mailroom.domain.escalations.routing import (
    Candidate,
    Load,
    Whereabouts,
    Why,
    candidates,
    plan,
    waited_for,
    with_plan,
)
from mailroom.domain.escalations.steps import planned
from mailroom.domain.people import Address, Member, Presence, Role
from mailroom.domain.policies.default_policy import DEFAULT_POLICY, LEADS
from mailroom.domain.policies.policy import (
    Level,
    Pick,
    Policy,
    PoolMember,
    Route,
    RouteBy,
    Target,
    TargetKind,
)
from mailroom.domain.times.calendar import Frame, Leave
from mailroom.ids import PersonId

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)  # Friday 10:30 in Japan
ONE_PM = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
MONEY = "料金・請求"

NAMES = ("lead", "keiri", "sato", "suzuki", "takahashi", "engineer")


def roster(**changes: Member) -> DictState:
    """Return a team of these people; ``changes`` replace some."""
    state = DictState()
    for name in NAMES:
        member = Member(
            id=PersonId(name),
            name=name,
            addresses=(f"{name}@shop.example",),
            role=Role.LEAD if name == "lead" else Role.MEMBER,
        )
        state.put(changes.get(name, member))
    return state


def member(name: str, **fields: object) -> Member:
    given_fields = {"addresses": (f"{name}@shop.example",)} | fields
    return Member(id=PersonId(name), name=name, **given_fields)  # type: ignore[arg-type]


def person(name: str) -> Target:
    return Target(kind=TargetKind.PERSON, person=PersonId(name))


def outsider(addr: str) -> Target:
    return Target(kind=TargetKind.ADDRESS, address=Address(name="外部", addr=addr))


def rules(*routes: Route, **people: str) -> Policy:
    """Return the default rules with these routes; ``people`` names who the levels mean."""
    levels = tuple(
        replace(one, person=PersonId(people[f"l{one.number}"]))
        if f"l{one.number}" in people
        else one
        for one in DEFAULT_POLICY.levels
    )
    return replace(DEFAULT_POLICY, routes=routes, levels=levels)


def form(level: int = 3, category: str = MONEY, **fields: object) -> EscalationForm:
    given_fields = {
        "kind": EscalationKind.INSTRUCT,
        "criterion": Criterion.MONEY,
        "request": "ご指示ください",
        "to": Address(addr=""),
    } | fields
    return EscalationForm(level=level, category=category, **given_fields)  # type: ignore[arg-type]


def names(found: tuple[Candidate, ...]) -> list[str]:
    return [one.name for one in found]


def test_S02_a_level_means_the_person_it_names() -> None:
    found = candidates(roster(), rules(l3="sato"), "", 3, NOW)
    assert (found[0].name, found[0].why) == ("sato", Why.LEVEL)
    assert DEFAULT_POLICY.level(4).name == "部長"


def test_S07_people_without_an_account_are_asked_by_their_address() -> None:
    route = Route(category=MONEY, level=3, targets=(outsider("keiri@partner.example"),))
    found = candidates(roster(), rules(route), MONEY, 3, NOW)
    assert (found[0].address.addr, found[0].person) == ("keiri@partner.example", None)
    assert found[0].available.where is Whereabouts.UNKNOWN


def test_S08_who_knows_is_asked_before_who_decides_when_knowledge_is_wanted() -> None:
    rank = Route(category=MONEY, level=2, targets=(person("sato"),))
    knows = Route(category=MONEY, level=2, targets=(person("engineer"),), by=RouteBy.EXPERTISE)
    policy = rules(rank, knows)
    wanted = form(2, criterion=Criterion.EXPERTISE)
    assert plan(roster(), policy, wanted, NOW).steps[0].person == PersonId("engineer")
    assert plan(roster(), policy, wanted, NOW).steps[0].why == Why.EXPERTISE.value
    assert plan(roster(), policy, form(2), NOW).steps[0].person == PersonId("sato")


def test_S31_the_addressee_is_computed_with_the_reason_and_who_is_skipped() -> None:
    """料金 -> L3 -> 佐藤; 佐藤 out until 13:00 -> 鈴木."""
    away = member("sato", presence=Presence.OUT, presence_until=ONE_PM)
    route = Route(category=MONEY, level=3, targets=(person("sato"), person("suzuki")))
    found = candidates(roster(sato=away), rules(route), MONEY, 3, NOW)
    assert names(found)[:2] == ["sato", "suzuki"]
    assert (found[0].available.where, found[0].available.until) == (Whereabouts.OUT, ONE_PM)
    made = plan(roster(sato=away), rules(route), form(), NOW)
    assert (made.steps[0].person, made.steps[0].why) == (PersonId("suzuki"), Why.ROUTE.value)


def test_S31_one_may_wait_for_the_first_choice_until_they_are_back() -> None:
    away = member("sato", presence=Presence.OUT, presence_until=ONE_PM)
    route = Route(category=MONEY, level=3, targets=(person("sato"), person("suzuki")))
    state = roster(sato=away)
    assert waited_for(candidates(state, rules(route), MONEY, 3, NOW)).name == "sato"
    made = plan(state, rules(route), form(), NOW, wait=True)
    assert (made.steps[0].person, made.wait_until) == (PersonId("sato"), ONE_PM)
    assert planned(rules(route), made, NOW)[1].at > ONE_PM  # the clock begins when he is back


def test_S32_each_category_and_level_has_its_own_ordered_targets() -> None:
    routes = (
        Route(category=MONEY, level=2, targets=(person("keiri"), person("suzuki"))),
        Route(category=MONEY, level=3, targets=(person("sato"),)),
        Route(category="障害", level=2, targets=(person("engineer"),)),
    )
    policy = rules(*routes, l2="takahashi")
    assert names(candidates(roster(), policy, MONEY, 2, NOW))[:3] == [
        "keiri",
        "suzuki",
        "takahashi",
    ]
    assert names(candidates(roster(), policy, "障害", 2, NOW))[0] == "engineer"
    assert names(candidates(roster(), policy, "その他", 2, NOW))[0] == "takahashi"


def test_S33_a_category_the_rules_do_not_know_goes_to_whom_one_asks_in_doubt() -> None:
    policy = replace(rules(l3="sato"), fallback=person("suzuki"))
    first = candidates(roster(), policy, "昔の分類", 3, NOW)[0]
    assert (first.name, first.why) == ("suzuki", Why.FALLBACK)


def test_S34_who_is_away_is_skipped_for_the_alternate_or_the_deputy() -> None:
    busy = member("sato", presence=Presence.BUSY, presence_until=ONE_PM, deputy=PersonId("keiri"))
    route = Route(category=MONEY, level=3, targets=(person("sato"), person("suzuki")))
    found = candidates(roster(sato=busy), rules(route), MONEY, 3, NOW)
    assert names(found)[:3] == ["sato", "keiri", "suzuki"]
    assert (found[1].why, found[1].instead_of) == (Why.DEPUTY, "sato")
    assert plan(roster(sato=busy), rules(route), form(), NOW).steps[0].person == PersonId("keiri")


@pytest.mark.parametrize(
    "away",
    [
        {"presence": Presence.OFF},
        {"leave": (Leave(first=NOW.date(), last=NOW.date()),)},
        {
            "leave": (
                Leave(
                    first=NOW.date(),
                    last=NOW.date(),
                    frames=(Frame(opens=datetime.min.time(), closes=datetime.min.time()),),
                ),
            )
        },
    ],
)
def test_S34_leave_and_half_days_count_as_away(away: dict[str, object]) -> None:
    route = Route(category=MONEY, level=3, targets=(person("sato"), person("suzuki")))
    state = roster(sato=member("sato", **away))
    assert plan(state, rules(route), form(), NOW).steps[0].person == PersonId("suzuki")


def test_S34_deputies_that_name_each_other_end_somewhere() -> None:
    one = member("sato", presence=Presence.OUT, deputy=PersonId("suzuki"))
    other = member("suzuki", presence=Presence.OUT, deputy=PersonId("sato"))
    policy = rules(l3="sato")
    found = candidates(roster(sato=one, suzuki=other), policy, "", 3, NOW)
    assert names(found) == ["sato", "suzuki", "lead"]
    assert plan(roster(sato=one, suzuki=other), policy, form(), NOW).steps[0].person == "lead"


def test_S35_nobody_answers_in_15_minutes_and_the_alternate_gets_it() -> None:
    route = Route(category=MONEY, level=3, targets=(person("sato"), person("suzuki")))
    made = plan(roster(), rules(route), form(), NOW)
    alternate = next(step for step in made.steps if step.action is StepAction.ALTERNATE)
    assert (alternate.person, alternate.when) == ("suzuki", StepWhen.NOT_ACKNOWLEDGED)
    due = {step.action: step.at for step in planned(rules(route), made, NOW)}
    assert due[StepAction.ALTERNATE] - NOW == timedelta(minutes=15)


def test_S32_the_address_of_somebody_who_left_is_not_asked() -> None:
    route = Route(category=MONEY, level=3, targets=(outsider("sato@shop.example"),))
    gone = roster(sato=member("sato", left=True))
    first = candidates(gone, rules(route), MONEY, 3, NOW)[0]
    assert first.available.where is Whereabouts.LEFT
    assert plan(gone, rules(route), form(), NOW).steps[0].to.addr != "sato@shop.example"


def test_S36_with_nobody_named_the_fallback_is_asked() -> None:
    policy = replace(DEFAULT_POLICY, fallback=person("suzuki"))
    assert candidates(roster(), policy, "", 3, NOW)[0].why is Why.FALLBACK
    assert plan(roster(), policy, form(category=""), NOW).steps[0].person == "suzuki"


def test_S37_what_no_rule_reaches_goes_to_the_catch_all() -> None:
    gone = member("suzuki", left=True)
    policy = replace(DEFAULT_POLICY, fallback=person("suzuki"), catch_all=person("takahashi"))
    made = plan(roster(suzuki=gone), policy, form(), NOW)
    assert (made.steps[0].person, made.steps[0].why) == ("takahashi", Why.CATCH_ALL.value)


@pytest.mark.parametrize(
    ("pick", "load", "first"),
    [
        (Pick.FEWEST_OPEN, Load(open={"keiri@shop.example": 2, "sato@shop.example": 1}), "suzuki"),
        (Pick.FEWEST_OPEN, Load(open={"suzuki@shop.example": 1}), "keiri"),
        (
            Pick.ROUND_ROBIN,
            Load(last={"keiri@shop.example": NOW, "sato@shop.example": NOW - timedelta(1)}),
            "suzuki",
        ),
        (
            Pick.ROUND_ROBIN,
            Load(
                last={
                    "keiri@shop.example": NOW,
                    "sato@shop.example": NOW - timedelta(1),
                    "suzuki@shop.example": NOW - timedelta(hours=1),
                }
            ),
            "sato",
        ),
    ],
)
def test_S38_a_pool_asks_whoever_has_least_or_whose_turn_it_is(
    pick: Pick, load: Load, first: str
) -> None:
    members = tuple(PoolMember(person=PersonId(name)) for name in ("keiri", "sato", "suzuki"))
    pool = Target(kind=TargetKind.POOL, pool=members, pick=pick, name="経理")
    policy = rules(Route(category=MONEY, level=2, targets=(pool,)))
    assert candidates(roster(), policy, MONEY, 2, NOW, load=load)[0].name == first


def test_S52_the_stall_rule_is_laid_out_dated_and_visible_in_advance() -> None:
    """request, nudge, alternate, next level, board; each in the order of the rule."""
    route = Route(category=MONEY, level=3, targets=(person("sato"), person("suzuki")))
    policy = rules(route, l4="takahashi")
    made = plan(roster(), policy, form(), NOW)
    course = [(step.number, step.action, step.minutes, step.person) for step in made.steps]
    assert course == [
        (1, StepAction.REQUEST, 0, "sato"),
        (2, StepAction.NUDGE, 10, "sato"),
        (3, StepAction.ALTERNATE, 5, "suzuki"),
        (4, StepAction.NEXT_LEVEL, 45, "takahashi"),
        (5, StepAction.BOARD, 30, None),
    ]
    assert made.steps[4].wall  # the top level counts wall minutes


def test_S52_a_rule_of_its_own_order_is_followed() -> None:
    short = tuple(
        replace(one, stall=one.stall[3:]) if one.number == 3 else one
        for one in DEFAULT_POLICY.levels
    )
    made = plan(roster(), replace(DEFAULT_POLICY, levels=short), form(), NOW)
    assert [step.action for step in made.steps] == [StepAction.REQUEST, StepAction.BOARD]


def test_S51_nudges_are_the_systems_and_limited() -> None:
    patient = tuple(
        replace(one, nudges=3, nudge_minutes=5, acknowledge_minutes=30) if one.number == 3 else one
        for one in DEFAULT_POLICY.levels
    )
    made = plan(roster(), replace(DEFAULT_POLICY, levels=patient), form(), NOW)
    nudges = [step.minutes for step in made.steps if step.action is StepAction.NUDGE]
    assert nudges == [5, 5, 5]


def test_S06_a_heads_up_is_followed_by_nothing() -> None:
    made = plan(roster(), rules(l3="sato"), form(kind=EscalationKind.HEADS_UP), NOW)
    assert [step.action for step in made.steps] == [StepAction.REQUEST]


def test_nobody_is_asked_by_themselves_while_there_is_another() -> None:
    policy = rules(l3="sato")
    assert "sato" not in names(candidates(roster(), policy, "", 3, NOW, asker=PersonId("sato")))
    alone = DictState()
    alone.put(member("lead", role=Role.LEAD))
    assert names(candidates(alone, policy, "", 3, NOW, asker=PersonId("lead"))) == ["lead"]


def test_at_night_people_are_seen_as_when_the_office_opens_but_the_top_is_asked_at_once() -> None:
    night = NOW.replace(hour=14)  # 23:00
    back = NOW + timedelta(days=6)  # a weekend and a holiday lie before
    policy = rules(l3="sato", l4="sato")
    out = roster(sato=member("sato", presence=Presence.OUT, presence_until=NOW.replace(hour=15)))
    assert candidates(out, policy, "", 3, night)[0].available.is_here
    assert not candidates(out, policy, "", 4, night)[0].available.is_here
    still = roster(sato=member("sato", presence=Presence.OUT, presence_until=back))
    assert not candidates(still, policy, "", 3, night)[0].available.is_here


def test_the_form_is_addressed_to_whom_its_plan_asks() -> None:
    made = plan(roster(), rules(l3="sato"), form(), NOW)
    addressed = with_plan(form(), made)
    assert (addressed.to.addr, addressed.to_person) == ("sato@shop.example", "sato")
    by_hand = form(to=Address(name="社長", addr="president@shop.example"))
    chosen = plan(roster(), rules(l3="sato"), by_hand, NOW)
    assert chosen.steps[0].to == by_hand.to
    assert chosen.steps[0].why == Why.CHOSEN.value


# --- for any team and any rules -------------------------------------------------------------------

PEOPLE = st.sampled_from([PersonId(name) for name in NAMES])
TARGETS = st.one_of(
    PEOPLE.map(lambda one: Target(kind=TargetKind.PERSON, person=one)),
    st.sampled_from([LEADS, outsider("a@partner.example"), outsider("sato@shop.example")]),
    st.builds(
        lambda people, pick: Target(
            kind=TargetKind.POOL, pool=tuple(PoolMember(person=one) for one in people), pick=pick
        ),
        st.lists(PEOPLE, min_size=1, max_size=4),
        st.sampled_from(Pick),
    ),
)
MEMBERS = st.builds(
    lambda name, presence, until, deputy, left, reachable: Member(
        id=PersonId(name),
        name=name,
        addresses=(f"{name}@shop.example",) if reachable else (),
        role=Role.LEAD if name == "lead" else Role.MEMBER,
        presence=presence,
        presence_until=until,
        deputy=deputy,
        left=left and name != "lead",
    ),
    st.sampled_from(NAMES),
    st.sampled_from(Presence),
    st.sampled_from([None, ONE_PM, NOW - timedelta(hours=1)]),
    st.none() | PEOPLE,
    st.booleans(),
    st.booleans(),
)
ROUTES = st.builds(
    lambda category, level, targets, by: Route(
        category=category, level=level, targets=tuple(targets), by=by
    ),
    st.sampled_from([MONEY, "障害"]),
    st.integers(1, 4),
    st.lists(TARGETS, max_size=4),
    st.sampled_from(RouteBy),
)
LEVELS = st.builds(
    lambda number, ack, answer, nudges, gap, wall, stall: Level(
        number=number,
        name="",
        acknowledge_minutes=ack,
        answer_minutes=answer,
        nudges=nudges,
        nudge_minutes=gap,
        wall_clock=wall,
        stall=tuple(stall),
    ),
    st.just(3),
    st.integers(0, 60),
    st.integers(0, 240),
    st.integers(0, 4),
    st.integers(0, 40),
    st.booleans(),
    st.permutations(DEFAULT_POLICY.level(3).stall),
)


@given(st.lists(MEMBERS, max_size=6), st.lists(ROUTES, max_size=4), LEVELS, st.booleans())
def test_any_rules_give_one_plan_that_asks_each_once_and_nobody_who_left(
    people: list[Member], routes: list[Route], third: Level, wait: bool
) -> None:
    levels = tuple(third if one.number == 3 else one for one in DEFAULT_POLICY.levels)
    policy = replace(DEFAULT_POLICY, levels=levels, routes=tuple(routes))
    state = roster(**{one.name: one for one in people})
    made = plan(state, policy, form(), NOW, wait=wait)
    assert made == plan(state, policy, form(), NOW, wait=wait)  # the same on every desk
    assert [step.number for step in made.steps] == list(range(1, len(made.steps) + 1))
    assert all(step.minutes >= 0 for step in made.steps)
    asking = {StepAction.REQUEST, StepAction.ALTERNATE, StepAction.NEXT_LEVEL}
    asked = [step.to.addr for step in made.steps if step.action in asking and step.to]
    same_level = [s.to.addr for s in made.steps if s.action in asking and s.level == 3 and s.to]
    assert len(same_level) == len(set(same_level))
    now = [state.member(one.id) for one in people]
    left = {addr for one in now if one is not None and one.left for addr in one.addresses}
    assert not left & set(asked)
    times = [step.at for step in planned(policy, made, NOW)]
    assert times == sorted(times)
    lead = state.member(PersonId("lead"))
    assert made.steps or not lead.addresses  # while a lead can be reached, somebody is asked
