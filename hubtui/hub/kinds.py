"""The types of repos (model, dataset, Space) and their differences, as data."""

from dataclasses import dataclass
from typing import Literal

RepoType = Literal["model", "dataset", "space"]
Visibility = Literal["public", "private", "protected"]
"""Who can see a repo; only Spaces can be protected."""
Gating = Literal["auto", "manual", False]
"""Whether the files of a repo are given on request only, and whether the owner answers each request by hand."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of repo: its segment in API paths, the prefix of its web pages and files, and its fields.

    `listing_fields` are the fields that a row needs, `more_fields` all others of an info except the list of files.
    """

    path: str
    page_prefix: str
    noun: str
    listing_fields: tuple[str, ...]
    more_fields: tuple[str, ...]
    has_tags_by_type: bool = True

    @property
    def info_fields(self) -> tuple[str, ...]:
        """All fields except the list of files: they are asked for if the full info is too large."""
        return (*self.listing_fields, *self.more_fields)


_MORE_OF_A_MODEL = (
    "baseModels", "cardData", "childrenModelCount", "config", "downloadsAllTime", "inference", "mask_token",
    "model-index", "sha", "spaces", "transformersInfo", "usedStorage", "widgetData",
)  # fmt: skip
_EVERY_FIELD = ("author", "createdAt", "disabled", "lastModified", "likes", "private", "tags", "trendingScore")

KINDS: dict[RepoType, Kind] = {
    "model": Kind(
        path="models",
        page_prefix="",
        noun="model",
        listing_fields=(*_EVERY_FIELD, "downloads", "gated", "gguf", "library_name", "pipeline_tag", "safetensors"),
        more_fields=_MORE_OF_A_MODEL,
    ),
    "dataset": Kind(
        path="datasets",
        page_prefix="datasets/",
        noun="dataset",
        listing_fields=(*_EVERY_FIELD, "description", "downloads", "gated", "mainSize"),
        more_fields=("cardData", "citation", "downloadsAllTime", "paperswithcode_id", "sha", "usedStorage"),
    ),
    "space": Kind(
        path="spaces",
        page_prefix="spaces/",
        noun="Space",
        listing_fields=(*_EVERY_FIELD, "cardData", "datasets", "models", "runtime", "sdk"),
        more_fields=("sha", "subdomain", "usedStorage"),
        has_tags_by_type=False,
    ),
}
