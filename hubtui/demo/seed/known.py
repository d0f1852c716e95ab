"""The seed data: repos that everyone knows, with plausible figures, and the words that others are made of."""

import json
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

UNKNOWN_SECONDS = 1646263744  # 2022-03-02T23:29:04Z, which the Hub gives to what is older than its records
DAY = 86_400


class KnownModel(NamedTuple):
    id: str
    task: str
    library: str
    licence: str
    languages: list[str]
    billions: float
    dtype: str
    architecture: str
    context: int
    downloads: int
    likes: int
    created: int
    gated: int
    arxiv: str


class KnownDataset(NamedTuple):
    id: str
    task: str
    licence: str
    languages: list[str]
    rows: int
    format: str
    modality: str
    downloads: int
    likes: int
    created: int
    gated: int
    arxiv: str


class KnownSpace(NamedTuple):
    id: str
    title: str
    emoji: str
    sdk: str
    stage: str
    hardware: str
    likes: int
    created: int
    tags: list[str]
    models: list[str]


def seconds_of(day: str) -> int:
    """The seconds of a day; of the day that stands for "unknown", the Hub's own instant."""
    found = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    return UNKNOWN_SECONDS if day == "2022-03-02" else found + found // DAY * 7919 % DAY


def several(text: str) -> list[str]:
    return text.split(",") if text else []


def _lines(name: str) -> list[list[str]]:
    text = files("hubtui.demo.seed").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _gate(word: str) -> int:
    return ("false", "auto", "manual").index(word)


def _arxiv(word: str) -> str:
    return "" if word.startswith("0000") else word


@cache
def known_models() -> list[KnownModel]:
    return [
        KnownModel(
            row[0], row[1], row[2], row[3], several(row[4]), float(row[5]), row[6], row[7], int(row[8]),
            int(row[9]), int(row[10]), seconds_of(row[11]), _gate(row[12]), _arxiv(row[13]),
        )
        for row in _lines("models.tsv")
    ]  # fmt: skip


@cache
def known_datasets() -> list[KnownDataset]:
    return [
        KnownDataset(
            row[0], row[1], row[2], several(row[3]), int(row[4]), row[5], row[6], int(row[7]), int(row[8]),
            seconds_of(row[9]), _gate(row[10]), _arxiv(row[11]),
        )
        for row in _lines("datasets.tsv")
    ]  # fmt: skip


@cache
def known_spaces() -> list[KnownSpace]:
    return [
        KnownSpace(
            row[0], row[1], row[2], row[3], row[4], row[5], int(row[6]), seconds_of(row[7]), several(row[8]),
            several(row[9]),
        )
        for row in (line + [""] * (10 - len(line)) for line in _lines("spaces.tsv"))
    ]  # fmt: skip


@cache
def known_papers() -> list[tuple[str, str, int, str]]:
    """(id, title, upvotes, day)."""
    return [(row[0], row[1], int(row[2]), row[3]) for row in _lines("papers.tsv")]


@cache
def words() -> dict[str, Any]:
    text = files("hubtui.demo.seed").joinpath("data", "words.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


_USERS = """
DavidAU JunHowie MaziyarPanahi Rowan TheBloke Xenova akhaliq bartowski casperhansen dslim enzostvs eriktks fffiloni
hexgrad julien-c mlabonne mradermacher mstz nateraw rajpurkar teknium ylecun
"""


@cache
def known_organisations() -> frozenset[str]:
    """The owners that everyone knows, but for those who are users."""
    ids = [row[0] for name in ("models.tsv", "datasets.tsv", "spaces.tsv") for row in _lines(name)]
    owners = {one.partition("/")[0] for one in ids if "/" in one}
    quantizers: dict[str, list[str]] = words()["quantizers"]
    return frozenset(owners.union(*quantizers.values()) - set(_USERS.split()))
