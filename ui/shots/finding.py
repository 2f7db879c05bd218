"""Scenes of finding and of handling many: offers, results, a selection, a rest, a pack."""

from __future__ import annotations

from mailroom.domain.query import CaseQuery, Sort, View
from ui.actions import Do
from ui.shots.stage import Stage

_WORDS = "返品"


def _offers(stage: Stage) -> bool:
    field = stage.window.cases.search
    stage.window.activateWindow()
    field.setFocus()
    field.setText("状態:")
    field.show_offers(anyway=True)
    stage.settle()
    return True


def _results(stage: Stage) -> bool:
    field = stage.window.cases.search
    field.search_for(_WORDS)
    stage.settle()
    stage.settle()
    found = stage.window.cases.model.id_at(0)
    stage.show(found)
    stage.window.case.marks.go_on()
    stage.settle()
    return found is not None


def _odd(stage: Stage) -> bool:
    stage.window.cases.search.search_for("重さ:10 猫猫")
    stage.settle()
    stage.settle()
    return True


def _many(stage: Stage) -> bool:
    stage.window.cases.search.search_for("")
    stage.window.cases.show_query(CaseQuery(view=View.ALL, sort=Sort.NEWEST))
    stage.settle()
    stage.window.panes.show_reading(reading=False)
    stage.window.cases.select(stage.window.cases.model.ids[:4])
    stage.settle()
    return True


def _snooze(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.SNOOZE)
    return True


def _export(stage: Stage) -> bool:
    if not stage.show(stage.cases.first):
        return False
    stage.do(Do.EXPORT)
    return True


FINDING = (
    ("search-offers", _offers),
    ("search-results", _results),
    ("search-odd", _odd),
    ("many", _many),
    ("snooze", _snooze),
    ("export", _export),
)
