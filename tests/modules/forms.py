"""The hands of a person at a tool's form: finds a widget by the end of its key, and uses it."""

from streamlit.testing.v1 import AppTest


def widget(tab: AppTest, kind: str, name: str):
    """The one widget of this kind whose key ends in `name`, whichever row and edition."""
    found = [w for w in getattr(tab, kind) if w.key and w.key.endswith(name)]
    assert len(found) == 1, [w.key for w in getattr(tab, kind)]
    return found[0]


def press(tab: AppTest, name: str) -> AppTest:
    tab = widget(tab, "button", name).click().run()
    assert not tab.exception
    return tab


def write(tab: AppTest, name: str, text: str) -> AppTest:
    tab = widget(tab, "text_input", name).set_value(text).run()
    assert not tab.exception
    return tab


def choose(tab: AppTest, name: str, value) -> AppTest:
    tab = widget(tab, "segmented_control", name).set_value(value).run()
    assert not tab.exception
    return tab


def whole(tab: AppTest) -> AppTest:
    """The page drawn in full: after a fragment's run AppTest shows that fragment alone."""
    tab = tab.run()
    assert not tab.exception
    return tab


def labels(tab: AppTest) -> list[str]:
    return [button.label for button in tab.button]
