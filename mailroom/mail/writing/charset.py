"""Which charset a mail leaves in, and what of a text it cannot carry (N31).

UTF-8 carries everything and every mailer of the last fifteen years reads it. A few that Japanese
offices still use do not; who writes with one of them is answered in ISO-2022-JP. That charset has
no ① ㈱ 髙 﨑, no half-width kana and no emoji: such characters are named, with what could stand for
them, so that a person chooses. Nothing is ever replaced unasked.
"""

from __future__ import annotations

import re
import unicodedata

from mailroom.domain.drafts import Charset, Uncarried
from mailroom.mail.reading.parsed import ParsedMail

_CODEC = {Charset.UTF_8: "utf-8", Charset.ISO_2022_JP: "iso2022_jp"}

# The same sign, which Windows and JIS place differently: nobody sees the change.
_AS_JIS = str.maketrans(
    {
        "\uff5e": "\u301c",
        "\u2225": "\u2016",
        "\uff0d": "\u2212",
        "\uffe0": "\u00a2",
        "\uffe1": "\u00a3",
        "\uffe2": "\u00ac",
        "\u2014": "\u2015",
        "\u00a0": " ",
        "\u2011": "-",
        "\u00a5": "\uffe5",
    }
)
_IN_WORDS = {
    "髙": "高", "﨑": "崎", "德": "徳", "濵": "浜", "栁": "柳", "靑": "青", "淸": "清", "瀨": "瀬",
    "曻": "昇", "𠮷": "吉", "𠮟": "叱", "彅": "なぎ", "ﾞ": "゛", "ﾟ": "゜", "–": "-", "•": "・",
    "€": "ユーロ", "™": "(TM)", "©": "(c)", "®": "(R)",
}  # fmt: skip
_NOTHING = "〓"
"""What printers set for a letter they lack."""

_PLAIN_MAILERS = re.compile(
    r"outlook express|microsoft internet mail|becky! ver[. ]*[12]\b|winbiff|al-mail|eudora|datula"
    r"|edmax|denshin|電信八号|post-?pet|shuriken|netscape|mozilla 4|claris|akira|hidemaru",
    re.IGNORECASE,
)
"""Programs that were made before UTF-8 was usual in mail, as they name themselves."""


def charset_for(answered: ParsedMail | None) -> Charset:
    """Return what the writer of a mail reads for sure.

    Both must hold: they wrote in ISO-2022-JP, and with a program from before UTF-8.
    """
    if answered is None:
        return Charset.UTF_8
    headers = answered.headers
    mailer = f"{headers.text('x-mailer')} {headers.text('user-agent')}"
    said = b"\n".join(headers.raw(name).lower() for name in ("content-type", "subject", "from"))
    if _PLAIN_MAILERS.search(mailer) and b"iso-2022-jp" in said:
        return Charset.ISO_2022_JP
    return Charset.UTF_8


def encoded(text: str, charset: Charset) -> bytes | None:
    """Return a text in a charset, or ``None`` if that lacks one of its characters."""
    if charset is Charset.ISO_2022_JP:
        text = text.translate(_AS_JIS)
    try:
        return text.encode(_CODEC[charset])
    except UnicodeEncodeError:
        return None


def uncarried(text: str, charset: Charset) -> tuple[Uncarried, ...]:
    """Return the characters that a charset lacks, in their order."""
    if charset is Charset.UTF_8 or text.isascii() or encoded(text, charset) is not None:
        return ()
    return tuple(
        Uncarried(at=at, character=character, instead=_instead(character, charset))
        for at, character in enumerate(text)
        if not character.isascii() and encoded(character, charset) is None
    )


def replaced(text: str, charset: Charset) -> str:
    """Return the text with what stands for the characters that a charset lacks."""
    stand_ins = {found.character: found.instead for found in uncarried(text, charset)}
    return "".join(stand_ins.get(character, character) for character in _composed(text))


def _composed(text: str) -> str:
    """Return the text with half-width kana and their marks as one letter each."""
    return re.sub(
        "[\uff66-\uff9d][\uff9e\uff9f]", lambda kana: unicodedata.normalize("NFKC", kana[0]), text
    )


def _instead(character: str, charset: Charset) -> str:
    """Return what a reader would take for the character."""
    usual = unicodedata.normalize("NFKC", character)
    if re.fullmatch("[\u2460-\u2473]", character):
        usual = f"({usual})"
    for other in (_IN_WORDS.get(character, ""), usual, _without_marks(character)):
        if other and other != character and encoded(other, charset) is not None:
            return other
    return "" if unicodedata.category(character) in {"Mn", "Cf"} else _NOTHING


def _without_marks(character: str) -> str:
    """Return a Latin letter without its accent."""
    return unicodedata.normalize("NFD", character)[0]
