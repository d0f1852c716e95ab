"""Promise 2: a write that is redirected is not followed and never taken for done."""

import pytest

from hubtui.hub.errors import Moved

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


async def test_a_moved_repo_tells_its_new_id() -> None:
    place = ("Location", "/api/models/acme/bert-2/settings")
    async with client_of(lambda _: response(307, b"", place)) as (hub, _):
        with pytest.raises(Moved, match=r"the model ada/bert: it is acme/bert-2 now; nothing was changed") as caught:
            await hub.repos.update_settings("model", "ada/bert", visibility="private")
        assert caught.value.new_id == "acme/bert-2"
