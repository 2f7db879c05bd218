"""Signed and encrypted mail: named, and shown as far as no key is needed."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.seal import Seal
from mailroom.mail.reading import sealed
from mailroom.mail.reading.parse import parse_mail

INNER = (
    b"Content-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\n"
    b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$BJVIJ\x1b(B\r\n--in\r\n"
    b"Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--in--\r\n"
)


def der(tag: int, value: bytes, *, indefinite: bool = False) -> bytes:
    if indefinite:
        return bytes((tag, 0x80)) + value + b"\0\0"
    size = len(value)
    if size < 0x80:
        return bytes((tag, size)) + value
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + value


def cms(content: bytes, *, indefinite: bool = False) -> bytes:
    """Return SignedData around some content, as DER or in pieces as BER."""
    data = der(0x06, bytes.fromhex("2a864886f70d010701"))
    if indefinite:
        pieces = b"".join(der(0x04, content[at : at + 40]) for at in range(0, len(content), 40))
        octets = der(0x24, pieces, indefinite=True)
    else:
        octets = der(0x04, content)
    inner = der(0x30, data + der(0xA0, octets, indefinite=indefinite), indefinite=indefinite)
    signed = der(0x02, b"\1") + der(0x31, b"") + inner + der(0x31, b"")
    outer = der(0x06, bytes.fromhex("2a864886f70d010702"))
    return der(
        0x30,
        outer + der(0xA0, der(0x30, signed, indefinite=indefinite), indefinite=indefinite),
        indefinite=indefinite,
    )


def pkcs7(data: bytes, smime_type: str) -> bytes:
    return (
        "From: a@b.example\r\nSubject: s\r\nContent-Type: application/pkcs7-mime;\r\n"
        f' smime-type={smime_type}; name="smime.p7m"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    ).encode() + base64.encodebytes(data)


@pytest.mark.parametrize("indefinite", [False, True])
def test_what_is_only_signed_is_read(indefinite: bool) -> None:
    mail = parse_mail(pkcs7(cms(INNER, indefinite=indefinite), "signed-data"))
    assert mail.seal is Seal.SMIME_SIGNED
    assert mail.text == "返品"
    assert [one.filename for one in mail.attachments] == ["a.pdf"]


def test_what_is_encrypted_is_kept_and_said() -> None:
    mail = parse_mail(pkcs7(b"\x30\x80\x06\x09secret", "enveloped-data"))
    assert mail.seal is Seal.SMIME_ENCRYPTED
    assert [one.filename for one in mail.attachments] == ["smime.p7m"]


def test_a_detached_signature_hides_nothing() -> None:
    raw = (
        "Content-Type: multipart/signed; boundary=b; protocol=application/pkcs7-signature\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n--b\r\n"
        "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nMII=\r\n--b--\r\n"
    )
    mail = parse_mail(raw.encode())
    assert (mail.seal, mail.text) == (Seal.SMIME_SIGNED, "words")


def test_pgp_in_parts() -> None:
    raw = (
        "Content-Type: multipart/encrypted; boundary=b; protocol=application/pgp-encrypted\r\n\r\n"
        "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
        "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n-----BEGIN\r\n--b--\r\n"
    )
    mail = parse_mail(raw.encode())
    assert mail.seal is Seal.PGP_ENCRYPTED
    assert "encrypted.asc" in [one.filename for one in mail.attachments]


def test_pgp_within_the_text() -> None:
    signed = (
        "Hello\r\n\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n返品です\r\n"
        "- --\r\n田中\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQEz\r\n"
        "-----END PGP SIGNATURE-----\r\n"
    )
    head = "Content-Type: text/plain; charset=utf-8\r\n\r\n"
    mail = parse_mail((head + signed).encode())
    assert mail.seal is Seal.PGP_SIGNED
    assert mail.text == "Hello\n\n返品です\n--\n田中"
    hidden = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n-----END PGP MESSAGE-----\r\n"
    mail = parse_mail((head + hidden).encode())
    assert mail.seal is Seal.PGP_ENCRYPTED
    assert "hQEM" in mail.text


def test_a_signed_envelope_in_itself_ends() -> None:
    raw = b"Content-Type: text/plain\r\n\r\ndeep"
    for _ in range(30):
        raw = pkcs7(cms(raw), "signed-data")
    mail = parse_mail(raw)
    assert mail.seal is Seal.SMIME_SIGNED
    assert len(mail.attachments) == 1


@given(st.binary(max_size=200))
def test_any_bytes_do_no_harm(noise: bytes) -> None:
    sealed.signed_content(noise)
    sealed.signed_content(cms(INNER)[:30] + noise)


def test_a_number_that_is_longer_than_what_follows() -> None:
    assert sealed.signed_content(b"\x30\x84\xff\xff\xff\xff\x06") is None
    assert sealed.signed_content(b"\x30\x80" * 1_000) is None
