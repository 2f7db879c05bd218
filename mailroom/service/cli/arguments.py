"""Arguments that many verbs take: a profile, a case, a text, a mail."""

from __future__ import annotations

import argparse
from typing import NoReturn

from mailroom.domain.drafts import Charset
from mailroom.errors import BadInput


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence, not a page."""

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments."""
        raise BadInput("arguments", message, self.prog)


def on_profile(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let a verb name the profile it works on."""
    parser.add_argument("--profile", default="", metavar="NAME")
    return parser


def of_case(
    verbs: argparse._SubParsersAction[Parser], name: str, *, text: bool = False
) -> argparse.ArgumentParser:
    """Return the arguments of a verb about one case."""
    parser = verbs.add_parser(name)
    parser.add_argument("case", help="number or id")
    parser.add_argument("--shown", default="", metavar="POSITION", help="as 'show --json' said")
    if text:
        a_text(parser)
    return parser


def a_text(parser: argparse.ArgumentParser) -> None:
    """Let a verb take words."""
    parser.add_argument("--text", default="")
    parser.add_argument("--text-file", default="", metavar="FILE", help="- is standard input")


def a_mail(parser: argparse.ArgumentParser) -> None:
    """Let a verb take what a reply is made of, beside its text."""
    a_new_mail(parser)
    parser.add_argument("--all", action="store_true", help="answer everybody")
    parser.add_argument("--forward", action="store_true", help="needs --to")


def a_new_mail(parser: argparse.ArgumentParser) -> None:
    """Let a verb take what a mail is made of that answers nothing, beside its text."""
    parser.add_argument("--to", action="append", default=[], metavar="ADDR")
    parser.add_argument("--cc", action="append", default=[], metavar="ADDR")
    parser.add_argument("--from", dest="sender", default="", metavar="ADDR", help="an identity")
    parser.add_argument("--bcc", action="append", default=[], metavar="ADDR")
    parser.add_argument("--subject", default="")
    parser.add_argument("--attach", action="append", default=[], metavar="FILE")
    words = "the words, formatted, instead of --text; pictures in it lie beside it"
    parser.add_argument("--html", default="", metavar="FILE", help=words)
    parser.add_argument("--close", action="store_true", help="done as soon as it is sent")
    parser.add_argument("--promise", default="", metavar="15:00|TIME", help="a time it tells")
    parser.add_argument("--promise-text", default="", help="in which words")
    charsets = [one.value for one in Charset]
    parser.add_argument("--charset", choices=charsets, help="default: what the customer reads")
    parser.add_argument("--undo-seconds", type=float, default=0, metavar="S")
    parser.add_argument("--send-at", default="", metavar="+4h|TIME", help="not before")
