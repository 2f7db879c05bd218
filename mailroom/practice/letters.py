"""Scripted mails as bytes, the way the mailers of customers really write them."""

from __future__ import annotations

from base64 import encodebytes
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from mailroom.practice.script import HOST, Day, ScriptedMail

BOUNDARY = "=_practice_report"


def build(day: Day, mail: ScriptedMail, opening: datetime) -> bytes:
    """Return the mail as it would come from the network (CRLF)."""
    message = EmailMessage(policy=SMTP)
    team = f"{day.team} <{day.address}>"
    message["Subject"] = mail.subject
    message["From"] = _header_address(mail.from_ or team)
    message["To"] = _header_address(mail.to or team)
    message["Date"] = format_datetime(mail.when(opening))
    message["Message-ID"] = mail.message_id
    if mail.automatic == "bounce":
        return _bounce(message, mail, build(day, day.by_id[mail.answers], opening))
    _thread(message, day, mail)
    _mark_automatic(message, mail)
    _set_text(message, mail)
    if mail.html:
        paragraphs = "".join(f"<p>{line or '&nbsp;'}</p>" for line in mail.body.splitlines())
        message.add_alternative(f"<html><body>{paragraphs}</body></html>", subtype="html")
    if mail.attach:
        name, kind, text = mail.attach
        message.add_attachment(text, subtype=kind.partition("/")[2], filename=name)
    return message.as_bytes()


def _header_address(text: str) -> HeaderAddress:
    name, addr = parseaddr(text)
    return HeaderAddress(display_name=name, addr_spec=addr)


def _thread(message: EmailMessage, day: Day, mail: ScriptedMail) -> None:
    if not mail.answers:
        return
    chain = [mail.answers]
    while day.by_id[chain[0]].answers:
        chain.insert(0, day.by_id[chain[0]].answers)
    message["In-Reply-To"] = day.by_id[mail.answers].message_id
    message["References"] = " ".join(day.by_id[name].message_id for name in chain)


def _mark_automatic(message: EmailMessage, mail: ScriptedMail) -> None:
    if mail.automatic == "reply":
        message["Auto-Submitted"] = "auto-replied"
    elif mail.automatic == "list":
        message["List-Id"] = "<news.gyokai-news.example>"
        message["List-Unsubscribe"] = "<mailto:stop@gyokai-news.example>"
        message["Precedence"] = "list"


def _set_text(message: EmailMessage, mail: ScriptedMail) -> None:
    """Set the text; Japanese legacy charsets as Windows mailers send them."""
    if mail.charset == "utf-8":
        message.set_content(mail.body, cte="base64")
        return
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = f'text/plain; charset="{mail.charset}"'
    text = mail.body.replace("\n", "\r\n")
    if mail.charset == "shift_jis":
        message["Content-Transfer-Encoding"] = "base64"
        message.set_payload(encodebytes(text.encode("cp932")).decode("ascii"))
    else:
        message["Content-Transfer-Encoding"] = "7bit"
        message.set_payload(_jis(text).decode("ascii"))


def _jis(text: str) -> bytes:
    """Encode as ISO-2022-JP with NEC row 13 (①, ㈱) under the plain label, as Outlook did."""
    return b"".join(_jis_char(char) for char in text).replace(b"\x1b(B\x1b$B", b"")


def _jis_char(char: str) -> bytes:
    try:
        return char.encode("iso2022_jp")
    except UnicodeEncodeError:
        return b"\x1b$B" + _shifted(char.encode("cp932")) + b"\x1b(B"


def _shifted(sjis: bytes) -> bytes:
    """Turn one CP932 double byte into its JIS row and cell (JIS X 0208 annex 1)."""
    lead, trail = sjis
    row = (lead - (0x71 if lead < 0xA0 else 0xB1)) * 2 + 1  # noqa: PLR2004 - first kanji block
    if trail >= 0x9F:  # noqa: PLR2004 - the second row of the pair
        return bytes((row + 1, trail - 0x7E))
    return bytes((row, trail - 0x1F - (trail > 0x7F)))  # noqa: PLR2004 - 0x7F is left out


def _bounce(message: EmailMessage, mail: ScriptedMail, returned: bytes) -> bytes:
    """Return an RFC 3464 report that holds the headers of the returned mail."""
    message["Auto-Submitted"] = "auto-replied"
    message["Return-Path"] = "<>"
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = (
        f'multipart/report; report-type=delivery-status; boundary="{BOUNDARY}"'
    )
    addressee = next(
        line[4:] for line in returned.split(b"\r\n") if line.lower().startswith(b"to: ")
    )
    status = (
        f"Reporting-MTA: dns; mx.{HOST}\n\n"
        f"Final-Recipient: rfc822; {parseaddr(addressee.decode())[1]}\n"
        "Action: failed\nStatus: 5.1.1\n"
    )
    headers = returned.partition(b"\r\n\r\n")[0].decode().replace("\r\n", "\n") + "\n"
    parts = (
        ("text/plain; charset=utf-8", mail.body),
        ("message/delivery-status", status),
        ("text/rfc822-headers", headers),
    )
    body = "".join(f"--{BOUNDARY}\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    head = message.as_string().replace("\r\n", "\n").partition("\n\n")[0]
    return f"{head}\n\n{body}--{BOUNDARY}--\n".replace("\n", "\r\n").encode()
