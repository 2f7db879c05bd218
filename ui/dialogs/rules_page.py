"""The rules for escalating, as a page of the settings: what they say, and the way to the editor."""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from ui.dialogs.overview_page import OverviewPage
from ui.dialogs.rules.editor import RulesDialog
from ui.models.rules_draft import RulesDraft
from ui.session import Session


class RulesPage(OverviewPage):
    """Levels and their people in a few lines; [ルールを開く…]."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Open the rules…"), glyph="escalate")

    def lines(self) -> Iterator[tuple[str, str]]:
        """Return who is asked on each level, and whether the rules are to be looked through."""
        policy = self._session.roster.policy or DEFAULT_POLICY
        draft = RulesDraft(self._session.room, self._session.roster.members.values())
        for level in policy.levels[1:]:
            who = self._session.roster.name(level.person)
            if level.address is not None:
                who = level.address.addr
            said = self.tr("{level}: {who}").format(
                level=draft.level_title(level), who=who or self.tr("whom one asks in doubt")
            )
            yield "", said
        if policy.fallback is not None:
            said = self.tr("When in doubt: {who}").format(who=draft.target_name(policy.fallback))
            yield "", said
        if self._session.room.policy.review_is_mine():
            said = self.tr("The day of the review has come. Please look through the rules.")
            yield "problem", said

    def editor(self) -> RulesDialog:
        """Return the editor."""
        return RulesDialog(self._session, self.window())
