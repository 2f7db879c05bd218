"""Signed and encrypted mail: recognised and opened as far as no key is needed.

S/MIME and PGP are named, so that one sentence can say why there is nothing to read; the words of a
mail that is only signed are shown. Nothing is verified: that needs trust in keys, and saying
"genuine" wrongly would be worse than saying nothing.
"""

from __future__ import annotations

import re

from mailroom.domain.seal import Seal

_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SMIME_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
SIGNATURES = _SMIME_SIGNATURES | {"application/pgp-signature"}
"""Types of parts that only prove who wrote: nobody wants to open them."""

_INLINE = re.compile(r"^-----BEGIN PGP (SIGNED )?MESSAGE-----\s*$", re.MULTILINE)
_BEGIN_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_BEGIN_SIGNATURE, _END_SIGNATURE = (
    "\n-----BEGIN PGP SIGNATURE-----",
    "-----END PGP SIGNATURE-----",
)
_DASHED = re.compile(r"^- ", re.MULTILINE)


def seal_of_part(content_type: str, smime_type: str, name: str) -> Seal:
    """Return how a part of this type is sealed."""
    if content_type in _SMIME:
        signed = smime_type.lower() in ("signed-data", "certs-only") or name.lower().endswith("p7s")
        return Seal.SMIME_SIGNED if signed else Seal.SMIME_ENCRYPTED
    if content_type in _SMIME_SIGNATURES:
        return Seal.SMIME_SIGNED
    if content_type == "application/pgp-signature":
        return Seal.PGP_SIGNED
    if content_type == "application/pgp-encrypted":
        return Seal.PGP_ENCRYPTED
    return Seal.NONE


def seal_of_text(text: str) -> Seal:
    """Return how a text is sealed that carries PGP within itself."""
    found = _INLINE.search(text) if "-----BEGIN PGP" in text else None
    if found is None:
        return Seal.NONE
    return Seal.PGP_SIGNED if found[1] else Seal.PGP_ENCRYPTED


def without_armour(text: str) -> str:
    """Return a clear-signed text without what surrounds the words; linear in its length."""
    out: list[str] = []
    at = 0
    while (begin := text.find(_BEGIN_SIGNED, at)) >= 0:
        words = text.find("\n\n", begin)
        end = text.find(_BEGIN_SIGNATURE, words) if words >= 0 else -1
        after = text.find(_END_SIGNATURE, end) if end >= 0 else -1
        if after < 0:
            break
        out += text[at:begin], _DASHED.sub("", text[words + 2 : end])
        at = after + len(_END_SIGNATURE)
    return "".join(out) + text[at:]


# -- CMS (RFC 5652), as far as the words lie open in it ------------------------------------------

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_OBJECT_ID, _OCTETS, _SEQUENCE = 0x06, 0x04, 0x30
_CONSTRUCTED, _CONTEXT_0 = 0x20, 0xA0
_MAX_NESTING = 12
_MAX_PIECES = 100_000


def signed_content(data: bytes) -> bytes | None:
    """Return the MIME part that a signed S/MIME body carries; ``None`` if it is something else.

    Never raises; every length is checked against the bytes that are there.
    """
    try:
        outer = _Der(data).enter(_SEQUENCE)
        if outer.value(_OBJECT_ID) != _SIGNED_DATA:
            return None
        signed = outer.enter(_CONTEXT_0).enter(_SEQUENCE)
        signed.skip()  # version
        signed.skip()  # digest algorithms
        content = signed.enter(_SEQUENCE)
        content.skip()  # its type
        return content.enter(_CONTEXT_0).octets()
    except (ValueError, IndexError):
        return None


class _Der:
    """Walks over elements, also of indefinite length (BER), from the outside in."""

    def __init__(self, data: bytes, at: int = 0, end: int | None = None, depth: int = 0) -> None:
        if depth > _MAX_NESTING:
            raise ValueError(depth)
        self._data, self._at, self._depth = data, at, depth
        self._end = len(data) if end is None else end

    def _head(self) -> tuple[int, int | None]:
        """Take tag and length of the next element; ``None`` for an indefinite length."""
        if self._at + 2 > self._end:
            raise ValueError(self._at)
        tag, length = self._data[self._at], self._data[self._at + 1]
        self._at += 2
        if length < 0x80:  # noqa: PLR2004 - the short form
            found: int | None = length
        elif length == 0x80:  # noqa: PLR2004 - ends with two zeros
            found = None
        else:
            count = length & 0x7F
            if count > 8 or self._at + count > self._end:  # noqa: PLR2004 - bytes of a length
                raise ValueError(count)
            found = int.from_bytes(self._data[self._at : self._at + count], "big")
            self._at += count
        if found is not None and found > self._end - self._at:
            raise ValueError(found)
        return tag, found

    def enter(self, tag: int) -> _Der:
        """Return a walk over what lies in the next element, which must be of this kind."""
        found, length = self._head()
        if found != tag:
            raise ValueError(found)
        end = self._end if length is None else self._at + length
        inner = _Der(self._data, self._at, end, self._depth + 1)
        self._at = end  # nothing behind an indefinite one is asked for
        return inner

    def value(self, tag: int) -> bytes:
        """Return the bytes of the next element, which must be of this kind."""
        found, length = self._head()
        if found != tag or length is None:
            raise ValueError(found)
        self._at += length
        return self._data[self._at - length : self._at]

    def skip(self) -> None:
        """Go past the next element."""
        _, length = self._head()
        if length is None:
            raise ValueError(self._at)
        self._at += length

    def octets(self) -> bytes:
        """Return the next octet string, put together from its pieces."""
        tag, length = self._head()
        if tag == _OCTETS and length is not None:
            return self._data[self._at : self._at + length]
        if tag != _OCTETS | _CONSTRUCTED:
            raise ValueError(tag)
        end = self._end if length is None else self._at + length
        inner = _Der(self._data, self._at, end, self._depth + 1)
        pieces: list[bytes] = []
        while inner._at + 2 <= end and len(pieces) < _MAX_PIECES:
            if inner._data[inner._at] != _OCTETS:
                break
            pieces.append(inner.value(_OCTETS))
        return b"".join(pieces)
