"""Why a mail did not arrive: from a status code (RFC 3463), else from the words of a server."""

from __future__ import annotations

import re

from mailroom.domain.delivery import Obstacle

_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_FINAL = re.compile(
    r"permanent|fatal|giving up|given up|not be delivered|(?<!\d)5\d\d(?!\d)|(?<![\d.])5\.\d\.\d",
    re.IGNORECASE,
)
_BY_CODE = {
    "1.1": Obstacle.NO_SUCH_ADDRESS,
    "1.3": Obstacle.NO_SUCH_ADDRESS,
    "1.6": Obstacle.NO_SUCH_ADDRESS,
    "1.10": Obstacle.NO_SUCH_ADDRESS,
    "2.1": Obstacle.NO_SUCH_ADDRESS,
    "1.2": Obstacle.NO_SUCH_HOST,
    "4.4": Obstacle.NO_SUCH_HOST,
    "2.2": Obstacle.MAILBOX_FULL,
    "2.3": Obstacle.TOO_LARGE,
    "3.4": Obstacle.TOO_LARGE,
    "4.1": Obstacle.NOT_REACHED,
    "4.2": Obstacle.NOT_REACHED,
    "4.7": Obstacle.NOT_REACHED,
}
_FULL = "(?:の容量)?[がは]?(?:一杯|いっぱい|満杯|超過)"
_WHO = r"(?:user|recipient|account|mailbox|address)s?(?:\(s\))?(?: \S+)?"
_WRONG = "[がは]?(?:不明|存在し|見つ|誤|間違|ありません)"
# In this order: what says more stands before what is said of almost everything.
_WORDS: dict[Obstacle, tuple[str, ...]] = {
    Obstacle.REFUSED_BY_RECIPIENT: (
        "指定受信",
        "受信拒否",
        "ドメイン指定",
        "拒否設定",
        "なりすまし",
        r"reject\w* by (?:the )?(?:user|recipient)",
        r"(?:recipient|user\(?s?\)?) (?:has |have )?(?:rejected|refused)",
    ),
    Obstacle.MAILBOX_FULL: (
        r"mail ?box (?:is |for \S+ is )?(?:full|exceed)",
        "over ?quota",
        "quota (?:exceeded|full)",
        r"exceed\w* (?:\w+ ){0,3}(?:quota|storage)",
        "insufficient (?:disk|system) (?:space|storage)",
        "out of storage",
        f"(?:メール|受信)(?:ボックス|箱|BOX){_FULL}",
        "容量を?が?(?:超|オーバー|不足|一杯|いっぱい)",
    ),
    Obstacle.TOO_LARGE: (
        "(?:message|mail)(?: size)? (?:is )?(?:too (?:large|big)|exceeds)",
        "size limit",
        "サイズ[がの](?:大き|上限|制限|超)",
    ),
    Obstacle.TAKEN_FOR_SPAM: (
        "spam",
        "迷惑メール",
        "フィルタ",
        "blocked",
        "black ?list|blocklist",
        "reputation",
        "policy",
        "unsolicited",
        "dmarc",
        r"\bspf\b",
    ),
    Obstacle.NO_SUCH_HOST: (
        "(?:host|domain)(?: name)? (?:unknown|not found|does not exist)",
        "unrouteable",
        "nxdomain",
        "couldn'?t find any host",
        "no such (?:domain|host)",
        "ドメイン名?が(?:見つ|存在し)",
    ),
    Obstacle.NO_SUCH_ADDRESS: (
        rf"{_WHO} (?:is )?(?:unknown|not found|unavailable|disabled|invalid)",
        rf"{_WHO} does ?n[o']t exist",
        "unknown (?:user|recipient|local)",
        "no such (?:user|recipient|mailbox|address)",
        "no mailbox here",
        "invalid (?:recipient|mailbox)",
        r"doesn'?t have an? \S+ account",
        "ユーザーが?(?:不明|存在し|見つ)",
        f"(?:宛先|アドレス|受信者){_WRONG}",
        "存在しない(?:宛先|メールアドレス|アドレス)",
    ),
    Obstacle.NOT_REACHED: (
        "time[d ]?-?out",
        "connection (?:refused|timed)",
        "could not connect",
        "unreachable",
        "greylist",
        "temporar",
        "遅延",
        "接続(?:でき|に失敗)",
    ),
}
_HINTS = {
    obstacle: re.compile("|".join(words), re.IGNORECASE) for obstacle, words in _WORDS.items()
}


def obstacle_of(code: str, said: str) -> Obstacle:
    """Return why it did not arrive.

    Args:
        code: an enhanced status code, or "".
        said: the words of the server.
    """
    words = next((obstacle for obstacle, hint in _HINTS.items() if hint.search(said)), None)
    if words in {Obstacle.REFUSED_BY_RECIPIENT, Obstacle.MAILBOX_FULL}:
        return words  # carriers give a plain 5.1.1 or 5.7.1 for these, too
    found = _BY_CODE.get(code.partition(".")[2])
    if found is not None:
        return found
    if code.startswith("5.7"):
        return Obstacle.TAKEN_FOR_SPAM
    return words or Obstacle.UNKNOWN


def code_in(said: str) -> str:
    """Return the first enhanced status code of a text, or ""."""
    found = _CODE.search(said)
    return "" if found is None else found[1]


def is_final(said: str) -> bool:
    """Return whether a text says that nobody will try again."""
    return _FINAL.search(said) is not None
