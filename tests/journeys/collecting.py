"""What journeys with collections share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from hubtui.registry.target import Target
from tests.demo_hub import DemoHub
from tests.journeys.managing import api_of
from tests.journeys.user import User, browsing

NUMBERS = count()


def made(hub: DemoHub, items: int = 5, **options: Any) -> str:
    """A collection of ada's with some models in it; its slug."""
    api = api_of(hub)
    slug = api.create_collection(f"Journey {next(NUMBERS)}", namespace="ada", **options).slug
    for model in api.list_models(limit=items):
        api.add_collection_item(slug, item_id=model.id, item_type="model")
    return str(slug)


def held(hub: DemoHub, slug: str) -> list[str]:
    return [item.item_id for item in api_of(hub).get_collection(slug).items]


@asynccontextmanager
async def editing(
    hub: DemoHub, slug: str, endpoint: str = "", token: str | None = None, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[User]:
    """On the page of a collection."""
    target = Target("collection", slug)
    async with browsing(endpoint or hub.endpoint, token or hub.token, size=size, target=target) as user:
        await user.sees("  saved")
        await user.sees("ada · " if token is None else " · ")
        yield user


def shown(user: User) -> list[str]:
    return [item.id for item in user.app.screen.editor.edits.wanted.items]


async def saved(user: User) -> None:
    await user.until(lambda: user.app.screen.editor.phase == "saved", "saved")


async def comes(user: User, hub: DemoHub, slug: str, order: list[str]) -> None:
    """The Hub holds these in this order, and so does the screen, at rest."""
    await user.until(lambda: shown(user) == order, "the order on the screen")
    await saved(user)
    await user.until(lambda: held(hub, slug) == order, "the order at the Hub")
