"""The full info of models, datasets and Spaces."""

from datetime import datetime
from typing import Any

from pydantic import Field

from hubtui.hub.kinds import RepoType
from hubtui.hub.models.base import Count, Flag, Number, Text, Wire, Word
from hubtui.hub.models.rows import known_date


class RepoInfo(Wire):
    """The fields that models, datasets and Spaces have in common.

    `card_data` is the front matter of the README. Each of the `siblings` is a file: an object with `rfilename`, and
    with `size`, `blobId` and `lfs` if blobs were asked for. There may be 100,000 of them.
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
        """The time at which the repo was created, or None if it is unknown."""
        return known_date(self.created_at)

    @property
    def modified(self) -> datetime | None:
        """The time of the last change, or None if it is unknown."""
        return known_date(self.last_modified)

    @property
    def file_names(self) -> list[str]:
        """The paths of the files."""
        names = (sibling.get("rfilename") for sibling in self.siblings or ())
        return [name for name in names if isinstance(name, str)]


class Safetensors(Wire):
    """The number of parameters of a model: by type (dtype), and in total."""

    parameters: dict[str, Count] | None = None
    total: Count | None = None


class Gguf(Wire):
    """The GGUF metadata of a model: `total` parameters, and `total_file_size` of one quantization in bytes."""

    total: Count | None = None
    architecture: str | None = None
    context_length: Count | None = None
    total_file_size: Count | None = None


class ModelInfo(RepoInfo):
    """The info of a model; `gated` is False, "auto" or "manual"."""

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
    """The info of a dataset; `main_size` is in bytes."""

    gated: Flag | str | None = None
    downloads: Count | None = None
    downloads_all_time: Count | None = None
    description: Text | None = None
    citation: Text | None = None
    paperswithcode_id: str | None = None
    main_size: Count | None = None
    key: str | None = None


class Hardware(Wire):
    """The hardware that a Space runs on, and the one that was requested. Both are None for a static Space."""

    current: str | None = None
    requested: str | None = None


class Runtime(Wire):
    """The state of a Space; `gc_timeout` is its sleep time in seconds."""

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
    """The info of a Space."""

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
