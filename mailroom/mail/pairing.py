"""Archives that need a password, and mails that tell one (N33).

Sent apart as many Japanese offices do. An archive is known by its own directory, nothing is
unpacked; a password only by words that say which password it is, so that one for a web page stays
where it is.
"""

from __future__ import annotations

import re
import struct
import unicodedata

from mailroom.domain.delivery import Pairing
from mailroom.mail.reading.parsed import Attachment, ParsedMail

MOST_PASSWORDS = 5
_MOST_ENTRIES = 200
_MAX_TEXT = 4_000  # such letters are short
_END = b"PK\x05\x06"
_END_SIZE = 22
_MAX_COMMENT = 0xFFFF
_ENTRY = struct.Struct("<4s4xH18xHHH")  # signature, flags, lengths of what follows
_ENTRY_SIZE = 46
_ENCRYPTED = 0x0001

_SUBJECT = re.compile(
    r"(?:パスワード|password|passcode|解凍キー|pw|pass)(?:の|について|を)?(?:お知らせ|ご?通知|送付|ご?連絡|ご案内)?"
    r"(?:$|[\s:：】\])）」]|の件|です|送信|送付|\()|^(?:【|\[)?(?:pw|pass|password|パスワード)(?:】|\])?\s*[:：/]",
    re.IGNORECASE,
)
_ABOUT_A_FILE = re.compile(
    r"(?:添付|ファイル|zip|圧縮|解凍|展開|先ほど|先程|前(?:の|便)メール|別(?:メール|便|送)|お送りした|送付した|attach\w*"
    r"|file|archive|previous (?:e-?)?mail)",
    re.IGNORECASE,
)
_ABOUT_A_LOGIN = re.compile(
    r"再設定|再発行|リセット|変更(?:の|が|を|手続)|ログイン|ログオン|仮パスワード|ワンタイム|認証|アカウント|会員"
    r"|reset|forgot|log ?in|sign ?in|one-?time|verif|account",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:パスワード|解凍キー|pass(?:word|code)?|\bpw)\s*(?:は|が|[:：=＝]|is|→|⇒)?[\s:：=「『\"'【\[>]*"
    r"(?P<said>[!-~]{4,64})",
    re.IGNORECASE,
)
_TRIM = "」』】]\"'<>,."
_NO_PASSWORD = re.compile(
    r"https?://|www\.|@|^[:=*-]+$|^(?:is|for|the|protected|zip)\b", re.IGNORECASE
)


def pairing_of(mail: ParsedMail) -> Pairing:
    """Return whether a mail is half of an archive and its password."""
    if any(is_locked(one) for one in mail.attachments):
        return Pairing.LOCKED
    subject = unicodedata.normalize("NFKC", mail.subject)
    said = unicodedata.normalize("NFKC", mail.text[:_MAX_TEXT])
    about = (
        _SUBJECT.search(subject) is not None or "パスワード" in said or "password" in said.lower()
    )
    if not about or _ABOUT_A_LOGIN.search(f"{subject}\n{said}"):
        return Pairing.NONE
    if not _ABOUT_A_FILE.search(f"{subject}\n{said}") or not passwords_in(mail.text):
        return Pairing.NONE
    return Pairing.PASSWORD


def passwords_in(text: str) -> tuple[str, ...]:
    """Return what a text calls a password, as it was written."""
    said = text[:_MAX_TEXT]
    found = (hit["said"].strip(_TRIM) for hit in _TOLD.finditer(said))
    good = [one for one in found if one and not _NO_PASSWORD.search(one)]
    return tuple(dict.fromkeys(good))[:MOST_PASSWORDS]


def is_locked(part: Attachment) -> bool:
    """Return whether an attachment is a ZIP archive with an encrypted file in it."""
    return is_locked_archive(part.content)


def is_locked_archive(raw: bytes) -> bool:
    """Return whether these are a ZIP archive with an encrypted file in it."""
    if not raw.startswith(b"PK"):
        return False
    end = raw.rfind(_END, max(0, len(raw) - _END_SIZE - _MAX_COMMENT))
    if end < 0 or end + _END_SIZE > len(raw):
        return raw.startswith(b"PK\x03\x04") and _flag(raw, 6)  # cut short: its first file says it
    [at] = struct.unpack_from("<L", raw, end + 16)
    for _ in range(_MOST_ENTRIES):
        if at + _ENTRY_SIZE > end:
            return False
        signature, flags, name, extra, comment = _ENTRY.unpack_from(raw, at)
        if signature != b"PK\x01\x02":
            return False
        if flags & _ENCRYPTED:
            return True
        at += _ENTRY_SIZE + name + extra + comment
    return False


def _flag(raw: bytes, at: int) -> bool:
    return len(raw) > at + 1 and bool(raw[at] & _ENCRYPTED)
