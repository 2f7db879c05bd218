"""報告: what a report begins with, and the check that nothing of the house leaves with it (S44).

Owns which words are the house's. What of them stands in a text is ``domain.sends.reporting``'s.
"""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.drafts import Draft, DraftTab, ReplyKind
from mailroom.domain.events import EscalationAnswered
from mailroom.domain.mails import Direction
from mailroom.domain.query import CaseDetail, Standing, TimelineItem
from mailroom.domain.sends.reporting import Fact, leaks, words_inside
from mailroom.errors import BadInput
from mailroom.ids import CaseId
from mailroom.service import rich
from mailroom.service.intake.parsed import body
from mailroom.service.outgoing.replies import Reply
from mailroom.service.parts import Parts
from mailroom.settings import Language
from mailroom.store.searching.notes_index import words_of

_LINES = 6
"""Of the customer's mail that a report begins with."""

_WORDS = {
    Language.JA: {
        "subject": "【ご報告】{subject}",
        "opening": "いつもお世話になっております。\n下記のとおりご報告いたします。",
        "about": "■ 件名\n{said}",
        "began": "■ 受付日時\n{said}",
        "asked": "■ お問い合わせ内容\n{said}",
        "done": "■ 対応状況\n{said}",
        "sent": "{at} お客様へご返信",
        "next": "■ 今後の予定\n{said}",
        "promised": "{at} までにお客様へご連絡",
        "nothing": "{ここに書いてください}",
    },
    Language.EN: {
        "subject": "Report: {subject}",
        "opening": "Please find our report below.",
        "about": "- Subject\n{said}",
        "began": "- Received\n{said}",
        "asked": "- What the customer asked\n{said}",
        "done": "- What was done\n{said}",
        "sent": "{at} replied to the customer",
        "next": "- What comes next\n{said}",
        "promised": "the customer hears from us by {at}",
        "nothing": "{please write here}",
    },
}


class Reports:
    """Reports of one room. Answers from any thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def begin(self, case: CaseId) -> Draft | None:
        """Return the report that is half written, or one that says what may be told.

        Only what was written to or by the customer goes in, and the answers that were worded for
        them. Nobody is addressed yet. ``None``: there is no such case.
        """
        kept = self._parts.store.drafts.load(self._parts.me.person, case, DraftTab.REPORT)
        detail = self._parts.store.reads.detail(case, self._parts.me.person)
        if kept is not None or detail is None:
            return kept
        words = _WORDS[self._parts.language]
        return Draft(
            case=detail.row.case.id,
            tab=DraftTab.REPORT,
            kind=ReplyKind.NEW,
            subject=words["subject"].format(subject=detail.row.case.subject),
            text=self._text(detail, words),
            shown=detail.seen,
        )

    def inside(self, case: CaseId) -> tuple[Fact, ...]:
        """Return what was said in the house about a case, oldest first."""
        return tuple(
            Fact(item=item, words=said)
            for item in self._timeline(case)
            if item.event is not None
            and item.standing is not Standing.REFUSED
            and (said := words_inside(item, words_of(item.event)).strip())
        )

    def leaks(self, draft: Draft) -> tuple[str, ...]:
        """Return what a report would tell of the house; it does not leave with that."""
        return self._leaks(draft.case, f"{draft.subject}\n{rich.words(draft)}")

    def require_clean(self, reply: Reply) -> None:
        """Raise if a report would tell what was said in the house.

        Raises:
            BadInput: it would; ``value`` is the first such line.
        """
        text = f"{reply.subject}\n{reply.text}\n{rich.plain(reply.html)}"
        found = self._leaks(reply.case, text) if reply.report else ()
        if found:
            raise BadInput("report", found[0], "inside")

    def _leaks(self, case: CaseId, text: str) -> tuple[str, ...]:
        return leaks(text, (fact.words for fact in self.inside(case)), self._outside(case))

    def _outside(self, case: CaseId) -> str:
        """Return what the customer wrote or was told, and who they are."""
        said: list[str] = []
        for item in self._timeline(case):
            if item.mail is not None and not item.mail.internal:
                mail = body(self._parts.store, item.mail.facts.key)
                people = (mail.sender, *mail.to, *mail.cc)
                said += [mail.subject, mail.text, mail.quoted]
                said += [f"{one.name} <{one.addr}>\n{one.name}\n{one.addr}" for one in people]
            if item.event is not None and isinstance(item.event.body, EscalationAnswered):
                said.append(item.event.body.for_customer)
        return "\n".join(said)

    def _timeline(self, case: CaseId) -> tuple[TimelineItem, ...]:
        return self._parts.store.reads.timeline(case, self._parts.me.person)

    def _text(self, detail: CaseDetail, words: dict[str, str]) -> str:
        case = detail.row.case
        promised = [
            words["promised"].format(at=self._when(one.at)) for one in case.promises if one.is_open
        ]
        parts = {
            "about": case.subject,
            "began": self._when(case.opened_at),
            "asked": self._asked(case.id),
            "done": "\n".join(self._done(detail, words)),
            "next": "\n".join(promised),
        }
        said = [words[name].format(said=told or words["nothing"]) for name, told in parts.items()]
        return "\n\n".join((words["opening"], *said)) + "\n"

    def _asked(self, case: CaseId) -> str:
        """Return the first lines of what the customer wrote first."""
        for item in self._timeline(case):
            mail = item.mail
            if mail is not None and mail.facts.direction is Direction.INBOUND and not mail.internal:
                lines = body(self._parts.store, mail.facts.key).text.strip().splitlines()
                return "\n".join([*lines[:_LINES], *(["…"] if len(lines) > _LINES else [])])
        return ""

    def _done(self, detail: CaseDetail, words: dict[str, str]) -> list[str]:
        """Return our mails to the customer by their times, and the answers worded for them."""
        mails = [item.mail for item in self._timeline(detail.row.case.id) if item.mail is not None]
        sent = [
            words["sent"].format(at=self._when(mail.facts.sent_at))
            for mail in mails
            if mail.is_ours and not mail.internal
        ]
        answers = (one for row in detail.escalations for one in row.answers)
        return [*sent, *(one.for_customer for one in answers if one.for_customer)]

    def _when(self, moment: datetime) -> str:
        zone = self._parts.store.reads.policy().calendar.zone
        return f"{zone.local(moment):%Y/%m/%d %H:%M}"
