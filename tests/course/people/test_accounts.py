"""Adding people and changing passwords: what is refused, and why."""

import pytest

from course.errors import NotFoundError
from course.people.accounts import (
    AccountError,
    PasswordError,
    change_password,
    create_user,
    disable_user,
    has_users,
    list_users,
    login_key,
)
from course.people.brakes import MOST_TRIES
from course.people.rights import Role

PASSWORD = "马吃草原上的星星"


def add(store, now, **given):
    values = {"login": "li", "name": "李雷", "role": Role.LEARNER, "password": PASSWORD}
    with store.writing() as db:
        return create_user(db, **{**values, **given}, now=now)


def test_nobody_is_there_before_the_first_is_added(store, now):
    with store.reading() as db:
        assert not has_users(db)
    add(store, now)
    with store.reading() as db:
        assert has_users(db)


@pytest.mark.parametrize("taken", ["li", "LI", "ｌｉ", " li "])
def test_a_login_that_only_looks_different_is_taken(store, now, taken):
    add(store, now)

    with pytest.raises(AccountError, match="已经有人用"):
        add(store, now, login=taken)
    with store.reading() as db:
        assert [row.login for row in list_users(db)] == ["li"]


@pytest.mark.parametrize("login", ["", "   ", "a\nb", "x" * 65, "\u200b", "a\x00b"])
def test_a_login_that_cannot_be_shown_on_one_line_is_refused(store, now, login):
    with pytest.raises(AccountError, match="登录名"):
        add(store, now, login=login)


@pytest.mark.parametrize("login", ["zhou ran", "zhou\u3000ran", "zhou\u00a0ran", "zhou\tran"])
def test_a_login_with_a_blank_inside_is_refused_and_told_so(store, now, login):
    with pytest.raises(AccountError, match=r"登录名.*中间不能有空格"):
        add(store, now, login=login)


def test_blanks_around_a_login_are_not_part_of_it(store, now):
    add(store, now, login=" 周然-01@Example.com\n")

    with store.reading() as db:
        assert [row.login for row in list_users(db)] == ["周然-01@Example.com"]


@pytest.mark.parametrize("name", ["", "李\n雷", "x" * 61])
def test_a_name_that_cannot_be_shown_on_one_line_is_refused(store, now, name):
    with pytest.raises(AccountError, match="姓名"):
        add(store, now, name=name)


def test_a_bad_password_is_refused_with_its_reason(store, now):
    with pytest.raises(PasswordError, match="太常见"):
        add(store, now, password="password1")


def test_people_are_listed_with_departments_and_without_secrets(store, now):
    add(store, now, department="销售一部")
    add(
        store,
        now,
        login="han",
        name="韩梅梅",
        role=Role.MANAGER,
        password=None,
        manages=["销售一部", "销售二部", "销售一部"],
    )

    with store.reading() as db:
        han, li = list_users(db)
    assert (li.department, li.manages, li.has_password) == ("销售一部", (), True)
    assert sorted(han.manages) == ["销售一部", "销售二部"]
    assert (han.role, han.has_password, han.active) == (Role.MANAGER, False, True)
    assert not any("argon2" in str(value) for value in vars(li).values())


def test_disabling_nobody_is_told(store):
    with store.writing() as db, pytest.raises(NotFoundError, match="nobody"):
        disable_user(db, "nobody")


def change(store, actor, old, new, now):
    with store.writing() as db:
        change_password(db, actor, old, new, now)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("wrong wrong", "另一句很长的密码", "现在的密码不对"),
        (PASSWORD, PASSWORD, "一样"),
        (PASSWORD, "short", "至少"),
        (PASSWORD, "password1", "太常见"),
    ],
)
def test_a_change_is_refused_with_its_reason(store, person, now, old, new, reason):
    actor = person(password=PASSWORD)

    with pytest.raises(PasswordError, match=reason):
        change(store, actor, old, new, now)


def test_guessing_the_old_password_is_braked_like_signing_in(store, person, now):
    actor = person(password=PASSWORD)
    for _ in range(MOST_TRIES):
        with pytest.raises(PasswordError, match="不对"):
            change(store, actor, "wrong wrong", "另一句很长的密码", now)

    with pytest.raises(PasswordError, match="分钟"):
        change(store, actor, PASSWORD, "另一句很长的密码", now)


def test_keys_are_compared_without_width_and_case():
    assert login_key("  Ｌｉ Lei") == login_key("li lei")
    assert login_key("STRASSE") == login_key("straße")
