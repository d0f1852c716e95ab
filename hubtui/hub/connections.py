"""Connections: one client a scheme, with the proxies and certificates of the environment, without cookies."""

import asyncio
import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from hubtui.hub.errors import Offline

_SILENCE = 10.0
TIMEOUT = httpx.Timeout(_SILENCE, pool=None)
_LIMITS = httpx.Limits(max_connections=12, max_keepalive_connections=6, keepalive_expiry=60)


class Connections:
    """The httpx clients, made when first needed.

    https goes through the proxy of the environment (HTTPS_PROXY, ALL_PROXY, NO_PROXY) where there is one, inside a TLS
    tunnel. Plain http never goes through a proxy: it could read the token.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport | None) -> None:
        self._given = None if transport is None else httpx.AsyncClient(transport=transport, cookies=_no_cookies())
        self._clients: dict[str, httpx.AsyncClient] = {}

    def prepare(self, scheme: str) -> httpx.AsyncClient:
        """The client for a scheme; for https its first call reads the certificates of the machine.

        Raises:
            Offline: the environment names a proxy that cannot be used.
        """
        if self._given is not None:
            return self._given
        if scheme not in self._clients:
            self._clients[scheme] = _tls_client() if scheme == "https" else _plain_client()
        return self._clients[scheme]

    async def to(self, url: httpx.URL) -> httpx.AsyncClient:
        """The client for a URL."""
        if self._given is not None or url.scheme == "http" or url.scheme in self._clients:
            return self.prepare(url.scheme)
        return await asyncio.to_thread(self.prepare, url.scheme)

    async def aclose(self) -> None:
        """Close all connections."""
        for client in [*self._clients.values(), *([self._given] if self._given else [])]:
            await client.aclose()


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _plain_client() -> httpx.AsyncClient:
    # A TLS context that trusts nobody: the certificates are not read for a client that never speaks TLS.
    nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(cookies=_no_cookies(), limits=_LIMITS, timeout=TIMEOUT, trust_env=False, verify=nobody)


def _tls_client() -> httpx.AsyncClient:
    try:
        return httpx.AsyncClient(cookies=_no_cookies(), limits=_LIMITS, timeout=TIMEOUT)
    except (ValueError, ImportError, httpx.InvalidURL):
        raise Offline("the proxy in HTTPS_PROXY or ALL_PROXY cannot be used: write it as http://host:port") from None
    except OSError:
        raise Offline("the certificates in SSL_CERT_FILE or SSL_CERT_DIR cannot be read") from None
