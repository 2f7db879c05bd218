"""When to escalate: rows S14-S24 of the requirements, with the rules a new team begins with."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.policies.amounts import amounts_in
from mailroom.domain.policies.criteria import CaseFacts, Suggestion, category_of, suggestions
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Channel, Conditions, CriterionRule
from mailroom.domain.records.record import canonical, from_plain, to_plain
from mailroom.ids import LabelId


def found(*texts: str, **facts: object) -> dict[Criterion, Suggestion]:
    shown = suggestions(DEFAULT_POLICY, CaseFacts(texts=texts, **facts))  # type: ignore[arg-type]
    return {one.rule.criterion: one for one in shown}


def only(rule: CriterionRule, **facts: object) -> bool:
    policy = replace(DEFAULT_POLICY, criteria=(rule,))
    return bool(suggestions(policy, CaseFacts(**facts)))  # type: ignore[arg-type]


def rule(**when: object) -> CriterionRule:
    conditions = Conditions(**when)  # type: ignore[arg-type]
    return CriterionRule(id="x", criterion=Criterion.AUTHORITY, text="x", when=conditions)


def test_S14_the_criteria_are_data_and_one_that_applies_is_enough() -> None:
    for one in DEFAULT_POLICY.criteria:
        assert one.text
        assert from_plain(CriterionRule, to_plain(one)) == one
    own = rule(words=("特注",))
    policy = replace(DEFAULT_POLICY, criteria=(*DEFAULT_POLICY.criteria, own))
    [shown] = suggestions(policy, CaseFacts(texts=("特注の品について",)))
    assert (shown.rule, shown.signs) == (own, ("特注",))
    assert "特注" in canonical(policy)


@pytest.mark.parametrize(
    ("conditions", "fits", "misses"),
    [
        ({"words": ("返品",)}, {"texts": ("返品したい",)}, {"texts": ("交換したい",)}),
        ({"words": ("VIP",)}, {"texts": ("ｖｉｐ会員です",)}, {"texts": ("会員です",)}),
        ({"labels": (LabelId("a"),)}, {"labels": (LabelId("a"),)}, {"labels": (LabelId("b"),)}),
        (
            {"senders": ("ceo@big.example",)},
            {"sender": "CEO@big.example"},
            {"sender": "x@big.example"},
        ),
        (
            {"senders": ("@big.example",)},
            {"sender": "x@big.example"},
            {"sender": "x@notbig.example"},
        ),
        ({"amount_from": 5000}, {"texts": ("5,000円",)}, {"texts": ("4,999円",)}),
        ({"elapsed_minutes": 60}, {"waited_minutes": 60}, {"waited_minutes": 59}),
        ({"turns": 3}, {"turns": 3}, {"turns": 2}),
        ({"no_template": True}, {"covered": False}, {"covered": True}),
    ],
)
def test_S15_when_from_whom_and_what_can_all_be_conditions(
    conditions: dict[str, object], fits: dict[str, object], misses: dict[str, object]
) -> None:
    assert only(rule(**conditions), **fits)
    assert not only(rule(**conditions), **misses)
    both = rule(**conditions | {"turns": 99})
    assert not only(both, **{"turns": 0} | fits)  # every part that is given must hold


@pytest.mark.parametrize(
    "words", ["責任者を出してください", "消費者センターに相談します", "上の者を"]
)
def test_S16_who_asks_for_a_responsible_person_gets_level_3_and_takeover(words: str) -> None:
    shown = found(words)[Criterion.RESPONSIBLE_PERSON]
    assert (shown.level, shown.kind) == (3, EscalationKind.TAKE_OVER)


def test_S16_the_signs_are_named_as_they_were_found() -> None:
    shown = found("責任者を出せ。消費者センターに言います")[Criterion.RESPONSIBLE_PERSON]
    assert shown.signs == ("責任者", "消費者センター")


def test_S17_what_needs_knowledge_goes_the_way_of_those_who_know() -> None:
    shown = found("エラーコード E-42 が出ます")[Criterion.EXPERTISE]
    assert (shown.level, shown.kind, shown.category) == (2, EscalationKind.CHECK, "仕様・操作")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("3,000円を返金してください", 2),
        ("１５万円の返金を求めます", 3),
        ("総額￥1,200,000の請求は誤りです", 4),
    ],
)
def test_S18_money_goes_higher_with_the_amount(text: str, level: int) -> None:
    shown = found(text)[Criterion.MONEY]
    assert (shown.level, shown.category) == (level, "料金・請求")
    assert any("円" in sign or "¥" in sign for sign in shown.signs)


def test_S18_an_amount_alone_is_no_matter_of_money() -> None:
    assert Criterion.MONEY not in found("3,000円の商品を買いました")
    assert Criterion.MONEY not in found("請求書が届きました")


def test_S19_what_needs_authority_asks_for_an_approval() -> None:
    shown = found("違約金の免除をお願いします")[Criterion.AUTHORITY]
    assert shown.kind is EscalationKind.APPROVE


def test_S20_a_third_mail_or_two_days_of_waiting_look_long() -> None:
    assert Criterion.LONG not in found("まだ直りません", turns=2)
    assert found("まだ直りません", turns=3)[Criterion.LONG].turns == 3
    waited = found(waited_minutes=960)[Criterion.LONG]
    assert (waited.waited_minutes, waited.turns) == (960, 0)


def test_S21_what_gets_worse_suggests_one_level_more_and_less_time() -> None:
    shown = found("何度も連絡していますがまだですか", turns=2, level=2)[Criterion.WORSENING]
    assert shown.level == 3
    assert 0 < shown.rule.escalate_minutes < DEFAULT_POLICY.escalate_minutes
    top = found("まだですか", turns=2, level=4)[Criterion.WORSENING]
    assert top.level == 4


def test_S22_not_in_the_handbook_is_offered_as_a_reason() -> None:
    offered = DEFAULT_POLICY.rule("not-in-handbook")
    assert offered is not None
    assert not offered.active  # a new team has few templates: it would stand on every case
    active = replace(offered, active=True)
    assert only(active, covered=False)
    assert not only(active, covered=True)
    assert not only(active, covered=None)


@pytest.mark.parametrize("text", ["ふざけるな", "早くしてください！！", "Unacceptable."])
def test_S23_signs_of_emotion_are_shown_and_nothing_is_decided_from_them(text: str) -> None:
    shown = found(text)[Criterion.EMOTIONAL]
    assert shown.signs
    assert shown.level is None


def test_S24_an_outage_takes_the_urgent_path_with_the_phone_first() -> None:
    shown = found("サービスが停止しています")[Criterion.OUTAGE]
    level = DEFAULT_POLICY.level(shown.level)
    assert level.channels[0] is Channel.PHONE
    assert level.wall_clock
    assert shown.category == "障害"


def test_what_was_dismissed_is_not_suggested_again() -> None:
    assert Criterion.LONG not in found(turns=5, dismissed=("long",))


def test_the_highest_level_comes_first_and_mere_signs_last() -> None:
    shown = suggestions(
        DEFAULT_POLICY, CaseFacts(texts=("ふざけるな。責任者を出せ。2,000円返金しろ",))
    )
    assert [one.level for one in shown] == [3, 2, None]


def test_S33_a_label_or_the_words_of_its_name_say_the_category() -> None:
    money = replace(DEFAULT_POLICY.categories[1], labels=(LabelId("invoice"),))
    policy = replace(DEFAULT_POLICY, categories=(DEFAULT_POLICY.categories[0], money))
    assert category_of(policy, CaseFacts(labels=(LabelId("invoice"),))) == "料金・請求"
    assert category_of(policy, CaseFacts(texts=("返品したいのですが",))) == "返品・返金"
    assert category_of(policy, CaseFacts(texts=("こんにちは",))) == ""


@pytest.mark.parametrize(
    ("text", "yen"),
    [
        ("12,000円", [12000]),
        ("１２，０００円", [12000]),
        ("¥5,000 と ￥300", [5000, 300]),
        ("3万円", [30000]),
        ("1.5万円", [15000]),
        ("1億2,000万円", [120000000]),
        ("五千円", [5000]),
        ("二十三万四千円", [234000]),
        ("JPY 800 or 900 yen", [800, 900]),
        ("千円", [1000]),
        ("数万円", [10000]),
        ("円い形", []),
        ("2026年11月20日", []),
        ("03-1234-5678", []),
        ("0円", []),
    ],
)
def test_S18_amounts_are_found_however_they_are_written(text: str, yen: list[int]) -> None:
    assert [amount.yen for amount in amounts_in(text)] == yen


@given(st.integers(1, 10**12))
def test_any_plain_amount_is_read_as_it_is(yen: int) -> None:
    assert [one.yen for one in amounts_in(f"合計{yen:,}円です")] == [yen]


def test_a_long_run_of_digits_is_looked_through_at_once() -> None:
    for run in ("1" * 50_000, "千1" * 20_000, "1,1." * 10_000, "一二三" * 10_000):
        assert list(amounts_in(run + "個")) == []


@given(st.text(alphabet="0123456789,.円万億千百十一二三¥\\ jpyen", max_size=40))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(amount.yen > 0 for amount in amounts_in(text))
