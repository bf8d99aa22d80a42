"""Sheets are saved as a whole, over the revision one saw; accounts belong to one learner."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.errors import NotFoundError
from course.store.sheets import (
    AccountNameError,
    SheetConflictError,
    SheetKey,
    SheetState,
    accounts_of,
    archive_account,
    copy_account,
    create_account,
    open_sheet,
    rename_account,
    restore_account,
    save_sheet,
    sheet_history,
    sheet_revisions,
    sheet_saves,
    sheets_of,
)

KEY = SheetKey("pest", "case", "us")


def save(store, actor, data, base, now, key=KEY) -> SheetState:
    with store.writing() as db:
        return save_sheet(db, actor, key, data, base, now)


def opened(store, actor, key=KEY) -> SheetState:
    with store.reading() as db:
        return open_sheet(db, actor, key)


def test_a_sheet_never_saved_is_revision_nought(store, learner):
    assert opened(store, learner) == SheetState(KEY, 0, None, None)


def test_what_was_saved_is_opened(store, learner, now):
    saved = save(store, learner, {"rows": [{"factor": "电价「峰谷」"}]}, 0, now)

    assert saved == SheetState(KEY, 1, {"rows": [{"factor": "电价「峰谷」"}]}, now)
    assert opened(store, learner) == saved


def test_saving_over_a_newer_revision_is_refused_and_shows_it(store, learner, now):
    save(store, learner, {"n": 1}, 0, now)
    newest = save(store, learner, {"n": 2}, 1, now)

    with pytest.raises(SheetConflictError) as conflict:
        save(store, learner, {"n": 3}, 1, now)

    assert conflict.value.current == newest
    assert opened(store, learner) == newest


def test_two_tabs_that_begin_the_same_sheet_meet_in_a_conflict(store, learner, now):
    first = save(store, learner, {"tab": 1}, 0, now)

    with pytest.raises(SheetConflictError) as conflict:
        save(store, learner, {"tab": 2}, 0, now)

    assert conflict.value.current == first


def test_saving_what_is_there_is_neither_a_revision_nor_a_conflict(store, learner, now):
    first = save(store, learner, {"n": 1}, 0, now)

    assert save(store, learner, {"n": 1}, 0, now) == first
    assert save(store, learner, {"n": 1}, 1, now) == first


def test_every_state_is_kept_newest_first(store, learner, now):
    states = [save(store, learner, {"n": n}, n, now) for n in range(4)]

    with store.reading() as db:
        assert sheet_history(db, learner, KEY) == states[::-1]


def test_some_revisions_and_the_times_of_all_are_read_without_the_rest(store, learner, person, now):
    states = [save(store, learner, {"n": n}, n, now) for n in range(4)]
    save(store, person(), {"n": "somebody else's"}, 0, now)

    with store.reading() as db:
        assert sheet_saves(db, learner, KEY) == [(s.revision, now) for s in states[::-1]]
        assert sheet_revisions(db, learner, KEY, {2, 4, 9}) == {2: states[1], 4: states[3]}
        assert sheet_revisions(db, learner, KEY, ()) == {}


def test_sheets_are_apart_by_tool_subject_side_and_person(store, learner, person, now):
    with store.writing() as db:
        account = str(create_account(db, learner, "远航", now))
    keys = [
        KEY,
        SheetKey("pest", "case", "customer"),
        SheetKey("swot", "case", "us"),
        SheetKey("pest", account, "us"),
    ]
    for key in keys:
        save(store, learner, {"key": str(key)}, 0, now, key)

    assert [opened(store, learner, key).data for key in keys] == [{"key": str(k)} for k in keys]
    assert opened(store, person()).revision == 0
    with store.reading() as db:
        assert {state.key for state in sheets_of(db, learner)} == set(keys)


@pytest.mark.parametrize("data", [{"text": '\x00\u2028"\\😀𠮷'}, {"": None}, {}])
def test_any_json_comes_back_as_it_was(store, learner, now, data):
    save(store, learner, data, 0, now)

    assert opened(store, learner).data == data


def test_the_account_of_somebody_else_is_not_found(store, learner, person, now):
    other = person()
    with store.writing() as db:
        account = create_account(db, other, "远航", now)
    key = SheetKey("pest", str(account), "us")

    for attempt in (
        lambda: save(store, learner, {}, 0, now, key),
        lambda: opened(store, learner, key),
        lambda: history(store, learner, key),
        lambda: history(store, learner, key, sheet_saves),
        lambda: history(store, learner, key, sheet_revisions, {1}),
        lambda: changed(store, copy_account, learner, account, "我的", now),
        lambda: changed(store, rename_account, learner, account, "我的"),
        lambda: changed(store, archive_account, learner, account, now),
        lambda: changed(store, restore_account, learner, account),
    ):
        with pytest.raises(NotFoundError):
            attempt()
    with store.reading() as db:
        assert [row.name for row in accounts_of(db, other)] == ["远航"]


def history(store, actor, key, read=sheet_history, *given):
    with store.reading() as db:
        return read(db, actor, key, *given)


def changed(store, change, *given):
    with store.writing() as db:
        change(db, *given)


@pytest.mark.parametrize(
    "subject", ["", "Case", "0", "01", "-1", "１", "1.0", "x", "9" * 30, "1 OR 1=1", "²", "\x00"]
)
def test_a_subject_that_is_nothing_is_not_found(store, learner, now, subject):
    with store.writing() as db:
        create_account(db, learner, "远航", now)

    with pytest.raises(NotFoundError):
        opened(store, learner, SheetKey("pest", subject, "us"))


def test_a_copied_account_has_the_same_sheets_and_from_then_on_its_own(store, learner, now):
    with store.writing() as db:
        first = create_account(db, learner, "远航", now)
    ours, theirs = (SheetKey("pest", str(first), side) for side in ("us", "customer"))
    save(store, learner, {"n": 1}, 0, now, ours)
    save(store, learner, {"n": 2}, 1, now, ours)
    save(store, learner, {"n": 3}, 0, now, theirs)

    with store.writing() as db:
        second = copy_account(db, learner, first, "远航（副本）", now)

    copied = SheetKey("pest", str(second), "us")
    assert opened(store, learner, copied) == SheetState(copied, 1, {"n": 2}, now)
    assert opened(store, learner, SheetKey("pest", str(second), "customer")).data == {"n": 3}
    save(store, learner, {"n": 4}, 1, now, copied)
    assert opened(store, learner, ours).data == {"n": 2}


def test_accounts_are_renamed_archived_and_taken_back(store, learner, now):
    with store.writing() as db:
        first = create_account(db, learner, " 远航 ", now)
        create_account(db, learner, "恒屿", now)
        rename_account(db, learner, first, "远航动力")
        archive_account(db, learner, first, now)
    with store.reading() as db:
        rows = [(row.name, row.archived) for row in accounts_of(db, learner)]
    assert rows == [("远航动力", True), ("恒屿", False)]

    changed(store, restore_account, learner, first)
    with store.reading() as db:
        assert not any(row.archived for row in accounts_of(db, learner))


@pytest.mark.parametrize("name", ["", "  ", "一\n二", "x" * 61, "\x00"])
def test_a_bad_account_name_is_refused(store, learner, now, name):
    with pytest.raises(AccountNameError, match="客户名"):
        changed(store, create_account, learner, name, now)


contents = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), max_size=2)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.tuples(st.integers(0, 2), contents, st.booleans()), max_size=12))
def test_tabs_saving_in_any_order_lose_nothing(sqlite_store, person, now, moves):
    """Three tabs, each saving over what it last saw; the third part of a move is a reload before.

    A model of the law: a save succeeds if and only if the tab saw the newest revision (or brings
    what is there already), and the history is every state that succeeded.
    """
    actor = person()
    seen = [0, 0, 0]
    expected: list[dict[str, int]] = []
    for tab, data, reload in moves:
        if reload:
            seen[tab] = opened(sqlite_store, actor).revision
        same = bool(expected) and expected[-1] == data
        if seen[tab] == len(expected) or same:
            state = save(sqlite_store, actor, data, seen[tab], now)
            if not same:
                expected.append(data)
            assert (state.revision, state.data) == (len(expected), data)
            seen[tab] = state.revision
        else:
            with pytest.raises(SheetConflictError) as conflict:
                save(sqlite_store, actor, data, seen[tab], now)
            assert conflict.value.current.revision == len(expected)
    kept = history(sqlite_store, actor, KEY)
    assert [state.data for state in kept] == expected[::-1]
    assert [state.revision for state in kept] == list(range(len(expected), 0, -1))
