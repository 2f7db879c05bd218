"""Quoted history and signatures: what to fold away, and how to quote in a reply.

Works line by line, in time linear in the text. Where people answer between quoted lines, those
lines stay: they are what the answers mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MAX_SIGNATURE = 15  # lines
_HEADER_LINES = 8  # how far the fields of an Outlook block may lie apart
_MAX_LINE = 1_000
_LONGEST_MARK = 200  # of a phone
_MAX_LINES = 30_000  # a text longer than that is no letter; it stays as it is

_QUOTED = re.compile(r"\s{0,3}[>＞]")
_DASHED = re.compile(
    r"\s*[-－=＝_]{2,}\s*(?:original message|original appointment|forwarded message"
    r"|reply message|元のメッセージ|元のメール|転送されたメッセージ|転送メッセージ|受信メッセージ"
    r"|original|転送者|ursprüngliche nachricht|message d'origine|mensaje original)"
    r"\s*[-－=＝_]{2,}\s*",
    re.IGNORECASE,
)
_BEGIN_FORWARD = re.compile(
    r"\s*(?:begin forwarded message|転送されたメッセージ)\s*[:：]\s*", re.IGNORECASE
)
_FIRST_LETTERS = frozenset("-－─━=＝_#*BbFfDdVv差送転")  # of all that begins older mail
_RULE = re.compile(r"\s*_{10,}\s*")
_FIRST_FIELD = re.compile(
    r"[\s*]*(?:from|差出人|送信者|送信元|von|de)\*?\s*[:：]\*?\s*\S", re.IGNORECASE
)
_FIELD = re.compile(
    r"[\s*]*(?:sent|date|to|cc|subject|reply-to|importance|送信日時|日時|日付|宛先|件名|ＣＣ|返信先"
    r"|gesendet|an|betreff)\*?\s*[:：]",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"\s*(?:"
    r"(?:on|am|le|el)\s.{4,200}(?:wrote|schrieb|a écrit|escribió)\s*[:：]"
    r"|.{1,200}(?:さん|様|氏)?(?:は|が)\s?(?:書きました|書いています|次のように書きました)\s*[:：。]?"
    r"|.{0,60}\d{4}\s?[-/年.]\s?\d{1,2}\s?[-/月.]\s?\d{1,2}.{0,160}(?:wrote|のメール|のメッセージ)?\s?[:：]"
    r"|.{1,120}<[^<>\s]{3,100}>\s*(?:wrote)?\s?[:：]"
    r")\s*",
    re.IGNORECASE,
)
_ATTRIBUTION_BEGINS = re.compile(r"\s*(?:on|am|le)\s.{4,200}\d{4}.{0,200}", re.IGNORECASE)
_ATTRIBUTION_ENDS = re.compile(r".{0,200}(?:wrote|schrieb|a écrit)\s*[:：]\s*", re.IGNORECASE)
_ABOVE = re.compile(
    r"\s*[-－─━=#*]{2,}.{0,60}(?:この線より上|reply above this line).{0,60}", re.IGNORECASE
)

_DASHES = re.compile(r"-- ?|— ?|--　?")
_RULER = re.compile(
    r"\s*([-－_＿=＝*＊+＋~～〜#♯☆★◇◆□■○●◎∞･・.…─━┏┓┗┛┃│┌┐└┘彡/／|｜])"
    r"(?:\s?[-－_＿=＝*＊+＋~～〜#♯☆★◇◆□■○●◎∞･・.…─━┏┓┗┛┃│┌┐└┘彡/／|｜]){4,}\s*"
)
_DEVICE = (
    r"(?:iphone|ipad|android|galaxy|xperia|aquos|pixel|arrows|スマートフォン|スマホ|携帯(?:電話)?|モバイル"
    r"|docomo|ドコモ|au|softbank|ソフトバンク|y!?mobile|ワイモバイル|楽天|outlook|gmail|yahoo!?|icloud"
    r"|line works|windows|mac)"
)
_SENT_END = r"(?:しました|しています|されました|(?:いた|致)し(?:ました|ます)|います)?[。.!]?(?:\s*[<(]?https?://\S+)?"
_PHONE_MARK = re.compile(
    r"(?:[-–—*]{1,3}\s?)?(?:"
    r"sent from my \S.{0,40}|get outlook for .{0,120}"
    r"|sent from (?:yahoo|outlook|mail|gmail|proton|samsung|android|iphone|windows).{0,60}"
    r"|sent (?:with|via|using) (?:spark|proton|superhuman|blackberry|samsung).{0,60}"
    r"|(?:envoyé de(?:puis)? mon|von meinem|enviado desde mi|inviato da(?:l mio)?) \S.{0,30}"
    rf"|.{{0,20}}{_DEVICE}.{{0,24}}?(?:から|より|で)(?:送信|送って){_SENT_END}"
    r"|.{0,12}outlook.{0,20}を入手.{0,120}"
    rf"|(?:送信元\s?[:：]\s?|モバイル版\s?){_DEVICE}.{{0,30}}"
    r"|(?:ドコモ|docomo|au|softbank)\s?(?:メール|mail)?|gmail\s?(?:モバイル|mobile)"
    r"|(?:携帯|スマホ|スマートフォン|出先|外出先)から(?:の返信で|で)?(?:失礼|すみ|申し訳).{0,20}"
    r")",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:tel|fax|phone|mobile|e-?mail|url|〒|℡|電話|携帯|株式会社|有限会社|合同会社|\(株\)|㈱|ltd|inc\.|gmbh)"
    r"|https?://|www\.|\S@\S",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text taken apart: ``visible`` is what its writer typed, the rest is folded."""

    visible: str
    quoted: str = ""
    signature: str = ""


def split_quote(text: str) -> tuple[str, str]:
    """Return the text without its quoted history, and that history."""
    lines = text.split("\n")
    if len(lines) > _MAX_LINES:
        return text, ""
    marks = history_of(lines)
    own = [line for line, quoted in zip(lines, marks, strict=True) if not quoted]
    history = [line for line, quoted in zip(lines, marks, strict=True) if quoted]
    if not any(line.strip() for line in own):
        return text, ""  # nothing but a quote: then the quote is the message
    return "\n".join(own).strip("\n"), "\n".join(history).strip("\n")


def fold(text: str) -> Folded:
    """Take a text apart into what its writer typed, the history and the signature."""
    visible, quoted = split_quote(text)
    lines = visible.split("\n")
    start = signature_start(lines)
    body = "\n".join(lines[:start]).rstrip("\n")
    if not body.strip():
        return Folded(visible=visible, quoted=quoted)
    return Folded(visible=body, quoted=quoted, signature="\n".join(lines[start:]).strip("\n"))


def own_words(text: str) -> str:
    """Return only what the writer of an answer typed: no line of older mail, no signature.

    Unlike ``fold`` this may leave nothing: a quote alone says nothing.
    """
    lines = text.split("\n")
    if len(lines) > _MAX_LINES:
        return text.strip()
    marks = history_of(lines)
    for at, line in enumerate(lines):
        if _QUOTED.match(line) and not marks[at]:
            marks[at] = True
            begin = _with_attribution(lines, at)
            marks[begin:at] = [True] * (at - begin)
    typed = [line for line, old in zip(lines, marks, strict=True) if not old]
    typed = typed[: signature_start(typed)]
    return "\n".join(line for line in typed if not _is_phone_mark(line)).strip()


def quote_for_reply(text: str, attribution: str = "") -> str:
    """Return a text as quoted in a reply, under a line that says whose it is."""
    lines = [
        f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in text.split("\n")
    ]
    return "\n".join([attribution, *lines] if attribution else lines)


def history_of(lines: list[str]) -> list[bool]:
    """Mark the lines that are history."""
    cut = next((at for at in range(len(lines)) if _begins_history(lines, at)), len(lines))
    marks = [at >= cut for at in range(len(lines))]
    at = _before_signature(lines, cut)
    while at > 0:  # the last block of ">" lines, and the line that introduces it
        end = _skip_back_over_blanks(lines, at)
        begin = end
        while begin > 0 and (_QUOTED.match(lines[begin - 1]) or not lines[begin - 1].strip()):
            begin -= 1
        if not any(_QUOTED.match(line) for line in lines[begin:end]):
            break
        begin = _with_attribution(lines, begin)
        marks[begin:at] = [True] * (at - begin)
        at = begin
    return marks


def _is_phone_mark(line: str) -> bool:
    mark = line.strip()
    return len(mark) <= _LONGEST_MARK and _PHONE_MARK.fullmatch(mark) is not None


def _before_signature(lines: list[str], end: int) -> int:
    """Return where a signature begins that stands below a quote, else the end."""
    start = signature_start(lines[:end])
    above = _skip_back_over_blanks(lines, start)
    return start if above > 0 and _QUOTED.match(lines[above - 1]) else end


def _skip_back_over_blanks(lines: list[str], at: int) -> int:
    """Return the end of the text before some empty lines."""
    while at > 0 and not lines[at - 1].strip():
        at -= 1
    return at


def _with_attribution(lines: list[str], begin: int) -> int:
    """Return where the line begins that says whom a quote is from."""
    at = _skip_back_over_blanks(lines, begin)
    if at > 0 and _ATTRIBUTION.fullmatch(lines[at - 1][:_MAX_LINE]):
        return at - 1
    if (
        at > 1
        and _ATTRIBUTION_ENDS.fullmatch(lines[at - 1][:_MAX_LINE])
        and _ATTRIBUTION_BEGINS.fullmatch(lines[at - 2][:_MAX_LINE])
    ):
        return at - 2
    return begin


def _begins_history(lines: list[str], at: int) -> bool:
    """Tell whether all that follows is an older mail, not marked by ``>``."""
    line = lines[at][:_MAX_LINE]
    if line.lstrip()[:1] not in _FIRST_LETTERS:  # most lines are done with here
        return False
    if _DASHED.fullmatch(line) or _BEGIN_FORWARD.fullmatch(line) or _ABOVE.fullmatch(line):
        return True
    if _RULE.fullmatch(line):
        return _is_header_block(lines, at + 1)
    return _is_header_block(lines, at)


def _is_header_block(lines: list[str], at: int) -> bool:
    """Tell whether Outlook's block of From, Sent, To and Subject begins here."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at >= len(lines) or not _FIRST_FIELD.match(lines[at][:_MAX_LINE]):
        return False
    following = lines[at + 1 : at + 1 + _HEADER_LINES]
    return sum(1 for line in following if _FIELD.match(line[:_MAX_LINE])) > 1


def signature_start(lines: list[str]) -> int:
    """Return the line at which the signature begins, or the end."""
    total = len(lines)
    for at in range(max(1, total - _MAX_SIGNATURE), total):
        if _DASHES.fullmatch(lines[at]) or _is_phone_mark(lines[at]):
            return at
        if _RULER.fullmatch(lines[at][:_MAX_LINE]):
            rest = lines[at + 1 :]
            closing = sum(1 for line in rest if _CONTACT.search(line[:_MAX_LINE]))
            if closing or not any(line.strip() for line in rest):
                return at
    return total
