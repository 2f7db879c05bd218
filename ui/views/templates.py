"""The few texts that every desk writes every day (定型文), in the language of the window.

A new team starts with these; the team's own templates will be events like labels are.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.wording.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A text and the name it has in the menu."""

    name: str
    text: str


def templates() -> tuple[Template, ...]:
    """Return the texts of a new team."""
    return (
        Template(
            name=tr("Thank you for writing"),
            text=tr("Thank you for writing to us.\n"),
        ),
        Template(name=tr("We check and come back (interim)"), text=interim_text()),
        Template(
            name=tr("We need one more detail"),
            text=tr("So that we can look into it, please tell us the following:\n\n- \n"),
        ),
        Template(
            name=tr("Sorry for the delay"),
            text=tr("We are sorry to have kept you waiting.\n"),
        ),
        Template(
            name=tr("Closing words"),
            text=tr("If anything is unclear, please write to us again.\n"),
        ),
    )


def interim_text() -> str:
    """Return the お待たせ連絡: true, friendly, and it promises no content."""
    return tr(
        "Thank you for writing to us.\n"
        "We are checking the matter and will come back to you.\n"
        "We are sorry to keep you waiting.\n"
    )
