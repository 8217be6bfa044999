import pytest

from geodata.boundaries import ward_at, ward_outlines
from geodata.coords import distance_m
from geodata.gazetteer_tables import (
    NamedPlace,
    chome,
    chome_points,
    postcode,
    stations_and_neighbours,
    towns,
    ward_places,
)
from geodata.tables import NAME_KEYS, table


def town_named(name: str) -> NamedPlace:
    return next(town for town in towns().values() if town.names["ja"] == name)


@pytest.mark.parametrize(("name", "count"), [("stations", 182), ("wards", 18), ("towns", 765), ("chome", 1280)])
def test_every_place_of_the_sources_is_there(name: str, count: int) -> None:
    assert len(list(table(name))) == count


def test_stations_and_wards_have_a_name_in_every_form() -> None:
    places = [*stations_and_neighbours(), *ward_places().values()]

    assert [place.id for place in places if not set(place.names) >= set(NAME_KEYS)] == []


def test_ids_are_unique() -> None:
    ids = [place.id for place in (*stations_and_neighbours(), *ward_places().values(), *towns().values())]

    assert len(ids) == len(set(ids))


def test_a_station_is_qualified_by_its_lines_and_companies() -> None:
    kikuna = next(place for place in stations_and_neighbours() if place.names["ja"] == "菊名")

    assert [names["ja"] for names in kikuna.qualifiers] == ["東急東横線", "JR横浜線", "東急電鉄", "JR東日本"]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("ja", "新横浜2丁目 (港北区)"),
        ("ja-easy", "しんよこはま2ちょうめ (こうほくく)"),
        ("en", "Shinyokohama 2-chome (Kohoku Ward)"),
        ("vi", "Shinyokohama 2-chome (Quận Kohoku)"),
        ("ne", "शिन्योकोहामा 2 (कोहोकु वडा)"),
        ("uk", "Шінйокогама 2 (Район Кохоку)"),
        ("zh-Hant", "新横浜2丁目 (港北區)"),
    ],
)
def test_a_chome_is_named_in_the_readers_language(language: str, label: str) -> None:
    assert chome(town_named("新横浜"), 2).qualified_label(language) == label


def test_a_chome_that_does_not_exist_is_none() -> None:
    assert chome(town_named("新横浜"), 9) is None


def test_a_large_undivided_town_says_how_far_it_reaches() -> None:
    assert town_named("和泉町").precision_m >= 2_500


def test_no_town_is_said_to_be_nearer_than_a_quarter_kilometre() -> None:
    assert min(town.precision_m for town in towns().values()) >= 250


def test_a_ward_has_no_precision() -> None:
    assert {ward.precision_m for ward in ward_places().values()} == {None}


@pytest.mark.parametrize(
    ("digits", "label", "ward_code"),
    [
        ("2260019", "226-0019 (中山)", "14113"),
        ("2200000", "220-0000 (西区)", "14103"),
        ("2208080", "220-8080 (みなとみらい4丁目)", "14103"),
    ],
)
def test_a_postal_code_belongs_to_a_town_a_ward_or_a_chome(digits: str | None, label: str, ward_code: str) -> None:
    place = postcode(digits)

    assert (place.kind, place.qualified_label("ja"), place.ward_code) == ("postcode", label, ward_code)


def test_every_postal_code_leads_to_a_place() -> None:
    assert [row["postcode"] for row in table("postcodes") if postcode(row["postcode"]) is None] == []


def test_a_postal_code_of_elsewhere_is_none() -> None:
    assert postcode("1000001") is None


def test_towns_lie_in_their_ward_or_at_its_border() -> None:
    outlines = ward_outlines()

    astray = [town.names["ja"] for town in towns().values() if ward_at(outlines, town.point) != town.ward_code]

    # Land filled since the outlines were drawn, and points beside a simplified border.
    assert len(astray) < 10


def test_every_chome_point_counts_once_and_towns_with_chome_not_at_all() -> None:
    points = chome_points("14113")

    nakayama = town_named("中山")
    assert len(points) == sum(1 for row in table("chome") if row["town"].startswith("14113")) + sum(
        1 for town in towns().values() if town.ward_code == "14113" and chome(town, 1) is None
    )
    assert distance_m(chome(nakayama, 1).point, points[points.index(chome(nakayama, 1).point)]) == 0
