"""変更履歴: who changed the rules when and why; an earlier version can be taken over (S62)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.policies.policy import Policy
from mailroom.service.policy import PolicyChange
from ui.dialogs.rules.parts import card, page_layout
from ui.inputs import PlainButton
from ui.models.rules_draft import RulesDraft, joined
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import moments, names
from ui.wording.words import tr


class HistoryPage(QWidget):
    """The changes, the latest first.

    Signals:
        taken(): an earlier version stands in the draft now.
    """

    taken = Signal()

    def __init__(self, session: Session, draft: RulesDraft) -> None:
        super().__init__()
        self._draft = draft
        layout = page_layout(self, self.tr("A case is always shown with the rules of its time."))
        now = session.now()
        changes = session.room.policy.history()
        for place, change in enumerate(reversed(changes)):
            when = moments.when_exactly(change.at, now)
            who = names.san(change.by_name) if change.by_name else self.tr("Mailroom")
            frame, column = card(f"{when}  {who}")
            reason = change.reason or self.tr("(no reason given)")
            column.addWidget(plain_label("", reason, selectable=True))
            column.addWidget(plain_label("meta", self._what(change)))
            if place:
                again = PlainButton(self.tr("Take this version over"), role="link")
                again.clicked.connect(partial(self._take, change.policy))
                column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
            layout.addWidget(frame)
        layout.addStretch(1)

    def _take(self, policy: Policy) -> None:
        self._draft.put(policy)
        self.taken.emit()

    def _what(self, change: PolicyChange) -> str:
        changed = changed_parts(change.before, change.policy)
        if not changed:
            return self.tr("Nothing else than the default was set.")
        return self.tr("Changed: {what}").format(what=joined(changed))


def changed_parts(before: Policy, after: Policy) -> Sequence[str]:
    """Return the names of the parts that differ."""
    named = {
        "levels": tr("Levels"),
        "categories": tr("Categories"),
        "routes": tr("Routes"),
        "criteria": tr("Criteria"),
        "fallback": tr("When in doubt"),
        "catch_all": tr("What no rule reaches"),
        "calendar": tr("Business hours"),
        "quiet": tr("Quiet hours"),
        "mode": tr("When a step is due"),
        "no_blame": tr("Texts"),
        "review_on": tr("Review"),
        "reviewer": tr("Review"),
    }
    limits = tr("Limits")
    parts = [
        named.get(name, limits)
        for name in Policy.__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    ]
    return list(dict.fromkeys(parts))
