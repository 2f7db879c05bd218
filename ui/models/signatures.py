"""What stands below a mail: the person's own lines, then those of the team. Pure text."""

from __future__ import annotations


def below(own: str, shared: str) -> str:
    """Return both, the person's first."""
    return "\n".join(part.strip() for part in (own, shared) if part.strip())


def swapped(text: str, before: str, after: str) -> str:
    """Return a text that ends in another signature; one that somebody changed stays.

    Args:
        text: the person's words.
        before: the team's lines of the identity so far.
        after: those of the one that was chosen.
    """
    stripped, old, new = text.rstrip(), before.strip(), after.strip()
    if old and not stripped.endswith(old):
        return text
    kept = stripped[: len(stripped) - len(old)].rstrip() if old else stripped
    gap = "\n" if old else "\n\n"  # behind the person's own lines, or a first signature
    return f"{kept}{gap}{new}\n" if new else f"{kept}\n"


def without(text: str, signature: str) -> str:
    """Return a text without the signature that it ends in; one that somebody changed stays."""
    return text.rstrip().removesuffix(signature.strip()).rstrip()
