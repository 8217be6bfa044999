"""The catalogues: every offered language whole, nothing stale."""

import pytest

from scripts import translations
from services.languages import ENGLISH, Language, offered


def test_nothing_is_stale_or_unfinished() -> None:
    assert [*translations.stale(), *translations.unfinished()] == []


@pytest.mark.parametrize("language", offered(), ids=lambda language: language.slug)
def test_every_offered_language_has_its_catalogue(language: Language) -> None:
    assert language is ENGLISH or translations.catalogue_path(language).with_suffix(".mo").exists()
