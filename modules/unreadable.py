"""A saved sheet that cannot be read: say so, show what is stored, and offer ways on."""

import json
from functools import partial
from typing import Any

import streamlit as st
from pydantic import BaseModel

from course.language import _
from course.people.rights import Actor
from exercises.marks import sign, typed
from modules.held_sheet import UnreadableError, last_readable, save_instead
from modules.identity import current_actor
from modules.look import local, notice


def show_unreadable(error: UnreadableError, model: type[BaseModel], actor: Actor) -> None:
    """What is stored, as it is; nothing is changed until the person chooses."""
    earlier = last_readable(error.state.key, model, actor)
    with notice("bad", "unreadable"):
        what = _("这张表存着，可是现在的程序读不懂其中 {n} 处。").format(n=len(error.faults))
        then = _("没有丢：全部原文在下面。可以先请管理员看，也可以选一种做法往下走。")
        st.html(f"<p><b>{sign('bang')} {what}</b><br>{then}</p>")
        with st.container(horizontal=True, gap="small"):
            if earlier is not None and earlier.data and earlier.saved_at:
                at = f"{local(earlier.saved_at):%Y-%m-%d %H:%M}"
                st.button(
                    _("回到 {at} 读得懂的那一版").format(at=at),
                    key="unreadable-earlier",
                    on_click=partial(_save, error, earlier.data),
                )
            st.button(
                _("从空白开始，原文留在历史里"),
                key="unreadable-blank",
                on_click=partial(_save, error, model().model_dump(mode="json")),
            )
    raw = json.dumps(error.state.data, ensure_ascii=False, indent=1)
    places = "、".join(error.faults[:8])
    st.html(
        f'<p class="soft small">{_("读不懂的地方：")}{typed(places)}</p>'
        f'<pre class="raw small" tabindex="0">{typed(raw)}</pre>'
    )


def _save(error: UnreadableError, data: dict[str, Any]) -> None:
    save_instead(error.state, data, current_actor())
