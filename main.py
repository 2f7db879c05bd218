"""The one door (design section 8): finds the environment, then opens the room that was asked for.

Parses on Python 3.8; nothing that needs a library is imported before ``bootstrap.ensure``.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
import traceback

from mailroom import __version__, bootstrap

USAGE = """\
Mailroom: a team's shared mailbox as cases. Nothing is needed but Python 3.11 and the mailbox.

  python3 main.py                   the desktop app
  python3 main.py practice          the same on a made-up day of mail; needs no account
  python3 main.py shot DIR          the main screens as pictures (--practice: of the made-up day)
  python3 main.py compose LINK      a new mail as a mailto: link prepares it, in the open window
  python3 main.py test              the tests (--soak: long versions, --bench: speed,
                                    --lint: the linters instead; the rest goes to pytest)

For scripts and admins ("python3 main.py VERB --help" tells more):
  profile add NAME   found a team on a mailbox, or join it
  sync               one whole pass: mail, journal, outbox; its last line is the ledger
  cases, show CASE   what is there (--json)
  do                 assign, label, note, claim, reply, escalate, close, ...
  take-in FILE ...   mails that came as files (.eml) become cases
  parse FILE         one mail as Mailroom reads it
  doctor             what works with this mailbox, and what does not
  export CASE DIR    a case as files
  links              let the system open mailto: links with Mailroom

Exit codes: 0 done, 1 failed, 2 bad input, 3 refused by the team's rules, 4 asked, not yet known.
"""

LINTERS = (
    ("-m", "ruff", "check"),
    ("-m", "ruff", "format", "--check"),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
)

SEED = 20261122
"""The order of the tests and the examples of the property tests, when nobody asks for others."""


def main(argv: list[str]) -> int:
    """Do what the command line says and return the exit code; failures become one sentence."""
    try:
        return enter(argv)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough, as in "cases | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except bootstrap.SetupError as error:
        print("mailroom: %s" % error, file=sys.stderr)
        return 1
    except Exception as bug:  # noqa: BLE001 - the last door: a bug is a sentence and a file
        print("mailroom: a bug in Mailroom itself: %s" % report(bug), file=sys.stderr)
        return 1


def enter(argv: list[str]) -> int:
    """Open the room that the first word names."""
    verb, rest = (argv[0], argv[1:]) if argv else ("", [])
    if verb in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    if verb in ("-V", "--version"):
        print("Mailroom", __version__)
        return 0
    if verb == "test":
        return test(rest)
    if verb == "shot":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if verb == "compose" or verb[:7].lower() == "mailto:":
        bootstrap.ensure(window=True)
        return open_window(
            "", ["--mailto", *(rest[:1] if verb == "compose" else [verb]), *rest[1:]]
        )
    if verb in ("practice", "shot") or verb[:1] in ("", "-"):
        bootstrap.ensure(window=True)
        return open_window(verb, argv)
    bootstrap.ensure()
    return command(argv)


def command(argv: list[str]) -> int:
    """Do a verb of the command line. For the collector see ``open_window``."""
    gc.disable()
    from mailroom.service.cli import door as cli

    gc.enable()
    return cli.main(argv)


def open_window(verb: str, argv: list[str]) -> int:
    """Start the part of the program that draws.

    Importing makes no garbage: without the collector the window is there a tenth sooner.
    """
    gc.disable()
    if verb == "shot":
        from ui.shots import draw

        gc.enable()
        return draw.main(argv[1:])
    from ui import app

    gc.enable()
    return app.practice(argv[1:]) if verb == "practice" else app.run(argv)


def test(argv: list[str]) -> int:
    """Run the tests, or with ``--lint`` the linters, and return the exit code.

    What a commit is judged by is the same each time; ``--randomly-seed=N`` draws another order.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    bootstrap.ensure(tests=True, window="--lint" not in argv)
    os.chdir(bootstrap.ROOT)
    if "--lint" in argv:
        return max([subprocess.call([sys.executable, *linter]) for linter in LINTERS])
    import pytest

    read_only = [] if os.access(bootstrap.ROOT, os.W_OK) else ["-p", "no:cacheprovider"]
    return int(pytest.main([*read_only, f"--randomly-seed={SEED}", *argv]))


def report(bug: Exception) -> str:
    """Return the bug in a line, with the file that has the whole story."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="mailroom-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(type(bug), bug, bug.__traceback__, file=file)
    return "%s: %s (details: %s)" % (type(bug).__name__, bug, file.name)


def script() -> None:
    """Run as a program: ``python3 main.py``, or ``mailroom`` after pip install."""
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty():  # scripts get UTF-8 on Windows too
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    script()
