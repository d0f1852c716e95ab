"""Steps of a user who changes repos."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from huggingface_hub import HfApi

from tests.demo_hub import DemoHub
from tests.journeys.user import User, browsing

NUMBERS = count()


@asynccontextmanager
async def at_list(
    hub: DemoHub, endpoint: str = "", token: str | None = "write", size: tuple[int, int] = (110, 36), **options: Any
) -> AsyncIterator[User]:
    """In the listing of ada's models, logged in."""
    known = hub.token if token == "write" else token
    async with browsing(endpoint or hub.endpoint, known, size=size, **({"author": "ada"} | options)) as user:
        await user.until(lambda: bool(user.rows), "rows")
        if known:
            await user.until(lambda: user.app.frame.account.startswith("ada · "), "the account")
        yield user


def api_of(hub: DemoHub) -> HfApi:
    return HfApi(hub.endpoint, token=hub.token)


def new_name() -> str:
    return f"ada/journey-{next(NUMBERS)}"


async def open_create(user: User, name: str) -> None:
    await user.press("n")
    await user.sees("New repo")
    await user.type(name)
    await user.sees("the name is free")


async def send_create(user: User, name: str) -> None:
    await open_create(user, name)
    await user.press("enter")


def answers(status: str, body: dict[str, Any] | str, headers: str = "") -> Callable[[asyncio.StreamWriter], Any]:
    async def answer(writer: asyncio.StreamWriter) -> None:
        content = body if isinstance(body, str) else json.dumps(body)
        kind = "text/html" if content.startswith("<") else "application/json"
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
        writer.write(head.encode() + content.encode())
        await writer.drain()

    return answer


def user_rows_below(user: User) -> list[str]:
    listing: Any = user.app.screen_stack[0]
    return [row.id for row in listing.model.items]
