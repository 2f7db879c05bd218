"""Findings about the team's rules in plain sentences that name the cell, in both languages."""

from __future__ import annotations

from mailroom.domain.policies.policy import Policy
from mailroom.domain.policies.policy_check import Cell, Finding, Page, Problem
from mailroom.service.words import Sentence, pick
from mailroom.settings import Language

_SAID: dict[Problem, Sentence] = {
    Problem.LEVEL_COUNT: (
        "レベルは 3 から 6 までです。増やすか減らしてください。",
        "There must be 3 to 6 levels. Add or remove some.",
    ),
    Problem.NAMELESS: ("名前がありません。入れてください。", "The name is missing. Give it one."),
    Problem.NO_FALLBACK: (
        "迷ったときの相談先がありません。1 人選んでください。",
        "Nobody is named to ask when in doubt. Choose somebody.",
    ),
    Problem.NO_CATCH_ALL: (
        "どのルールにも当てはまらないときの相談先がありません。1 人選んでください。",
        "Nobody gets what no rule reaches. Choose somebody.",
    ),
    Problem.NAMES_NOBODY: (
        "相談先が空です。選ぶか、行を消してください。",
        "It names nobody. Choose somebody or remove the line.",
    ),
    Problem.LEFT: (
        "{who}さんは退職しています。ほかの人を選んでください。",
        "{who} has left the team. Choose somebody else.",
    ),
    Problem.UNKNOWN_PERSON: (
        "この人はチームにいません。選び直してください。",
        "This person is not in the team. Choose again.",
    ),
    Problem.NO_ADDRESS: (
        "{who}さんのメールアドレスがありません。メンバーの画面で入れるまで届きません。",
        "{who} has no mail address; nothing reaches them until it is entered under Team.",
    ),
    Problem.BAD_ADDRESS: (
        "「{who}」はメールアドレスの形ではありません。直してください。",
        "“{who}” is no mail address. Correct it.",
    ),
    Problem.OWN_ADDRESS: (
        "{who} はこのチームのアドレスです。自分に戻ってしまうので、ほかの相談先にしてください。",
        "{who} is the team's own address: it would come back. Choose another.",
    ),
    Problem.UNKNOWN_CATEGORY: (
        "分類「{who}」がありません。分類を足すか、選び直してください。",
        "There is no category “{who}”. Add it or choose again.",
    ),
    Problem.UNKNOWN_LEVEL: (
        "そのレベルがありません。選び直してください。",
        "There is no such level. Choose again.",
    ),
    Problem.TWICE: (
        "「{who}」が 2 回あります。1 つにしてください。",
        "“{who}” is there twice. Keep one.",
    ),
    Problem.DEAD_END: (
        "だれも答えないとき、そこで止まります。最後を「全員の一覧へ」にしてください。",
        "If nobody answers it ends here. Let the last step be “Show to everybody”.",
    ),
    Problem.NOBODY_ABOVE: (
        "上へ上げても同じ人に戻ります。上のレベルに別の人を入れてください。",
        "Going up leads back to the same person. Name somebody else above.",
    ),
    Problem.IMPOSSIBLE: (
        "時間が 0 か、1 年を超えています。直してください。",
        "A time is zero or longer than a year. Correct it.",
    ),
    Problem.LATE_ACKNOWLEDGEMENT: (
        "受領の期限が回答の期限より長くなっています。",
        "Seeing it may take longer than answering it.",
    ),
    Problem.LATE_NUDGE: (
        "催促の前に次の人へ移ります。催促までを短くしてください。",
        "The next person is asked before the reminder. Shorten the time to the reminder.",
    ),
    Problem.UNNAMED_LEVEL: (
        "担当が決まっていません。迷ったときの相談先に届きます。",
        "Nobody is named; it goes to whom one asks when in doubt.",
    ),
    Problem.NO_PHONE: (
        "電話が先の決まりですが、{who}さんの電話番号がありません。",
        "The phone comes first, but {who} has no number.",
    ),
    Problem.NEVER_SUGGESTED: (
        "条件がないので、自動では目安に出ません(手では選べます)。",
        "It has no condition, so it is never suggested; it can be chosen by hand.",
    ),
    Problem.REVIEW_DUE: (
        "見直しの日({who})が来ています。",
        "The rules are due for a review ({who}).",
    ),
    Problem.REVIEWER_LEFT: (
        "見直しの担当が退職しています。選び直してください。",
        "Who was to review the rules has left. Choose again.",
    ),
}


def sentence(finding: Finding, policy: Policy, language: Language) -> str:
    """Return one finding with its cell: 「料金・請求 × L3 課長: …」."""
    said = pick(_SAID[finding.problem], language).format(who=finding.who)
    where = place(finding.cell, policy, language)
    return f"{where}: {said}" if where else said


def bare(finding: Finding, language: Language) -> str:
    """Return one finding as it is said beside its cell."""
    return pick(_SAID[finding.problem], language).format(who=finding.who)


def place(cell: Cell, policy: Policy, language: Language) -> str:
    """Return the name of a cell; empty for what is about the whole."""
    if cell.place:
        return pick(_PLACES[cell.place], language)
    if cell.rule:
        rule = policy.rule(cell.rule)
        name = rule.text if rule is not None and rule.text else cell.rule
        return pick(("目安「{name}」", "Criterion “{name}”"), language).format(name=name)
    known = {level.number: level.name for level in policy.levels}
    level = f"L{cell.level} {known.get(cell.level, '')}".rstrip() if cell.level else ""
    if cell.page is Page.ROUTES:
        category = cell.category or pick(("分類なし", "no category"), language)
        return f"{category} × {level}" if level else category
    return level


_PLACES: dict[str, Sentence] = {
    "fallback": ("迷ったときの相談先", "When in doubt"),
    "catch_all": ("どのルールにも当てはまらないとき", "What no rule reaches"),
}
