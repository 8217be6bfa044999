import pytest

from services.imports.cells import BadCell
from services.imports.schedule_records import SpokenRecord
from services.spreadsheets.spoken_cells import Spoken, spoken_cell, spoken_of
from services.timetables import Channel

WED = 2
MORNING = SpokenRecord(WED, 540, 720)
SPOKEN = (
    Spoken("en", Channel.COUNTER, MORNING),
    Spoken("en", Channel.PHONE, MORNING),
    Spoken("zh-hans", Channel.LINE, SpokenRecord(WED, 600, 720, frozenset({2, 4}))),
)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_written_is_read_back(language: str) -> None:
    always = (Spoken("ja-easy", Channel.EMAIL), Spoken("zh-hant", Channel.VIDEO))

    assert set(spoken_of(spoken_cell(SPOKEN, language), WED)) == set(SPOKEN)
    assert set(spoken_of(spoken_cell(always, language), None)) == set(always)


def test_languages_are_read_as_a_clerk_writes_them() -> None:
    assert spoken_of("英語 窓口、電話 ９：００～１２：００", WED) == SPOKEN[:2]
    assert spoken_of("English counter/phone 9:00-12:00", WED) == SPOKEN[:2]
    assert spoken_of("Simplified Chinese LINE weeks 2,4 10:00-12:00", WED) == SPOKEN[2:]
    assert spoken_of("ネパール語 窓口\nne phone", None) == (
        Spoken("ne", Channel.COUNTER),
        Spoken("ne", Channel.PHONE),
    )


@pytest.mark.parametrize(
    "cell", ["英語", "英語 09:00-12:00", "英語 窓口", "火星語 窓口 09:00-12:00", "英語 fax 09:00-12:00"]
)
def test_what_are_no_languages_of_a_day_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        spoken_of(cell, WED)


@pytest.mark.parametrize("cell", ["英語", "英語 窓口 09:00-12:00", "英語 窓口; 英語 窓口"])
def test_what_are_no_languages_whenever_open_is_refused(cell: str) -> None:
    with pytest.raises(BadCell):
        spoken_of(cell, None)
