"""One spelling for the many ways to write the same name: folded text is for matching, never for show."""

import re
import unicodedata
from typing import Final

from geodata.kana import hiragana

_KANJI: Final = "々㐀-䶿一-鿿"

# What NFKC leaves apart: Japanese old and new forms, and the traditional Chinese forms that
# coincide with the old ones. A word for each pair would be a dictionary; a letter each is enough.
_OLD_KANJI: Final = (
    "澤瀧櫻濱濵邊邉齋齊斉圓髙嶋嶌﨑靏靍鸖國學縣區實廣眞壽榮藏萬鐵驛關瀨惠龍德綠淺豐莊藝會氣體當證勞發寶冨惡"
    "曾晝條來變經總縱乘繩螢鷄鹽麥黃黑點劍彌戶檜樂橫步淸溫滿澁潛燒狹獨畫禮竝粹緖團壓壤斷稻譯讀醫鄉郞隨險雜"
    "靈靜顯飮驗齡龜埜萊應數轉廳號圖寫從對廢擴敎晚每歸歲營爭燈產盡續聲臺與舊藥處蟲裝覺觀賣輕辭遞遲醉釋錢鎭餘騷驅户"
)
_NEW_KANJI: Final = (
    "沢滝桜浜浜辺辺斎斎斎円高島島崎鶴鶴鶴国学県区実広真寿栄蔵万鉄駅関瀬恵竜徳緑浅豊荘芸会気体当証労発宝富悪"
    "曽昼条来変経総縦乗縄蛍鶏塩麦黄黒点剣弥戸桧楽横歩清温満渋潜焼狭独画礼並粋緒団圧壌断稲訳読医郷郎随険雑"
    "霊静顕飲験齢亀野莱応数転庁号図写従対廃拡教晩毎帰歳営争灯産尽続声台与旧薬処虫装覚観売軽辞逓遅酔釈銭鎮余騒駆戸"
)

# Simplified Chinese forms of the kanji in names of the city's places, and the few traditional ones that differ still.
_CHINESE: Final = (
    "并龟仓别胜势园场冢宫冈岛师广库后齐东荣樱业乐桥岁泽滨满泷浓濑狮产盘矶筿蓑红纲总绿兴华叶莳莲见访诹丰贯贺车轻轮边进乡"
    "铃铁锦锻镰长门间关阳雾须领头风饭马驹骑鸟凤鸭鹤鹭內俁踴涩澀築"
)
_JAPANESE: Final = (
    "並亀倉別勝勢園場塚宮岡島師広庫後斎東栄桜業楽橋歳沢浜満滝濃瀬獅産盤磯篠簑紅綱総緑興華葉蒔蓮見訪諏豊貫賀車軽輪辺進郷"
    "鈴鉄錦鍛鎌長門間関陽霧須領頭風飯馬駒騎鳥鳳鴨鶴鷺内俣踊渋渋筑"
)

# Latin letters whose stroke or missing dot is part of the letter: no decomposition takes it off.
_LATIN: Final = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"}

# Ukrainian and Russian write one sound with different letters, and phones offer one keyboard at a time:
# віза and виза, лікар and лікарь, Ґ and Г. No й: it is a consonant.
_CYRILLIC: Final = dict.fromkeys("іїы", "и") | dict.fromkeys("єэё", "е") | {"ґ": "г", "ь": "", "ъ": ""}

# What Nepali spells in two ways, by rule or by habit: long and short i and u, श ष स, ब व, न ण, and nukta not at all.
_DEVANAGARI: Final = {
    "ी": "ि", "ू": "ु", "ई": "इ", "ऊ": "उ", "ॆ": "े", "ॊ": "ो", "ॅ": "े", "ॉ": "ो", "श": "स", "ष": "स", "व": "ब",
    "ण": "न", "ँ": "ं", "\u093c": "",
}  # fmt: skip

_LETTERS: Final = str.maketrans(
    dict(zip(_OLD_KANJI + _CHINESE, _NEW_KANJI + _JAPANESE, strict=True)) | _LATIN | _CYRILLIC | _DEVANAGARI
)
# The nasal before a consonant is written as a dot or as a half letter: हिंदी, हिन्दी.
_HALF_NASAL: Final = re.compile("[ङञनम]्(?=[क-ह])")

# น้ำ typed with its signs in another order, แ typed as เ twice, a sign typed twice.
_THAI_AM: Final = re.compile("([\u0e48-\u0e4b]?)\u0e4d([\u0e48-\u0e4b]?)\u0e32([\u0e48-\u0e4b]?)")
_THAI_TWICE: Final = re.compile("([\u0e30-\u0e3a\u0e47-\u0e4e])\\1+")

_DIGIT: Final = re.compile(r"\d")
_LATIN_LETTER: Final = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")
_JAPANESE_LETTER: Final = re.compile(f"[{_KANJI}ぁ-ヿ]")
_INDIC_OR_THAI: Final = re.compile("[\u0900-\u097f\u0e01-\u0e5b]")

# 保土ケ谷, 保土ヶ谷, 保土が谷; 5ヶ所, 5か所: a small letter read "ga" or "ka" between kanji.
_GA: Final = re.compile(
    "|".join(
        (
            "[ヶヵ]",
            rf"(?<=[{_KANJI}ぁ-ゖ])ケ(?=[{_KANJI}])",
            rf"(?<=[{_KANJI}])カ(?=[{_KANJI}])",
            rf"(?<=[\d一二三四五六七八九十数何])[ケカかが](?=[{_KANJI}])",
        )
    )
)
# 三ツ沢, 三ッ沢, 三つ沢.
_TSU: Final = re.compile(rf"(?<=[{_KANJI}])[ッっ](?=[{_KANJI}])")

_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u301c\u30fc~"
_LONG_KANA: Final = re.compile(rf"(?<=[ぁ-ゖ])[{_DASHES}](?!\d)")
_VOWEL_ROWS: Final = {
    "あ": "ぁあかがさざただなはばぱまゃやらゎわゕ",
    "い": "ぃいきぎしじちぢにひびぴみりゐ",
    "う": "ぅうくぐすずっつづぬふぶぷむゅゆるゔ",
    "え": "ぇえけげせぜてでねへべぺめれゑゖ",
    "お": "ぉおこごそぞとどのほぼぽもょよろを",
}
_VOWEL_OF: Final = {kana: vowel for vowel, row in _VOWEL_ROWS.items() for kana in row}

_RUNS_OF_LATIN: Final = re.compile(r"[a-z]+")
# Hepburn with or without long vowels, Kunrei and Nihon spellings, all brought to one.
_ROMAJI: Final = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"o(?:[ou]|h(?![aeiouy]))+", "o"),
        (r"([aeiu])\1+", r"\1"),
        (r"m(?=[bmp])", "n"),
        (r"t(?=ch)", "c"),
        (r"sh(?=[aueo])", "sy"),
        (r"ch(?=[aueo])", "ty"),
        (r"jy?(?=[aueo])", "zy"),
        (r"shi", "si"),
        (r"c?chi", "ti"),
        (r"tsu", "tu"),
        (r"fu", "hu"),
        (r"[jd]i", "zi"),
        (r"d[sz]?u", "zu"),
    )
)


def fold(text: str) -> str:
    """Return `text` in the one form in which names and queries are compared.

    Width, case, katakana and hiragana, old and new kanji, ケ ヶ が, diacritics of Latin letters,
    spaces, hyphens and punctuation no longer tell texts apart. ー becomes the vowel it lengthens.
    So do simplified kanji of our place names, і и ы, and what Nepali spells in two ways. Vowel signs and
    tone marks of Indic and Thai scripts are no accents: they stay, as do й and composed Hangul.
    """
    folded = ascii_digits(unicodedata.normalize("NFKC", text)).casefold()
    if folded.isascii():
        return "".join(filter(str.isalnum, folded))
    if _LATIN_LETTER.search(folded):
        folded = _without_latin_marks(folded)
    folded = folded.translate(_LETTERS)
    if _JAPANESE_LETTER.search(folded):
        folded = hiragana(_GA.sub("が", _TSU.sub("つ", folded)))
        folded = _LONG_KANA.sub(_vowel_before, folded)
    if _INDIC_OR_THAI.search(folded):
        folded = _thai_in_order(_HALF_NASAL.sub("ं", folded))
    return folded.translate(_KEPT)


def fold_romaji(text: str) -> str:
    """Return `fold(text)` with the ways to romanise Japanese made one: Ōguchi, Ooguchi, Ohguchi, Oguchi.

    Long vowels are short, Shimbashi is Shinbashi, Chigasaki is Tigasaki. Meant for names of places:
    in other words it would join what should stay apart.
    """
    return _RUNS_OF_LATIN.sub(_one_romaji, fold(text))


def ascii_digits(text: str) -> str:
    """Return text with the digits of every script, such as ०१२ or ๐๑๒, as 012."""
    if text.isascii() or not _DIGIT.search(text):
        return text
    return "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)


def _one_romaji(run: re.Match[str]) -> str:
    """Return one run of Latin letters in the one romanisation."""
    spelling = run.group()
    for pattern, replacement in _ROMAJI:
        spelling = pattern.sub(replacement, spelling)
    return spelling


def _without_latin_marks(text: str) -> str:
    """Return `text` without the marks over and under Latin letters, and with all other marks."""
    kept: list[str] = []
    after_latin = False
    for letter in text:
        if unicodedata.combining(letter) and after_latin:
            continue
        base = letter if letter.isascii() else unicodedata.normalize("NFD", letter)[0]
        after_latin = base.isascii() and base.isalpha()
        kept.append(base if after_latin else letter)
    return "".join(kept)


def _thai_in_order(text: str) -> str:
    """Return Thai text with its signs once and in one order, however they were typed."""
    return _THAI_TWICE.sub(r"\1", _THAI_AM.sub("\\1\\2\\3\u0e4d\u0e32", text.replace("เเ", "แ")))


def _vowel_before(dash: re.Match[str]) -> str:
    """Return the vowel of the kana before a long-vowel mark, or nothing after ん."""
    return _VOWEL_OF.get(dash.string[dash.start() - 1], "")


class _Kept(dict[int, str]):
    """What becomes of each letter, looked up once: letters, numbers and the marks that belong to them stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        # Modifier letters such as ʼ stand for apostrophes; 々 and ー are not among these.
        is_kept = unicodedata.category(letter)[0] in "LMN" and not "\u02b0" <= letter <= "\u02ff"
        self[code] = letter if is_kept else ""
        return self[code]


_KEPT: Final = _Kept()
