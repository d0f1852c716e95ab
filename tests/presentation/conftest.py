"""Rows with the fields that the Hub's client gives them, all unknown unless said."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

NOW = datetime(2025, 7, 1, 12, 0, tzinfo=UTC)
_SHARED = dict.fromkeys(("likes", "trending_score", "last_modified", "created_at", "private", "disabled"))
_MODEL = ("pipeline_tag", "library_name", "parameters", "parameter_total", "gguf_bytes", "downloads", "gated")
_DATASET = ("main_size", "description", "downloads", "gated")
_SPACE = ("title", "sdk", "stage", "hardware")


def _maker(names: tuple[str, ...], **defaults: Any) -> Callable[..., Any]:
    def make(id: str = "ada/thing", **values: Any) -> Any:
        known = {**_SHARED, **dict.fromkeys(names), "author": id.partition("/")[0], "tags": [], **defaults}
        assert values.keys() <= known.keys()
        return SimpleNamespace(id=id, **{**known, **values})

    return make


@pytest.fixture
def model_row() -> Callable[..., Any]:
    return _maker(_MODEL, quants=())


@pytest.fixture
def dataset_row() -> Callable[..., Any]:
    return _maker(_DATASET)


@pytest.fixture
def space_row() -> Callable[..., Any]:
    return _maker(_SPACE, models=[], datasets=[])


@pytest.fixture
def qwen(model_row) -> Any:
    """The model that the drawings show."""
    return model_row(
        "Qwen/Qwen3-8B",
        pipeline_tag="text-generation",
        library_name="transformers",
        parameters={"BF16": 8_190_735_360},
        parameter_total=8_190_735_360,
        downloads=4_123_456,
        likes=3_210,
        last_modified="2025-06-28T03:46:07.000Z",
        created_at="2025-04-28T03:40:28.000Z",
        gated=False,
        tags=["transformers", "safetensors", "en", "zh", "tf", "arxiv:2505.09388", "license:apache-2.0", "region:us"],
    )


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def words() -> Callable[[Any], list[str]]:
    """Lines of cells as text."""
    return lambda lines: ["".join(cell.text for cell in line) for line in lines]
