"""What every pane shares: the room, the case on screen, the looks, and ways to act and to speak.

Panes take a ``Session`` and nothing else; they never know each other. Acting goes through
``do``: the write runs on a thread, the answer is a toast with 元に戻す. What a pane shows is
re-read after ``changed``. Owns no widgets and no sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from mailroom.clock import Clock
from mailroom.domain.changes import Changes
from mailroom.domain.commands import Command, Undo
from mailroom.domain.people import Seat
from mailroom.domain.query import Standing
from mailroom.domain.verdicts import Verdict
from mailroom.errors import MailroomError
from mailroom.ids import CaseId, EventId
from mailroom.service.room import Asked, Room
from mailroom.settings import Settings
from ui import theme
from ui.bridge import CoreBridge
from ui.many import Many
from ui.tasks import Tasks, is_gone
from ui.wording import text
from ui.wording.names import Roster
from ui.wording.refusal_text import Asked as Asking

Result = TypeVar("Result")
_Landed = tuple[frozenset[EventId], tuple["Refusal", ...]]
_Step = tuple[str, tuple[EventId, ...]] | Callable[[], bool]
"""What was said and done, or a way back of its own that says whether it was still open."""
_UnderWay = tuple[CaseId | None, Command]


class ToastKind(Enum):
    """How a toast looks; each kind has an icon and a fill."""

    INFO = "info"
    GOOD = "good"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """A sentence at the bottom of the window, with at most one thing to press."""

    text: str
    kind: ToastKind = ToastKind.INFO
    button: str = ""
    pressed: Callable[[], None] | None = None
    seconds: float = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something I asked for that was refused when it landed; ``text`` is what must not be lost."""

    event: EventId
    case: CaseId | None
    verdict: Verdict
    asked: Asking
    text: str = ""


class Session(QObject):
    """The state that panes of one window share.

    Signals:
        changed(Changes): something was committed; read again what you show.
        case_changed(CaseId | None): another case is on screen.
        look_changed(): colours, text size or density changed; repaint.
        toast_asked(Toast): say this.
        refused(tuple[Refusal, ...]): events of mine were refused when they landed (rule 21).
        settings_changed(Settings): the person changed their settings.
        handing_over(CaseId): I hand this case over to somebody who asked for it.
        take_over_asked(CaseId), abandon_asked(CaseId): a pane wants past somebody else's lock.
        promise_asked(CaseId, Promise | None), clock_asked(CaseId): a pane wants to promise a time
            or to change a promise; to stop the clock or let it run on.
        member_asked(PersonId): a pane wants to change this member.
        cases_asked(tuple[CaseId, ...]): choose these cases in the list.
        question_asked(Question): a pane wants this asked before it acts.
        mend_asked(MailKey): a pane wants a garbled mail read as something else.
        template_asked(tuple[Offer, ...], what puts one in, window): somebody chooses a template.
    """

    changed = Signal(object)
    case_changed = Signal(object)
    look_changed = Signal()
    toast_asked = Signal(object)
    refused = Signal(object)
    settings_changed = Signal(object)
    handing_over = Signal(object)
    take_over_asked = Signal(object)
    abandon_asked = Signal(object)
    promise_asked = Signal(object, object)
    clock_asked = Signal(object)
    member_asked = Signal(object)
    cases_asked = Signal(object)
    question_asked = Signal(object)
    mend_asked = Signal(object)
    reply_asked = Signal(object)
    template_asked = Signal(object, object, object)

    def __init__(self, room: Room, *, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.room = room
        self.clock = clock
        self.tasks = Tasks(self)
        self.many = Many(self)
        self.settings: Settings = room.profile.settings()
        self.palette = theme.palette_for(self.settings.theme)
        self.roster = Roster()
        self.zone: tzinfo | None = None  # None: the zone of this PC
        self.sent_back: dict[CaseId, str] = {}  # why a server refused what is a draft again
        self._case: CaseId | None = None
        self._undoable: list[_Step] = []
        self._under_way: dict[EventId, _UnderWay] = {}
        self._told: set[EventId] = set()
        self._bridge = CoreBridge(room.bus, self)
        self._bridge.changed.connect(self._on_core_changed)
        self._read_roster()

    @property
    def me(self) -> Seat:
        """Return who sits here."""
        return self.room.me

    @property
    def case(self) -> CaseId | None:
        """Return the case on screen."""
        return self._case

    @property
    def offline(self) -> bool:
        """Return whether what is asked for now has to wait for the connection."""
        return self.room.reads.offline

    def now(self) -> datetime:
        """Return the present moment in the zone of the person."""
        return self.clock.now().astimezone(self.zone)

    def show_case(self, case: CaseId | None) -> None:
        """Put a case on screen in every pane."""
        if case != self._case:
            self._case = case
            self.case_changed.emit(case)

    def do(
        self,
        *commands: Command,
        said: str = "",
        undo: bool = True,
        then: Callable[[tuple[Asked, ...]], None] | None = None,
        failed: Callable[[MailroomError], None] | None = None,
    ) -> None:
        """Carry out what the person asked, several commands as one step.

        Args:
            *commands: what to do, in this order.
            said: the sentence of the toast; none is shown without it.
            undo: whether the toast offers 元に戻す for all of it together.
            then: called with what was asked once it is durable on this PC.
            failed: called instead of the warning toast.
        """
        begun: list[Command] = []

        def work() -> tuple[Asked, ...]:
            asked = []
            for command in commands:
                begun.append(command)
                asked.append(self.room.do(command))
            return tuple(asked)

        def done(asked: tuple[Asked, ...]) -> None:
            self.note(tuple(zip(commands, asked, strict=True)), said, undo=undo)
            if said:
                self.say_done(said, undo=undo)
            if then is not None and not is_gone(then):
                then(asked)

        def refused(error: MailroomError) -> None:
            self.tell(error, begun[-1] if begun else None)

        self.tasks.act(work, done, failed or refused)

    def note(self, done: Sequence[tuple[Command, Asked]], said: str, *, undo: bool = True) -> None:
        """Follow what was asked until the team confirms it; keep it as one step to undo."""
        for command, one in done:
            self._under_way |= dict.fromkeys(one.events, (one.case, command))
        if undo:
            self._remember(said, tuple(one for _command, one in done))

    def undo_last(self) -> None:
        """Undo the last step of this person in this window."""
        while self._undoable:
            step = self._undoable.pop()
            if not isinstance(step, tuple):
                if step():
                    return
                continue  # too late for that one
            said, events = step
            undoing = tuple(Undo(event=event) for event in reversed(events))
            self.many.do(undoing, text.undone(said), undo=False)
            return
        self.toast(text.nothing_to_undo())

    def note_way_back(self, take_back: Callable[[], bool]) -> None:
        """Keep a step that is no event, e.g. a mail in its undo window, as one to undo."""
        self._undoable.append(take_back)

    def toast(
        self,
        sentence: str,
        *,
        kind: ToastKind = ToastKind.INFO,
        button: str = "",
        pressed: Callable[[], None] | None = None,
    ) -> None:
        """Say something at the bottom of the window."""
        self.toast_asked.emit(Toast(text=sentence, kind=kind, button=button, pressed=pressed))

    def warn(
        self, sentence: str, button: str = "", pressed: Callable[[], None] | None = None
    ) -> None:
        """Say that something was not done as wished."""
        self.toast(sentence, kind=ToastKind.WARNING, button=button, pressed=pressed)

    def choose(self, cases: tuple[CaseId, ...]) -> None:
        """Choose these cases in the list, so that they are seen."""
        self.cases_asked.emit(cases)

    def tell(self, error: MailroomError, asked: Asking | None = None) -> None:
        """Say what went wrong and what to do; ``asked`` is what the person wanted."""
        self.toast(text.describe(error, self.roster, asked), kind=ToastKind.WARNING)

    def ask(self, key: str, read: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Read off the GUI thread; only the newest answer of a key comes back."""
        self.tasks.ask(key, read, then, self.tell)

    def set_settings(self, settings: Settings) -> None:
        """Keep what the person chose and show it."""
        before, self.settings = self.settings, settings
        self.tasks.act(lambda: self.room.profile.save_settings(settings), None, self.tell)
        if before == settings:
            return
        self.palette = theme.palette_for(settings.theme)
        self.settings_changed.emit(settings)
        self.look_changed.emit()

    def close(self) -> None:
        """End the threads; what a person did is still carried out."""
        self._bridge.close()
        self.room.pictures.stop()
        self.tasks.stop()

    @Slot(object)
    def _on_core_changed(self, changes: Changes) -> None:
        if changes.team:
            self._read_roster()
        if changes.cases or changes.health or changes.team:
            under_way = dict(self._under_way)
            self.ask("refusals", lambda: self._landed(under_way), self._tell_refusals)
        self.changed.emit(changes)

    def _read_roster(self) -> None:
        reads = self.room.reads
        self.roster = Roster(
            members={row.member.id: row.member for row in reads.members()},
            labels={label.id: label for label in reads.labels()},
            desks={desk.id: desk for desk in reads.desks()},
            policy=reads.policy(),
            me=self.me,
        )

    def _landed(self, under_way: dict[EventId, _UnderWay]) -> _Landed:
        """Look how what I asked for was judged; runs on a thread."""
        refusals = {
            one.event.id: Refusal(
                event=one.event.id,
                case=one.case,
                verdict=one.verdict,
                asked=one.event.body,
                text=one.text,
            )
            for one in self.room.reads.not_applied()
        }
        judged: set[EventId] = set()
        for event, (case, command) in under_way.items():
            standing, verdict = self.room.standing(event)
            if standing is not Standing.ASKED:
                judged.add(event)
            if standing is Standing.REFUSED and verdict is not None and event not in refusals:
                refusals[event] = Refusal(event=event, case=case, verdict=verdict, asked=command)
        return frozenset(judged), tuple(refusals.values())

    def _tell_refusals(self, landed: _Landed) -> None:
        judged, refusals = landed
        for event in judged:
            self._under_way.pop(event, None)
        fresh = tuple(one for one in refusals if one.event not in self._told)
        self._told |= {one.event for one in fresh}
        self._forget_undo({one.event for one in fresh})
        if fresh:
            self.refused.emit(fresh)

    def _forget_undo(self, refused: set[EventId]) -> None:
        """Offer no undo of what never came to be."""
        self._undoable = [
            step
            for step in self._undoable
            if not isinstance(step, tuple) or not refused.issuperset(step[1])
        ]

    def _remember(self, said: str, asked: tuple[Asked, ...]) -> None:
        events = tuple(event for one in asked for event in one.events)
        if events:
            self._undoable.append((said, events))
            del self._undoable[:-50]

    def say_done(self, said: str, *, undo: bool) -> None:
        """Say that something was done, with a way back; or that it waits for the connection."""
        if self.offline:
            said = text.waits(said)
        if undo:
            self.toast_asked.emit(
                Toast(text=said, kind=ToastKind.GOOD, button=text.undo(), pressed=self.undo_last)
            )
        else:
            self.toast(said, kind=ToastKind.GOOD)
