"""Lines above the words of a mail: it came back, it was read, this may open its archive. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from mailroom.domain.delivery import Delivery
from mailroom.domain.ledger import Whereabouts
from mailroom.domain.mails import MailFacts, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.query import TimelineItem
from mailroom.ids import MailKey
from ui.wording import delivery_text, ledger_text
from ui.wording.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNotice:
    """One line; ``problem`` asks somebody to do something."""

    said: str
    problem: bool = False


def mail_notices(
    items: Sequence[TimelineItem],
    passwords: Mapping[MailKey, tuple[str, ...]],
    moved: Mapping[MailKey, Whereabouts] = MappingProxyType({}),
) -> dict[MailKey, tuple[MailNotice, ...]]:
    """Return the lines of each mail of a case that has some."""
    mails = [item.mail for item in items if item.mail is not None]
    found: dict[MailKey, list[MailNotice]] = {}
    for mail in mails:
        if mail.facts.report is not None:
            about = _about(mail, mails)
            notice = _of_report(mail.facts, about.recipients if about is not None else ())
            found.setdefault(mail.facts.key, []).append(notice)
            if about is not None:
                found.setdefault(about.key, []).append(notice)
    for key, told in passwords.items():
        found.setdefault(key, []).append(_of_archive(told))
    for key, where in moved.items():
        said = ledger_text.where(where)
        if said:
            found.setdefault(key, []).append(MailNotice(said=said))
    return {key: tuple(dict.fromkeys(lines)) for key, lines in found.items()}


def _about(report: MailPlace, mails: Sequence[MailPlace]) -> MailFacts | None:
    """Return the mail of ours that a report is about, if it lies in the case."""
    named = set(report.facts.names)
    ours = (mail.facts for mail in mails if mail.is_ours)
    return next((one for one in ours if one.message_id in named or one.key == report.via), None)


def _of_report(facts: MailFacts, known: tuple[Address, ...]) -> MailNotice:
    assert facts.report is not None
    said = delivery_text.came_back(facts.report, known)
    step = delivery_text.what_to_do(facts.report)
    if step:
        said = tr("{sentence}. {step}").format(sentence=said, step=step)
    return MailNotice(said=said, problem=facts.report.delivery is Delivery.FAILED)


def _of_archive(told: tuple[str, ...]) -> MailNotice:
    if not told:
        return MailNotice(said=tr("This archive needs a password. No mail that tells it is here."))
    words = "    ".join(told)
    return MailNotice(said=tr("Password of the archive, probably: {words}").format(words=words))
