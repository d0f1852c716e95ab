"""Writing to a repo."""

from base64 import b64encode
from collections.abc import Mapping

from hubtui.hub.calls import Call
from hubtui.hub.family import Family
from hubtui.hub.kinds import RepoType
from hubtui.hub.urls import named, repo_path, segment
from hubtui.hub.writes import write


class Commits(Family):
    """Commits of small text files; what is large is for the official client."""

    async def write(
        self, repo_type: RepoType, repo_id: str, files: Mapping[str, str], summary: str, revision: str = "main"
    ) -> None:
        """Put text files, by their paths, into a repo with one commit.

        Raises:
            Forbidden: the token may not write there.
        """
        header = {"key": "header", "value": {"summary": summary, "description": ""}}
        content = [
            {"path": path, "content": b64encode(text.encode()).decode("ascii"), "encoding": "base64"}
            for path, text in files.items()
        ]
        lines = (header, *({"key": "file", "value": value} for value in content))
        path = f"{repo_path(repo_type, repo_id)}/commit/{segment(revision)}"
        call = Call("POST", path, lines=lines, subject=named(repo_type, repo_id))
        await write(self.ask, call, "commitOid", "commitUrl", "success")
