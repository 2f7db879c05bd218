"""What to ask an author before a reply leaves: ``domain.sends.risks`` with what is known here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mailroom.domain import events
from mailroom.domain.drafts import AttachedFile, Draft, InlineFile, ReplyKind
from mailroom.domain.events import Body, UnknownBody
from mailroom.domain.people import Address
from mailroom.domain.query import OutboxState
from mailroom.domain.sends.risks import Around, Leaving, Risk, Said, risks
from mailroom.ids import CaseId
from mailroom.mail.pairing import is_locked_archive
from mailroom.mail.quote import split_quote
from mailroom.service import rich
from mailroom.service.intake.parsed import parsed
from mailroom.service.parts import Parts

_STAYS = frozenset({OutboxState.HELD, OutboxState.REFUSED})
"""Mails that wait for their author: what they write now may well be the same, mended."""


class Risks:
    """Answers from any thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def of(self, draft: Draft) -> tuple[Risk, ...]:
        """Return what its author should look at before this reply leaves; usually nothing."""
        mail = Leaving(
            recipients=tuple(one for one in (*draft.to, *draft.cc, *draft.bcc) if one.addr),
            text=rich.words(draft),
            subject=draft.subject if draft.kind is ReplyKind.NEW else "",
            files=len(draft.attachments),
            size=_size(*draft.attachments, *draft.inline),
            locked=tuple(file.name for file in draft.attachments if _is_locked(file)),
            forwards=draft.kind in {ReplyKind.FORWARD, ReplyKind.NEW},
        )
        around = self._around(draft.case)
        said = (*self._on_its_way(draft.case), *self._last_said(draft.case))
        return risks(mail, replace(around, answered=self._answered(draft), said=said))

    def _on_its_way(self, case: CaseId) -> Iterator[Said]:
        """Yield my own mails that wait to leave, or left and have no copy here yet."""
        for parcel in self._parts.store.outbox.of_case(case):
            if parcel.draft is not None and parcel.step is None and parcel.state not in _STAYS:
                to = frozenset(parcel.recipients)
                yield Said(text=rich.words(parcel.draft), to=to, at=parcel.left_at)

    def _last_said(self, case: CaseId) -> Iterator[Said]:
        """Yield our latest mail of the case, whoever of us wrote it and by which program."""
        with self._parts.store.reads.state() as state:
            ours = [one.facts for one in state.mails_of(case) if one.is_ours]
        last = max(ours, key=lambda one: one.sent_at, default=None)
        mail = parsed(self._parts.store, last.key) if last is not None else None
        if last is not None and mail is not None:
            to = frozenset(one.addr for one in last.recipients)
            yield Said(text=split_quote(mail.text)[0], to=to, at=last.sent_at)

    def _answered(self, draft: Draft) -> str:
        """Return the words of the mail that is answered: as chosen, else the customer's latest."""
        key = draft.answers
        if key is None:
            with self._parts.store.reads.state() as state:
                said = [mail.facts for mail in state.mails_of(draft.case) if mail.is_word]
            key = max(said, key=lambda one: one.sent_at).key if said else None
        mail = parsed(self._parts.store, key) if key is not None else None
        return mail.text if mail is not None else ""

    def _around(self, case_id: CaseId) -> Around:
        reads = self._parts.store.reads
        with reads.state() as state:
            case = state.case(case_id)
            facts = [one.facts for one in state.mails_of(case_id) if not one.internal]
            policy = state.policy()
        members = {addr for row in reads.members() for addr in row.member.addresses}
        people = [person for one in facts for person in (one.sender, *one.recipients)]
        return Around(
            parties=(*((case.contact,) if case else ()), *_each_once(people)),
            insiders=frozenset(members | reads.own_addresses()),
            inside=self._inside(case_id),
            warning_words=policy.warning_words if policy else (),
        )

    def _inside(self, case_id: CaseId) -> tuple[str, ...]:
        items = self._parts.store.reads.timeline(case_id, self._parts.me.person)
        said = (_words_inside(item.event.body) for item in items if item.event is not None)
        return tuple(words for words in said if words)


def _words_inside(body: Body | UnknownBody) -> str:
    """Return words of an event that were never meant for the customer."""
    match body:
        case events.NoteAdded() | events.PhoneLogged() | events.HandedOver():
            return body.text
        case events.Escalated():
            return body.form.request
        case _:
            return ""


def _each_once(people: list[Address]) -> tuple[Address, ...]:
    """Return each address once, with a name if it was ever given one."""
    named: dict[str, Address] = {}
    for one in people:
        if one.addr and not (one.addr in named and named[one.addr].name):
            named[one.addr] = one
    return tuple(named.values())


def _size(*files: AttachedFile | InlineFile) -> int:
    """Return their bytes; what cannot be read is said when the mail is queued."""
    size = 0
    for file in files:
        with suppress(OSError):
            size += Path(file.path).stat().st_size
    return size


def _is_locked(file: AttachedFile) -> bool:
    """Return whether a file is an archive with a password."""
    try:
        with Path(file.path).open("rb") as opened:
            return opened.read(2) == b"PK" and is_locked_archive(b"PK" + opened.read())
    except OSError:
        return False
