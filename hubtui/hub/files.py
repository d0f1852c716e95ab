"""Contents of files in repos."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hubtui.hub.answers import cursor_of, json_of, odd
from hubtui.hub.calls import MEBIBYTE, Call
from hubtui.hub.errors import BadRequest, HubError, OddAnswer
from hubtui.hub.family import Family
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.files import FileEntry, file_entry
from hubtui.hub.query import Cursor
from hubtui.hub.streams import OpenBody
from hubtui.hub.urls import file_path, named, repo_path, segment
from hubtui.text.front_matter import split_front_matter, starts_front_matter
from hubtui.text.sanitize import clean_card

LARGEST_PIECE = 32 * MEBIBYTE
_A_RANGE, _NOTHING_THERE = 206, 416
_CLEANED_AT_ONCE = 100_000
_LEAST_BODY = 4000
_TOTAL = re.compile(r"bytes \d+-\d+/(\d{1,19})$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file; `total` is how many it has in all, None where that is not told."""

    content: bytes
    total: int | None


@dataclass(frozen=True, slots=True)
class FilePage:
    """Files and folders of a tree in the server's order; `next` goes on with it, None at its end."""

    rows: list[FileEntry]
    next: Cursor | None


class Files(Family):
    """Files of repos, through redirects to wherever they are kept."""

    async def tree_page(
        self,
        repo_type: RepoType,
        repo_id: str,
        revision: str = "main",
        path: str = "",
        *,
        recursive: bool = True,
        expand: bool = False,
        cursor: Cursor | None = None,
    ) -> FilePage:
        """A page of the files below `path`; `expand` adds each one's last commit and scan, on shorter pages.

        Raises:
            Missing: no such repo, revision or folder.
        """
        subject = f"the files of {named(repo_type, repo_id)}"
        if cursor is not None:
            answer = await self.ask(Call("GET", target=cursor, subject=subject))
        else:
            flags = (("recursive", recursive), ("expand", expand))
            parameters = tuple((name, "true") for name, wanted in flags if wanted)
            below = f"/{segment(path)}" if path else ""
            place = f"{repo_path(repo_type, repo_id)}/tree/{segment(revision)}{below}"
            answer = await self.ask(Call("GET", place, parameters, subject=subject))
        values = json_of(answer)
        if not isinstance(values, list):
            raise odd(answer, "answers with what is no list")
        return FilePage([entry for entry in map(file_entry, values) if entry is not None], cursor_of(answer))

    async def paths_info(
        self, repo_type: RepoType, repo_id: str, paths: Sequence[str], revision: str = "main"
    ) -> list[FileEntry]:
        """Return those of the paths that are there. Asked by name, the Hub tells hashes that a tree may mask.

        Raises:
            Missing: no such repo or revision.
        """
        place = f"{repo_path(repo_type, repo_id)}/paths-info/{segment(revision)}"
        subject = f"the files of {named(repo_type, repo_id)}"
        answer = await self.ask(Call("POST", place, body={"paths": list(paths)}, subject=subject, asks_only=True))
        values = json_of(answer)
        if not isinstance(values, list):
            raise odd(answer, "answers with what is no list")
        return [entry for entry in map(file_entry, values) if entry is not None]

    async def read_text(
        self, repo_type: RepoType, repo_id: str, path: str, revision: str = "main", limit: int = 65536
    ) -> str:
        """Return the first `limit` bytes of a text file, cleaned but for its line feeds; empty for an empty file.

        Bytes that are no UTF-8 become U+FFFD; a character that the limit cuts in two is left out.

        Raises:
            Missing: no such repo, revision or file.
            Gated: the owner wants terms to be accepted first.
        """
        piece = await self.read(repo_type, repo_id, path, revision, length=limit)
        text = _decoded(piece, limit)
        # A megabyte takes longer to clean than a key may wait.
        return _cleaned(text) if len(text) < _CLEANED_AT_ONCE else await asyncio.to_thread(_cleaned, text)

    async def read_card_start(self, repo_type: RepoType, repo_id: str, limit: int = 65536) -> str:
        """Return the beginning of a README without its front matter, cleaned, of at most `limit` characters.

        The first `limit` bytes are enough for nearly every card. Where they end within the front matter, more is asked
        for, up to a megabyte.

        Raises: as `read_text`.
        """
        text, start = "", 0
        for length in (limit, 3 * limit, MEBIBYTE - 4 * limit):
            piece = await self._piece_behind(repo_type, repo_id, start, length)
            text += _decoded(piece, length)
            start += length
            front, body = split_front_matter(text)
            is_all = len(piece.content) < length or start == piece.total
            if is_all or not starts_front_matter(text) or (front and len(body) >= _LEAST_BODY):
                return _cleaned(body[:limit])
        return _cleaned(body[:limit]) if front else ""

    async def _piece_behind(self, repo_type: RepoType, repo_id: str, start: int, length: int) -> Piece:
        try:
            return await self.read(repo_type, repo_id, "README.md", start=start, length=length)
        except OddAnswer:
            if not start:
                raise
            # A server that gives whole files only: what is there has to do.
            return Piece(b"", None)

    async def read(
        self, repo_type: RepoType, repo_id: str, path: str, revision: str = "main", *, start: int = 0, length: int
    ) -> Piece:
        """`length` bytes of a file from `start` on, fewer at its end."""
        subject = f"{path} of {named(repo_type, repo_id)}"
        return await read_piece(self, file_path(repo_type, repo_id, revision, path), subject, start, length)

    @asynccontextmanager
    async def open(
        self, repo_type: RepoType, repo_id: str, path: str, revision: str = "main", *, start: int = 0
    ) -> AsyncIterator["OpenFile"]:
        """A file to be read while it comes, from byte `start` on where the server gives ranges (see `OpenFile.start`).

        Raises:
            Missing: no such repo, revision or file.
            Gated: the owner wants terms to be accepted first.
        """
        subject = f"{path} of {named(repo_type, repo_id)}"
        async with open_file(self, file_path(repo_type, repo_id, revision, path), subject, start) as file:
            yield file


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is coming in: its first byte is number `start` of the file."""

    body: OpenBody
    start: int

    @property
    def total(self) -> int | None:
        """How many bytes the whole file has."""
        if self.body.status == _A_RANGE:
            match = _TOTAL.match(self.body.headers.get("content-range", ""))
            return int(match[1]) if match else None
        size = self.body.headers.get("content-length", "")
        return int(size) if size.isascii() and size.isdigit() else None

    @property
    def is_right_range(self) -> bool:
        """Whether the server sends what was asked for."""
        told = self.body.headers.get("content-range", "")
        return self.body.status != _A_RANGE or told.startswith(f"bytes {self.start}-")

    @property
    def commit(self) -> str:
        """The commit that the Hub says it is of; empty where it does not."""
        return self.body.told.get("x-repo-commit", "")


@asynccontextmanager
async def open_file(family: Family, path: str, subject: str, start: int) -> AsyncIterator[OpenFile]:
    """What is at `path`, to be read while it comes."""
    headers = {"accept-encoding": "identity"} | ({"range": f"bytes={start}-"} if start else {})
    assert family.stream is not None
    async with family.stream(Call("GET", path, headers=headers, subject=subject)) as body:
        yield OpenFile(body, start if body.status == _A_RANGE else 0)


async def read_piece(family: Family, path: str, subject: str, start: int, length: int) -> Piece:
    """A range of what is at `path`.

    Raises:
        BadRequest: nothing is asked for, or more than LARGEST_PIECE at once.
        OddAnswer: the server gives no ranges, and this one does not begin at 0.
    """
    if not 0 < length <= LARGEST_PIECE or start < 0:
        raise BadRequest(f"{subject} can be read in pieces of 1 byte to {LARGEST_PIECE >> 20} MB only")
    # Packed, a range would be one of the packed bytes.
    headers = {"range": f"bytes={start}-{start + length - 1}", "accept-encoding": "identity"}
    try:
        answer = await family.ask(Call("GET", path, headers=headers, subject=subject, at_most=length, cut=True))
    except HubError as error:
        if error.status == _NOTHING_THERE:
            return Piece(b"", 0 if start == 0 else None)
        raise
    if answer.status == _A_RANGE:
        total = _TOTAL.match(answer.headers.get("content-range", ""))
        return Piece(answer.body, int(total[1]) if total else None)
    if start:
        raise OddAnswer(f"the server of {subject} gives whole files only", status=answer.status)
    size = answer.headers.get("content-length", "")
    plain = size.isascii() and size.isdigit() and "content-encoding" not in answer.headers
    return Piece(answer.body, int(size) if plain else None)


def _decoded(piece: Piece, length: int) -> str:
    whole = piece.total is not None and len(piece.content) >= piece.total
    content = piece.content if whole or len(piece.content) < length else _whole_characters(piece.content)
    return content.decode("utf-8-sig", "replace")


def _cleaned(text: str) -> str:
    return clean_card(text.expandtabs(4))


def _whole_characters(content: bytes) -> bytes:
    """Without the beginning of a character at its end."""
    for back in range(1, min(4, len(content)) + 1):
        byte = content[-back]
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return content[:-back] if needed > back else content
        if byte < 0x80:
            break
    return content
