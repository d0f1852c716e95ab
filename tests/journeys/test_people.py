"""The pages of users and organisations, and the ways to them."""

import asyncio
import json
import urllib.request
from typing import Any

import pytest

from hubtui.addresses import page_of
from hubtui.browser.sections import SectionsScreen, section_parts
from hubtui.resources.owner.lists import Repos
from hubtui.resources.owner.owner import Owner, fields_of
from hubtui.text.columns import Cell
from tests.demo_hub import DemoHub
from tests.journeys.user import User, at, browsing, requests_of, settled

MEMBER = "grace"


def told(demo: DemoHub, path: str) -> Any:
    """What the demo Hub answers to a user who is not logged in."""
    with urllib.request.urlopen(f"{demo.endpoint}{path}") as answer:
        return json.load(answer)


def overviews(user: User) -> list[str]:
    """The overviews that were asked for, as "users/ada"."""
    return [path.split("/")[2] + "/" + path.split("/")[3] for path in requests_of(user) if path.endswith("/overview")]


def page(user: User) -> SectionsScreen:
    screen = user.app.screen
    assert isinstance(screen, SectionsScreen)
    return screen


async def shows(user: User, title: str) -> list[str]:
    """Go to the section of this title, and return the ids of its rows."""
    await user.until(lambda: title in [section.title for section in page(user).sections], title)
    number = [section.title for section in page(user).sections].index(title) + 1
    await user.press(str(number % 10))
    await settled(user)
    await user.until(lambda: len(page(user).shown.view) > 0, f"rows of {title}")
    view = page(user).shown.view
    return [view.id_at(index) for index in range(len(view))]


async def test_an_organisation_with_its_repos_and_members_each_of_whom_opens(demo: DemoHub) -> None:
    async with at(demo, "https://huggingface.co/acme-lab", size=(160, 45)) as user:
        await user.sees("Acme Lab (acme-lab) · organisation")
        await user.sees("2 members")
        await user.sees("Open models, made in a shed.")
        for title, path in (("Models", "models"), ("Datasets", "datasets"), ("Spaces", "spaces")):
            public = {repo["id"] for repo in told(demo, f"/api/{path}?author=acme-lab&limit=100")}
            assert public <= set(await shows(user, title))
        assert all(slug.startswith("acme-lab/") for slug in await shows(user, "Collections"))
        assert await shows(user, "Members") == ["ada", MEMBER]
        await user.press("j", "enter")
        await user.sees("Grace Tolley (grace) · user")
        assert overviews(user).count(f"organizations/{MEMBER}") == 0
        assert "acme-lab" in await shows(user, "Orgs")
        await user.press("q")
        await user.sees("Acme Lab (acme-lab)")


async def test_all_of_what_is_told_of_a_user_stands_in_its_info(demo: DemoHub) -> None:
    async with at(demo, "https://huggingface.co/ada", size=(160, 45)) as user:
        await user.sees("Ada Marsh (ada) · user · PRO")
        answer = told(demo, "/api/users/ada/overview")
        names = await shows(user, "Info")
        assert {name.partition(".")[0] for name in names} == set(answer)
        await user.press("/", *"hardware", "enter")
        await user.until(lambda: len(page(user).shown.view) == 8, "the fields of the hardware")
        await user.press("y", "y")
        assert user.app.clipboard == "GPU, NVIDIA, RTX 4090"


async def test_likes_papers_and_those_who_are_followed_open(demo: DemoHub) -> None:
    async with at(demo, "https://huggingface.co/ada") as user:
        await user.sees("Ada Marsh")
        likes = told(demo, "/api/users/ada/likes")
        first = f"{likes[0]['repo']['type']}/{likes[0]['repo']['name']}"
        assert (await shows(user, "Likes"))[0] == first
        submitted = [one["paper"]["id"] for one in told(demo, "/api/daily_papers?submitter=ada&limit=50")]
        assert await shows(user, "Papers") == submitted
        await user.press("enter")
        await user.sees("models that cite it")
        await user.press("q")
        followed = [one["user"] for one in told(demo, "/api/users/ada/following")]
        assert await shows(user, "Following") == followed
        await user.press("enter")
        await user.sees(f"{followed[0]} · user")


async def test_followers_come_page_after_page_to_the_last(demo: DemoHub) -> None:
    async with at(demo, "https://huggingface.co/ada") as user:
        await user.sees("followers")
        number = told(demo, "/api/users/ada/overview")["numFollowers"]
        assert number > 100
        assert len(await shows(user, "Followers")) == 100
        for loaded in (*range(200, number, 100), number):
            await user.press("end")
            await user.until(lambda loaded=loaded: len(page(user).shown.view) == loaded, f"{loaded} followers")
        await user.press("end")
        await user.sees("that is all")


async def test_a_section_is_as_it_was_left_and_costs_no_second_request(demo: DemoHub) -> None:
    async with at(demo, "https://huggingface.co/ada") as user:
        await user.sees("Ada Marsh")
        models = await shows(user, "Models")
        await user.press("j", "j", "/", *"llama", "enter")
        await user.until(lambda: 0 < len(page(user).shown.view) < len(models), "what matches")
        await user.press("down")
        here, asked = page(user).rows.cursor_id, len(requests_of(user))
        await user.press("7")
        await user.sees("acme-lab")
        assert page(user).shown.searching.words == ""
        await user.press("1")
        await user.sees("llama")
        assert page(user).rows.cursor_id == here
        await settled(user)
        again = [path for path in requests_of(user)[asked:] if path.startswith("/api/models?")]
        assert not again


async def test_a_list_that_comes_late_does_not_move_the_cursor_of_another(
    demo: DemoHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, fetch = asyncio.Event(), Repos.fetch

    async def late(self: Repos, place: Any, again: bool) -> Any:
        if self.repo_type == "dataset":
            await gate.wait()
        return await fetch(self, place, again)

    monkeypatch.setattr(Repos, "fetch", late)
    async with at(demo, "https://huggingface.co/ada") as user:
        models = await shows(user, "Models")
        await user.press("2", "1", "j", "j")
        gate.set()
        await user.until(lambda: bool(page(user).sections[1].model.items), "the datasets")
        assert page(user).rows.cursor_id == models[2]


async def test_marks_do_not_go_from_one_section_to_another(demo: DemoHub) -> None:
    async with at(demo, "https://huggingface.co/acme-lab") as user:
        await shows(user, "Models")
        await user.press("space", "space")
        await user.sees("2 marked")
        await user.press("]")
        await user.loses("2 marked")
        assert not user.app.frame.marked


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("https://huggingface.co/models?author=Qwen", "Qwen · organisation"),
        ("datasets/openai/gsm8k", "openai · organisation"),
        ("https://huggingface.co/ada/collections", "this is the page of ada"),
    ],
)
async def test_a_key_opens_the_page_of_the_owner(demo: DemoHub, target: str, name: str) -> None:
    async with at(demo, target) as user:
        await settled(user)
        await user.until(lambda: user.app.screen.target_here is not None, "the page")  # type: ignore[attr-defined]
        await user.press("O")
        await user.sees(name)


async def test_an_owner_opens_from_the_lists_of_the_tabs(demo: DemoHub) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.press("5")
        await user.until(lambda: getattr(user.app.screen, "target_here", None) is not None, "collections")
        owner = user.app.screen.shown.item.slug.partition("/")[0]  # type: ignore[attr-defined]
        await user.press("O")
        await user.sees(f"‹ Back   {owner}")


async def test_an_author_with_an_account_is_a_link_of_the_paper(demo: DemoHub) -> None:
    paper = told(demo, "/api/daily_papers?limit=1")[0]["paper"]
    account = paper["authors"][0]["user"]["user"]
    async with at(demo, f"papers/{paper['id']}") as user:
        await user.sees(f"{paper['authors'][0]['name']} ({account})")
        await user.press("shift+tab", "enter")
        await user.sees(f"‹ Back   {account}")


async def test_the_listing_of_an_owner_opens_from_the_page(demo: DemoHub) -> None:
    async with at(demo, "https://huggingface.co/ada") as user:
        await shows(user, "Datasets")
        await user.press("A")
        await user.sees("author ada")
        assert user.app.screen.model.choice.repo_type == "dataset"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "asked"), [("ada", ["users/ada"]), ("acme-lab", ["organizations/acme-lab"])])
async def test_what_is_likelier_is_asked_first(demo: DemoHub, name: str, asked: list[str]) -> None:
    async with browsing(demo.endpoint, demo.token) as user:
        await user.sees("ada · write")
        await user.press("colon", *name)
        await user.sees(f"the page of {name}")
        await user.press("down", "down", "down", "enter")
        await user.sees(f"({name})")
        assert overviews(user) == asked


async def test_a_name_of_nobody_is_asked_for_twice_and_leads_to_the_model(demo: DemoHub) -> None:
    target = page_of("nobody-there", demo.endpoint)
    async with browsing(demo.endpoint, demo.token, target=target) as user:
        await user.sees('"nobody-there" is neither a user nor an organisation')
        assert sorted(overviews(user)) == ["organizations/nobody-there", "users/nobody-there"]
        await user.press("enter")
        await user.sees("the model nobody-there is not there")


def test_names_of_sections_fit_their_line() -> None:
    titles = [
        *("Models", "Datasets", "Spaces", "Collections", "Likes"),
        *("Papers", "Orgs", "Followers", "Following", "Info"),
    ]
    for width, count in ((80, ""), (160, " 12")):
        parts = section_parts([(title, "12") for title in titles], 0, width)
        text = "".join(cell.text for _, cells in parts for cell in cells)
        assert len(text) <= width - 3
        assert all(f"{title}{count} " in f"{text} " for title in titles)
    assert [cells[0] for _, cells in section_parts([("A", ""), ("B", "")], 1, 80)][1] == Cell("2 ", "dim")


@pytest.mark.parametrize(
    ("value", "name", "is_org"),
    [
        ({"user": "ada", "type": "user"}, "ada", False),
        ({"name": "acme-lab", "type": "org"}, "acme-lab", True),
        ({"user": "ada"}, "ada", False),
        ({"name": "acme-lab", "type": 7}, "acme-lab", True),
        ({"user": ["x"], "name": "y", "type": "user"}, "y", False),
        ({}, "", True),
    ],
)
def test_users_and_organisations_are_told_apart_however_odd_the_answer(value: Any, name: str, is_org: bool) -> None:
    owner = Owner.read(value)
    assert (owner.name, owner.is_org) == (name, is_org)
    assert owner.fullname == ""
    assert owner.organisations == []
    assert owner.count("numModels") is None


def test_fields_of_any_depth_are_told_one_by_one() -> None:
    deep: Any = "end"
    for _ in range(3000):
        deep = {"a": deep}
    fields = fields_of(
        {"plain": 1, "yes": True, "no": None, "several": ["x", 2], "objects": [{"k": "v"}], "none": [], "deep": deep}
    )
    assert [(field.name, field.value) for field in fields[:6]] == [
        ("plain", "1"), ("yes", "yes"), ("no", "null"), ("several", "x, 2"), ("objects.1.k", "v"), ("none", "(none)"),
    ]  # fmt: skip
    assert fields[6].value == "end"
