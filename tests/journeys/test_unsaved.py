"""What an earlier run could not save: offered, sent or forgotten; and what is said after leaving."""

from dataclasses import asdict

from hubtui.changes.outbox import Outbox
from hubtui.changes.repo_changes import CreateRepo
from hubtui.config.paths import unsaved_folder
from hubtui.hub.drafts import draft_of
from hubtui.hub.models.collection import Collection
from tests.demo_hub import DemoHub
from tests.journeys.collecting import comes, held, made
from tests.journeys.managing import api_of, at_list, new_name
from tests.lossy import lossy, says_nothing


def left(hub: DemoHub, account: str, *told: dict[str, object]) -> None:
    """An earlier run's leftovers."""
    outbox = Outbox(unsaved_folder(hub.endpoint))
    for number, one in enumerate(told):
        outbox.put(str(number), account, one)
    outbox.close()


async def test_a_change_that_was_left_is_offered_and_sent_once_it_is_asked_for(hub_to_change: DemoHub) -> None:
    name, other = new_name(), new_name()
    changes = [{"change": CreateRepo("model", one, "private").to_json()} for one in (name, other)]
    left(hub_to_change, "ada", *changes)
    async with at_list(hub_to_change) as user:
        await user.sees("2 changes that earlier runs could not save: g u shows")
        await user.press("g", "u")
        await user.sees(f"{name}: created")
        assert not api_of(hub_to_change).repo_exists(name)
        await user.press("enter")
        await user.sees("Send it now?")
        await user.press("enter")
        await user.until(lambda: api_of(hub_to_change).repo_exists(name), "the repo")
        await user.press("d")
        await user.sees("Forget it?")
        await user.press("enter")
        await user.loses("Changes that are not saved")
    assert not api_of(hub_to_change).repo_exists(other)
    assert Outbox(unsaved_folder(hub_to_change.endpoint)).leftovers("ada") == []


async def test_what_another_account_left_is_not_offered(hub_to_change: DemoHub) -> None:
    left(hub_to_change, "grace", {"change": CreateRepo("model", new_name()).to_json()})
    async with at_list(hub_to_change) as user:
        await user.press("g", "u")
        await user.sees("nothing is left over")


async def test_what_was_wanted_of_a_collection_joins_what_others_did_since(hub_to_change: DemoHub) -> None:
    slug = made(hub_to_change, items=4)
    api = api_of(hub_to_change)
    seen = draft_of(Collection.read(collection_json(hub_to_change, slug)))
    wanted = seen.placed([seen.keys[3]], seen.keys[0]).without([seen.keys[1]])
    left(hub_to_change, "ada", {"collection": slug, "seen": asdict(seen), "wanted": asdict(wanted)})
    api.add_collection_item(slug, item_id="ada/qwen3-1.7b-reviews", item_type="model")
    async with at_list(hub_to_change) as user:
        await user.sees("1 change that an earlier run could not save")
        await user.press("g", "u")
        await user.sees("2 changes")
        await user.press("enter", "enter")
        await user.until(lambda: hasattr(user.app.screen, "editor"), "the collection")
        ids = [name for _, name in wanted.keys]
        await comes(user, hub_to_change, slug, [*ids, "ada/qwen3-1.7b-reviews"])
        await user.press("u")
        await user.until(lambda: len(held(hub_to_change, slug)) == 5, "undone")
        await user.until(lambda: not Outbox(unsaved_folder(hub_to_change.endpoint)).leftovers("ada"), "all saved")


def collection_json(hub: DemoHub, slug: str) -> dict[str, object]:
    import httpx

    answer = httpx.get(f"{hub.endpoint}/api/collections/{slug}", headers={"Authorization": f"Bearer {hub.token}"})
    return dict(answer.json())


async def test_what_is_not_saved_at_the_end_is_told_and_offered_next_time(hub_to_change: DemoHub) -> None:
    name = new_name()
    async with lossy(hub_to_change.endpoint) as between:
        async with at_list(hub_to_change, between.endpoint) as user:
            between.fault, between.acts, between.losing = says_nothing, False, 99
            user.app.session.edit_services.queue.submit(CreateRepo("model", name))
            edit = user.app.session.edit_services.queue.under_way[0]
            assert edit.task is not None
            edit.task.cancel()
            await edit.finished()
        assert user.app.last_words == "1 change is not saved: g u in the next run"
        assert [
            one.content["change"]["repo_id"] for one in Outbox(unsaved_folder(between.endpoint)).leftovers("ada")
        ] == [name]
