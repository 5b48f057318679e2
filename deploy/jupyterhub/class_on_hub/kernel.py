"""A kernel as the browser sees it: one websocket, cells that are run, widgets that get messages."""

import asyncio
import json
import time
import uuid

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

SECONDS = 120
"""The longest that a cell or a widget may take."""
VIEW = "application/vnd.jupyter.widget-view+json"


class KernelTrouble(RuntimeError):
    """A cell failed, a widget did not answer, or the line broke."""


class Kernel:
    """One kernel of one learner.

    Attributes
    ----------
    states
        The state of every widget, by the number of its model, kept up to date as in a browser.
    received
        Bytes that the kernel sent.
    """

    def __init__(self, line, number: str):
        self.number = number
        self.states: dict[str, dict] = {}
        self.received = 0
        self._line = line
        self._session = uuid.uuid4().hex
        self._waiting: dict[str, dict] = {}
        self._said: dict[str, asyncio.Queue] = {}
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, address: str, cookies: str, number: str, origin: str) -> "Kernel":
        """Open the websocket to a kernel that the server has started, and wait until the kernel answers."""
        headers = {"Cookie": cookies, "Origin": origin, "Sec-Fetch-Mode": "websocket"}
        line = await websocket_connect(
            HTTPRequest(address, headers=headers, connect_timeout=SECONDS), max_message_size=100_000_000
        )
        kernel = cls(line, number)
        await kernel._request("kernel_info_request", {})
        return kernel

    async def run(self, source: str) -> tuple[float, list[dict]]:
        """Run one cell and return (seconds until kernel and outputs are done, outputs).

        Raises
        ------
        KernelTrouble
            If the cell raises, or takes too long.
        """
        content = {
            "code": source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        start = time.perf_counter()
        entry = await self._request("execute_request", content)
        seconds = time.perf_counter() - start
        if entry["reply"]["status"] != "ok":
            raise KernelTrouble(f"{entry['reply'].get('ename')}: {entry['reply'].get('evalue')} in: {source[:80]}")
        return seconds, entry["outputs"]

    async def press(self, model: str, message: dict) -> tuple[float, dict]:
        """Send a widget what its button sends, and return (seconds until its answer, its state).

        Raises
        ------
        KernelTrouble
            If the widget changes nothing in time.
        """
        queue = self._said.setdefault(model, asyncio.Queue())
        while not queue.empty():
            queue.get_nowait()
        start = time.perf_counter()
        await self._request(
            "comm_msg", {"comm_id": model, "data": {"method": "custom", "content": message}}, reply=False
        )
        if queue.empty():
            raise KernelTrouble(f"The widget did not answer {message}.")
        return time.perf_counter() - start, self.states[model]

    def close(self):
        """Close the line; the kernel goes on, as when a browser tab is closed."""
        self._reader.cancel()
        self._line.close()

    async def _request(self, kind: str, content: dict, reply: bool = True) -> dict:
        """Send a message and return what came back: until the kernel is idle and, unless told not to, has replied."""
        number = uuid.uuid4().hex
        header = {
            "msg_id": number,
            "msg_type": kind,
            "username": "",
            "session": self._session,
            "version": "5.3",
            "date": "",
        }
        entry = self._waiting[number] = {
            "outputs": [],
            "reply": None if reply else {},
            "idle": False,
            "done": asyncio.get_running_loop().create_future(),
        }
        await self._line.write_message(
            json.dumps(
                {
                    "channel": "shell",
                    "header": header,
                    "parent_header": {},
                    "metadata": {},
                    "content": content,
                    "buffers": [],
                }
            )
        )
        try:
            await asyncio.wait_for(entry["done"], SECONDS)
        except TimeoutError:
            raise KernelTrouble(f"No answer to {kind} within {SECONDS} seconds.") from None
        finally:
            del self._waiting[number]
        return entry

    async def _read(self):
        while (text := await self._line.read_message()) is not None:
            self.received += len(text)
            if isinstance(text, str):  # messages with buffers come as bytes; the browser's pictures are not needed here
                self._take(json.loads(text))
        for entry in self._waiting.values():
            if not entry["done"].done():
                entry["done"].set_exception(KernelTrouble("The line to the kernel broke."))

    def _take(self, message: dict):
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "comm_open":
            self.states[content["comm_id"]] = dict(content["data"].get("state", {}))
        elif kind == "comm_msg":
            self._heard(content["comm_id"], content["data"])
        entry = self._waiting.get(message["parent_header"].get("msg_id"))
        if entry is None:
            return
        if kind in ("display_data", "execute_result", "stream", "error"):
            entry["outputs"].append(content)
        elif kind in ("execute_reply", "kernel_info_reply"):
            entry["reply"] = content
        elif kind == "status" and content["execution_state"] == "idle":
            entry["idle"] = True
        if entry["idle"] and entry["reply"] is not None and not entry["done"].done():
            entry["done"].set_result(None)

    def _heard(self, model: str, data: dict):
        if data.get("method") == "update":
            self.states.setdefault(model, {}).update(data["state"])
        if model in self._said:
            self._said[model].put_nowait(data)


def model_of(outputs: list[dict]) -> str:
    """Return the number of the widget that a cell shows.

    Raises
    ------
    KernelTrouble
        If it shows none.
    """
    for output in outputs:
        if VIEW in output.get("data", {}):
            return output["data"][VIEW]["model_id"]
    raise KernelTrouble(f"A cell shows no widget: {str(outputs)[:200]}")
