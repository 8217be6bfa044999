from dataclasses import replace

import pytest

from services.models import Kind
from services.openformats.jsonld import Link, Node, Written
from services.openformats.jsonld_places import Place, ServiceOfPlace, international, place_nodes, spoken_tag
from services.timetables import Channel, LanguageRow
from tests.timetables_for_tests import NINE_TO_FIVE, UNKNOWN_WEEK, day, speaking

WORDS = {channel: channel.value for channel in Channel}
LOUNGE = Place(
    url="https://a/en/locations/x",
    tag="en",
    kind=Kind.LOUNGE,
    name=Written("Lounge", "en"),
    name_ja=None,
    description=None,
    phones=(),
    faxes=(),
    email=None,
    website=None,
    address=None,
    address_ja=None,
    postal_code=None,
    ward=Link("Midori Ward", "https://a/en/wards/14113"),
    point=None,
    accuracy_m=None,
    timetable=UNKNOWN_WEEK,
    hours_note=None,
    organization=None,
    services=(),
)
CONSULTATION = ServiceOfPlace(name=Written("Advice", "en"), needs=("Advice", "Visa"), is_free=None, timetable=None)


def nodes(place: Place) -> list[Node]:
    return place_nodes(place, WORDS, day("2026-11-24"))


def test_of_what_is_not_known_nothing_is_said() -> None:
    assert nodes(LOUNGE) == [
        {
            "@type": ["CivicStructure", "LocalBusiness"],
            "@id": "https://a/en/locations/x#place",
            "url": "https://a/en/locations/x",
            "name": "Lounge",
            "containedInPlace": {
                "@type": "AdministrativeArea",
                "name": "Midori Ward",
                "url": "https://a/en/wards/14113",
            },
        }
    ]


@pytest.mark.parametrize(
    ("kind", "types"),
    [
        (Kind.WARD_OFFICE, ["GovernmentOffice"]),
        (Kind.CITY_OFFICE, ["GovernmentOffice"]),
        (Kind.PASSPORT_CENTER, ["GovernmentOffice"]),
        (Kind.CONSULTATION_CENTER, ["CivicStructure", "LocalBusiness"]),
        (Kind.JAPANESE_LEARNING_CENTER, ["CivicStructure", "LocalBusiness"]),
        (Kind.OTHER, ["LocalBusiness"]),
    ],
)
def test_only_offices_of_the_state_or_city_are_called_so(kind: Kind, types: list[str]) -> None:
    place, service = nodes(replace(LOUNGE, kind=kind, services=(CONSULTATION,)))

    assert place["@type"] == types
    assert service["@type"] == ("GovernmentService" if types == ["GovernmentOffice"] else "Service")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("045-222-1209", "+81-45-222-1209"),
        ("03-5796-7112", "+81-3-5796-7112"),
        ("0120-123-456", "0120-123-456"),
        ("0570-013904", "0570-013904"),
        ("+81-45-222-1209", "+81-45-222-1209"),
        ("110", "110"),
        ("#7119", "#7119"),
    ],
)
def test_a_number_is_dialled_from_anywhere_if_it_can_be(number: str, expected: str) -> None:
    assert international(number) == expected


@pytest.mark.parametrize(
    ("accuracy_m", "kind"), [(None, "GeoCoordinates"), (99, "GeoCoordinates"), (100, "GeoCircle")]
)
def test_a_point_that_is_not_sure_is_a_circle(accuracy_m: int | None, kind: str) -> None:
    geo = nodes(replace(LOUNGE, point=(35.5, 139.5), accuracy_m=accuracy_m))[0]["geo"]

    assert geo["@type"] == kind
    assert geo.get("geoRadius") == (accuracy_m if kind == "GeoCircle" else None)
    assert geo.get("geoMidpoint", geo)["latitude"] == 35.5


def test_an_address_stands_in_both_languages() -> None:
    address = nodes(replace(LOUNGE, address=Written("1 Nakayama", "en"), address_ja=Written("中山1", "ja")))[0][
        "address"
    ]

    assert address["streetAddress"] == ["1 Nakayama", {"@value": "中山1", "@language": "ja"}]


def test_each_channel_has_its_languages_and_how_it_is_reached() -> None:
    rows = [
        LanguageRow("zh-hant", Channel.PHONE),
        LanguageRow("tl", Channel.PHONE),
        LanguageRow("pt", Channel.COUNTER),
    ]
    place = replace(LOUNGE, phones=("045-1-2",), timetable=speaking(NINE_TO_FIVE, *rows), services=(CONSULTATION,))

    found, counter, phone, service = nodes(place)

    assert (counter["contactType"], counter["availableLanguage"]) == ("counter", ["pt"])
    assert counter["serviceLocation"] == {"@id": found["@id"]}
    assert (phone["contactType"], phone["availableLanguage"]) == ("phone", ["zh", "fil"])
    assert phone["servicePhone"] == [{"@type": "ContactPoint", "telephone": "+81-45-1-2"}]
    links = [{"@id": counter["@id"]}, {"@id": phone["@id"]}]
    assert found["contactPoint"] == service["availableChannel"] == links


def test_hours_that_are_old_say_so() -> None:
    place = nodes(replace(LOUNGE, timetable=NINE_TO_FIVE, hours_note="As of 2019"))[0]

    assert {node["description"] for node in place["openingHoursSpecification"]} == {"As of 2019"}
    assert "description" not in nodes(replace(LOUNGE, timetable=NINE_TO_FIVE))[0]["openingHoursSpecification"][0]


@pytest.mark.parametrize(("is_free", "expected"), [(True, 0), (False, None), (None, None)])
def test_a_price_is_said_only_where_it_is_nothing(*, is_free: bool | None, expected: int | None) -> None:
    service = nodes(replace(LOUNGE, services=(replace(CONSULTATION, is_free=is_free),)))[1]

    assert service.get("offers", {}).get("price") == expected


def test_a_service_with_hours_of_its_own_says_them_with_their_exceptions() -> None:
    hours = nodes(replace(LOUNGE, services=(replace(CONSULTATION, timetable=NINE_TO_FIVE),)))[1]["hoursAvailable"]

    assert [node.get("validFrom") for node in hours] == [None, "2027-01-01", "2027-01-11"]


@pytest.mark.parametrize(
    ("slug", "tag"),
    [("zh-hans", "zh"), ("pt", "pt"), ("tl", "fil"), ("ja-easy", "ja-simple"), ("ne", "ne"), ("xx", "xx")],
)
def test_a_spoken_language_has_neither_script_nor_country(slug: str, tag: str) -> None:
    assert spoken_tag(slug) == tag
