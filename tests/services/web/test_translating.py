from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from markupsafe import Markup

from services.languages import EASY_JAPANESE, ENGLISH, JAPANESE, PSEUDO
from services.web.translating import Catalogue, translations_of

UNTIL = "Open until %(time)s"


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a catalogue of easy Japanese of a few messages, and none of Japanese."""
    messages = Catalog(locale="ja")
    messages.add(UNTIL, "%(time)sまで {開|あ}いて います")
    messages.add(("%(num)s lounge", "%(num)s lounges"), ("ラウンジ %(num)s",))
    messages.add("Sat", "{土|ど}", context="weekday")
    folder = tmp_path / "ja@easy" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as compiled:
        write_mo(compiled, messages)
    monkeypatch.setattr(
        "services.web.translating.translations_of", lambda language: translations_of(language, tmp_path)
    )
    return tmp_path


@pytest.fixture
def easy(catalogues: Path) -> Catalogue:  # noqa: ARG001 - puts the catalogue there.
    return Catalogue(EASY_JAPANESE)


def test_english_messages_are_their_own_translations() -> None:
    english = Catalogue(ENGLISH)

    assert english.gettext(UNTIL, time="17:00") == "Open until 17:00"
    assert english.pgettext("weekday", "Sat") == "Sat"


@pytest.mark.parametrize(("number", "expected"), [(0, "0 lounges"), (1, "1 lounge"), (2, "2 lounges")])
def test_a_number_chooses_its_form_and_fills_its_gap(number: int, expected: str) -> None:
    assert Catalogue(ENGLISH).ngettext("%(num)s lounge", "%(num)s lounges", number) == expected


def test_what_fills_a_gap_is_escaped_and_markup_is_kept() -> None:
    english = Catalogue(ENGLISH)

    assert english.gettext(UNTIL, time="<b>") == "Open until &lt;b&gt;"
    assert english.gettext(UNTIL, time=Markup("<b>")) == "Open until <b>"


def test_readings_of_easy_japanese_are_drawn(easy: Catalogue) -> None:
    assert easy.gettext(UNTIL, time="17:00") == "17:00まで <ruby>開<rp>(</rp><rt>あ</rt><rp>)</rp></ruby>いて います"
    assert easy.ngettext("%(num)s lounge", "%(num)s lounges", 3) == "ラウンジ 3"
    assert "<rt>ど</rt>" in easy.pgettext("weekday", "Sat")


def test_a_message_without_a_translation_stays_english(easy: Catalogue) -> None:
    assert easy.gettext("Map") == "Map"
    assert easy.pgettext("month", "Sat") == "Sat"


def test_a_message_asked_for_again_with_other_gaps_is_filled_anew(easy: Catalogue) -> None:
    first = easy.gettext(UNTIL, time="17:00")

    assert easy.gettext(UNTIL, time="21:00") == first.replace("17:00", "21:00")


def test_a_missing_catalogue_is_never_taken_from_a_neighbour(catalogues: Path) -> None:
    with pytest.raises(FileNotFoundError):
        translations_of(JAPANESE, catalogues)


def test_the_test_language_runs_from_right_to_left_is_longer_and_keeps_its_gaps() -> None:
    pseudo = Catalogue(PSEUDO)

    turned = pseudo.gettext(UNTIL, time="17:00")
    assert "17:00" in turned
    assert len(turned) > len("Open until 17:00")
    assert not set(turned) & set("abcdefghijklmnopqrstuvwxyz")


def test_the_test_language_has_plurals_and_contexts() -> None:
    pseudo = Catalogue(PSEUDO)

    assert "3" in pseudo.ngettext("%(num)s lounge", "%(num)s lounges", 3)
    assert pseudo.pgettext("weekday", "Sat") == pseudo.gettext("Sat")
