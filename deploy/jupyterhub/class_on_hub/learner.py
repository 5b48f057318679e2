"""A learner with a browser: logs in, starts a server, brings the notebooks, opens one, runs cells, answers, hands in."""

import json
import re
import time
from urllib.parse import quote, urlencode, urlsplit

import httpx

from class_on_hub.kernel import SECONDS, Kernel

PAGE = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "document"}
CALL = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "empty"}
FOLDER = "nato-in-notebooks"


class LearnerTrouble(RuntimeError):
    """The hub or the server refused something."""


class Learner:
    """One learner. Cookies are kept as a browser keeps them; every call carries the XSRF token of its page."""

    def __init__(self, name: str, address: str, password: str):
        self.name = name
        self.address = address
        self._password = password
        self._xsrf = ""
        # Never by way of a proxy of this machine.
        self._web = httpx.AsyncClient(base_url=address, follow_redirects=True, timeout=SECONDS, trust_env=False)

    async def close(self):
        await self._web.aclose()

    async def log_in(self):
        """Fill in the hub's form.

        Raises
        ------
        LearnerTrouble
            If the hub does not let the learner in.
        """
        form = await self._page("/hub/login")
        data = {"username": self.name, "password": self._password, "_xsrf": _form_token(form)}
        # Not yet to the server: starting it is measured on its own.
        reply = await self._web.post("/hub/login?next=%2Fhub%2Fhome", data=data, headers=PAGE)
        if reply.status_code != 200 or reply.url.path != "/hub/home":
            raise LearnerTrouble(
                f"{self.name}: the hub answered the log-in with {reply.status_code} at {reply.url.path}"
            )

    async def start(self) -> float:
        """Start the server as its button does, wait for its page, and return how many seconds it took.

        Raises
        ------
        LearnerTrouble
            If the server does not start, or JupyterLab's page does not come.
        """
        start = time.perf_counter()
        page = await self._web.get("/hub/spawn", headers=PAGE)
        if "/spawn-pending/" in page.url.path:
            await self._events(
                f"/hub/api/users/{self.name}/server/progress", {"_xsrf": _page_token(page.text)}, "ready"
            )
        text = await self._page(f"/user/{self.name}/lab")
        # JupyterLab's scripts send this cookie back with every call.
        self._xsrf = self._cookie("_xsrf")
        if "jupyter-config-data" not in text:
            raise LearnerTrouble(f"{self.name}: JupyterLab's page is not what it should be: {text[:200]}")
        return time.perf_counter() - start

    async def bring_notebooks(self, repository: str, opens: str):
        """Follow an nbgitpuller link."""
        where = {"repo": repository, "branch": "main", "targetPath": FOLDER, "urlpath": f"lab/tree/{FOLDER}/{opens}"}
        page = await self._web.get(f"/hub/user-redirect/git-pull?{urlencode(where)}", headers=PAGE)
        _check(page)
        call = {"repo": repository, "branch": "main", "targetpath": FOLDER, "_xsrf": self._xsrf}
        await self._events(f"/user/{self.name}/git-pull/api", call, "finished")

    async def notebook(self, path: str) -> list[str]:
        """Open a notebook and return the sources of its code cells."""
        reply = await self._call("GET", f"api/contents/{FOLDER}/{quote(path)}?type=notebook&content=1")
        cells = reply.json()["content"]["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]

    async def kernel(self, path: str) -> Kernel:
        """Start a kernel for a notebook and open the line to it."""
        wanted = {"path": f"{FOLDER}/{path}", "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        number = (await self._call("POST", "api/sessions", json=wanted)).json()["kernel"]["id"]
        line = f"{self.address.replace('http', 'ws', 1)}/user/{self.name}/api/kernels/{number}/channels"
        return await Kernel.open(
            f"{line}?{urlencode({'session_id': number, '_xsrf': self._xsrf})}", self._cookies(), number, self.address
        )

    # -- as a browser does it ------------------------------------------------------------------

    async def _page(self, path: str) -> str:
        page = await self._web.get(path, headers=PAGE)
        _check(page)
        return page.text

    async def _call(self, method: str, path: str, **more) -> httpx.Response:
        reply = await self._web.request(
            method, f"/user/{self.name}/{path}", headers=CALL | {"X-XSRFToken": self._xsrf}, **more
        )
        _check(reply)
        return reply

    async def _events(self, path: str, query: dict, end: str):
        """Read a stream of events until one says `end`."""
        async with self._web.stream(
            "GET", path, params=query, headers=CALL | {"Accept": "text/event-stream"}
        ) as stream:
            _check(stream)
            async for text in stream.aiter_lines():
                event = json.loads(text[5:]) if text.startswith("data:") else {}
                if event.get("failed") or event.get("phase") == "error":
                    raise LearnerTrouble(f"{self.name}: {event.get('message') or event.get('output')}")
                if event.get(end) or event.get("phase") == end:
                    return
        raise LearnerTrouble(f"{self.name}: {path} ended without “{end}”")

    def _cookie(self, name: str) -> str:
        """Return the cookie that a script on the learner's own server sees: the one of the longest path."""
        mine = [one for one in self._web.cookies.jar if one.name == name and f"/user/{self.name}/".startswith(one.path)]
        return max(mine, key=lambda one: len(one.path)).value if mine else ""

    def _cookies(self) -> str:
        mine = [one for one in self._web.cookies.jar if f"/user/{self.name}/".startswith(one.path)]
        return "; ".join(f"{one.name}={one.value}" for one in sorted(mine, key=lambda one: -len(one.path)))


def _check(reply: httpx.Response):
    if reply.status_code >= 400:
        raise LearnerTrouble(f"{reply.request.method} {urlsplit(str(reply.url)).path}: {reply.status_code}")


def _form_token(page: str) -> str:
    """Return the XSRF token in a form's hidden field."""
    field = re.search(r'<input[^>]*name="_xsrf"[^>]*value="([^"]+)"', page)
    return field[1] if field else ""


def _page_token(page: str) -> str:
    """Return the XSRF token that the hub gives to its pages' scripts."""
    found = re.search(r'xsrf_token:\s*"([^"]+)"', page)
    return found[1] if found else ""
