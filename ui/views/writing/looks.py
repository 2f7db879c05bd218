"""Looks of a formatted text, as Qt holds them: characters, lists, quotes, links, pictures.

Every change is one step for Ctrl+Z. Knows what our own small HTML can say and makes nothing else.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextListFormat,
)

from ui import theme

_QUOTE = 40
"""Pixels by which Qt moves a quote in; ``service.rich`` knows a quote by them."""

_ANCHOR = (
    QTextFormat.Property.IsAnchor,
    QTextFormat.Property.AnchorHref,
    QTextFormat.Property.AnchorName,
    QTextFormat.Property.ForegroundBrush,
    QTextFormat.Property.FontUnderline,
    QTextFormat.Property.TextUnderlineStyle,
)
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Look(Enum):
    """How words may look."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"


def has(look: Look, form: QTextCharFormat) -> bool:
    """Return whether words have a look; the line below a link is none."""
    if look is Look.BOLD:
        return form.fontWeight() >= QFont.Weight.DemiBold
    if look is Look.ITALIC:
        return form.fontItalic()
    return form.fontUnderline() and not form.isAnchor()


def toggled(form: QTextCharFormat, look: Look) -> QTextCharFormat:
    """Return what to merge into words so that they have a look, or no longer."""
    wanted, other = not has(look, form), QTextCharFormat()
    if look is Look.BOLD:
        other.setFontWeight(QFont.Weight.Bold if wanted else QFont.Weight.Normal)
    elif look is Look.ITALIC:
        other.setFontItalic(wanted)
    else:
        other.setFontUnderline(wanted)
    return other


def has_looks(document: QTextDocument) -> bool:
    """Return whether anything in a text is more than words."""
    return any(_is_looked(block) for block in _blocks(document.begin(), document.lastBlock()))


def _is_looked(block: QTextBlock) -> bool:
    if block.textList() is not None or block.blockFormat().leftMargin() >= _QUOTE:
        return True
    forms = (one.format for one in block.textFormats())
    return any(
        form.isImageFormat() or form.isAnchor() or any(has(look, form) for look in Look)
        for form in forms
    )


def _blocks(first: QTextBlock, last: QTextBlock) -> list[QTextBlock]:
    blocks = [first]
    while blocks[-1] != last and blocks[-1].next().isValid():
        blocks.append(blocks[-1].next())
    return blocks


def quotes(document: QTextDocument) -> list[tuple[int, int, int]]:
    """Return where lines stand beside what is quoted: from the left, from above, to below."""
    layout, found = document.documentLayout(), []
    for block in _blocks(document.begin(), document.lastBlock()):
        depth = int(block.blockFormat().leftMargin()) // _QUOTE
        if depth:
            area = layout.blockBoundingRect(block)
            left = int(document.documentMargin()) + 8
            found += [
                (left + _QUOTE * one, int(area.top()), int(area.bottom())) for one in range(depth)
            ]
    return found


# --- lines --------------------------------------------------------------------------------------


def list_at(cursor: QTextCursor) -> bool | None:
    """Return whether the list at a cursor is numbered; ``None`` where there is none."""
    here = cursor.currentList()
    if here is None:
        return None
    return here.format().style() is QTextListFormat.Style.ListDecimal


def toggle_list(cursor: QTextCursor, *, numbered: bool) -> None:
    """Make the lines that a cursor marks a list of this kind, or lines again."""
    cursor.beginEditBlock()
    if list_at(cursor) is numbered:
        document = cursor.document()
        first = document.findBlock(cursor.selectionStart())
        for block in _blocks(first, document.findBlock(cursor.selectionEnd())):
            _undress(block)
    else:
        form = QTextListFormat()
        style = QTextListFormat.Style
        form.setStyle(style.ListDecimal if numbered else style.ListDisc)
        form.setIndent(1)
        cursor.createList(form)
    cursor.endEditBlock()


def is_within(cursor: QTextCursor) -> bool:
    """Return whether a cursor stands in a list or a quote."""
    return cursor.currentList() is not None or cursor.blockFormat().leftMargin() >= _QUOTE


def leave_line(cursor: QTextCursor) -> None:
    """Let the line at a cursor be in no list, or in one quote less."""
    cursor.beginEditBlock()
    form = cursor.blockFormat()
    if cursor.currentList() is None:
        form.setLeftMargin(max(0, form.leftMargin() - _QUOTE))
        form.setRightMargin(max(0, form.rightMargin() - _QUOTE))
        cursor.setBlockFormat(form)
    else:
        _undress(cursor.block())
    cursor.endEditBlock()


def undress(cursor: QTextCursor) -> None:
    """Let the line at a cursor be a plain one."""
    _undress(cursor.block())
    cursor.setBlockFormat(QTextBlockFormat())


def _undress(block: QTextBlock) -> None:
    if (around := block.textList()) is not None:
        around.remove(block)
    cursor = QTextCursor(block)
    form = cursor.blockFormat()
    form.setIndent(0)
    for side in (form.setTopMargin, form.setBottomMargin):
        side(0)
    cursor.setBlockFormat(form)


# --- links --------------------------------------------------------------------------------------


def address_at(cursor: QTextCursor) -> str:
    """Return where the link at a cursor leads, or nothing."""
    if cursor.charFormat().isAnchor():
        return cursor.charFormat().anchorHref()
    after = _after(cursor)
    return after.anchorHref() if after.isAnchor() else ""


def link_at(cursor: QTextCursor) -> QTextCursor:
    """Return what a cursor marks, else the whole link it stands in, else itself."""
    address = address_at(cursor)
    if cursor.hasSelection() or not address:
        return cursor
    whole = QTextCursor(cursor)
    block = cursor.block()
    start, end = cursor.positionInBlock(), cursor.positionInBlock()
    for one in block.textFormats():
        if one.format.anchorHref() == address and one.start <= end and start <= _end(one):
            start, end = min(start, one.start), max(end, _end(one))
    whole.setPosition(block.position() + start)
    whole.setPosition(block.position() + end, _KEEP)
    return whole


def _end(one: object) -> int:
    return int(one.start + one.length)  # type: ignore[attr-defined]


def link(cursor: QTextCursor, address: str) -> None:
    """Let the words that a cursor marks lead to an address; without any put that in."""
    cursor.beginEditBlock()
    if not cursor.hasSelection():
        start = cursor.position()
        cursor.insertText(address)
        cursor.setPosition(start, _KEEP)
    cursor.mergeCharFormat(_link(address))
    cursor.setPosition(cursor.selectionEnd())
    cursor.endEditBlock()


def unlink(cursor: QTextCursor) -> None:
    """Leave of the links that a cursor marks the words."""
    document, end = cursor.document(), cursor.selectionEnd()
    step = QTextCursor(document)
    step.beginEditBlock()
    for at in range(cursor.selectionStart(), end):
        step.setPosition(at)
        step.setPosition(at + 1, _KEEP)
        if step.charFormat().isAnchor():
            step.setCharFormat(unlinked(step.charFormat()))
    step.endEditBlock()


def unlinked(form: QTextCharFormat) -> QTextCharFormat:
    """Return a look that leads nowhere."""
    if not form.isAnchor():
        return form
    other = QTextCharFormat(form)
    for name in _ANCHOR:
        other.clearProperty(name)
    return other


def at_end_of_link(cursor: QTextCursor) -> bool:
    """Return whether what is typed here would make a link longer that has ended."""
    form = cursor.charFormat()
    return form.isAnchor() and _after(cursor).anchorHref() != form.anchorHref()


def dress_links(document: QTextDocument) -> None:
    """Show links in the colours of now; no step of its own for Ctrl+Z."""
    step = QTextCursor(document)
    step.joinPreviousEditBlock()
    for block in _blocks(document.begin(), document.lastBlock()):
        for one in block.textFormats():
            if one.format.isAnchor():
                step.setPosition(block.position() + one.start)
                step.setPosition(block.position() + _end(one), _KEEP)
                step.mergeCharFormat(_link(one.format.anchorHref()))
    step.endEditBlock()


def _link(address: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setAnchor(True)
    form.setAnchorHref(address)
    form.setForeground(theme.current().colour("link"))
    form.setFontUnderline(True)
    return form


def _after(cursor: QTextCursor) -> QTextCharFormat:
    """Return the look of the letter behind a cursor; a plain one at the end of its line."""
    if cursor.atBlockEnd():
        return QTextCharFormat()
    next_one = QTextCursor(cursor.document())
    next_one.setPosition(cursor.position() + 1)
    return next_one.charFormat()


# --- what is put in -----------------------------------------------------------------------------


def insert_picture(cursor: QTextCursor, cid: str, name: str) -> None:
    """Put a picture of the mail in; whoever sees none reads its name."""
    form = QTextImageFormat()
    form.setName(f"cid:{cid}")
    form.setProperty(QTextFormat.Property.ImageAltText, name)
    cursor.insertImage(form)
