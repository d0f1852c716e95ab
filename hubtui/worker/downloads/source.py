"""Where a file comes from, and the hash that the Hub names for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hubtui.hub.errors import HubError
from hubtui.hub.files import PathsInfo
from hubtui.worker.downloads.transfer import Wanted

if TYPE_CHECKING:
    from hubtui.hub.client import HubClient
    from hubtui.hub.kinds import RepoType


@dataclass(frozen=True, slots=True)
class FileSource:
    """Which file of which repo; `revision` is a commit wherever that is known, so that what is resumed is the same.

    `named` is the branch or tag that the commit was found by.
    """

    repo_type: RepoType
    repo_id: str
    revision: str
    path: str
    shard: tuple[str, str, int] | None = None
    named: str = ""


async def with_hash(hub: HubClient, source: FileSource, wanted: Wanted) -> Wanted:
    """Return the file with the hash that the Hub names when it is asked for this very path.

    The Hub masks hashes in the list of a gated repo that one has no access to. Without a hash, and where the Hub does
    not answer, the file is returned as it is: the download then ends in its own words.
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
