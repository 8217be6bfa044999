import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.folding import ascii_digits, fold, fold_romaji

SAME = [
    ("保土ケ谷", "保土ヶ谷", "保土が谷", "保土ｹ谷", "保土ガ谷"),
    ("市が尾", "市ヶ尾", "市ケ尾"),
    ("茅ケ崎", "茅ヶ崎", "茅が崎"),
    ("すみれが丘", "すみれヶ丘", "すみれケ丘"),
    ("5か国語", "5ヶ国語", "５カ国語", "5ヵ国語", "5ケ国語"),
    ("三ツ沢", "三ッ沢", "三つ沢", "三っ沢"),
    ("日ノ出町", "日の出町"),
    ("ナカヤマ", "なかやま", "ﾅｶﾔﾏ", "な か や ま"),
    ("センター南", "ｾﾝﾀｰ南", "せんたー南", "センタ−南", "センタ-南", "センター・南", "センタア南"),
    ("元町・中華街", "元町中華街", "元町･中華街", "元町/中華街"),
    ("横浜", "橫濱", "横濱", "横濵"),
    ("戸塚", "戶塚", "户塚", "\u6238\ufa10"),
    ("渡辺", "渡邊", "渡邉"),
    ("斎藤", "齋藤", "斉藤", "齊藤"),
    ("高島", "髙島", "高嶋", "高嶌"),
    ("鶴見", "靏見", "靍見"),
    ("桜木町", "櫻木町"),
    ("金沢", "金澤"),
    ("滝頭", "瀧頭"),
    ("円海山", "圓海山"),
    ("Nakayama", "NAKAYAMA", "Ｎａｋａｙａｍａ", "naka-yama", "Naka yama", "naka‐yama", "Na'kayama", "Naka’yama"),
    ("Đà Nẵng", "da nang", "ĐÀ NẴNG"),
    ("Informação", "informacao", "INFORMAC\u0327A\u0303O"),
    ("İstanbul", "istanbul", "ıstanbul"),
    ("Łódź", "lodz"),
    ("226-0019", "２２６－００１９", "〒226‐0019", "२२६००१९"),
    ("나카야마", unicodedata.normalize("NFD", "나카야마")),
    ("п’ять", "пʼять", "п'ять"),
    ("鶴見", "鹤见"),
    ("青葉", "青叶"),
    ("瀬谷", "瀨谷", "濑谷"),
    ("都筑", "都築"),
    ("関内", "關內", "关内"),
    ("віза", "виза"),
    ("лікар", "лікарь"),
    ("Київ", "Киів"),
    ("ґанок", "ганок"),
    ("हिन्दी", "हिंदी", "हिन्दि", "हिँदी"),
    ("वडा", "बडा"),
    ("भिसा", "भीसा"),
    ("कागज़", "कागज", "काग\u095b"),
    ("शिक्षा", "सिक्षा"),
    ("स्वास्थ्य", "स्\u200dवास्थ्य"),
    ("น้ำ", "นํ้า", "นํา้"),
    ("แผนที่", "เเผนที่", "แผนที่่"),
]

APART = [
    ("й", "и"),
    ("рис", "рес"),
    ("ビル", "ビール"),
    ("か", "が"),
    ("つ", "っ"),
    ("काम", "कम"),
    ("ที่", "ท"),
    ("ข้าว", "ข่าว"),
    ("वन", "मन"),
    ("子", "午"),
    ("မြန်မာ", "မရနမ"),
    ("나카야마", "나가야마"),
    ("ケア", "がア"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_fold_to_one(spellings: tuple[str, ...]) -> None:
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["काठमाडौं", "สถานี", "новой", "나카야마", "ශ්‍රී", "বাংলা", "မြန်မာ"])
def test_other_scripts_keep_their_vowel_signs(word: str) -> None:
    assert fold(word) == word.replace("\u200d", "")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        (" -・〒()", ""),
        ("らーめん", "らあめん"),
        ("コーヒー", "こおひい"),
        ("ンー", "ん"),
        ("中山-1", "中山1"),
    ],
)
def test_folded_text_is(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_folded_text_has_no_spaces_and_no_capitals(text: str) -> None:
    folded = fold(text)

    assert folded == folded.casefold()
    assert not any(letter.isspace() for letter in folded)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Oguchi", "Ōguchi", "Ooguchi", "Ohguchi", "OGUCHI", "Ôguchi", "Oguti"),
        ("Koganecho", "Kogane-cho", "Kōganechō", "Kouganechou", "Kōganetyō"),
        ("Hodogaya-ku", "hodogayaku"),
        ("Shimbashi", "Shinbashi", "Sinbasi"),
        ("Chigasaki", "Tigasaki"),
        ("Nihon-Odori", "Nihon-ōdōri", "Nihon Oodoori"),
        ("Minamiota", "Minami-Ōta", "Minami Ohta"),
        ("Tsuzuki", "Tuzuki", "Tsudzuki"),
        ("Jujo", "Jūjō", "Zyuuzyou"),
        ("Fujigaoka", "Huzigaoka"),
        ("Iijima", "Ījima"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_romanisations_of_one_name_fold_to_one(spellings: tuple[str, ...]) -> None:
    assert {fold_romaji(spelling) for spelling in spellings} == {fold_romaji(spellings[0])}


def test_romaji_before_a_vowel_keeps_its_h() -> None:
    assert fold_romaji("Ohashi") != fold_romaji("Oashi")


def test_folding_romaji_leaves_kana_and_kanji_alone() -> None:
    assert fold_romaji("おおぐち大口") == fold("おおぐち大口")


@pytest.mark.parametrize("digits", ["0123", "０１２３", "०१२३", "๐๑๒๓", "၀၁၂၃", "٠١٢٣"])
def test_digits_of_every_script_are_read(digits: str | None) -> None:
    assert ascii_digits(digits) == "0123"
