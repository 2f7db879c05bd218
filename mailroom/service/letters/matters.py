"""What the mails of an escalation are about: everything a letter needs, looked up once.

Owns the sealed token of each mail and the deadline in the team's own time. Must not write a letter
(``letters`` does) nor decide who gets one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.domain.cases import Case
from mailroom.domain.escalations.escalation import AnswerKind, Escalation, EscalationForm
from mailroom.domain.escalations.step_tokens import make_step_token
from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Address
from mailroom.domain.policies.policy import Policy
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.service.letters.letters import Matter
from mailroom.service.parts import Parts


class Matters:
    """Looks up what a letter says."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def of(self, escalation: Escalation, step: int, to: Address) -> Matter:
        """Return what a mail is about that goes to ``to`` for a step.

        Args:
            escalation: as it stands.
            step: the planned step that an answer to the mail answers.
            to: who gets it; the token is sealed for this address.
        """
        asked = escalation.asked_by_step(step)
        form, policy = escalation.form, self._parts.store.reads.policy()
        asked_at = asked.at if asked else escalation.asked_at
        level = asked.level if asked else form.level
        with self._parts.store.reads.state() as state:
            case = case_at(state, escalation.anchor)
            team, asker = state.team(), state.member(escalation.asker.person)
            word = _latest_word(state, case)
        secret = team.secret if team else ""
        token = make_step_token(secret, escalation.id, escalation.token, step, to.addr)
        return Matter(
            number=case.number if case else 0,
            subject=case.subject if case else "",
            token=str(token),
            form=form,
            asker=asker.name if asker else "",
            due=self.in_team_time(_due(policy, form, level, asked_at)),
            asked_at=self.in_team_time(asked_at),
            level=level,
            top=level >= policy.levels[-1].number,
            answer_to=self._parts.profile.config.account.address,
            customer_text=self._text(word),
            no_blame=policy.no_blame,
            added=tuple(one.text for one in escalation.added),
            said=_said(escalation, step),
        )

    def in_team_time(self, moment: datetime) -> datetime:
        """Return the wall time of a moment where the team works."""
        return self._parts.store.reads.policy().calendar.zone.local(moment)

    def _text(self, facts: MailFacts | None) -> str:
        body = self._parts.store.mails.body(facts.key) if facts else None
        return body.text if body else ""


def _latest_word(state: State, case: Case | None) -> MailFacts | None:
    """Return the customer's latest mail of the case."""
    words = [place.facts for place in state.mails_of(case.id) if place.is_word] if case else []
    return words[-1] if words else None


def _said(escalation: Escalation, step: int) -> tuple[tuple[str, str], ...]:
    """Return what others said before, for whoever is asked by this step."""
    return tuple(
        (answer.by, answer.words)
        for answer in escalation.answers
        if answer.step != step and answer.doubt is None and answer.words.strip()
        if answer.kind not in {AnswerKind.ABSENT, AnswerKind.ACKNOWLEDGE}
    )


def _due(policy: Policy, form: EscalationForm, level: int, asked_at: datetime) -> datetime:
    """Return until when the answer is wanted, as the row will say (``steps.answer_due``)."""
    if form.wanted_by is not None:
        return form.wanted_by
    since = max(asked_at, form.plan.wait_until or asked_at)
    rule = policy.level(level)
    if rule.wall_clock:
        return since + timedelta(minutes=rule.answer_minutes)
    return policy.calendar.after(since, rule.answer_minutes)
