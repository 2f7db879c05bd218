"""Pictures of mails as they are shown: a newsletter, links that deceive, files, a mail inside."""
# ruff: noqa: E501 - mails have long lines

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from mailroom.domain.files import FileKind, kind_of
from mailroom.domain.query import CaseQuery, View
from mailroom.practice.day import PracticeDay
from ui.shots.stage import Scene, Stage
from ui.views.case.cards import MailCard
from ui.views.mail.received_files import ReceivedFiles

_NEWS = "秋の新商品のご案内"
_FILES = "見積書と現場の写真をお送りします"
_PHISHING = "【重要】お支払い方法の確認"

_NEWSLETTER = """
<html><head><style>p { margin: 0 }</style></head><body bgcolor="#f2efe8" style="color:#333">
<table width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table width="520" cellpadding="16" cellspacing="0" bgcolor="#ffffff">
<tr><td bgcolor="#7a1f2b" style="color:#ffffff;font-size:20px;font-weight:bold">ミナト家具 通信</td></tr>
<tr><td><img src="https://cdn.minato-kagu.example/hero.jpg" alt="ナラ材のテーブル" width="480"></td></tr>
<tr><td><p>いつもお世話になっております。ミナト家具です。</p>
<p style="color:#b0b0b0">11月20日から、<b>ナラ材のシリーズ</b>に新しい大きさが加わります。</p></td></tr>
<tr><td><table width="100%" cellpadding="8" cellspacing="0">
<tr><td bgcolor="#efe6d6"><b>品名</b></td><td bgcolor="#efe6d6"><b>大きさ</b></td>
<td bgcolor="#efe6d6" align="right"><b>卸値</b></td></tr>
<tr><td>テーブル M</td><td>120 × 75 cm</td><td align="right">48,000 円</td></tr>
<tr><td>テーブル L</td><td>160 × 85 cm</td><td align="right" style="color:#c0392b">61,000 円</td></tr>
</table></td></tr>
<tr><td><a href="https://www.minato-kagu.example/news/2026">くわしい案内はこちら</a></td></tr>
<tr><td><img src="https://cdn.minato-kagu.example/a.jpg" alt="テーブル M" width="230">
<img src="https://cdn.minato-kagu.example/b.jpg" alt="テーブル L" width="230"></td></tr>
<tr><td style="color:#999999;font-size:11px">配信の停止は
<a href="https://www.minato-kagu.example/stop" style="color:#999">こちら</a></td></tr>
</table></td></tr></table>
<img src="https://t.minato-kagu.example/o?m=1" width="1" height="1"></body></html>
"""

_DECEIT = """
<p>お客様のアカウントに確認が必要な項目があります。</p>
<p>24時間以内に下のページでお支払い方法をご確認ください。</p>
<p><a href="https://rakuten.co.jp.member-check.example/login">https://www.rakuten.co.jp/login</a></p>
<p><a href="https://xn--rkuten-3ya.example/">お客様ページ</a></p>
<p>お問い合わせ: <a href="https://help.kaden-mart.example/">ヘルプ</a></p>
"""

_ANSWER = """
<div>お世話になっております。小林工務店の小林です。</div><div><br></div>
<div>見積書と<b>現場の写真</b>をお送りします。ご確認ください。</div>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">2026年11月20日(金) 16:05 ひなた商事 サポート
&lt;<a href="mailto:support@hinata-shoji.example">support@hinata-shoji.example</a>&gt;:<br></div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">
現場の写真をお送りいただけますか。<br>見積もりをお作りします。</blockquote></div>
"""


def bring_mails(day: PracticeDay) -> None:
    """Let three mails come that show what mails can be."""
    news = _mail("ミナト家具 <news@minato-kagu.example>", _NEWS, _NEWSLETTER)
    deceit = _mail("お支払い窓口 <info@member-check.example>", _PHISHING, _DECEIT)
    files = _mail("小林 大輔 <kobayashi@kobayashi-koumuten.example>", _FILES, _ANSWER)
    files.add_attachment(_photo(), maintype="image", subtype="png", filename="現場の写真.png")
    files.add_attachment(
        _PDF.encode(), maintype="application", subtype="pdf", filename="見積書.pdf"
    )
    files.add_attachment("品番,数量\nA-101,4\n", subtype="csv", filename="明細.csv")
    files.add_attachment(_mail("見積係 <est@maker.example>", "納期の回答", _DECEIT))
    files.add_attachment(
        b"MZ", maintype="application", subtype="octet-stream", filename="カタログ.pdf.exe"
    )
    for mail in (news, deceit, files):
        day.server.deliver(day.day.address, mail.as_bytes(policy=SMTP))
    day.sync()


def _mail(sender: str, subject: str, html: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = "support@hinata-shoji.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 24 Nov 2026 10:40:00 +0900"
    message["Message-ID"] = f"<shown-{len(html)}-{len(subject)}@mail.example>"
    message.set_content(html, subtype="html")
    return message


def _photo() -> bytes:
    """Return a made-up photo: sky, wall, door."""
    image = QImage(960, 640, QImage.Format.Format_RGB32)
    image.fill(QColor("#9cc3dd"))
    painter = QPainter(image)
    painter.fillRect(QRectF(120, 220, 720, 420), QColor("#e6ddcb"))
    painter.fillRect(QRectF(420, 360, 130, 280), QColor("#7a5536"))
    for left in (190, 640):
        painter.fillRect(QRectF(left, 330, 130, 110), QColor("#4b6172"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


_PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R
/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 95>>stream
BT /F1 14 Tf 72 720 Td (Estimate No. 2026-1124) Tj 0 -24 Td (Table L x 4   244,000 JPY) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
startxref
0
%%EOF
"""


def _open(stage: Stage, subject: str) -> MailCard | None:
    reads = stage.session.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
    case = next((row.case.id for row in rows if row.case.subject == subject), None)
    if not stage.show(case):
        return None
    stage.settle()
    return stage.window.case.timeline.cards()[-1]


def _shown(subject: str) -> Scene:
    return lambda stage: _open(stage, subject) is not None


def _question(stage: Stage) -> bool:
    card = _open(stage, _PHISHING)
    if card is None or card.words is None:
        return False
    view = card.words.views[0]
    view.anchorClicked.emit(QUrl("link:0"))
    stage.settle()
    return True


def _file(kind: FileKind) -> Scene:
    def play(stage: Stage) -> bool:
        card = _open(stage, _FILES)
        files = card.findChild(ReceivedFiles) if card is not None else None
        if files is None:
            return False
        wanted = next(
            chip
            for chip, info in zip(files.chips, files.files, strict=True)
            if kind_of(info.filename, info.content_type) is kind
        )
        wanted.click()
        stage.settle()
        return True

    return play


MAILS: tuple[tuple[str, Scene], ...] = (
    ("mail-newsletter", _shown(_NEWS)),
    ("mail-deceit", _shown(_PHISHING)),
    ("mail-deceit-asked", _question),
    ("mail-files", _shown(_FILES)),
    ("mail-files-picture", _file(FileKind.PICTURE)),
    ("mail-files-pdf", _file(FileKind.PDF)),
    ("mail-enclosed", _file(FileKind.MAIL)),
)
