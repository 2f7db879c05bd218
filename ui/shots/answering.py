"""Pictures of answering: a reply with a file, answered between the lines of the customer's mail."""

from __future__ import annotations

from ui.actions import Do
from ui.shots.stage import Scene, Stage


def _between_the_lines(stage: Stage) -> bool:
    if stage.cases.first is None or not stage.show(stage.cases.first):
        return False
    stage.do(Do.REPLY)
    reply = stage.window.composer.reply
    if reply.quote.quote():  # drafts outlive the window
        reply.quote.inline_button.click()
        reply.body.insertPlainText("はい、新しいものと交換いたします。\n")
    stage.window.composer.head.show_saved(stage.session.now())
    stage.settle()
    return True


def _with_a_file(stage: Stage) -> bool:
    if not _between_the_lines(stage):
        return False
    stage.window.composer.reply.attachments.add(stage.session.room.profile.folder / "profile.json")
    stage.settle()
    return True


ANSWERING: tuple[tuple[str, Scene], ...] = (
    ("answer-inline", _between_the_lines),
    ("answer-file", _with_a_file),
)
