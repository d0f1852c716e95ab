"""Models, datasets and Spaces in full."""

from datetime import datetime
from typing import Any

from pydantic import Field

from hubtui.hub.kinds import RepoType
from hubtui.hub.models.base import Count, Flag, Number, Wire, Word, Words
from hubtui.hub.models.rows import known_date


class RepoInfo(Wire):
    """What every kind has; `card_data` is whatever the card's front matter holds, `siblings` its files.

    A sibling is an object with `rfilename`, and with `size`, `blobId` and `lfs` where blobs were asked for; there may
    be 100,000 of them.
    """

    object_id: Word | None = Field(None, alias="_id")
    id: Word = ""
    author: Word | None = None
    sha: Word | None = None
    created_at: Word | None = None
    last_modified: Word | None = None
    private: Flag | None = None
    disabled: Flag | None = None
    likes: Count | None = None
    trending_score: Number | None = None
    tags: Words | None = None
    card_data: Any = None
    siblings: list[dict[str, Any]] | None = None
    used_storage: Count | None = None
    resource_group: Any = None

    @property
    def created(self) -> datetime | None:
        """When it was made, None where that is unknown."""
        return known_date(self.created_at)

    @property
    def modified(self) -> datetime | None:
        """When it last changed, None where that is unknown."""
        return known_date(self.last_modified)

    @property
    def file_names(self) -> list[str]:
        """The paths of its files."""
        names = (sibling.get("rfilename") for sibling in self.siblings or ())
        return [name for name in names if isinstance(name, str)]


class Safetensors(Wire):
    """Numbers of parameters by their type, and in all."""

    parameters: dict[Word, Count] | None = None
    total: Count | None = None


class Gguf(Wire):
    """`total` counts parameters; `total_file_size` is that of one quantisation, in bytes."""

    total: Count | None = None
    architecture: Word | None = None
    context_length: Count | None = None
    total_file_size: Count | None = None


class ModelInfo(RepoInfo):
    """A model; `gated` is False, "auto" or "manual"."""

    model_id: Word | None = None
    gated: Flag | Word | None = None
    downloads: Count | None = None
    downloads_all_time: Count | None = None
    pipeline_tag: Word | None = None
    library_name: Word | None = None
    mask_token: Word | None = None
    safetensors: Safetensors | None = None
    gguf: Gguf | None = None
    config: Any = None
    transformers_info: Any = None
    model_index: Any = Field(None, alias="model-index")
    widget_data: Any = None
    spaces: Words | None = None
    inference: Word | None = None
    inference_provider_mapping: Any = None
    base_models: Any = None
    children_model_count: Any = None
    eval_results: Any = None


class DatasetInfo(RepoInfo):
    """A dataset; `main_size` in bytes."""

    gated: Flag | Word | None = None
    downloads: Count | None = None
    downloads_all_time: Count | None = None
    description: str | None = None
    citation: str | None = None
    paperswithcode_id: Word | None = None
    main_size: Count | None = None
    key: Word | None = None


class Hardware(Wire):
    """What a Space runs on and what was asked for; both are null for a static one."""

    current: Word | None = None
    requested: Word | None = None


class Runtime(Wire):
    """How a Space is; `gc_timeout` in seconds."""

    stage: Word | None = None
    hardware: Hardware | None = None
    storage: Any = None
    gc_timeout: Count | None = None
    replicas: Any = None
    dev_mode: Flag | None = None
    domains: list[dict[str, Any]] | None = None
    error_message: str | None = None
    sha: Word | None = None


class SpaceInfo(RepoInfo):
    """A Space."""

    title: Word | None = None
    sdk: Word | None = None
    host: Word | None = None
    subdomain: Word | None = None
    runtime: Runtime | None = None
    models: Words | None = None
    datasets: Words | None = None
    region: Any = None


INFOS: dict[RepoType, type[ModelInfo] | type[DatasetInfo] | type[SpaceInfo]] = {
    "model": ModelInfo,
    "dataset": DatasetInfo,
    "space": SpaceInfo,
}


class CreatedRepo(Wire):
    """A repo that was just made; `name` is its id."""

    url: Word | None = None
    name: Word = ""
    id: Word | None = None


class RepoSettings(Wire):
    """The settings after a change, as far as the Hub tells them."""

    gated: Flag | Word | None = None
    visibility: Word | None = None
    private: Flag | None = None
    discussions_disabled: Flag | None = None
