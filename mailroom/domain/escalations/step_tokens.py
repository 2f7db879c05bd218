"""The word in an internal mail that shows which step of which escalation an answer is for (N01).

    TOKEN-STEP-SEAL

The seal is a keyed hash over escalation, step and the address that was asked: a token that was
shortened, guessed, or moved to another step is not genuine. It proves that its bearer has seen the
mail of that step, not who they are; what such an answer may do is judged in ``escalating``.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.ids import EscalationId

_SEAL = 12  # hex digits: 48 bits, and every guess is a mail that everybody sees
_FORM = re.compile(rf"([0-9A-Za-z_]{{6,40}})-(\d{{1,4}})-([0-9A-Fa-f]{{{_SEAL}}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepToken:
    """What a mail carries: the escalation's token, the number of a step, the seal over both."""

    token: str
    step: int
    seal: str

    def __str__(self) -> str:
        return f"{self.token}-{self.step}-{self.seal}"


def make_step_token(
    secret: str, escalation: EscalationId, token: str, step: int, addr: str
) -> StepToken:
    """Return what the mail of a step carries.

    Args:
        secret: the team's (``Team.secret``).
        escalation: its id, which no mail shows.
        token: its token, which every mail of it shows.
        step: the number of the step, 1 for the first request.
        addr: who is asked.
    """
    return StepToken(token=token, step=step, seal=_seal(secret, escalation, step, addr))


def read_step_token(text: str) -> StepToken | None:
    """Return the token that a mail carries, or ``None`` if it has not its form."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    return StepToken(token=found[1], step=int(found[2]), seal=found[3].upper())


def is_genuine(
    secret: str, escalation: EscalationId, token: StepToken, asked: Iterable[str]
) -> bool:
    """Return whether we made this token for one of the addresses that were asked."""
    return any(
        hmac.compare_digest(_seal(secret, escalation, token.step, addr), token.seal)
        for addr in asked
    )


def _seal(secret: str, escalation: EscalationId, step: int, addr: str) -> str:
    message = f"step\0{escalation}\0{step}\0{addr.lower()}"
    keyed = hmac.new(secret.encode(), message.encode(), hashlib.sha256)
    return keyed.hexdigest()[:_SEAL].upper()
