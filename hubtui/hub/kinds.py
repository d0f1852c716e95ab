"""What differs between models, datasets and Spaces on the wire, as data."""

from dataclasses import dataclass
from typing import Literal

RepoType = Literal["model", "dataset", "space"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of repo: its place in API paths, the prefix of its pages and files, and what its listing can be asked.

    `listing_fields` is the `expand` that fills a row.
    """

    path: str
    page_prefix: str
    noun: str
    listing_fields: tuple[str, ...]
    has_tags_by_type: bool = True


_EVERY_FIELD = ("author", "createdAt", "disabled", "lastModified", "likes", "private", "tags", "trendingScore")

KINDS: dict[RepoType, Kind] = {
    "model": Kind(
        path="models",
        page_prefix="",
        noun="model",
        listing_fields=(*_EVERY_FIELD, "downloads", "gated", "gguf", "library_name", "pipeline_tag", "safetensors"),
    ),
    "dataset": Kind(
        path="datasets",
        page_prefix="datasets/",
        noun="dataset",
        listing_fields=(*_EVERY_FIELD, "description", "downloads", "gated", "mainSize"),
    ),
    "space": Kind(
        path="spaces",
        page_prefix="spaces/",
        noun="Space",
        listing_fields=(*_EVERY_FIELD, "cardData", "datasets", "models", "runtime", "sdk"),
        has_tags_by_type=False,
    ),
}
