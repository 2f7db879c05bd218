"""What went wrong, as a fact for the window and the log.

Must not hold sentences: ``ui.wording.text`` and ``service.words`` make them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.errors import MailroomError


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemReport:
    """A failure of a worker, with the log around it.

    Attributes:
        worker: which one, e.g. ``"engine"``.
        retry_in: seconds until it tries again; ``None`` when it waits for a person.
        lines: the last lines of the log.
    """

    worker: str
    error: Exception
    at: datetime
    attempt: int
    retry_in: float | None
    lines: tuple[str, ...] = ()

    @property
    def is_bug(self) -> bool:
        """Return whether this failure is ours, not the environment's."""
        return not isinstance(self.error, MailroomError)
