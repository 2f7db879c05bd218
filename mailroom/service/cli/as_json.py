"""What the command line prints of cases, mails and the rest: as JSON (stable) and as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mailroom.domain.escalations.internal_mail import is_record_owed
from mailroom.domain.escalations.steps import DueStep
from mailroom.domain.events import kind_of
from mailroom.domain.ledger import Ledger
from mailroom.domain.mails import MailPlace
from mailroom.domain.query import CaseDetail, OutboxRow, OutboxState, OverdueRow, TimelineItem
from mailroom.domain.records.record import to_plain
from mailroom.ids import CaseId, DeskId, LabelId, PersonId
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.service.reads import Reads
from mailroom.service.stopped import StoppedRow

Plain = dict[str, Any]


class CaseForms:
    """Writes cases; asks for names once."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._people = {row.member.id: row.member.name for row in reads.members()}
        self._desks = {desk.id: desk.name for desk in reads.desks()}
        self._labels = {label.id: label.name for label in reads.labels()}

    def person(self, person: PersonId | None) -> str | None:
        """Return a member's name."""
        return None if person is None else self._people.get(person, person)

    def desk(self, desk: DeskId | None) -> str | None:
        """Return the name of a desk."""
        return None if desk is None else self._desks.get(desk, desk)

    def label(self, label: LabelId) -> str:
        """Return the name of a label."""
        return self._labels.get(label, label)

    def cases(self, ids: Sequence[CaseId]) -> list[Plain]:
        """Return cases as JSON values."""
        return [case for id_ in ids if (case := self.case(id_)) is not None]

    def case(self, id_: CaseId, *, whole: bool = False) -> Plain | None:
        """Return one case as a JSON value; ``whole`` adds the timeline and what was seen."""
        detail = self._reads.detail(id_)
        if detail is None:
            return None
        items = self._reads.timeline(id_)
        row, case = detail.row, detail.row.case
        holder = row.holder
        plain: Plain = {
            "number": case.number,
            "id": case.id,
            "subject": case.subject,
            "status": case.status.value,
            "assignee": self.person(case.assignee),
            "holder": {
                "person": holder.name or self.person(holder.person),
                "desk": self.desk(holder.desk),
                "since": _time(holder.since),
            }
            if holder
            else None,
            "labels": [self.label(label) for label in row.labels],
            "mails": self._mails([item.mail for item in items if item.mail is not None]),
            "escalations": self._escalations(detail),
            "due": _time(case.due),
        }
        if whole:
            plain["clocks"] = [to_plain(due) for due in case.clocks]
            plain["pauses"] = [to_plain(pause) for pause in case.pauses]
            plain["promises"] = [to_plain(promise) for promise in case.promises]
            plain["verdicts"] = [{**to_plain(v), "met": v.met} for v in case.verdicts]
            plain["seen"] = str(detail.seen)
            plain["pending"] = row.pending
            plain["shared_drafts"] = [
                {
                    "id": page.shared.event,
                    "by": self.person(page.shared.by),
                    "at": _time(page.at),
                    "to": [one.addr for one in page.mail.to],
                    "subject": page.mail.subject,
                    "text": page.mail.text,
                    "files": [file.name for file in page.mail.files],
                }
                for page in detail.drafts
            ]
            plain["timeline"] = [self._item(item) for item in items]
        return plain

    def _mails(self, mails: list[MailPlace]) -> list[Plain]:
        """Return one entry per delivery: a second copy of a mail lies in the same case."""
        places = self._reads.places([mail.facts.key for mail in mails])
        found: list[Plain] = []
        for mail in mails:
            facts = mail.facts
            plain: Plain = {
                "key": facts.key,
                "message_id": facts.message_id,
                "folder": None,
                "uid": None,
                "from": facts.sender.addr,
                "date": _time(facts.sent_at),
                "subject": facts.subject,
                "reason": mail.reason.value,
                "via": mail.via or None,
            }
            copies = places.get(facts.key, ())
            found += [plain | {"folder": one.folder, "uid": one.uid} for one in copies] or [plain]
        return found

    def _escalations(self, detail: CaseDetail) -> list[Plain]:
        return [
            {
                "id": one.id,
                "state": one.state.value,
                "kind": one.form.kind.value,
                "level": one.level,
                "category": one.form.category,
                "to": one.to.addr,
                "asked": [{"step": a.step, "to": a.to.addr, "level": a.level} for a in one.asked],
                "taken_by": one.taken_by.to.addr if one.taken_by else None,
                "next": [_step(step) for step in self._reads.steps_ahead(one.id)],
                "steps": [{"step": m.number, "outcome": m.outcome.value} for m in one.marks],
                "on_board": one.on_board,
                "record_owed": is_record_owed(one),
                "request": one.form.request,
                "asker": self.person(one.asker.person),
                "asked_at": _time(one.asked_at),
                "wanted_by": _time(one.form.wanted_by),
                "answers": [
                    {
                        "kind": answer.kind.value,
                        "words": answer.words,
                        "by": answer.by,
                        "addr": answer.addr,
                        "spoken": answer.spoken,
                        "at": _time(answer.at),
                        "event": answer.event,
                        "step": answer.step,
                        "late": answer.late,
                        "doubt": answer.doubt.value if answer.doubt else None,
                        "refused": answer.refused,
                        "for_customer": answer.for_customer,
                        "absent_until": _time(answer.absent_until),
                    }
                    for answer in one.answers
                ],
            }
            for one in detail.escalations
        ]

    def _item(self, item: TimelineItem) -> Plain:
        plain: Plain = {"at": _time(item.at), "standing": item.standing.value}
        if item.mail is not None:
            return plain | {"mail": item.mail.facts.key, "from": item.mail.facts.sender.addr}
        assert item.event is not None
        plain |= {
            "event": item.event.id,
            "kind": kind_of(item.event.body),
            "by": item.by_name,
            "desk": item.desk_name,
            "body": to_plain(item.event.body),
        }
        if item.verdict is not None and item.verdict.reason is not None:
            plain["reason"] = item.verdict.reason.value
        return plain


def overdue(row: OverdueRow) -> Plain:
    """Return a line of the overdue list: who, when, which, how far (S46)."""
    return {
        "escalation": row.escalation,
        "case": row.case,
        "number": row.number,
        "subject": row.subject,
        "level": row.level,
        "category": row.category,
        "kind": row.kind.value,
        "addressee": row.addressee,
        "state": row.state.value,
        "due": _time(row.due),
        "overdue": row.overdue,
    }


def stopped(row: StoppedRow) -> Plain:
    """Return an automatic mail that was stopped."""
    return {
        "case": row.number,
        "subject": row.subject,
        "step": row.step,
        "to": row.to,
        "why": row.why.value,
        "at": _time(row.at),
    }


def outbox(row: OutboxRow) -> Plain:
    """Return a mail of the outbox."""
    verdict = row.verdict
    return {
        "id": row.id,
        "case": row.case,
        "subject": row.subject,
        "to": [one.addr for one in row.to],
        "state": row.state.value,
        "internal": row.internal,
        "redirect": row.redirect,
        "until": _time(row.until),
        "send_at": _time(row.send_at),
        "left_at": _time(row.left_at),
        "filed": row.filed if row.state is OutboxState.SENT else None,
        "why": row.why.value if row.why else None,
        "detail": row.detail,
        "trouble": row.trouble.value if row.trouble else None,
        "refused": list(row.refused),
        "reason": verdict.reason.value if verdict and verdict.reason else None,
    }


def parsed(mail: ParsedMail) -> Plain:
    """Return a parsed mail."""
    return {
        "subject": mail.subject,
        "from": [list(pair) for pair in mail.from_],
        "to": [list(pair) for pair in mail.to],
        "cc": [list(pair) for pair in mail.cc],
        "date": _time(mail.date),
        "message_id": mail.message_id,
        "references": list(mail.references),
        "text": mail.text,
        "html": mail.html,
        "attachments": [
            {"filename": one.filename, "content_type": one.content_type, "size": len(one.content)}
            for one in mail.attachments
        ],
        "seal": mail.seal.value,
        "invites": [one.what for one in mail.invites],
        "defects": list(mail.defects),
    }


def ledger_line(ledger: Ledger) -> str:
    """Return the ledger in one line; it adds up when nothing is missing (I13)."""
    line = (
        f"ledger: server {ledger.server} = imported {ledger.imported}"
        f" + duplicate {ledger.duplicates} + filtered {ledger.filtered}"
        f" + quarantined {ledger.quarantined}"
    )
    if ledger.missing:
        line += f" + missing {ledger.missing}"
    return f"{line}; {ledger.missed} in doubt" if ledger.missed else line


def _step(step: DueStep) -> Plain:
    return {
        "step": step.number,
        "action": step.action.value,
        "to": step.to.addr if step.to else None,
        "level": step.level,
        "at": _time(step.at),
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
