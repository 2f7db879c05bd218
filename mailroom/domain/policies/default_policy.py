"""What a new team begins with: usable on the first day, to be made its own (S02, S13, S16-S24)."""

from __future__ import annotations

from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.people import Role
from mailroom.domain.policies.policy import (
    Category,
    Channel,
    Conditions,
    CriterionRule,
    Level,
    Policy,
    Target,
    TargetKind,
)

LEADS = Target(kind=TargetKind.ROLE, role=Role.LEAD)
"""The leads in the order of joining, those who are there first: somebody is always one."""

_LEVELS = (
    Level(number=1, name="窓口", answer_minutes=240, digest=True),
    Level(
        number=2,
        name="係長",
        acknowledge_minutes=30,
        answer_minutes=120,
        nudge_minutes=20,
        digest=True,
    ),
    Level(number=3, name="課長", acknowledge_minutes=15, answer_minutes=60, nudge_minutes=10),
    Level(
        number=4,
        name="部長",
        acknowledge_minutes=10,
        answer_minutes=30,
        wall_clock=True,
        channels=(Channel.PHONE, Channel.MAIL),
        nudge_minutes=5,
    ),
)

_CATEGORIES = (
    Category(
        name="返品・返金",
        boundary="規約どおりの返品・交換は窓口で答えます。規約にない返品、返金の約束は相談してから。",
    ),
    Category(
        name="料金・請求",
        boundary="料金表と請求書の説明は窓口で答えます。値引き・減額・請求の訂正は相談してから。",
    ),
    Category(
        name="仕様・操作",
        boundary="説明書とよくある質問にあることは窓口で答えます。書いていない動きは相談してから。",
    ),
    Category(
        name="障害",
        boundary="受け付けと、公開済みのお知らせの案内まで。原因・復旧の見込み・補償は相談してから。",
    ),
    Category(
        name="納期・配送",
        boundary="伝票どおりの予定は窓口で答えます。納期の変更・約束・お詫びの品は相談してから。",
    ),
    Category(
        name="その他",
        boundary="会社案内にあることは窓口で答えます。はじめての内容は、迷わず相談してください。",
    ),
)

_MONEY_WORDS = ("返金", "値引", "減額", "見積", "請求", "弁償", "補償", "refund", "discount")

_CRITERIA = (
    CriterionRule(
        id="responsible-person",
        criterion=Criterion.RESPONSIBLE_PERSON,
        text="責任者からの回答を求められている",
        when=Conditions(
            words=(
                "責任者",
                "上の者",
                "上司",
                "上席",
                "社長",
                "消費者センター",
                "消費生活センター",
                "訴え",
                "訴訟",
                "弁護士",
                "your manager",
                "supervisor",
                "lawyer",
            )
        ),
        level=3,
        kind=EscalationKind.TAKE_OVER,
    ),
    CriterionRule(
        id="expertise",
        criterion=Criterion.EXPERTISE,
        text="専門知識が必要",
        when=Conditions(words=("技術的", "設定ファイル", "エラーコード", "ログファイル", "法律")),
        level=2,
        kind=EscalationKind.CHECK,
        category="仕様・操作",
    ),
    *(
        CriterionRule(
            id=f"money-{level}",
            criterion=Criterion.MONEY,
            text=text,
            when=Conditions(words=_MONEY_WORDS, amount_from=amount),
            level=level,
            kind=EscalationKind.APPROVE,
            category="料金・請求",
        )
        for level, amount, text in (
            (2, 1, "金額の交渉・調整"),
            (3, 100_000, "金額の交渉・調整(10万円以上)"),
            (4, 1_000_000, "金額の交渉・調整(100万円以上)"),
        )
    ),
    CriterionRule(
        id="authority",
        criterion=Criterion.AUTHORITY,
        text="権限・承認が必要",
        when=Conditions(words=("特例", "例外的に", "契約の変更", "契約変更", "違約金", "免除")),
        level=2,
        kind=EscalationKind.APPROVE,
    ),
    CriterionRule(
        id="long",
        criterion=Criterion.LONG,
        text="やり取りが長引いている",
        when=Conditions(turns=3),
        level=2,
    ),
    CriterionRule(
        id="waiting",
        criterion=Criterion.LONG,
        text="お客様をお待たせしている",
        when=Conditions(elapsed_minutes=960),
        level=2,
    ),
    CriterionRule(
        id="worsening",
        criterion=Criterion.WORSENING,
        text="遅れると深刻になる",
        when=Conditions(
            words=("まだですか", "何度も", "いつまで待", "大至急", "再三", "still waiting"), turns=2
        ),
        level=0,
        escalate_minutes=15,
    ),
    CriterionRule(
        id="not-in-handbook",
        criterion=Criterion.NOT_IN_HANDBOOK,
        text="定型文・手順にない",
        when=Conditions(no_template=True),
        level=2,
        active=False,  # of use once the categories name the usual matters of the team
    ),
    CriterionRule(
        id="emotional",
        criterion=Criterion.EMOTIONAL,
        text="感情的になっている様子",
        when=Conditions(
            words=(
                "ふざけるな",
                "いい加減に",
                "許せない",
                "許さない",
                "最悪",
                "怒り",
                "誠意",
                "!!",
                "unacceptable",
                "outrageous",
            )
        ),
        level=2,
    ),
    CriterionRule(
        id="outage",
        criterion=Criterion.OUTAGE,
        text="障害・緊急",
        when=Conditions(
            words=(
                "障害",
                "全面停止",
                "サービスが停止",
                "つながらない",
                "情報漏",
                "流出",
                "火災",
                "けが",
                "発煙",
                "outage",
            )
        ),
        level=4,
        category="障害",
    ),
)

DEFAULT_POLICY = Policy(
    levels=_LEVELS,
    categories=_CATEGORIES,
    criteria=_CRITERIA,
    fallback=LEADS,
    catch_all=LEADS,
)
