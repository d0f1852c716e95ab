"""As few requests as there can be, checked against a plain list and against the Hub."""

from collections.abc import Callable
from random import Random
from typing import Any

from hubtui.changes.collection_editor import CollectionEditor
from hubtui.changes.steps import ChangeItem, next_step, steps_left
from hubtui.hub.collections import CollectionOf
from hubtui.hub.drafts import Draft, DraftItem, draft_of
from tests.changes.shaky import at_once, gives, shaky_client
from tests.demo.boxed import make_hub
from tests.writer import Writer


def draft(ids: list[int]) -> Draft:
    return Draft(items=tuple(DraftItem("model", f"a/{number}", "", f"id{number}") for number in ids))


def longest_rise(numbers: list[int]) -> int:
    """By the plain method: the longest that ends at each place."""
    best: list[int] = []
    for place, number in enumerate(numbers):
        best.append(1 + max((best[i] for i in range(place) if numbers[i] < number), default=0))
    return max(best, default=0)


def test_a_new_order_takes_n_minus_the_longest_increasing_subsequence(runs: Callable[[int], int]) -> None:
    seed = Random().randrange(10**9)
    chance = Random(seed)
    for _ in range(runs(1000)):
        size = chance.randrange(101)
        order = chance.sample(range(size), size)
        server, wanted = draft(list(range(size))), draft(order)
        model = [item.object_id for item in server.items]
        sent = 0
        assert steps_left(server, wanted) == size - longest_rise(order), f"seed {seed}"
        while (step := next_step(server, wanted)) is not None:
            assert isinstance(step, ChangeItem)
            assert step.position is not None
            # As the Hub does it: out, and in again at an index of what is left.
            model.remove(step.object_id)
            model.insert(step.position, step.object_id)
            server = step.applied(server)
            assert [item.object_id for item in server.items] == model, f"seed {seed}"
            sent += 1
        assert sent == size - longest_rise(order), f"seed {seed}"
        assert server.keys == wanted.keys


async def test_the_hub_takes_each_place_as_it_is_meant(runs: Callable[[int], int]) -> None:
    hub = make_hub(repos=60)
    client, line = shaky_client(hub.transport, Random(1), 0.0)
    made = await Writer(client.ask).create_collection("Order", "ada")
    rows = (await hub.get("/api/models?limit=40")).json()
    for row in rows:
        await Writer(client.ask).add_item(made.slug, "model", row["id"])
    editor = CollectionEditor(made.slug, gives(client), lambda: None, sleep=at_once)
    editor.save()
    await editor.settled()
    chance = Random(7)
    for _ in range(runs(100)):
        before = editor.edits.wanted.keys
        keys = chance.sample(before, len(before))
        line.sent.clear()
        editor.edits.change(editor.edits.wanted.ordered(keys), "sort")
        await editor.settled()
        patches = [path for method, path in line.sent if method == "PATCH"]
        assert len(patches) == len(keys) - longest_rise([before.index(key) for key in keys])
        assert draft_of(await client.get(CollectionOf(made.slug))).keys == keys
    await client.aclose()


async def test_moving_one_row_over_thirty_is_one_patch() -> None:
    sent: list[Any] = []
    server, wanted = draft(list(range(40))), draft([*range(1, 31), 0, *range(31, 40)])
    while (step := next_step(server, wanted)) is not None:
        sent.append(step)
        server = step.applied(server)
    assert sent == [ChangeItem(("model", "a/0"), "id0", position=30)]
