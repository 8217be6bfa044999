import pytest

from geodata.boundaries import ward_at, ward_outlines
from geodata.wards import UnknownWard, ward_by_code, wards


def test_yokohama_has_eighteen_wards_in_the_order_of_their_codes() -> None:
    assert [ward.code for ward in wards()] == [str(code) for code in range(14101, 14119)]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("ja", "保土ケ谷区"),
        ("ja-easy", "ほどがやく"),
        ("en", "Hodogaya Ward"),
        ("zh-hans", "保土谷区"),
        ("zh-hant", "保土谷區"),
        ("ko", "호도가야구"),
        ("th", "เขตโฮโดงายะ"),
        ("ne", "होदोगाया वडा"),
        ("uk", "Район Ходоґая"),
        ("vi", "Quận Hodogaya"),
        ("id", "Distrik Hodogaya"),
        ("tl", "Hodogaya Ward"),
        ("pt", "Distrito de Hodogaya"),
        ("es", "Distrito de Hodogaya"),
    ],
)
def test_a_ward_is_named_in_the_readers_language(language: str, name: str) -> None:
    assert ward_by_code("14106").name(language) == name


@pytest.mark.parametrize("code", ["14100", "14119", "", "Midori"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(UnknownWard, match=repr(code)):
        ward_by_code(code)


def test_every_label_stands_inside_its_ward() -> None:
    outlines = ward_outlines()

    assert [ward_at(outlines, ward.label_point) for ward in wards()] == [ward.code for ward in wards()]
