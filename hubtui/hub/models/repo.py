"""Models, datasets and Spaces in full."""

from datetime import datetime
from typing import Any

from pydantic import Field

from hubtui.hub.kinds import RepoType
from hubtui.hub.models.base import Count, Flag, Number, Text, Wire, Word
from hubtui.hub.models.rows import known_date


class RepoInfo(Wire):
    """What every kind has; `card_data` is whatever the card's front matter holds, `siblings` its files.

    A sibling is an object with `rfilename`, and with `size`, `blobId` and `lfs` where blobs were asked for; there may
    be 100,000 of them.
    """

    object_id: str | None = Field(None, alias="_id")
    id: str = ""
    author: str | None = None
    sha: str | None = None
    created_at: str | None = None
    last_modified: str | None = None
    private: Flag | None = None
    disabled: Flag | None = None
    likes: Count | None = None
    trending_score: Number | None = None
    tags: list[str] | None = None
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

    parameters: dict[str, Count] | None = None
    total: Count | None = None


class Gguf(Wire):
    """`total` counts parameters; `total_file_size` is that of one quantisation, in bytes."""

    total: Count | None = None
    architecture: str | None = None
    context_length: Count | None = None
    total_file_size: Count | None = None


class ModelInfo(RepoInfo):
    """A model; `gated` is False, "auto" or "manual"."""

    model_id: str | None = None
    gated: Flag | str | None = None
    downloads: Count | None = None
    downloads_all_time: Count | None = None
    pipeline_tag: str | None = None
    library_name: str | None = None
    mask_token: str | None = None
    safetensors: Safetensors | None = None
    gguf: Gguf | None = None
    config: Any = None
    transformers_info: Any = None
    model_index: Any = Field(None, alias="model-index")
    widget_data: Any = None
    spaces: list[str] | None = None
    inference: str | None = None
    inference_provider_mapping: Any = None
    base_models: Any = None
    children_model_count: Any = None
    eval_results: Any = None


class DatasetInfo(RepoInfo):
    """A dataset; `main_size` in bytes."""

    gated: Flag | str | None = None
    downloads: Count | None = None
    downloads_all_time: Count | None = None
    description: Text | None = None
    citation: Text | None = None
    paperswithcode_id: str | None = None
    main_size: Count | None = None
    key: str | None = None


class Hardware(Wire):
    """What a Space runs on and what was asked for; both are null for a static one."""

    current: str | None = None
    requested: str | None = None


class Runtime(Wire):
    """How a Space is; `gc_timeout` in seconds."""

    stage: str | None = None
    hardware: Hardware | None = None
    storage: Any = None
    gc_timeout: Count | None = None
    replicas: Any = None
    dev_mode: Flag | None = None
    domains: list[dict[str, Any]] | None = None
    error_message: Text | None = None
    sha: str | None = None


class SpaceInfo(RepoInfo):
    """A Space."""

    title: Word | None = None
    sdk: str | None = None
    host: str | None = None
    subdomain: str | None = None
    runtime: Runtime | None = None
    models: list[str] | None = None
    datasets: list[str] | None = None
    region: Any = None


INFOS: dict[RepoType, type[ModelInfo] | type[DatasetInfo] | type[SpaceInfo]] = {
    "model": ModelInfo,
    "dataset": DatasetInfo,
    "space": SpaceInfo,
}
