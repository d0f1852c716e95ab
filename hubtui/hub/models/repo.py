"""The full info of models, datasets and Spaces."""

from datetime import datetime
from typing import Any

from hubtui.hub.kinds import RepoType
from hubtui.hub.models.base import (
    Field,
    Wire,
    anything,
    count,
    counts,
    dicts,
    flag,
    flag_or_text,
    line,
    lines,
    one,
    text,
    text_or_empty,
    texts,
)
from hubtui.hub.models.rows import known_date


def _files(value: Any) -> list[dict[str, Any]] | None:
    """Return the objects in a list, or None without a list: the Hub leaves out the files of a very large repo."""
    return dicts(value) if isinstance(value, list) else None


class RepoInfo(Wire):
    """The fields that models, datasets and Spaces have in common.

    `card_data` is the front matter of the README. Each of the `siblings` is a file: an object with `rfilename`. There
    may be 100,000 of them; they are None if the Hub has not sent them.
    """

    id = Field(text_or_empty)
    author = Field(text)
    sha = Field(text)
    created_at = Field(text)
    last_modified = Field(text)
    private = Field(flag)
    disabled = Field(flag)
    likes = Field(count)
    tags = Field(texts)
    card_data = Field(anything)
    siblings = Field(_files)
    used_storage = Field(count)

    @property
    def created(self) -> datetime | None:
        """The time at which the repo was created, or None if it is unknown."""
        return known_date(self.created_at)

    @property
    def modified(self) -> datetime | None:
        """The time of the last change, or None if it is unknown."""
        return known_date(self.last_modified)

    @property
    def file_names(self) -> list[str]:
        """The paths of the files."""
        return texts([sibling.get("rfilename") for sibling in self.siblings or ()]) or []


class Safetensors(Wire):
    """The number of parameters of a model: by type (dtype), and in total."""

    parameters = Field(counts)
    total = Field(count)


class Gguf(Wire):
    """The GGUF metadata of a model, with its number of parameters (`total`)."""

    total = Field(count)
    architecture = Field(text)
    context_length = Field(count, "context_length")


class ModelInfo(RepoInfo):
    """The info of a model; `gated` is False, "auto" or "manual"."""

    gated = Field(flag_or_text)
    downloads = Field(count)
    downloads_all_time = Field(count)
    pipeline_tag = Field(text, "pipeline_tag")
    library_name = Field(text, "library_name")
    safetensors = Field(one(Safetensors))
    gguf = Field(one(Gguf))
    config = Field(anything)
    model_index = Field(anything, "model-index")
    spaces = Field(texts)
    inference = Field(text)
    children_model_count = Field(anything)
    eval_results = Field(anything)


class DatasetInfo(RepoInfo):
    """The info of a dataset; `main_size` is in bytes."""

    gated = Field(flag_or_text)
    downloads = Field(count)
    downloads_all_time = Field(count)
    description = Field(lines)
    main_size = Field(count)


class Hardware(Wire):
    """The hardware that a Space runs on, and the one that was requested. Both are None for a static Space."""

    current = Field(text)
    requested = Field(text)


class Runtime(Wire):
    """The state of a Space; `gc_timeout` is its sleep time in seconds."""

    stage = Field(text)
    hardware = Field(one(Hardware))
    storage = Field(anything)
    gc_timeout = Field(count)
    replicas = Field(anything)
    dev_mode = Field(flag)
    domains = Field(dicts)
    error_message = Field(lines)
    sha = Field(text)


class SpaceInfo(RepoInfo):
    """The info of a Space."""

    title = Field(line)
    sdk = Field(text)
    host = Field(text)
    subdomain = Field(text)
    runtime = Field(one(Runtime))
    models = Field(texts)
    datasets = Field(texts)


INFOS: dict[RepoType, type[ModelInfo] | type[DatasetInfo] | type[SpaceInfo]] = {
    "model": ModelInfo,
    "dataset": DatasetInfo,
    "space": SpaceInfo,
}
