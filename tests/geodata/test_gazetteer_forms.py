from collections.abc import Iterator

import pytest

from geodata.gazetteer import places_named

NAKAYAMA = """
中山 なかやま ナカヤマ ﾅｶﾔﾏ Nakayama NAKAYAMA Ｎａｋａｙａｍａ naka-yama 나카야마 나카야마역 中山駅 中山站 中山車站
なかやまえき nakayama-eki Nakayama-Eki nakayama_station NAKAYAMA-EKI estação_Nakayama estación_de_Nakayama
Ga_Nakayama Stasiun_Nakayama Istasyon_ng_Nakayama станція_Nakayama
中山_(JR横浜線) 中山（市営地下鉄グリーンライン）
"""

# An underscore stands for a space.
FORMS = {
    (
        "station",
        "保土ヶ谷",
    ): "保土ヶ谷 保土ケ谷 保土が谷 保土ｹ谷 保土谷 ほどがや ホドガヤ Hodogaya hodogaya-eki 호도가야 保土ケ谷駅",
    ("station", "戸塚"): "戸塚 \u6238\ufa10 戶塚 户冢 とつか Totsuka Totuka 도쓰카 户冢站 戸塚駅",
    ("station", "磯子"): "磯子 矶子 いそご Isogo 이소고",
    ("station", "センター南"): "センター南 ｾﾝﾀｰ南 センタ-南 せんたーみなみ Center-Minami Center_Minami CENTERMINAMI",
    (
        "station",
        "新横浜",
    ): "新横浜 新横濱 新橫濱 新横滨 しんよこはま Shin-Yokohama Shin_Yokohama Shinyokohama 신요코하마",
    ("station", "みなとみらい"): "みなとみらい ミナトミライ Minatomirai Minato-Mirai 미나토미라이 港未来 港未來",
    ("station", "横浜"): "横浜 橫濱 横滨 よこはま Yokohama 요코하마 横浜駅 Yokohama_Station 요코하마역 横滨站",
    ("station", "大口"): "大口 Oguchi Ooguchi Ōguchi Ohguchi おおぐち おーぐち",
    ("station", "黄金町"): "黄金町 黃金町 Koganecho Kogane-cho Kōganechō こがねちょう",
    ("station", "三ツ境"): "三ツ境 三ッ境 三つ境 Mitsukyo Mitukyou",
    ("station", "市が尾"): "市が尾 市ヶ尾 市ケ尾 Ichigao",
    ("station", "元町・中華街"): "元町・中華街 元町中華街 Motomachi-Chukagai Motomachi_Chūkagai 元町·中华街",
    (
        "ward",
        "緑区",
    ): "緑区 綠區 绿区 みどり区 みどりく midori-ku Midori_Ward 미도리구 緑 Midori quận_Midori 横浜市緑区",
    (
        "ward",
        "保土ケ谷区",
    ): "保土ケ谷区 保土ヶ谷区 保土が谷区 保土谷區 ほどがやく Hodogaya-ku hodogaya_ward 호도가야구",
    ("ward", "戸塚区"): "戸塚区 户冢区 戶塚區 Totsuka-ku とつかく 神奈川県横浜市戸塚区",
    ("ward", "中区"): "中区 Naka-ku Naka_Ward 中 나카구",
    (
        "town",
        "中山1丁目",
    ): "中山1丁目 中山１丁目 中山一丁目 中山1 なかやま1ちょうめ Nakayama_1-chome 1-chome_Nakayama 中山1-6",
    ("town", "新横浜2丁目"): "新横浜2 新横浜二丁目 Shin-Yokohama_2-chōme 2_Chome-3-1_Shinyokohama",
    ("town", "中山町"): "中山町 Nakayamacho Nakayama-cho なかやまちょう",
    ("town", "山下町"): "山下町 山下 Yamashita Yamashita-cho 中区山下町 横浜市中区山下町2",
    ("town", "和泉町"): "和泉町 和泉 泉区和泉町4636",
    ("town", "みなとみらい3丁目"): "みなとみらい3丁目 みなとみらい3 Minatomirai_3-chome",
}


def forms() -> Iterator[tuple[str, str, str]]:
    for (kind, name), texts in FORMS.items():
        yield from ((kind, name, text.replace("_", " ")) for text in texts.split())


def first(text: str) -> list[tuple[str, str]]:
    return [(place.kind, place.label("ja")) for place in places_named(text)[:1]]


@pytest.mark.parametrize("text", [text.replace("_", " ") for text in NAKAYAMA.split()])
def test_nakayama_station_is_found_in_every_form(text: str) -> None:
    assert first(text) == [("station", "中山")]


@pytest.mark.parametrize(("kind", "name", "text"), list(forms()))
def test_a_place_is_found_in_every_form_of_its_name(kind: str, name: str, text: str) -> None:
    assert first(text) == [(kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        "226-0019",
        "2260019",
        "〒226-0019",
        "〒 226-0019",
        "２２６－００１９",
        "〒２２６ー００１９",
        "२२६-००१९",
        "226−0019",
    ],
)
def test_a_postal_code_is_found_in_every_form(text: str) -> None:
    assert first(text) == [("postcode", "226-0019")]
