"""The small Hub says to every request what the demo Hub says."""

from random import Random
from typing import Any

from hubtui.hub.client import HubClient
from hubtui.hub.collections import CollectionOf
from hubtui.hub.drafts import draft_of
from hubtui.hub.errors import HubError
from tests.changes.shaky import ENDPOINT
from tests.changes.small_hub import SmallHub
from tests.demo.boxed import TOKENS, make_hub
from tests.writer import Writer

STEPS = 150


class Asked:
    """A Hub with one collection, asked by places in it instead of by ids, which differ from Hub to Hub."""

    def __init__(self, client: HubClient) -> None:
        self.get, self.ask = client.get, client.ask
        self.slug = ""
        self.ids: list[str] = []

    async def told(self) -> Any:
        """The collection as a read shows it; each object id that was ever shown is called by its number."""
        draft = draft_of(await self.get(CollectionOf(self.slug)))
        self.ids += [item.object_id for item in draft.items if item.object_id not in self.ids]
        return draft.about, [(item.key, item.note, self.ids.index(item.object_id)) for item in draft.items]

    async def answers(self, chance: Random, names: list[str]) -> Any:
        """Ask something; return the kind of its error, or what the answer tells."""
        object_id = chance.choice(self.ids) if self.ids else "0" * 24
        note, position = chance.choice([None, "", "good", "名前"]), chance.choice([None, *range(12)])
        name, title = chance.choice(names), chance.choice(["One", "Another one"])
        try:
            match chance.randrange(5):
                case 0 | 1:
                    return draft_of(await Writer(self.ask).add_item(self.slug, "model", name, note)).keys
                case 2:
                    return await Writer(self.ask).remove_item(self.slug, object_id)
                case 3:
                    note = "x" if note is None and position is None else note
                    return await Writer(self.ask).update_item(self.slug, object_id, note=note, position=position)
            made = await Writer(self.ask).update_collection(self.slug, title=title, private=position is None)
            self.slug = made.slug
            return self.slug[:-24], draft_of(made).keys, draft_of(made).about
        except HubError as error:
            return type(error), error.status, error.unsure


async def test_both_tell_the_same_of_the_same_requests() -> None:
    demo, seed = make_hub(repos=60), Random().randrange(10**9)
    names = [row["id"] for row in (await demo.get("/api/models?limit=10")).json()]
    clients = [HubClient(ENDPOINT, TOKENS.write, transport=transport) for transport in (demo.transport, SmallHub())]
    hubs = [Asked(client) for client in clients]
    for hub in hubs:
        hub.slug = (await Writer(hub.ask).create_collection("One", "ada")).slug
    for step in range(STEPS):
        first, second = [await hub.answers(Random(seed + step), names) for hub in hubs]
        assert first == second, f"seed {seed}, step {step}"
        first, second = [await hub.told() for hub in hubs]
        assert first == second, f"seed {seed}, step {step}"
    for hub in hubs:
        await Writer(hub.ask).delete_collection(hub.slug)
    first, second = [await hub.answers(Random(seed), names) for hub in hubs]
    assert first == second
    for client in clients:
        await client.aclose()
