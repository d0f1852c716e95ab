"""Commits and refs: a history that ends at the sha of main, with branches and tags, and the branch of Parquet."""

import hashlib
from datetime import UTC, datetime
from random import Random
from typing import Any, NamedTuple

from hubtui.demo.box import Repo
from hubtui.demo.content.cards import shade
from hubtui.demo.content.tables import has_parquet
from hubtui.demo.errors import revision_missing
from hubtui.demo.names import DATASET

Traits = dict[str, Any]
CONVERTED = "refs/convert/parquet"
TITLES = (
    "Update README.md", "Upload weights", "Upload folder using huggingface_hub", "Update config.json", "Add licence",
    "Fix chat template", "Super-squash branch 'main'", "Upload tokenizer", "Delete old files",
)  # fmt: skip


class Commit(NamedTuple):
    id: str
    title: str
    author: str
    seconds: int


def date(seconds: float) -> str:
    """UTC with Z; the fraction is always told, as the Hub does."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def commit_id(repo: Repo, place: int | str) -> str:
    return hashlib.sha1(f"{repo.num}/{place}".encode(), usedforsecurity=False).hexdigest()


def head(repo: Repo, traits: Traits) -> str:
    """The newest commit of main."""
    return commit_id(repo, f"commit {len(made)}" if (made := traits.get("commits")) else 0)


def commits(repo: Repo, traits: Traits) -> list[Commit]:
    """The newest first: from the last change back to the creation."""
    made = [
        Commit(commit_id(repo, f"commit {place}"), title, author, seconds)
        for place, (title, author, seconds) in enumerate(traits.get("commits", ()), 1)
    ]
    return [*reversed(made), *_first_commits(repo)]


def _first_commits(repo: Repo) -> list[Commit]:
    number = 1 if repo.made else 1 + shade(repo, "commits", 9) ** 2 // 2 + shade(repo, "few", 4)
    created, chance = repo.num >> 24, Random(repo.num)
    span = max(0, repo.modified - created)
    found = []
    for place in range(number):
        seconds = created + span * (number - 1 - place) // max(1, number - 1)
        title = "initial commit" if place == number - 1 else chance.choice(TITLES)
        found.append(Commit(commit_id(repo, place), title, repo.creator or "system", seconds))
    return found


def refs(repo: Repo, traits: Traits, pull_requests: bool) -> dict[str, Any]:
    tags = [f"v{one}.0" for one in range(1, shade(repo, "tags", 4))] if not repo.made else []
    branches = ["main"] + ([] if repo.made or shade(repo, "branches", 6) else ["fp16", "experimental"])
    found = {
        "tags": [_ref(repo, traits, name, f"refs/tags/{name}") for name in tags],
        "branches": [_ref(repo, traits, name, f"refs/heads/{name}") for name in branches],
        "converts": [_ref(repo, traits, "parquet", CONVERTED)] if _converted(repo, traits) else [],
    }
    if pull_requests:
        requests = range(1, 1 + (0 if repo.made else shade(repo, "requests", 4)))
        found["pullRequests"] = [_ref(repo, traits, str(one), f"refs/pr/{one}") for one in requests]
    return found


def _converted(repo: Repo, traits: Traits) -> bool:
    return repo.kind == DATASET and has_parquet(repo, traits)


def _ref(repo: Repo, traits: Traits, name: str, ref: str) -> dict[str, str]:
    return {"name": name, "ref": ref, "targetCommit": head(repo, traits) if name == "main" else commit_id(repo, ref)}


def resolve_revision(repo: Repo, traits: Traits, revision: str) -> tuple[str, bool]:
    """The commit of a revision (branch, tag, ref, whole or short sha), and whether it is the branch of Parquet.

    Raises a Refusal (404, RevisionNotFound) for one that is not there.
    """
    if revision in ("main", "refs/heads/main", "HEAD"):
        return head(repo, traits), False
    for group in refs(repo, traits, pull_requests=True).values():
        for ref in group:
            if revision in (ref["ref"], ref["targetCommit"]) or (
                revision == ref["name"] and ref["ref"][5:9] in ("tags", "head")
            ):
                return ref["targetCommit"], ref["ref"] == CONVERTED
    if len(revision) >= 7:
        for commit in commits(repo, traits):
            if commit.id.startswith(revision.lower()):
                return commit.id, False
    raise revision_missing(revision)


def split_revision(rest: str) -> tuple[str, str]:
    """A revision and the path after it, where both were told in one: refs have slashes of their own."""
    if rest.startswith("refs/"):
        parts = rest.split("/", 3)
        return "/".join(parts[:3]), parts[3] if len(parts) > 3 else ""
    revision, _, path = rest.partition("/")
    return revision, path
