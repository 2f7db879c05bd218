"""The team's record with real desks and servers: rebuilt, compacted, given a new key."""

from __future__ import annotations

import pytest

from mailroom.journal import checkpoint
from mailroom.journal.codec import TeamKey, decode
from mailroom.service.line import CHECKPOINT_FOLDER, JOURNAL_FOLDER
from tests.e2e.office import Office, run


@pytest.fixture(params=["practice_office", "office"])
def team(request: pytest.FixtureRequest) -> Office:
    """Two people on one mailbox with one case; "sato" founded, so she is the lead."""
    office: Office = request.getfixturevalue(request.param)
    office.join("sato", "佐藤")
    office.join("suzuki", "鈴木")
    office.write("壊れた")
    sync("sato", "suzuki")
    note("sato", "最初のメモ")
    sync("suzuki")
    return office


def sync(*names: str) -> None:
    for name in names:
        ran = run("sync", "--profile", name)
        assert ran.code == 0, ran.out + ran.err


def note(name: str, text: str, code: int = 0) -> None:
    ran = run("do", "--profile", name, "note", "1", "--text", text)
    assert ran.code == code, ran.out + ran.err


def journal(name: str, *words: str, code: int = 0) -> str:
    """Do something with the record; return what was said."""
    ran = run("journal", "--profile", name, *words)
    assert ran.code == code, ran.out + ran.err
    assert len((ran.out + ran.err).strip().splitlines()) == 1 or words == ("status",)
    return ran.out + ran.err


def standing(name: str) -> dict[str, str]:
    """Return what ``journal status`` says, by name."""
    lines = journal(name, "status").strip().splitlines()
    return dict(line.split(": ", 1) for line in lines)


def notes(name: str) -> set[str]:
    case = run("show", "1", "--profile", name, "--json").json
    return {item["body"]["text"] for item in case["timeline"] if item.get("kind") == "NoteAdded"}


def assert_one_truth(*names: str) -> None:
    for _ in range(2):
        sync(*names)
    found = [standing(name) for name in names]
    assert len({(one["head"], one["hash"]) for one in found}) == 1
    assert {one["state"].split(":")[0] for one in found} == {"ok"}
    assert {one["pending"] for one in found} == {"0"}


def test_rule_33_a_lead_rebuilds_a_record_that_was_deleted(team: Office) -> None:
    """Rule 33: read-only, nothing lost, and one command of a lead repairs it."""
    with team.server.connect(team.user) as client:
        client.delete_folder(client.resolve(JOURNAL_FOLDER))
    refused = run("sync", "--profile", "suzuki")
    assert refused.code == 1
    assert "replaced" in refused.err
    note("suzuki", "書けないあいだに", code=3)
    doctor = run("doctor", "--profile", "suzuki")
    assert doctor.code == 1
    assert "on a lead's PC: main.py journal --profile suzuki rebuild" in doctor.out
    assert "lead" in journal("suzuki", "rebuild", "--reason", "?", code=1)
    assert "rebuilt" in journal("sato", "rebuild", "--reason", "消してしまった")
    sync("suzuki")
    note("suzuki", "また書ける")
    assert_one_truth("sato", "suzuki")
    assert notes("sato") == {"最初のメモ", "また書ける"}
    assert "nothing" in journal("sato", "rebuild", "--reason", "もう一度")
    joined = team.join("tanaka", "田中")
    assert "founded by 佐藤 on 20" in joined.out
    assert_one_truth("sato", "suzuki", "tanaka")


def test_a_compacted_record_holds_everything(team: Office) -> None:
    for n in range(5):
        note("suzuki", f"メモ{n}")
    assert "lead" in journal("suzuki", "compact", code=1)
    journal("sato", "checkpoint")
    journal("sato", "compact", "--now")
    with team.server.connect(team.user) as client:
        client.select(client.resolve(JOURNAL_FOLDER))
        assert len(client.uids_from()) <= 3
        client.select(client.resolve(CHECKPOINT_FOLDER))
        assert len(client.uids_from()) == 1
    note("suzuki", "あとで")
    team.join("tanaka", "田中")
    assert_one_truth("sato", "suzuki", "tanaka")
    assert notes("tanaka") == {"最初のメモ", "あとで", *(f"メモ{n}" for n in range(5))}
    assert standing("sato")["compacted"].startswith("1.")


def test_rule_32_a_new_key_reaches_everybody(team: Office) -> None:
    assert "lead" in journal("suzuki", "rotate-key", code=1)
    assert "new key" in journal("sato", "rotate-key")
    note("suzuki", "新しい鍵で")
    team.join("tanaka", "田中")
    assert_one_truth("sato", "suzuki", "tanaka")
    assert notes("tanaka") == {"最初のメモ", "新しい鍵で"}


def test_rule_34_expunged_messages_are_noticed_and_covered(team: Office) -> None:
    """Rule 34: with what the lead's PC has, everybody goes on."""
    note("suzuki", "消されるメモ")
    sync("sato")
    note("sato", "その次のメモ")
    with team.server.connect(team.user) as client:
        client.select(client.resolve(JOURNAL_FOLDER), readonly=False)
        client.expunge([client.uids_from()[-2]])
    refused = run("sync", "--profile", "suzuki")
    assert refused.code == 0, refused.err  # its own note it has
    journal("sato", "checkpoint")
    team.join("tanaka", "田中")
    assert_one_truth("sato", "suzuki", "tanaka")
    assert "消されるメモ" in notes("tanaka")


def everything_in(team: Office) -> str:
    """Return all that lies in any folder, ours read as the team reads it."""
    found: list[str] = []
    with team.server.connect(team.user) as client:
        client.select(client.resolve(JOURNAL_FOLDER))
        founding = decode(next(client.fetch_raw(client.uids_from())).raw, None)
        key = TeamKey(founding.key)
        for folder in client.list_folders():
            if folder.selectable:
                client.select(folder.name)
                for mail in client.fetch_raw(client.uids_from()):
                    found.append(mail.raw.decode(errors="replace"))
                    found.append(repr(decode(mail.raw, key)))
                    found.append(repr(checkpoint.decode([mail.raw], key)))
    return "\n".join(found)


def test_redacted_words_are_nowhere_in_the_mailbox(team: Office) -> None:
    """Personal data: blanked at once, gone from the server with the next compaction."""
    note("suzuki", "電話 canary-090-1234")
    sync("sato")
    journal("sato", "compact")
    case = run("show", "1", "--profile", "sato", "--json").json
    [event] = [
        item["event"]
        for item in case["timeline"]
        if "canary" in item.get("body", {}).get("text", "")
    ]
    assert "canary" in everything_in(team)
    journal("sato", "redact", event, "--reason", "本人の希望")
    assert not any("canary" in text for text in notes("sato"))
    journal("sato", "compact", "--now")
    sync("suzuki")
    assert "canary" not in everything_in(team)
    assert not any("canary" in text for text in notes("suzuki"))
    assert_one_truth("sato", "suzuki")
