"""Who acts in this run. Asked anew in every run: a websocket outlives the cookie it came with."""

from datetime import UTC, datetime
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

import streamlit as st

from course.language import _
from course.people.rights import ROLE_NAMES, Actor
from course.people.signin import actor_of
from exercises.marks import sign, typed
from modules.look import notice
from modules.services import settings, store
from modules.state import tab
from modules.web.cookie import token_from


def current_actor() -> Actor:
    """The person signed in.

    Fragments ask again, because a fragment runs without the page around it. When the sign-in has
    ended, or somebody else's has begun, the run stops here with a notice that leads back to this
    very page.
    """
    token = token_from(st.context.cookies)
    actor = None
    if token is not None:
        with store().reading() as db:
            actor = actor_of(db, token, datetime.now(UTC), settings())
    if actor is None:
        _stop(
            _("你已退出登录，或者登录时间到了。"),
            _("到上一次显示「已保存」为止，填过的内容都在，没有丢。重新登录后会回到这一页。"),
            f"/login?{urlencode({'next': here()})}",
            _("重新登录"),
        )
    if actor.must_change_password:
        _stop(
            _("先换一个自己的密码。"),
            _("你现在用的是管理员给的一次性密码。换好以后会回到这一页。"),
            f"/password?{urlencode({'next': here()})}",
            _("修改密码"),
        )
    owner = tab().owner = tab().owner or actor.user_id
    if owner != actor.user_id:
        _stop(
            _("这个浏览器现在登录的是另一个人。"),
            _("这一页是前一位打开的，保存过的内容都在前一位的账号里。请重新打开，用你自己的。"),
            here(),
            _("重新打开这一页"),
        )
    return actor


def here() -> str:
    """The address of this page with its parameters, inside the application."""
    path = urlsplit(st.context.url or "").path or "/"
    parameters = st.query_params.to_dict()
    return f"{path}?{urlencode(parameters)}" if parameters else path


def show_account_menu(actor: Actor) -> None:
    """Name, role, the account and the way out, in the sidebar. The one local person stays in."""
    links = f'<a href="/account">{_("我的账号")}</a>'
    if not actor.local:
        links += f'<a href="/password">{_("修改密码")}</a><a href="/logout">{_("退出登录")}</a>'
    st.sidebar.html(
        f'<nav class="account" aria-label="{_("账户")}">'
        f"<p>{typed(actor.name)} · {ROLE_NAMES[actor.role]}</p>{links}</nav>"
    )


def _stop(what: str, then: str, link: str, label: str) -> NoReturn:
    with st.container(key="reading"), notice("bad", "signed-out"):
        way_on = f'<a class="button" href="{typed(link)}">{label}</a>'
        st.html(f"<p><b>{sign('bang')} {what}</b></p><p>{then}</p><p>{way_on}</p>")
    st.stop()
