"""Everything one can do, in one table: words, key, letter, icon, menu.

Menus, the palette, the keyboard page and the buttons are all made from it, so that no action is
missing in one of them. What an action does is bound in ``main_window``; this file knows no cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from ui import icons
from ui.wording.words import tr

Act = Callable[[], None]


class Menu(Enum):
    """The menus, in order."""

    FILE = "file"
    CASE = "case"
    VIEW = "view"
    GO = "go"
    TOOLS = "tools"
    HELP = "help"


class Do(Enum):
    """What one can do."""

    # file
    NEW_MAIL = "new_mail"
    NEW_PHONE_CASE = "new_phone_case"
    TAKE_IN = "take_in"
    SYNC = "sync"
    PRINT = "print"
    SETTINGS = "settings"
    ACCOUNTS = "accounts"
    TEAM = "team"
    SEAT = "seat"
    GO_HOME = "go_home"
    QUIT = "quit"
    # case
    REPLY = "reply"
    REPLY_ALL = "reply_all"
    FORWARD = "forward"
    REDIRECT = "redirect"
    POP_OUT = "pop_out"
    NOTE = "note"
    PHONE = "phone"
    ESCALATE = "escalate"
    ASK = "ask"
    INTERIM = "interim"
    REPORT = "report"
    MINE = "mine"
    ASSIGN = "assign"
    LABEL = "label"
    SNOOZE = "snooze"
    PROMISE = "promise"
    CLOCK = "clock"
    DONE = "done"
    REOPEN = "reopen"
    MERGE = "merge"
    WHY = "why"
    CONTACT = "contact"
    SENT_BY_ME = "sent_by_me"
    PRINT_LIST = "print_list"
    EXPORT = "export"
    LEDGER_CSV = "ledger_csv"
    NEXT_HIT = "next_hit"
    FILTER = "filter"
    RESTORE = "restore"
    RELEASE = "release"
    TAKE_OVER = "take_over"
    UNDO = "undo"
    # view
    SEARCH = "search"
    PALETTE = "palette"
    COMPACT = "compact"
    NORMAL = "normal"
    ROOMY = "roomy"
    LARGER = "larger"
    SMALLER = "smaller"
    TEXT_NORMAL = "text_normal"
    PLAIN_MAIL = "plain_mail"
    UNFOLD = "unfold"
    INSPECTOR = "inspector"
    LIGHT = "light"
    DARK = "dark"
    JAPANESE = "japanese"
    ENGLISH = "english"
    # go
    NEXT = "next"
    PREVIOUS = "previous"
    OPEN = "open"
    BACK = "back"
    GO = "go"
    NEXT_OVERDUE = "next_overdue"
    SELECT = "select"
    BOARD = "board"
    MORNING = "morning"
    # tools
    NOT_APPLIED = "not_applied"
    UNREADABLE = "unreadable"
    STOPPED = "stopped"
    LEDGER = "ledger"
    DOCTOR = "doctor"
    SOURCE = "source"
    MEND = "mend"
    PRACTICE = "practice"
    # help
    KEYS = "keys"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One line of the table.

    Attributes:
        keys: shortcuts that work anywhere in the window.
        letter: a single letter, on list and timeline only.
        needs_case: whether it is grey without a case.
    """

    do: Do
    menu: Menu
    keys: tuple[str, ...] = ()
    letter: str = ""
    icon: str = ""
    needs_case: bool = False
    checkable: bool = False
    separator: bool = False  # a line above it in the menu


TABLE: tuple[Spec, ...] = (
    Spec(do=Do.NEW_MAIL, menu=Menu.FILE, keys=("Ctrl+N",), icon="mail"),
    Spec(do=Do.NEW_PHONE_CASE, menu=Menu.FILE, keys=("Ctrl+Shift+N",), icon="phone"),
    Spec(do=Do.TAKE_IN, menu=Menu.FILE, icon="mail"),
    Spec(do=Do.SYNC, menu=Menu.FILE, keys=("F5",), icon="refresh"),
    Spec(do=Do.PRINT, menu=Menu.FILE, keys=("Ctrl+P",), icon="print", needs_case=True),
    Spec(do=Do.PRINT_LIST, menu=Menu.FILE, icon="print"),
    Spec(do=Do.EXPORT, menu=Menu.FILE, icon="clip", needs_case=True, separator=True),
    Spec(do=Do.LEDGER_CSV, menu=Menu.FILE, icon="list"),
    Spec(do=Do.SETTINGS, menu=Menu.FILE, keys=("Ctrl+,",), icon="gear", separator=True),
    Spec(do=Do.ACCOUNTS, menu=Menu.FILE, icon="mail"),
    Spec(do=Do.TEAM, menu=Menu.FILE, icon="team", separator=True),
    Spec(do=Do.SEAT, menu=Menu.FILE, keys=("Ctrl+Shift+S",), icon="person"),
    Spec(do=Do.GO_HOME, menu=Menu.FILE, keys=("Ctrl+Shift+H",), icon="handshake"),
    Spec(do=Do.QUIT, menu=Menu.FILE, keys=("Alt+F4",), separator=True),
    Spec(do=Do.REPLY, menu=Menu.CASE, keys=("Ctrl+R",), letter="R", icon="reply", needs_case=True),
    Spec(
        do=Do.REPLY_ALL,
        menu=Menu.CASE,
        keys=("Ctrl+Shift+R",),
        letter="A",
        icon="reply-all",
        needs_case=True,
    ),
    Spec(do=Do.FORWARD, menu=Menu.CASE, letter="F", icon="forward", needs_case=True),
    Spec(do=Do.REDIRECT, menu=Menu.CASE, icon="forward", needs_case=True),
    Spec(do=Do.POP_OUT, menu=Menu.CASE, keys=("Ctrl+Shift+O",), icon="pop-out", needs_case=True),
    Spec(do=Do.NOTE, menu=Menu.CASE, letter="N", icon="note", needs_case=True, separator=True),
    Spec(do=Do.PHONE, menu=Menu.CASE, letter="P", icon="phone", needs_case=True),
    Spec(do=Do.ASK, menu=Menu.CASE, letter="Shift+E", icon="ask", needs_case=True, separator=True),
    Spec(do=Do.ESCALATE, menu=Menu.CASE, letter="E", icon="escalate", needs_case=True),
    Spec(do=Do.INTERIM, menu=Menu.CASE, icon="reply", needs_case=True),
    Spec(do=Do.REPORT, menu=Menu.CASE, icon="forward", needs_case=True),
    Spec(do=Do.MINE, menu=Menu.CASE, letter="I", icon="person", needs_case=True, separator=True),
    Spec(do=Do.ASSIGN, menu=Menu.CASE, letter="T", icon="assign", needs_case=True),
    Spec(do=Do.LABEL, menu=Menu.CASE, letter="L", icon="label", needs_case=True),
    Spec(do=Do.SNOOZE, menu=Menu.CASE, letter="S", icon="snooze", needs_case=True),
    Spec(do=Do.PROMISE, menu=Menu.CASE, icon="handshake", needs_case=True),
    Spec(do=Do.CLOCK, menu=Menu.CASE, icon="clock", needs_case=True),
    Spec(do=Do.DONE, menu=Menu.CASE, letter="D", icon="done", needs_case=True),
    Spec(do=Do.REOPEN, menu=Menu.CASE, icon="history", needs_case=True),
    Spec(do=Do.MERGE, menu=Menu.CASE, letter="M", icon="merge", needs_case=True, separator=True),
    Spec(do=Do.SENT_BY_ME, menu=Menu.CASE, icon="send", needs_case=True),
    Spec(do=Do.CONTACT, menu=Menu.CASE, letter="C", icon="person", needs_case=True),
    Spec(do=Do.WHY, menu=Menu.CASE, letter="W", icon="info", needs_case=True),
    Spec(do=Do.FILTER, menu=Menu.CASE, keys=("Delete",), icon="filter", needs_case=True),
    Spec(do=Do.RESTORE, menu=Menu.CASE, icon="filter", needs_case=True),
    Spec(do=Do.RELEASE, menu=Menu.CASE, icon="lock", needs_case=True),
    Spec(do=Do.TAKE_OVER, menu=Menu.CASE, icon="handshake", needs_case=True),
    Spec(do=Do.UNDO, menu=Menu.CASE, keys=("Ctrl+Z",), letter="Z", icon="undo", separator=True),
    Spec(do=Do.SEARCH, menu=Menu.VIEW, keys=("Ctrl+F",), letter="/", icon="search"),
    Spec(do=Do.NEXT_HIT, menu=Menu.VIEW, keys=("F3",), icon="down"),
    Spec(do=Do.PALETTE, menu=Menu.VIEW, keys=("Ctrl+K",), icon="menu"),
    Spec(do=Do.COMPACT, menu=Menu.VIEW, checkable=True, separator=True),
    Spec(do=Do.NORMAL, menu=Menu.VIEW, checkable=True),
    Spec(do=Do.ROOMY, menu=Menu.VIEW, checkable=True),
    Spec(do=Do.LARGER, menu=Menu.VIEW, keys=("Ctrl++", "Ctrl+;", "Ctrl+="), separator=True),
    Spec(do=Do.SMALLER, menu=Menu.VIEW, keys=("Ctrl+-",)),
    Spec(do=Do.TEXT_NORMAL, menu=Menu.VIEW, keys=("Ctrl+0",)),
    Spec(do=Do.PLAIN_MAIL, menu=Menu.VIEW, letter="H", checkable=True, separator=True),
    Spec(do=Do.UNFOLD, menu=Menu.VIEW, letter="O", icon="expand", needs_case=True),
    Spec(do=Do.INSPECTOR, menu=Menu.VIEW, keys=("Ctrl+I",), icon="drawer", separator=True),
    Spec(do=Do.LIGHT, menu=Menu.VIEW, checkable=True, separator=True),
    Spec(do=Do.DARK, menu=Menu.VIEW, checkable=True),
    Spec(do=Do.JAPANESE, menu=Menu.VIEW, checkable=True, separator=True),
    Spec(do=Do.ENGLISH, menu=Menu.VIEW, checkable=True),
    Spec(do=Do.NEXT, menu=Menu.GO, letter="J", icon="down"),
    Spec(do=Do.PREVIOUS, menu=Menu.GO, letter="K", icon="up"),
    Spec(do=Do.OPEN, menu=Menu.GO, icon="right"),
    Spec(do=Do.BACK, menu=Menu.GO, keys=("Alt+Left",), icon="back"),
    Spec(do=Do.GO, menu=Menu.GO, letter="G", icon="menu", separator=True),
    Spec(do=Do.NEXT_OVERDUE, menu=Menu.GO, icon="alert"),
    Spec(do=Do.SELECT, menu=Menu.GO, letter="X", icon="check-box"),
    Spec(do=Do.BOARD, menu=Menu.GO, keys=("Ctrl+Shift+B",), icon="list", separator=True),
    Spec(do=Do.MORNING, menu=Menu.GO, keys=("Ctrl+Shift+M",), icon="clock"),
    Spec(do=Do.NOT_APPLIED, menu=Menu.TOOLS, icon="alert"),
    Spec(do=Do.UNREADABLE, menu=Menu.TOOLS, icon="unreadable"),
    Spec(do=Do.STOPPED, menu=Menu.TOOLS, icon="alert"),
    Spec(do=Do.LEDGER, menu=Menu.TOOLS, icon="list"),
    Spec(do=Do.DOCTOR, menu=Menu.TOOLS, icon="shield"),
    Spec(do=Do.SOURCE, menu=Menu.TOOLS, icon="mail", needs_case=True),
    Spec(do=Do.MEND, menu=Menu.TOOLS, letter="Y", icon="mail", needs_case=True),
    Spec(do=Do.PRACTICE, menu=Menu.TOOLS, icon="book"),
    Spec(do=Do.KEYS, menu=Menu.HELP, keys=("F1",), icon="info"),
    Spec(do=Do.ABOUT, menu=Menu.HELP),
)
"""In the order of the menus. F6 to F10, Ctrl+Space and Ctrl+Q stay free for the IME (ui.md)."""


def action_name(do: Do) -> str:
    """Return what an action is called."""
    return _names()[do]


def menu_name(menu: Menu) -> str:
    """Return what a menu is called, with its access key."""
    return {
        Menu.FILE: tr("&File"),
        Menu.CASE: tr("&Case"),
        Menu.VIEW: tr("&View"),
        Menu.GO: tr("&Go"),
        Menu.TOOLS: tr("&Tools"),
        Menu.HELP: tr("&Help"),
    }[menu]


def make(owner: QObject, bound: Mapping[Do, Act]) -> dict[Do, QAction]:
    """Return one ``QAction`` for every line of the table, bound to what it does."""
    made: dict[Do, QAction] = {}
    for spec in TABLE:
        action = QAction(action_name(spec.do), owner)
        action.setObjectName(spec.do.value)
        action.setCheckable(spec.checkable)
        action.setAutoRepeat(spec.do in {Do.LARGER, Do.SMALLER})
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(tooltip(spec))
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        if spec.do in bound:
            act = bound[spec.do]
            action.triggered.connect(lambda _checked=False, act=act: act())
        else:
            action.setEnabled(False)
        made[spec.do] = action
    return made


def tooltip(spec: Spec) -> str:
    """Return the name and its keys."""
    keys = [key for key in (spec.letter, *spec.keys[:1]) if key]
    name = action_name(spec.do).replace("…", "")
    return f"{name} ({' / '.join(keys)})" if keys else name


def letters() -> dict[str, Do]:
    """Return which letter means what."""
    return {spec.letter: spec.do for spec in TABLE if spec.letter}


def _names() -> dict[Do, str]:
    return {**_names_about_cases(), **_names_about_the_window()}


def _names_about_cases() -> dict[Do, str]:
    return {
        Do.NEW_MAIL: tr("New mail…"),
        Do.NEW_PHONE_CASE: tr("New case from a call…"),
        Do.TAKE_IN: tr("Take in mail files (.eml)…"),
        Do.REPLY: tr("Reply"),
        Do.REPLY_ALL: tr("Reply to all"),
        Do.FORWARD: tr("Forward"),
        Do.REDIRECT: tr("Send on to another desk…"),
        Do.POP_OUT: tr("Write in a window of its own"),
        Do.NOTE: tr("Internal note"),
        Do.PHONE: tr("Phone note"),
        Do.ASK: tr("Not sure? Ask"),
        Do.INTERIM: tr("Tell the customer it takes a while"),
        Do.REPORT: tr("Report to a client…"),
        Do.ESCALATE: tr("Escalate"),
        Do.MINE: tr("I take this"),
        Do.ASSIGN: tr("Assign…"),
        Do.LABEL: tr("Label…"),
        Do.SNOOZE: tr("Snooze…"),
        Do.PROMISE: tr("Promise a time…"),
        Do.CLOCK: tr("Stop the clock, or let it run on…"),
        Do.DONE: tr("Done"),
        Do.REOPEN: tr("Open again"),
        Do.MERGE: tr("Merge…"),
        Do.SENT_BY_ME: tr("I answered from another program"),
        Do.CONTACT: tr("Page of this customer…"),
        Do.WHY: tr("Why is the mail in this case?…"),
        Do.FILTER: tr("Move to Filtered"),
        Do.RESTORE: tr("Bring back from Filtered"),
        Do.RELEASE: tr("Let the case go"),
        Do.TAKE_OVER: tr("Ask for the case or take it over…"),
        Do.UNDO: tr("Undo"),
    }


def _names_about_the_window() -> dict[Do, str]:
    return {
        Do.SYNC: tr("Receive now"),
        Do.PRINT: tr("Print…"),
        Do.PRINT_LIST: tr("Print the list…"),
        Do.EXPORT: tr("Export this case…"),
        Do.LEDGER_CSV: tr("Write the list as a ledger (CSV)…"),
        Do.NEXT_HIT: tr("Next place that was found"),
        Do.SETTINGS: tr("Settings…"),
        Do.ACCOUNTS: tr("Mail accounts…"),
        Do.TEAM: tr("Team…"),
        Do.SEAT: tr("Change seat…"),
        Do.GO_HOME: tr("Hand over and go home…"),
        Do.QUIT: tr("Quit"),
        Do.SEARCH: tr("Search"),
        Do.PALETTE: tr("All actions…"),
        Do.COMPACT: tr("Compact list"),
        Do.NORMAL: tr("Normal rows"),
        Do.ROOMY: tr("Roomy rows"),
        Do.LARGER: tr("Larger text"),
        Do.SMALLER: tr("Smaller text"),
        Do.TEXT_NORMAL: tr("Normal text size"),
        Do.PLAIN_MAIL: tr("Mails as plain text"),
        Do.UNFOLD: tr("Show older mail and signatures"),
        Do.INSPECTOR: tr("Customer and progress"),
        Do.LIGHT: tr("Light"),
        Do.DARK: tr("Dark"),
        Do.JAPANESE: "日本語",
        Do.ENGLISH: "English",
        Do.NEXT: tr("Next case"),
        Do.PREVIOUS: tr("Previous case"),
        Do.OPEN: tr("Open"),
        Do.BACK: tr("Back to the list"),
        Do.GO: tr("Go to…"),
        Do.NEXT_OVERDUE: tr("Next overdue escalation"),
        Do.SELECT: tr("Select"),
        Do.BOARD: tr("Board of escalations…"),
        Do.MORNING: tr("Morning list…"),
        Do.NOT_APPLIED: tr("What was not applied…"),
        Do.UNREADABLE: tr("Unreadable mail…"),
        Do.STOPPED: tr("Stopped automatic mail…"),
        Do.LEDGER: tr("Where every mail went…"),
        Do.DOCTOR: tr("Check the mailbox…"),
        Do.SOURCE: tr("Show the mail as received"),
        Do.MEND: tr("Mend garbled text…"),
        Do.PRACTICE: tr("Practice mailbox"),
        Do.KEYS: tr("Keyboard"),
        Do.ABOUT: tr("About Mailroom"),
    }
