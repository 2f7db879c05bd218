"""Why a case lies in 除外, above it: by which rule or by whom, and the ways back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal

from mailroom.domain.commands import Restore
from mailroom.domain.events import Filtered
from mailroom.domain.query import CaseDetail, CaseQuery, CaseRow, View
from mailroom.ids import RuleId
from ui import ops
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.wording import names, text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Why:
    """By which rule, or by whom; ``alike`` are all cases that lie there by the same rule."""

    rule: RuleId
    name: str
    who: str
    alike: tuple[CaseRow, ...]


class FilterBar(NoticeBar):
    """Hidden for cases that do not lie in 除外.

    Signals:
        rule_asked(RuleId): show this rule.
    """

    rule_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.INFO, glyph="filter")
        self._session = session
        self.hide()

    def show_case(self, detail: CaseDetail | None, _seen: object = None) -> None:
        """Say why this case lies there, once that is looked up."""
        if detail is None or not detail.row.case.filtered:
            self._session.tasks.forget("filter-bar")
            self.hide()
            return
        self._session.ask(
            "filter-bar", lambda: self._read(detail), lambda why: self._say(detail, why)
        )

    def _read(self, detail: CaseDetail) -> _Why:
        room, case = self._session.room, detail.row.case
        if not case.filter_rule:
            items = reversed(room.reads.timeline(case.id))
            said = (one for one in items if one.event and isinstance(one.event.body, Filtered))
            by = next((one.by_name for one in said), "")
            return _Why(rule=case.filter_rule, name="", who=names.san(by), alike=())
        ids = room.reads.case_ids(CaseQuery(view=View.FILTERED))
        rows = room.reads.rows(ids)
        alike = tuple(row for row in rows if row.case.filter_rule == case.filter_rule)
        name = room.arrival.name_of(case.filter_rule)
        return _Why(rule=case.filter_rule, name=name, who="", alike=alike)

    def _say(self, detail: CaseDetail, why: _Why) -> None:
        session, case = self._session, detail.row.case.id
        back = (self.tr("Bring it back"), lambda: ops.restore(session, (case,)))
        if not why.rule:
            by = self.tr("{who} left this case out.").format(who=why.who)
            self.say(by if why.who else self.tr("Somebody left this case out."), back)
            return
        said = self.tr("The rule “{rule}” left this case out.").format(rule=why.name)
        ways = [back, (self.tr("Change the rule…"), lambda: self.rule_asked.emit(why.rule))]
        if len(why.alike) > 1:
            all_of_it = self.tr("Bring back all %n of this rule", "", len(why.alike))
            ways.append((all_of_it, lambda: self._restore(why.alike)))
        self.say(said, *ways)

    def _restore(self, rows: tuple[CaseRow, ...]) -> None:
        """Bring all cases of one rule back, as one step."""
        shown = self._session.room.head()
        commands = (Restore(case=row.case.id, shown=shown) for row in rows)
        self._session.do(*commands, said=text.restored(len(rows)))
