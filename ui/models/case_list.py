"""The list of cases: all ids in memory, rows read in pages when they are painted.

100,000 ids cost 20-40 ms and give a true scroll bar; a page of 200 rows costs under 1 ms. Rows
are cached by case, so a row that comes or goes above does not spoil the cache. The order can be
held still (the pointer is in the list): then newer orders wait and are only counted.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from mailroom.domain.query import CaseRow
from mailroom.ids import CaseId
from ui.models.rearranging import steps

PAGE = 200
PAGES_KEPT = 40
MIME = "application/x-mailroom-cases"

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2

_ROOT = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class CaseListModel(QAbstractListModel):
    """Cases in the order of a query.

    Signals:
        waiting_changed(int): so many cases would come in, were the order not held still.
        rearranging(): rows go or come now; what the view chooses meanwhile is nobody's choice.
        rearranged(): the rows are others now (the view restores what was chosen).
    """

    waiting_changed = Signal(int)
    rearranging = Signal()
    rearranged = Signal()

    def __init__(
        self,
        fetch: Callable[[list[CaseId]], Sequence[CaseRow]],
        describe: Callable[[CaseRow], str],
        parent: QObject | None = None,
    ) -> None:
        """Make an empty list.

        Args:
            fetch: reads rows by id; called in the GUI thread, a page at a time.
            describe: says a row in words, for screen readers.
            parent: the owner.
        """
        super().__init__(parent)
        self._fetch = fetch
        self._describe = describe
        self._ids: list[CaseId] = []
        self._places: dict[CaseId, int] | None = None
        self._rows: OrderedDict[CaseId, CaseRow] = OrderedDict()
        self._held = False
        self._waiting: list[CaseId] | None = None

    # --- what the view asks ------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many cases there are."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row (one call for the delegate), its id, or its words."""
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        if role == ROW_ROLE:
            return self.row(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = self.row(index.row())
            return self._describe(row) if row is not None else ""
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Every row can be chosen and dragged; no row is read for this (Ctrl+A on 100,000)."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """Return how dragged cases are called."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of dragged cases."""
        data = QMimeData()
        data.setData(MIME, "\n".join(self._ids[index.row()] for index in indexes).encode())
        return data

    # --- rows --------------------------------------------------------------------------------

    @property
    def ids(self) -> tuple[CaseId, ...]:
        """Return all ids in order."""
        return tuple(self._ids)

    def id_at(self, place: int) -> CaseId | None:
        """Return the case at a place."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, case: CaseId) -> int | None:
        """Return where a case stands."""
        if self._places is None:
            self._places = {one: at for at, one in enumerate(self._ids)}
        return self._places.get(case)

    def row(self, place: int) -> CaseRow | None:
        """Return the row at a place, reading the page around it when it is not at hand."""
        case = self._ids[place]
        if case not in self._rows:
            self._read_page(place)
        found = self._rows.get(case)
        if found is not None:
            self._rows.move_to_end(case)
        return found

    # --- changes -----------------------------------------------------------------------------

    def set_ids(self, ids: Iterable[CaseId]) -> None:
        """Show another list."""
        self._drop_waiting()
        self.rearranging.emit()
        self.beginResetModel()
        self._ids = list(ids)
        self._places = None
        self._rows.clear()
        self.endResetModel()
        self.rearranged.emit()

    def update_ids(self, ids: Iterable[CaseId]) -> None:
        """Show a newer order of the same list, moving as little as possible."""
        fresh = list(ids)
        if self._held:
            self._wait_with(fresh)
            return
        self._drop_waiting()
        self._rearrange(fresh)

    def forget(self, cases: Iterable[CaseId]) -> None:
        """Read these rows again when they are painted."""
        changed = sorted(
            place
            for case in cases
            if self._rows.pop(case, None) is not None and (place := self.place_of(case)) is not None
        )
        for place in changed:
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def forget_all(self) -> None:
        """Read every row again (a member or a label has another name)."""
        self._rows.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def hold_still(self, held: bool) -> None:
        """Let the order stand, or let what waited come in."""
        self._held = held
        if not held:
            self.let_in()

    def let_in(self) -> None:
        """Show the newest order now."""
        if self._waiting is not None:
            fresh, self._waiting = self._waiting, None
            self.waiting_changed.emit(0)
            self._rearrange(fresh)

    # --- inside ------------------------------------------------------------------------------

    def _wait_with(self, fresh: list[CaseId]) -> None:
        self._waiting = None if fresh == self._ids else fresh
        known = set(self._ids)
        self.waiting_changed.emit(sum(1 for one in fresh if one not in known))

    def _drop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting = None
            self.waiting_changed.emit(0)

    def _rearrange(self, fresh: list[CaseId]) -> None:
        if fresh == self._ids:
            return
        found = steps(self._ids, fresh)
        if found is None:
            self.set_ids(fresh)
            return
        self.rearranging.emit()
        for first, last in found.removals:
            self.beginRemoveRows(_ROOT, first, last)
            del self._ids[first : last + 1]
            self._places = None
            self.endRemoveRows()
        for place, cases in found.insertions:
            self.beginInsertRows(_ROOT, place, place + len(cases) - 1)
            self._ids[place:place] = cases
            self._places = None
            self.endInsertRows()
        self.rearranged.emit()

    def _read_page(self, place: int) -> None:
        first = max(0, place - PAGE // 4)
        wanted = [one for one in self._ids[first : first + PAGE] if one not in self._rows]
        for row in self._fetch(wanted):
            self._rows[row.case.id] = row
        while len(self._rows) > PAGE * PAGES_KEPT:
            self._rows.popitem(last=False)
