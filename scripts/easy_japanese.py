#!/usr/bin/env python3
"""Lints easy Japanese, in the catalogue and in the records: readings, short sentences, plain words.

Source of the rules: the Immigration Services Agency's guideline on easy Japanese (2020).
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import translations  # noqa: E402 - found by the line above.
from services.furigana import plain  # noqa: E402 - found by the line above.
from services.languages import EASY_JAPANESE  # noqa: E402 - found by the line above.

TEXTS = ROOT / "services" / "data" / "texts.csv"
LONGEST_SENTENCE = 60
"""In characters, without readings, spaces, gaps and web addresses."""

READING = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
KANJI = re.compile(r"[\u3400-\u9fff々〆]")
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30faー・]+")
KATAKANA = re.compile(r"[\u30a1-\u30faー]+")
GAP_OR_ADDRESS = re.compile(r"%\(\w+\)s|https?://\S+")
SENTENCE_END = re.compile(r"[。！？\n]")
RANGE = re.compile(r"[〜～]|(?<=\d)[–-](?=\d{1,2}(?:時|月|日))")
CLOCK_TIME = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)")
DOUBLE_NEGATIVES = re.compile(
    r"ない(?:こと|わけ|もの|の)(?:は|も|では)?(?:ない|ありません)|なく(?:は|も)(?:ない|ありません)|ざるを得|ないでは(?:い|あり)"
)
# Words from other languages that only people in an office know, each with what to write.
DIFFICULT_KATAKANA = {
    "アカウント": "{名前|なまえ}や メール",
    "アクセシビリティ": "だれでも {使|つか}えるように",
    "アクセス": "{行|い}き{方|かた}",
    "アドバイス": "{相談|そうだん}",
    "オリエンテーション": "はじめての {説明|せつめい}",
    "ガイダンス": "{説明|せつめい}",
    "カウンセリング": "{相談|そうだん}",
    "キャンセル": "やめる こと",
    "コーディネーター": "{手伝|てつだ}う {人|ひと}",
    "コミュニケーション": "{話|はな}す こと",
    "サーバー": "コンピューター",
    "サポート": "{手伝|てつだ}い",
    "シェルター": "{逃|に}げる ところ",
    "スタッフ": "{働|はたら}いて いる {人|ひと}",
    "セミナー": "{勉強|べんきょう}する {会|かい}",
    "ニーズ": "したい こと",
    "ネグレクト": "{子|こ}どもの {世話|せわ}を しない こと",
    "ハザードマップ": "{危|あぶ}ない ところの {地図|ちず}",
    "プライバシー": "あなたの {情報|じょうほう}",
    "ライセンス": "ルール",
    "リハビリ": "{体|からだ}を {動|うご}かす {練習|れんしゅう}",
    "ワークショップ": "みんなで {作|つく}ったり {話|はな}したり する {会|かい}",
}
# A name is as it is, and an address is no sentence.
NAMES = {("organization", "name"), ("location", "name"), ("location", "address")}


def main() -> None:
    """Print every fault and exit 1, or say that there is none."""
    found = [*problems()]
    for problem in found:
        print(problem)
    if found:
        sys.exit(f"{len(found)} faults of easy Japanese.")
    print("Easy Japanese is easy, as far as a program can tell.")


def problems() -> Iterator[str]:
    """Yield a line for each fault of the catalogue and the records."""
    for place, text in messages():
        yield from (f"{place}: {fault}" for fault in faults(text))
    for place, text, is_name in records():
        yield from (f"{place}: {fault}" for fault in faults(text, is_name=is_name))


def messages() -> Iterator[tuple[str, str]]:
    """Yield place and text of each message in easy Japanese."""
    catalogue = translations.read(translations.catalogue_path(EASY_JAPANESE), EASY_JAPANESE.locale)
    for message in catalogue:
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        yield from ((f"message {message.id!r}", form) for form in forms if message.id and form)


def records() -> Iterator[tuple[str, str, bool]]:
    """Yield place and text of each record in easy Japanese, and whether it is a name."""
    with TEXTS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["language"] == EASY_JAPANESE.slug:
                is_name = (row["owner"], row["field"]) in NAMES
                yield f"{row['owner']} {row['record']} {row['field']}", row["text"], is_name


def faults(text: str, *, is_name: bool = False) -> Iterator[str]:
    """Yield what is wrong with one text; a name may be long and have any katakana."""
    yield from faults_of_readings(text)
    if unicodedata.normalize("NFC", text) != text:
        yield "is not in normal form C"
    words = GAP_OR_ADDRESS.sub("", plain(text))
    if not is_name:
        yield from faults_of_wording(words)


def faults_of_readings(text: str) -> Iterator[str]:
    """Yield the faults of furigana."""
    without = READING.sub("", text)
    if re.search(r"[{}|]", without):
        yield f"has braces that are no {{word|reading}}: {text}"
    for kanji in KANJI.findall(without):
        yield f"has kanji without furigana: {kanji} in {text}"
    for word, reading in READING.findall(text):
        if not KANA.fullmatch(reading):
            yield f"has a reading that is not kana: {word} {reading}"
        if not KANJI.search(word):
            yield f"has a reading over a word without kanji: {word}"


def faults_of_wording(words: str) -> Iterator[str]:
    """Yield the faults of a text without its readings, gaps and web addresses."""
    if RANGE.search(words) or CLOCK_TIME.search(words):
        yield f"has a range or a time not as one says it, 9時から 17時まで: {words}"
    for sentence in SENTENCE_END.split(words):
        length = len(re.sub(r"\s", "", sentence))
        if length > LONGEST_SENTENCE:
            yield f"has a sentence of {length} characters: {sentence}"
    if found := DOUBLE_NEGATIVES.search(re.sub(r"\s", "", words)):
        yield f"has a double negative: {found[0]}"
    for word in KATAKANA.findall(words):
        if word in DIFFICULT_KATAKANA:
            yield f"has a word few people know: {word}; for example {plain(DIFFICULT_KATAKANA[word])}"


if __name__ == "__main__":
    main()
