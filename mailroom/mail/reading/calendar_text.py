"""Invitations (RFC 5545, RFC 5546) as people need them: what, when, where, who, and what changed.

Reads only what is shown; repeating rules are named, not worked out. Bounded, and never raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mailroom.domain.invites import Answer, Invite, InviteKind
from mailroom.domain.people import Address
from mailroom.mail.reading.headers import clean_line

MAX_INVITES = 20
_MAX_LINES = 20_000
_MAX_PEOPLE = 200
_MAX_WORDS = 10_000

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"([A-Za-z0-9-]{1,60})((?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";([A-Za-z0-9-]{1,40})=(\"[^\"]*\"|[^;:\"]*)")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_DURATION = re.compile(
    r"([+-])?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?"
)
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)")
_ESCAPES = re.compile(r"\\([\\;,nN])")
_KINDS = {
    "REQUEST": InviteKind.REQUEST,
    "PUBLISH": InviteKind.REQUEST,
    "ADD": InviteKind.REQUEST,
    "CANCEL": InviteKind.CANCELLED,
    "REPLY": InviteKind.ANSWER,
    "COUNTER": InviteKind.COUNTER,
    "DECLINECOUNTER": InviteKind.REQUEST,
    "REFRESH": InviteKind.REQUEST,
}
_ANSWERS = {
    "ACCEPTED": Answer.YES,
    "DECLINED": Answer.NO,
    "TENTATIVE": Answer.MAYBE,
}
# What Windows calls the zones of our customers.
_WINDOWS = {
    "tokyo standard time": "Asia/Tokyo",
    "korea standard time": "Asia/Seoul",
    "china standard time": "Asia/Shanghai",
    "taipei standard time": "Asia/Taipei",
    "singapore standard time": "Asia/Singapore",
    "se asia standard time": "Asia/Bangkok",
    "india standard time": "Asia/Kolkata",
    "aus eastern standard time": "Australia/Sydney",
    "gmt standard time": "Europe/London",
    "w. europe standard time": "Europe/Berlin",
    "romance standard time": "Europe/Paris",
    "central europe standard time": "Europe/Budapest",
    "eastern standard time": "America/New_York",
    "central standard time": "America/Chicago",
    "mountain standard time": "America/Denver",
    "pacific standard time": "America/Los_Angeles",
    "utc": "UTC",
}

_Line = tuple[str, dict[str, str], str]


def read_invites(text: str) -> tuple[Invite, ...]:
    """Return the events of a calendar text."""
    lines = list(_lines(text))
    method = next((value for name, _, value in lines if name == "METHOD"), "").strip().upper()
    kind = _KINDS.get(method, InviteKind.REQUEST)
    zones = _zones(lines)
    found: list[Invite] = []
    block: list[_Line] | None = None
    for line in lines:
        name, _, value = line
        if name == "BEGIN" and value.strip().upper() == "VEVENT":
            block = []
        elif name == "END" and value.strip().upper() == "VEVENT" and block is not None:
            found.append(_invite(block, kind, zones))
            block = None
            if len(found) >= MAX_INVITES:
                break
        elif block is not None:
            block.append(line)
    return tuple(found)


def words_of(invite: Invite) -> str:
    """Return what of an invitation can be searched and quoted when the mail has no other words."""
    return "\n".join(one for one in (invite.what, invite.where, invite.words) if one)


def _lines(text: str) -> Iterator[_Line]:
    unfolded = _FOLD.sub("", text.replace("\r\n", "\n"))
    for line in unfolded.split("\n", _MAX_LINES)[:_MAX_LINES]:
        found = _LINE.match(line)
        if found:
            parameters = {
                name.upper(): value.strip('"') for name, value in _PARAMETER.findall(found[2])
            }
            yield found[1].upper(), parameters, found[3]


def _invite(block: list[_Line], kind: InviteKind, zones: dict[str, tzinfo]) -> Invite:
    first: dict[str, tuple[dict[str, str], str]] = {}
    people: list[Address] = []
    answer = Answer.NONE
    inner = 0  # reminders have fields of the same names
    for name, parameters, value in block:
        inner += (name == "BEGIN") - (name == "END")
        if inner:
            continue
        if name == "ATTENDEE" and len(people) < _MAX_PEOPLE:
            people.append(_person(parameters, value))
            answer = _ANSWERS.get(parameters.get("PARTSTAT", "").upper(), answer)
        first.setdefault(name, (parameters, value))
    cancelled = "STATUS" in first and first["STATUS"][1].strip().upper() == "CANCELLED"
    begins, day = _moment(first.get("DTSTART"), zones)
    ends, last_day = _moment(first.get("DTEND"), zones)
    if ends is None and begins is not None and "DURATION" in first:
        with suppress(OverflowError):
            ends = begins + _duration(first["DURATION"][1])
    if last_day is not None and day is not None and last_day > day:
        last_day -= timedelta(days=1)  # the end is the day after
    return Invite(
        kind=InviteKind.CANCELLED if cancelled else kind,
        what=_line(first.get("SUMMARY")),
        where=_line(first.get("LOCATION")),
        words=_words(first.get("DESCRIPTION")),
        begins=begins,
        ends=ends,
        day=day,
        last_day=last_day,
        floating=_floats(first.get("DTSTART"), zones),
        organiser=_person(*first["ORGANIZER"]) if "ORGANIZER" in first else None,
        people=tuple(people),
        answer=answer if kind is InviteKind.ANSWER else Answer.NONE,
        updated=_number(first.get("SEQUENCE")) > 0,
        repeats="RRULE" in first or "RDATE" in first,
    )


def _plain(value: str) -> str:
    return _ESCAPES.sub(lambda one: "\n" if one[1] in "nN" else one[1], value)


def _line(field: tuple[dict[str, str], str] | None) -> str:
    return clean_line(_plain(field[1]))[:1_000] if field else ""


def _words(field: tuple[dict[str, str], str] | None) -> str:
    if field is None:
        return ""
    lines = _plain(field[1]).replace("\r", "\n").split("\n")
    return "\n".join(map(clean_line, lines))[:_MAX_WORDS].strip()


def _number(field: tuple[dict[str, str], str] | None) -> int:
    value = field[1].strip() if field else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 0  # noqa: PLR2004


def _person(parameters: dict[str, str], value: str) -> Address:
    addr = value.strip()
    if addr[:7].lower() == "mailto:":
        addr = addr[7:]
    return Address(name=clean_line(parameters.get("CN", ""))[:200], addr=clean_line(addr)[:320])


def _moment(
    field: tuple[dict[str, str], str] | None, zones: dict[str, tzinfo]
) -> tuple[datetime | None, date | None]:
    """Return when something is: a moment in UTC, or a whole day."""
    found = _MOMENT.match(field[1].strip()) if field else None
    if field is None or found is None:
        return None, None
    with suppress(ValueError, OverflowError):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        if found[4] is None:
            return None, date(year, month, day)
        hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
        zone = UTC if found[7] else zones.get(field[0].get("TZID", ""), UTC)
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
        return local.astimezone(UTC), None
    return None, None


def _floats(field: tuple[dict[str, str], str] | None, zones: dict[str, tzinfo]) -> bool:
    """Tell whether a time is meant wherever its reader is."""
    if field is None or field[1].strip().endswith("Z"):
        return False
    return field[0].get("TZID", "") not in zones


def _duration(value: str) -> timedelta:
    found = _DURATION.match(value.strip())
    if found is None:
        return timedelta()
    weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def _zones(lines: list[_Line]) -> dict[str, tzinfo]:
    """Return the zones that the text names: by their names, else by what it says of them."""
    zones: dict[str, tzinfo] = {}
    for _, parameters, _ in lines:
        name = parameters.get("TZID")
        if name and name not in zones and (known := _known_zone(name)):
            zones[name] = known
    name = ""
    for field, _, value in lines:
        if field == "TZID":
            name = value.strip()
        elif field == "TZOFFSETTO" and name and name not in zones:
            known = _known_zone(name) or _offset(value)
            if known is not None:
                zones[name] = known
    return zones


def _known_zone(name: str) -> tzinfo | None:
    plain = name.strip().strip('"')
    plain = _WINDOWS.get(plain.lower(), plain)
    for candidate in (plain, "/".join(plain.split("/")[-2:])):  # "/mozilla.org/…/Asia/Tokyo"
        if re.fullmatch(r"[A-Za-z_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}", candidate):
            with suppress(ZoneInfoNotFoundError, ValueError, OSError):
                return ZoneInfo(candidate)
    return None


def _offset(value: str) -> tzinfo | None:
    found = _OFFSET.match(value.strip())
    if found is None:
        return None
    length = timedelta(hours=int(found[2]), minutes=int(found[3]))
    with suppress(ValueError):
        return timezone(-length if found[1] == "-" else length)
    return None
