"""Checkpoints as mail: what goes in comes out, and nothing that comes in does harm."""

import email
import email.policy
import itertools
import random
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.position import Position
from mailroom.domain.records.replica import Cursor
from mailroom.domain.records.snapshot import Snapshot, pack
from mailroom.journal import checkpoint
from mailroom.journal.checkpoint import MAX_PART, Part, decode, encode, read_part
from mailroom.journal.codec import Invalid, TeamKey, Why

KEY = TeamKey(b"k" * 32)
NOW = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
SMALL = Snapshot(
    cursor=Cursor(uidvalidity=7, uid=9, head=Position(1, 9, 2), time=NOW, chain="c"),
    seqs={"one": 3, "two": 1},
    team="team",
    key="ab" * 32,
    level=1,
    rows={"Team": ('{"name":"サポート"}',), "Label": ('{"id":"a"}', '{"id":"b"}')},
)


def large() -> Snapshot:
    """Return one that does not compress into a single part."""
    noise = random.Random(1).randbytes(1_500_000).hex()
    rows = tuple(f'"{noise[at : at + 3000]}"' for at in range(0, len(noise), 3000))
    return Snapshot(cursor=SMALL.cursor, team="team", key="ab" * 32, rows={"Label": rows})


LARGE = large()
LARGE_PARTS = encode(LARGE, KEY)


@pytest.mark.parametrize("snapshot", [SMALL, LARGE])
def test_what_goes_in_comes_out(snapshot: Snapshot) -> None:
    assert decode(encode(snapshot, KEY), KEY) == snapshot


def test_parts_are_ordinary_mails_of_at_most_a_megabyte() -> None:
    assert len(LARGE_PARTS) > 2
    assert max(map(len, LARGE_PARTS)) <= MAX_PART
    for raw in LARGE_PARTS:
        parsed = email.message_from_bytes(raw, policy=email.policy.default)
        assert parsed.defects == []
        assert max(map(len, raw.split(b"\r\n"))) <= 78
        assert "do not delete" in parsed["Subject"]


def test_every_attempt_is_another_mail_of_another_name() -> None:
    [one], [two] = encode(SMALL, KEY), encode(SMALL, KEY)
    assert name_of(one) != name_of(two)
    assert (
        email.message_from_bytes(one)["Message-ID"] != email.message_from_bytes(two)["Message-ID"]
    )


def name_of(raw: bytes) -> str:
    part = read_part(raw, KEY)
    assert isinstance(part, Part)
    return part.name


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_parts_may_come_in_any_order_and_twice(order: tuple[int, ...]) -> None:
    parts = [LARGE_PARTS[n] for n in order] + list(LARGE_PARTS[3:]) + [LARGE_PARTS[order[0]]]
    assert decode(parts, KEY) == LARGE


def test_a_part_too_few_or_of_another_is_refused() -> None:
    other = encode(LARGE, KEY)
    mixed = [LARGE_PARTS[0], *other[1:]]
    for parts in (LARGE_PARTS[1:], LARGE_PARTS[:-1], mixed, ()):
        found = decode(parts, KEY)
        assert isinstance(found, Invalid)
        assert found.why is Why.GARBLED


def test_another_key_seals_another_team() -> None:
    assert decode(encode(SMALL, TeamKey(b"x" * 32)), KEY) == Invalid(why=Why.BAD_SEAL)


def test_a_batch_is_no_checkpoint_and_nothing_is_one() -> None:
    assert isinstance(decode([b"Subject: hello\r\n\r\nhello"], KEY), Invalid)
    assert isinstance(decode([b""], KEY), Invalid)
    assert isinstance(decode([b"x" * (3 * MAX_PART)], KEY), Invalid)


def sealed(data: bytes, *, head: bytes = b'{"name": "n", "part": 1, "of": 1}') -> bytes:
    body = head + b"\n" + data
    marked = b"MRC1" + checkpoint._seal(KEY, body) + body
    return checkpoint._FRAME.wrap(marked, subject="checkpoint", sent_at=None)


@given(st.binary(max_size=200))
def test_sealed_nonsense_does_no_harm(data: bytes) -> None:
    """A member of the team may write anything."""
    assert isinstance(decode([sealed(data)], KEY), Invalid)
    assert isinstance(decode([sealed(zlib.compress(data))], KEY), Invalid)
    assert isinstance(read_part(sealed(b"", head=data), KEY), Invalid)


@given(st.binary(max_size=20), st.integers(0, len(encode(SMALL, KEY)[0]) - 1))
def test_a_garbled_mail_does_no_harm(noise: bytes, at: int) -> None:
    [raw] = encode(SMALL, KEY)
    found = decode([raw[:at] + noise + raw[at + len(noise) :]], KEY)
    assert isinstance(found, Invalid) or found == SMALL


def test_a_sealed_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "_MAX_UNPACKED", 100_000)
    bomb = zlib.compress(pack(SMALL) + b"\n" * 10_000_000)
    assert decode([sealed(bomb)], KEY) == Invalid(why=Why.TOO_LARGE, detail="checkpoint")


@pytest.mark.parametrize(
    ("before", "after"), [(b"\r\n", b"\n"), (b"application/x-m", b"APPLICATION/X-M")]
)
def test_what_servers_do_to_mail_is_borne(before: bytes, after: bytes) -> None:
    assert decode([raw.replace(before, after) for raw in LARGE_PARTS], KEY) == LARGE
