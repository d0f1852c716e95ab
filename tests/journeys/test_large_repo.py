"""A repo of 150,000 files: its folders come when they are opened, and nothing else is asked for."""

import json
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.journeys.user import at_endpoint, settled
from tests.serving import QuietHandler, serving

FOLDERS, IN_A_FOLDER, PAGE = 50, 3000, 1000


def entry(path: str) -> dict[str, Any]:
    return {"type": "file", "path": path, "size": 10, "oid": "0" * 40}


def files_of(folder: str) -> list[dict[str, Any]]:
    return [entry(f"{folder}/{number:04}.json") for number in range(IN_A_FOLDER)]


class _Large(QuietHandler):
    asked: ClassVar[list[str]]

    def do_GET(self) -> None:
        """Answer for ada/big."""
        url = urlsplit(self.path)
        before, is_tree, behind = url.path.partition("/tree/main")
        if not is_tree:
            self._send({"id": "ada/big", "sha": "1" * 40, "usedStorage": 1 << 40} if "/ada/big" in before else [])
            return
        self.asked.append(self.path)
        query = parse_qs(url.query)
        folder, start = unquote(behind).strip("/"), int(query.get("cursor", ["0"])[0])
        if folder:
            found = files_of(folder)
        elif "recursive" in query:
            found = [one for number in range(FOLDERS) for one in files_of(f"data-{number:02}")]
        else:
            found = [{"type": "directory", "path": f"data-{number:02}", "size": 0} for number in range(FOLDERS)]
            found.append(entry("README.md"))
        more = f"{url.path}?{'recursive=true&' if 'recursive' in query else ''}cursor={start + PAGE}"
        self._send(found[start : start + PAGE], more if start + PAGE < len(found) else "")

    def _send(self, value: Any, more: str = "") -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if more:
            self.send_header("Link", f'<http://{self.headers["Host"]}{more}>; rel="next"')
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def hub() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    with serving(type("Handler", (_Large,), {"asked": asked})) as endpoint:
        yield endpoint, asked


async def test_a_request_for_the_first_folder_and_one_for_each_that_is_opened(hub: tuple[str, list[str]]) -> None:
    endpoint, asked = hub
    async with at_endpoint(endpoint, "ada/big") as user:
        await user.press("2")
        await user.sees("▸ data-00/")
        await user.sees("Files 1+")
        await settled(user)
        assert len(asked) == 1
        section: Any = user.app.screen.section
        await user.press("home", "enter")
        await user.sees("0000.json")
        await settled(user)
        assert len(asked) == 2
        # The next page of a huge folder comes when the cursor nears the end of what is there.
        section.front.move_to(950)
        await user.until(lambda: len(asked) == 3, "the next page")
        await settled(user)
        assert len(asked) == 3


async def test_the_filter_says_what_it_searches_and_all_can_be_listed(hub: tuple[str, list[str]]) -> None:
    endpoint, asked = hub
    async with at_endpoint(endpoint, "ada/big") as user:
        await user.press("2")
        await user.sees("▸ data-00/")
        await user.press("/", *"2999", "enter")
        await user.sees("A loads the list of all")
        assert len(asked) == 1
        await user.press("A")
        await user.until(lambda: len(asked) > 3, "the listing of all")
        await user.press("escape")
        await user.sees("stopped")
        await settled(user)
        assert len(asked) < 1 + FOLDERS * IN_A_FOLDER // PAGE


async def test_a_folder_that_was_never_opened_is_listed_before_it_is_downloaded(hub: tuple[str, list[str]]) -> None:
    endpoint, asked = hub
    async with at_endpoint(endpoint, "ada/big") as user:
        await user.press("2")
        await user.sees("▸ data-00/")
        await user.press("space", "space", "d")
        await user.sees("6,000 files")
        assert len(asked) == 1 + 2 * IN_A_FOLDER // PAGE
