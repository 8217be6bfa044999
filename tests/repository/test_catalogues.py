"""The catalogues: every offered language whole, nothing stale."""

import pytest

from scripts import translations
from services.languages import ENGLISH, Language, offered


@pytest.mark.parametrize("domain", translations.DOMAINS)
def test_nothing_is_stale_or_unfinished(domain: str) -> None:
    assert [*translations.stale(domain), *translations.unfinished(domain)] == []


@pytest.mark.parametrize("language", offered(), ids=lambda language: language.slug)
def test_every_offered_language_has_its_catalogue(language: Language) -> None:
    assert language is ENGLISH or translations.catalogue_path(language).with_suffix(".mo").exists()
