"""Delivery reports in the forms that servers give them; written for these tests."""

import base64
from dataclasses import dataclass

from mailroom.domain.delivery import Delivery, Obstacle

OURS = "support@example.org"
TO = "taro@shop.example"
ID = "<reply.1.2.3@example.org>"
ORIGINAL = (
    f"Received: from mail by out.example; Wed, 1 May 2024 10:00:00 +0900\nFrom: {OURS}\n"
    f"To: {TO}\nSubject: Re: order\nMessage-ID: {ID}\nDate: Wed, 1 May 2024 10:00:00 +0900\n"
)
FAILED, DELAYED = Delivery.FAILED, Delivery.DELAYED


@dataclass(frozen=True, kw_only=True)
class Form:
    """One report and what is to be read from it."""

    name: str
    raw: bytes
    delivery: Delivery = FAILED
    obstacle: Obstacle = Obstacle.NO_SUCH_ADDRESS
    to: str = TO
    original: str | None = ID


def plain(sender: str, subject: str, body: str, *, charset: str = "utf-8", more: str = "") -> bytes:
    """Return a report that is nothing but words."""
    word = subject
    if not subject.isascii():
        coded = base64.b64encode(subject.encode(charset)).decode()
        word = f"=?{charset}?B?{coded}?="
    head = (
        f"From: {sender}\nTo: {OURS}\nSubject: {word}\n{more}"
        f"Date: Wed, 1 May 2024 10:01:00 +0900\n"
        f'Content-Type: text/plain; charset="{charset}"\n'
        "Content-Transfer-Encoding: 8bit\n\n"
    )
    return head.encode("ascii") + body.encode(charset)


def report(
    subject: str,
    status: str,
    *,
    sender: str = "Mail Delivery System <MAILER-DAEMON@mx.example>",
    said: str = "sorry",
    returned: str = "message/rfc822",
    kind: str = "delivery-status",
) -> bytes:
    """Return an RFC 3464 report."""
    back = f"--b\nContent-Type: {returned}\n\n{ORIGINAL}\nhello\n" if returned else ""
    return (
        f"From: {sender}\nTo: {OURS}\nSubject: {subject}\n"
        f"Content-Type: multipart/report; report-type={kind}; boundary=b\n\n"
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{said}\n"
        f"--b\nContent-Type: message/{kind}\n\n{status}\n{back}--b--\n"
    ).encode()


def status(code: str, action: str = "failed", why: str = "", to: str = TO) -> str:
    """Return the part that machines read."""
    return (
        f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {to}\nAction: {action}\n"
        f"Status: {code}\nDiagnostic-Code: smtp; {why}\n"
    )


QMAIL = (
    "Hi. This is the qmail-send program at {host}.\n"
    "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
    "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
    "<{to}>:\n{why}\n\n--- Below this line is a copy of the message.\n\n"
)
EXIM = (
    "This message was created automatically by mail delivery software.\n\n"
    "A message that you sent could not be delivered to one or more of its\nrecipients."
    " This is a permanent error. The following address(es) failed:\n\n  {to}\n    {why}\n\n"
    "------ This is a copy of the message, including all the headers. ------\n\n"
)
SENDMAIL = (
    "The original message was received at Wed, 1 May 2024 10:00:00 +0900\n"
    "from out.example [192.0.2.1]\n\n   ----- The following addresses had permanent fatal errors"
    " -----\n<{to}>\n    (reason: {why})\n\n   ----- Transcript of session follows -----\n"
    "550 5.1.1 <{to}>... User unknown\n"
)

FORMS = (
    Form(
        name="postfix",
        raw=report(
            "Undelivered Mail Returned to Sender",
            status("5.1.1", why=f"550 5.1.1 <{TO}>: Recipient address rejected: User unknown"),
        ),
    ),
    Form(
        name="postfix, headers only",
        raw=report(
            "Undelivered Mail Returned to Sender",
            status("5.4.4", why="Host or domain name not found"),
            returned="text/rfc822-headers",
        ),
        obstacle=Obstacle.NO_SUCH_HOST,
    ),
    Form(
        name="postfix, delayed",
        raw=report(
            "Delayed Mail (still being retried)",
            status("4.4.1", "delayed", "connect to mx: Connection timed out"),
        ),
        delivery=DELAYED,
        obstacle=Obstacle.NOT_REACHED,
    ),
    Form(
        name="postfix, delivered",
        raw=report("Successful Mail Delivery Report", status("2.0.0", "relayed", "250 ok")),
        delivery=Delivery.RELAYED,
        obstacle=Obstacle.UNKNOWN,
    ),
    Form(
        name="qmail",
        raw=plain(
            "MAILER-DAEMON@sv1.host.example",
            "failure notice",
            QMAIL.format(host="sv1.host.example", to=TO, why="Sorry, no mailbox here by that name.")
            + ORIGINAL,
        ),
    ),
    Form(
        name="qmail without the id",
        raw=plain(
            "MAILER-DAEMON@sv1.host.example",
            "failure notice",
            QMAIL.format(host="sv1.host.example", to=TO, why="User is over quota (#5.2.2)"),
        ),
        obstacle=Obstacle.MAILBOX_FULL,
        original=None,
    ),
    Form(
        name="exim",
        raw=plain(
            "Mail Delivery System <Mailer-Daemon@lolipop.example>",
            "Mail delivery failed: returning message to sender",
            EXIM.format(to=TO, why="Unrouteable address") + ORIGINAL,
            more=f"X-Failed-Recipients: {TO}\nAuto-Submitted: auto-replied\n",
        ),
        obstacle=Obstacle.NO_SUCH_HOST,
    ),
    Form(
        name="exim, warning",
        raw=plain(
            "Mail Delivery System <Mailer-Daemon@mx.example>",
            "Warning: message 1s1abc delayed 24 hours",
            f"No action is required on your part. Delivery attempts will continue.\n\n  {TO}\n"
            "    Delay reason: Connection timed out\n",
        ),
        delivery=DELAYED,
        obstacle=Obstacle.NOT_REACHED,
        original=None,
    ),
    Form(
        name="sendmail",
        raw=report(
            "Returned mail: see transcript for details",
            status("5.1.1", why="550 5.1.1 User unknown"),
            said=SENDMAIL.format(to=TO, why="550 User unknown"),
        ),
    ),
    Form(
        name="sendmail, nothing but words",
        raw=plain(
            "Mail Delivery Subsystem <MAILER-DAEMON@mx.example>",
            "Returned mail: User unknown",
            SENDMAIL.format(to=TO, why="550 User unknown")
            + "\n   ----- Original message follows -----\n\n"
            + ORIGINAL,
        ),
    ),
    Form(
        name="Exchange, English",
        raw=report(
            "Undeliverable: Re: order",
            status("5.1.10", why="550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
            sender="Microsoft Outlook <MicrosoftExchange329e71ec@corp.example>",
        ),
    ),
    Form(
        name="365, Japanese",
        raw=report(
            "=?utf-8?B?6YWN5L+h5LiN6IO9OiBSZTog5rOo5paH?=",
            status("5.1.10", why="550 5.1.10 RESOLVER.ADR.RecipientNotFound"),
            sender="postmaster@corp.example",
            said=f"{TO} へのメッセージを配信できませんでした。\n{TO} が見つかりませんでした。",
        ),
    ),
    Form(
        name="Exchange, Japanese words only",
        raw=plain(
            "=?utf-8?B?44Oh44O844Or6YWN5L+h44K344K544OG44Og?= <postmaster@corp.example>",
            "配信されませんでした: Re: ご注文",
            f"次の受信者またはグループへの配信に失敗しました:\n\n{TO}\n\n"
            "受信者のメールボックスが一杯で、メッセージを受け付けることができません。\n",
        ),
        obstacle=Obstacle.MAILBOX_FULL,
        original=None,
    ),
    Form(
        name="Exchange, too large",
        raw=report(
            "Undeliverable: Re: order",
            status("5.2.3", why="550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large"),
            sender="postmaster@corp.example",
        ),
        obstacle=Obstacle.TOO_LARGE,
    ),
    Form(
        name="Gmail",
        raw=report(
            "Delivery Status Notification (Failure)",
            status(
                "5.1.1", why="550-5.1.1 The email account that you tried to reach does not exist"
            ),
            sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            said=f"アドレス不明\n{TO} が見つからないため、配信されませんでした。",
        ),
    ),
    Form(
        name="Gmail, refused",
        raw=report(
            "Delivery Status Notification (Failure)",
            status("5.7.26", why="550-5.7.26 unauthenticated email is not accepted: DMARC policy"),
            sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        ),
        obstacle=Obstacle.TAKEN_FOR_SPAM,
    ),
    Form(
        name="Gmail, full",
        raw=report(
            "Delivery Status Notification (Failure)",
            status("5.2.2", why="552-5.2.2 The recipient's inbox is out of storage space"),
            sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        ),
        obstacle=Obstacle.MAILBOX_FULL,
    ),
    Form(
        name="Yahoo! JAPAN",
        raw=plain(
            "MAILER-DAEMON@yahoo.co.jp",
            "Failure Notice",
            "Sorry, we were unable to deliver your message to the following address.\n\n"
            f"<{TO}>:\n554 delivery error: dd This user doesn't have a yahoo.co.jp account"
            "\n\n--- Original message follows.\n\n" + ORIGINAL,
        ),
    ),
    Form(
        name="docomo",
        raw=plain(
            "Mail Administrator <Postmaster@docomo.ne.jp>",
            "Undelivered Mail Returned to Sender",
            "This Message was undeliverable due to the following reason:\n\n"
            "Each of the following recipients was rejected by a remote mail server.\n"
            f"    Recipient: <{TO}>\n    Reason:    550 Unknown user {TO}\n\n",
        ),
        original=None,
    ),
    Form(
        name="docomo, only chosen senders",
        raw=plain(
            "Mail Delivery Subsystem <MAILER-DAEMON@docomo.ne.jp>",
            "Returned mail: see transcript for details",
            f"   ----- The following addresses had permanent fatal errors -----\n<{TO}>\n"
            f"    (reason: 550 Unknown user)\n受信者が指定受信を設定している可能性があります。\n",
            charset="iso-2022-jp",
        ),
        obstacle=Obstacle.REFUSED_BY_RECIPIENT,
        original=None,
    ),
    Form(
        name="au",
        raw=plain(
            "Mail Delivery Subsystem <Postmaster@ezweb.ne.jp>",
            "Mail System Error - Returned Mail",
            f"The user(s) account is disabled.\n\n<{TO}>: 550 <{TO}>: User unknown\n\n" + ORIGINAL,
        ),
    ),
    Form(
        name="au, full",
        raw=plain(
            "Mail Delivery Subsystem <Postmaster@ezweb.ne.jp>",
            "Mail System Error - Returned Mail",
            f"Could not be delivered to: <{TO}>\nAs their mailbox is full.\n\n" + ORIGINAL,
        ),
        obstacle=Obstacle.MAILBOX_FULL,
    ),
    Form(
        name="au, refused by the user",
        raw=plain(
            "Postmaster@ezweb.ne.jp",
            "Mail System Error - Returned Mail",
            f"Each of the following recipients was rejected by the user.\n<{TO}>\n",
        ),
        obstacle=Obstacle.REFUSED_BY_RECIPIENT,
        original=None,
    ),
    Form(
        name="SoftBank",
        raw=report(
            "Undelivered Mail Returned to Sender",
            status("5.0.0", why=f"550 Invalid recipient: <{TO}>"),
            sender="MAILER-DAEMON@softbank.ne.jp (Mail Delivery System)",
        ),
    ),
    Form(
        name="Y!mobile",
        raw=plain(
            "MAILER-DAEMON@ymobile.ne.jp",
            "Delivery failure",
            "Message from yahoo.co.jp.\n"
            "Unable to deliver message to the following address(es).\n\n"
            f"<{TO}>:\nThis user doesn't have a ymobile.ne.jp account ({TO}) [-14]\n",
        ),
        original=None,
    ),
    Form(
        name="So-net",
        raw=plain(
            "Mail Administrator <postmaster@so-net.ne.jp>",
            "メールが配信できませんでした",
            f"下記の宛先にメールを配信できませんでした。\n\n{TO}\n\n"
            "理由: メールボックスの容量が超過しています。\n",
            charset="iso-2022-jp",
        ),
        obstacle=Obstacle.MAILBOX_FULL,
        original=None,
    ),
    Form(
        name="nifty",
        raw=report(
            "Delivery Notification: Delivery has failed",
            status("5.2.2", why="552 Mailbox full"),
            sender="Internet Mail Delivery <postmaster@nifty.com>",
        ),
        obstacle=Obstacle.MAILBOX_FULL,
    ),
    Form(
        name="BIGLOBE",
        raw=plain(
            "BIGLOBE <MAILER-DAEMON@biglobe.ne.jp>",
            "=?iso-2022-jp?B?GyRCJWEhPCVrJCwvJCQvJF4kOyRzGyhC?=",
            f"お送りいただいたメールは、次の宛先に届きませんでした。\n<{TO}>\n"
            "宛先のアドレスが存在しません。ご確認ください。\n",
            charset="iso-2022-jp",
        ),
        original=None,
    ),
    Form(
        name="a rented server, spam filter",
        raw=plain(
            "Mail Delivery System <MAILER-DAEMON@www1234.host.example>",
            "Undelivered Mail Returned to Sender",
            f"<{TO}>: host mx[192.0.2.9] said: 554 迷惑メールフィルタにより受信を拒否しました\n",
        ),
        obstacle=Obstacle.TAKEN_FOR_SPAM,
        original=None,
    ),
    Form(
        name="a null sender and a subject",
        raw=plain(
            "System <info@kagoya.example>",
            "【配信エラー】メールをお届けできませんでした",
            f"宛先: {TO}\n宛先が見つかりません。\n\nMessage-ID:\n {ID}\n",
            more="Return-Path: <>\n",
        ),
    ),
    Form(
        name="read receipt",
        raw=report(
            "Read: Re: order",
            f"Final-Recipient: rfc822;{TO}\nOriginal-Message-ID: {ID}\n"
            "Disposition: manual-action/MDN-sent-manually; displayed\n",
            sender=f"Taro <{TO}>",
            returned="",
            kind="disposition-notification",
        ),
        delivery=Delivery.READ,
        obstacle=Obstacle.UNKNOWN,
    ),
    Form(
        name="deleted unread",
        raw=report(
            "Not read: Re: order",
            f"Final-Recipient: rfc822;{TO}\nOriginal-Message-ID: {ID}\n"
            "Disposition: automatic-action/MDN-sent-automatically; deleted\n",
            sender=f"Taro <{TO}>",
            returned="",
            kind="disposition-notification",
        ),
        delivery=Delivery.DELIVERED,
        obstacle=Obstacle.UNKNOWN,
    ),
)

WORDS = {
    "a customer forwards a bounce": (
        f"From: Taro <{TO}>\nTo: {OURS}\nSubject: Fwd: Undelivered Mail Returned to Sender\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwhat is this?\n"
        f"--b\nContent-Type: message/rfc822\n\n{ORIGINAL}\n--b--\n"
    ),
    "a customer attaches a bounce": (
        f"From: Taro <{TO}>\nTo: {OURS}\nSubject: Undelivered Mail Returned to Sender\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwhat is this?\n"
        "--b\nContent-Type: message/rfc822\n\n"
        "From: MAILER-DAEMON@mx.example\nSubject: x\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=c\n\n"
        f"--c\n\nsorry\n--c\nContent-Type: message/delivery-status\n\n{status('5.1.1')}\n--c--\n"
        "--b--\n"
    ),
    "a customer writes about one": (
        f"From: Taro <{TO}>\nTo: {OURS}\nSubject: Delivery Status Notification (Failure)?\n\n"
        "550 User unknown, it says"
    ),
    "a customer cannot send": (
        f"From: Taro <{TO}>\nTo: {OURS}\n"
        "Subject: =?utf-8?B?44Oh44O844Or44GM6YCB5L+h44Gn44GN44G+44Gb44KT?=\n\nhelp"
    ),
    "an administrator writes": f"From: postmaster@shop.example\nTo: {OURS}\nSubject: order\n\nhi",
}
"""Mails of people that look like one."""
