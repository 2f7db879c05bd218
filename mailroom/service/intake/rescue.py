"""Mail that cannot be read, or reads wrong: trying again, and reading it as something else.

All of it is local (rule 37): another desk may read the same mail well. Owns what a person can do
about such mail; ``parsed`` reads it, ``ingest`` puts it aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mailroom import logging
from mailroom.ids import CaseId, MailKey
from mailroom.mail.html.safe import whole_text
from mailroom.mail.reading import charset
from mailroom.mail.reading.card import body_of
from mailroom.mail.reading.garbled import strangeness
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.service.intake.parsed import MAILS, SENDERS, chosen, chosen_charset
from mailroom.service.intake.reading import Reader
from mailroom.service.intake.second_try import SecondTry
from mailroom.service.parts import Parts
from mailroom.store.mailbox.mails import ReadMail, Unreadable
from mailroom.store.marks import Setting
from mailroom.store.searching.grams import mail_grams

_log = logging.topic("service")
_PREVIEW = 600  # characters

CHARSETS = (
    "iso-2022-jp",
    "cp932",
    "euc-jp",
    "utf-8",
    "gb18030",
    "euc-kr",
    "iso-8859-1",
    charset.TWICE,
)
"""What a mail can be read as, in the order of what is likely here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A mail read as something: how it would look, and how wrong that seems (0 is well).

    ``charset`` is ``""`` for the mail as it came.
    """

    charset: str
    subject: str
    text: str
    wrong: float


class Rescue:
    """What can be done about mail that this PC reads badly; may be asked from any thread."""

    def __init__(self, parts: Parts, fetch: Callable[[MailKey], None]) -> None:
        self._parts = parts
        self._store = parts.store
        self._fetch = fetch

    # --- what cannot be read (N17) ---------------------------------------------------------------

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Return the mails that could not be read, oldest first; each lies in a case."""
        return self._store.mails.unreadable()

    def case_of(self, key: MailKey) -> CaseId | None:
        """Return the case in which a mail lies; ``None`` until it was announced."""
        return next(iter(self._store.reads.cases_of([key])), None)

    def try_again(self, key: MailKey) -> bool:
        """Read an unreadable mail once more; return whether it can be read now.

        Raises:
            MailMissing: the server had not handed it out whole, and has it no longer.
        """
        waiting = self._store.mails.unreadable([key])
        if not waiting:
            return True
        if waiting[0].whole:
            with Reader() as reader:
                SecondTry(self._parts, reader).read(waiting)
        else:
            self._fetch(key)
        return not self._store.mails.unreadable([key])

    # --- what reads wrong (N30) ------------------------------------------------------------------

    def chosen(self, key: MailKey) -> str:
        """Return what a mail is read as here; ``""`` for what it declares."""
        return chosen_charset(self._store, key)

    def readings(self, key: MailKey) -> tuple[Reading, ...]:
        """Return how a mail would look, as it came first, then the likely ones before others.

        What looks like one that is shown already is left out; none if this PC lacks the mail.
        """
        raw = self._store.mails.raw(key)
        if raw is None:
            return ()
        as_it_came = _reading("", parse_mail(raw))
        others = [_reading(name, parse_mail(raw, charset=name)) for name in CHARSETS]
        found: dict[tuple[str, str], Reading] = {}
        for one in [as_it_came, *sorted(others, key=lambda one: one.wrong)]:
            found.setdefault((one.subject, one.text), one)
        return tuple(found.values())

    def read_as(self, key: MailKey, name: str, *, sender: bool = False) -> None:
        """Read a mail as this from now on, on this PC; search and quotes follow.

        Args:
            key: of the mail.
            name: one of ``CHARSETS``, or ``""`` for what the mail itself declares.
            sender: all other mail of its sender too, also what is to come.
        """
        facts = self._store.mails.facts(key)
        if facts is None:
            return
        self._remember(MAILS, key, name)
        keys = [key]
        if sender and facts.sender.addr:
            self._remember(SENDERS, facts.sender.addr, name)
            keys += self._store.mails.of_sender(facts.sender.addr)
        for one in dict.fromkeys(keys):
            self._reword(one)

    def remembered(self, key: MailKey) -> Callable[[], None]:
        """Return what puts back how this mail, and its sender's, is read now."""
        facts = self._store.mails.facts(key)
        addr = facts.sender.addr if facts is not None else ""
        before = {
            what: chosen(self._store, what).get(of) for what, of in ((MAILS, key), (SENDERS, addr))
        }

        def put_back() -> None:
            for what, of in ((MAILS, key), (SENDERS, addr)):
                self._remember(what, of, before[what])
            for one in dict.fromkeys((key, *(self._store.mails.of_sender(addr) if addr else ()))):
                self._reword(one)

        return put_back

    def standing(self, key: MailKey) -> tuple[str, bool]:
        """Return what a mail is read as here, and whether it cannot be read: what a card shows."""
        return self.chosen(key), bool(self._store.mails.unreadable([key]))

    def _remember(self, what: str, of: str, name: Setting) -> None:
        kept: dict[str, Setting] = {**chosen(self._store, what), of: name}
        if name is None:
            del kept[of]
        self._store.marks.set_setting(what, kept)

    def _reword(self, key: MailKey) -> None:
        raw, facts = self._store.mails.raw(key), self._store.mails.facts(key)
        if raw is None or facts is None or self._store.mails.unreadable([key]):
            return
        name = chosen_charset(self._store, key)
        mail = ReadMail(
            facts=facts,  # what the team was told stays (rule 22)
            body=body_of(parse_mail(raw, charset=name), key, with_html=False),
        )
        self._parts.publish(self._store.reword(replace(mail, grams=mail_grams(mail.body))))


def _reading(name: str, mail: ParsedMail) -> Reading:
    text = whole_text(mail).strip()
    return Reading(
        charset=name,
        subject=mail.subject,
        text=text[:_PREVIEW],
        wrong=max(strangeness(mail.subject), strangeness(text)),
    )
