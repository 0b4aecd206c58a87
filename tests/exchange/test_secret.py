"""Is a secret made once, kept from others, and told apart from another without being told?"""

import stat
from pathlib import Path

import pytest

from payung.exchange.secret import check_value, derived, make_secret, read_secret
from payung.refusal import Refusal


def test_a_secret_is_made_for_its_owner_alone_and_read_again(tmp_path: Path) -> None:
    make_secret(tmp_path / "rahasia")
    assert len(read_secret(tmp_path / "rahasia")) == 32
    assert stat.S_IMODE((tmp_path / "rahasia").stat().st_mode) == 0o600


def test_a_secret_is_never_made_over_another(tmp_path: Path) -> None:
    make_secret(tmp_path / "rahasia")
    before = read_secret(tmp_path / "rahasia")
    with pytest.raises(Refusal, match="sudah ada"):
        make_secret(tmp_path / "rahasia")
    assert read_secret(tmp_path / "rahasia") == before


def test_a_missing_secret_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="tidak ditemukan"):
        read_secret(tmp_path / "rahasia")
    assert list(tmp_path.iterdir()) == []


def test_a_check_value_differs_between_secrets_and_is_not_the_secret() -> None:
    secret, other = b"a" * 32, b"b" * 32
    assert check_value(secret) == check_value(secret) != check_value(other)
    assert secret.hex() not in check_value(secret)


def test_every_purpose_has_a_key_of_its_own() -> None:
    keys = {derived(secret, purpose) for secret in (b"a" * 32, b"b" * 32) for purpose in ("nama", "nik")}
    assert len(keys) == 4
