"""What was pasted stays while a draft or a mail needs it, and goes a day after that."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.drafts import AttachedFile, Draft, DraftTab, InlineFile
from mailroom.ids import CaseId, PersonId
from mailroom.service.outgoing.pasted import KEPT
from mailroom.service.room import Room
from tests.e2e.replying import reply, the_case
from tests.fakes.skipping_clock import SkippingClock


@pytest.fixture
def screenshot(room: Room) -> Path:
    """A picture that was pasted just now."""
    return pasted(room, "picture-1.png")


def pasted(room: Room, name: str) -> Path:
    folder = room.drafts.pasted.folder
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"\x89PNG")
    return path


def grow_old(room: Room, by: timedelta = KEPT * 2) -> None:
    for path in room.drafts.pasted.folder.iterdir():
        then = (SystemClock().now() - by).timestamp()
        os.utime(path, (then, then))


def attached(path: Path) -> tuple[AttachedFile, ...]:
    return (AttachedFile(name="画面.png", path=str(path)),)


def test_what_nobody_needs_goes_a_day_later(room: Room, screenshot: Path) -> None:
    assert room.drafts.pasted.sweep() == 0
    grow_old(room, KEPT - timedelta(minutes=1))
    assert room.drafts.pasted.sweep() == 0
    assert screenshot.exists()
    grow_old(room, KEPT + timedelta(minutes=1))
    assert room.drafts.pasted.sweep() == 1
    assert not screenshot.exists()


def test_a_draft_keeps_its_files_also_somebody_elses_and_one_within_the_text(
    room: Room, screenshot: Path
) -> None:
    case = the_case(room).row.case.id
    inline = pasted(room, "picture-2.png")
    mine = Draft(case=case, tab=DraftTab.REPLY, text="x", attachments=attached(screenshot))
    theirs = Draft(
        case=CaseId("c"),
        tab=DraftTab.REPLY,
        html='<img src="cid:a">',
        inline=(InlineFile(cid="a", name="a.png", path=str(inline)),),
    )
    room.drafts.save(mine)
    room._parts.store.drafts.save(PersonId("somebody-else"), theirs)
    grow_old(room)
    assert room.drafts.pasted.sweep() == 0
    room.drafts.discard(case, DraftTab.REPLY)
    assert room.drafts.pasted.sweep() == 1
    assert (screenshot.exists(), inline.exists()) == (False, True)


def test_a_booked_mail_keeps_its_file_until_it_has_left(
    room: Room, screenshot: Path, clock: SkippingClock
) -> None:
    """Cancelled, it is a draft again, and that needs the file."""
    id_ = reply(room, send_at=clock.now() + KEPT * 2, attachments=attached(screenshot))
    grow_old(room)
    assert room.drafts.pasted.sweep() == 0
    draft = room.outbox.cancel(id_)
    assert Path(draft.attachments[0].path).read_bytes() == b"\x89PNG"
    room.drafts.discard(draft.case, DraftTab.REPLY)
    id_ = reply(room, undo_seconds=0, attachments=attached(screenshot))
    assert room.wait_sent(id_, 10)
    assert room.drafts.pasted.sweep() == 1


def test_a_desk_that_starts_looks_by_itself(
    room: Room, screenshot: Path, eventually: Callable[..., None]
) -> None:
    grow_old(room)
    room.start()
    eventually(lambda: not screenshot.exists())
