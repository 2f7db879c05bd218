"""Rules on arrival in plain words: what one looks for and does, and what is wrong, both languages.

The window and the command line say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mailroom.domain.arrival.checking import RuleFinding, RuleProblem
from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.policies.contacts import ContactFlag
from mailroom.ids import LabelId, PersonId
from mailroom.service.words import Sentence, pick
from mailroom.settings import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What things are called that a rule knows by their ids."""

    labels: Mapping[LabelId, str] = field(default_factory=dict)
    people: Mapping[PersonId, str] = field(default_factory=dict)
    levels: Mapping[int, str] = field(default_factory=dict)
    mailboxes: Mapping[str, str] = field(default_factory=dict)


def part_name(part: Part, language: Language) -> str:
    """Return what a condition looks at, as a choice in a list."""
    return pick(_PARTS[part], language)


def condition(one: Condition, names: Names, language: Language) -> str:
    """Return a condition as a clause."""
    holds, holds_not = _CLAUSES[one.part]
    if one.part is Part.ATTACHMENT and one.words:
        holds, holds_not = _ATTACHMENT_NAMED
    said = pick(holds_not if one.negated else holds, language)
    return said.format(words=_listed(one, names, language), yen=f"{one.at_least:,}")


def when(rule: Rule, names: Names, language: Language) -> str:
    """Return what a rule looks for, as one phrase."""
    clauses = [condition(one, names, language) for one in rule.conditions]
    if not clauses:
        return pick(("条件がまだありません", "no condition yet"), language)
    joined = ("、かつ ", " and ") if rule.whole else ("、または ", " or ")
    return pick(joined, language).join(clauses)


def then(rule: Rule, names: Names, language: Language) -> str:
    """Return what a rule does, as one phrase."""
    done: list[str] = []
    if rule.labels:
        labels = "、".join(names.labels.get(one, one) for one in rule.labels)
        done.append(pick(("ラベル {0}", "label {0}"), language).format(labels))
    if rule.assign:
        people = [names.people.get(one, one) for one in rule.assign]
        said = (
            ("担当 {0}", "assign {0}")
            if len(people) == 1
            else ("担当を順番に({0})", "assign in turn ({0})")
        )
        done.append(pick(said, language).format("、".join(people)))
    if rule.level:
        level = f"L{rule.level} {names.levels.get(rule.level, '')}".strip()
        done.append(pick(("緊急度 {0}", "level {0}"), language).format(level))
    if rule.filters:
        done.append(pick(("除外", "leave out"), language))
    if rule.stops:
        done.append(pick(("ここで終わる", "stop here"), language))
    return " · ".join(done) or pick(("何もしません", "does nothing"), language)


def finding(one: RuleFinding, language: Language) -> str:
    """Return what is wrong or odd, and the next step."""
    return pick(_FINDINGS[one.problem], language).format(what=one.what)


def _listed(one: Condition, names: Names, language: Language) -> str:
    words = list(one.words)
    if one.part is Part.LABEL:
        words = [names.labels.get(LabelId(word), word) for word in words]
    elif one.part is Part.MAILBOX:
        words = [names.mailboxes.get(word, word) for word in words]
    elif one.part is Part.CONTACT:
        words = [pick(_FLAGS.get(word, (word, word)), language) for word in words]
        words = words or [pick(("対応方針あり", "with a handling"), language)]
    if language is Language.EN:
        return " or ".join(f"“{word}”" for word in words)
    return "".join(f"「{word}」" for word in words) + ("のどれか" if len(words) > 1 else "")


_FLAGS: dict[str, Sentence] = {
    ContactFlag.IMPORTANT.value: ("重要", "important"),
    ContactFlag.CAREFUL.value: ("慎重に", "careful"),
}
_PARTS: dict[Part, Sentence] = {
    Part.SENDER: ("差出人", "Sender"),
    Part.RECIPIENTS: ("宛先(To・Cc)", "Recipients (To, Cc)"),
    Part.SUBJECT: ("件名", "Subject"),
    Part.BODY: ("本文", "Text"),
    Part.TEXT: ("件名か本文", "Subject or text"),
    Part.CONTACT: ("お客様の印", "Mark of the customer"),
    Part.LABEL: ("案件のラベル", "Label of the case"),
    Part.ATTACHMENT: ("添付ファイル", "Attachment"),
    Part.AMOUNT: ("金額", "Amount of money"),
    Part.OFF_HOURS: ("営業時間外に届いた", "Came outside office hours"),
    Part.LIST: ("メルマガ・一斉配信", "Newsletter or list mail"),
    Part.AUTOMATIC: ("自動返信・不達通知", "Automatic reply or bounce"),
    Part.MAILBOX: ("届いたメールボックス", "Mailbox it came to"),
    Part.ANSWER: ("こちらの案件番号が付いている", "Bears a case number of ours"),
}
_Pair = tuple[Sentence, Sentence]
_CLAUSES: dict[Part, _Pair] = {
    Part.SENDER: (
        ("差出人が{words}である", "the sender is {words}"),
        ("差出人が{words}ではない", "the sender is not {words}"),
    ),
    Part.RECIPIENTS: (
        ("宛先に{words}がいる", "it goes to {words}"),
        ("宛先に{words}がいない", "it does not go to {words}"),
    ),
    Part.SUBJECT: (
        ("件名に{words}がある", "the subject has {words}"),
        ("件名に{words}がない", "the subject does not have {words}"),
    ),
    Part.BODY: (
        ("本文に{words}がある", "the text has {words}"),
        ("本文に{words}がない", "the text does not have {words}"),
    ),
    Part.TEXT: (
        ("件名か本文に{words}がある", "subject or text has {words}"),
        ("件名にも本文にも{words}がない", "neither subject nor text has {words}"),
    ),
    Part.CONTACT: (
        ("お客様が{words}である", "the customer is {words}"),
        ("お客様が{words}ではない", "the customer is not {words}"),
    ),
    Part.LABEL: (
        ("案件にラベル{words}がある", "the case wears {words}"),
        ("案件にラベル{words}がない", "the case does not wear {words}"),
    ),
    Part.ATTACHMENT: (
        ("添付がある", "it has an attachment"),
        ("添付がない", "it has no attachment"),
    ),
    Part.AMOUNT: (
        ("{yen}円以上の金額がある", "it names {yen} yen or more"),
        ("{yen}円以上の金額がない", "it does not name {yen} yen or more"),
    ),
    Part.OFF_HOURS: (
        ("営業時間外に届いた", "it came outside office hours"),
        ("営業時間内に届いた", "it came in office hours"),
    ),
    Part.LIST: (
        ("メルマガ・一斉配信である", "it is list mail"),
        ("メルマガ・一斉配信ではない", "it is no list mail"),
    ),
    Part.AUTOMATIC: (
        ("自動返信・不達通知である", "a machine wrote it"),
        ("自動返信・不達通知ではない", "no machine wrote it"),
    ),
    Part.MAILBOX: (
        ("{words}に届いた", "it came to {words}"),
        ("{words}に届いていない", "it did not come to {words}"),
    ),
    Part.ANSWER: (
        ("こちらの案件番号が付いている", "it bears a case number of ours"),
        ("こちらの案件番号が付いていない", "it bears no case number of ours"),
    ),
}
_ATTACHMENT_NAMED: _Pair = (
    ("添付の名前に{words}がある", "an attachment is called {words}"),
    ("添付の名前に{words}がない", "no attachment is called {words}"),
)
_FINDINGS: dict[RuleProblem, Sentence] = {
    RuleProblem.NAMELESS: (
        "名前がありません。入れてください。",
        "The name is missing. Give it one.",
    ),
    RuleProblem.TWICE: (
        "「{what}」という規則が 2 つあります。見分けられる名前にしてください。",
        "Two rules are called “{what}”. Give one another name.",
    ),
    RuleProblem.NO_CONDITIONS: (
        "条件がありません。1 つ足してください。",
        "It has no condition. Add one.",
    ),
    RuleProblem.EMPTY_CONDITION: (
        "空の条件があります。言葉を入れるか、その行を消してください。",
        "A condition is empty. Give it words or remove the line.",
    ),
    RuleProblem.DOES_NOTHING: (
        "することが選ばれていません。1 つ選んでください。",
        "It does nothing. Choose what it does.",
    ),
    RuleProblem.LABEL_GONE: (
        "ラベル「{what}」は使われていません。選び直してください。",
        "The label “{what}” is not in use. Choose another one.",
    ),
    RuleProblem.PERSON_GONE: (
        "{what}さんはチームにいません。選び直してください。",
        "{what} is not in the team. Choose somebody else.",
    ),
    RuleProblem.NO_SUCH_LEVEL: (
        "レベル {what} はありません。選び直してください。",
        "There is no level {what}. Choose again.",
    ),
    RuleProblem.SHADOWED: (
        "上の「{what}」がいつも先に終わらせるので、働きません。順番を変えてください。",
        "“{what}” above always stops first, so this one never acts. Change the order.",
    ),
    RuleProblem.FILTERS_ALL: (
        "今あるメールの半分以上({what}通)を除外します。条件を絞ってください。",
        "It would leave out more than half of the mail ({what}). Narrow it down.",
    ),
    RuleProblem.NEVER_MET: (
        "今あるメールには 1 通も当てはまりません。条件を確かめてください。",
        "None of the mail that is here meets it. Check its conditions.",
    ),
}
