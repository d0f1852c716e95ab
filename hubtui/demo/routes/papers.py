"""Papers: one, found by words, and those of a day."""

from random import Random
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hubtui.demo.box import Box
from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.owners import author_of, submitter_of
from hubtui.demo.query import limit_of
from hubtui.demo.routes.asking import answer, box_of
from hubtui.demo.routes.people import person
from hubtui.demo.seed.known import words

AUTHORS = "Ada Byron, Grace Miller, Alan Kay Liu, Emmy Nakamura, Blaise Okafor, Sofia Petrova, Kurt Meier, Mary Osei"
A_DAY = 50


def _paper(box: Box, row: Any) -> dict[str, Any]:
    chance = Random(row[0])
    names = chance.sample(AUTHORS.split(", "), chance.randrange(1, 6))
    authors = [{"_id": f"{chance.getrandbits(96):024x}", "name": name, "hidden": False} for name in names]
    authors[0] |= {"user": person(author_of(box, row[0])), "status": "claimed_verified"}
    return {
        "id": row[0],
        "authors": authors,
        "publishedAt": f"{row[3]}T00:00:00.000Z",
        "submittedOnDailyAt": f"{row[3]}T07:12:00.000Z",
        "title": row[1],
        "summary": " ".join(chance.choice(words()["sentences"]) for _ in range(7)),
        "upvotes": row[2],
        "discussionId": f"{chance.getrandbits(96):024x}",
        "ai_keywords": ["language models", "evaluation"],
    }


async def one(request: Request) -> Response:
    """GET /api/papers/{id}."""
    row = box_of(request).one(
        "SELECT id, title, upvotes, published FROM paper WHERE id = ?", request.path_params["paper"]
    )
    if row is None:
        raise Refusal(404, "Paper not found")
    return answer(_paper(box_of(request), row))


async def search(request: Request) -> Response:
    """GET /api/papers/search?q&limit."""
    asked = request.query_params.get("q", "").casefold().split()
    limit = limit_of(request.query_params.multi_items(), 120, 120)
    box = box_of(request)
    rows = _all(box)
    found = [row for row in rows if all(word in f"{row[0]} {row[1]}".casefold() for word in asked)]
    return answer([{"paper": _paper(box, row), "title": row[1]} for row in found[:limit]])


async def daily(request: Request) -> Response:
    """GET /api/daily_papers?date&submitter&sort&p&limit: without a date all of them, the newest first."""
    items = request.query_params.multi_items()
    date, page = request.query_params.get("date"), request.query_params.get("p", "0")
    if not (page.isascii() and page.isdigit() and len(page) < 6):
        raise bad_request('"p" must be a whole number')
    limit = limit_of(items, 100, A_DAY)
    box, submitter = box_of(request), request.query_params.get("submitter")
    rows = [row for row in _all(box) if date is None or row[3] == date]
    if submitter is not None:
        rows = [row for row in rows if submitter_of(box, row[0]) == submitter]
    if request.query_params.get("sort") == "trending":
        rows.sort(key=lambda row: -row[2])
    start = int(page) * limit
    return answer([_daily(box, row) for row in rows[start : start + limit]])


def _daily(box: Box, row: Any) -> dict[str, Any]:
    paper = _paper(box, row)
    return {
        "paper": paper,
        "publishedAt": paper["submittedOnDailyAt"],
        "title": paper["title"],
        "summary": paper["summary"],
        "thumbnail": "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/none.png",
        "numComments": row[2] % 9,
        "submittedBy": person(submitter_of(box, row[0])),
    }


def _all(box: Box) -> list[Any]:
    return box.all("SELECT id, title, upvotes, published FROM paper ORDER BY published DESC, id DESC")
