"""The pack of a case: every mail as it is, a page to read, the attachments, all of it as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.events import PhoneLogged
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.query import CaseDetail, TimelineItem
from mailroom.mail.reading.filenames import safe_name
from mailroom.mail.reading.parse import parse_mail
from mailroom.service.cli.as_json import CaseForms
from mailroom.service.pack import sentences
from mailroom.service.pack.page import Enclosed, Entry, Page, html_of
from mailroom.service.pack.shelf import Shelf, opened
from mailroom.service.reads import Reads
from mailroom.settings import Language
from mailroom.store.searching.notes_index import words_of

_FILES = "attachments"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a pack is to hold.

    Attributes:
        for_customer: mails with the customer only; nothing that was said in the house.
        zipped: one ZIP file instead of a folder.
        now: when it is made, in the zone of the reader.
    """

    language: Language
    now: datetime
    for_customer: bool = False
    zipped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What a pack holds; ``missing`` mails are not on this PC. Not ``whole``: it was stopped."""

    mails: int
    files: int
    missing: int
    whole: bool = True


class CasePack:
    """Makes one pack; names of files come from numbers and from ``safe_name`` alone (R5)."""

    def __init__(self, reads: Reads, detail: CaseDetail, wish: Wish) -> None:
        self._reads = reads
        self._detail = detail
        self._wish = wish
        self._contents: list[Enclosed] = []
        self._missing = 0
        self._mails = 0

    def write(
        self,
        path: Path,
        progress: Progress = lambda done, total: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Packed:
        """Write the pack.

        Raises:
            StoreReadOnly: the folder cannot be written.
        """
        timeline = self._reads.timeline(self._detail.row.case.id)
        items = [item for item in timeline if self._belongs(item)]
        entries: list[Entry] = []
        with opened(path, zipped=self._wish.zipped) as shelf:
            for done, item in enumerate(items):
                if stopped():
                    break
                progress(done, len(items))
                entries.append(self._entry(shelf, item))
            whole = len(entries) == len(items)
            self._put(shelf, "case.json", self._json())
            page = html_of(self._page(tuple(entries)))
            shelf.put("index.html", page.encode())
        progress(len(entries), len(items))
        files = sum(one.path.startswith(_FILES) for one in self._contents)
        return Packed(mails=self._mails, files=files, missing=self._missing, whole=whole)

    # -- what lies in it ---------------------------------------------------------------------

    def _belongs(self, item: TimelineItem) -> bool:
        if not self._wish.for_customer:
            return True
        return item.mail is not None and not is_internal(item.mail)

    def _entry(self, shelf: Shelf, item: TimelineItem) -> Entry:
        return self._event(item) if item.mail is None else self._mail(shelf, item, item.mail)

    def _mail(self, shelf: Shelf, item: TimelineItem, place: MailPlace) -> Entry:
        facts = place.facts
        inside = is_internal(place)
        look = "inside" if inside else "ours" if facts.direction is Direction.OUTBOUND else "theirs"
        body = self._reads.body(facts.key)
        files: tuple[Enclosed, ...] = ()
        raw = self._reads.source(facts.key)
        if raw:
            self._mails += 1
            self._put(shelf, f"{self._mails:04}.eml", raw)
            files = (self._contents[-1], *self._attachments(shelf, raw))
        else:
            self._missing += 1
        sender = body.sender if body.sender.addr else facts.sender
        to = ", ".join(map(_written, (*(body.to or facts.recipients), *body.cc)))
        missing = self._say("このPCにはこのメールの本文がありません。", "This PC lacks this mail.")
        return Entry(
            look=look,
            at=self._when(item.at),
            title=_written(sender),
            route=f"{self._say('宛先', 'To')}: {to}" if to else "",
            subject=f"{self._say('件名', 'Subject')}: {body.subject or facts.subject}",
            badge=self._say("社内", "Internal") if inside else "",
            words=body.text if raw else missing,
            quoted=body.quoted,
            files=files,
        )

    def _attachments(self, shelf: Shelf, raw: bytes) -> tuple[Enclosed, ...]:
        made = []
        for number, one in enumerate(parse_mail(raw).attachments, start=1):
            name = safe_name(one.filename, one.content_type)
            self._put(shelf, f"{_FILES}/{self._mails:04}-{number:02}-{name}", one.content, name)
            made.append(self._contents[-1])
        return tuple(made)

    def _event(self, item: TimelineItem) -> Entry:
        assert item.event is not None
        what = sentences.event_name(item.event, self._wish.language)
        by = " / ".join(part for part in (item.by_name, item.desk_name) if part)
        words = words_of(item.event)
        refused = item.verdict is not None and not item.verdict.accepted
        state = self._say(" (反映されず)", " (not applied)") if refused else ""
        badge = self._say("社内", "Internal")
        if isinstance(item.event.body, PhoneLogged):
            badge = self._say("電話", "Phone")
        return Entry(
            look="inside" if words else "",
            at=self._when(item.at),
            title=f"{what}{state}  {by}".rstrip(),
            badge=badge if words else "",
            words=words,
        )

    def _json(self) -> bytes:
        case_id = self._detail.row.case.id
        case: dict[str, Any] = CaseForms(self._reads).case(case_id, whole=True) or {}
        if self._wish.for_customer:
            outside = [
                item.mail.facts.key
                for item in self._reads.timeline(case_id)
                if item.mail is not None and not is_internal(item.mail)
            ]
            mails = [mail for mail in case.get("mails", []) if mail["key"] in outside]
            shown = ("key", "message_id", "from", "date", "subject")
            case = {
                "number": case.get("number"),
                "subject": case.get("subject"),
                "mails": [{name: mail[name] for name in shown} for mail in mails],
            }
        return (json.dumps(case, ensure_ascii=False, indent=2) + "\n").encode()

    def _put(self, shelf: Shelf, path: str, content: bytes, name: str = "") -> None:
        shelf.put(path, content)
        digest = hashlib.sha256(content).hexdigest()
        self._contents.append(
            Enclosed(path=path, name=name or path, size=len(content), digest=digest)
        )

    # -- the page ----------------------------------------------------------------------------

    def _page(self, entries: tuple[Entry, ...]) -> Page:
        case = self._detail.row.case
        made = self._when(self._wish.now)
        whole = self._say("監査用(社内の記録を含む)", "complete, with internal records")
        outside = self._say("社外用(社内の記録を含まない)", "without internal records")
        return Page(
            language=self._wish.language,
            title=f"#{case.number} {case.subject}",
            facts=self._facts(),
            timeline=entries,
            timeline_name=self._say("やりとり", "Timeline"),
            contents=tuple(self._contents),
            contents_name=self._say("ファイルの目録 (SHA-256)", "Files (SHA-256)"),
            foot=f"{outside if self._wish.for_customer else whole}  {made}",
        )

    def _facts(self) -> tuple[tuple[str, str], ...]:
        row, forms = self._detail.row, CaseForms(self._reads)
        case, language = row.case, self._wish.language
        public = (
            (self._say("お客様", "Customer"), _written(case.contact)),
            (self._say("受付", "Received"), self._when(case.opened_at)),
            (self._say("最終", "Last"), self._when(case.last_at)),
        )
        if self._wish.for_customer:
            return public
        return (
            *public,
            (self._say("状態", "Status"), sentences.said(sentences.STATUS[case.status], language)),
            (self._say("担当", "Assignee"), forms.person(case.assignee) or ""),
            (self._say("レベル", "Level"), f"L{case.level}"),
            (self._say("ラベル", "Labels"), ", ".join(map(forms.label, row.labels))),
            (self._say("期限", "Due"), self._when(case.due) if case.due else ""),
            *(
                (self._say("エスカレーション", "Escalation"), self._escalation(one))
                for one in self._detail.escalations
            ),
        )

    def _escalation(self, one: Escalation) -> str:
        language = self._wish.language
        kind = sentences.said(sentences.KIND[one.form.kind], language)
        state = sentences.said(sentences.STATE[one.state], language)
        return f"L{one.level} {kind}  {_written(one.to)}  {self._when(one.asked_at)}  {state}"

    def _when(self, at: datetime) -> str:
        return at.astimezone(self._wish.now.tzinfo).strftime("%Y-%m-%d %H:%M")

    def _say(self, japanese: str, english: str) -> str:
        return sentences.said((japanese, english), self._wish.language)


def is_internal(place: MailPlace) -> bool:
    """Return whether a mail stays in the house: it asks for an escalation, or answers one."""
    return place.internal or any(tag.startswith("esc:") for tag in place.facts.our_tags)


def _written(person: Address) -> str:
    return f"{person.name} <{person.addr}>" if person.name else person.addr
