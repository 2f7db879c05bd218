"""A mail of this PC as it is read here: by force if need be, in the charset a person chose.

Whoever shows, quotes or saves a mail asks here, so that all of them read it alike (N30).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mailroom.domain.people import Address
from mailroom.domain.query import MailBody
from mailroom.ids import MailKey
from mailroom.mail.reading.card import body_of
from mailroom.mail.reading.garbled import looks_garbled
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.mail.reading.second_reader import by_force
from mailroom.service.intake.aside import aside
from mailroom.service.intake.one_mail import TeamView
from mailroom.store.marks import Setting
from mailroom.store.reading.reads import Reads
from mailroom.store.store import Store

MAILS, SENDERS = "read mails as", "read senders as"  # names of settings: {key or address: charset}

_MUCH = 150_000
"""Characters of HTML above which a process of its own reads them: it would hold up the window."""

_SECONDS = 30.0


def parsed(store: Store, key: MailKey) -> ParsedMail | None:
    """Return a mail, or None if this PC lacks it."""
    raw = store.mails.raw(key)
    if raw is None:
        return None
    if store.mails.unreadable([key]):  # what made it so might happen here too
        return by_force(raw)
    return parse_mail(raw, charset=chosen_charset(store, key))


def body(store: Store, key: MailKey) -> MailBody:
    """Return what a mail card shows; ``here`` is false when this PC lacks the mail."""
    raw = store.mails.raw(key)
    if raw is None:
        return MailBody(key=key, sender=Address(addr=""), here=False)
    unreadable = store.mails.unreadable([key])
    if unreadable:
        mail = by_force(raw)
        shown = body_of(replace(mail, parts=()), key)  # nothing is looked for in its words
        return replace(shown, text=mail.text, unreadable=unreadable[0].reason)
    name = chosen_charset(store, key)
    mail = parse_mail(raw, charset=name)
    much = sum(len(piece.content) for piece in mail.parts if piece.html) > _MUCH
    beside = _beside(raw, name, key) if much else None
    shown = beside or body_of(mail, key, with_html=not much)
    wrong = looks_garbled(shown.subject) or looks_garbled(shown.text[:_MUCH])
    return replace(shown, charset=name, garbled=wrong)


def _beside(raw: bytes, charset: str, key: MailKey) -> MailBody | None:
    """Return what a mail card shows, made by another process; ``None`` if it does not end."""
    return aside(_read_whole, (raw, charset, key), _SECONDS)


def _read_whole(job: tuple[bytes, str, MailKey]) -> MailBody:
    raw, charset, key = job
    return body_of(parse_mail(raw, charset=charset), key)


def chosen_charset(store: Store, key: MailKey) -> str:
    """Return what this PC reads a mail as: chosen for it, else for its sender; ``""`` if neither.

    For one mail somebody may have chosen to read it as it came, whatever holds for its sender.
    """
    for_mail = chosen(store, MAILS).get(key)
    if for_mail is not None:
        return str(for_mail)
    for_senders = chosen(store, SENDERS)
    if not for_senders:
        return ""
    facts = store.mails.facts(key)
    return str(for_senders.get(facts.sender.addr, "")) if facts is not None else ""


def charsets_of_senders(store: Store) -> dict[str, str]:
    """Return what mail of which senders is read as."""
    return {addr: str(name) for addr, name in chosen(store, SENDERS).items()}


def chosen(store: Store, what: str) -> Mapping[str, Setting]:
    """Return what was chosen for mails, or for senders."""
    found = store.marks.setting(what)
    return found if isinstance(found, dict) else {}


def team_view(reads: Reads) -> TeamView:
    """Return what of the team bears on how a mail is read."""
    team = reads.team()
    return TeamView(
        own_addresses=reads.own_addresses(), secret=team.secret.encode() if team else b""
    )
