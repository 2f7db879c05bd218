"""Letters that the customer's mailer cannot show, marked while they are typed (N31).

Speaks up only where a reply would leave in ISO-2022-JP and its words hold what that lacks. The
person chooses: other letters, or UTF-8. Who chooses nothing sends UTF-8; no letter is lost.
"""

from __future__ import annotations

from mailroom.domain.drafts import Charset, Draft, Uncarried
from mailroom.domain.query import CaseDetail
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.composer.reply_tab import ReplyTab
from ui.views.reply.bar import ReplyBar

_NAMED = 6
"""Letters named in the sentence; all are marked in the text."""


class CharsetBar(NoticeBar, ReplyBar):
    """Watches the words of the reply tab."""

    def __init__(self, session: Session, reply: ReplyTab) -> None:
        super().__init__(BarKind.INFO)
        self._session = session
        self._reply = reply
        self._usual = Charset.UTF_8
        self._found: tuple[Uncarried, ...] = ()
        self.hide()

    @property
    def has_words(self) -> bool:
        """Return whether there is something to choose."""
        return bool(self._found)

    def begin(self, _detail: CaseDetail, draft: Draft) -> None:
        """Look up what the writer of the answered mail reads."""
        self._usual = self._session.room.charsets.for_answer(draft.answers)
        self.read()

    def read(self) -> None:
        """Look at the words of now."""
        charset = self._reply.charset or self._usual
        found = self._session.room.charsets.uncarried(self._reply.body.toPlainText(), charset)
        if found == self._found:
            return
        self._found = found
        self._reply.body.mark([one.at for one in found])
        self.setVisible(bool(found))
        if found:
            self._say_which(found)

    def _say_which(self, found: tuple[Uncarried, ...]) -> None:
        stand_ins = {one.character: one.instead for one in found}
        named = list(stand_ins.items())[:_NAMED]
        letters = " ".join(character for character, _ in named)
        more = " …" if len(stand_ins) > len(named) else ""
        instead = " ".join(other for _, other in named if other)
        self.say(
            self.tr("This customer's mail program cannot show {letters}").format(
                letters=letters + more
            ),
            (self.tr("Write {instead}").format(instead=instead + more), self._replace),
            (self.tr("Send as UTF-8"), self._send_all),
        )

    def _replace(self) -> None:
        charset = self._reply.charset or self._usual
        written = self._reply.body.toPlainText()
        self._reply.body.rewrite(self._session.room.charsets.replaced(written, charset))
        self.read()

    def _send_all(self) -> None:
        self._reply.choose_charset(Charset.UTF_8)
        self.read()
