"""What the search says: what it did not understand, and what to try when nothing is found."""

from __future__ import annotations

from collections.abc import Mapping

from mailroom.domain.query import View
from mailroom.domain.search.terms import Problem, ProblemKind, Scope
from ui.wording import words
from ui.wording.words import tr


def problem(found: Problem) -> str:
    """Return what was not understood, in one sentence with the next step."""
    facts = {"word": found.word}
    match found.kind:
        case ProblemKind.OPERATOR:
            return tr("There is no condition “{word}”. Searched for it as words.").format(**facts)
        case ProblemKind.STATE:
            return tr("There is no state “{word}”. Type “is:” to choose one.").format(**facts)
        case ProblemKind.DAY:
            return tr("“{word}” is no day. Write 11/3, 2026-11-03, yesterday …").format(**facts)
        case ProblemKind.HAS:
            return tr("“has:” only knows “attachment”.")
        case ProblemKind.LABEL:
            return tr("There is no label “{word}”.").format(**facts)
        case ProblemKind.PERSON:
            return tr("There is nobody called “{word}”.").format(**facts)


def nothing_found(elsewhere: Mapping[View, int]) -> str:
    """Return what to try where a search found nothing."""
    view, count = next(iter(elsewhere.items()), (None, 0))
    if view is None:
        return tr("Nothing found. Try fewer or shorter words, or other spellings.")
    return tr("Nothing found here. %n case(s) in “{view}”.", "", count).format(
        view=words.view_name(view)
    )


def scope_name(scope: Scope) -> str:
    """Return where words were found, as short as a mark."""
    return {
        Scope.ANYWHERE: "",
        Scope.SUBJECT: tr("Subject"),
        Scope.FROM: tr("From"),
        Scope.TO: tr("To"),
        Scope.BODY: tr("Mail"),
        Scope.FILE: tr("File"),
        Scope.NOTE: tr("Note"),
    }[scope]
