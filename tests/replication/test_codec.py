"""Journal messages: what goes in comes out, and nothing that comes in does harm."""

import base64
import hashlib
import hmac
import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.domain.events import (
    Claimed,
    EscalationAnswered,
    Event,
    NoteAdded,
    TeamFounded,
    UnknownBody,
)
from mailroom.domain.people import Member, Role
from mailroom.domain.position import Position
from mailroom.domain.records.replica import Batch
from mailroom.ids import DeskId, EscalationId, EventId, MailKey, PersonId, new_event_id
from mailroom.journal.codec import (
    _WORDS_OF_BATCHES,
    MAX_EVENTS,
    MAX_MESSAGE,
    Decoded,
    Invalid,
    TeamKey,
    Why,
    decode,
    encode,
    new_team_key,
)

NOW = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)
KEY = TeamKey(b"k" * 32)

texts = st.text(st.characters(codec="utf-8"), max_size=60)
moments = st.integers(0, 10**12).map(lambda n: NOW + timedelta(microseconds=n))
bodies = st.one_of(
    st.builds(NoteAdded, text=texts),
    st.builds(Claimed, ttl_minutes=st.integers(0, 10**6)),
    st.builds(
        EscalationAnswered,
        escalation=texts.map(EscalationId),
        kind=st.sampled_from(AnswerKind),
        words=texts,
        by=texts,
    ),
)
events = st.builds(
    Event,
    id=texts.map(EventId),
    by=texts.map(PersonId),
    desk=texts.map(DeskId),
    body=bodies,
    anchor=st.none() | texts.map(MailKey),
    basis=st.none() | st.builds(Position, *[st.integers(0, 10**9)] * 3),
    requires=st.none() | texts.map(EventId),
    made_at=moments,
)


def batch(*held: Event, **more: object) -> Batch:
    return Batch(
        team="t",
        epoch=1,
        desk=DeskId("d"),
        incarnation="i",
        seq=1,
        head=Position(1, 2, 3),
        state_hash="h",
        sent_at=NOW,
        events=held,
        **more,  # type: ignore[arg-type]
    )


def note(text: str = "確認", id_: str = "e1") -> Event:
    body = NoteAdded(text=text)
    return Event(id=EventId(id_), by=PersonId("p"), desk=DeskId("d"), body=body, made_at=NOW)


def read(raw: bytes, key: TeamKey | None = KEY) -> Batch:
    decoded = decode(raw, key)
    assert isinstance(decoded, Decoded), decoded
    return decoded.batch


def sealed(body: bytes, flags: int = 0, key: bytes = KEY) -> bytes:
    """Return a message with any body, sealed as the team would."""
    marked = b"MRJ1" + bytes([flags])
    seal = hmac.new(key, marked + body, hashlib.sha256).digest()
    part = base64.encodebytes(marked + seal + body)
    return (
        b"Subject: x\r\n\r\n--b\r\nContent-Type: application/x-mailroom-journal\r\n\r\n"
        + part
        + b"--b--\r\n"
    )


def why(raw: bytes, key: TeamKey | None = KEY) -> Why:
    decoded = decode(raw, key)
    assert isinstance(decoded, Invalid), decoded
    return decoded.why


@given(st.lists(events, max_size=5).map(tuple))
def test_what_goes_in_comes_out(held: tuple[Event, ...]) -> None:
    written = batch(*held)
    assert read(encode(written, KEY)) == written


def test_the_message_is_as_promised() -> None:
    raw = encode(batch(note()), KEY)
    head, _, body = raw.partition(b"\r\n\r\n")
    assert b"Subject: Mailroom journal - do not delete" in head
    assert b"Date: Fri, 20 Nov 2026 00:30:00 +0000" in head
    assert raw.endswith(b"--\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()
    assert b"Content-Type: text/plain" in body


def test_rule_04_every_attempt_has_its_own_message_id() -> None:
    """Gmail moves identical re-appends to a new UID (rule 4)."""
    ids = {
        line
        for _ in range(3)
        for line in encode(batch(note()), KEY).split(b"\r\n")
        if line.startswith(b"Message-ID:")
    }
    assert len(ids) == 3


def test_one_action_is_about_a_kilobyte() -> None:
    """Ten desks write fifty thousand of them in a month (design section 4)."""
    one = replace(note("折り返しの電話を希望。14時以降。"), id=new_event_id())
    placed = replace(one, anchor=MailKey("ab" * 16), basis=Position(1, 12345, 0))
    written = replace(batch(placed), incarnation="cd" * 8, state_hash="ef" * 16)
    assert len(encode(written, KEY)) < 1150


def test_the_dictionary_is_part_of_the_format() -> None:
    """Whatever is in journals must stay readable: another dictionary needs another flag."""
    assert hashlib.sha256(_WORDS_OF_BATCHES).hexdigest().startswith("914ec4ce04357f82")


def test_both_older_packings_are_read() -> None:
    body = _body_of(encode(batch(note()), KEY))
    assert read(sealed(body, flags=0)) == batch(note())
    assert read(sealed(zlib.compress(body), flags=1)) == batch(note())


def test_large_batches_are_compressed() -> None:
    many = tuple(note("お客様に折り返し電話する。" * 5, f"e{n}") for n in range(MAX_EVENTS))
    raw = encode(batch(*many), KEY)
    assert read(raw).events == many
    assert len(raw) < MAX_MESSAGE / 4


def test_rule_32_founding_brings_the_key() -> None:
    lead = Member(id=PersonId("p"), name="田中", role=Role.LEAD)
    founding = replace(note(), body=TeamFounded(name="サポート", lead=lead))
    key = new_team_key()
    raw = encode(batch(founding), key, founding=True)
    decoded = decode(raw, None)
    assert isinstance(decoded, Decoded)
    assert decoded.key == key
    assert decoded.batch.events == (founding,)
    assert why(encode(batch(founding), key), None) is Why.NO_KEY
    assert why(raw, KEY) is Why.BAD_SEAL  # a later founder, to those who have a team


def test_rule_35_other_keys_are_refused() -> None:
    assert why(encode(batch(note()), new_team_key())) is Why.BAD_SEAL


def test_any_changed_byte_is_refused() -> None:
    """Whatever is changed in the sealed part, nobody believes it."""
    raw = encode(batch(note()), KEY)
    start = raw.index(b"\r\n\r\n", raw.index(b"x-mailroom-journal")) + 4
    end = raw.rindex(b"\r\n--")
    part = bytearray(base64.b64decode(raw[start:end]))
    for place in range(len(part)):
        changed = bytearray(part)
        changed[place] ^= 1
        forged = raw[:start] + base64.encodebytes(bytes(changed)) + raw[end:]
        assert isinstance(decode(forged, KEY), Invalid), place


def test_a_server_may_rewrite_headers_boundaries_and_line_ends() -> None:
    raw = encode(batch(note()), KEY)
    boundary = raw.split(b'boundary="')[1].split(b'"')[0]
    rewritten = raw.replace(boundary, b"_000_exchange_").replace(b"\r\n", b"\n")
    rewritten = b"X-MS-Exchange: yes\n" + rewritten.replace(b"Content-Type", b"content-type")
    rewritten = rewritten.replace(b"x-mailroom-journal", b'x-mailroom-journal;\n\tname="j.bin"')
    assert read(rewritten) == batch(note())


def test_newer_versions_are_told_from_strangers() -> None:
    newer = {"v": 2, "anything": []}
    assert why(sealed(json.dumps(newer).encode())) is Why.OTHER_VERSION
    assert why(sealed(json.dumps(newer).encode(), key=b"x" * 32)) is Why.BAD_SEAL


def test_rule_35_unknown_kinds_are_kept() -> None:
    strange = replace(note(), body=UnknownBody(kind="Teleported", plain='{"to":"mars"}'))
    assert read(encode(batch(strange), KEY)).events == (strange,)
    [again] = read(encode(batch(*read(encode(batch(strange), KEY)).events), KEY)).events
    assert again == strange


def test_rule_35_a_known_kind_with_strange_fields_is_kept_as_unknown() -> None:
    plain = json.loads(_body_of(encode(batch(note(), note("次", "e2")), KEY)))
    plain["events"][0]["body"] = {"text": 5}
    first, second = read(sealed(json.dumps(plain).encode())).events
    assert first.body == UnknownBody(kind="NoteAdded", plain='{"text":5}')
    assert second == note("次", "e2")


def _body_of(raw: bytes) -> bytes:
    start = raw.index(b"\r\n\r\n", raw.index(b"x-mailroom-journal")) + 4
    packed = base64.b64decode(raw[start : raw.rindex(b"\r\n--")])[37:]
    return zlib.decompressobj(zdict=_WORDS_OF_BATCHES).decompress(packed)


# -- hostile -----------------------------------------------------------------------------------


def test_bombs_are_refused() -> None:
    bomb = zlib.compress(b" " * 50_000_000, 9)
    assert why(sealed(bomb, flags=1)) is Why.TOO_LARGE
    assert why(b"x" * 10_000_000) is Why.TOO_LARGE
    crowd = json.loads(_body_of(encode(batch(note()), KEY)))
    crowd["events"] *= MAX_EVENTS + 1
    assert why(sealed(zlib.compress(json.dumps(crowd).encode()), flags=1)) is Why.TOO_LARGE


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"v":1}',
        b"[" * 100_000,
        b'{"v":1,"team":"\\ud800","epoch":1}',
        b'{"v":' + b"9" * 5000 + b"}",
    ],
)
def test_nonsense_inside_a_good_seal_is_refused(body: bytes) -> None:
    assert isinstance(decode(sealed(body), KEY), Invalid)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("seq", 0),
        ("seq", -1),
        ("seq", "1"),
        ("seq", 10**30),
        ("epoch", 0),
        ("head", [1, 2]),
        ("head", [1, -2, 3]),
        ("head", [1, 2, 10**30]),
        ("head", "123"),
        ("sent_at", "yesterday"),
        ("sent_at", "2026-11-20T00:00:00"),
        ("sent_at", "0001-01-01T00:00:00+23:59"),
        ("events", {}),
        ("events", [1]),
        ("events", [{"kind": "NoteAdded"}]),
        ("desk", None),
        ("team", ["t"]),
    ],
)
def test_wrong_fields_are_refused(field: str, value: object) -> None:
    plain = json.loads(_body_of(encode(batch(note()), KEY)))
    plain[field] = value
    assert isinstance(decode(sealed(json.dumps(plain).encode()), KEY), Invalid)


def test_half_a_surrogate_pair_is_refused_but_its_spelling_is_not() -> None:
    plain = json.loads(_body_of(encode(batch(note("\\ud800 と書く")), KEY)))
    assert read(sealed(json.dumps(plain).encode())).events[0].body.text == "\\ud800 と書く"
    plain["events"][0]["body"]["text"] = "\ud800"
    assert isinstance(decode(sealed(json.dumps(plain).encode()), KEY), Invalid)


def test_emoji_may_be_escaped() -> None:
    plain = json.loads(_body_of(encode(batch(note("了解😀")), KEY)))
    assert read(sealed(json.dumps(plain).encode())).events == (note("了解😀"),)


@given(st.binary(max_size=400))
def test_no_bytes_do_harm(raw: bytes) -> None:
    assert isinstance(decode(raw, KEY), Invalid)
    assert isinstance(decode(sealed(raw), KEY), Invalid)
    assert isinstance(decode(sealed(raw, flags=1), KEY), Invalid)


@given(st.data())
def test_no_mutation_does_harm(data: st.DataObject) -> None:
    raw = bytearray(encode(batch(note(), note("次", "e2")), KEY))
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(raw) - 1))
        cut = data.draw(st.integers(0, 40))
        raw[place : place + cut] = data.draw(st.binary(max_size=10))
    decoded = decode(bytes(raw), KEY)
    if isinstance(decoded, Decoded):  # the mutation hit only what nobody looks at
        assert decoded.batch == batch(note(), note("次", "e2"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.data())
def test_no_value_in_a_sealed_batch_does_harm(data: st.DataObject) -> None:
    """Members can forge each other, but nobody may stop the others' desks."""
    plain = json.loads(_body_of(encode(batch(note()), KEY)))
    target = data.draw(st.sampled_from([plain, plain["events"][0], plain["events"][0]["body"]]))
    target[data.draw(st.sampled_from(sorted(target)) | st.text(max_size=5))] = data.draw(
        json_values
    )
    decoded = decode(sealed(json.dumps(plain).encode()), KEY)
    if isinstance(decoded, Decoded):
        assert read(encode(decoded.batch, KEY)) == decoded.batch
