"""退勤 with 申し送り: what stays open when I go home, who gets it, and what they should know (N23).

Everything of mine that is open stands there with its deadline; what falls due before I am back is
marked to be handed over. The word on each is filled from the case and can be changed. Then the
locks go back and I am 退勤.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mailroom.domain.commands import Command, HandOver, SetPresence
from mailroom.domain.people import AWAY, Presence, presence_at
from mailroom.errors import MailroomError
from mailroom.ids import CaseId, PersonId
from mailroom.service.day import OpenWork
from ui.choices import Choice
from ui.dialogs.dialog import Dialog, heading, remark, row
from ui.inputs import CheckBox, Line
from ui.session import Session
from ui.wording import moments, names, text, words
from ui.wording.words import tr

_WIDTH = 720


@dataclass(frozen=True, slots=True)
class _Part:
    """The inputs of one case."""

    hand_over: CheckBox
    word: Line


class GoHomeDialog(Dialog):
    """The 申し送り."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=_WIDTH)
        self.setWindowTitle(self.tr("Hand over and go home"))
        self._session = session
        self._work = session.room.day.evening()
        self.to: Choice[PersonId | None] = Choice(self.tr("To whom"))
        self.parts: dict[CaseId, _Part] = {}
        if self._work:
            self._fill_people()
            self.content_layout.addWidget(row(self.tr("To whom"), self.to))
            self.content_layout.addWidget(heading(self.tr("Your open cases")))
            self.content_layout.addWidget(self._table())
            self.content_layout.addWidget(
                remark(self.tr("What has no mark stays yours and waits until you are back."))
            )
        else:
            self.content_layout.addWidget(remark(self.tr("You leave nothing open behind.")))
        held = len(session.room.seats.claims().held)
        if held:
            said = self.tr("%n case(s) that you are answering go back; drafts are kept.", "", held)
            self.content_layout.addWidget(remark(said))
        self.add_buttons(self.tr("Go home"))

    def confirm(self) -> None:
        """Hand over what is marked, then go; nobody goes while something is refused."""
        commands = self._handing_over()
        if not commands:
            self._go()
            return
        said = self.tr("Handed over %n case(s)", "", len(commands))
        self._session.do(
            *commands, said=said, then=lambda _asked: self._go(told=True), failed=self._say
        )

    def _handing_over(self) -> list[Command]:
        """Return a command for each case that is marked and still mine."""
        to = self.to.value() if self._work else None
        commands: list[Command] = []
        for case, part in self.parts.items():
            detail = self._session.room.reads.detail(case)
            if detail is None or not part.hand_over.isChecked():
                continue
            now = detail.row.case
            if now.assignee == self._session.me.person and not now.closed:
                said = part.word.text().strip()
                commands.append(HandOver(case=case, shown=detail.seen, to=to, text=said))
        return commands

    def _go(self, *, told: bool = False) -> None:
        held = len(self._session.room.seats.claims().held)
        gone = SetPresence(person=self._session.me.person, presence=Presence.GONE)
        self._session.do(gone, said="" if told else text.gone_home(held), undo=False)
        self.accept()

    def _say(self, error: MailroomError) -> None:
        """Keep what was typed and say what is in the way."""
        self.say_problem(text.describe(error, self._session.roster))

    # --- inside --------------------------------------------------------------------------------

    def _fill_people(self) -> None:
        """Offer the desk, then who is there; my deputy is chosen."""
        roster, now = self._session.roster, self._session.now()
        me = roster.members.get(self._session.me.person)
        at_desks = {desk.person for desk in roster.desks.values()}
        here = [
            member
            for member in roster.members.values()
            if member.id in at_desks and member != me and not member.left
        ]
        here.sort(key=lambda member: presence_at(member, now) in AWAY)
        self.to.fill(
            [(None, self.tr("the desk"))] + [(member.id, names.san(member.name)) for member in here]
        )
        if me is not None and me.deputy is not None:
            self.to.choose(me.deputy)

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for at, work in enumerate(self._work):
            case, number = work.case, f"#{work.case.number}"
            part = _Part(
                CheckBox(f"{number} {_short(case.subject)}", checked=work.before_back),
                Line(self.tr("What to know about {case}").format(case=number)),
            )
            part.word.setText(known(work, self._session))
            part.word.setEnabled(work.before_back)
            part.hand_over.toggled.connect(part.word.setEnabled)
            self.parts[case.id] = part
            grid.addWidget(part.hand_over, at, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(part.word, at, 1)
        return table


def _short(subject: str) -> str:
    most = 22
    return subject if len(subject) <= most else subject[: most - 1] + "…"


def known(work: OpenWork, session: Session) -> str:
    """Return what the case itself says to who goes on with it."""
    now = session.now()
    said = [words.status_name(work.case.status)]
    if work.case.due is not None:
        said.append(tr("due {when}").format(when=moments.deadline(work.case.due, now)))
    for promise in work.promises:
        at = moments.deadline(promise.at, now)
        said.append(tr("promised {text} by {at}").format(text=promise.text, at=at))
    if work.escalation is not None:
        whom = work.escalation.to.name or work.escalation.to.addr
        state = words.escalation_state(work.escalation.state)
        said.append(tr("{state}: {whom}").format(state=state, whom=names.san(whom)))
    if work.draft:
        said.append(
            tr("a draft is on {who}'s PC").format(who=session.roster.name(session.me.person))
        )
    return tr(", ").join(said)
