"""The internal mails of an escalation as they are read: on a phone first (S42, rule 31).

What is asked, until when and how to answer are the first three lines; level and limit begin the
subject. Every letter has a plain text and the same in simple HTML. Owns what stands where; the
phrases are ``letter_words``'s. Must not address, seal or send anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mailroom.domain.escalations.escalation import (
    AnswerKind,
    EscalationForm,
    EscalationKind,
    PassReason,
    PhoneTry,
)
from mailroom.mail.writing.mailto import mailto
from mailroom.mail.writing.tags import tag_text
from mailroom.service.letters.letter_html import Button, Page, Section, render
from mailroom.service.letters.letter_words import Phrases, phrases
from mailroom.settings import Language

_PHONE_LINE = 60
_MAX_CUSTOMER_TEXT = 4_000
_MAX_SUBJECT_IN_LINK = 60
_LINE = "―" * 12

_ANSWERS: dict[EscalationKind, tuple[AnswerKind, ...]] = {
    EscalationKind.HEADS_UP: (),
    EscalationKind.CHECK: (AnswerKind.INSTRUCT, AnswerKind.TAKE),
    EscalationKind.INSTRUCT: (AnswerKind.INSTRUCT, AnswerKind.TAKE),
    EscalationKind.APPROVE: (AnswerKind.APPROVE, AnswerKind.REJECT),
    EscalationKind.TAKE_OVER: (AnswerKind.TAKE, AnswerKind.INSTRUCT),
}
"""What answers each kind; 差し戻す, 上へ上げる and 今は対応できない go with all that ask (S09)."""

_WANTS_WORDS = frozenset({AnswerKind.INSTRUCT, AnswerKind.REJECT, AnswerKind.HAND_BACK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An internal mail before it is addressed.

    Attributes:
        automatic: nobody wrote it and nothing is asked: no machine shall answer it.
        system: it comes in the system's name, not in a colleague's (S51).
    """

    subject: str
    text: str
    html: str = ""
    automatic: bool = False
    system: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a letter is about.

    Attributes:
        number: of the case; 0 while it is not confirmed.
        subject: of the case.
        token: the sealed token of the step and address this letter is for.
        asker: who asks, by name.
        due: when the answer is wanted, in the team's own time.
        asked_at: the same for when it was asked.
        level: that of who is asked; 0 = as the form says.
        top: nobody stands above who is asked.
        answer_to: the address that answers go to.
        customer_text: the latest words of the customer.
        no_blame: the team's statement of S63.
        added: facts that were handed in since it was first asked.
        said: what those who were asked before have said: their names and their words.
    """

    number: int
    subject: str
    token: str
    form: EscalationForm
    asker: str
    due: datetime
    asked_at: datetime | None = None
    level: int = 0
    top: bool = False
    answer_to: str = ""
    customer_text: str = ""
    no_blame: str = ""
    added: tuple[str, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


def request(matter: Matter, language: Language) -> Letter:
    """Return the mail that asks first; a heads-up asks nothing (S10)."""
    say = phrases(language)
    head = say.heads[matter.form.kind]
    return _asking(matter, head, (), language)


def alternate(matter: Matter, former: str, language: Language) -> Letter:
    """Return the request to whoever stands in for somebody who did not answer."""
    say = phrases(language)
    return _asking(matter, say.alternate_head, (say.alternate.format(former=former),), language)


def raised(matter: Matter, former: str, language: Language) -> Letter:
    """Return the request to the next level, with whom it comes from."""
    say = phrases(language)
    return _asking(matter, say.raised_head, (say.raised.format(former=former),), language)


def lowered(matter: Matter, instruction: str, language: Language) -> Letter:
    """Return the request to a lower level, with what the level above said (S04)."""
    say = phrases(language)
    notes = (say.lowered, *([instruction.strip()] if instruction.strip() else []))
    return _asking(matter, say.lowered_head, notes, language)


def nudge(matter: Matter, language: Language) -> Letter:
    """Return the polite reminder, in the system's name (S51)."""
    say = phrases(language)
    begin, *ends = say.nudge
    return _asking(matter, say.nudge_head, (begin,), language, foot=ends, system=True)


def taken(matter: Matter, now: str, language: Language, reason: PassReason | None = None) -> Letter:
    """Return what who was asked before is told: ``now`` is asked instead, nothing to do."""
    say = phrases(language)
    lines = [line.format(now=now) for line in say.taken]
    if reason is PassReason.BUSY:
        lines.insert(0, say.busy_thanks)
    elif reason is PassReason.AWAY:
        lines.insert(0, say.away_note)
    return _telling(matter, say.taken_head, lines, language)


def held(matter: Matter, now: str, language: Language) -> Letter:
    """Return what a late answer is answered with: ``now`` has it (N01)."""
    say = phrases(language)
    lines = [line.format(now=now) for line in say.held]
    return _telling(matter, say.held_head.format(now=now), lines, language)


def added(matter: Matter, text: str, language: Language) -> Letter:
    """Return the mail that brings further facts; it can be answered like the request."""
    say = phrases(language)
    page = _page(matter, [], say)
    page.sections = [Section(title=say.added, text=text.strip())]
    page.lines = [f"{say.added}: {_one_line(text)}", _until(matter, say)]
    page.buttons = _buttons(matter, say)
    return _letter(matter, say.added, page, say)


def withdrawn(matter: Matter, reason: str, language: Language) -> Letter:
    """Return the mail that says it is no longer needed."""
    say = phrases(language)
    first, thanks = say.withdrawn
    why = f"{say.reason}: {reason.strip() or say.none}"
    lines = [first, why, thanks, say.by.format(matter.asker)]
    return _telling(matter, say.withdrawn_head, lines, language, automatic=False)


def confirmed(matter: Matter, words: str, language: Language) -> Letter:
    """Return the mail that repeats a spoken answer to whoever gave it."""
    say = phrases(language)
    page = _page(matter, [say.confirmed, say.correct], say)
    page.sections = [Section(title=say.confirmed_head, text=words.strip())]
    page.foot.append(say.by.format(matter.asker))
    return _letter(matter, say.confirmed_head, page, say)


def recorded(matter: Matter, call: PhoneTry, at: datetime, language: Language) -> Letter:
    """Return the record mail of a call to whoever was called (S41).

    Args:
        matter: of the escalation.
        call: what was noted.
        at: when, in the team's own time.
        language: to write in.
    """
    say = phrases(language)
    reached = say.reached if call.reached else say.not_reached
    page = _page(
        matter, [f"{say.recorded_head}: {reached}", _until(matter, say), say.recorded], say
    )
    page.fields = [
        (say.record_when, _moment(at, say)),
        (say.record_number, call.number or say.unknown),
        (say.record_reached, reached),
        (say.record_memo, call.memo.strip() or say.none),
        (say.request, matter.form.request.strip()),
    ]
    page.buttons = _buttons(matter, say)
    page.foot.append(say.correct)
    return _letter(matter, say.recorded_head, page, say)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEntry:
    """One heads-up among those that are brought at once."""

    number: int
    subject: str
    request: str
    asker: str
    customer: str = ""
    token: str = ""
    answer_to: str = ""


def digest(entries: Sequence[DigestEntry], day: date, language: Language) -> Letter:
    """Return the day's heads-ups for a low level in one mail (S10, S30)."""
    say = phrases(language)
    count = len(entries)
    said = f"{day.month}/{day.day}"
    page = Page(lines=[say.digest.format(day=said, count=count) if count else say.digest_none])
    for entry in entries:
        number = f"#{entry.number} " if entry.number else ""
        customer = f" / {entry.customer}" if entry.customer else ""
        text = f"{entry.request.strip()}\n({entry.asker}{customer})"
        title = f"{number}{entry.subject}"
        page.sections.append(Section(title=title, text=text, button=_about(entry, say)))
    page.foot.append(say.digest_foot)
    subject = say.digest_head.format(count=count)
    return Letter(
        subject=f"{subject} ({said})",
        text=_as_text(page, say, ()),
        html=render(page, subject),
        automatic=True,
        system=True,
    )


# --- the three kinds of page ---------------------------------------------------------------------


def _asking(
    matter: Matter,
    head: str,
    notes: Iterable[str],
    language: Language,
    *,
    foot: Iterable[str] = (),
    system: bool = False,
) -> Letter:
    """Return a letter that asks for an answer: everything that the form says (S42)."""
    say = phrases(language)
    form = matter.form
    asks = form.kind is not EscalationKind.HEADS_UP
    first = f"{say.heads[form.kind]}: {_one_line(form.request)}"
    lines = [first, *([_until(matter, say)] if asks else []), say.how[form.kind]]
    page = _page(matter, lines, say)
    page.lines += notes
    page.buttons = _buttons(matter, say)
    page.fields = [*_fields(form, say), (say.asker, matter.asker)]
    if _one_line(form.request) != form.request.strip():
        page.fields.insert(0, (say.request, form.request.strip()))
    if matter.asked_at is not None:
        page.fields.append((say.asked_at, _moment(matter.asked_at, say)))
    page.sections = [Section(title=say.added, text=text.strip()) for text in matter.added]
    page.sections += [
        Section(title=say.said.format(by=by), text=words.strip()) for by, words in matter.said
    ]
    page.sections.append(
        Section(title=say.customer_words, text=_shortened(matter, say), quoted=True)
    )
    page.foot += foot
    if asks:
        page.foot += [say.any_words, say.for_customer]
    if matter.no_blame.strip():
        page.foot.append(matter.no_blame.strip())
    return _letter(matter, head, page, say, system=system)


def _telling(
    matter: Matter, head: str, lines: Sequence[str], language: Language, *, automatic: bool = True
) -> Letter:
    """Return a letter that asks for nothing."""
    say = phrases(language)
    page = _page(matter, [line for line in lines if line], say)
    page.fields = [(say.request, matter.form.request.strip())]
    return _letter(matter, head, page, say, system=automatic, automatic=automatic)


def _page(matter: Matter, lines: list[str], say: Phrases) -> Page:
    return Page(lines=lines, keep=say.keep, tag=tag_text("esc", matter.token))


def _letter(
    matter: Matter,
    head: str,
    page: Page,
    say: Phrases,
    *,
    system: bool = False,
    automatic: bool = False,
) -> Letter:
    number = f" [#{matter.number}]" if matter.number else ""
    level = say.level.format(matter.level or matter.form.level)
    due = _moment(matter.due, say, short=True)
    if matter.form.kind is EscalationKind.HEADS_UP:
        mark = f"【{level}】" if say.subject.startswith("【") else f"[{level}] "
        subject = f"{mark}{head}: {matter.subject}{number}"
    else:
        subject = say.subject.format(level=level, due=due, head=head, case=matter.subject) + number
    words = [button.word for button in page.buttons]
    return Letter(
        subject=subject,
        text=_as_text(page, say, words),
        html=render(page, say.answers),
        automatic=automatic,
        system=system,
    )


def _as_text(page: Page, say: Phrases, words: Sequence[str]) -> str:
    lines = [*page.lines, ""]
    if words:
        lines += [say.answer_words.format(" / ".join(words)), ""]
    lines += [f"{name}: {value}" for name, value in page.fields]
    for section in page.sections:
        lines += ["", f"―― {section.title} ――", section.text]
    if page.foot:
        lines += ["", _LINE, *page.foot]
    if page.tag:
        lines += ["", page.keep, page.tag]
    return "\n".join(lines) + "\n"


# --- answering by a button -----------------------------------------------------------------------


def _buttons(matter: Matter, say: Phrases) -> list[Button]:
    """Return the answers that make sense, each a link that opens a prepared mail."""
    asked = _ANSWERS[matter.form.kind]
    if not asked or not matter.answer_to:
        return []
    kinds = [*asked, AnswerKind.HAND_BACK, AnswerKind.RAISE, AnswerKind.BUSY]
    return [
        Button(
            word=say.buttons[kind],
            link=_link(matter, kind, say),
            strong=kind is asked[0],
        )
        for kind in kinds
        if not (kind is AnswerKind.RAISE and matter.top)
    ]


def _link(matter: Matter, kind: AnswerKind, say: Phrases) -> str:
    """Return a link: the word stands in subject and text, the token too, so that either may go."""
    word, tag = say.buttons[kind], tag_text("esc", matter.token)
    case = matter.subject.strip()
    if len(case) > _MAX_SUBJECT_IN_LINK:
        case = case[: _MAX_SUBJECT_IN_LINK - 1] + "…"
    hint = say.write_here if kind in _WANTS_WORDS else ""
    body = f"{word}\n\n{hint}\n\n{say.keep_line.format(tag)}\n"
    return mailto(matter.answer_to, f"{word}: [{tag}] {case}", body)


def _about(entry: DigestEntry, say: Phrases) -> Button | None:
    """Return a link that opens a mail about one of several heads-ups."""
    if not entry.answer_to:
        return None
    tag = tag_text("esc", entry.token)
    subject = f"{say.about}: [{tag}] {entry.subject[:_MAX_SUBJECT_IN_LINK]}"
    body = f"\n\n{say.keep_line.format(tag)}\n"
    return Button(word=say.about, link=mailto(entry.answer_to, subject, body))


# --- small things --------------------------------------------------------------------------------


def _fields(form: EscalationForm, say: Phrases) -> list[tuple[str, str]]:
    """Return what the form says; what nobody knows is said to be unknown (S43)."""
    values = {
        "category": form.category,
        "criterion": say.criteria[form.criterion],
        "customer": form.customer,
        "dates": form.dates,
        "history": form.history,
        "tried": form.tried,
        "now": form.now,
        "amount": form.amount,
    }
    return [
        (say.fields[name], value.strip() or say.unknown)
        for name, value in values.items()
        if value.strip() or name in form.unknown
    ]


def _shortened(matter: Matter, say: Phrases) -> str:
    text = matter.customer_text.strip()
    if len(text) <= _MAX_CUSTOMER_TEXT:
        return text or f"({say.none})"
    return f"{text[:_MAX_CUSTOMER_TEXT].rstrip()}\n{say.cut}"


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _PHONE_LINE else line[: _PHONE_LINE - 1] + "…"


def _until(matter: Matter, say: Phrases) -> str:
    return f"{say.until}: {_moment(matter.due, say)}"


def _moment(wall: datetime, say: Phrases, *, short: bool = False) -> str:
    plain = f"{wall.month}/{wall.day}"
    if short:
        return f"{plain} {wall:%H:%M}"
    weekday = say.weekdays[wall.weekday()]
    named = f"{plain}({weekday})" if len(weekday) == 1 else f"{weekday} {plain}"
    return f"{named} {wall:%H:%M}"
