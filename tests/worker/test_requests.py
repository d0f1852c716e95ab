"""Requests are values: equal ones are one, and each asks the client's method of its name."""

import pytest

from hubtui.hub.pagination import with_limit
from hubtui.worker.requests import CardStart, Rows, TagsByType, WhoAmI


class Recorder:
    """A client that answers with what it was called with."""

    def __init__(self, name: str = "") -> None:
        self._name = name

    def __getattr__(self, name: str):
        return Recorder(f"{self._name}.{name}")

    async def __call__(self, *args, **options):
        return self._name, args, options


@pytest.mark.parametrize(
    ("request_", "sent"),
    [
        (Rows("Q"), (".listings.rows", ("Q", None), {})),
        (Rows("Q", "/m?limit=100&cursor=a"), (".listings.rows", ("Q", "/m?limit=100&cursor=a"), {})),
        (Rows("Q", "/m?limit=100&cursor=a", 500), (".listings.rows", ("Q", "/m?limit=500&cursor=a"), {})),
        (CardStart("model", "a/b"), (".files.read_card_start", ("model", "a/b", 65536), {})),
        (TagsByType("dataset", "license"), (".listings.tags_by_type", ("dataset", "license"), {})),
        (WhoAmI(), (".account.whoami", (), {})),
    ],
)
async def test_a_request_asks_the_client(request_, sent) -> None:
    assert await request_.send(Recorder()) == sent


def test_equal_requests_are_one() -> None:
    made = {CardStart("model", "a/b"), CardStart("model", "a/b"), CardStart("dataset", "a/b"), WhoAmI(), WhoAmI()}
    assert len(made) == 3


@pytest.mark.parametrize(
    ("cursor", "longer"),
    [
        (
            "/api/models?filter=a%3Ab&filter=c&limit=100&cursor=ey%3D%3D",
            "/api/models?filter=a%3Ab&filter=c&limit=500&cursor=ey%3D%3D",
        ),
        ("/api/models?search=&limit=10&expand%5B%5D=tags", "/api/models?search=&limit=500&expand%5B%5D=tags"),
        ("/api/models?cursor=x", "/api/models?cursor=x"),
        ("/api/models", "/api/models"),
    ],
)
def test_a_longer_page_is_asked_for_at_the_same_place(cursor: str, longer: str) -> None:
    assert with_limit(cursor, 500) == longer
