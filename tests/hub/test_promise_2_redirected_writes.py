"""Promise 2: a write that is redirected is not followed and never taken for done."""

import pytest

from hubtui.hub.errors import Moved
from tests.writer import Writer

from .calls_of_all import WRITES
from .stub import Seen, client_of, json_response, response


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("name", WRITES)
async def test_a_redirected_write_is_neither_followed_nor_done(name: str, code: int) -> None:
    def answer(request: Seen) -> bytes:
        if request.target == "/elsewhere":
            return json_response({})
        return response(code, b"OK", ("Location", "/elsewhere"))

    async with client_of(answer) as (hub, stub):
        with pytest.raises(Moved, match="nothing was changed"):
            await WRITES[name](hub)
        assert len(stub.seen) == 1


@pytest.mark.parametrize(
    ("place", "new_id"),
    [
        ("/api/models/acme/bert-2/settings", "acme/bert-2"),
        ("/prefix/api/datasets/acme/bert-2/branch/a%2Fb", "acme/bert-2"),
        ("https://hub.example/api/spaces/acme/bert-2/discussions/12/comment?x=/api/models/no/no", "acme/bert-2"),
        ("/datasets/acme/bert-2", "acme/bert-2"),
        ("/api/repos/create", ""),
        ("/api/models/bert-2", ""),
    ],
)
async def test_a_moved_repo_tells_its_new_id(place: str, new_id: str) -> None:
    where = f"it is {new_id} now" if new_id else "its address has changed"
    async with client_of(lambda _: response(307, b"", ("Location", place))) as (hub, _):
        with pytest.raises(Moved, match=f"the model ada/bert: {where}; nothing was changed"):
            await Writer(hub.ask).update_settings("model", "ada/bert", visibility="private")
