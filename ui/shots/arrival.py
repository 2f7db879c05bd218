"""Scenes of labels and rules on arrival: the tree, the rules, what they would do, what they did."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from PySide6.QtWidgets import QDialog

from mailroom.domain import commands as c
from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.cases import Label
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import LabelId, PersonId, RuleId
from mailroom.practice.day import PracticeDay
from ui.dialogs.arrival.dialog import ArrivalDialog
from ui.dialogs.labels import LabelEditor, LabelPicker
from ui.dialogs.settings import SettingsDialog
from ui.shots.stage import Scene, Stage

_NEWS, _LETTERS, _PAID = LabelId("news"), LabelId("news-letters"), LabelId("invoice-paid")
_DEEP = LabelId("invoice-paid-late")
_PATIENCE = 20.0


def sort_mail(day: PracticeDay) -> None:
    """Let the chief set labels and rules, and mail come that they sort."""
    with day.chief() as room:
        room.sync_once()
        invoice = next(one.id for one in room.reads.labels() if one.name == "請求")
        for label in (
            Label(id=_NEWS, name="お知らせ", colour="grey"),
            Label(id=_LETTERS, name="メルマガ", colour="grey", parent=_NEWS),
            Label(id=_PAID, name="入金", colour="green", parent=invoice),
            Label(id=_DEEP, name="入金待ち", colour="yellow", parent=_PAID),
        ):
            room.do(c.SetLabel(label=label))
        asked = room.do(c.SetArrivalRules(rules=_rules(invoice), reason="受信箱の仕分けを始めます"))
        room.wait(asked, _PATIENCE)
    day.sync()
    for number, sender in enumerate(("ミナト家具", "オフィス用品ナビ", "物流ニュース")):
        news = _mail(f"{sender} <news{number}@shop.example>", f"{sender} 今週のお知らせ")
        news["List-Id"] = f"<news{number}.shop.example>"
        day.server.deliver(day.day.address, news.as_bytes(policy=SMTP))
    paid = _mail("経理 <keiri@kobayashi.example>", "11月分のお振込みについて")
    day.server.deliver(day.day.address, paid.as_bytes(policy=SMTP))
    day.sync()


def _rules(invoice: LabelId) -> tuple[Rule, ...]:
    return (
        Rule(
            id=RuleId("news"),
            name="メルマガは除外",
            conditions=(Condition(part=Part.LIST),),
            labels=(_LETTERS,),
            filters=True,
            stops=True,
        ),
        Rule(
            id=RuleId("paid"),
            name="入金の連絡",
            whole=False,
            conditions=(
                Condition(part=Part.SUBJECT, words=("振込", "入金", "支払")),
                Condition(part=Part.SENDER, words=("keiri@kobayashi.example",)),
            ),
            labels=(_DEEP,),
            assign=(PersonId("sato"), PersonId("suzuki")),
        ),
        Rule(
            id=RuleId("large"),
            name="高額のご相談",
            conditions=(
                Condition(part=Part.AMOUNT, at_least=300_000),
                Condition(part=Part.LIST, negated=True),
            ),
            labels=(invoice,),
            level=2,
        ),
    )


def _mail(sender: str, subject: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = "support@hinata-shoji.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 24 Nov 2026 10:45:00 +0900"
    message["Message-ID"] = f"<arrival-{sender.encode().hex()[:24]}@mail.example>"
    message.set_content("いつもお世話になっております。ご確認をお願いいたします。\n")
    return message


def _labels(stage: Stage) -> bool:
    dialog = SettingsDialog(stage.session, stage.window)
    dialog.pages.setCurrentWidget(dialog.labels)
    return _shown(stage, dialog)


def _label(stage: Stage) -> bool:
    label = stage.session.roster.labels.get(_DEEP)
    return label is not None and _shown(stage, LabelEditor(stage.session, label, stage.window))


def _picker(stage: Stage) -> bool:
    case = stage.cases.first
    if not stage.show(case) or case is None:
        return False
    picker = LabelPicker(stage.session, (case,), stage.window)
    picker.list.line.setText("seikyu")
    return _shown(stage, picker)


def _page(stage: Stage) -> bool:
    dialog = SettingsDialog(stage.session, stage.window)
    dialog.pages.setCurrentWidget(dialog.arrival)
    return _shown(stage, dialog)


def _editor(play: Callable[[ArrivalDialog], None] = lambda _dialog: None) -> Scene:
    def show(stage: Stage) -> bool:
        stage.feign(stage.health(), lead=True)
        dialog = ArrivalDialog(stage.session, stage.window)
        play(dialog)
        dialog.show()
        while dialog.draft.is_trying:
            stage.settle()
        stage.settle()
        return True

    return show


def _wrong(dialog: ArrivalDialog) -> None:
    rule = dialog.draft.add("見積の依頼")
    dialog.choose(rule.id)


def _trial(stage: Stage) -> bool:
    _editor()(stage)
    dialog = next(one for one in stage.window.findChildren(ArrivalDialog) if one.isVisible())
    shown = dialog.show_trial()
    stage.settle()
    return shown is not None


def _left_out(stage: Stage) -> bool:
    room = stage.session.room
    found = room.reads.case_ids(CaseQuery(view=View.FILTERED))
    if not found:
        return False
    stage.window.sidebar.choose_view(View.FILTERED)
    stage.settle()
    return stage.show(found[0])


def _fired(stage: Stage) -> bool:
    room = stage.session.room
    found = room.reads.case_ids(CaseQuery(view=View.ALL, label=_DEEP))
    stage.window.sidebar.choose_view(View.ALL)
    stage.settle()
    return bool(found) and stage.show(found[0])


def _shown(stage: Stage, dialog: QDialog) -> bool:
    dialog.show()
    stage.settle()
    return True


ARRIVAL: tuple[tuple[str, Scene], ...] = (
    ("labels", _labels),
    ("label-change", _label),
    ("label-picker", _picker),
    ("arrival-page", _page),
    ("arrival-rules", _editor()),
    ("arrival-wrong", _editor(_wrong)),
    ("arrival-trial", _trial),
    ("arrival-left-out", _left_out),
    ("arrival-fired", _fired),
)
