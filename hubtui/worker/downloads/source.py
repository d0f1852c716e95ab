"""The source of a download: the file of a repo, and its hash at the Hub."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.hub.files import PathsInfo
from hubtui.worker.downloads.transfer import FileToGet

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import RepoType


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file of a repo to download, or a Parquet `shard` of a dataset (config, split, number).

    `revision` is a commit if it is known, so that a resumed download is of the same file; `named` is then the branch or
    tag of the commit.
    """

    repo_type: RepoType
    repo_id: str
    revision: str
    path: str
    shard: tuple[str, str, int] | None = None
    named: str = ""


async def with_hash(hub: HubClient, source: FileSource, wanted: FileToGet) -> FileToGet:
    """Return the file with its hash, which is asked from the Hub if it is unknown.

    The Hub masks the hashes in the tree of a gated repo without access. If the Hub does not send the hash, return the
    file as it is: the download then fails with a message of its own.
    """
    if wanted.sha256 or wanted.oid or source.shard is not None:
        return wanted
    try:
        entries = await hub.get(PathsInfo(source.repo_type, source.repo_id, (source.path,), source.revision))
    except HubError:
        return wanted
    for entry in entries:
        if entry.path == source.path:
            return replace(wanted, sha256=entry.sha256, oid=entry.oid)
    return wanted
