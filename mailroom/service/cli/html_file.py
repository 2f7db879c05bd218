"""A formatted mail from a file: the words of an HTML file and the pictures beside it."""

from __future__ import annotations

import re
import secrets
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from mailroom.domain.drafts import InlineFile
from mailroom.errors import BadInput
from mailroom.mail.html.tokens import Token, attributes, nested_tokens, with_attributes, written
from mailroom.service import rich
from mailroom.service.cli.naming import read_file

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)


def read_html(path: str) -> tuple[str, tuple[InlineFile, ...]]:
    """Return the words of an HTML file as our own small HTML, and the pictures it names.

    A picture is a file, named as it lies from the HTML file (``<img src="shot.png">``).

    Raises:
        BadInput: the file, or a picture in it, cannot be read, or it says nothing.
    """
    found: dict[str, InlineFile] = {}
    pieces = [
        _with_picture(one, Path(path).parent, found) for one in nested_tokens(read_file(path))
    ]
    html = rich.clean(written(pieces))
    if not rich.plain(html).strip():
        raise BadInput("text", "", "missing")
    return html, tuple(found.values())


def _with_picture(token: Token, folder: Path, found: dict[str, InlineFile]) -> Token:
    """Return a tag; one that shows a file with the content id under which that goes along."""
    values = attributes(token.text) if token.tag == "img" else {}
    source = unescape(values.get("src", ""))
    if not source or _ELSEWHERE.match(source):
        return token
    file = folder / unquote(source)
    if not file.is_file():
        raise BadInput("file", str(file), "missing")
    if source not in found:
        cid = f"{secrets.token_hex(8)}@mailroom"
        found[source] = InlineFile(cid=cid, name=file.name, path=str(file))
    named = {"src": f"cid:{found[source].cid}", "alt": values.get("alt") or escape(file.name)}
    return Token(with_attributes(named), "img")
