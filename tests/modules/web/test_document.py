from pathlib import Path

import pytest
import streamlit

from modules import web
from modules.web.document import in_chinese

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
ASSETS = Path(web.__file__).parent / "assets"


def test_the_page_around_streamlit_is_chinese() -> None:
    html = in_chinese(INDEX, "大客户<开发>")
    assert '<html lang="zh-CN">' in html
    assert "<title>大客户&lt;开发&gt;</title>" in html
    assert "要用 JavaScript" in html
    for english in ("Streamlit</title>", "enable JavaScript", "agent", "prerenderReady"):
        assert english not in html


def test_streamlits_own_script_and_style_are_still_there() -> None:
    html = in_chinese(INDEX, "课程")
    assert '<script type="module"' in html
    assert '<link rel="stylesheet"' in html
    assert "<script>" not in html
    for script in ("names", "place", "row", "typing", "unsaved", "connection"):
        assert f'<script src="/assets/{script}.js" defer>' in html
        assert (ASSETS / f"{script}.js").is_file()


def test_another_version_of_the_page_is_noticed() -> None:
    with pytest.raises(ValueError, match="changed"):
        in_chinese(INDEX.replace('lang="en"', 'lang="fr"'), "课程")
