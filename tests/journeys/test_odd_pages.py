"""Pages of repos that lack what most have, on a Hub that answers as it is told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.journeys.user import at_endpoint
from tests.serving import QuietHandler, serving


@contextmanager
def telling(answers: dict[str, Any]) -> Iterator[str]:
    """A Hub that answers these paths with JSON, and nothing else."""

    class Handler(QuietHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            found = answers.get(path)
            body = json.dumps({"error": "Not found"} if found is None else found).encode()
            self.send_response(404 if found is None else 200)
            if "/tree/" in path or "/commits/" in path or "/resolve/" in path:
                self.send_header("X-Error-Code", "RevisionNotFound")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with serving(Handler) as endpoint:
        yield endpoint


async def test_a_space_without_a_runtime_says_so_and_the_rest_of_its_page_works() -> None:
    space = {"id": "ada/still", "sdk": "static", "siblings": [{"rfilename": "index.html"}]}
    with telling({"/api/spaces/ada/still": space}) as endpoint:
        async with at_endpoint(endpoint, "spaces/ada/still") as user:
            await user.press("5")
            await user.sees("this Space has no runtime")
            await user.press("6")
            await user.sees("the run log of the Space ada/still is not there")
            await user.press("3")
            await user.sees("index.html")


async def test_a_repo_without_any_commit_says_so_in_each_section() -> None:
    refs = {"branches": [], "tags": [], "converts": []}
    known = {"/api/models/ada/void": {"id": "ada/void"}, "/api/models/ada/void/refs": refs}
    with telling(known) as endpoint:
        async with at_endpoint(endpoint, "ada/void") as user:
            await user.sees("the Hub tells nothing else of it")
            for key in "1245":
                await user.press(key)
                await user.sees("no such revision")
            assert "Traceback" not in user.screen
