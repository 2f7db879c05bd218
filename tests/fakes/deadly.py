"""Teams whose mail harms the process that reads it, and no other."""

from __future__ import annotations

import multiprocessing
import os
import threading

from mailroom.service.intake.one_mail import MEMORY, TeamView


class _Harmful(TeamView):
    """Does its harm when a worker process asks for the team's addresses."""

    @property
    def own_addresses(self) -> frozenset[str]:  # type: ignore[override]
        """Harm, or answer."""
        if multiprocessing.parent_process() is not None:
            self.harm()
        return frozenset()

    def __init__(self) -> None:
        object.__setattr__(self, "secret", b"")

    def __reduce__(self) -> tuple[type, tuple[()]]:
        return type(self), ()

    def harm(self) -> None:
        """Do the harm."""


class EndsTheProcess(_Harmful):
    """A mail that crashes its reader."""

    def harm(self) -> None:
        """End the process."""
        os._exit(7)


class TakesForEver(_Harmful):
    """A mail whose reading never ends."""

    def harm(self) -> None:
        """Wait for what never comes."""
        threading.Event().wait()


class EatsAllMemory(_Harmful):
    """A mail that is larger inside than any machine."""

    def harm(self) -> None:
        """Ask for more than is allowed."""
        bytearray(2 * MEMORY)
