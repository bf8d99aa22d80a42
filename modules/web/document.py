"""The HTML page in which Streamlit draws, made Chinese: language, title, and what it says without
JavaScript.

Streamlit's own file is English and cannot be configured, so it is read once and its head rewritten.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit
from starlette.responses import HTMLResponse

from course.language import _
from modules.services import course

_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"

# Streamlit sets inline styles and style elements; scripts, pictures and connections come from here.
# blob: and data: are pictures that Plotly makes in the page.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


_SCRIPTS = (
    "names.js",
    "place.js",
    "row.js",
    "shortcut.js",
    "term.js",
    "typing.js",
    "unsaved.js",
    "connection.js",
)

# What Streamlit calls its own controls, and what our readers are to hear; assets/names.js uses it.
_CONTROL_NAMES = {
    "Skip to main content": _("跳到正文"),
    "Sidebar": _("侧栏"),
    "App pages": _("课程页面"),
    "Navigate to home page": _("回到首页"),
    "Logo": _("课程标志"),
    "Expand sidebar": _("打开侧栏"),
    "Collapse sidebar": _("收起侧栏"),
    "Open": _("展开选项"),
    "Clear value": _("清除所选"),
    "Increment": _("加一步"),
    "Decrement": _("减一步"),
    "Close": _("关闭"),
    "Notifications": _("通知"),
    "Scroll tabs left": _("向左看更多标签"),
    "Scroll tabs right": _("向右看更多标签"),
    "Shortcut Ctrl + Enter": _("快捷键 Ctrl + Enter"),
    "file upload": _("选文件"),
}

# What Streamlit's file uploader writes, as patterns, and what our readers are to read.
_UPLOADER_TEXTS = (
    (r"^Upload$", _("选文件")),
    (r"^(\d+)(?:\.\d+)? ?MB per file.*$", _("也可以拖进来，最大 $1 MB")),
    (r"^Drag and drop .*$", _("松手，放在这里")),
    (r"^File must be (\d+)(?:\.\d+)? ?MB or smaller\.?$", _("文件超过 $1 MB，没有传。")),
    (r"^Error: ?$", ""),
    (r"^add icon$", ""),
    (r"^Add files$", _("换一个文件")),
    (r"^Remove (.+)$", _("移去 $1")),
    (r"^file upload$", _("选文件")),
    (r"^Only one file is allowed\.$", _("一次只传一个文件。")),
    (r"^(?:AxiosError|Network Error|Request failed|Unable).*$", _("没有传上去，请再试一次。")),
)

_STYLE = '<link rel="stylesheet" href="/assets/document.css">'


def _control_names() -> str:
    names = escape(json.dumps(_CONTROL_NAMES, ensure_ascii=False))
    texts = escape(json.dumps(_UPLOADER_TEXTS, ensure_ascii=False))
    return (
        f'<meta name="control-names" content="{names}">'
        f'<meta name="uploader-texts" content="{texts}">'
    )


def _script(name: str) -> str:
    return f'<script src="/assets/{name}" defer></script>'


def in_chinese(html: str, title: str) -> str:
    """Streamlit's index.html with our language and `title`, without what an outsider may not use.

    Raises ValueError when the file no longer looks as expected, so that an upgrade is noticed.
    """
    note = escape(_("这份课件要用 JavaScript 才能显示。请在浏览器里打开它，再刷新这一页。"))
    lost = escape(
        _("和服务器的连接断了，正在重连。到上一次显示「已保存」为止，填过的内容都在，没有丢。")
    )
    changes = [
        (r'<html lang="en">', '<html lang="zh-CN">'),
        (r"<title>[^<]*</title>", f"<title>{escape(title)}</title>"),
        (r'<link rel="shortcut icon"[^>]*>', '<link rel="icon" href="/assets/favicon.svg" />'),
        (r"\s*<!--(?:(?!-->).)*-->\s*<link rel=\"service-desc\"[^>]*>", ""),
        (r"\s*<!--(?:(?!-->).)*-->\s*<script>\s*window\.prerenderReady = false\s*</script>", ""),
        (r"(?=</head>)", f"{_STYLE}{_control_names()}{''.join(map(_script, _SCRIPTS))}"),
        (r"(?=</body>)", f'<p id="connection-lost" role="status" hidden>{lost}</p>'),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{note}</p></noscript>"),
    ]
    for old, new in changes:
        html, count = re.subn(old, new.replace("\\", r"\\"), html, flags=re.DOTALL)
        if count != 1:
            raise ValueError(f"index.html of Streamlit changed: {old!r} found {count} times")
    return html


@cache
def _document() -> str:
    return in_chinese(_INDEX.read_text(encoding="utf-8"), course().file.title)


def document(person: int) -> HTMLResponse:
    """The page for every screen that Streamlit draws. `person` opens it (their id).

    What this person types and has not saved yet is kept in the browser tab (assets/unsaved.js);
    the id keeps it from whoever signs in next there.
    """
    html = _document().replace("</head>", f'<meta name="person" content="{person}"></head>', 1)
    return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})
