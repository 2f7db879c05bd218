"""Pictures of mail from and to elsewhere: sending on to another desk, mail files."""

from __future__ import annotations

from pathlib import Path

from mailroom.domain.people import Address
from ui.dialogs.mail_files import MailFilesDialog
from ui.dialogs.redirect import RedirectDialog
from ui.shots.stage import Scene, Stage


def _redirect(stage: Stage, *, agreed: bool) -> bool:
    case = stage.cases.first
    detail = stage.session.room.reads.detail(case) if case is not None else None
    if detail is None or not stage.show(case):
        return False
    dialog = RedirectDialog(stage.session, detail, None, stage.window)
    if agreed:
        desk = Address(name="総務部", addr="soumu@hinata-shoji.example")
        dialog.offer((desk,))
    dialog.open()
    stage.settle()
    return True


def _mail_files(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    names = [Path("見積のお願い.eml"), Path("Fw_納期について.eml")]
    MailFilesDialog(names, may_attach=True, parent=stage.window).open()
    stage.settle()
    return True


ELSEWHERE: tuple[tuple[str, Scene], ...] = (
    ("send-on", lambda stage: _redirect(stage, agreed=False)),
    ("send-on-agreed", lambda stage: _redirect(stage, agreed=True)),
    ("dropped-mails", _mail_files),
)
