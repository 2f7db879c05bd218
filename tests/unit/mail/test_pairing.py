"""Archives with a password and the mails that tell it (N33)."""

import io
import struct
import zipfile
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.delivery import Pairing
from mailroom.mail.pairing import is_locked, pairing_of, passwords_in
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import Attachment


def archive(*, locked: bool, names: tuple[str, ...] = ("見積.xlsx",)) -> bytes:
    """Return an archive; of a locked one the last file is marked as encrypted."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        for name in names:
            zipped.writestr(name, b"x" * 40)
    raw = bytearray(made.getvalue())
    if locked:
        entry = raw.rfind(b"PK\x01\x02")
        raw[entry + 8] |= 1
        [local] = struct.unpack_from("<L", raw, entry + 42)
        raw[local + 6] |= 1
    return bytes(raw)


def part(raw: bytes) -> Attachment:
    coded = b64encode(raw).decode()
    mail = parse_mail(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhi\n--b\n"
        'Content-Type: application/zip; name="a.zip"\nContent-Transfer-Encoding: base64\n'
        f"Content-Disposition: attachment; filename=a.zip\n\n{coded}\n--b--\n".encode()
    )
    return mail.attachments[0]


def test_N33_an_archive_says_itself_that_it_is_locked() -> None:
    assert is_locked(part(archive(locked=True)))
    assert is_locked(part(archive(locked=True, names=("a", "b", "c"))))
    assert is_locked(part(archive(locked=True)[:60]))
    assert not is_locked(part(archive(locked=False)))
    assert not is_locked(part(b"PK"))
    assert not is_locked(part(b"not an archive at all"))


@given(st.binary(max_size=200), st.integers(0, 300))
def test_no_archive_is_too_broken_to_look_at(noise: bytes, at: int) -> None:
    raw = archive(locked=True)
    is_locked(part(raw[:at] + noise + raw[at:]))


def kind(subject: str, text: str) -> Pairing:
    return pairing_of(parse_mail(f"Subject: {subject}\n\n{text}".encode()))


@pytest.mark.parametrize(
    ("subject", "text", "found"),
    [
        (
            "パスワードのお知らせ",
            "先ほどのファイルのパスワードは以下です。\n\nパスワード: aB3$x9Qz\n",
            "aB3$x9Qz",
        ),
        ("PW: 見積書", "添付ファイルのパスワードです。\nPW：Mitsu2024!", "Mitsu2024!"),
        ("【パスワード】お見積書の送付", "別送のZIPの解凍パスワードは「yx72kd」です。", "yx72kd"),
        (
            "Re: 資料の送付",
            "先程お送りしたファイルのパスワード\n　8Wm#kk21\nよろしくお願いします",
            "8Wm#kk21",
        ),
        ("Password for the attached file", "The password is: Tr0ub4dor", "Tr0ub4dor"),
    ],
)
def test_N33_knows_a_mail_that_tells_a_password(subject: str, text: str, found: str) -> None:
    assert kind(subject, text) is Pairing.PASSWORD
    assert passwords_in(text) == (found,)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("パスワード再設定のご案内", "新しいパスワード: abc12345\nログインしてください"),
        ("パスワードを忘れました", "会員ページのパスワードを教えてください"),
        ("ワンタイムパスワード", "認証コード: 123456 パスワード: 123456"),
        ("資料の件", "添付ファイルのパスワードを教えてください"),
        ("資料の件", "パスワードは別メールでお送りします。添付をご確認ください。"),
        ("返品について", "商品が届きません"),
        ("Password reset", "Password: https://shop.example/reset for your file"),
    ],
)
def test_N33_other_passwords_are_none_of_ours(subject: str, text: str) -> None:
    assert kind(subject, text) is Pairing.NONE
