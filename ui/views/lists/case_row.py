"""How a case looks in the list: two lines, or one with columns (一覧), or two with air (ゆったり).

Paints from one ``CaseRow``; keeps nothing. First line: who and when; second: what, and the chips.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mailroom.domain.query import CaseRow
from mailroom.domain.search.hits import Hit
from mailroom.domain.search.terms import Scope
from mailroom.settings import Density
from ui import icons, theme
from ui.models import chips
from ui.models.case_list import ROW_ROLE
from ui.models.chips import Chip
from ui.models.search_hits import SearchHits
from ui.session import Session
from ui.views.lists.chip_paint import chip_height, chip_width, paint_chip
from ui.views.lists.found_paint import paint_found
from ui.wording import moments, words
from ui.wording.words import tr

HEIGHTS = {Density.COMPACT: 28, Density.NORMAL: 48, Density.ROOMY: 68}
_LEFT = 12
_RIGHT = 8
_BAR = 4
_WORTH_SHOWING = 24
_SUBJECT_BESIDE_A_HIT = 0.42
_CHIPS_SHARE = 0.62
"""The part of the second line that chips may take at most."""

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_LINE_RIGHT = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
)


def spoken(row: CaseRow, session: Session) -> str:
    """Return a row in words, for screen readers."""
    now = session.now()
    parts = [
        tr("unread") if row.unread else "",
        row.case.contact.name or row.case.contact.addr,
        row.case.subject,
        *(chip.text for chip in chips.row_chips(row, now)),
        words.status_name(row.case.status),
        session.roster.name(row.case.assignee),
        words.not_confirmed(offline=session.offline) if row.pending else "",
    ]
    lock = chips.lock_chip(row, session.me, session.roster)
    if lock is not None:
        parts.append(tr("held by {who}").format(who=lock.text))
    return ", ".join(part for part in parts if part)


class CaseRowDelegate(QStyledItemDelegate):
    """Paints rows."""

    def __init__(self, session: Session, hits: SearchHits | None = None) -> None:
        """Make a delegate; with ``hits`` it shows where the words of a search stand."""
        super().__init__(session)
        self._session = session
        self._hits = hits

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return one height for all rows."""
        return QSize(option.rect.width(), self.height())

    def height(self) -> int:
        """Return the height of a row at this density and text size."""
        settings = self._session.settings
        return theme.scaled(HEIGHTS[settings.density], settings.text_percent)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        painter.save()
        ink = self._paint_ground(painter, option)
        if isinstance(row, CaseRow):
            rect = option.rect
            canvas = _Canvas(
                painter=painter,
                font=option.font,
                meta=_meta(option.font),
                row=row,
                now=self._session.now(),
                ink=ink,
                quiet="meta" if ink == "ink" else ink,
                hit=self._hits.hit(row.case.id) if self._hits is not None else None,
            )
            canvas.bar(rect)
            if self._session.settings.density is Density.COMPACT:
                self._paint_columns(canvas, rect.adjusted(_LEFT, 0, -_RIGHT, -1))
            else:
                self._paint_lines(canvas, rect.adjusted(_LEFT, 4, -_RIGHT, -5))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> str:
        """Paint what lies under the words; return the colour of the words."""
        palette = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "chosen" if chosen else "hover" if over else "card"
        painter.fillRect(option.rect, palette.colour(ground))
        painter.setPen(palette.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        return "on_chosen" if chosen else "ink"

    def _paint_lines(self, canvas: _Canvas, inner: QRect) -> None:
        half = inner.height() // 2
        first = QRect(inner.left(), inner.top(), inner.width(), half)
        second = QRect(inner.left(), inner.top() + half, inner.width(), inner.height() - half)
        right = canvas.marks(first, canvas.time(first) - 6)
        lock = chips.lock_chip(canvas.row, self._session.me, self._session.roster)
        if lock is not None:
            right = canvas.chip_at_right(lock, first, right) - 6
        canvas.sender(first, right)
        canvas.subject(second, self._chips_until(canvas, second))

    def _chips_until(self, canvas: _Canvas, line: QRect) -> int:
        """Paint the chips of the second line; return where the subject must end."""
        right = line.right() + 1
        limit = line.left() + int(line.width() * (1 - _CHIPS_SHARE))
        labels = [self._session.roster.labels.get(label) for label in canvas.row.labels]
        shown = [chips.label_chip(label) for label in labels if label is not None]
        for chip in [*reversed(chips.row_chips(canvas.row, canvas.now)), *shown]:
            if right - chip_width(chip, canvas.meta) < limit:
                break
            right = canvas.chip_at_right(chip, line, right) - 4
        return right

    def _paint_columns(self, canvas: _Canvas, line: QRect) -> None:
        """Who · what and chips · owner · when, in one line: made for handing out many cases."""
        row, top, height = canvas.row, line.top(), line.height()
        usual = QFontMetrics(canvas.meta).horizontalAdvance("00:00")
        owner_right = min(canvas.time(line), line.right() - usual) - 6
        owner_left = owner_right - 4 * canvas.meta.pixelSize()
        owner = chips.family_name(self._session.roster.name(row.case.assignee)) or "–"
        area = QRect(owner_left, top, owner_right - owner_left, height)
        canvas.write(canvas.meta, area, owner, canvas.quiet)
        right = canvas.marks(line, owner_left - 6)
        first = line.left() + (owner_left - line.left()) * 2 // 5
        for chip in reversed(chips.row_chips(row, canvas.now)):
            if right - chip_width(chip, canvas.meta) < first:
                break
            right = canvas.chip_at_right(chip, line, right) - 4
        canvas.sender(line, first - 8)
        middle = QRect(first, top, right - first - 4, height)
        canvas.write(canvas.font, middle, row.case.subject or words.no_subject(), canvas.ink)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Canvas:
    """One row being painted: what to paint with, and the row itself."""

    painter: QPainter
    font: QFont
    meta: QFont
    row: CaseRow
    now: datetime
    ink: str
    quiet: str
    hit: Hit | None = None

    def bar(self, rect: QRect) -> None:
        """Paint the urgency at the left edge."""
        colour = chips.urgency(self.row, self.now).value
        if colour:
            bar = QRect(rect.left(), rect.top(), _BAR, rect.height() - 1)
            self.painter.fillRect(bar, theme.current().colour(colour))

    def time(self, line: QRect) -> int:
        """Paint when something last happened; return where that starts."""
        said = moments.when(self.row.case.last_at, self.now)
        self.painter.setFont(self.meta)
        self.painter.setPen(theme.current().colour(self.quiet))
        self.painter.drawText(line, _LINE_RIGHT, said)
        return line.right() - QFontMetrics(self.meta).horizontalAdvance(said)

    def marks(self, line: QRect, right: int) -> int:
        """Paint attachment, draft and pending marks; return where there is room until."""
        row = self.row
        marks = (("clip", row.attachments), ("draft", row.draft), ("waiting", row.pending))
        for name, shown in marks:
            if shown:
                spot = QRectF(right - 13, line.center().y() - 6, 13, 13)
                icons.paint(self.painter, name, self.quiet, spot)
                right -= 17
        return right

    def sender(self, line: QRect, right: int) -> None:
        """Paint who it is; unread is a dot and a heavier face."""
        left = line.left()
        if self.row.unread:
            self.painter.setBrush(theme.current().colour("accent"))
            self.painter.setPen(Qt.PenStyle.NoPen)
            self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.painter.drawEllipse(QRectF(left, line.center().y() - 3, 7, 7))
            left += 12
        contact = self.row.case.contact
        font = QFont(self.font)
        font.setWeight(QFont.Weight.DemiBold if self.row.unread else QFont.Weight.Normal)
        area = QRect(left, line.top(), right - left, line.height())
        self.write(font, area, contact.name or contact.addr or words.no_sender(), self.ink)

    def subject(self, line: QRect, right: int) -> None:
        """Paint what it is about, with the first words of the newest mail behind."""
        area = QRect(line.left(), line.top(), right - line.left() - 2, line.height())
        subject = self.row.case.subject or words.no_subject()
        if self.hit is not None and self.hit.scope is Scope.SUBJECT:
            paint_found(self.painter, self.font, area, self.hit, self.ink)
            return
        room = area.width() if self.hit is None else int(area.width() * _SUBJECT_BESIDE_A_HIT)
        self.write(self.font, area.adjusted(0, 0, room - area.width(), 0), subject, self.ink)
        used = min(QFontMetrics(self.font).horizontalAdvance(subject), room) + 10
        rest = area.adjusted(used, 0, 0, 0)
        if self.hit is not None:
            paint_found(self.painter, self.meta, rest, self.hit, self.quiet)
        elif self.row.preview and rest.width() > _WORTH_SHOWING:
            self.write(self.meta, rest, self.row.preview, self.quiet)

    def chip_at_right(self, chip: Chip, line: QRect, right: int) -> int:
        """Paint a chip that ends at ``right``; return where it starts."""
        width, height = chip_width(chip, self.meta), chip_height(self.meta)
        top = line.top() + (line.height() - height) / 2
        area = QRectF(right - width, top, width, height)
        over = "" if self.ink == "ink" else self.ink
        paint_chip(self.painter, chip, area, self.meta, over=over)
        return right - width

    def write(self, font: QFont, area: QRect, said: str, ink: str) -> None:
        """Paint words, shortened to their room."""
        if area.width() <= 0:
            return
        self.painter.setFont(font)
        self.painter.setPen(theme.current().colour(ink))
        fitted = QFontMetrics(font).elidedText(said, Qt.TextElideMode.ElideRight, area.width())
        self.painter.drawText(area, _LINE, fitted)


def _meta(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(9, round(font.pixelSize() * theme.META / theme.BODY)))
    return small
