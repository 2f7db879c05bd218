"""The texts of the team for who writes in a case: read, filled in, offered, counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mailroom.domain.commands import Command, SetTemplate
from mailroom.domain.query import CaseDetail
from mailroom.domain.templates.filling import Values, fill
from mailroom.domain.templates.founding import INTERIM
from mailroom.domain.templates.offering import offered, scripts
from mailroom.domain.templates.template import Template
from mailroom.ids import CaseId, TemplateId
from mailroom.service.guidance import Guidance
from mailroom.service.handle import Asked
from mailroom.service.parts import Parts
from mailroom.service.templates.current import current
from mailroom.service.templates.sheet import Incoming, read_sheet, written_sheet
from mailroom.settings import Language

_USES = "templates.used"
_MOST_USES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A text, filled in for the case as far as its values are known.

    Attributes:
        fits: it is of the case's category, or of none while the case has none.
    """

    template: Template
    text: str
    fits: bool


class TemplateRoom:
    """The templates of one room, for who sits here."""

    def __init__(self, parts: Parts, guidance: Guidance, do: Callable[[Command], Asked]) -> None:
        self._parts = parts
        self._guidance = guidance
        self._do = do

    # --- reading -------------------------------------------------------------------------------

    def all(self) -> tuple[Template, ...]:
        """Return the team's templates by category; those of the founding until they are set."""
        return current(self._parts)

    def get(self, template: TemplateId) -> Template | None:
        """Return a template that holds now."""
        return next((one for one in self.all() if one.id == template), None)

    def categories(self) -> tuple[str, ...]:
        """Return the headings there are: those of the policy, then others that are in use."""
        named = [one.name for one in self._parts.store.reads.policy().categories]
        used = [one.category for one in self.all() if one.category]
        return tuple(dict.fromkeys([*named, *used]))

    def offers(self, case: CaseId | None, *, to: str = "") -> tuple[Offer, ...]:
        """Return every template filled in, those first that fit the case and are used most.

        ``to`` is the name of who gets the mail, where that is not the case's contact.
        """
        category = self._category(case)
        values = self.values(case, to=to)
        return tuple(
            Offer(
                template=one,
                text=fill(one.text, values),
                fits=bool(category) and one.category == category,
            )
            for one in offered(self.all(), category=category, uses=self.uses())
        )

    def filled(self, template: Template, case: CaseId | None, *, to: str = "") -> str:
        """Return the text of one with the values of a case."""
        return fill(template.text, self.values(case, to=to))

    def interim(self, case: CaseId) -> str:
        """Return the お待たせ連絡 of the team, "" if it removed it."""
        found = self.get(INTERIM)
        return self.filled(found, case) if found is not None else ""

    def scripts(self, category: str) -> tuple[Template, ...]:
        """Return what the desk says itself about matters of a category (S28)."""
        return scripts(self.all(), category)

    def values(self, case: CaseId | None, *, to: str = "") -> Values:
        """Return what is known of a case, or without one of who writes and of today."""
        reads, me = self._parts.store.reads, self._parts.me.person
        zone = reads.policy().calendar.zone.tz
        team = reads.team()
        general = Values(
            customer=to,
            me=next((one.member.name for one in reads.members() if one.member.id == me), ""),
            team=team.name if team is not None else "",
            today=self._parts.clock.now().astimezone(zone).date(),
        )
        detail = reads.detail(case, me) if case is not None else None
        return general if detail is None else self._of_case(detail, general)

    # --- changing ------------------------------------------------------------------------------

    def uses(self) -> dict[TemplateId, int]:
        """Return how often each was used on this PC."""
        kept = self._parts.store.marks.setting(_USES)
        if not isinstance(kept, dict):
            return {}
        return {TemplateId(id_): n for id_, n in kept.items() if isinstance(n, int)}

    def use(self, template: TemplateId) -> None:
        """Count that a template was used."""
        uses = self.uses()
        uses[template] = uses.get(template, 0) + 1
        if uses[template] > _MOST_USES:  # so that a new habit overtakes an old one
            uses = {id_: n // 2 for id_, n in uses.items()}
        self._parts.store.marks.set_setting(_USES, {str(id_): n for id_, n in uses.items()})

    def sheet(self) -> str:
        """Return the templates as CSV, to be changed in a spreadsheet and read again."""
        return written_sheet(self.all(), japanese=self._parts.language is Language.JA)

    def read_sheet(self, content: bytes) -> Incoming:
        """Return what a spreadsheet would change; nothing is changed yet.

        Raises:
            BadInput: it is no table of templates, or a line lacks its name or its text.
        """
        return read_sheet(content, self.all())

    def set_all(self, templates: Sequence[Template]) -> tuple[Asked, ...]:
        """Set templates, each by an event of its own."""
        return tuple(self._do(SetTemplate(template=one)) for one in templates)

    # --- inside --------------------------------------------------------------------------------

    def _category(self, case: CaseId | None) -> str:
        found = self._guidance.category(case) if case is not None else None
        return found.name if found is not None else ""

    def _of_case(self, detail: CaseDetail, general: Values) -> Values:
        case, zone = detail.row.case, self._parts.store.reads.policy().calendar.zone.tz
        with self._parts.store.reads.state() as state:
            said = state.contact(detail.contact.addr.lower())
        promised = [one.at for one in case.promises if one.is_open]
        due = min(promised, default=case.due)
        return Values(
            customer=general.customer or (said.name if said else "") or detail.contact.name,
            company=said.company if said else "",
            number=case.number,
            subject=case.subject,
            me=general.me,
            team=general.team,
            today=general.today,
            due=due.astimezone(zone) if due is not None else None,
            received=case.opened_at.astimezone(zone).date(),
        )
