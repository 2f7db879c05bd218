"""Somebody who is asked and has no Mailroom: reads and answers with a plain mail program."""

from __future__ import annotations

import email
import email.policy
import smtplib
from email.message import EmailMessage
from html import unescape
from urllib.parse import parse_qs, urlsplit

from tests.e2e.office import Office, a_mail

_LINK = '<a href="mailto:'


class Chief:
    """One person with a mail address, and what came to it."""

    def __init__(
        self, office: Office, addr: str = "chief@team.example", name: str = "課長"
    ) -> None:
        self.office = office
        self.addr = addr
        self.sender = f"{name} <{addr}>"

    # --- reading -------------------------------------------------------------------------------

    @property
    def mails(self) -> list[EmailMessage]:
        """Return what came, in order."""
        received = [m.raw for m in self.office.server.sink.received if self.addr in m.recipients]
        parsed = [email.message_from_bytes(raw, policy=email.policy.default) for raw in received]
        return [mail for mail in parsed if isinstance(mail, EmailMessage)]

    @property
    def last(self) -> EmailMessage:
        return self.mails[-1]

    def text(self, mail: EmailMessage | None = None) -> str:
        return content(mail or self.last, "plain")

    def token(self) -> str:
        """Return the line that the latest mail asks to keep."""
        [line] = [one for one in self.text().splitlines() if one.startswith("mailroom:esc:")]
        return line

    def about(self, subject: str) -> EmailMessage:
        """Return the latest mail about a case."""
        return [mail for mail in self.mails if subject in mail["Subject"]][-1]

    def buttons(self, mail: EmailMessage | None = None) -> dict[str, str]:
        """Return the links of a mail, the latest one, by their words."""
        found = {}
        for piece in content(mail or self.last, "html").split(_LINK)[1:]:
            href, _, rest = piece.partition('"')
            word = rest.partition("<font")[2].partition(">")[2].partition("<")[0]
            found[unescape(word)] = "mailto:" + unescape(href)
        return found

    def every_link(self) -> list[tuple[str, str, str]]:
        """Return address, subject and text of every link of the latest mail."""
        found = []
        for piece in content(self.last, "html").split(_LINK)[1:]:
            link = urlsplit("mailto:" + unescape(piece.partition('"')[0]))
            fields = parse_qs(link.query)
            found.append((link.path, fields["subject"][0], fields["body"][0].replace("\r\n", "\n")))
        return found

    # --- answering -----------------------------------------------------------------------------

    def press(
        self, word: str, below: str = "", *, sender: str = "", mail: EmailMessage | None = None
    ) -> EmailMessage:
        """Press a button, write something below the prepared word, and send."""
        link = urlsplit(self.buttons(mail)[word])
        fields = parse_qs(link.query)
        body = fields["body"][0].replace("\r\n", "\n").replace(word, f"{word}\n{below}", 1)
        return self.write(fields["subject"][0], body, to=link.path, sender=sender)

    def reply(self, words: str, *, sender: str = "", **headers: str) -> EmailMessage:
        """Answer the latest mail as a mail program does: reply headers and the quote below."""
        asked = self.last
        quote = "\n".join(f"> {line}" for line in self.text().splitlines())
        return self.write(
            f"Re: {asked['Subject']}",
            f"{words}\n\n2026年11月22日(日) 14:05 {asked['From']}:\n{quote}\n",
            sender=sender,
            In_Reply_To=asked["Message-ID"],
            **headers,
        )

    def is_away(self, text: str, **headers: str) -> EmailMessage:
        """Let the server answer that nobody is there, as Exchange does."""
        more = {"Auto_Submitted": "auto-replied", "X_Auto_Response_Suppress": "All", **headers}
        return self.write(f"自動応答: {self.last['Subject']}", text, **more)

    def write(
        self, subject: str, text: str, *, to: str = "", sender: str = "", **headers: str
    ) -> EmailMessage:
        """Send a mail by SMTP."""
        to = to or self.office.address
        mail = a_mail(subject, sender=sender or self.sender, to=to, text=text, **headers)
        self.send(mail)
        return mail

    def send(self, mail: EmailMessage) -> None:
        server = self.office.server
        with smtplib.SMTP(
            server.smtp_host, server.smtp_port, local_hostname="plain.example"
        ) as client:
            client.send_message(mail)


def content(mail: EmailMessage, kind: str) -> str:
    """Return the plain or the HTML text of a mail."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def delivery_report(mail: EmailMessage, to: str, action: str, postmaster: str) -> EmailMessage:
    """Return what a server says about a mail (RFC 3464); ``action`` is failed or delivered."""
    status = "2.0.0" if action == "delivered" else "5.1.1"
    raw = (
        f"From: MAILER-DAEMON <{postmaster}>\r\nTo: {mail['Reply-To']}\r\n"
        f"Subject: Delivery Status Notification\r\nMessage-ID: <dsn-{action}@mx.example>\r\n"
        f"Date: {mail['Date']}\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=dsn="\r\n\r\n'
        "--=dsn=\r\nContent-Type: text/plain\r\n\r\nsee below\r\n"
        "--=dsn=\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {to}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n\r\n"
        "--=dsn=\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {mail['Message-ID']}\r\nSubject: x\r\n\r\n--=dsn=--\r\n"
    )
    parsed = email.message_from_bytes(raw.encode(), policy=email.policy.SMTP)
    assert isinstance(parsed, EmailMessage)
    return parsed
