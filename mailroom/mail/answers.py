"""What a plain mail answers to an escalation (N07): the first words decide, the rest is quoted.

An answer counts only when its first sentence, greetings aside, *is* one of the known ones:
「承認する前に確認したい」 must never approve anything, and who says two things that exclude each
other has said neither. Everything else is ``WORDS``, which a person sorts with one key (N07).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.mail.answer_text import take_apart

_MAX_SENTENCES = 8  # an answer stands at the beginning or is none
_MAX_CONTRADICTING = 60  # sentences that are looked at for a second answer
_MAX_SUBJECT = 200

_SENTENCE_END = re.compile(r"[。．.!！?？\n]+")
_CLAUSE_END = re.compile(r"[、,:;】」\]]\s*|\((?=ただし|但し|条件|上限|only|but)")
_BLANKS = " \t\r\n\f\v\u3000\xa0"
_OPENERS = _BLANKS + "-・*>#「『【[(■●◆◇→“\"'"
_CLOSERS = _BLANKS + "」』】])、,:;…~”\"'"
_LEAD_IN = re.compile(
    r"^(?:はい|では|それでは|(?:大変)?(?:すみません|申し訳(?:ありません|ございません))が?|私(?:が|の方で|のほうで)|小職が"
    r"|(?:本件|この件|その件|標記の件|ご?相談の件|上記|こちら)(?:について|につきまして|は|を|も|で)?"
    r"|(?:yes|ok|okay|i'll|i will|i|we|let me|please|this is)\b)[、,\s]*"
)
_POLITE = (
    r"(?:する|します|しました|いたします|いたしました|致します|致しました|させていただきます"
    r"|させて頂きます|してください|して下さい|でお願い(?:いた)?します|です|で|とします)?"
)
_NEGATIVE = (
    r"(?:しない|しません|できない|できません|出来ません|いたしません|致しません|しかねます"
    r"|いたしかねます|致しかねます|できかねます|不可(?:です)?)"
)
_IT = r"(?: it| this)?"
_ELSEWHERE = r"(?:外出|出張|会議|不在|休暇|お?休み|移動|来客|打ち?合わ?せ|運転)"
_CHANGED_MIND = re.compile(
    r"^(?:(?:いや|やはり|やっぱり|もしくは|または|あるいは|でも|or|no|actually|sorry)[、,\s]*)+"
)


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(alternatives) + ")[よね]?")


# Order matters: refusals before consents.
_KNOWN: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    (
        AnswerKind.REJECT,
        _phrases(
            rf"承認(?:は|が)?{_NEGATIVE}",
            rf"(?:不承認|却下|否認|非承認){_POLITE}",
            r"認め(?:ない|ません|られません|られない)",
            rf"reject(?:ed)?{_IT}",
            rf"not approved?|(?:do not|don't|cannot|can't) approve{_IT}",
            r"declined?|denied|refused?|disapproved?",
        ),
    ),
    (
        AnswerKind.BUSY,
        _phrases(
            rf"(?:(?:今|いま|現在|ただ今|只今|本日)は?、?)?対応(?:は|が)?(?:{_NEGATIVE}|難しいです)",
            r"(?:今|いま|現在|ただ今|只今|本日)は?、?無理(?:です)?",
            r"(?:[^、]{1,20}(?:は|まで|、))?(?:手が離せ(?:ない|ません)|取り?込み中(?:です)?)",
            rf"(?:[^、]{{1,20}}(?:は|まで|、))?{_ELSEWHERE}中?(?:です|でして|しております|しています)?",
            r"not now|(?:can't|cannot|unable to)(?: do (?:it|this))?(?: right)? now",
            r"(?:am |i'm )?busy(?: now| right now)?|(?:am )?(?:not available|unavailable)(?: now)?",
            r"(?:am |i'm )?(?:away|out(?: of (?:the )?office)?|in a meeting|on (?:vacation|leave))"
            r"(?: (?:until|till) .{1,20}| now| today)?",
        ),
    ),
    (
        AnswerKind.HAND_BACK,
        _phrases(
            r"差し?戻(?:す|し|します|しです|しします|しました|しいたします|させていただきます)",
            rf"(?:お返し|返却){_POLITE}",
            rf"(?:hand(?:ing)?|send(?:ing)?){_IT} back|return(?:ed|ing)?{_IT}",
        ),
    ),
    (
        AnswerKind.RAISE,
        _phrases(
            r"(?:上|上位|上長|部長|課長)[へに](?:上げ(?:る|ます|て(?:ください)?)|回し(?:ます|て(?:ください)?))",
            rf"(?:(?:上|上位|上長|部長|課長)[へに])?(?:上申|エスカレーション|エスカレ){_POLITE}",
            rf"(?:raised?|escalated?){_IT}(?: up| further| higher)?",
        ),
    ),
    (
        AnswerKind.TAKE,
        _phrases(
            r"引き?受け(?:る|ます|ました|させていただきます)|引き取(?:る|ります|りました)",
            r"(?:対応|担当|引き継ぎ|引継ぎ)(?:する|します|いたします|致します|させていただきます)",
            r"引き?継(?:ぐ|ぎます)",
            rf"take{_IT}(?: over)?|taking (?:it|this)(?: over)?|taken|mine",
            r"handle (?:it|this)|accept(?:ed)?",
        ),
    ),
    (
        AnswerKind.APPROVE,
        _phrases(rf"承認{_POLITE}|承認済み?(?:です)?|可決|許可{_POLITE}", rf"approved?{_IT}"),
    ),
    (
        AnswerKind.INSTRUCT,
        _phrases(rf"(?:(?:次|以下|下記)の(?:とおり|通り)、?)?指示{_POLITE}", r"instruct(?:ions?)?"),
    ),
    (
        AnswerKind.ACKNOWLEDGE,
        _phrases(
            r"(?:了解|承知|確認|受領|拝承|拝読)(?:です|しました|いたしました|致しました|した)?",
            r"かしこまりました|わかりました|分かりました|見ました|読みました",
            r"noted|understood|acknowledged?|ack|received|got it|will do|roger|seen",
        ),
    ),
)
_GREETING = re.compile(
    r"(?:お疲れ様|おつかれさま|お疲れさま|お世話|いつも|ご苦労|ご連絡|ご相談|ご報告|連絡|ありがとう"
    r"|有難う|恐れ入り|失礼|こんにちは|おはよう|こんばんは|取り急ぎ|宜しく|よろしく|以上"
    r"|(?:hi|hello|dear|thanks|thank you|regards|best|good (?:morning|afternoon|evening))\b).{0,40}"
    r"|(?:大変)?(?:すみません|すいません|申し訳(?:ありません|ございません|ないです))"
    r"|[^はがをでも\d]{1,10}(?:です|と申します)|.{1,25}(?:様|さん|殿|各位|御中|へ|課長|係長|部長|主任)"
    r"|[a-z][a-z'-]{0,15}(?: [a-z][a-z'-]{0,15})?",
    re.IGNORECASE,
)


_ELABORATES = {
    AnswerKind.INSTRUCT: frozenset(
        {AnswerKind.APPROVE, AnswerKind.REJECT, AnswerKind.TAKE, AnswerKind.HAND_BACK}
    ),
    AnswerKind.RAISE: frozenset({AnswerKind.BUSY}),
}
"""What may stand beside another answer without contradicting it: 「承認。指示: 10%まで」."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswer:
    """What an answer says and its words as typed.

    Attributes:
        for_customer: the wording under 「▼お客様へ」, no part of ``words``.
    """

    kind: AnswerKind
    words: str
    for_customer: str = ""


def read_answer(text: str, subject: str = "") -> ReadAnswer:
    """Read the plain text of a mail that answers an escalation.

    Args:
        text: what the mail says, with or without the quoted history.
        subject: of the mail; it counts only where the text says nothing at all, as when somebody
            presses a button and empties the prepared text.
    """
    typed = take_apart(text)
    kind = _kind(typed.words or ("" if typed.for_customer else _first_of(subject)))
    if kind is AnswerKind.WORDS and typed.for_customer and not typed.words:
        kind = AnswerKind.INSTRUCT  # whoever says what to write has answered
    return ReadAnswer(kind=kind, words=typed.words, for_customer=typed.for_customer)


def _first_of(subject: str) -> str:
    """Return the word that a button has put before the colon of a subject."""
    return subject[:_MAX_SUBJECT].replace("：", ":").partition(":")[0]


def _kind(words: str) -> AnswerKind:
    """Go through the sentences; "understood" counts only if nothing of weight follows."""
    folded = unicodedata.normalize("NFKC", words).casefold().replace("\u2019", "'")
    acknowledged = False
    for number, said in enumerate(_sentences(folded)):
        found = _known(said) if number < _MAX_SENTENCES else AnswerKind.WORDS
        if found is AnswerKind.ACKNOWLEDGE:
            acknowledged = True
        elif found is AnswerKind.WORDS:
            break
        elif found is not None:
            return AnswerKind.WORDS if _contradicted(found, folded) else found
        elif not _GREETING.fullmatch(said):
            return AnswerKind.WORDS
    return AnswerKind.ACKNOWLEDGE if acknowledged else AnswerKind.WORDS


def _contradicted(first: AnswerKind, folded: str) -> bool:
    """Tell whether a later sentence says by itself something that excludes the first answer."""
    for said in islice(_sentences(folded), _MAX_CONTRADICTING):
        other = _known(_CHANGED_MIND.sub("", said))
        if other in {None, first, AnswerKind.ACKNOWLEDGE}:
            continue
        if first not in _ELABORATES.get(other, ()) and other not in _ELABORATES.get(first, ()):
            return True
    return False


def _sentences(folded: str) -> Iterator[str]:
    """Yield the first sentences, without brackets and marks; one that begins with thanks, whole."""
    for sentence in _SENTENCE_END.split(folded):
        said = _bare(sentence)
        if not said:
            continue
        head, _, rest = (part.strip() for part in _partition(said))
        if rest and _known(head) is AnswerKind.ACKNOWLEDGE:
            yield head
            yield _bare(rest)
        else:
            yield said


def _bare(text: str) -> str:
    return text.lstrip(_OPENERS).rstrip(_CLOSERS)


def _partition(said: str) -> tuple[str, str, str]:
    """Cut a sentence after its first clause."""
    found = _CLAUSE_END.search(said)
    return (said[: found.start()], found[0], said[found.end() :]) if found else (said, "", "")


def _known(said: str) -> AnswerKind | None:
    """Return what a sentence, or its first clause, says if it is one of the known ones."""
    without = _LEAD_IN.sub("", _LEAD_IN.sub("", said))
    for candidate in (said, _partition(said)[0], without, _partition(without)[0]):
        for kind, pattern in _KNOWN:
            if pattern.fullmatch(candidate.strip()):
                return kind
    return None
