"""What is said about the texts that the team has ready."""

from __future__ import annotations

from mailroom.domain.events import TemplateSet
from ui.wording.words import tr


def about_template(body: TemplateSet, who: str) -> str:
    """Return what somebody did to a template."""
    if body.template.removed:
        said = tr("{who} removed the template “{name}”")
    else:
        said = tr("{who} changed the template “{name}”")
    return said.format(who=who, name=body.template.name)
