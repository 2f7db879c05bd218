"""Scenes of people: the page of a customer, a mail that came back, an archive and its password."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

from mailroom.domain import commands as c
from mailroom.domain.policies.contacts import Contact, ContactFlag
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.practice.day import PracticeDay
from mailroom.service.room import Room
from ui.dialogs.contact import ContactDialog, Part
from ui.shots.stage import Scene, Stage

_WHO = "yamada@yamada-shoten.example"
_PRIVATE = "taro.yamada@private.example"
_ARCHIVE = "お見積書の送付"


def know_people(day: PracticeDay) -> None:
    """Say who a customer is, as colleagues would; let an archive and its password come."""
    room = day.room
    private = _mail(
        f"山田 太郎 <{_PRIVATE}>", "私用のアドレスからです", "先ほどの件、こちらでも受け取れます。"
    )
    sender = "林 健太 <hayashi@hayashi-design.example>"
    archive = _mail(
        sender, _ARCHIVE, "お見積書をお送りします。パスワードは別メールでお送りします。"
    )
    archive.add_attachment(_locked(), maintype="application", subtype="zip", filename="見積書.zip")
    letter = _mail(
        sender,
        "パスワードのお知らせ",
        "先ほどのファイルのパスワードです。\n\nパスワード: mitsu#2026\n\n林",
    )
    for mail in (private, archive, letter):
        day.server.deliver(day.day.address, mail.as_bytes())
        day.sync()
    room.do(
        c.DescribeContact(
            key=_WHO, name="山田 太郎 様", company="山田商店(店長)", phone="03-5550-1234"
        )
    )
    room.do(c.JoinContacts(one=_WHO, other=_PRIVATE))
    room.do(c.NoteContact(key=_WHO, text="お電話は 15 時以降がつながりやすいとのことです。"))
    room.do(c.NoteContact(key=_WHO, text="請求書は月末締め、紙でも 1 部お送りします。"))
    with day.chief() as chief:
        chief.sync_once()
        chief.do(
            c.SetContact(
                contact=Contact(
                    key=_WHO,
                    flag=ContactFlag.CAREFUL,
                    handling="返金や日付の話は、必ず書面でお送りします。",
                    two_people=True,
                )
            )
        )
        chief.sync_once()
    day.sync()


def _mail(sender: str, subject: str, text: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = "support@hinata-shoji.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 24 Nov 2026 10:42:00 +0900"
    message["Message-ID"] = f"<known-{len(subject)}-{len(text)}@mail.example>"
    message.set_content(text)
    return message


def _locked() -> bytes:
    """Return an archive whose file is marked as encrypted."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr("見積書.xlsx", b"")
    raw = bytearray(made.getvalue())
    raw[raw.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def _page(part: Part) -> Scene:
    def show(stage: Stage) -> bool:
        page = ContactDialog(stage.session, _WHO, stage.window)
        page.part.choose(part)
        page.part.chosen.emit()
        page.show()
        stage.settle()
        return bool(page.page.cases)

    return show


def _case(subject: str) -> Scene:
    def show(stage: Stage) -> bool:
        return stage.show(_named(stage.session.room, subject))

    return show


def _named(room: Room, subject: str) -> CaseId | None:
    rows = room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))
    return next((row.case.id for row in rows if subject in row.case.subject), None)


PEOPLE: tuple[tuple[str, Scene], ...] = (
    ("customer", _page(Part.CASES)),
    ("customer-history", _page(Part.HISTORY)),
    ("customer-notes", _page(Part.NOTES)),
    ("undelivered", _case("取扱説明書の在庫について")),
    ("password", _case(_ARCHIVE)),
)
