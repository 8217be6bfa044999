"""Whose data the tables are made of, for the page that must say so."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source. `text` is shown as it stands, in Japanese where the publisher asks for that."""

    what: str
    text: str
    licence: str


ATTRIBUTIONS: Final = (
    Attribution(
        what="Ward outlines and land",
        text="「国土数値情報（行政区域データ）」（国土交通省）を加工して作成",
        licence="国土数値情報の利用規約",
    ),
    Attribution(
        what="Points of stations",
        text="「国土数値情報（鉄道データ）」（国土交通省）を加工して作成",
        licence="CC BY 4.0",
    ),
    Attribution(
        what="Names of stations and lines",
        text="mini-tokyo-3d, StationAPI",
        licence="MIT",
    ),
    Attribution(
        what="Names of towns",
        text="「アドレス・ベース・レジストリ」（デジタル庁）を加工して作成",
        licence="公共データ利用規約（第1.0版）",
    ),
    Attribution(
        what="Points of towns",
        text="Geolonia 住所データ（CC BY 4.0）を加工して作成",
        licence="CC BY 4.0",
    ),
    Attribution(
        what="Reach of towns",
        text="「国土数値情報（市町村役場等及び公的集会施設データ）」（国土交通省）を加工して作成",
        licence="国土数値情報の利用規約",
    ),
    Attribution(
        what="Postal codes",
        text="日本郵便の郵便番号データを加工して作成",
        licence="自由に利用可（日本郵便）",
    ),
    Attribution(
        what="Foreign residents in 2020",
        text="「令和2年国勢調査」（総務省統計局）を加工して作成",
        licence="政府統計の総合窓口（e-Stat）利用規約",
    ),
)
"""Every source, in the order in which geodata/data/SOURCES.md lists their tables."""
