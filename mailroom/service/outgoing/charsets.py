"""Which letters a customer's mailer can show (N31): what the composer asks while somebody types."""

from __future__ import annotations

from mailroom.domain.drafts import Charset, Uncarried
from mailroom.ids import MailKey
from mailroom.mail.writing import charset as outgoing_charset
from mailroom.service.intake.parsed import parsed
from mailroom.service.parts import Parts


class Charsets:
    """Answers from any thread; remembers nothing."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def for_answer(self, answered: MailKey | None) -> Charset:
        """Return what the writer of this mail reads for sure."""
        mail = parsed(self._parts.store, answered) if answered else None
        return outgoing_charset.charset_for(mail)

    @staticmethod
    def uncarried(text: str, charset: Charset) -> tuple[Uncarried, ...]:
        """Return the characters of a text that a charset lacks, in their order."""
        return outgoing_charset.uncarried(text, charset)

    @staticmethod
    def replaced(text: str, charset: Charset) -> str:
        """Return the text with what stands for those characters."""
        return outgoing_charset.replaced(text, charset)
