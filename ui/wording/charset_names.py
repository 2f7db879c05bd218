"""What people call the charsets that a mail can be read as (N30), and how a mail is sealed."""

from __future__ import annotations

from mailroom.domain.seal import Seal
from ui.wording.words import tr


def charset_name(charset: str) -> str:
    """Return the name of a charset; ``""`` is the mail as it came."""
    return {
        "": tr("As the mail itself says"),
        "iso-2022-jp": tr("Japanese (JIS, ISO-2022-JP)"),
        "cp932": tr("Japanese (Shift_JIS, Windows)"),
        "euc-jp": tr("Japanese (EUC)"),
        "utf-8": tr("UTF-8"),
        "gb18030": tr("Chinese (GB18030)"),
        "euc-kr": tr("Korean (EUC-KR)"),
        "iso-8859-1": tr("Western European (Latin-1)"),
        "utf-8-twice": tr("UTF-8 that was converted twice"),
    }.get(charset, charset)


def seal_sentence(seal: Seal) -> str:
    """Return what a sealed mail says about itself; ``""`` for an open one."""
    return {
        Seal.NONE: "",
        Seal.SMIME_SIGNED: tr("Signed (S/MIME). Mailroom does not check the signature."),
        Seal.PGP_SIGNED: tr("Signed (PGP). Mailroom does not check the signature."),
        Seal.SMIME_ENCRYPTED: tr(
            "Encrypted (S/MIME): only a mail program with your key can read it."
            " Save the mail and open it there, or ask the sender to write without encryption."
        ),
        Seal.PGP_ENCRYPTED: tr(
            "Encrypted (PGP): only a mail program with your key can read it."
            " Save the mail and open it there, or ask the sender to write without encryption."
        ),
    }[seal]
