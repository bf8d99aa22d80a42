"""Which sheet of a tool the address asks for, and the controls that turn to another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, cast

import streamlit as st

from course.content.words import ToolWords
from course.language import _
from course.store.sheets import CASE, OWN, AccountRow, SheetKey
from exercises.exercise import Exercise, Side
from exercises.marks import label as as_label
from modules.accounts import manage_accounts
from modules.look import tell
from modules.pages import link_to
from modules.services import course

Shown = Literal["own", "full", "half"]
SEGMENTS = 3
"""So many subjects stand side by side; more become a list to choose from."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for, with what it leaves out filled in."""

    tool: str
    subject: str
    side: Side
    shown: Shown
    account: AccountRow | None

    @property
    def key(self) -> SheetKey:
        """The sheet of one's own that belongs to it."""
        return SheetKey(self.tool, self.subject, self.side)

    @property
    def names(self) -> dict[Side, str]:
        """What the two parties are called."""
        return party_names(self.account)

    @property
    def place(self) -> dict[str, str]:
        """The address's parameters that lead here again."""
        place = {"tool": self.tool, "subject": self.subject, "side": self.side}
        return place if self.shown == "own" else {**place, "sheet": self.shown}


def asked_for(
    tool: str, words: ToolWords, exercise: Exercise, accounts: Sequence[AccountRow]
) -> Asked:
    """The address, read with care: people shorten and guess addresses."""
    wanted = st.query_params.to_dict()
    subject, shown = wanted.get("subject", CASE), wanted.get("sheet", "own")
    account = next((a for a in accounts if str(a.id) == subject and not a.archived), None)
    match exercise.about:
        case "person":
            subject, account = OWN, None
        case "company":
            subject, account = (OWN if subject == OWN else CASE), None
        case "account" if account is None and subject != CASE:
            tell("bad", "subject", _("没有这个客户。"), _("可能已经归档。先打开案例的表。"))
            subject = CASE
    on_their_side = exercise.sided and wanted.get("side") == "customer"
    return Asked(
        tool=tool,
        subject=subject,
        side="customer" if on_their_side else "us",
        shown=cast(Shown, shown) if shown in words.examples else "own",
        account=account,
    )


def party_names(account: AccountRow | None) -> dict[Side, str]:
    """What the two parties are called: those of the case, where there is no account."""
    if account is not None:
        return {"us": _("我方"), "customer": account.name}
    parties = course().file.parties
    if parties is None:
        return {"us": _("我方"), "customer": _("客户")}
    return {"us": parties.us, "customer": parties.customer}


def go_to(**parameters: str) -> None:
    """Another sheet on this page. `sheet` is dropped unless it is named."""
    st.query_params.pop("sheet", None)
    st.query_params.update(parameters)


def choose_sheet(
    asked: Asked, words: ToolWords, exercise: Exercise, accounts: Sequence[AccountRow]
) -> None:
    """Whose sheet, from whose side, the worked examples, and what the sheet was before."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        subjects = _subjects(exercise, accounts)
        if len(subjects) > 1 or exercise.about == "account":
            choose("subject", _("练习对象"), subjects, asked.subject)
        if exercise.sided:
            choose("side", _("站在谁的位置"), side_labels(asked.names), asked.side)
        ways = st.container(
            horizontal=True, vertical_alignment="center", width="content", gap="small"
        )
        with ways:
            if words.stage:
                st.page_link(
                    link_to("chain"),
                    label=_("来龙去脉"),
                    icon=":material/account_tree:",
                    query_params={"subject": asked.subject, "side": asked.side},
                )
            if exercise.about == "account":
                manage_accounts(accounts, lambda subject: go_to(subject=subject))
            for shown, label, icon in (
                ("full", _("查看范例"), "menu_book"),
                ("half", _("半填的范例"), "edit_note"),
            ):
                if shown in words.examples:
                    st.button(
                        label,
                        key=f"show-{shown}",
                        type="tertiary",
                        icon=f":material/{icon}:",
                        on_click=partial(go_to, sheet=shown),
                    )
            st.page_link(
                link_to("history"),
                label=_("历史"),
                icon=":material/history:",
                query_params=asked.place,
            )


def choose_account(subject: str, side: Side, accounts: Sequence[AccountRow]) -> None:
    """The case or one of one's own customers, and the side: for pages about several tools."""
    account = next((one for one in accounts if str(one.id) == subject), None)
    choose("subject", _("练习对象"), account_labels(accounts), subject)
    choose("side", _("站在谁的位置"), side_labels(party_names(account)), side)


def account_labels(accounts: Sequence[AccountRow]) -> dict[str, str]:
    """The case and one's own customers, by the address's word for them."""
    own = {str(one.id): one.name for one in accounts if not one.archived}
    return {CASE: _case(party_names(None)["customer"])} | own


def side_labels(names: dict[Side, str]) -> dict[str, str]:
    """The two sides with the names of the parties."""
    return {
        "us": _side_label(_("我方"), names["us"]),
        "customer": _side_label(_("客户"), names["customer"]),
    }


def called(exercise: Exercise, subject: str, side: Side, accounts: Sequence[AccountRow]) -> str:
    """What a sheet is about, for a file or a message: 「案例：恒屿 · 我方（澄湃）」."""
    account = next((one for one in accounts if str(one.id) == subject), None)
    name = account.name if account else _subjects(exercise, accounts).get(subject, "")
    if not exercise.sided:
        return name
    return f"{name} · {side_labels(party_names(account))[side]}"


def _case(name: str) -> str:
    return _("案例：{name}").format(name=name)


def _subjects(exercise: Exercise, accounts: Sequence[AccountRow]) -> dict[str, str]:
    match exercise.about:
        case "person":
            return {OWN: _("我")}
        case "company":
            return {CASE: _case(party_names(None)["us"]), OWN: _("我的公司")}
        case _other:
            return account_labels(accounts)


def _side_label(label: str, name: str) -> str:
    return label if name == label else _("{label}（{name}）").format(label=label, name=name)


def choose(name: str, label: str, options: dict[str, str], chosen: str) -> None:
    """One of the address's parameters as a control. The address decides, the control follows."""
    key = f"choose-{name}"
    st.session_state[key] = chosen
    if len(options) <= SEGMENTS:
        st.segmented_control(
            label,
            list(options),
            required=True,
            format_func=lambda option: as_label(options[option]),
            key=key,
            on_change=lambda: go_to(**{name: st.session_state[key]}),
        )
    else:
        st.selectbox(
            label,
            list(options),
            format_func=options.__getitem__,
            key=key,
            placeholder=_("选一项"),
            filter_mode=None,
            width=260,
            on_change=lambda: go_to(**{name: st.session_state[key]}),
        )
