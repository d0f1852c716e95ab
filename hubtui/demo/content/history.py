"""The commits and refs that a repo comes with: a history that ends at main, branches, tags, the branch of Parquet."""

import hashlib
from datetime import UTC, datetime
from random import Random
from typing import Any, NamedTuple

from hubtui.demo.box import Repo
from hubtui.demo.content.cards import shade
from hubtui.demo.content.tables import has_parquet
from hubtui.demo.names import DATASET

Traits = dict[str, Any]
CONVERTED = "refs/convert/parquet"
TITLES = (
    "Update README.md", "Upload weights", "Upload folder using huggingface_hub", "Update config.json", "Add licence",
    "Fix chat template", "Super-squash branch 'main'", "Upload tokenizer", "Delete old files",
)  # fmt: skip


class Commit(NamedTuple):
    """A commit; `seconds` since 1970."""

    id: str
    title: str
    author: str
    seconds: int
    message: str = ""


def date(seconds: float) -> str:
    """UTC with Z; the fraction is always told, as the Hub does."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def commit_id(repo: Repo, place: int | str) -> str:
    return hashlib.sha1(f"{repo.num}/{place}".encode(), usedforsecurity=False).hexdigest()


def seeded_commits(repo: Repo) -> list[Commit]:
    """The commits that the repo came with, the newest first."""
    number = 1 if repo.made else 1 + shade(repo, "commits", 9) ** 2 // 2 + shade(repo, "few", 4)
    created, chance = repo.num >> 24, Random(repo.num)
    span = max(0, repo.modified - created)
    found = []
    for place in range(number):
        seconds = created + span * (number - 1 - place) // max(1, number - 1)
        title = "initial commit" if place == number - 1 else chance.choice(TITLES)
        found.append(Commit(commit_id(repo, place), title, repo.creator or "system", seconds))
    return found


def seeded_refs(repo: Repo, traits: Traits) -> dict[str, str]:
    """The commits of all refs that the repo came with, by the full names of the refs."""
    names = [f"refs/tags/v{one}.0" for one in range(1, shade(repo, "tags", 4))] if not repo.made else []
    names += [] if repo.made or shade(repo, "branches", 6) else ["refs/heads/fp16", "refs/heads/experimental"]
    names += [f"refs/pr/{number}" for number in seeded_pulls(repo)]
    if repo.kind == DATASET and has_parquet(repo, traits):
        names.append(CONVERTED)
    return {"refs/heads/main": commit_id(repo, 0)} | {name: commit_id(repo, name) for name in names}


def seeded_pulls(repo: Repo) -> range:
    """The numbers of the pull requests that the repo came with."""
    return range(1, 1 + (0 if repo.made else shade(repo, "requests", 4)))


def split_revision(rest: str) -> tuple[str, str]:
    """A revision and the path after it, where both were told in one: refs have slashes of their own."""
    if rest.startswith("refs/"):
        parts = rest.split("/", 3)
        return "/".join(parts[:3]), parts[3] if len(parts) > 3 else ""
    revision, _, path = rest.partition("/")
    return revision, path
