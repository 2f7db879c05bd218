"""What the mails of an escalation are about: everything a letter needs, looked up once.

Owns the sealed token of each mail and the deadline in the team's own time. Must not write a letter
(``letters`` does) nor decide who gets one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.domain.escalation import Escalation, EscalationForm
from mailroom.domain.events import Escalated, Event
from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Address
from mailroom.domain.policy import Policy
from mailroom.domain.state import State
from mailroom.domain.step_tokens import make_step_token
from mailroom.domain.turn import case_at
from mailroom.ids import EscalationId, MailKey, PersonId
from mailroom.service.letters import Matter
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
        asked = next((one for one in reversed(escalation.asked) if one.step == step), None)
        return self._matter(
            id_=escalation.id,
            anchor=escalation.anchor,
            token=escalation.token,
            form=escalation.form,
            asker=escalation.asker.person,
            asked_at=asked.at if asked else escalation.asked_at,
            level=asked.level if asked else escalation.form.level,
            step=step,
            to=to,
        )

    def of_request(self, event: Event, body: Escalated) -> Matter:
        """Return what the first request of an event is about that is not judged yet."""
        return self._matter(
            id_=EscalationId(event.id),
            anchor=event.anchor,
            token=body.token,
            form=body.form,
            asker=event.by,
            asked_at=event.made_at,
            level=body.form.level,
            step=1,
            to=body.form.to,
        )

    def in_team_time(self, moment: datetime) -> datetime:
        """Return the wall time of a moment where the team works."""
        return self._parts.store.reads.policy().calendar.zone.local(moment)

    # --- inside --------------------------------------------------------------------------------

    def _matter(
        self,
        *,
        id_: EscalationId,
        anchor: MailKey | None,
        token: str,
        form: EscalationForm,
        asker: PersonId,
        asked_at: datetime,
        level: int,
        step: int,
        to: Address,
    ) -> Matter:
        policy = self._parts.store.reads.policy()
        with self._parts.store.reads.state() as state:
            case = case_at(state, anchor)
            team, member = state.team(), state.member(asker)
            word = _latest_word(state, anchor)
        secret = team.secret if team else ""
        zone = policy.calendar.zone
        return Matter(
            number=case.number if case else 0,
            subject=case.subject if case else "",
            token=str(make_step_token(secret, id_, token, step, to.addr)),
            form=form,
            asker=member.name if member else "",
            due=zone.local(_due(policy, form, level, asked_at)),
            asked_at=zone.local(asked_at),
            level=level,
            top=level >= policy.levels[-1].number,
            answer_to=self._parts.profile.config.account.address,
            customer_text=self._text(word),
            no_blame=policy.no_blame,
        )

    def _text(self, facts: MailFacts | None) -> str:
        body = self._parts.store.mails.body(facts.key) if facts else None
        return body.text if body else ""


def _latest_word(state: State, anchor: MailKey | None) -> MailFacts | None:
    """Return the customer's latest mail of the case."""
    case = case_at(state, anchor)
    words = [place.facts for place in state.mails_of(case.id) if place.is_word] if case else []
    return words[-1] if words else None


def _due(policy: Policy, form: EscalationForm, level: int, asked_at: datetime) -> datetime:
    """Return until when the answer is wanted, as the row will say (``steps.answer_due``)."""
    if form.wanted_by is not None:
        return form.wanted_by
    since = max(asked_at, form.plan.wait_until or asked_at)
    rule = policy.level(level)
    if rule.wall_clock:
        return since + timedelta(minutes=rule.answer_minutes)
    return policy.calendar.after(since, rule.answer_minutes)
