"""Promise 12: answers of the Hub, mutated: nothing crashes and no good row is lost."""

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hubtui.hub import jsontext
from hubtui.hub.account import WhoAmI
from hubtui.hub.datasets import CroissantOf
from hubtui.hub.decode import rows_of
from hubtui.hub.errors import OddAnswer
from hubtui.hub.kinds import RepoType
from hubtui.hub.listings import ListingPage
from hubtui.hub.models.account import Account
from hubtui.hub.models.collection import Collection
from hubtui.hub.models.croissant import Croissant
from hubtui.hub.models.repo import DatasetInfo, ModelInfo, SpaceInfo
from hubtui.hub.query import ListingQuery
from hubtui.hub.repos import RepoInfo
from tests.answers import content, each, own

from .stub import client_of, response

ROW: dict[RepoType, dict[str, Any]] = {
    "model": own("models-list-full-with-figures")[0],
    "dataset": own("datasets-list-full-2023-no-author-and-empty-key")[0],
    "space": own("spaces-list-full-runtimes")[0],
}
MODELS = {"model": ModelInfo, "dataset": DatasetInfo, "space": SpaceInfo}
DEEP = 100_000
# Objects of that depth take long to walk through, and deeper than Python's own limit is deep enough for most runs.
DEEP_OBJECTS = 2_000


def nested_objects(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


ODD_TEXTS = [
    *["null", "true", "-1", "1e999", "NaN", "-Infinity", "1" * 5000, "9" * 40, "[]", "{}", '{"a":1,"a":2}'],
    *['"\\ud800"', '"\\u0000\\u001b[2J"', '[[[1,{"b":null}]]]', '"' + "x" * 100_000 + '"'],
    *["[" * DEEP + "]" * DEEP, nested_objects(DEEP_OBJECTS)],
]
MARK = "hubtui-odd-value"


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each value inside another."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, item in items for found in [(*path, key), *places(item, (*path, key))]]


def mutated(chance: random.Random, value: Any) -> tuple[str, str]:
    """A text in which one to three values are odd, missing or doubled, and what was done."""
    changed = copy.deepcopy(value)
    done = []
    for _ in range(chance.randint(1, 3)):
        *way, last = chance.choice(places(changed))
        inside = changed
        for key in way:
            inside = inside[key]
        inside[last] = MARK
        done.append(f"{way}{last}")
        if chance.random() < 0.2:
            del inside[last]
        if not places(changed):
            break
    text = json.dumps(changed)
    while f'"{MARK}"' in text:
        text = text.replace(f'"{MARK}"', chance.choice(ODD_TEXTS), 1)
    return text, ", ".join(done)


async def test_a_page_with_one_mutated_row_keeps_the_others(runs: Callable[[int], int]) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for number in range(runs(6000)):
        repo_type: RepoType = chance.choice(("model", "dataset", "space"))
        good = json.dumps(ROW[repo_type], ensure_ascii=chance.random() < 0.5)
        bad, done = mutated(chance, ROW[repo_type])
        rows = rows_of(f"[{good},{bad},{good}]".encode("utf-8", "surrogatepass"), repo_type)
        about = f"seed {seed}, run {number}: {repo_type} {done}"
        assert len(rows) == 3, about
        alone = rows_of(f"[{good}]".encode(), repo_type)[0]
        assert rows[0] == rows[2] == alone, about
        assert isinstance(rows[1].id, str), about
        assert all(isinstance(tag, str) for tag in rows[1].tags), about
        assert rows[1].likes is None or abs(rows[1].likes) < 2**63, about


@pytest.mark.parametrize("repo_type", ROW)
def test_an_object_of_100000_levels_costs_neither_the_other_rows_nor_the_other_fields(repo_type: RepoType) -> None:
    good = json.dumps(ROW[repo_type])
    bad = json.dumps({**ROW[repo_type], "tags": MARK}).replace(f'"{MARK}"', nested_objects(DEEP))
    rows = rows_of(f"[{good},{bad},{good}]".encode(), repo_type)
    assert len(rows) == 3
    assert rows[0] == rows[2]
    kept = MODELS[repo_type].read(jsontext.read(bad.encode())).sent
    assert kept["likes"] == ROW[repo_type]["likes"]


async def test_a_mutated_object_keeps_its_other_fields(runs: Callable[[int], int]) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for number in range(runs(4000)):
        repo_type: RepoType = chance.choice(("model", "dataset", "space"))
        sent, done = mutated(chance, ROW[repo_type])
        about = f"seed {seed}, run {number}: {repo_type} {done}"
        read = MODELS[repo_type].read(jsontext.read(sent.encode()))
        kept = json.loads(json.dumps(read.sent))
        for name, value in ROW[repo_type].items():
            if name not in done and not isinstance(value, str | list | dict):
                assert kept[name] == value, f"{about}, {name}"
        assert set(kept) <= {*ROW[repo_type], "a"}, about


@each("*.json")
def test_answers_cut_or_damaged_anywhere_crash_nothing(path: Path) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    whole = content(path)
    for _ in range(20):
        damaged = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(3):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.choice(b'"\\{}[],:0\x00\x1b\xff\xed')
        for reader in (lambda body: rows_of(body, "model"), lambda body: objects(jsontext.read(body))):
            try:
                reader(bytes(damaged))
            except jsontext.NotJson:
                continue


def objects(value: Any) -> None:
    for model in (ModelInfo, DatasetInfo, SpaceInfo, Croissant, Collection, Account):
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                json.dumps(model.read(item).sent)


@pytest.mark.parametrize("body", ["", "null", "3", '"x"', "{}", '{"error":"no"}', "[1", "<html>", "[]]", "\x00", "NaN"])
async def test_what_is_no_listing_is_an_odd_answer(body: str) -> None:
    async with client_of(lambda _: response(200, body.encode())) as (hub, _):
        with pytest.raises(OddAnswer, match="does not look like a Hugging Face Hub"):
            await hub.get(ListingPage(ListingQuery("model")))
        with pytest.raises(OddAnswer):
            await hub.get(ListingPage(ListingQuery("model")))


@pytest.mark.parametrize("body", ["", "null", "[]", "<!doctype html>", "garbage", '{"a"', "\ufeff["])
async def test_what_is_no_object_is_an_odd_answer(body: str) -> None:
    async with client_of(lambda _: response(200, body.encode())) as (hub, _):
        for doing in (hub.get(WhoAmI()), hub.get(RepoInfo("model", "a/b")), hub.get(CroissantOf("a/b"))):
            with pytest.raises(OddAnswer, match="does not look like a Hugging Face Hub"):
                await doing
