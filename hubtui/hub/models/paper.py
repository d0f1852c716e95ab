"""Papers."""

from typing import Any

from hubtui.hub.models.base import Count, Text, Wire, Word


class Paper(Wire):
    """A paper; `published_at` is as the Hub sent it (ISO 8601), each of the `authors` is an object with `name`."""

    id: str = ""
    title: Word | None = None
    summary: Text | None = None
    upvotes: Count | None = None
    published_at: str | None = None
    authors: list[dict[str, Any]] | None = None

    @property
    def author_names(self) -> list[str]:
        """The names of the authors, in order."""
        names = (author.get("name") for author in self.authors or ())
        return [name for name in names if isinstance(name, str)]

    @property
    def accounts(self) -> list[tuple[str, str]]:
        """The authors who have an account at the Hub, as (name of the account, name of the author)."""
        found = []
        for author in self.authors or ():
            user = author.get("user")
            names = [user.get("user"), user.get("name")] if isinstance(user, dict) else []
            account = next((name for name in names if isinstance(name, str) and name), "")
            if account:
                name = author.get("name")
                found.append((account, name if isinstance(name, str) else account))
        return found


class FoundPaper(Wire):
    """A row of a list of papers: the paper, and the fields that the list adds."""

    paper: Paper | None = None
    title: Word | None = None
