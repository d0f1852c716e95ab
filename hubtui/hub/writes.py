"""All requests that change something at the Hub, and the check of their answers.

Something between this program and the Hub (a captive portal, a broken proxy) may answer 200 without the Hub having seen
the request. Such an answer has another shape than the Hub's own. It counts as a lost answer, like a time-out: the error
is `unsure`, and whoever sent the write asks the Hub for the state.

The Hub documents the answers of some writes only. Where it does not (moving a repo, changing or removing an item,
deleting a collection), any JSON object or the text "OK" will do, but no web page and no empty body.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from hubtui.hub import jsontext
from hubtui.hub.answers import is_web_page
from hubtui.hub.calls import Answer, Ask, Call, given
from hubtui.hub.errors import BadRequest, OddAnswer
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.models.collection import Collection, ItemType
from hubtui.hub.models.repo import CreatedRepo, RepoSettings
from hubtui.hub.urls import collection_path, named, namespace_and_name, repo_path, segment

Visibility = Literal["public", "private", "protected"]
Gating = Literal["auto", "manual", False]
_SETTINGS = ("visibility", "private", "gated", "discussionsDisabled")
_JSON_TYPES = ("application/json", "text/json", "")


class Writer:
    """Sends the requests that change something. None is sent twice unless the Hub said that it did not act.

    Only `hubtui.changes.sending` makes one: whatever is to be changed goes through the queue of changes.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    # Repos

    async def create_repo(
        self,
        repo_type: RepoType,
        repo_id: str,
        *,
        visibility: Visibility | None = None,
        sdk: str | None = None,
        space: Mapping[str, Any] | None = None,
    ) -> CreatedRepo:
        """Create a repo; without a namespace in its id it is the user's own, without `visibility` as its owner's are.

        A Space needs an `sdk`; `space` may hold hardware, sleepTimeSeconds, volumes and template.

        Raises:
            NameTaken: it exists.
            BadRequest: the name is not allowed.
            Forbidden: the token or the plan does not allow it.
        """
        namespace, name = namespace_and_name(repo_id)
        body = {"name": name, "organization": namespace, **dict(given(visibility=visibility, sdk=sdk)), **(space or {})}
        call = Call("POST", "/api/repos/create", body=body | _typed(repo_type), subject=named(repo_type, repo_id))
        return CreatedRepo.read(await _write(self._ask, call, "url", "name"))

    async def delete_repo(self, repo_type: RepoType, repo_id: str) -> None:
        """Delete a repo for good.

        Raises:
            Missing: it is not there.
        """
        namespace, name = namespace_and_name(repo_id)
        body = {"name": name, "organization": namespace} | _typed(repo_type)
        await _write_ok(self._ask, Call("DELETE", "/api/repos/delete", body=body, subject=named(repo_type, repo_id)))

    async def update_settings(
        self,
        repo_type: RepoType,
        repo_id: str,
        *,
        visibility: Visibility | None = None,
        gated: Gating | None = None,
        discussions_disabled: bool | None = None,
    ) -> RepoSettings:
        """Change what is given; protected is for Spaces.

        Raises:
            Moved: it has another id now, nothing was changed.
        """
        body = _not_empty(given(visibility=visibility, gated=gated, discussionsDisabled=discussions_disabled))
        path = f"{repo_path(repo_type, repo_id)}/settings"
        call = Call("PUT", path, body=body, subject=named(repo_type, repo_id))
        return RepoSettings.read(await _write(self._ask, call, *_SETTINGS))

    async def move_repo(self, repo_type: RepoType, from_id: str, to_id: str) -> None:
        """Rename a repo or give it to an organisation; the old id redirects to the new one.

        Raises:
            NameTaken: there is one of the new name.
        """
        body = {"fromRepo": from_id, "toRepo": to_id, "type": repo_type}
        call = Call("POST", "/api/repos/move", body=body, subject=named(repo_type, from_id))
        await _write_undocumented(self._ask, call)

    async def commit(
        self, repo_type: RepoType, repo_id: str, files: Mapping[str, str], summary: str, revision: str = "main"
    ) -> None:
        """Put small text files, by their paths, into a repo with one commit.

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
        await _write(self._ask, call, "commitOid", "commitUrl", "success")

    # Spaces

    async def restart_space(self, repo_id: str, *, factory: bool = False) -> None:
        """Restart a Space, with `factory` rebuilt from nothing."""
        await self._act_on_space(repo_id, "restart", parameters=(("factory", "true"),) if factory else ())

    async def pause_space(self, repo_id: str) -> None:
        """Stop a Space until it is restarted."""
        await self._act_on_space(repo_id, "pause")

    async def set_hardware(self, repo_id: str, flavour: str) -> None:
        """Move a Space to other hardware, which may cost money."""
        await self._act_on_space(repo_id, "hardware", {"flavor": flavour})

    async def set_sleep_time(self, repo_id: str, seconds: int) -> None:
        """Let a Space sleep after so many seconds without a visitor; -1 never."""
        await self._act_on_space(repo_id, "sleeptime", {"seconds": seconds})

    async def _act_on_space(
        self, repo_id: str, action: str, body: object = None, parameters: tuple[tuple[str, str], ...] = ()
    ) -> None:
        path = f"{repo_path('space', repo_id)}/{action}"
        call = Call("POST", path, parameters, body=body, subject=named("space", repo_id))
        await _write(self._ask, call, "stage")

    # Discussions

    async def comment(self, repo_type: RepoType, repo_id: str, num: int, text: str) -> None:
        """Add a comment (Markdown) to a discussion or a pull request."""
        await _write(self._ask, _discussion_call(repo_type, repo_id, num, "comment", {"comment": text}), "newMessage")

    async def set_discussion_status(
        self, repo_type: RepoType, repo_id: str, num: int, status: Literal["open", "closed"]
    ) -> None:
        """Close a discussion or a pull request, or open it again."""
        await _write(self._ask, _discussion_call(repo_type, repo_id, num, "status", {"status": status}), "newStatus")

    # Collections

    async def create_collection(
        self,
        title: str,
        namespace: str,
        *,
        description: str | None = None,
        private: bool = False,
        item: tuple[ItemType, str] | None = None,
    ) -> Collection:
        """Create a collection, with a first item if one is given.

        Raises:
            NameTaken: there is one of this title; its `detail` holds the `slug`.
        """
        first = None if item is None else {"type": item[0], "id": item[1]}
        body = {"title": title, "namespace": namespace, "private": private}
        body |= dict(given(description=description, item=first))
        call = Call("POST", "/api/collections", body=body, subject=f'the collection "{title}"')
        return Collection.read(await _write(self._ask, call, "slug"))

    async def update_collection(
        self,
        slug: str,
        *,
        title: str | None = None,
        description: str | None = None,
        private: bool | None = None,
        theme: str | None = None,
        position: int | None = None,
    ) -> Collection:
        """Change what is given; a new title gives a new slug, and the old one keeps working."""
        body = _not_empty(given(title=title, description=description, private=private, theme=theme, position=position))
        value = await _write(self._ask, _collection_call("PATCH", slug, body=body), "data", "slug")
        data = value.get("data", value)
        if not isinstance(data, dict):
            raise OddAnswer("the answer holds no collection: whether it was done is unknown", unsure=True)
        return Collection.read(data)

    async def delete_collection(self, slug: str) -> None:
        """Delete a collection for good.

        Raises:
            Missing: it is not there.
        """
        await _write_undocumented(self._ask, _collection_call("DELETE", slug))

    async def add_item(self, slug: str, item_type: ItemType, item_id: str, note: str | None = None) -> Collection:
        """Add an item at the end.

        Raises:
            NameTaken: it is in the collection.
            Missing: there is no such item, or no such collection.
        """
        body = {"item": {"type": item_type, "id": item_id}} | dict(given(note=note))
        return Collection.read(await _write(self._ask, _collection_call("POST", slug, "/items", body), "slug"))

    async def update_item(
        self, slug: str, item_object_id: str, *, note: str | None = None, position: int | None = None
    ) -> None:
        """Change an item's note ("" for none) or its place, counted from 0; the others make room."""
        body = _not_empty(given(note=note, position=position))
        call = _collection_call("PATCH", slug, f"/items/{segment(item_object_id)}", body)
        await _write_undocumented(self._ask, call)

    async def remove_item(self, slug: str, item_object_id: str) -> None:
        """Remove an item.

        Raises:
            Missing: it is not in the collection.
        """
        await _write_undocumented(self._ask, _collection_call("DELETE", slug, f"/items/{segment(item_object_id)}"))


def _collection_call(method: str, slug: str, behind: str = "", body: Any = None) -> Call:
    return Call(method, collection_path(slug) + behind, body=body, subject=f"the collection {slug}")


def _not_empty(fields: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    body = dict(fields)
    if not body:
        raise BadRequest("nothing to change was named")
    return body


def _typed(repo_type: RepoType) -> dict[str, str]:
    # The Hub takes a repo without a type for a model.
    return {} if KINDS[repo_type] is KINDS["model"] else {"type": repo_type}


def _discussion_call(repo_type: RepoType, repo_id: str, num: int, place: str, body: Any) -> Call:
    path = f"{repo_path(repo_type, repo_id)}/discussions/{num}/{place}"
    return Call("POST", path, body=body, subject=f"the discussion {repo_id}#{num}")


async def _write(ask: Ask, call: Call, *fields: str) -> dict[str, Any]:
    """Send a write whose answer is a JSON object with at least one of these fields (any object where none is named).

    Raises:
        HubError: it was refused, or (`unsure`) nobody knows whether it was done.
    """
    answer = await _answer(ask, call)
    value = _object(answer)
    if value is None or (fields and not any(name in value for name in fields)):
        raise _lost(answer)
    return value


async def _write_undocumented(ask: Ask, call: Call) -> None:
    """Send a write whose answer is documented nowhere: a JSON object, or the text "OK".

    Raises:
        HubError: as `_write`.
    """
    answer = await _answer(ask, call)
    if _object(answer) is None and not _is_ok(answer):
        raise _lost(answer)


async def _write_ok(ask: Ask, call: Call) -> None:
    """Send a write whose answer is the text "OK", as text/plain.

    Raises:
        HubError: as `_write`.
    """
    answer = await _answer(ask, call)
    if not _is_ok(answer):
        raise _lost(answer)


async def _answer(ask: Ask, call: Call) -> Answer:
    try:
        return await ask(call)
    except OddAnswer as error:
        # An answer below 400 that cannot be read, or bytes that are no HTTP: the Hub may have acted all the same.
        error.unsure = error.unsure or error.status < 400
        raise


def _is_ok(answer: Answer) -> bool:
    return answer.body.strip() == b"OK" and _content_type(answer) == "text/plain"


def _object(answer: Answer) -> dict[str, Any] | None:
    if _content_type(answer) not in _JSON_TYPES:
        return None
    try:
        value = jsontext.read(answer.body)
    except jsontext.NotJson:
        return None
    return value if isinstance(value, dict) else None


def _content_type(answer: Answer) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _lost(answer: Answer) -> OddAnswer:
    words = "a web page" if is_web_page(answer) else "something else than the Hub's answer"
    return OddAnswer(f"{words} came back: whether it was done is unknown", status=answer.status, unsure=True)
