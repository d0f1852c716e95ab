"""Which proxy applies to a URL: the variables of the environment, and the exceptions in no_proxy."""

import pytest

from hubtui.hub.errors import BadEnvironment
from hubtui.hub.proxies import proxy_for

HUB = "https://hub.example:443"
PROXY = "http://proxy.example:3128"

CHOSEN = {
    "none": ({}, HUB, ""),
    "https": ({"HTTPS_PROXY": PROXY}, HUB, "HTTPS_PROXY"),
    "small letters": ({"https_proxy": PROXY}, HUB, "https_proxy"),
    "small letters first": ({"HTTPS_PROXY": "http://other:1", "https_proxy": PROXY}, HUB, "https_proxy"),
    "small and empty": ({"HTTPS_PROXY": PROXY, "https_proxy": ""}, HUB, ""),
    "all": ({"ALL_PROXY": PROXY}, HUB, "ALL_PROXY"),
    "its own before all": ({"all_proxy": "socks5://dead:1", "HTTPS_PROXY": PROXY}, HUB, "HTTPS_PROXY"),
    "all where its own is empty": ({"https_proxy": "", "all_proxy": PROXY}, HUB, "all_proxy"),
    "that of http is not for https": ({"HTTP_PROXY": PROXY, "http_proxy": PROXY}, HUB, ""),
    "http": ({"HTTP_PROXY": PROXY}, "http://hub.example", "HTTP_PROXY"),
    "http in small letters": ({"http_proxy": PROXY}, "http://hub.example", "http_proxy"),
    "http in a CGI program": ({"HTTP_PROXY": PROXY, "REQUEST_METHOD": "GET"}, "http://hub.example", ""),
    "this machine": ({"HTTP_PROXY": PROXY}, "http://localhost:8765", ""),
    "this machine by number": ({"ALL_PROXY": PROXY}, "http://127.0.0.2:8765", ""),
    "this machine in IPv6": ({"ALL_PROXY": PROXY}, "https://[::1]:8765", ""),
    "a bad one that does not apply": ({"ALL_PROXY": "telnet://x", "https_proxy": PROXY}, HUB, "https_proxy"),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_proxy_that_applies(name: str) -> None:
    environ, url, variable = CHOSEN[name]
    proxy = proxy_for(url, environ)
    assert (proxy.variable if proxy is not None else "") == variable


EXCEPTED = [
    ("*", HUB), ("hub.example", HUB), (".hub.example", HUB), ("example", HUB), (".example", HUB), ("*.example", HUB),
    ("HUB.Example", HUB), ("hub.example.", HUB), ("a, hub.example ,b", HUB), ("a hub.example", HUB),
    ("a,,hub.example,", HUB),
    ("hub.example:443", HUB), ("hub.example:443", "https://hub.example"), ("https://hub.example", HUB),
    ("10.1.2.3", "https://10.1.2.3"), ("10.0.0.0/8", "https://10.1.2.3"), ("10.0.0.1/8", "https://10.1.2.3"),
    ("10.1.2.3/32", "https://10.1.2.3"), ("10.1.2.3:8765", "https://10.1.2.3:8765"),
    ("fd00::1", "https://[fd00::1]"), ("[fd00::1]", "https://[fd00::1]"), ("fd00::1/128", "https://[fd00::1]"),
    ("[fd00::]/8", "https://[fd00::1]"), ("[fd00::1]:8765", "https://[fd00::1]:8765"), ("fd00:0:0::1", "https://[fd00::1]"),
    ("localhost,127.0.0.1,::1/128,hub.example", HUB),
]  # fmt: skip
NOT_EXCEPTED = [
    ("", HUB), (",", HUB), ("b.example", HUB), ("ub.example", HUB), ("hub.example.com", HUB), ("x.hub.example", HUB),
    ("hub.example:8443", HUB), ("http://hub.example", HUB), ("10.0.0.0/8", "https://11.1.2.3"), ("10.0.0.0/8", HUB),
    ("10.1.2.3", "https://10.1.2.34"), ("[fd00::1]:8765", "https://[fd00::1]"), ("::1/128", "https://[fd00::1]"),
    ("[::1]", HUB), ("[", HUB), ("]", HUB), ("[::1", HUB), ("/8", HUB), (".", HUB), ("10.0.0.0/99", "https://10.1.2.3"),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "url"), EXCEPTED)
@pytest.mark.parametrize("variable", ["NO_PROXY", "no_proxy"])
def test_what_no_proxy_excepts_is_reached_directly(entries: str, url: str, variable: str) -> None:
    assert proxy_for(url, {"HTTPS_PROXY": PROXY, variable: entries}) is None


@pytest.mark.parametrize(("entries", "url"), NOT_EXCEPTED)
def test_what_no_proxy_does_not_except_goes_through_the_proxy(entries: str, url: str) -> None:
    assert proxy_for(url, {"HTTPS_PROXY": PROXY, "NO_PROXY": entries}) is not None


def test_small_letters_go_first_in_no_proxy_too() -> None:
    assert proxy_for(HUB, {"HTTPS_PROXY": PROXY, "NO_PROXY": "*", "no_proxy": "other"}) is not None


ADDRESSES = {
    "http://proxy:3128": "http://proxy:3128",
    "http://proxy": "http://proxy:80",
    "proxy:3128": "http://proxy:3128",
    " proxy:3128 ": "http://proxy:3128",
    "HTTPS://Proxy": "https://proxy:443",
    "http://proxy:3128/": "http://proxy:3128",
    "http://[fd00::1]:3128": "http://[fd00::1]:3128",
    "socks5://proxy": "socks5://proxy:1080",
    "socks5h://proxy:9": "socks5h://proxy:9",
}


@pytest.mark.parametrize("value", ADDRESSES)
def test_a_proxy_is_written_with_or_without_scheme_and_port(value: str) -> None:
    proxy = proxy_for(HUB, {"HTTPS_PROXY": value})
    assert proxy is not None
    assert proxy.url == ADDRESSES[value]


@pytest.mark.parametrize(
    "value",
    ["telnet://proxy", "socks4://proxy", "http://", "://", "http://proxy:port", "http://proxy:99999", "http://a b:1",
     "http://[::1", "http://user:pass/word@proxy:1", "\x1b[2J", "http:///x", "http://ü\u202e:1"],
)  # fmt: skip
def test_what_is_no_proxy_is_said_in_one_line_with_its_variable(value: str) -> None:
    with pytest.raises(
        BadEnvironment, match=r"^the proxy in https_proxy cannot be used: write it as http://host:port$"
    ):
        proxy_for(HUB, {"https_proxy": value})


def test_user_and_password_are_decoded_and_never_shown() -> None:
    proxy = proxy_for(HUB, {"HTTPS_PROXY": "http://me%40here:s%23cr%3At@proxy:3128"})
    assert proxy is not None
    assert (proxy.user, proxy.password) == ("me@here", "s#cr:t")
    assert proxy.url == "http://proxy:3128"
    assert "cr" not in repr(proxy)
    assert "here" not in repr(proxy)
