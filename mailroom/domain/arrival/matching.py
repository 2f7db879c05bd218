"""Which rules on arrival a mail meets: pure, over what one desk knows of the mail (S15, S66)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.mails import Automatic
from mailroom.domain.people import Address
from mailroom.domain.policies.contacts import ContactFlag
from mailroom.ids import LabelId, MailboxId

Fold = Callable[[str], str]
"""Makes width, case and kana alike: what somebody would call the same word."""

_Test = Callable[["Looked"], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a desk sees of a mail; texts are folded.

    Attributes:
        labels: those its case wears, with the labels above them.
        amounts: yen.
        off_hours: it came while the team does not work.
        answer: it bears a tag of ours.
    """

    sender: Address
    recipients: tuple[Address, ...] = ()
    subject: str = ""
    body: str = ""
    attachments: tuple[str, ...] = ()
    has_attachments: bool = False
    contact: ContactFlag = ContactFlag.NONE
    labels: frozenset[LabelId] = frozenset()
    amounts: tuple[int, ...] = ()
    mailbox: MailboxId | None = None
    automatic: Automatic = Automatic.NO
    off_hours: bool = False
    answer: bool = False


class Matcher:
    """Rules made ready to look at many mails."""

    def __init__(self, rules: Iterable[Rule], fold: Fold) -> None:
        self._fold = fold
        self._tests = [
            (rule, [self._test(one) for one in rule.conditions])
            for rule in rules
            if rule.active and rule.conditions and all(c.says_something for c in rule.conditions)
        ]

    def met(self, mail: Looked) -> tuple[Rule, ...]:
        """Return the rules that this mail meets, in order, up to one that stops."""
        found: list[Rule] = []
        for rule, tests in self._tests:
            holds = (test(mail) for test in tests)
            if all(holds) if rule.whole else any(holds):
                found.append(rule)
                if rule.stops:
                    break
        return tuple(found)

    def _test(self, condition: Condition) -> _Test:
        holds = self._positive(condition)
        return (lambda mail: not holds(mail)) if condition.negated else holds

    def _positive(self, condition: Condition) -> _Test:
        words = tuple(folded for one in condition.words if (folded := self._fold(one.strip())))
        match condition.part:
            case Part.SENDER:
                return lambda mail: self._is_any(words, (mail.sender,))
            case Part.RECIPIENTS:
                return lambda mail: self._is_any(words, mail.recipients)
            case Part.SUBJECT:
                return lambda mail: any(word in mail.subject for word in words)
            case Part.BODY:
                return lambda mail: any(word in mail.body for word in words)
            case Part.TEXT:
                return lambda mail: any(w in mail.subject or w in mail.body for w in words)
            case Part.ATTACHMENT if words:
                return lambda mail: any(w in name for w in words for name in mail.attachments)
            case Part.AMOUNT:
                return lambda mail: any(yen >= condition.at_least for yen in mail.amounts)
            case _:
                return _fact(condition)

    def _is_any(self, words: Iterable[str], people: Iterable[Address]) -> bool:
        """Return whether one of the words means one of these people."""
        return any(
            _means(word, one.addr.lower(), self._fold(one.name)) for one in people for word in words
        )


def _means(word: str, addr: str, name: str) -> bool:
    """A domain means its subdomains too; an address is meant whole, a name in part."""
    if word.startswith("@"):
        return addr.endswith((word, "." + word[1:]))
    return word == addr if "@" in word else word in name or word in addr


def _fact(condition: Condition) -> _Test:
    """Return the test of what needs no reading."""
    chosen = frozenset(condition.words)
    match condition.part:
        case Part.ATTACHMENT:
            return lambda mail: mail.has_attachments
        case Part.CONTACT if chosen:
            return lambda mail: mail.contact.value in chosen
        case Part.CONTACT:
            return lambda mail: mail.contact is not ContactFlag.NONE
        case Part.LABEL:
            return lambda mail: not chosen.isdisjoint(mail.labels)
        case Part.MAILBOX:
            return lambda mail: mail.mailbox in chosen
        case Part.LIST:
            return lambda mail: mail.automatic is Automatic.LIST
        case Part.AUTOMATIC:
            return lambda mail: mail.automatic in {Automatic.REPLY, Automatic.BOUNCE}
        case Part.OFF_HOURS:
            return lambda mail: mail.off_hours
        case _:  # Part.ANSWER
            return lambda mail: mail.answer
