"""A Hub in this process, and what a test asks of it."""

from dataclasses import dataclass
from typing import Any

import httpx

from hubtui.demo.accounts import Tokens
from hubtui.demo.app import make_app, make_box
from hubtui.demo.box import Box
from hubtui.demo.faults import Faults
from hubtui.demo.transport import DemoTransport

TOKENS = Tokens("hf_write", "hf_read")
TODAY = 1_795_000_000


@dataclass
class Hub:
    """A box, and clients of it by role: nobody, a reader, a writer."""

    box: Box
    transport: DemoTransport

    def client(self, token: str = "", **headers: str) -> httpx.AsyncClient:
        sent = {"Authorization": f"Bearer {token}", **headers} if token else headers
        return httpx.AsyncClient(transport=self.transport, base_url="http://demo.localhost", headers=sent)

    async def get(self, path: str, token: str = "", **options: Any) -> httpx.Response:
        return await self.ask("GET", path, token=token, **options)

    async def ask(
        self, method: str, path: str, body: Any = None, token: str = "hf_write", **options: Any
    ) -> httpx.Response:
        content = {} if body is None else {"content": body} if isinstance(body, bytes) else {"json": body}
        async with self.client(token) as client:
            answer = await client.request(method, path, **content, **options)
            # Large files are kept elsewhere: what is asked for them is asked again there, as every client does.
            if answer.status_code == 302 and "stored=" in answer.headers["location"]:
                answer = await client.request(method, answer.headers["location"], **content, **options)
            return answer

    async def pages(self, path: str, token: str = "") -> list[list[dict[str, Any]]]:
        """All pages from a path on, by Link."""
        found = []
        while path:
            answer = await self.get(path, token)
            assert answer.status_code == 200, answer.text
            found.append(answer.json())
            path = answer.links.get("next", {}).get("url", "")
        return found

    async def rows(self, path: str, token: str = "") -> list[dict[str, Any]]:
        return [row for page in await self.pages(path, token) for row in page]


def make_hub(repos: int = 60, seed: int = 1, faults: Faults | None = None) -> Hub:
    box = make_box(TOKENS, repos, seed, today=TODAY)
    return Hub(box, DemoTransport(make_app(box, faults)))
