"""The Hub through proxies and with certificates of the environment, over real TLS; what is wrong is named."""

import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hubtui.hub import proxies
from hubtui.hub.certificates import VARIABLES
from hubtui.hub.client import HubClient
from hubtui.hub.errors import BadEnvironment, HubError, Offline
from hubtui.hub.listings import ListingPage
from hubtui.hub.query import ListingQuery
from tests.ports import free_port
from tests.tls import AUTHORITY, HASHED_NAME, Listener, listening, socks_proxy, tls_hub, tunnel

TOKEN = "hf_" + "t" * 34


@pytest.fixture(scope="module")
def hub() -> Iterator[Listener]:
    with tls_hub() as running:
        yield running


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the authority of the tests' own Hub."""
    for name in (*proxies.VARIABLES, *VARIABLES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(AUTHORITY))


async def rows_of(endpoint: str, **rest: frozenset[str]) -> list[str]:
    """The ids that a listing has."""
    client = HubClient(endpoint, TOKEN, sleep=no_sleep, **rest)
    try:
        return [row.id for row in (await client.get(ListingPage(ListingQuery("model")))).rows]
    finally:
        await client.aclose()


async def no_sleep(_: float) -> None:
    """Do not wait."""


async def words_of(endpoint: str, kind: type[HubError] = BadEnvironment, **rest: frozenset[str]) -> str:
    """What is said of a listing that cannot be had."""
    with pytest.raises(kind) as caught:
        await rows_of(endpoint, **rest)
    return str(caught.value)


# Proxies


@pytest.mark.parametrize("written", ["http://{}", "{}", "http://me:secret@{}"])
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
async def test_https_is_tunnelled(hub: Listener, monkeypatch: pytest.MonkeyPatch, variable: str, written: str) -> None:
    with tunnel(hub.port, "me:secret" if "secret" in written else "") as proxy:
        monkeypatch.setenv(variable, written.format(proxy.address))
        assert await rows_of("https://hub.test") == ["one/row"]
        assert proxy.requests == ["CONNECT hub.test:443 HTTP/1.1"]


async def test_a_good_proxy_is_used_beside_a_bad_one_for_all(hub: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    with tunnel(hub.port) as proxy:
        monkeypatch.setenv("https_proxy", f"http://{proxy.address}")
        monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
        assert await rows_of("https://hub.test") == ["one/row"]


async def test_socks(hub: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    with socks_proxy(hub.port) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"socks5://{proxy.address}")
        assert await rows_of("https://hub.test") == ["one/row"]
        assert proxy.requests == ["SOCKS"]


async def test_socks_without_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    assert await words_of("https://hub.test") == "ALL_PROXY names a SOCKS proxy: pip install 'hubtui[socks]'"


async def test_plain_http_that_was_agreed_to_goes_through_its_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with tunnel(0) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.address}")
        assert await rows_of("http://hub.test", plain_hosts=frozenset({"hub.test"})) == ["one/row"]
        assert proxy.requests[0].startswith("GET http://hub.test/api/models")


async def test_a_dead_proxy_is_blamed_and_not_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setenv("HTTPS_PROXY", address.replace("//", "//me:secret@"))
    told = await words_of("https://hub.test")
    why = "nobody listens there; set HTTPS_PROXY right, or unset it"
    assert told == f"the proxy in HTTPS_PROXY ({address}) cannot be reached: {why}"


async def test_a_proxy_whose_host_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "proxy.invalid:3128")
    told = await words_of("https://hub.test")
    assert told.startswith(
        "the proxy in all_proxy (http://proxy.invalid:3128) cannot be reached: its host is not known"
    )


@pytest.mark.parametrize("login", ["", "me:wrong@"])
@pytest.mark.parametrize("endpoint", ["https://hub.test", "http://hub.test"])
async def test_a_proxy_that_wants_a_login(
    hub: Listener, monkeypatch: pytest.MonkeyPatch, login: str, endpoint: str
) -> None:
    with tunnel(hub.port, "me:right") as proxy:
        monkeypatch.setenv("ALL_PROXY", f"http://{login}{proxy.address}")
        told = await words_of(endpoint, plain_hosts=frozenset({"hub.test"}))
        wants = "does not take the user name and password given" if login else "wants a user name"
        assert told == f"the proxy in ALL_PROXY {wants} (407): write it as http://user:password@host:port"
        assert len(proxy.requests) == 1


async def test_a_proxy_that_lets_nobody_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(connection: socket.socket, _: Listener) -> None:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

    with listening(answer) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert "the proxy in HTTPS_PROXY does not let us through to hub.test: 403" in await words_of("https://hub.test")


@pytest.mark.parametrize("says", [b"SSH-2.0-OpenSSH_9.6\r\n\r\n", b""])
async def test_a_proxy_that_is_none(monkeypatch: pytest.MonkeyPatch, says: bytes) -> None:
    def answer(connection: socket.socket, _: Listener) -> None:
        connection.recv(4096)
        connection.sendall(says)

    with listening(answer) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        assert "hub.test through the proxy in HTTPS_PROXY" in await words_of("https://hub.test", HubError)


# Certificates


@pytest.mark.parametrize("variable", VARIABLES)
async def test_the_certificates_of_each_variable(
    hub: Listener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    named = AUTHORITY
    if variable == "SSL_CERT_DIR":
        named = tmp_path
        shutil.copy(AUTHORITY, tmp_path / HASHED_NAME)
    monkeypatch.setenv(variable, str(named))
    assert await rows_of(f"https://localhost:{hub.port}") == ["one/row"]


async def test_the_first_variable_that_is_set_counts(
    hub: Listener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in VARIABLES[1:]:
        monkeypatch.setenv(variable, str(tmp_path / "missing.pem"))
    assert await rows_of(f"https://localhost:{hub.port}") == ["one/row"]


@pytest.mark.parametrize("variable", VARIABLES)
async def test_certificates_that_cannot_be_read_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    missing = tmp_path / "missing.pem"
    monkeypatch.setenv(variable, str(missing))
    told = await words_of("https://hub.test")
    assert told == f"{variable}: the certificates in {missing} cannot be read: No such file or directory"
    missing.write_text("no certificate")
    assert (
        await words_of("https://hub.test") == f"{variable}: {missing} holds no certificate; name a file in PEM format"
    )
    monkeypatch.setenv(variable, str(tmp_path))
    assert "run openssl rehash on it" in await words_of("https://hub.test")


async def test_a_certificate_that_is_not_trusted_names_the_way_out(
    hub: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    told = await words_of(f"https://localhost:{hub.port}", Offline)
    assert told.startswith(f"the connection to localhost:{hub.port} is not safe: ")
    assert told.endswith("behind a company's proxy set SSL_CERT_FILE to the file with its certificates")


async def test_a_variable_that_names_other_certificates_is_blamed(
    hub: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    import certifi

    monkeypatch.delenv("SSL_CERT_FILE")
    monkeypatch.setenv("CURL_CA_BUNDLE", certifi.where())
    told = await words_of(f"https://localhost:{hub.port}")
    assert told.endswith("; CURL_CA_BUNDLE names the certificates that are trusted")


async def test_a_certificate_of_another_host_is_not_taken(hub: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    with tunnel(hub.port) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.address)
        told = await words_of("https://other.example")
        assert told.startswith("the connection to other.example through the proxy in HTTPS_PROXY is not safe: ")


async def test_the_machines_own_certificates_are_trusted_too(
    hub: Listener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import ssl

    monkeypatch.delenv("SSL_CERT_FILE")
    shutil.copy(AUTHORITY, tmp_path / HASHED_NAME)
    paths = ssl.get_default_verify_paths()._replace(openssl_capath=str(tmp_path))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    assert await rows_of(f"https://localhost:{hub.port}") == ["one/row"]
    paths = paths._replace(openssl_capath=str(tmp_path / "none"), openssl_cafile=str(AUTHORITY))
    assert await rows_of(f"https://localhost:{hub.port}") == ["one/row"]
