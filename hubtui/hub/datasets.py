"""Endpoints of datasets: Croissant metadata and converted Parquet files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hubtui.hub.answers import json_of
from hubtui.hub.calls import Answer, Call
from hubtui.hub.endpoint import Endpoint
from hubtui.hub.errors import OddAnswer
from hubtui.hub.files import RemoteFile
from hubtui.hub.models.croissant import Croissant
from hubtui.hub.urls import named, repo_path, segment


@dataclass(frozen=True, slots=True)
class ParquetShards(Endpoint["dict[str, dict[str, list[str]]]"]):
    """The request for the URLs of a dataset's Parquet shards, by config and split; `shard_file` opens a shard."""

    repo_id: str

    @property
    def call(self) -> Call:
        subject = f"parquet of {named('dataset', self.repo_id)}"
        return Call("GET", f"{repo_path('dataset', self.repo_id)}/parquet", subject=subject)

    def read(self, answer: Answer) -> dict[str, dict[str, list[str]]]:
        """Return the URLs in the answer; values of another type are left out."""
        value = json_of(answer)
        if not isinstance(value, dict):
            raise OddAnswer("the Parquet shards came in an unknown form", status=answer.status)
        return {
            config: {split: _texts(urls) for split, urls in splits.items() if isinstance(urls, list)}
            for config, splits in value.items()
            if isinstance(splits, dict)
        }


@dataclass(frozen=True, slots=True)
class CroissantOf(Endpoint[Croissant]):
    """The request for the Croissant metadata of a dataset."""

    model = Croissant

    repo_id: str

    @property
    def call(self) -> Call:
        subject = f"croissant of {named('dataset', self.repo_id)}"
        return Call("GET", f"{repo_path('dataset', self.repo_id)}/croissant", subject=subject)


def shard_file(repo_id: str, config: str, split: str, number: int) -> RemoteFile:
    """Return the path of a Parquet shard, as a file that can be opened."""
    inside = f"parquet/{segment(config)}/{segment(split)}/{number}.parquet"
    subject = f"shard {number} of {config}/{split} of {named('dataset', repo_id)}"
    return RemoteFile(f"{repo_path('dataset', repo_id)}/{inside}", subject)


def _texts(values: list[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str)]
