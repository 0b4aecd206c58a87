"""Does a seal open for its key alone, and can it be looked for?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.sealing import Key, Keyring, read_ring, seal, unseal

NIK = "3671011708900001"
secrets_ = st.binary(min_size=64, max_size=64)
kinds = st.sampled_from(["nik", "phone", "address"])


@settings(deadline=None)
@given(text=st.text(max_size=200), secret=secrets_, kind=kinds)
def test_a_seal_opens_to_what_was_sealed(text: str, secret: bytes, kind: str) -> None:
    assert unseal(seal(text, key=Key(secret), kind=kind), key=Key(secret), kind=kind) == text


@settings(deadline=None)
@given(text=st.text(max_size=50), secret=secrets_, kind=kinds)
def test_the_same_text_is_sealed_to_the_same_bytes(text: str, secret: bytes, kind: str) -> None:
    assert seal(text, key=Key(secret), kind=kind) == seal(text, key=Key(secret), kind=kind)


@settings(deadline=None)
@given(one=st.text(max_size=50), other=st.text(max_size=50), secret=secrets_)
def test_two_texts_are_sealed_apart(one: str, other: str, secret: bytes) -> None:
    assert (seal(one, key=Key(secret), kind="nik") == seal(other, key=Key(secret), kind="nik")) == (one == other)


@settings(deadline=None)
@given(text=st.text(min_size=1, max_size=50), secret=secrets_, at=st.integers(min_value=0), by=st.integers(1, 255))
def test_a_changed_byte_does_not_open(text: str, secret: bytes, at: int, by: int) -> None:
    sealed = bytearray(seal(text, key=Key(secret), kind="nik"))
    sealed[at % len(sealed)] ^= by
    with pytest.raises(Refusal):
        unseal(bytes(sealed), key=Key(secret), kind="nik")


@settings(deadline=None)
@given(text=st.text(max_size=50), secret=secrets_)
def test_a_seal_of_one_kind_does_not_open_as_another(text: str, secret: bytes) -> None:
    with pytest.raises(Refusal, match="bukan milik kolom"):
        unseal(seal(text, key=Key(secret), kind="nik"), key=Key(secret), kind="phone")


@settings(deadline=None)
@given(one=secrets_, other=secrets_)
def test_another_key_does_not_open(one: bytes, other: bytes) -> None:
    if one == other:
        return
    with pytest.raises(Refusal):
        unseal(seal(NIK, key=Key(one), kind="nik"), key=Key(other), kind="nik")
    assert seal(NIK, key=Key(one), kind="nik") != seal(NIK, key=Key(other), kind="nik")


@pytest.mark.parametrize("sealed", [b"", b"\x00", b"too short"])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Refusal):
        unseal(sealed, key=Key(bytes(64)), kind="nik")
    with pytest.raises(Refusal):
        unseal(bytes([Key(bytes(64)).number]) + sealed, key=Key(bytes(64)), kind="nik")


def test_the_secret_never_shows_in_the_key() -> None:
    assert "secret" not in repr(Key(b"\x07" * 64))
    assert "07" not in repr(Keyring((Key(b"\x07" * 64),)))


def _ring(*fills: int) -> Keyring:
    return read_ring(",".join(bytes([fill]).hex() * 64 for fill in fills))


def test_the_first_key_of_a_ring_seals_and_every_key_opens() -> None:
    old, new = _ring(1), _ring(2, 1)
    assert new.seal(NIK, kind="nik") == _ring(2).seal(NIK, kind="nik")
    assert new.unseal(old.seal(NIK, kind="nik"), kind="nik") == NIK
    assert new.unseal(new.seal(NIK, kind="nik"), kind="nik") == NIK


def test_a_sealed_number_is_looked_for_under_every_key() -> None:
    old, new = _ring(1), _ring(2, 1)
    assert new.seals(NIK, kind="nik") == [new.seal(NIK, kind="nik"), old.seal(NIK, kind="nik")]


def test_a_ring_knows_what_its_current_key_sealed() -> None:
    old, new = _ring(1), _ring(2, 1)
    assert new.is_current(new.seal(NIK, kind="nik"))
    assert not new.is_current(old.seal(NIK, kind="nik"))


def test_a_key_that_has_left_the_ring_is_asked_for() -> None:
    with pytest.raises(Refusal, match="sertakan kunci lama"):
        _ring(2).unseal(_ring(1).seal(NIK, kind="nik"), kind="nik")


@pytest.mark.parametrize("told", ["", " , ", "abc", "zz" * 64, "ab" * 32, "ab" * 65])
def test_a_malformed_ring_is_refused(told: str) -> None:
    with pytest.raises(Refusal):
        read_ring(told)


def test_two_keys_of_one_number_are_refused() -> None:
    with pytest.raises(Refusal, match="bernomor sama"):
        _ring(1, 1)
