"""What internal mails say, in Japanese business tone and in English (S42, S51, S63).

Owns phrases; ``{}`` stands for what differs. How they stand on the page is ``letters``'s.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.escalations.escalation import AnswerKind, Criterion, EscalationKind
from mailroom.settings import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The phrases of one language.

    Attributes:
        heads: what a request is called, by kind.
        how: the third line: how to answer, by kind.
        buttons: the words that answer; each is one that ``mail.answers`` reads.
        weekdays: Monday first.
    """

    heads: dict[EscalationKind, str]
    how: dict[EscalationKind, str]
    buttons: dict[AnswerKind, str]
    criteria: dict[Criterion, str]
    fields: dict[str, str]
    weekdays: str | tuple[str, ...]
    level: str
    until: str
    subject: str
    request: str
    asker: str
    asked_at: str
    customer_words: str
    cut: str
    answers: str
    answer_words: str
    write_here: str
    keep_line: str
    keep: str
    any_words: str
    for_customer: str
    none: str
    unknown: str
    by: str
    reason: str
    alternate: str
    alternate_head: str
    raised: str
    raised_head: str
    lowered: str
    lowered_head: str
    nudge: tuple[str, ...]
    nudge_head: str
    taken: tuple[str, ...]
    taken_head: str
    busy_thanks: str
    away_note: str
    held: tuple[str, ...]
    held_head: str
    added: str
    said: str
    withdrawn: tuple[str, ...]
    withdrawn_head: str
    confirmed: str
    confirmed_head: str
    correct: str
    recorded: str
    recorded_head: str
    record_when: str
    record_number: str
    record_reached: str
    reached: str
    not_reached: str
    record_memo: str
    digest: str
    digest_head: str
    digest_none: str
    digest_foot: str
    about: str


def phrases(language: Language) -> Phrases:
    """Return the phrases of a language."""
    return _EN if language is Language.EN else _JA


_JA = Phrases(
    heads={
        EscalationKind.HEADS_UP: "共有",
        EscalationKind.CHECK: "確認のお願い",
        EscalationKind.INSTRUCT: "指示のお願い",
        EscalationKind.APPROVE: "承認のお願い",
        EscalationKind.TAKE_OVER: "交代のお願い",
    },
    how={
        EscalationKind.HEADS_UP: "お知らせのみです。返信は必要ありません。",
        EscalationKind.CHECK: "このメールに返信すると、そのまま回答になります。",
        EscalationKind.INSTRUCT: "このメールに返信すると、そのまま指示になります。",
        EscalationKind.APPROVE: "1 行目に「承認する」か「承認しない」と書いて返信してください。",
        EscalationKind.TAKE_OVER: "1 行目に「引き受ける」か「差し戻す」と書いて返信してください。",
    },
    buttons={
        AnswerKind.TAKE: "引き受ける",
        AnswerKind.APPROVE: "承認する",
        AnswerKind.REJECT: "承認しない",
        AnswerKind.INSTRUCT: "指示する",
        AnswerKind.HAND_BACK: "差し戻す",
        AnswerKind.RAISE: "上へ上げる",
        AnswerKind.BUSY: "今は対応できない",
    },
    criteria={
        Criterion.RESPONSIBLE_PERSON: "責任者からの回答を求められている",
        Criterion.EXPERTISE: "専門知識が必要",
        Criterion.MONEY: "金額の交渉・調整",
        Criterion.AUTHORITY: "権限・承認が必要",
        Criterion.LONG: "時間がかかりそう",
        Criterion.WORSENING: "遅れると深刻化する",
        Criterion.NOT_IN_HANDBOOK: "手順にない",
        Criterion.EMOTIONAL: "感情的になっている",
        Criterion.OUTAGE: "障害・緊急",
        Criterion.UNSURE: "迷ったら相談",
    },
    fields={
        "category": "分類",
        "criterion": "目安",
        "customer": "お客様",
        "dates": "発生日時",
        "history": "いきさつ",
        "tried": "試したこと",
        "now": "今の状態",
        "amount": "金額",
    },
    weekdays="月火水木金土日",
    level="L{}",
    until="回答期限",
    subject="【{level}/回答期限 {due}】{head}: {case}",
    request="お願い",
    asker="依頼した人",
    asked_at="依頼日時",
    customer_words="お客様の文面",
    cut="(以下省略。全文は添付のメールにあります)",
    answers="押すとメールが開きます。そのまま送信すると回答になります",
    answer_words="返信の 1 行目に書く言葉: {}",
    write_here="(ここに内容を書いてください)",
    keep_line="(この行は消さないでください {})",
    keep="(下の行は消さずに返信してください)",
    any_words=(
        "決まった言葉がなくても、返信はそのまま回答として届きます。"
        "「了解」だけの返信は、ご覧になったことだけが伝わります。"
    ),
    for_customer="お客様への文面は「▼お客様へ」の行の下に書くと、窓口からそのまま送れます。",
    none="なし",
    unknown="不明",
    by="({})",
    reason="理由",
    alternate="{former}さんに代わって、ご対応をお願いします。",
    alternate_head="代理のお願い",
    raised="{former}さんから上の段階に上がりました。ご対応をお願いします。",
    raised_head="上位へのお願い",
    lowered="上の段階からこちらへ戻りました。",
    lowered_head="引き継ぎのお願い",
    nudge=(
        "お忙しいところ恐れ入ります。この件について、まだお返事を確認できておりません。",
        "ご都合が悪いときは「今は対応できない」とお知らせください。すぐに別の方へお願いします。",
        "このご連絡は Mailroom が自動でお送りしています。行き違いのときはご容赦ください。",
    ),
    nudge_head="ご確認のお願い",
    taken=(
        "この件は {now}さんにお願いしました。ご対応は不要です。",
        "何かご存じのことがあれば、このメールに返信してください。担当の者に伝わります。",
    ),
    taken_head="ご対応は不要になりました",
    busy_thanks="お知らせいただき、ありがとうございます。",
    away_note="ご不在とのことでしたので、先に進めました。",
    held=(
        "お返事ありがとうございます。この件は {now}さんが引き受けています。",
        "いただいた内容は記録し、{now}さんと窓口が読めるようにしました。ご対応は不要です。",
    ),
    held_head="この件は {now}さんが引き受けています",
    added="追加のお知らせ",
    said="{by}さんの回答",
    withdrawn=("この件への対応は不要になりました。", "ご確認いただき、ありがとうございました。"),
    withdrawn_head="取り下げ",
    confirmed="口頭でいただいた回答を次のとおり記録しました。",
    confirmed_head="回答の確認",
    correct="違うところがあれば、このメールに返信してください。",
    recorded="お電話の内容を記録としてお送りします。",
    recorded_head="お電話の記録",
    record_when="日時",
    record_number="番号",
    record_reached="結果",
    reached="お話しできました",
    not_reached="つながりませんでした",
    record_memo="内容",
    digest="共有 {count} 件です({day})。返信は必要ありません。",
    digest_head="共有 {count} 件",
    digest_none="共有はありません。",
    digest_foot="気になる件があれば、その件のボタンか、このメールへの返信でお知らせください。",
    about="この件に返信する",
)

_EN = Phrases(
    heads={
        EscalationKind.HEADS_UP: "Heads-up",
        EscalationKind.CHECK: "Please check",
        EscalationKind.INSTRUCT: "Please instruct",
        EscalationKind.APPROVE: "Please approve",
        EscalationKind.TAKE_OVER: "Please take over",
    },
    how={
        EscalationKind.HEADS_UP: "For your information; no answer needed.",
        EscalationKind.CHECK: "Reply to this mail: your words are the answer.",
        EscalationKind.INSTRUCT: "Reply to this mail: your words are the instruction.",
        EscalationKind.APPROVE: 'Reply with "approve" or "reject" in the first line.',
        EscalationKind.TAKE_OVER: 'Reply with "I take it" or "hand back" in the first line.',
    },
    buttons={
        AnswerKind.TAKE: "I take it",
        AnswerKind.APPROVE: "Approve",
        AnswerKind.REJECT: "Reject",
        AnswerKind.INSTRUCT: "Instruct",
        AnswerKind.HAND_BACK: "Hand back",
        AnswerKind.RAISE: "Raise",
        AnswerKind.BUSY: "Not now",
    },
    criteria={
        Criterion.RESPONSIBLE_PERSON: "the customer asks for the person in charge",
        Criterion.EXPERTISE: "needs special knowledge",
        Criterion.MONEY: "money is negotiated",
        Criterion.AUTHORITY: "needs authority or approval",
        Criterion.LONG: "will take long",
        Criterion.WORSENING: "gets worse with delay",
        Criterion.NOT_IN_HANDBOOK: "not in the handbook",
        Criterion.EMOTIONAL: "the customer is upset",
        Criterion.OUTAGE: "outage, urgent",
        Criterion.UNSURE: "not sure",
    },
    fields={
        "category": "Category",
        "criterion": "Criterion",
        "customer": "Customer",
        "dates": "When",
        "history": "History",
        "tried": "Tried",
        "now": "Now",
        "amount": "Amount",
    },
    weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    level="L{}",
    until="Answer by",
    subject="[{level}/answer by {due}] {head}: {case}",
    request="Request",
    asker="Asked by",
    asked_at="Asked at",
    customer_words="The customer's words",
    cut="(shortened; the attached mail has it all)",
    answers="A button opens a mail; send it as it is to answer",
    answer_words="Words for the first line of a reply: {}",
    write_here="(please write here)",
    keep_line="(please keep this line {})",
    keep="(please keep the next line in your reply)",
    any_words=(
        'A reply in your own words counts as well. "Noted" alone only says that you have seen it.'
    ),
    for_customer=(
        'Wording for the customer goes below a line "To the customer:"; '
        "the desk can send it as it is."
    ),
    none="none",
    unknown="unknown",
    by="({})",
    reason="Reason",
    alternate="You are asked in place of {former}.",
    alternate_head="Please step in",
    raised="This comes to you from {former}, one level below.",
    raised_head="Raised to you",
    lowered="This came back from the level above.",
    lowered_head="Handed down to you",
    nudge=(
        "We are sorry to trouble you again: there is no answer yet to the following.",
        'If you cannot take it now, just say "Not now": somebody else is asked at once.',
        "Mailroom sends this by itself. Please forgive us if your answer is on its way.",
    ),
    nudge_head="A reminder",
    taken=(
        "{now} has been asked in your place. There is nothing you need to do.",
        "If you know something about it, reply to this mail; it will reach them.",
    ),
    taken_head="Nothing to do any more",
    busy_thanks="Thank you for letting us know.",
    away_note="We heard that you are away, and went on.",
    held=(
        "Thank you for your answer. {now} has already taken this.",
        "Your words were kept for {now} and the desk. There is nothing you need to do.",
    ),
    held_head="{now} has it",
    added="More facts",
    said="What {by} answered",
    withdrawn=("Nothing needs to be done about this any more.", "Thank you for your attention."),
    withdrawn_head="Withdrawn",
    confirmed="Your spoken answer was recorded as follows.",
    confirmed_head="Your answer",
    correct="Reply to this mail if anything is wrong.",
    recorded="This is the record of our call.",
    recorded_head="Record of a call",
    record_when="When",
    record_number="Number",
    record_reached="Result",
    reached="we spoke",
    not_reached="no answer",
    record_memo="What was said",
    digest="{count} heads-up(s), {day}. No answer needed.",
    digest_head="{count} heads-up(s)",
    digest_none="There are none.",
    digest_foot="Press the button of one that concerns you, or reply to this mail.",
    about="Write about this",
)
