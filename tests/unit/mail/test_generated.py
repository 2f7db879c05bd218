"""Mails made with known truth read back exactly; skipped without the shared generator."""

import functools
import importlib.util
import sys
from pathlib import Path

import pytest

from mailroom.mail.html.text import html_to_text
from mailroom.mail.quote import fold
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import ParsedMail

GENERATOR = Path(__file__).parents[4] / "shared" / "tools" / "corpus.py"

pytestmark = pytest.mark.skipif(
    not GENERATOR.is_file(), reason=f"the shared mail generator is not at {GENERATOR}"
)


@functools.cache
def generator():
    spec = importlib.util.spec_from_file_location("shared_corpus", GENERATOR)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@functools.cache
def mails() -> list[tuple[object, ParsedMail]]:
    made = generator().generate(400, seed=11, attachment_scale=0.02)
    return [(message, parse_mail(message.raw)) for message in made]


def words(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def test_every_header_reads_back():
    for message, mail in mails():
        assert mail.subject == message.subject
        assert mail.from_[0][1] == message.truth["from"]
        assert mail.message_id == message.truth["message_id"]
        assert mail.date.timestamp() == message.truth["date"]
        names = [one.filename for one in mail.attachments if one.filename]
        assert sorted(names) == sorted(message.truth["attachments"])


def test_every_text_reads_back():
    for message, mail in mails():
        if mail.text:
            assert mail.text == message.body
        else:
            assert words(html_to_text(mail.html))[-len(words(message.body)) :] == words(
                message.body
            )


def test_html_says_what_the_text_beside_it_says():
    for message, mail in mails():
        if mail.html and mail.text:
            assert words(html_to_text(mail.html))[-len(words(message.body)) :] == words(
                message.body
            )


def test_folding_leaves_exactly_what_was_typed():
    writer = generator().Writer(11)
    for spec in generator().plan(400, 11):
        if spec.role in ("staff", "customer"):
            typed = writer.own_text(spec.thread, spec.pos - 1 if spec.duplicate else spec.pos)
            found = fold("\n".join(writer.body_lines(spec.thread, spec.pos)))
            assert words(found.visible) + words(found.signature) == words("\n".join(typed))
