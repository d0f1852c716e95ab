"""Endpoints of files: file trees, READMEs, and the contents of files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubtui.formats.texts import decoded
from hubtui.hub.answers import Page, page_by
from hubtui.hub.calls import MEBIBYTE, Answer, Call
from hubtui.hub.endpoint import Endpoint, Hub, ListEndpoint, Request
from hubtui.hub.errors import BadRequest, HubError, OddAnswer
from hubtui.hub.kinds import KINDS
from hubtui.hub.models.files import FileEntry, file_entry
from hubtui.hub.urls import id_path, named, repo_path, segment
from hubtui.text.front_matter import split_front_matter, starts_front_matter
from hubtui.text.sanitize import clean_card

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType
    from hubtui.hub.query import Cursor
    from hubtui.hub.streams import OpenBody

README = "README.md"
LARGEST_PIECE = 32 * MEBIBYTE
_RANGE, _NO_SUCH_RANGE = 206, 416
_CARD_START = 65536
_LEAST_CARD = 4000
# A longer text is sanitized in a thread, so that no key waits for it.
_CLEANED_AT_ONCE = 100_000
_TOTAL = re.compile(r"bytes \d+-\d+/(\d{1,19})$")


@dataclass(frozen=True, slots=True)
class TreePage(ListEndpoint[FileEntry]):
    """The request for a page of the files in the folder `path`, and in all folders below it if `recursive`.

    With `expand` each file has its last commit and its security scan, and the pages are shorter.
    """

    repo_type: RepoType
    repo_id: str
    revision: str = "main"
    path: str = ""
    recursive: bool = True
    expand: bool = False
    cursor: Cursor | None = None

    @property
    def call(self) -> Call:
        below = f"/{segment(self.path)}" if self.path else ""
        path = f"{repo_path(self.repo_type, self.repo_id)}/tree/{segment(self.revision)}{below}"
        flags = (("recursive", self.recursive), ("expand", self.expand))
        parameters = tuple((name, "true") for name, wanted in flags if wanted)
        return Call("GET", path, parameters, target=self.cursor or "", subject=_files_of(self.repo_type, self.repo_id))

    def read(self, answer: Answer) -> Page[FileEntry]:
        return page_by(answer, file_entry)


@dataclass(frozen=True, slots=True)
class PathsInfo(Endpoint[list[FileEntry]]):
    """The request for the entries of `paths`, without those that do not exist.

    The answer has the hashes that the Hub may mask in a tree.
    """

    repo_type: RepoType
    repo_id: str
    paths: tuple[str, ...]
    revision: str = "main"

    @property
    def call(self) -> Call:
        path = f"{repo_path(self.repo_type, self.repo_id)}/paths-info/{segment(self.revision)}"
        subject = _files_of(self.repo_type, self.repo_id)
        return Call("POST", path, body={"paths": list(self.paths)}, subject=subject, asks_only=True)

    def read(self, answer: Answer) -> list[FileEntry]:
        return page_by(answer, file_entry).rows


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file; `total` is the size of the whole file in bytes, or None if it is unknown."""

    content: bytes
    total: int | None

    def is_end(self, start: int, length: int) -> bool:
        """Return whether these are the last bytes of the file, if `length` bytes from `start` on were asked for."""
        return len(self.content) < length or self.total == start + length


@dataclass(frozen=True, slots=True)
class FilePiece(Request[Piece]):
    """The request for `length` bytes of a file from `start` on, fewer at its end."""

    repo_type: RepoType
    repo_id: str
    path: str
    revision: str = "main"
    start: int = 0
    length: int = MEBIBYTE

    async def send(self, hub: Hub) -> Piece:
        """Ask the Hub and return the bytes.

        Raises:
            Gated: the account has no access to the file yet.
        """
        file = repo_file(self.repo_type, self.repo_id, self.path, self.revision)
        return await read_piece(hub, file, self.start, self.length)


@dataclass(frozen=True, slots=True)
class CardText(Request[str]):
    """The request for the text of a README at a revision, at most `limit` bytes, sanitized."""

    repo_type: RepoType
    repo_id: str
    revision: str = "main"
    limit: int = MEBIBYTE

    async def send(self, hub: Hub) -> str:
        """Ask the Hub and return the text, "" for an empty file. Invalid UTF-8 becomes U+FFFD."""
        piece = await _readme(self, 0, self.limit).send(hub)
        text = decoded(piece.content, is_cut=not piece.is_end(0, self.limit))
        return _cleaned(text) if len(text) < _CLEANED_AT_ONCE else await asyncio.to_thread(_cleaned, text)


@dataclass(frozen=True, slots=True)
class CardStart(Request[str]):
    """The request for the first `limit` characters of a README, sanitized and without its front matter."""

    repo_type: RepoType
    repo_id: str
    revision: str = "main"
    limit: int = _CARD_START

    async def send(self, hub: Hub) -> str:
        """Ask the Hub and return the text. If the front matter is long, read up to a megabyte."""
        content, body, front = b"", "", ""
        for length in (self.limit, 3 * self.limit, MEBIBYTE - 4 * self.limit):
            piece = await self._piece(hub, len(content), length)
            is_all = piece.is_end(len(content), length)
            content += piece.content
            text = decoded(content, is_cut=not is_all)
            front, body = split_front_matter(text)
            if is_all or not starts_front_matter(text) or (front and len(body) >= _LEAST_CARD):
                return _cleaned(body[: self.limit])
        return _cleaned(body[: self.limit]) if front else ""

    async def _piece(self, hub: Hub, start: int, length: int) -> Piece:
        try:
            return await _readme(self, start, length).send(hub)
        except OddAnswer:
            if not start:
                raise
            return Piece(b"", None)  # this server does not support ranges: use the part that was read


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """The path of a file at the endpoint, and its name in error messages."""

    path: str
    subject: str


def repo_file(repo_type: RepoType, repo_id: str, path: str, revision: str) -> RemoteFile:
    """Return the file of a repo, to open or read it.

    Raises:
        BadRequest: the id, the revision or the path is malformed.
    """
    inside = "/".join(segment(part) for part in path.split("/"))
    address = f"/{KINDS[repo_type].page_prefix}{id_path(repo_id)}/resolve/{segment(revision)}/{inside}"
    return RemoteFile(address, f"{path} of {named(repo_type, repo_id)}")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is being received, from the byte number `start` on."""

    body: OpenBody
    start: int

    @property
    def total(self) -> int | None:
        """The size of the whole file in bytes, or None if it is unknown."""
        if self.body.status == _RANGE:
            return _total_of(self.body.headers.get("content-range", ""))
        return _length_in(self.body.headers)

    @property
    def is_right_range(self) -> bool:
        """Whether the server sends the range of bytes that was asked for."""
        sent = self.body.headers.get("content-range", "")
        return self.body.status != _RANGE or sent.startswith(f"bytes {self.start}-")

    @property
    def version(self) -> str:
        """The strong ETag, the commit and the size of the file, or "" without such an ETag.

        Two answers with the same version have the same bytes.
        """
        etag = self.body.headers.get("etag", "")
        return f"{etag} {self.commit} {self.total}" if etag.startswith('"') and len(etag) > 2 else ""

    @property
    def commit(self) -> str:
        """The commit that the file is from, or "" if the Hub does not say."""
        return self.body.all_headers.get("x-repo-commit", "")


@asynccontextmanager
async def open_file(hub: Hub, file: RemoteFile, start: int = 0) -> AsyncIterator[OpenFile]:
    """Open a file as a stream. It begins at the byte `start` if the server supports ranges (see `OpenFile.start`).

    Raises:
        Missing: there is no such file.
        Gated: the user has to accept terms first.
    """
    headers = {"accept-encoding": "identity"} | ({"range": f"bytes={start}-"} if start else {})
    async with hub.stream(Call("GET", file.path, headers=headers, subject=file.subject)) as body:
        yield OpenFile(body, start if body.status == _RANGE else 0)


async def read_piece(hub: Hub, file: RemoteFile, start: int, length: int) -> Piece:
    """Return `length` bytes of a file from `start` on, fewer at its end.

    Raises:
        BadRequest: `length` is 0 or more than LARGEST_PIECE.
        OddAnswer: the server does not support ranges, and `start` is not 0.
    """
    if not 0 < length <= LARGEST_PIECE or start < 0:
        raise BadRequest(f"{file.subject} can be read in pieces of 1 byte to {LARGEST_PIECE >> 20} MB only")
    # A range of a compressed body would count compressed bytes.
    headers = {"range": f"bytes={start}-{start + length - 1}", "accept-encoding": "identity"}
    call = Call("GET", file.path, headers=headers, subject=file.subject, at_most=length, cut=True)
    try:
        answer = await hub.ask(call)
    except HubError as error:
        if error.status == _NO_SUCH_RANGE:
            return Piece(b"", 0 if start == 0 else None)
        raise
    if answer.status == _RANGE:
        return Piece(answer.body, _total_of(answer.headers.get("content-range", "")))
    if start:
        raise OddAnswer(f"the server of {file.subject} gives whole files only", status=answer.status)
    return Piece(answer.body, None if "content-encoding" in answer.headers else _length_in(answer.headers))


def _files_of(repo_type: RepoType, repo_id: str) -> str:
    return f"the files of {named(repo_type, repo_id)}"


def _readme(card: CardText | CardStart, start: int, length: int) -> FilePiece:
    return FilePiece(card.repo_type, card.repo_id, README, card.revision, start, length)


def _length_in(headers: Mapping[str, str]) -> int | None:
    size = headers.get("content-length", "")
    return int(size) if size.isascii() and size.isdigit() else None


def _total_of(content_range: str) -> int | None:
    match = _TOTAL.match(content_range)
    return int(match[1]) if match else None


def _cleaned(text: str) -> str:
    return clean_card(text.expandtabs(4))
