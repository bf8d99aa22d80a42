"""A learner's own customers: adding, renaming, copying and archiving them, in a small window."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from course.language import _
from course.store.sheets import (
    LONGEST_NAME,
    AccountNameError,
    AccountRow,
    accounts_of,
    archive_account,
    copy_account,
    create_account,
    rename_account,
    restore_account,
)
from exercises.marks import hint, sign
from modules.identity import current_actor
from modules.services import store


def manage_accounts(accounts: Sequence[AccountRow], open_subject: Callable[[str], None]) -> None:
    """A button that opens the list. `open_subject` turns the page to a subject, for a new one."""
    label = _("我的客户") if accounts else _("加一个自己的客户")
    # One more account makes it another window, which is shut: the new sheet comes into sight.
    key = f"accounts-{len(accounts)}"
    with st.popover(label, icon=":material/domain:", type="tertiary", key=key):
        # Another field for every account: the browser sends what it shows with every run, and would
        # go on sending the name of the account that is there already.
        new = f"account-new-{len(accounts)}"
        create = partial(_create, new, open_subject)
        st.text_input(
            _("新客户叫什么"),
            key=new,
            max_chars=LONGEST_NAME,
            placeholder=_("例：润禾食品"),
            on_change=create,
        )
        st.button(_("加上"), key="account-add", on_click=create)
        st.html(hint(_("只有你看得到。写你能认出的简称就够。")))
        wrong = st.session_state.pop("account-wrong", None)
        if wrong:
            st.html(f'<p class="small wrong-value" role="alert">{sign("bang")} {wrong}</p>')
        for account in accounts:
            _show_account(account, accounts, open_subject)


def _show_account(
    account: AccountRow, accounts: Sequence[AccountRow], open_subject: Callable[[str], None]
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", wrap=False):
        key = f"account-{account.id}-{account.name}"
        st.text_input(
            _("已归档") if account.archived else _("客户名"),
            account.name,
            key=key,
            max_chars=LONGEST_NAME,
            disabled=account.archived,
            on_change=partial(_rename, account.id, key),
        )
        if not account.archived:
            st.button(
                _("复制"),
                key=f"account-{account.id}-copy-{len(accounts)}",
                type="tertiary",
                help=_("连同现在的表，另存成一个客户。"),
                on_click=partial(_copy, account, accounts, open_subject),
            )
        st.button(
            _("恢复") if account.archived else _("归档"),
            key=f"account-{account.id}-{'restore' if account.archived else 'archive'}",
            type="tertiary",
            on_click=partial(_archive, account, open_subject),
        )


def _create(new: str, open_subject: Callable[[str], None]) -> None:
    name = st.session_state[new]
    if not name.strip():
        return
    actor = current_actor()
    try:
        with store().writing() as db:
            number = create_account(db, actor, name, datetime.now(UTC))
    except AccountNameError as error:
        st.session_state["account-wrong"] = str(error)
        return
    st.session_state[new] = ""  # leaving the field and the button may come in one run
    open_subject(str(number))


def _rename(account_id: int, key: str) -> None:
    actor = current_actor()
    try:
        with store().writing() as db:
            rename_account(db, actor, account_id, st.session_state[key])
    except AccountNameError as error:
        st.session_state["account-wrong"] = str(error)


def _copy(
    account: AccountRow, accounts: Sequence[AccountRow], open_subject: Callable[[str], None]
) -> None:
    """Copy, or open the copy that a press before this one made: `accounts` are those drawn."""
    actor = current_actor()
    name = _("{name}（副本）").format(name=account.name[: LONGEST_NAME - len(_("（副本）"))])
    drawn = {one.id for one in accounts}
    with store().writing() as db:
        new = [one for one in accounts_of(db, actor) if one.id not in drawn]
        made = next((one.id for one in new if one.name == name), None)
        number = made or copy_account(db, actor, account.id, name, datetime.now(UTC))
    open_subject(str(number))


def _archive(account: AccountRow, open_subject: Callable[[str], None]) -> None:
    actor = current_actor()
    with store().writing() as db:
        if account.archived:
            restore_account(db, actor, account.id)
        else:
            archive_account(db, actor, account.id, datetime.now(UTC))
    if not account.archived:
        open_subject("case")
