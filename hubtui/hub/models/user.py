"""What is a user's own, and what a user likes."""

from hubtui.hub.models.base import Count, Wire


class OwnRepo(Wire):
    """A repo of one's own as the settings list it: `storage` in bytes, `visibility` public, private or protected."""

    id: str = ""
    type: str | None = None
    updated_at: str | None = None
    visibility: str | None = None
    storage: Count | None = None


class LikedRepo(Wire):
    """What was liked; `type` is model, dataset or space."""

    name: str = ""
    type: str | None = None


class Like(Wire):
    """A like, and when it was given."""

    created_at: str | None = None
    repo: LikedRepo | None = None
