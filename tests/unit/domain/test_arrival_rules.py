"""Which rules a mail meets, what is wrong with rules, and the tree of labels, without a fold."""

from dataclasses import replace

import pytest

from mailroom.domain.arrival.checking import RuleProblem, check_rules
from mailroom.domain.arrival.matching import Looked, Matcher
from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.events import LabelSet, MemberSet
from mailroom.domain.labelling import depth, height, in_order, path, with_all_below
from mailroom.domain.mails import Automatic
from mailroom.domain.people import Address, Member
from mailroom.domain.policies.contacts import ContactFlag
from mailroom.ids import LabelId, MailboxId, PersonId, RuleId
from mailroom.mail.search_text import fold
from tests.unit.domain.world import SATO, TANAKA, World

MAIL = Looked(
    sender=Address(name=fold("ヤマダ商店 山田"), addr="info@shop.yamada.example"),
    recipients=(Address(name="サポート", addr="support@shop.example"),),
    subject=fold("１０月分ご請求書(再送)"),
    body=fold("金額は 12,000円 です。ｾｲｷｭｳｼｮ を添付しました。"),
    attachments=(fold("請求書_10月.PDF"),),
    has_attachments=True,
    contact=ContactFlag.CAREFUL,
    labels=frozenset({LabelId("invoice")}),
    amounts=(12_000,),
    mailbox=MailboxId("m"),
    off_hours=True,
)


def rule(*conditions: Condition, name: str = "規則", **more: object) -> Rule:
    made = Rule(id=RuleId(name), name=name, conditions=conditions, filters=True)
    return replace(made, **more)  # type: ignore[arg-type]


def meets(mail: Looked, *conditions: Condition, whole: bool = True) -> bool:
    return bool(Matcher([rule(*conditions, whole=whole)], fold).met(mail))


@pytest.mark.parametrize(
    ("part", "words", "met"),
    [
        (Part.SENDER, ("info@shop.yamada.example",), True),
        (Part.SENDER, ("INFO@SHOP.YAMADA.EXAMPLE",), True),
        (Part.SENDER, ("info@yamada.example",), False),  # an address is meant whole
        (Part.SENDER, ("@yamada.example",), True),  # a domain with those below it
        (Part.SENDER, ("@mada.example",), False),
        (Part.SENDER, ("やまだ商店",), True),  # part of a name, whatever its kana
        (Part.SENDER, ("佐藤", "山田"), True),
        (Part.RECIPIENTS, ("support@shop.example",), True),
        (Part.RECIPIENTS, ("other@shop.example",), False),
        (Part.SUBJECT, ("10月分",), True),
        (Part.SUBJECT, ("見積",), False),
        (Part.BODY, ("セイキュウショ",), True),
        (Part.BODY, ("再送",), False),
        (Part.TEXT, ("再送",), True),
        (Part.TEXT, ("せいきゅうしょ",), True),
        (Part.CONTACT, (), True),
        (Part.CONTACT, ("careful",), True),
        (Part.CONTACT, ("important",), False),
        (Part.LABEL, ("invoice",), True),
        (Part.LABEL, ("return",), False),
        (Part.ATTACHMENT, (), True),
        (Part.ATTACHMENT, (".pdf",), True),
        (Part.ATTACHMENT, (".xlsx",), False),
        (Part.MAILBOX, ("m",), True),
        (Part.MAILBOX, ("other",), False),
        (Part.OFF_HOURS, (), True),
        (Part.LIST, (), False),
        (Part.AUTOMATIC, (), False),
        (Part.ANSWER, (), False),
    ],
)
def test_S15_a_condition_looks_at_time_people_words_label_attachment_and_amount(
    part: Part, words: tuple[str, ...], met: bool
) -> None:
    assert meets(MAIL, Condition(part=part, words=words)) is met
    assert meets(MAIL, Condition(part=part, words=words, negated=True)) is not met


@pytest.mark.parametrize(("yen", "met"), [(1, True), (12_000, True), (12_001, False)])
def test_S15_an_amount_is_met_from_there_on(yen: int, met: bool) -> None:
    assert meets(MAIL, Condition(part=Part.AMOUNT, at_least=yen)) is met


def test_what_machines_write_and_what_bears_our_tag():
    listed = replace(MAIL, automatic=Automatic.LIST, answer=True)
    assert meets(listed, Condition(part=Part.LIST), Condition(part=Part.ANSWER))
    for kind in (Automatic.REPLY, Automatic.BOUNCE):
        assert meets(replace(MAIL, automatic=kind), Condition(part=Part.AUTOMATIC))


def test_all_or_any_must_hold_and_nothing_that_says_nothing():
    yes = Condition(part=Part.SUBJECT, words=("請求",))
    no = Condition(part=Part.SUBJECT, words=("返品",))
    assert not meets(MAIL, yes, no)
    assert meets(MAIL, yes, no, whole=False)
    assert not meets(MAIL)
    for empty in (Condition(part=Part.SUBJECT, negated=True), Condition(part=Part.AMOUNT)):
        assert not meets(MAIL, yes, empty, whole=False)  # half a rule is none


def test_rules_are_met_in_order_up_to_one_that_stops():
    yes = Condition(part=Part.SUBJECT, words=("請求",))
    rules = [
        rule(yes, name="一"),
        rule(yes, name="休", active=False),
        rule(yes, name="二", stops=True),
        rule(yes, name="三"),
    ]
    assert [one.name for one in Matcher(rules, fold).met(MAIL)] == ["一", "二"]


# --- what is wrong --------------------------------------------------------------------------------


def problems(*rules: Rule, world: World | None = None) -> list[RuleProblem]:
    return [one.problem for one in check_rules(rules, (world or World.founded()).state)]


YES = Condition(part=Part.SUBJECT, words=("請求", "見積"))


def test_a_sound_rule_is_sound():
    assert problems(rule(YES)) == []


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        (rule(YES, name=" "), RuleProblem.NAMELESS),
        (rule(), RuleProblem.NO_CONDITIONS),
        (rule(Condition(part=Part.BODY)), RuleProblem.EMPTY_CONDITION),
        (rule(YES, filters=False), RuleProblem.DOES_NOTHING),
        (rule(YES, labels=(LabelId("none"),)), RuleProblem.LABEL_GONE),
        (rule(Condition(part=Part.LABEL, words=("none",))), RuleProblem.LABEL_GONE),
        (rule(YES, assign=(PersonId("none"),)), RuleProblem.PERSON_GONE),
        (rule(YES, level=9), RuleProblem.NO_SUCH_LEVEL),
    ],
)
def test_what_would_not_work_is_an_error_unless_it_is_switched_off(
    made: Rule, problem: RuleProblem
) -> None:
    found = check_rules([made], World.founded().state)
    assert [(one.problem, one.is_error) for one in found] == [(problem, True)]
    if problem is not RuleProblem.NAMELESS:
        assert problems(replace(made, active=False)) == []


def test_a_label_put_away_and_a_member_who_left_are_found():
    world = World.founded()
    label = world.state.label(LabelId("返品"))
    world.do(TANAKA, LabelSet(label=replace(label, standing=LabelStanding.RETIRED)))
    world.do(TANAKA, MemberSet(member=Member(id=SATO.person, name="佐藤", left=True)))
    made = rule(YES, labels=(LabelId("返品"),), assign=(SATO.person,))
    assert problems(made, world=world) == [RuleProblem.LABEL_GONE, RuleProblem.PERSON_GONE]


@pytest.mark.parametrize(
    ("above", "below", "shadowed"),
    [
        (rule(YES, name="上", stops=True), rule(YES), True),
        (rule(YES, name="上"), rule(YES), False),  # it does not stop
        (rule(YES, name="上", stops=True, active=False), rule(YES), False),
        (
            rule(YES, name="上", stops=True),
            rule(Condition(part=Part.SUBJECT, words=("請求",))),
            True,  # fewer words are met by more
        ),
        (
            rule(Condition(part=Part.SUBJECT, words=("請求",)), name="上", stops=True),
            rule(YES),
            False,
        ),
        (rule(YES, name="上", stops=True), rule(YES, Condition(part=Part.LIST)), True),
        (rule(YES, Condition(part=Part.LIST), name="上", stops=True), rule(YES), False),
        (
            rule(YES, Condition(part=Part.LIST), name="上", stops=True, whole=False),
            rule(YES),
            True,
        ),
        (
            rule(YES, name="上", stops=True),
            rule(YES, Condition(part=Part.LIST), whole=False),
            False,
        ),
        (
            rule(Condition(part=Part.AMOUNT, at_least=100), name="上", stops=True),
            rule(Condition(part=Part.AMOUNT, at_least=500)),
            True,
        ),
        (
            rule(Condition(part=Part.ATTACHMENT), name="上", stops=True),
            rule(Condition(part=Part.ATTACHMENT, words=(".pdf",))),
            True,
        ),
        (
            rule(replace(YES, negated=True), name="上", stops=True),
            rule(replace(YES, negated=True, words=("請求",))),
            False,
        ),
    ],
)
def test_a_rule_behind_one_that_always_stops_is_odd(above: Rule, below: Rule, shadowed: bool):
    assert (problems(above, below) == [RuleProblem.SHADOWED]) is shadowed


def test_two_rules_of_one_name_are_odd():
    second = replace(rule(Condition(part=Part.LIST)), id=RuleId("二"))
    assert problems(rule(YES), second) == [RuleProblem.TWICE]


# --- the tree of labels ---------------------------------------------------------------------------


def test_labels_are_read_as_a_tree():
    made = [
        Label(id=LabelId("c"), name="下", parent=LabelId("b")),
        Label(id=LabelId("b"), name="中", parent=LabelId("a")),
        Label(id=LabelId("z"), name="先", order=-1),
        Label(id=LabelId("a"), name="上"),
        Label(id=LabelId("gone"), name="消", standing=LabelStanding.DELETED),
    ]
    labels = {one.id: one for one in made}
    assert [one.name for one in in_order(made)] == ["先", "上", "中", "下"]
    assert path(labels, LabelId("c")) == ("上", "中", "下")
    assert (depth(labels, LabelId("c")), height(labels, LabelId("a"))) == (3, 2)
    assert with_all_below(made, LabelId("b")) == {"b", "c"}


def test_a_circle_that_no_desk_makes_ends_nothing():
    made = [
        Label(id=LabelId("a"), name="a", parent=LabelId("b")),
        Label(id=LabelId("b"), name="b", parent=LabelId("a")),
    ]
    labels = {one.id: one for one in made}
    assert path(labels, LabelId("a")) == ("b", "a")
    assert len(in_order(made)) == 2
