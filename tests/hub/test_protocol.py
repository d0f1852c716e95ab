"""Headers and redirects are read as the Hub means them, hostile ones without harm."""

import math
from datetime import UTC, datetime

import pytest
from httpx import URL

from hubtui.hub import protocol

NOW = datetime(2025, 3, 7, 12, 0, tzinfo=UTC)
HERE = URL("https://hub.example/api/models?limit=2")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ('<https://hub.example/api/models?cursor=ab%3D%3D>; rel="next"', "/api/models?cursor=ab%3D%3D"),
        ("<https://hub.example/a?b=1,2>; rel=next", "/a?b=1,2"),
        ('</api/models?cursor=x>; rel="next"', "/api/models?cursor=x"),
        ('<https://hub.example/p>; rel="prev", <https://hub.example/n>; rel="next"', "/n"),
        ('<https://hub.example/n>; title="a, b"; REL="last next"', "/n"),
        ('<https://hub.example/n>; rel="nextish"', None),
        ("<https://hub.example/n>", None),
        ("garbage", None),
        ("", None),
        ('<https://[bad]/x>; rel="next"', None),
        ('<//evil.example/x?y>; rel="next"', "/x?y"),
    ],
)
def test_the_next_page_is_path_and_query_of_the_link(link: str, target: str | None) -> None:
    assert protocol.next_page(link, HERE) == target


@pytest.mark.parametrize(
    ("header", "limit"),
    [
        ('"api";r=497;t=168', protocol.RateLimit(497, 168)),
        ('"api"; r=0; t=7', protocol.RateLimit(0, 7)),
        ('"api";r=1', None),
        ("r=x;t=y", None),
        ("", None),
    ],
)
def test_rate_limits(header: str, limit: protocol.RateLimit | None) -> None:
    assert protocol.rate_limit(header) == limit


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"ratelimit": '"api";r=0;t=12', "retry-after": "3"}, 12),
        (503, {"ratelimit": '"api";r=0;t=12'}, None),
        (503, {"retry-after": "3"}, 3),
        (429, {"retry-after": "Fri, 07 Mar 2025 12:00:30 GMT"}, 30),
        (429, {"retry-after": "Fri, 07 Mar 2025 11:00:00 GMT"}, 0),
        (429, {"retry-after": "9" * 50}, math.inf),
        (429, {"retry-after": "-5"}, None),
        (429, {"retry-after": "soon"}, None),
        (429, {}, None),
    ],
)
def test_the_wait_that_is_asked_for(status: int, headers: dict[str, str], seconds: float | None) -> None:
    assert protocol.asked_wait(headers, status, NOW) == seconds


def test_own_waits_grow_and_differ() -> None:
    assert [protocol.wait_before(tries, None, 1.0) for tries in (1, 2)] == [1.0, 2.0]
    assert [protocol.wait_before(tries, None, 0.0) for tries in (1, 2)] == [0.5, 1.0]


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/api/models/a/b?expand=x", "https://hub.example/api/models/a/b?expand=x"),
        ("https://cdn.example/f?sig=1#top", "https://cdn.example/f?sig=1"),
        ("//cdn.example/f", "https://cdn.example/f"),
        ("b", "https://hub.example/api/b"),
    ],
)
def test_redirects_that_are_followed(location: str, target: str) -> None:
    assert str(protocol.redirected(HERE, location, 1, frozenset())) == target


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://hub.example/x", "from https to plain http"),
        ("http://127.0.0.1/x", "from https to plain http"),
        ("https://user:pass@cdn.example/x", "a user name in it"),
        ("ftp://cdn.example/x", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("https://[::1", "no URL"),
        ("", "without saying where to"),
        ("/a\nb", "without saying where to"),
    ],
)
def test_redirects_that_are_not_followed(location: str, words: str) -> None:
    with pytest.raises(protocol.Refused, match=words):
        protocol.redirected(HERE, location, 1, frozenset())


def test_redirects_end() -> None:
    with pytest.raises(protocol.Refused, match="on and on"):
        protocol.redirected(HERE, "/x", protocol.MOST_HOPS + 1, frozenset())


def test_plain_http_goes_to_this_machine_and_to_allowed_hosts() -> None:
    for url in ("http://localhost:1", "http://127.0.0.1", "http://127.9.9.9", "http://[::1]", "http://hub.localhost"):
        protocol.check_plain(URL(url), frozenset())
    protocol.check_plain(URL("http://hub.lan"), frozenset({"hub.lan"}))
    for url in ("http://hub.lan", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://10.0.0.1"):
        with pytest.raises(protocol.Refused) as caught:
            protocol.check_plain(URL(url), frozenset({"other.lan"}))
        assert caught.value.host == URL(url).host


def test_an_origin_is_scheme_host_and_port() -> None:
    assert protocol.same_origin(URL("https://Hub.example:443/a"), URL("https://hub.example/b"))
    for other in ("http://hub.example", "https://hub.example:8443", "https://sub.hub.example"):
        assert not protocol.same_origin(URL("https://hub.example"), URL(other))
