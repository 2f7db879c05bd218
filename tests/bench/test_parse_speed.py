"""How fast mails are read, against mail-parser on the same bytes: a figure to look at, no gate."""

import importlib.util
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

import mailparser
import pytest

from mailroom.mail.parse import parse_mail

GENERATOR = Path(__file__).parents[3] / "shared" / "tools" / "corpus.py"
COUNT = 500
ROUNDS = 3

pytestmark = pytest.mark.bench


def generated() -> list[bytes]:
    spec = importlib.util.spec_from_file_location("shared_corpus", GENERATOR)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return [message.raw for message in module.generate(COUNT, seed=3)]


def milliseconds(read: Callable[[bytes], object], mails: list[bytes]) -> float:
    started = time.process_time()
    for raw in mails:
        read(raw)
    return (time.process_time() - started) / len(mails) * 1000


@pytest.mark.skipif(not GENERATOR.is_file(), reason=f"no mail generator at {GENERATOR}")
def test_parse(capsys):
    logging.getLogger("mailparser").setLevel(logging.CRITICAL)
    mails = generated()
    ours = theirs = 1e9
    for _ in range(ROUNDS):  # in turns, so that both meet the same machine
        ours = min(ours, milliseconds(parse_mail, mails))
        theirs = min(theirs, milliseconds(mailparser.parse_from_bytes, mails))
    with capsys.disabled():
        print(  # noqa: T201 - what a bench is for
            f"\n{ours:.3f} ms a mail, mail-parser {theirs:.3f} ms: {theirs / ours:.1f} times faster"
        )
