"""Scenes of templates: chosen in the composer, by /name, before one asks, and on their page."""

from __future__ import annotations

from mailroom.domain.commands import SetTemplate
from mailroom.service.room import Room
from mailroom.service.templates.sheet import new_template
from ui.actions import Do
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.template_editor import TemplateEditor
from ui.dialogs.template_picker import TemplatePicker
from ui.shots.stage import Scene, Stage

_OWN = (
    new_template(
        "返品の手順",
        "{お客様}\n\nお世話になっております。{チーム}の{自分}です。\n"
        "受付番号 {番号} の返品を承りました。{期限}までに、次の住所へお送りください。\n\n"
        "〒＿＿＿-＿＿＿＿\n返品係 宛\n\n送料は当社が負担いたします(着払いでお送りください)。\n",
        category="返品・返金",
    ),
    new_template(
        "返送先の住所",
        "返送先は次のとおりです。\n\n〒100-0000 東京都千代田区○○ 1-2-3\n返品係\n",
        category="返品・返金",
        order=1,
    ),
    new_template(
        "請求書の再発行",
        "請求書を再発行してお送りします。お手元に届くまで 2、3 日かかります。\n",
        category="料金・請求",
    ),
)


def set_templates(room: Room) -> None:
    """Let the team have texts of its own."""
    for one in _OWN:
        room.do(SetTemplate(template=one))
    room.sync_once()


def _picker(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.REPLY)
    stage.window.composer.templates.open_picker()
    stage.settle()
    return True


def _found(stage: Stage) -> bool:
    if not _picker(stage):
        return False
    [picker] = stage.window.findChildren(TemplatePicker)
    picker.list.line.setText("henpin")
    stage.settle()
    return True


def _slash(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.REPLY)
    body = stage.window.composer.reply.body
    body.setFocus()
    stage.settle()
    body.insertPlainText("/返")
    stage.window.composer.templates.slash.offer_named("返")
    stage.settle()
    return True


def _blank(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.REPLY)
    composer = stage.window.composer
    composer.reply.body.clear()
    composer.templates.insert(composer.templates._offers()[0])  # noqa: SLF001 - as the picker does
    composer.submit()
    stage.settle()
    return True


def _script(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.ESCALATE)
    fields = stage.window.form.request.fields
    fields.category.choose("返品・返金")
    fields.category.chosen.emit()
    stage.settle()
    return True


def _page(stage: Stage) -> bool:
    stage.show(stage.cases.first)
    stage.do(Do.SETTINGS)
    [dialog] = stage.window.findChildren(SettingsDialog)
    dialog.pages.setCurrentWidget(dialog.templates)
    stage.settle()
    return True


def _editor(stage: Stage) -> bool:
    stage.show(stage.cases.first)
    TemplateEditor(stage.session, _OWN[0], stage.window).open()
    stage.settle()
    return True


TEMPLATES: tuple[tuple[str, Scene], ...] = (
    ("template-picker", _picker),
    ("template-found", _found),
    ("template-slash", _slash),
    ("template-blank", _blank),
    ("template-script", _script),
    ("template-page", _page),
    ("template-editor", _editor),
)
