"""Pictures of the escalation form: each kind, somebody away, by phone, in doubt, answered.

Each scene types and clicks as a person would, on the practice day of ``staged_asking``.
"""

from __future__ import annotations

from mailroom.domain.drafts import DraftTab
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.query import CaseQuery, View
from ui.actions import Do
from ui.models.escalation_offers import Offer
from ui.shots import staged_asking as asking
from ui.shots.stage import Scene, Stage

_ASKED = "返品について"
_SIGNS = "いい加減にしてください!!"
MONEY = "10月分の請求金額について"


def _open(stage: Stage, subject: str, action: Do = Do.ESCALATE) -> bool:
    reads = stage.session.room.reads
    rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
    found = next((row.case.id for row in rows if row.case.subject == subject), None)
    if found is None or not stage.show(found):
        return False
    stage.session.room.drafts.discard(found, DraftTab.ESCALATION)  # of the scene before
    stage.do(action)
    return True


def _kind(kind: EscalationKind) -> Scene:
    def play(stage: Stage) -> bool:
        shown = _open(stage, _ASKED)
        stage.window.form.request.fields.kind.button(kind).click()
        stage.settle()
        return shown

    return play


def _away(stage: Stage) -> bool:
    shown = _open(stage, _ASKED)
    stage.window.form.request.fields.level.button(3).click()
    stage.settle()
    return shown


def _missing(stage: Stage) -> bool:
    shown = _open(stage, _ASKED)
    form = stage.window.form
    form.request.fields.kind.button(EscalationKind.APPROVE).click()
    form.submit()
    stage.settle()
    return shown


def _phone_first(stage: Stage) -> bool:
    shown = _open(stage, _ASKED)
    form = stage.window.form
    form.request.fields.level.button(4).click()
    form.foot.phone_button.click()
    stage.settle()
    return shown


def _consult(stage: Stage) -> bool:
    return _open(stage, _ASKED, Do.ASK)


def _preview(stage: Stage) -> bool:
    shown = _open(stage, _ASKED)
    form = stage.window.form
    form.request.fields.texts["request"].fill("3台分を無償で交換してよいでしょうか。")
    form.request.side.preview_button.click()
    stage.settle()
    return shown


def _page(subject: str) -> Scene:
    return lambda stage: _open(stage, subject)


def _recorder(offer: Offer, subject: str) -> Scene:
    def play(stage: Stage) -> bool:
        shown = _open(stage, subject)
        stage.window.form.under_way.buttons[offer].click()
        stage.settle()
        return shown

    return play


def _case(subject: str) -> Scene:
    def play(stage: Stage) -> bool:
        shown = _open(stage, subject)
        stage.window.form.leave()
        stage.settle()
        return shown

    return play


ASKING: tuple[tuple[str, Scene], ...] = (
    *((f"ask-{kind.value}", _kind(kind)) for kind in EscalationKind),
    ("ask-away", _away),
    ("ask-signs", lambda stage: _open(stage, MONEY)),
    ("ask-missing", _missing),
    ("ask-phone", _phone_first),
    ("ask-consult", _consult),
    ("ask-preview", _preview),
)
"""The form, with 佐々木 課長 out until one o'clock."""

ANSWERED: tuple[tuple[str, Scene], ...] = (
    ("asked-open", _page(_SIGNS)),
    ("asked-words", _page(asking.WORDS)),
    ("asked-doubt", _page(asking.DOUBTFUL)),
    ("asked-wording", _page(asking.WORDING)),
    ("asked-called", _page(asking.CALLED)),
    ("asked-of-me", _recorder(Offer.ANSWER, asking.MINE)),
    ("asked-spoken", _recorder(Offer.SPOKEN, _SIGNS)),
    ("asked-case", _case(asking.WORDING)),
)
"""Escalations under way, and what their answers ask of a person."""
