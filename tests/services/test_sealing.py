import base64

import pytest

from services.errors import Unreadable
from services.sealing import derived_key, keys_of, opened, resealed, sealed
from services.settings import Settings

OLD, NEW = (base64.urlsafe_b64encode(bytes([number]) * 32).decode() for number in (1, 2))
SECRET = "秘密の鍵 JBSWY3DP"


def test_a_sealed_text_opens_and_says_nothing() -> None:
    kept = sealed(SECRET, (OLD,))

    assert opened(kept, (OLD,)) == SECRET
    assert "JBSWY3DP" not in kept
    assert kept != sealed(SECRET, (OLD,))


def test_every_key_opens_and_the_first_one_seals() -> None:
    before = sealed(SECRET, (OLD,))

    after = resealed(before, (NEW, OLD))

    assert opened(before, (NEW, OLD)) == SECRET
    assert opened(after, (NEW,)) == SECRET


@pytest.mark.parametrize("spoilt", ["", "rubbish", "gAAAAA", "é"])
def test_what_we_did_not_seal_is_unreadable(spoilt: str) -> None:
    with pytest.raises(Unreadable, match="DATA_KEYS"):
        opened(spoilt, (OLD,))


def test_a_text_that_was_changed_or_sealed_by_another_key_is_unreadable() -> None:
    kept = sealed(SECRET, (OLD,))
    changed = kept[:-5] + ("A" if kept[-5] != "A" else "B") + kept[-4:]

    for text, key in [(changed, OLD), (kept, NEW)]:
        with pytest.raises(Unreadable):
            opened(text, (key,))


def test_without_keys_of_its_own_a_site_seals_with_one_made_from_its_secret_key() -> None:
    assert keys_of(Settings(secret_key="a")) == (derived_key("a"),)
    assert derived_key("a") != derived_key("b")


def test_what_was_sealed_before_keys_were_set_still_opens() -> None:
    before = sealed(SECRET, keys_of(Settings()))

    assert opened(before, keys_of(Settings(data_keys=(NEW, OLD)))) == SECRET
