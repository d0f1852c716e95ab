"""The versions of a repo: its refs, its history and the files at each commit, both seeded and written by clients."""

import hashlib
import json
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from hubtui.demo.box import Box, Repo
from hubtui.demo.content.files import RepoFile, Stored
from hubtui.demo.content.history import CONVERTED, Commit, commit_id, seeded_commits, seeded_refs
from hubtui.demo.content.trees import Files, seeded_files, unchanging
from hubtui.demo.errors import Refusal, revision_missing

MAIN = "refs/heads/main"
_MOST_KEPT = 32
_MOST_PATHS_KEPT = 3000  # a client may ask for a thousand rows at once


class Revision(NamedTuple):
    """A commit, and the full name of the ref that led to it ("" for a commit that was named by its id)."""

    sha: str
    ref: str


def refs(box: Box, repo: Repo) -> dict[str, str]:
    """The commits of all refs by their full names: what the repo came with, changed by what was written."""
    found = seeded_refs(repo, box.traits(repo.traits))
    found |= dict(box.all("SELECT name, sha FROM ref WHERE repo = ?", repo.num))
    return {name: sha for name, sha in found.items() if sha}


def set_ref(box: Box, repo: Repo, name: str, sha: str) -> None:
    """Let a ref point to a commit; without one it is removed."""
    box.connection.execute("INSERT OR REPLACE INTO ref VALUES (?, ?, ?)", (repo.num, name, sha))


def head(box: Box, repo: Repo) -> str:
    """The newest commit of main."""
    row = box.one("SELECT sha FROM ref WHERE repo = ? AND name = ?", repo.num, MAIN)
    return str(row[0]) if row else commit_id(repo, 0)


def find_revision(box: Box, repo: Repo, revision: str) -> Revision:
    """The commit of a branch, a tag, a ref, or a whole or short id. Raises a Refusal (404, RevisionNotFound)."""
    if revision in ("main", MAIN, "HEAD"):
        return Revision(head(box, repo), MAIN)
    known = refs(box, repo)
    for name in (revision, f"refs/heads/{revision}", f"refs/tags/{revision}"):
        if name in known:
            return Revision(known[name], name)
    for name, sha in known.items():
        if sha == revision:
            return Revision(sha, name)
    if len(revision) >= 7 and (sha := _commit_starting(box, repo, known, revision.lower())):
        return Revision(sha, "")
    raise revision_missing(revision)


def _commit_starting(box: Box, repo: Repo, known: Mapping[str, str], start: str) -> str:
    made = [row[0] for row in box.all("SELECT sha FROM version WHERE repo = ?", repo.num)]
    every = [*made, *known.values(), *(commit.id for commit in seeded_commits(repo))]
    return next((sha for sha in every if sha.startswith(start)), "")


def history(box: Box, repo: Repo, sha: str) -> list[Commit]:
    """The commits up to this one, the newest first."""
    found: list[Commit] = []
    while row := box.one(
        "SELECT sha, title, author, seconds, message, parent FROM version WHERE repo = ? AND sha = ?", repo.num, sha
    ):
        found.append(Commit(*row[:5]))
        sha = row[5]
    if not sha:
        return found
    seeded = seeded_commits(repo)
    at = next((place for place, commit in enumerate(seeded) if commit.id == sha), 0)
    return found + seeded[at:]


def files_at(box: Box, repo: Repo, sha: str) -> Files:
    """The files at a commit, in the order of their paths."""
    kept = box.file_lists
    key = (unchanging(repo), sha)
    if key not in kept:
        while len(kept) >= _MOST_KEPT:
            kept.pop(next(iter(kept)))
        kept[key] = _read_files(box, repo, sha)
    found: Files = kept[key]
    return found


def paths_at(box: Box, repo: Repo, sha: str) -> tuple[str, ...]:
    """The paths of the files at a commit, in their order. Kept for many more repos than the files themselves."""
    key = (unchanging(repo), sha)
    if key not in box.paths:
        while len(box.paths) >= _MOST_PATHS_KEPT:
            box.paths.pop(next(iter(box.paths)))
        box.paths[key] = tuple(_read_files(box, repo, sha))
    return box.paths[key]


def _read_files(box: Box, repo: Repo, sha: str) -> Files:
    layers: list[dict[str, Any]] = []
    while row := box.one("SELECT parent, changes FROM version WHERE repo = ? AND sha = ?", repo.num, sha):
        layers.append(json.loads(row[1]))
        sha = row[0]
    traits = box.traits(repo.traits)
    converted = sha == commit_id(repo, CONVERTED)
    seeded = seeded_files(repo, traits, converted) if sha else {}
    if not layers:
        return seeded
    found = dict(seeded)
    for changes in reversed(layers):
        for path, change in changes.items():
            found.pop(path, None)
            if change is not None:
                found[path] = _file_from(box, path, change)
    return dict(sorted(found.items()))


def _file_from(box: Box, path: str, change: Any) -> RepoFile:
    """A file as a commit has it: bytes that were uploaded, or a generated file of this or another repo."""
    if "stored" in change:
        return RepoFile(path, large=change["large"], stored=Stored(*change["stored"]))
    source = Repo._make(change["seeded"])
    found = seeded_files(source, box.traits(source.traits), change["converted"])[change["path"]]
    return found._replace(path=path)


def stored_change(file: Stored, large: bool) -> dict[str, Any]:
    return {"stored": file, "large": large}


def copied_change(box: Box, repo: Repo, sha: str, path: str) -> dict[str, Any]:
    """The change that gives a path what another path, or another repo, has at a commit."""
    while row := box.one("SELECT parent, changes FROM version WHERE repo = ? AND sha = ?", repo.num, sha):
        changes = json.loads(row[1])
        if path in changes:
            found: dict[str, Any] = changes[path]
            return found
        sha = row[0]
    return {"seeded": unchanging(repo), "path": path, "converted": sha == commit_id(repo, CONVERTED)}


def add_commit(
    box: Box, repo: Repo, ref: str, parent: str, title: str, message: str, author: str, changes: Mapping[str, Any]
) -> str:
    """Add a commit and let the ref point to it; its id. A commit without a parent has these files alone."""
    seconds = int(time.time())
    text = json.dumps(changes)
    told = f"{repo.num}/{parent}/{title}/{message}/{author}/{time.time_ns()}/{text}"
    sha = hashlib.sha1(told.encode(), usedforsecurity=False).hexdigest()
    with box.writing() as connection:
        connection.execute(
            "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (repo.num, sha, parent, title, message, author, seconds, text),
        )
        set_ref(box, repo, ref, sha)
        if ref == MAIN:
            connection.execute("UPDATE repo SET modified = ? WHERE num = ?", (seconds, repo.num))
    return sha


def changes_between(box: Box, repo: Repo, before: str, after: str) -> dict[str, Any]:
    """What makes the files at one commit out of those at another."""
    old, new = files_at(box, repo, before), files_at(box, repo, after)
    gone: dict[str, Any] = {path: None for path in old if path not in new}
    return gone | {
        path: copied_change(box, repo, after, path) for path, file in new.items() if old.get(path) != file
    }  # fmt: skip


def writable_ref(revision: Revision) -> str:
    """The branch that a commit goes to. Raises a Refusal (400) for a tag or a single commit."""
    if not revision.ref.startswith(("refs/heads/", "refs/pr/")):
        raise Refusal(400, "A commit needs a branch: this revision is none")
    return revision.ref
