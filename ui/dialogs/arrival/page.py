"""The rules on arrival, as a page of the settings: what they say, and the way to the editor."""

from __future__ import annotations

from collections.abc import Iterator

from mailroom.service.arrival import words
from ui.dialogs.arrival.dialog import ArrivalDialog
from ui.dialogs.overview_page import OverviewPage
from ui.session import Session
from ui.wording import rule_text

_SHOWN = 8


class ArrivalPage(OverviewPage):
    """The rules in a line each; [規則を開く…]."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            self.tr("Open the rules on arrival…"),
            glyph="filter",
            intro=self.tr("They sort mail as it comes in: once per mail, for the whole team."),
            gap=6,
        )

    def lines(self) -> Iterator[tuple[str, str]]:
        """Return the first rules, and how many more there are."""
        rules = self._session.room.arrival.current().rules
        things, language = rule_text.names_of(self._session.roster), rule_text.language()
        for rule in rules[:_SHOWN]:
            said = words.then(rule, things, language)
            when = words.when(rule, things, language)
            off = "" if rule.active else self.tr(" (switched off)")
            yield "", f"{rule.name}{off}: {when} → {said}"
        if len(rules) > _SHOWN:
            yield "meta", self.tr("and %n more", "", len(rules) - _SHOWN)
        if not rules:
            yield "empty", self.tr("There is no rule yet.")

    def editor(self) -> ArrivalDialog:
        """Return the editor."""
        return ArrivalDialog(self._session, self.window())
