"""One look at a page: usable by everybody, in Chinese, and never wider than the window."""

import re
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import settled

# Names of tools, keys, units and one index; everything else a learner sees is Chinese.
NOT_ENGLISH = {
    "PEST",
    "SWOT",
    "Ctrl",
    "Enter",
    "Excel",
    "JSON",
    "GWh",
    "EMC",
    "HHI",
    "SPISES",
    "SDA",
}
WIDTHS = (360, 390, 768, 1024)

# What is seen, and what is heard in its place: names of buttons, pictures and fields.
_WORDS = """() => {
  const seen = document.body.innerText + "";
  const skipped = [...document.querySelectorAll('[data-testid*="Icon"], .notes, kbd')]
    .map((each) => each.innerText).join(" ");
  const heard = [];
  for (const each of document.querySelectorAll("[aria-label], [alt], [title], [placeholder]"))
    for (const name of ["aria-label", "alt", "title", "placeholder"])
      heard.push(each.getAttribute(name) ?? "");
  return [seen, skipped, heard.join(" ")];
}"""


def english(page: Page) -> set[str]:
    """Words of three letters or more that are neither ours nor the author's sources."""
    seen, skipped, heard = page.evaluate(_WORDS)
    pattern = r"[A-Za-z]{3,}"
    words = set(re.findall(pattern, seen)) - set(re.findall(pattern, skipped))
    return (words | set(re.findall(pattern, heard))) - NOT_ENGLISH


def assert_accessible(page: Page, within: str | None = None) -> None:
    """axe-core finds nothing serious or critical, on the page or in what the selector names."""
    found = Axe().run(page, context=within).response["violations"]
    grave = [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
    assert not grave, "\n".join(grave)


def assert_no_sideways_scroll(page: Page) -> None:
    """The page is not wider than the window."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px too wide"


_CUT_OFF = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll("[data-testid=stMain] input[type=text]")].filter((each) => {
    const style = getComputedStyle(each);
    pen.font = style.font;
    const room = each.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const below = each.closest("[class*=st-key-words-]")?.querySelector(".whole");
    return pen.measureText(each.value).width > room + 1 && !below?.clientHeight;
  }).map((each) => `${each.getAttribute("aria-label")}: ${each.value}`);
}"""


def assert_all_can_be_read(page: Page) -> None:
    """Where a field is too narrow for its text, the text is to be read below it."""
    cut = page.evaluate(_CUT_OFF)
    assert not cut, f"cut off: {cut}"


@dataclass
class Look:
    """Looks at one page after the other. `hooks` are the data-testid names that were there."""

    page: Page
    resize: bool = False
    hooks: set[str] = field(default_factory=set)

    def at(self, within: str | None = None) -> None:
        """Look at what the page shows now, where the rest of it was looked at before `within`."""
        settled(self.page)
        assert_accessible(self.page, within)
        assert_no_sideways_scroll(self.page)
        assert_all_can_be_read(self.page)
        foreign = english(self.page)
        assert not foreign, f"English where it should be Chinese: {sorted(foreign)}"
        self.note_hooks()
        if self.resize:
            self.at_every_width()

    def note_hooks(self) -> None:
        ids = "[...document.querySelectorAll('[data-testid]')].map(e => e.dataset.testid)"
        self.hooks.update(self.page.evaluate(ids))

    def at_every_width(self) -> None:
        """The page fits from a small phone to a projector."""
        before = self.page.viewport_size
        assert before is not None
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": before["height"]})
            self.page.wait_for_timeout(50)
            assert_no_sideways_scroll(self.page)
            assert_figures_whole(self.page)
        self.page.set_viewport_size(before)
        # The side bar slides away again; a press in the meantime could miss.
        self.page.wait_for_function(_NOTHING_MOVES)


_NOTHING_MOVES = """() => document.getAnimations().every(
  (each) => each.playState !== "running" || each.effect.getTiming().iterations === Infinity)"""

_NOTHING_CUT_OFF = """() => [...document.querySelectorAll(".js-plotly-plot")].every((chart) => {
  const frame = chart.getBoundingClientRect();
  return [...chart.querySelectorAll("text")].every((text) => {
    const box = text.getBoundingClientRect();
    // What has no room at all is not drawn, and has no box.
    return !box.width || (box.right <= frame.right + 1 && box.left >= frame.left - 1);
  });
})"""


def assert_figures_whole(page: Page) -> None:
    """No words of a figure reach over its edge, once it has found its new size."""
    page.wait_for_function(_NOTHING_CUT_OFF)
