"""A visitor without a browser: speaks Streamlit's websocket protocol (protobuf messages).

One `Visitor` is one browser tab. It opens a page, sets widgets and waits for each script run to
finish, as a browser would, without drawing anything.
"""

import asyncio
import time
from types import TracebackType
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

DONE = (
    ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY,
    ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)
AGAIN = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
"""Another run follows: a callback ended with a redraw."""


class Visitor:
    """One tab at `address` ("127.0.0.1:8501"), with the cookies of a signed-in person."""

    def __init__(self, address: str, cookie: str = "") -> None:
        self._address = address
        self._cookie = cookie
        self._widgets: dict[str, WidgetState] = {}
        self._elements: dict[str, tuple[str, str]] = {}
        self.choices: dict[str, list[str]] = {}
        """Options of the radio groups that the page has drawn, by user key."""
        self.said: list[str] = []
        """What was drawn since the last message to be announced (role="status"), as HTML."""
        self.texts: dict[str, str] = {}
        """What the page has put into its text fields, by user key."""
        self._page_hash = ""
        self._query = ""
        self._page = ""

    async def __aenter__(self) -> Self:
        headers = {"Origin": f"http://{self._address}"}
        if self._cookie:
            headers["Cookie"] = self._cookie
        self._socket = await websockets.connect(
            f"ws://{self._address}/_stcore/stream",
            additional_headers=headers,
            subprotocols=[websockets.Subprotocol("streamlit")],
            max_size=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._socket.close()

    async def open(self, page: str = "", query: str = "") -> float:
        """Open a page as an address typed in would; seconds until its run is finished."""
        self._page, self._query = page, query
        return await self._run(BackMsg(), page_name=page)

    async def rerun(self) -> float:
        """Run the open page again with the widgets as they are; seconds until finished."""
        return await self._run(BackMsg())

    async def set(self, key: str, value: Any) -> float:
        """Set the widget with the user key `key` and wait for the run; seconds until finished.

        A button is pressed with True. Raises KeyError when the page drew no such widget.
        """
        widget_id, fragment = self._elements[key]
        state = WidgetState(id=widget_id)
        match value:
            case bool():
                state.trigger_value = value
            case int():
                state.int_value = value
            case str():
                state.string_value = value
            case list():
                state.string_array_value.data.extend(value)
        if not isinstance(value, bool):
            self._widgets[widget_id] = state
        message = BackMsg()
        if isinstance(value, bool):
            message.rerun_script.widget_states.widgets.append(state)
        message.rerun_script.fragment_id = fragment
        return await self._run(message)

    @property
    def keys(self) -> list[str]:
        """User keys of the widgets that the page has drawn."""
        return sorted(self._elements)

    async def _run(self, message: BackMsg, page_name: str = "") -> float:
        script = message.rerun_script
        script.query_string = self._query
        script.page_name = page_name
        script.page_script_hash = "" if page_name else self._page_hash
        script.widget_states.widgets.extend(self._widgets.values())
        script.context_info.timezone = "Asia/Shanghai"
        self.said = []
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            data = await asyncio.wait_for(self._socket.recv(), timeout=60)
            answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._page_hash = answer.new_session.page_script_hash
            elif kind == "navigation":
                self._page_hash = answer.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = answer.page_info_changed.query_string
            elif kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                self._note(answer)
            elif kind == "script_finished":
                if answer.script_finished in DONE:
                    return time.perf_counter() - started
                if answer.script_finished != AGAIN:
                    raise RuntimeError(f"the script ended with status {answer.script_finished}")

    def _note(self, answer: ForwardMsg) -> None:
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "html" and 'role="status"' in element.html.body:
            self.said.append(element.html.body)
        widget_id = getattr(getattr(element, kind, None), "id", "") if kind else ""
        # A widget's id is $$ID-<hash>-<user key>; widgets without a key end in "None".
        if widget_id.startswith("$$ID-"):
            key = widget_id.split("-", 2)[2]
            self._elements[key] = (widget_id, answer.delta.fragment_id)
            if kind == "text_input":
                self.texts[key] = element.text_input.default
            elif kind == "radio":
                self.choices[key] = list(element.radio.options)
