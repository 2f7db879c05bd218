"""Servers as they are in the wild: what one offers, what it leaves out, and what it does to mail.

A ``Persona`` is what a server is like from the start; accidents are in ``faults``. Must not know
how commands work.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

ALL_CAPABILITIES = (
    "IMAP4rev1",
    "LITERAL+",
    "SASL-IR",
    "AUTH=PLAIN",
    "ID",
    "ENABLE",
    "IDLE",
    "NAMESPACE",
    "CHILDREN",
    "SPECIAL-USE",
    "UIDPLUS",
    "UNSELECT",
    "QUOTA",
    "CONDSTORE",
    "NOTIFY",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    r"""What kind of server this is.

    Attributes:
        without: capabilities it does not have.
        more: capabilities that only its kind has.
        prefix: what the names of all folders but INBOX begin with.
        separator: between the levels of a folder name.
        folders: folders of a new account, name to special use.
        connection_limit: logins allowed at once for one user; one more is refused with [LIMIT].
        quota: bytes of mail allowed for one user; an APPEND above is refused with [OVERQUOTA].
        keeps_keywords: whether flags that are not IMAP's own are stored (PERMANENTFLAGS ``\*``).
        rebuilds: whether it takes mail apart and writes it anew, as Exchange does: other header
            lines, other boundaries, other line lengths.
        estimates_size: whether RFC822.SIZE is only nearly right, as Exchange's is by default.
        moves_copies: whether a mail that is in the folder already, byte for byte, gets a new UID
            when it is appended again and loses the old one, as with Gmail.
        files_sent: whether a mail sent by SMTP lies in the folder of sent mail by itself.
        delay: seconds that every answer takes.
    """

    name: str = "modern"
    without: frozenset[str] = frozenset()
    more: tuple[str, ...] = ()
    prefix: str = ""
    separator: str = "/"
    folders: tuple[tuple[str, str], ...] = (
        ("Sent", "\\Sent"),
        ("Drafts", "\\Drafts"),
        ("Trash", "\\Trash"),
    )
    connection_limit: int | None = None
    quota: int | None = None
    keeps_keywords: bool = True
    rebuilds: bool = False
    estimates_size: bool = False
    moves_copies: bool = False
    files_sent: bool = False
    delay: float = 0.0

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Return what the server says it can do."""
        usual = (name for name in ALL_CAPABILITIES if name not in self.without)
        return (*usual, *self.more)

    def lacking(self, *capabilities: str) -> Persona:
        """Return a server that is like this one, but for these capabilities."""
        return replace(
            self,
            name=f"{self.name} without {' '.join(capabilities)}",
            without=self.without | set(capabilities),
        )


MODERN = Persona()
NO_UIDPLUS = MODERN.lacking("UIDPLUS")  # hMailServer as released
NO_IDLE = MODERN.lacking("IDLE", "NOTIFY")  # Yahoo
NO_CONDSTORE = MODERN.lacking("CONDSTORE", "NOTIFY", "ENABLE")
HOSTER = Persona(  # a Japanese hoster's Courier of long ago
    name="hoster",
    without=frozenset(
        {"SPECIAL-USE", "LITERAL+", "SASL-IR", "AUTH=PLAIN", "ENABLE", "CONDSTORE", "NOTIFY"}
    ),
    prefix="INBOX.",
    separator=".",
    folders=(("INBOX.Sent", ""), ("INBOX.Trash", "")),
    quota=50_000_000,
)
SPARSE = Persona(  # the least a server may offer
    name="sparse",
    without=frozenset(ALL_CAPABILITIES) - {"IMAP4rev1"},
    folders=(),
)
EXCHANGE = Persona(
    name="exchange",
    without=frozenset({"SPECIAL-USE", "QUOTA", "ENABLE", "CONDSTORE", "NOTIFY"}),
    folders=(("Sent Items", ""), ("Drafts", ""), ("Deleted Items", "")),
    connection_limit=16,
    keeps_keywords=False,
    rebuilds=True,
    estimates_size=True,
    files_sent=True,
)
GMAIL = Persona(
    name="gmail",
    more=("X-GM-EXT-1",),
    without=frozenset({"NOTIFY"}),
    folders=(("[Gmail]/Sent Mail", "\\Sent"), ("[Gmail]/Trash", "\\Trash")),
    connection_limit=15,
    moves_copies=True,
    files_sent=True,
)
_WITHOUT_NOTIFY = frozenset({"NOTIFY"})  # so that a desk would like a second connection
ONE_CONNECTION = Persona(name="one connection", connection_limit=1, without=_WITHOUT_NOTIFY)
TWO_CONNECTIONS = Persona(name="two connections", connection_limit=2, without=_WITHOUT_NOTIFY)
SLOW = Persona(name="slow", delay=0.002)
SMALL = Persona(name="small", quota=60_000_000)
