"""The bar above a page of several parts: where one is, and the list of parts to go to."""

from collections.abc import Mapping, Sequence

import streamlit as st

from course.language import _


def show_contents(key: str, where: str, titles: Mapping[str, str]) -> str | None:
    """Draw the bar; the part chosen in this run. `where` is our own HTML, `titles` by part."""
    with st.container(key="noprint-bar", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="kicker">{where}</p>', width="stretch")
        chosen: str | None = st.menu_button(
            _("目录"),
            list(titles),
            key=f"contents-{key}",
            format_func=lambda part: titles[part],
            icon=":material/toc:",
            type="tertiary",
        )
    return chosen


def show_turning(parameter: str, parts: Sequence[str], titles: Mapping[str, str], at: str) -> None:
    """Links to the part before and the part after, which set the query `parameter`."""
    index = parts.index(at)
    with st.container(key="noprint-ways", horizontal=True, horizontal_alignment="distribute"):
        if index > 0:
            st.button(
                titles[parts[index - 1]],
                key=f"{parameter}-back",
                type="tertiary",
                icon=":material/arrow_back:",
                on_click=turn_to,
                args=(parameter, parts[index - 1]),
            )
        else:
            st.html("<p></p>", width="content")
        if index < len(parts) - 1:
            st.button(
                titles[parts[index + 1]],
                key=f"{parameter}-next",
                type="tertiary",
                icon=":material/arrow_forward:",
                icon_position="right",
                on_click=turn_to,
                args=(parameter, parts[index + 1]),
            )


def turn_to(parameter: str, part: str) -> None:
    """Have the address name `part`."""
    st.query_params[parameter] = part
