"""Which passwords may be chosen, and that they are kept as argon2id hashes."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course.people.passwords import (
    LONGEST,
    SHORTEST,
    check_new_password,
    hash_password,
    random_password,
    verify_password,
)

LOGIN, NAME = "li.lei", "李雷雷"


def refusal(password: str) -> str | None:
    return check_new_password(password, LOGIN, NAME)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        "马吃草原上的星星",
        "八个汉字也是密码",
        "  leading and trailing  ",
        "nodigitsnocapitalsnosigns",
        "9f3kq07zmp",
    ],
)
def test_length_is_what_counts_not_the_kinds_of_characters(password):
    assert refusal(password) is None


@pytest.mark.parametrize("password", ["", "1234567", "七个汉字的密码"])
def test_seven_characters_are_too_few(password):
    reason = refusal(password)
    assert reason is not None
    assert f"至少要 {SHORTEST} 个字符" in reason


def test_128_characters_are_allowed_and_129_are_not():
    long = "马上就要" * (LONGEST // 4)
    assert refusal(long) is None
    assert "最多" in str(refusal(long + "好"))


@pytest.mark.parametrize(
    "password",
    [
        "password1",
        "PASSWORD1",
        "football",
        "iloveyou",
        "sunshine1",
        "ｐａｓｓｗｏｒｄ１",
        "elizabeth",
    ],
)
def test_common_passwords_words_and_names_are_refused_however_they_are_written(password):
    assert "太常见" in str(refusal(password))


@pytest.mark.parametrize(
    "password", ["aaaaaaaa", "88888888", "23456789", "hgfedcba", "一一一一一一一一"]
)
def test_repetitions_and_runs_are_refused(password):
    assert "太常见" in str(refusal(password))


@pytest.mark.parametrize(
    "password",
    [
        "li.lei2026",
        "LILEI!!!!",
        "李雷雷12345",
        "大客户课堂2026",
        "keyaccount888",
        "2026大客户管理",
        "Dakehu@2026",
    ],
)
def test_the_own_name_and_the_courses_words_with_digits_are_refused(password):
    assert "名字" in str(refusal(password))


def test_a_sentence_that_contains_the_name_is_fine():
    assert refusal("李雷雷养了三只猫和一条狗") is None


@settings(max_examples=30)
@given(st.text(max_size=200))
@example("İ" * 8)
@example("\x00" * 9)
@example("ﷺ" * 8)
def test_any_text_gets_an_answer(password):
    reason = refusal(password)
    assert reason is None or reason.endswith("。")


def test_a_password_is_kept_as_an_argon2id_hash_that_never_repeats():
    first, second = hash_password("马吃草原上的星星"), hash_password("马吃草原上的星星")
    assert first.startswith("$argon2id$")
    assert first != second
    assert verify_password("马吃草原上的星星", first)
    assert not verify_password("马吃草原上的星", first)


def test_full_width_letters_are_the_same_password_as_half_width():
    assert verify_password("ａｂｃ１２３ xyz", hash_password("abc123 xyz"))


def test_without_a_hash_no_password_is_right():
    assert not verify_password("", None)
    assert not verify_password("anything", "no hash at all")


def test_generated_passwords_may_be_chosen_and_are_never_the_same():
    made = {random_password() for _each in range(200)}
    assert len(made) == 200
    assert all(refusal(password) is None for password in made)
    assert not set("".join(made)) & set("01lio")
