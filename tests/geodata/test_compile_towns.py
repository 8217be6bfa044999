from collections.abc import Sequence

import geopandas as gpd
import pytest
import shapely

from geodata.compile_towns import CHOME_M, GUESSED_M, Town, chome_table, postcode_table, town_table, whole_town
from geodata.coords import EPSG_4326

# Two kilometres wide and high, about.
WARDS = gpd.GeoDataFrame({"code": ["14113"]}, geometry=[shapely.box(139.5, 35.5, 139.522, 35.518)], crs=EPSG_4326)


def row(number: str, chome: str = "", lat: str = "35.505", **changes: str) -> dict[str, str]:
    return {
        "town_id": f"14113-{number}",
        "code": "14113",
        "ward_ja": "緑区",
        "town_ja": "中山",
        "chome": chome,
        "name_kana": "ナカヤマ" + (f"{chome}チョウメ" if chome else ""),
        "name_en": "Nakayama" + (f" {chome}-chome" if chome else ""),
        "lat": lat,
        "lon": "139.511",
        "pos_precision": "exact",
    } | changes


FIRST, SECOND = row("0024001", "1"), row("0024002", "2", lat="35.513")


def only_town(source: list[dict[str, str]], facilities: Sequence[dict[str, str]] = ()) -> Town:
    (town,) = town_table(source, WARDS, facilities)
    return town


def test_a_town_with_only_chome_lies_in_their_middle_and_reaches_them_all() -> None:
    town = only_town([FIRST, SECOND])

    assert (town.town_id, town.place.point.lat) == ("14113-0024000", pytest.approx(35.509))
    assert town.place.precision_m > max(chome.precision_m for chome in town.chome.values())


def test_a_chome_reaches_to_the_middle_between_it_and_the_next_or_to_the_ward_border() -> None:
    town = only_town([FIRST, SECOND])

    assert [chome.precision_m for chome in town.chome.values()] == [1150, 1150]


def test_a_facility_farther_out_widens_its_chome() -> None:
    far = {"address_ja": "横浜市緑区中山1-6-15", "lat": "35.525", "lon": "139.511"}

    town = only_town([FIRST, SECOND], [far])

    assert [chome.precision_m for chome in town.chome.values()] == [2250, 1150]


def test_a_facility_of_an_unknown_address_widens_nothing() -> None:
    far = {"address_ja": "横浜市旭区どこか1", "lat": "35.6", "lon": "139.511"}

    assert only_town([FIRST, SECOND], [far]) == only_town([FIRST, SECOND])


def test_a_chome_without_a_point_of_its_own_is_as_wide_as_its_town() -> None:
    town = only_town([row("0024000"), row("0024001", "1", pos_precision="parent_town")])

    assert town.chome[1] == town.place


def test_a_point_that_was_a_guess_says_so() -> None:
    towns = town_table([row("0024000", pos_precision="approx"), row("0025000", town_ja="山")], WARDS, [])

    assert towns[0].place.precision_m == GUESSED_M


def test_no_place_is_said_to_be_nearer_than_a_quarter_kilometre() -> None:
    dense = [row(f"00240{number:02d}", str(number), lat=str(35.505 + number / 10_000)) for number in range(1, 30)]

    assert min(chome.precision_m for chome in only_town(dense).chome.values()) >= CHOME_M


def test_missing_romaji_is_made_from_the_kana() -> None:
    assert only_town([row("0024000", name_en="")]).en == "Nakayama"


def test_chome_are_written_with_their_town_and_number() -> None:
    rows = chome_table([only_town([FIRST, SECOND])])

    assert [(chome["town"], chome["chome"]) for chome in rows] == [("14113-0024000", 1), ("14113-0024000", 2)]


@pytest.mark.parametrize(
    ("kind", "town_id", "place"),
    [
        ("town", "14113-0024001", "14113-0024000"),
        ("business", "14113-0024001", "14113-0024001"),
        ("building", "14113-0024000", "14113-0024000"),
        ("ward_default", "", "14113"),
    ],
)
def test_a_postal_code_leads_to_a_whole_town_unless_it_is_an_offices(kind: str, town_id: str, place: str) -> None:
    (code,) = postcode_table([{"postcode": "2260019", "kind": kind, "town_id": town_id, "code": "14113"}])

    assert code == {"postcode": "2260019", "place": place}


def test_the_town_of_a_chome_ends_in_zeros() -> None:
    assert whole_town("14113-0024001") == whole_town("14113-0024000") == "14113-0024000"
