"""Collections and what is in them."""

from typing import Any, Literal

from pydantic import Field

from hubtui.hub.models.base import Count, Flag, Several, Wire, Word
from hubtui.hub.models.repo import Runtime

ItemType = Literal["model", "dataset", "space", "paper", "collection", "bucket"]


class Owner(Wire):
    """A user or an organisation."""

    object_id: Word | None = Field(None, alias="_id")
    name: Word = ""
    fullname: Word | None = None
    type: Word | None = None
    avatar_url: Word | None = None


class Note(Wire):
    """What the owner of a collection says of an item."""

    text: str | None = None
    html: str | None = None


class CollectionItem(Wire):
    """An item: `item_object_id` names it within its collection, `item_id` is the repo's id, paper's number or slug.

    What only some kinds of items have is None for the others. Positions have gaps: the order of items is the truth.
    """

    item_object_id: Word = Field("", alias="_id")
    item_id: Word = Field("", alias="id")
    item_type: Word | None = Field(None, alias="type")
    position: Count | None = None
    note: Note | None = None
    repo_type: Word | None = None
    author: Word | None = None
    title: Word | None = None
    slug: Word | None = None
    downloads: Count | None = None
    likes: Count | None = None
    upvotes: Count | None = None
    last_modified: Word | None = None
    pipeline_tag: Word | None = None
    num_parameters: Count | None = None
    private: Flag | None = None
    gated: Flag | Word | None = None
    sdk: Word | None = None
    runtime: Runtime | None = None
    datasets_server_info: Any = None
    number_items: Count | None = None


class Collection(Wire):
    """A collection; in a listing it holds four items at most, and neither `position` nor `share_url`."""

    slug: Word = ""
    title: Word | None = None
    description: str | None = None
    last_updated: Word | None = None
    gating: Any = None
    owner: Owner | None = None
    items: Several[CollectionItem] = Field(default_factory=list)
    theme: Word | None = None
    private: Flag | None = None
    upvotes: Count | None = None
    is_upvoted_by_user: Flag | None = None
    position: Count | None = None
    share_url: Word | None = None
