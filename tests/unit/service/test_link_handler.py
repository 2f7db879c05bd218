"""Opening ``mailto:`` links with Mailroom is one person's choice, in one file."""

from pathlib import Path

import pytest

from mailroom.errors import StoreReadOnly
from mailroom.service import link_handler


def test_the_desktop_entry_lies_with_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    path = link_handler.register(("/usr/bin/python3", '/my "odd" $place/main.py'))
    assert path == tmp_path / "applications" / "mailroom.desktop"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 'Exec="/usr/bin/python3" "/my \\"odd\\" \\$place/main.py" %u' in lines
    assert "MimeType=x-scheme-handler/mailto;" in lines


def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(StoreReadOnly):
        link_handler.register(("x",))
