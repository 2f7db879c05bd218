"""Pictures of which mail lies where: why, similar cases, what a merge makes, a mail passed on."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from mailroom.domain.mails import JoinReason, MailPlace
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.practice.day import PracticeDay
from ui.actions import Do
from ui.shots.stage import Scene, Stage

_KIMURA = "木村 直子 <kimura@kimura-bunguten.example>"
_PASSED_ON = "FW: 名入れ封筒の見本について"
_ALIKE = "名入れ封筒の納期"


def bring_threads(day: PracticeDay) -> None:
    """Let a colleague pass a mail on, and a customer write twice about one matter."""
    house = day.day.address.partition("@")[2]
    _deliver(
        day,
        _PASSED_ON,
        f"中村 (営業) <nakamura@{house}>",
        "お客様からのご相談です。対応をお願いします。\n\n"
        "________________________________\n"
        f"差出人: {_KIMURA}\n送信日時: 2026年11月24日 火曜日 8:50\n宛先: 中村\n"
        "件名: 名入れ封筒の見本について\n\n"
        "封筒の見本を送っていただけますか。角2と長3が希望です。\n",
    )
    _deliver(day, _ALIKE, _KIMURA, "封筒の納期を教えてください。\n")
    _deliver(day, _ALIKE, _KIMURA, "先日の件、角2だけ先にいただくことはできますか。\n")
    day.sync()


def _deliver(day: PracticeDay, subject: str, sender: str, text: str) -> None:
    now: datetime = day.room.clock.now()
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, day.day.address, subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{abs(hash((subject, text)))}@kimura-bunguten.example>"
    mail.set_content(text, charset="utf-8")
    day.server.deliver(day.day.address, mail.as_bytes(), folder="INBOX", when=now)


def _cases(stage: Stage, subject: str) -> list[CaseId]:
    reads = stage.session.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
    return [row.case.id for row in rows if row.case.subject == subject]


def _answered(stage: Stage) -> MailPlace | None:
    """Return a mail that answers another one."""
    reads = stage.session.room.reads
    for case in reads.case_ids(CaseQuery(view=View.ALL)):
        for item in reversed(reads.timeline(case)):
            if item.mail is not None and item.mail.reason is JoinReason.IN_REPLY_TO:
                return item.mail
    return None


def _why(stage: Stage) -> bool:
    mail = _answered(stage)
    if mail is None or not stage.show(mail.case):
        return False
    stage.window.window_acts.threads.why(mail.facts.key)
    stage.settle()
    return True


def _beside(stage: Stage) -> bool:
    """The sections of the inspector, at their place."""
    found = _cases(stage, _ALIKE)
    if not found or not stage.show(found[0]):
        return False
    if stage.window.inspector.isHidden() or not stage.window.inspector.isVisible():
        stage.do(Do.INSPECTOR)
    return True


def _elsewhere(stage: Stage) -> bool:
    mail = _answered(stage)
    if mail is None or not stage.show(mail.case):
        return False
    stage.window.window_acts.threads.choose_where(mail)
    stage.settle()
    return True


def _merge(stage: Stage) -> bool:
    found = tuple(_cases(stage, _ALIKE))
    if not found or not stage.show(found[0]):
        return False
    stage.window.window_acts.threads.merge(found)
    stage.settle()
    return True


def _passed_on(stage: Stage) -> bool:
    found = _cases(stage, _PASSED_ON)
    if not found or not stage.show(found[0]):
        return False
    stage.do(Do.REPLY)
    return True


def _offered(stage: Stage) -> bool:
    found = _cases(stage, _PASSED_ON)
    return bool(found) and stage.show(found[0])


THREADS: tuple[tuple[str, Scene], ...] = (
    ("why-here", _why),
    ("similar-cases", _beside),
    ("another-case", _elsewhere),
    ("merge-preview", _merge),
    ("passed-on", _offered),
    ("passed-on-reply", _passed_on),
)
