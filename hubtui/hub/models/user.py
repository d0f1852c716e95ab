"""The repos that a user owns, and the repos that a user likes."""

from hubtui.hub.models.base import Count, Wire


class OwnRepo(Wire):
    """An own repo, from the settings: `storage` in bytes, `visibility` is "public", "private" or "protected"."""

    id: str = ""
    type: str | None = None
    updated_at: str | None = None
    visibility: str | None = None
    storage: Count | None = None


class LikedRepo(Wire):
    """A repo that a user likes; `type` is "model", "dataset" or "space"."""

    name: str = ""
    type: str | None = None


class Like(Wire):
    """A like: the repo, and the time of the like."""

    created_at: str | None = None
    repo: LikedRepo | None = None
