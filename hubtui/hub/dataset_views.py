"""What the Hub makes of a dataset: Parquet shards and Croissant metadata."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from hubtui.hub.answers import json_of, object_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.errors import OddAnswer
from hubtui.hub.family import Family
from hubtui.hub.files import OpenFile, Piece, open_file, read_piece
from hubtui.hub.models.croissant import Croissant
from hubtui.hub.urls import named, repo_path, segment


class DatasetViews(Family):
    """Datasets as tables."""

    async def parquet(self, repo_id: str) -> dict[str, dict[str, list[str]]]:
        """The URLs of the Parquet shards of each split of each config; for show, `shard` reads them.

        Raises:
            Missing: no such dataset, or it has none.
        """
        answer = await self._get(repo_id, "parquet")
        return shards_of(answer)

    async def shard(
        self, repo_id: str, config: str, split: str, number: int, *, start: int = 0, length: int = 1 << 20
    ) -> Piece:
        """`length` bytes of a Parquet shard from `start` on, with the size of the whole."""
        inside = f"parquet/{segment(config)}/{segment(split)}/{number}.parquet"
        subject = f"shard {number} of {config}/{split} of {named('dataset', repo_id)}"
        return await read_piece(self, f"{repo_path('dataset', repo_id)}/{inside}", subject, start, length)

    @asynccontextmanager
    async def open_shard(
        self, repo_id: str, config: str, split: str, number: int, *, start: int = 0
    ) -> AsyncIterator[OpenFile]:
        """A Parquet shard to be read while it comes, from byte `start` on."""
        inside = f"parquet/{segment(config)}/{segment(split)}/{number}.parquet"
        subject = f"shard {number} of {config}/{split} of {named('dataset', repo_id)}"
        async with open_file(self, f"{repo_path('dataset', repo_id)}/{inside}", subject, start) as file:
            yield file

    async def croissant(self, repo_id: str) -> Croissant:
        """The dataset's metadata.

        Raises:
            Missing: no such dataset, or it has none.
        """
        return object_of(await self._get(repo_id, "croissant"), Croissant)

    async def _get(self, repo_id: str, what: str) -> Answer:
        subject = f"{what.partition('/')[0]} of {named('dataset', repo_id)}"
        return await self.ask(Call("GET", f"{repo_path('dataset', repo_id)}/{what}", subject=subject))


def shards_of(answer: Answer) -> dict[str, dict[str, list[str]]]:
    """URLs by config and split; what is none of these is left out.

    Raises:
        OddAnswer: the answer is no object.
    """
    value = json_of(answer)
    if not isinstance(value, dict):
        raise OddAnswer("the Parquet shards came in an unknown form", status=answer.status)
    return {
        config: {split: _texts(urls) for split, urls in splits.items() if isinstance(urls, list)}
        for config, splits in value.items()
        if isinstance(splits, dict)
    }


def _texts(values: list[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str)]
