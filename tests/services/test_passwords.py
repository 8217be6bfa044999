import pytest
from argon2 import PasswordHasher

from services.passwords import PasswordProblem, hashed, is_outdated, is_right, problems_of

GOOD = "seven quiet herons"
ABOUT = ("hanako.tanaka@example.org", "田中 花子", "Madoguchi", "窓口")


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("quiet heron", PasswordProblem.TOO_SHORT),
        ("g7#K!x" * 43, PasswordProblem.TOO_LONG),
        ("hanako.tanaka@example.org", PasswordProblem.ABOUT_YOU),
        ("Hanako-Tanaka-1", PasswordProblem.ABOUT_YOU),
        ("田中花子田中花子田中花子", PasswordProblem.ABOUT_YOU),
        ("ＭＡＤＯＧＵＣＨＩ窓口", PasswordProblem.TOO_SHORT),
        ("ＭＡＤＯＧＵＣＨＩ　窓口", PasswordProblem.ABOUT_YOU),
        ("password1234", PasswordProblem.EASY),
        ("1qaz2wsx3edc", PasswordProblem.EASY),
        ("123456789012", PasswordProblem.EASY),
        ("abcabcabcabc", PasswordProblem.EASY),
        ("ああああああああああああ", PasswordProblem.EASY),
    ],
)
def test_what_is_tried_first_may_not_be_chosen(password: str, problem: PasswordProblem) -> None:
    assert problems_of(password, about=ABOUT) == (problem,)


@pytest.mark.parametrize(
    "password", [GOOD, "herons of hanako fly at dawn", "七羽の鷺が静かに立っている", "g7#K!xq2ZrLw", "g7#K!xq2" * 32]
)
def test_a_long_password_needs_no_digits_and_no_signs(password: str) -> None:
    assert problems_of(password, about=ABOUT) == ()


def test_a_password_is_kept_salted_and_never_as_it_is() -> None:
    first, second = hashed(GOOD), hashed(GOOD)

    assert first != second
    assert first.startswith("$argon2id$")
    assert GOOD not in first


@pytest.mark.parametrize(
    ("typed", "expected"),
    [(GOOD, True), (GOOD.upper(), False), (GOOD + " ", False), ("", False), ("ｓｅｖｅｎ quiet herons", True)],
)
def test_only_the_same_password_is_right(typed: str, *, expected: bool) -> None:
    assert is_right(typed, hashed(GOOD)) is expected


def test_a_megabyte_is_wrong_like_any_other() -> None:
    assert is_right("x" * 1_000_000, hashed(GOOD)) is False


def test_nobody_has_a_password_and_it_is_compared_with_all_the_work_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, kept, typed: compared.append(kept) or verify(self, kept, typed)
    )

    assert is_right(GOOD, None) is False
    assert [is_outdated(kept) for kept in compared] == [False]


def test_what_was_kept_with_less_work_is_right_and_outdated() -> None:
    kept = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)

    assert is_right(GOOD, kept)
    assert is_outdated(kept)
    assert not is_outdated(hashed(GOOD))


def test_a_kept_password_that_is_none_opens_nothing() -> None:
    assert is_right(GOOD, "rubbish") is False


def test_the_work_of_a_comparison_is_what_argon2_recommends() -> None:
    assert hashed(GOOD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
