"""What a mail says about another one: that it was not delivered, or carries its password."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Delivery(Enum):
    """How far a mail of ours came, as a server or a program at the other end reports."""

    FAILED = "failed"  # given up
    DELAYED = "delayed"  # still tried
    RELAYED = "relayed"  # handed to a server that reports nothing
    DELIVERED = "delivered"
    READ = "read"


class Obstacle(Enum):
    """Why a mail did not arrive; each needs something else to be done."""

    UNKNOWN = "unknown"
    NO_SUCH_ADDRESS = "no_such_address"
    NO_SUCH_HOST = "no_such_host"
    MAILBOX_FULL = "mailbox_full"
    TAKEN_FOR_SPAM = "taken_for_spam"
    REFUSED_BY_RECIPIENT = "refused_by_recipient"  # 指定受信, 受信拒否
    TOO_LARGE = "too_large"
    NOT_REACHED = "not_reached"  # their server does not answer


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What a report says of the mail it is about; ``recipients`` are lower-case."""

    delivery: Delivery
    obstacle: Obstacle = Obstacle.UNKNOWN
    recipients: tuple[str, ...] = ()


class Pairing(Enum):
    """Part of a pair that belongs together although neither mail names the other (N33)."""

    NONE = "none"
    LOCKED = "locked"  # an archive that needs a password
    PASSWORD = "password"  # noqa: S105 - tells the password of another mail's archive
