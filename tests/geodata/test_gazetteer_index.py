from geodata.folding import fold_romaji
from geodata.gazetteer_index import by_name, keys, known_names

KINDS = ["station", "ward", "town"]


def test_every_list_of_namesakes_is_in_the_order_of_kinds() -> None:
    unordered = [
        name
        for name, places in known_names().items()
        if [place.kind for place in places] != sorted((place.kind for place in places), key=KINDS.index)
    ]

    assert unordered == []


def test_every_name_is_folded() -> None:
    assert [name for name in known_names() if name != fold_romaji(name)] == []


def test_an_ending_is_dropped_only_where_the_name_with_it_is_unknown() -> None:
    assert {place.kind for place in by_name("黄金町")} == {"station", "town"}
    assert {place.kind for place in by_name("中山駅")} == {"station"}


def test_a_town_answers_without_its_ending_only_where_nothing_else_does() -> None:
    assert [place.label("ja") for place in by_name("山下")] == ["山下町"]
    assert [place.label("ja") for place in by_name("泉")] == ["泉区"]


def test_keys_of_names_are_folded_and_in_every_language() -> None:
    assert keys([{"ja": "緑区", "en": "Midori Ward"}, {"ko": "미도리구"}]) == {"緑区", "midoriward", "미도리구"}
