"""The bar that tells of steps of mine that were refused when they landed (rule 21).

One refusal is told in full; several at once, as after a day without a network, are counted. It
stays until it is closed; what it told of lies in the tray.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from mailroom.domain.commands import AddNote
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Refusal, Session
from ui.wording import refusal_text


class RefusalBar(NoticeBar):
    """Hidden until something is refused.

    Signals:
        tray_asked(): the person wants to see all that was not applied.
    """

    tray_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.INFO, glyph="undo")
        self._session = session
        session.refused.connect(self._on_refused)

    @Slot(object)
    def _on_refused(self, ones: tuple[Refusal, ...]) -> None:
        tray = (self.tr("Show what was not applied"), self._open_tray)
        shut = (self.tr("Close"), self.hide)
        if len(ones) > 1:
            said = self.tr("%n step(s) of yours were not applied. Nothing is lost.", "", len(ones))
            self.say(said, tray, shut)
            return
        [one] = ones
        why = refusal_text.refused(one.verdict, self._session.roster, one.asked)
        if not one.text:
            self.say(self.tr("Not applied. {why}").format(why=why), tray, shut)
            return
        sentence = self.tr("Not applied. {why} Your words are kept.").format(why=why)
        note = ((self.tr("Make it a note"), lambda: self._keep(one)),) if one.case else ()
        self.say(sentence, *note, tray, shut)

    def _keep(self, one: Refusal) -> None:
        assert one.case is not None
        reads = self._session.room.reads
        self._session.do(
            AddNote(case=one.case, text=one.text),
            said=self.tr("Kept as a note"),
            then=lambda _asked: reads.dismiss(one.event),
        )
        self.hide()

    def _open_tray(self) -> None:
        self.hide()
        self.tray_asked.emit()
