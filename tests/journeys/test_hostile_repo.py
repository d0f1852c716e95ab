"""Promise 4 over the pages of repos and papers: hostile text in every answer, and every byte is of our own grammar."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import pytest

from tests.journeys.test_hostile_rows import row
from tests.serving import QuietHandler, serving
from tests.terminal.grammar import strangers
from tests.terminal.hostile import HOSTILE
from tests.terminal.session import Session
from tests.warm import hubtui

EVERYTHING = "".join(HOSTILE)
NESTED = {text: [text, {text: text}] for text in HOSTILE}
CARD = "---\n" + "\n".join(f"{text}: {text}" for text in HOSTILE) + "\n---\n# " + EVERYTHING + "\n\n"
CARD += "\n\n".join(
    f"- {text}\n\n[{text}](https://x.y/{text}) `{text}` ![{text}]({text})\n\n```python\n{text}\n```" for text in HOSTILE
)
CARD += "\n\n|" + "|".join(HOSTILE[:6]) + "|\n|" + "---|" * 6 + "\n|" + "|".join(HOSTILE[6:12]) + "|\n"


def answer(path: str) -> Any:
    """Hostile text in the shape that the path asks for."""
    path = unquote(path)
    if "whoami" in path:
        token = {"displayName": EVERYTHING, "role": "write", "fineGrained": {"global": HOSTILE, "scoped": [NESTED]}}
        orgs = [{"name": text, "roleInOrg": text} for text in HOSTILE]
        return {"name": "ada", "fullname": EVERYTHING, "orgs": orgs[:3], "auth": {"accessToken": token}}
    if "settings/repositories" in path:
        return [{"id": text, "type": "model", "visibility": text, "storage": 5} for text in HOSTILE]
    if "/likes" in path:
        return [{"createdAt": text, "repo": {"name": text, "type": text}} for text in HOSTILE]
    if "/collections" in path:
        return [{"slug": text, "title": text, "owner": {"name": text}, "lastUpdated": text} for text in HOSTILE]
    if path.partition("?")[0] in ("/api/models", "/api/datasets", "/api/spaces"):
        return [row(path.split("/")[2].partition("?")[0], text, number) for number, text in enumerate(HOSTILE)]
    if "/tree/" in path:
        files = [{"type": "file", "path": f"d/{text}", "size": 5, "oid": text} for text in HOSTILE]
        marks = {"lastCommit": {"title": EVERYTHING, "date": EVERYTHING}, "securityFileStatus": {"status": HOSTILE[0]}}
        return [{"type": "directory", "path": "d", "size": 0}, *(file | marks for file in files)]
    if path.endswith("refs?include_prs=1"):
        refs = [{"name": text, "ref": text, "targetCommit": text} for text in HOSTILE]
        return {"branches": refs, "tags": refs, "converts": refs, "pullRequests": refs}
    if "/commits/" in path:
        return [{"id": text, "title": text, "message": text, "date": text, "authors": NESTED} for text in HOSTILE]
    if path.endswith("/parquet"):
        return {text: {text: [text]} for text in HOSTILE}
    if "croissant" in path:
        fields = [{"name": text, "description": text, "dataType": text} for text in HOSTILE]
        return {"name": EVERYTHING, "description": EVERYTHING, "recordSet": [{"name": EVERYTHING, "field": fields}]}
    if "first-rows" in path:
        features = [{"name": text, "type": {"_type": text, "dtype": text}} for text in HOSTILE[:9]]
        return {"features": features, "rows": [{"row": dict.fromkeys(HOSTILE[:9], text)} for text in HOSTILE]}
    if "papers" in path:
        papers = [{"id": text, "title": text, "summary": text, "authors": [{"name": text}]} for text in HOSTILE]
        return [{"paper": paper} for paper in papers] if "daily" in path or "search" in path else papers[3]
    kind = next((kind for kind in ("models", "datasets", "spaces") if f"/api/{kind}/" in path), "models")
    runtime = {"stage": "RUNTIME_ERROR", "errorMessage": "\n".join(HOSTILE), "hardware": {"current": EVERYTHING}}
    more = {"cardData": NESTED, "config": NESTED, "runtime": runtime, "siblings": [{"rfilename": t} for t in HOSTILE]}
    lists = {"models": HOSTILE, "datasets": HOSTILE, "childrenModelCount": NESTED, EVERYTHING: EVERYTHING}
    return row(kind, HOSTILE[5], 0) | more | lists | {"id": "ada/x", "safetensors": {"parameters": {HOSTILE[0]: 5}}}


class _Handler(QuietHandler):
    def do_GET(self) -> None:
        """Answer anything that hubtui asks."""
        if "/logs/" in self.path:
            body = b"".join(f"data: {json.dumps({'data': text})}\n\n".encode() for text in HOSTILE)
        elif "/resolve/" in self.path:
            body = CARD.encode("utf-8", "surrogatepass")
        else:
            body = json.dumps(answer(self.path)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def hostile_hub() -> Iterator[str]:
    """A Hub over TCP that answers with hostile text."""
    with serving(_Handler) as endpoint:
        yield endpoint


READ = [" ", " ", "\t", "\t", "/a\r", "n", "N", "G", "g", "g", "t", "\x1b", "\x1b", "y", "\x1b"]
CHANGE = ["P", "\x1b[C", "\r", "\x1b", "m", "\x1b[A", "\x1b[C", "\x1b", "D", "x\r", "\x1b", "\x1b"]
SIZES = [(160, 45), (80, 24)]
"""One of them on each run, all with --long."""
ZOOM = ["z", "J", "z"]
WALKS = {
    "ada/x": [*CHANGE, "1", *READ,
              "2", *("j" * 4), "\r", *("j" * 9), *ZOOM, "a", "s", "/x\r", "y", "\x1b", "\x1b", "d", "\x1b",
              "3", *READ, "4", *("j" * 20), *ZOOM, "5", *READ, "6", *("j" * 6), *ZOOM],
    "datasets/ada/x": ["1", " ", "5", *("j" * 12), *ZOOM, "\r", *("j" * 8), *ZOOM, "\r", " ", "q", "d", "\x1b",
                       "6", *READ],
    "spaces/ada/x": ["1", " ", "5", *READ, "x", "\x1b", "6", *READ, "s"],
    "papers/2505.09388": [" ", "\t", "\r"],
    "--tab=mine": [*("j" * 9), "*", "]", *("j" * 9), "]", *("j" * 9), "[", "[", "y", "\x1b", *CHANGE, "n", "x", "\x1b",
                   "a", "\x1b", "@", *("k" * 5), "\r", " ", "q", "y", "\x1b", "u"],
}  # fmt: skip


@pytest.mark.parametrize("target", WALKS)
@pytest.mark.some(3)
def test_pages_of_a_hostile_hub_are_visible_text_only(target: str, runs: Callable[[int], int]) -> None:
    for size in random.sample(SIZES, runs(len(SIZES))):
        walk(target, size)


def walk(target: str, size: tuple[int, int]) -> None:
    """Go through a page on a terminal of this size."""
    with hostile_hub() as endpoint:
        environ = {"HF_ENDPOINT": endpoint, "HF_TOKEN": "hf_canary_token", "SSH_TTY": "/dev/pts/0"}
        with Session(hubtui(target), size=size, environ=environ) as session:
            known = {"papers/2505.09388": "2505.09388", "--tab=mine": "Repos"}
            session.wait_for(known.get(target, "Revisions"))
            for keys in WALKS[target]:
                session.send(keys)
                # Escape and the key after it must not arrive as one sequence; a preview loads once the keys rest.
                session.rest(0.3 if keys.endswith(("\x1b", "z")) else 0.03)
            session.rest(0.5)
            session.send("\x03")
            session.rest(0.3)
            session.send("\r")
            assert session.end() == 0
            assert strangers(session.written) == [], size
            assert session.left_on() == [], size
            assert b"hf_canary" not in session.written
