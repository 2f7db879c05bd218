"""The command line about customers: one person's page, and what is said about them (S25, S67)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.contact_page import ContactPage
from mailroom.domain.policies.contacts import is_contact_key
from mailroom.domain.records.record import to_plain
from mailroom.errors import BadInput
from mailroom.ids import CaseId, EventId
from mailroom.service.cli.naming import Words
from mailroom.service.cli.shell import Shell


def _key(typed: str) -> str:
    key = typed.strip().lower()
    if not is_contact_key(key):
        raise BadInput("address", typed)
    return key


def _note(words: Words) -> Command:
    return ask.NoteContact(key=_key(words.args.address), text=words.text)


def _describe(words: Words) -> Command:
    args = words.args
    return ask.DescribeContact(
        key=_key(args.address), name=args.name, company=args.company, phone=args.phone
    )


def _join(words: Words) -> Command:
    return ask.JoinContacts(one=_key(words.args.one), other=_key(words.args.other))


def _part(words: Words) -> Command:
    """Undo the joining by which the other address hangs on the one."""
    page = words.room.contacts.page(_key(words.args.one))
    other = _key(words.args.other)
    join = next((one.join for one in page.addresses if one.addr == other), None)
    return ask.PartContacts(join=join or EventId(""))


VERBS: dict[str, Callable[[Words], Command]] = {
    "contact-note": _note,
    "contact-describe": _describe,
    "contact-join": _join,
    "contact-part": _part,
}


class ContactShell(Shell):
    """``main.py contact ADDRESS``."""

    def run(self) -> int:
        """Print the page of a person."""
        page = self._room.contacts.page(_key(self._args.address))
        if self._args.json:
            print(json.dumps(self._plain(page), ensure_ascii=False, indent=1))
            return 0
        print(f"{page.name} <{page.key}>" if page.name else page.key)
        for address in page.addresses[1:]:
            print(f"= {address.addr}")
        if page.handling is not None and page.handling.handling:
            print(f"! {page.handling.handling}")
        for remark in page.remarks:
            print(f"* {remark.at:%Y-%m-%d %H:%M} {remark.by_name}: {remark.text}")
        for case in self._cases(page.cases):
            print(f"#{case['number']} {case['subject']} ({case['status']})")
        return 0

    def _plain(self, page: ContactPage) -> dict[str, Any]:
        return {
            "address": page.key,
            "name": page.name,
            "company": page.described.company if page.described is not None else "",
            "domain": page.company,
            "addresses": [to_plain(address) for address in page.addresses],
            "handling": None if page.handling is None else to_plain(page.handling),
            "notes": [to_plain(remark) for remark in page.remarks],
            "numbers": list(page.numbers),
            "mails": page.mails,
            "last": None if page.last_at is None else page.last_at.isoformat(),
            "open": page.open_cases,
            "cases": self._cases(page.cases),
            "company_cases": self._cases(page.company_cases),
        }

    def _cases(self, cases: tuple[CaseId, ...]) -> list[dict[str, Any]]:
        rows = self._room.reads.rows(list(cases))
        return [
            {
                "number": row.case.number,
                "id": row.case.id,
                "subject": row.case.subject,
                "status": row.case.status.value,
            }
            for row in rows
        ]
