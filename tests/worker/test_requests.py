"""Requests are values: equal ones are one, and a page may be longer than the Hub's cursor says."""

import pytest

from hubtui.hub.account import WhoAmI
from hubtui.hub.files import CardStart
from hubtui.hub.listings import ListingPage
from hubtui.hub.pagination import with_limit
from hubtui.hub.query import Cursor, ListingQuery


def test_a_page_of_another_length_begins_at_the_same_place() -> None:
    place = Cursor("/m?limit=100&cursor=a")
    assert ListingPage(ListingQuery("model"), place).call.target == place
    assert ListingPage(ListingQuery("model"), place, 500).call.target == "/m?limit=500&cursor=a"


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
