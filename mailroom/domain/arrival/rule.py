"""A rule on arrival: conditions over a mail, and what is done with its case (S66).

The rules of a team are one value, like its policy: a lead replaces it whole, for a reason. Its
version is the event that set it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mailroom.domain.position import START, Position
from mailroom.ids import DeskId, EventId, LabelId, PersonId, RuleId

NO_RULE = RuleId("")
NEVER_SET = EventId("")


class Part(Enum):
    """What of a mail a condition looks at."""

    SENDER = "sender"
    RECIPIENTS = "recipients"  # To and Cc
    SUBJECT = "subject"
    BODY = "body"
    TEXT = "text"  # subject or body
    CONTACT = "contact"  # how the team handles the sender (S25)
    LABEL = "label"  # what the case wears already, labels below it included
    ATTACHMENT = "attachment"
    AMOUNT = "amount"
    OFF_HOURS = "off_hours"
    LIST = "list"
    AUTOMATIC = "automatic"  # auto-replies and bounces
    MAILBOX = "mailbox"
    ANSWER = "answer"  # it bears a tag of ours


WORDED = frozenset({Part.SENDER, Part.RECIPIENTS, Part.SUBJECT, Part.BODY, Part.TEXT})
"""Parts about which a condition says nothing without words."""

CHOSEN = frozenset({Part.LABEL, Part.MAILBOX})
"""Parts whose words are ids that somebody chose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that must hold, or must not.

    Attributes:
        words: any of them is enough. For people: addresses, domains as "@firm.example", or parts
            of a name; for a contact: values of ``ContactFlag``, none = any flag; for attachments:
            parts of a file name, none = there is one; for labels and mailboxes: their ids.
        at_least: yen, for amounts.
        negated: must not hold.
    """

    part: Part
    words: tuple[str, ...] = ()
    at_least: int = 0
    negated: bool = False

    @property
    def says_something(self) -> bool:
        """Return whether it can tell one mail from another."""
        if self.part in WORDED or self.part in CHOSEN:
            return any(word.strip() for word in self.words)
        return self.part is not Part.AMOUNT or self.at_least > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        whole: all conditions must hold; else any of them.
        assign: who gets the case if nobody has it; several take turns.
        level: the urgency it gets; 0 = as it is.
        filters: the case goes to 除外; nothing is deleted.
        stops: the rules after it do not see the mail.
    """

    id: RuleId
    name: str
    active: bool = True
    whole: bool = True
    conditions: tuple[Condition, ...] = ()
    labels: tuple[LabelId, ...] = ()
    assign: tuple[PersonId, ...] = ()
    level: int = 0
    filters: bool = False
    stops: bool = False

    @property
    def acts(self) -> bool:
        """Return whether anything is done when it fires."""
        return bool(self.labels or self.assign or self.level or self.filters or self.stops)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalRules:
    """State row: the rules in force, in order.

    Attributes:
        version: the event that set them; "" = none was ever set.
        since: its position: mail that was announced before it is left alone.
    """

    rules: tuple[Rule, ...] = ()
    version: EventId = NEVER_SET
    since: Position = START

    def rule(self, rule: RuleId) -> Rule | None:
        """Return the rule with that id."""
        return next((one for one in self.rules if one.id == rule), None)

    @property
    def active(self) -> tuple[Rule, ...]:
        """Return the rules that are switched on."""
        return tuple(rule for rule in self.rules if rule.active)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """What one rule has done for one mail; what changed nothing is left out.

    Attributes:
        name: of the rule, as it was called then.
        filters: the mail is to be left out; its case is, if that holds for all mails in it.
    """

    rule: RuleId
    name: str
    labels: tuple[LabelId, ...] = ()
    assigned: PersonId | None = None
    level: int = 0
    filters: bool = False

    @property
    def did_something(self) -> bool:
        """Return whether anything is another than it was."""
        return bool(self.labels or self.assigned or self.level or self.filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """The rules that fired for one mail: once, whichever desk was first (rule 2)."""

    event: EventId
    at: Position
    desk: DeskId
    rules: tuple[Fired, ...]

    @property
    def filter_rule(self) -> RuleId | None:
        """Return the rule that leaves the mail out, if one does."""
        return next((fired.rule for fired in self.rules if fired.filters), None)
