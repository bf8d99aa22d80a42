"""Plotly in the course's hand: one template, one pair of colours for plus and minus."""

import re

import plotly.graph_objects as go

FONT = (
    "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
)


def sign_colours(dark: bool) -> tuple[str, str]:
    """Colours for plus and minus; a colour-blind-safe pair, never used without a sign."""
    return ("#8dbcf1", "#f0a05a") if dark else ("#1f5fa8", "#b4500b")


def paper(dark: bool) -> str:
    """The page's own colour, for what has to hide a line behind it."""
    return "#15181b" if dark else "#fdfcfa"


def inks(dark: bool) -> tuple[str, str, str]:
    """The colours of text, of quieter text and of thin lines."""
    return ("#e6e4df", "#a9aeb4", "#3d444a") if dark else ("#22262b", "#585d64", "#dad5cb")


def tint(colour: str, strength: float) -> str:
    """A colour given as #rrggbb, thinned so that the paper shows through; `strength` in [0, 1]."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:.3f})"


def template(dark: bool = False, big: bool = False) -> go.layout.Template:
    """The layout of every figure. `big` is projection, where nothing is under 28 px."""
    ink, soft, rule = inks(dark)
    size = 28 if big else 15
    axis = {
        "gridcolor": rule,
        "zerolinecolor": ink,
        "zerolinewidth": 1.5,
        "linecolor": rule,
        "ticks": "",
        "automargin": True,
        "tickfont": {"color": ink if big else soft},
        "title": {"font": {"color": soft}, "standoff": 12},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": size, "color": ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": axis,
            "yaxis": axis,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "showlegend": False,
            "bargap": 0.35,
            "dragmode": False,
            "colorway": [*sign_colours(dark), "#7cc4b6" if dark else "#17594f"],
            "hoverlabel": {
                "bgcolor": "#1f2428" if dark else "#fdfcfa",
                "bordercolor": soft,
                "font": {"family": FONT, "color": ink, "size": size},
            },
        }
    )


def short(text: str, at_most: int) -> str:
    """A figure label: the whole text, or up to its first punctuation mark, or cut with an ellipsis.

    `at_most` is the number of characters that fit.
    """
    if len(text) <= at_most:
        return text
    head = re.split("[，。；：、]", text)[0]
    return head if len(head) <= at_most else head[: at_most - 1] + "…"
