"""Every tool, with its worked example as a sheet of one's own, in every look: usable by everybody,
in Chinese, and never wider than the window. A new tool is looked at without a line here."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from exercises import exercises
from modules.services import course
from tests.browser.conftest import LOOKS, Server, opening, settled, sign_in
from tests.browser.learner import Learner, address_of, key_of
from tests.browser.look import Look

OPENED: dict[str, tuple[str, ...]] = {
    "analysis": (),
    "confrontation": (),
    "ge": ("U1", "attractiveness"),
    "swot": ("O1",),
    "strategy": ("X3",),
    "shortlist": ("L7",),
    "weekly": ("W8",),
}
"""Rows to open, where not simply the first one; two tools have none that opens."""

_UNFOLD = """() => {
  for (const fold of document.querySelectorAll("details"))
    if (!fold.closest("[data-testid=stExpander]")) fold.open = true;
}"""
"""Everything of ours that is folded away."""


@pytest.fixture(scope="module", params=LOOKS, ids="-".join)
def look(request: pytest.FixtureRequest, server: Server, chromium: Browser) -> Iterator[Look]:
    """Somebody with every sheet filled, in a browser that all tests of one look share."""
    size, theme = request.param
    learner = Learner(server, *exercises())
    with opening(chromium) as open_browser:
        page = open_browser(size, color_scheme=theme, bypass_csp=True).new_page()
        sign_in(page, server, learner.login)
        yield Look(page)


@pytest.mark.parametrize("tool", exercises())
def test_a_tool_is_for_everybody(look: Look, server: Server, tool: str) -> None:
    page, title = look.page, course().tools[tool].title
    page.goto(f"{server.address}{address_of(tool)}")
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    settled(page)
    look.at()
    rows = f"st-key-tap-{tool}-{key_of(tool).subject}-us-"
    for row in OPENED.get(tool, ("",)):
        page.locator(f".{rows}{row}" if row else f"[class*={rows}]").first.get_by_role(
            "button"
        ).click()
        opened = f"[class*=st-key-open-{tool}-]"
        expect(page.locator(opened).first).to_be_visible()
        look.at(within=opened)
    page.get_by_text("存成文件、从文件取回").click()
    page.evaluate(_UNFOLD)
    look.at(within="details")
    look.at_every_width()

    page.goto(f"{server.address}{address_of(tool)}&sheet=full")
    expect(page.get_by_text("这是范例")).to_be_visible()
    look.at()


@pytest.mark.parametrize("path", ["/chain", "/history?tool=pest&subject=case&side=us"])
def test_what_is_told_of_the_sheets_is_for_everybody(look: Look, server: Server, path: str) -> None:
    look.page.goto(f"{server.address}{path}")
    expect(look.page.locator("[data-place]")).to_be_visible()
    look.at()
