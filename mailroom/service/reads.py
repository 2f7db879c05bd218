"""What the window and the command line may ask; short, from any thread, as seen by one person."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.escalations.escalation import EscalationForm
from mailroom.domain.escalations.steps import DueStep, schedule
from mailroom.domain.position import START, Position
from mailroom.domain.query import (
    AskedEvent,
    CaseDetail,
    CaseQuery,
    CaseRow,
    Connection,
    Counts,
    Health,
    MailBody,
    NotApplied,
    OutboxRow,
    Sort,
    TimelineItem,
    View,
)
from mailroom.domain.sends.news import Difference, news_since
from mailroom.ids import CaseId, EscalationId, EventId, MailKey, PersonId
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.service import forms
from mailroom.service.health import LineHealth
from mailroom.service.intake import parsed
from mailroom.service.outgoing.outbox import Outbox
from mailroom.service.parts import Parts
from mailroom.service.reports import Reports
from mailroom.service.stopped import stopped_mails
from mailroom.store.mailbox.mails import Place, Unreadable


class Reads:
    """Look-ups for one person at one desk."""

    def __init__(self, parts: Parts, outbox: Outbox, health: LineHealth) -> None:
        self._parts = parts
        self._reads = parts.store.reads
        self._outbox = outbox
        self._health = health
        self.reports = Reports(parts)  # what tells a client about a case (S44)
        # The window asks for these as they are.
        self.team = self._reads.team
        self.policy = self._reads.policy
        self.labels = self._reads.labels
        self.members = self._reads.members
        self.desks = self._reads.desks
        self.overdue = self._reads.overdue
        self.contact_cases = self._reads.contact_cases
        self.case_by_number = self._reads.case_by_number

    @property
    def _me(self) -> PersonId:
        return self._parts.me.person

    # --- cases ---------------------------------------------------------------------------------

    def case_ids(self, query: CaseQuery) -> list[CaseId]:
        """Return the cases of a query, in its order."""
        return self._reads.case_ids(query, self._me)

    def recent_cases(self, limit: int = 50) -> list[CaseId]:
        """Return the cases in which something happened last."""
        return self.case_ids(CaseQuery(sort=Sort.NEWEST, limit=limit))

    def rows(self, ids: list[CaseId]) -> list[CaseRow]:
        """Return the rows of cases."""
        return self._reads.rows(ids, self._me)

    def detail(self, case: CaseId) -> CaseDetail | None:
        """Return everything the case pane shows besides the timeline."""
        return self._reads.detail(case, self._me)

    def timeline(self, case: CaseId) -> tuple[TimelineItem, ...]:
        """Return mails and events of a case, oldest first."""
        return self._reads.timeline(case, self._me)

    def difference(self, case: CaseId, since: Position | None) -> Difference:
        """Return what came into a case after its author had been shown it (N12); reads mails."""
        detail = self.detail(case)
        if detail is None:
            return Difference(seen=since or START)
        news = news_since(
            self.timeline(case),
            self._parts.me.desk,
            since or START,
            detail.seen,
            lambda key: self.body(key).text,
        )
        return Difference(seen=detail.seen, news=news)

    def counts(self) -> Counts:
        """Return the numbers beside the views."""
        counts = self._reads.counts(self._me)
        stopped = len(stopped_mails(self._parts))
        return replace(counts, views={**counts.views, View.STOPPED: stopped})

    def not_applied(self) -> tuple[NotApplied, ...]:
        """Return refused events of mine that I have not put away (rule 21)."""
        return self._reads.not_applied(self._me)

    def asked(self) -> tuple[AskedEvent, ...]:
        """Return what I asked for and the team has not confirmed yet."""
        return self._reads.asked(self._me)

    def dismiss(self, *events: EventId) -> None:
        """Stop showing refused events of mine."""
        for event in events:
            self._parts.publish(self._parts.store.marks.dismiss(event))

    def mark_read(self, case: CaseId) -> None:
        """Note that I have seen the mails of a case."""
        self._parts.publish(self._parts.store.marks.mark_read(self._me, case))

    # --- mail ----------------------------------------------------------------------------------

    def body(self, key: MailKey) -> MailBody:
        """Return what a mail card shows; ``here`` is false when this PC lacks the mail."""
        return parsed.body(self._parts.store, key)

    def source(self, key: MailKey) -> bytes:
        """Return the bytes of a mail; none if this PC lacks it."""
        return self._parts.store.mails.raw(key) or b""

    def attachment(self, key: MailKey, index: int) -> tuple[str, str, bytes]:
        """Return safe name, type and bytes of an attachment."""
        mail = parsed.parsed(self._parts.store, key) or ParsedMail()
        found = mail.attachments[index]
        return found.safe_name, found.content_type, found.content

    def places(self, keys: list[MailKey]) -> dict[MailKey, tuple[Place, ...]]:
        """Return where mails lie on the server."""
        return self._parts.store.mails.places_of(keys)

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Return the mails that could not be read."""
        return self._parts.store.mails.unreadable()

    # --- escalation ----------------------------------------------------------------------------

    def prefill_escalation(self, case: CaseId) -> EscalationForm:
        """Return the form of a case, filled with what is known (S42)."""
        return forms.prefilled(self._parts, case)

    def prefill_consult(self, case: CaseId, request: str) -> EscalationForm:
        """Return the form of 「迷ったら相談」: one line to fill (S36, N04)."""
        return forms.consult(self._parts, case, request)

    def routed(
        self, form: EscalationForm, *, wait: bool = False, in_doubt: bool = False
    ) -> forms.Routed:
        """Return who gets a form that is being filled, and what follows when (S31)."""
        return forms.routed(self._parts, form, wait=wait, in_doubt=in_doubt)

    def with_plan(self, form: EscalationForm) -> EscalationForm:
        """Return a form with what follows, for whom it names, else for whom the rules name."""
        return forms.with_plan(self._parts, form)

    def steps_ahead(self, of: EscalationId) -> tuple[DueStep, ...]:
        """Return what follows while nobody answers, each step with its time."""
        with self._parts.store.reads.state() as state:
            escalation = state.escalation(of)
            now = self._parts.clock.now()
            return schedule(state, escalation, now) if escalation is not None else ()

    def preview_escalation(self, case: CaseId, form: EscalationForm) -> str:
        """Return subject and text of the mail that this form would send."""
        return forms.preview(self._parts, case, form)

    # --- this PC -------------------------------------------------------------------------------

    def outbox(self) -> tuple[OutboxRow, ...]:
        """Return what waits, leaves, or needs a decision."""
        return self._outbox.rows()

    @property
    def offline(self) -> bool:
        """Return whether what is asked for now waits until there is a connection again."""
        return self._health.connection in {Connection.OFFLINE, Connection.LOGIN_FAILED}

    def health(self) -> Health:
        """Return what the status line says."""
        store, line = self._parts.store, self._health
        done, total = line.loading
        alarm, detail = store.replica.alarm()
        return Health(
            connection=line.connection,
            since=line.since,
            last_sync=line.last_sync,
            ledger=store.add_up(),
            pending=store.replica.pending_count(),
            outbox=len(self._outbox.rows()),
            loading_done=done,
            loading_total=total,
            problem=line.problem,
            alarm=alarm,
            alarm_detail=detail,
            head=store.replica.cursor().head,
            clock_offset=line.clock_offset,
            space=line.space,
            space_free=line.space_free,
            polling=line.polling,
        )
