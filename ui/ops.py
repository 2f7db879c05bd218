"""What people do to cases, one function per verb: a command, and the sentence of its toast.

Each takes the session and the cases, tells the room, and offers 元に戻す for all of them together.
The basis of each case (rule 18) is what was shown when the person acted; it is taken here, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mailroom.domain import commands as c
from mailroom.domain.cases import Label
from mailroom.domain.people import Presence
from mailroom.domain.position import Position
from mailroom.ids import CaseId, LabelId, PersonId
from ui.session import Session
from ui.wording import moments, text, words

Cases = Sequence[CaseId]


def assign(session: Session, cases: Cases, person: PersonId | None) -> None:
    """Give cases to somebody, or to nobody."""
    asked = [c.Assign(case=case, shown=_shown(session, case), person=person) for case in cases]
    session.many.do(asked, text.assigned(session.roster.name(person), len(cases)))


def take(session: Session, cases: Cases) -> None:
    """Take cases myself."""
    me = session.me.person
    asked = [c.Assign(case=case, shown=_shown(session, case), person=me) for case in cases]
    session.many.do(asked, text.taken(len(cases)))


def close(session: Session, cases: Cases) -> None:
    """完了."""
    asked = [c.Close(case=case, shown=_shown(session, case)) for case in cases]
    session.many.do(asked, text.closed(len(cases)))


def reopen(session: Session, cases: Cases) -> None:
    """Open again."""
    asked = [c.Reopen(case=case, shown=_shown(session, case)) for case in cases]
    session.many.do(asked, text.reopened(len(cases)))


def snooze(session: Session, cases: Cases, until: datetime | None, note: str = "") -> None:
    """保留 until a time or a mail; None waits for a mail alone."""
    asked = [
        c.Snooze(case=case, shown=_shown(session, case), until=until, note=note) for case in cases
    ]
    when = "" if until is None else moments.when_exactly(until, session.now())
    session.many.do(asked, text.snoozed(len(cases), when))


def set_level(session: Session, cases: Cases, level: int) -> None:
    """Say how urgent cases are."""
    asked = [c.SetLevel(case=case, shown=_shown(session, case), level=level) for case in cases]
    session.many.do(asked, text.level_set(words.level_name(level), len(cases)))


def put_label(session: Session, cases: Cases, label: Label) -> None:
    """Put a label on."""
    asked = [c.PutLabel(case=case, shown=_shown(session, case), label=label.id) for case in cases]
    session.many.do(asked, text.labelled(label.name, len(cases)))


def take_label(session: Session, cases: Cases, label: LabelId) -> None:
    """Take a label off."""
    asked = [c.TakeLabel(case=case, shown=_shown(session, case), label=label) for case in cases]
    name = session.roster.labels[label].name if label in session.roster.labels else ""
    session.many.do(asked, text.unlabelled(name, len(cases)))


def sort_out(session: Session, cases: Cases) -> None:
    """Move to 除外; nothing is deleted."""
    asked = [c.Filter(case=case, shown=_shown(session, case)) for case in cases]
    session.many.do(asked, text.filtered(len(cases)))


def restore(session: Session, cases: Cases) -> None:
    """Bring back from 除外."""
    asked = [c.Restore(case=case, shown=_shown(session, case)) for case in cases]
    session.many.do(asked, text.restored(len(cases)))


def merge(session: Session, into: CaseId, others: Cases) -> None:
    """Take other cases into one."""
    shown = _shown(session, into)
    asked = [c.Merge(case=into, shown=shown, other=one) for one in others if one != into]
    session.many.do(asked, text.merged(len(asked)))


def release(session: Session, case: CaseId) -> None:
    """Give the lock back."""
    session.do(c.ReleaseCase(case=case), said=text.released(), undo=False)


def set_presence(
    session: Session, person: PersonId, presence: Presence, until: datetime | None = None
) -> None:
    """Say where somebody is; going home hands back what I hold, and says how much."""
    name = words.presence_name(presence)
    command = c.SetPresence(person=person, presence=presence, until=until)
    if person != session.me.person:
        said = text.presence_of(session.roster.name(person), name)
    elif presence is Presence.GONE:
        said = text.gone_home(len(session.room.seats.claims().held))
    else:
        said = text.presence_set(name)
    session.do(command, said=said, undo=False)


def _shown(session: Session, case: CaseId) -> Position | None:
    detail = session.room.reads.detail(case)
    return detail.seen if detail is not None else None
