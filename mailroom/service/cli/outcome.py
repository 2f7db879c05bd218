"""One ``do``: asks, waits, and says how it came out."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.errors import RuleBroken
from mailroom.service import send_words
from mailroom.service.cli import approval
from mailroom.service.cli.doing import command_of, redirect_of
from mailroom.service.cli.drafts import take_draft
from mailroom.service.cli.naming import Words
from mailroom.service.cli.shell import ASKED, DONE, REFUSED
from mailroom.service.cli.writing import new_mail_of, reply_of
from mailroom.service.handle import Asked, OutcomeKind
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.room import Room
from mailroom.service.words import failure, refusal
from mailroom.settings import Language

_DECIDED = (OutboxState.HELD, OutboxState.REFUSED, OutboxState.UNKNOWN)


class Doing:
    """One ``do``: asks, waits, and says how it came out."""

    def __init__(self, room: Room, args: Namespace, language: Language) -> None:
        self._room = room
        self._args = args
        self._language = language

    def run(self) -> tuple[int, dict[str, Any]]:
        """Return the exit code and the facts; ``said`` is what a person reads."""
        try:
            return self._do(Words(self._room, self._args))
        except RuleBroken as error:
            return self._refused(getattr(error, "verdict", None), error)

    def _do(self, words: Words) -> tuple[int, dict[str, Any]]:
        match self._args.action:
            case "reply":
                return self._sent(self._room.outbox.queue(reply_of(words)))
            case "new-mail" if self._args.ask_approval:
                return self._judged(approval.propose(words, new_mail_of(words)))
            case "new-mail":
                return self._sent(self._room.outbox.queue(new_mail_of(words)))
            case "send-approved":
                return self._sent(approval.send(words))
            case "redirect":
                return self._sent(self._room.redirects.send(redirect_of(words)))
            case "send":
                return self._decided(OutboxDecision(self._args.decision))
            case "take-draft":
                take_draft(words)
                return DONE, {"outcome": "accepted", "said": "accepted", "case": words.case}
            case "ask-approval":
                return self._judged(approval.propose(words, reply_of(words)))
            case _:
                return self._judged(self._room.do(command_of(words)))

    def _judged(self, asked: Asked) -> tuple[int, dict[str, Any]]:
        """Wait until the team's record says what became of it."""
        outcome = self._room.wait(asked, self._args.wait)
        facts = {"events": list(asked.events), "case": asked.case}
        match outcome.kind:
            case OutcomeKind.ACCEPTED:
                return DONE, {"outcome": "accepted", "said": "accepted", **facts}
            case OutcomeKind.REFUSED:
                code, plain = self._refused(outcome.verdict, None)
                return code, plain | facts
            case OutcomeKind.ASKED:
                return ASKED, {"outcome": "asked", "said": "asked", **facts}

    def _decided(self, decision: OutboxDecision) -> tuple[int, dict[str, Any]]:
        """Carry out what is decided about a mail in the outbox."""
        outbox, id_ = self._room.outbox, self._args.id
        if decision is OutboxDecision.AS_NOTE:
            outbox.as_note(id_, send_words.not_sent(self._language))
        else:
            outbox.decide(id_, decision)
        return self._sent(id_)

    def _refused(
        self, verdict: Verdict | None, error: RuleBroken | None
    ) -> tuple[int, dict[str, Any]]:
        reason = verdict.reason if verdict else error.reason if error else None
        who = self._name_of(verdict)
        word = reason.value if reason else ""
        if error is not None and not isinstance(reason, Reason):
            sentence = failure(error, self._language)
        else:
            known = reason if isinstance(reason, Reason) else None
            sentence = refusal(known, who, self._language)
        return REFUSED, {
            "outcome": "refused",
            "reason": word,
            "who": who,
            "said": f"refused: {word}: {sentence}",
        }

    def _name_of(self, verdict: Verdict | None) -> str:
        members = {row.member.id: row.member.name for row in self._room.reads.members()}
        return members.get(verdict.who, "") if verdict and verdict.who else ""

    def _sent(self, parcel: str) -> tuple[int, dict[str, Any]]:
        self._room.wait_sent(parcel, self._args.wait)
        row = self._room.outbox.row(parcel)
        facts = {"outbox": parcel, "state": row.state.value if row else "gone"}
        if row is None or row.state is OutboxState.SENT:
            return DONE, {"outcome": "accepted", "said": "accepted", **facts}
        if row.state in _DECIDED:
            return self._held(row, facts)
        return ASKED, {"outcome": "asked", "said": f"asked: {row.state.value}", **facts}

    def _held(self, row: OutboxRow, facts: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if row.verdict is not None:
            code, plain = self._refused(row.verdict, None)
            return code, plain | facts
        said = f"refused: {row.state.value}: {row.detail}".rstrip(": ")
        return REFUSED, {"outcome": "refused", "reason": row.state.value, "said": said, **facts}
