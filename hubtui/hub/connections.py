"""The httpx clients: one for each pair of scheme and proxy, with the certificates of the environment."""

import asyncio
import os
import ssl
from collections.abc import Mapping
from functools import cached_property
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from hubtui.hub.certificates import tls_context, variable_in_use
from hubtui.hub.errors import BadEnvironment
from hubtui.hub.proxies import Proxy, proxy_for

_SILENCE = 10.0
TIMEOUT = httpx.Timeout(_SILENCE, pool=None)
_LIMITS = httpx.Limits(max_connections=12, max_keepalive_connections=6, keepalive_expiry=60)


class Connections:
    """Creates the httpx clients when they are first needed, and closes them.

    https goes through a TLS tunnel in the proxy. Plain http can be read by the proxy and on the way to it, so it leaves
    this machine only if the user has agreed.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport | None, environ: Mapping[str, str] = os.environ) -> None:
        self._given = None if transport is None else httpx.AsyncClient(transport=transport, cookies=_no_cookies())
        self._environ = environ
        self._clients: dict[tuple[str, Proxy | None], httpx.AsyncClient] = {}

    def proxy_of(self, url: httpx.URL) -> Proxy | None:
        """Return the proxy for a URL, or None if it is reached directly.

        Raises:
            BadEnvironment: the environment names a proxy that cannot be used.
        """
        return None if self._given is not None else proxy_for(str(url), self._environ)

    @property
    def certificates(self) -> str:
        """The environment variable that names the trusted certificates, or ""."""
        return variable_in_use(self._environ)

    def prepare(self, url: httpx.URL) -> httpx.AsyncClient:
        """Return the client for a URL. The first call for https reads the certificates of this machine, which is slow.

        Raises:
            BadEnvironment: the environment names a proxy or certificates that cannot be used.
        """
        if self._given is not None:
            return self._given
        key = url.scheme, self.proxy_of(url)
        if key not in self._clients:
            self._clients[key] = self._client(*key)
        return self._clients[key]

    async def to(self, url: httpx.URL) -> httpx.AsyncClient:
        """Return the client for a URL; read the certificates in a thread if that is needed."""
        if self._given is not None or url.scheme == "http" or (url.scheme, self.proxy_of(url)) in self._clients:
            return self.prepare(url)
        return await asyncio.to_thread(self.prepare, url)

    async def aclose(self) -> None:
        """Close all connections."""
        for client in [*self._clients.values(), *([self._given] if self._given else [])]:
            await client.aclose()

    def _client(self, scheme: str, proxy: Proxy | None) -> httpx.AsyncClient:
        speaks_tls = scheme == "https" or (proxy is not None and proxy.url.startswith("https:"))
        # A client that never uses TLS needs no certificates: its context trusts nobody.
        context = self._context if speaks_tls else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            return httpx.AsyncClient(
                cookies=_no_cookies(),
                limits=_LIMITS,
                timeout=TIMEOUT,
                trust_env=False,
                verify=context,
                proxy=_for_httpx(proxy, context) if proxy is not None else None,
            )
        except ImportError:
            assert proxy is not None
            words = f"{proxy.variable} names a SOCKS proxy: pip install 'hubtui[socks]'"
            raise BadEnvironment(words) from None

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return tls_context(self._environ)


def _for_httpx(proxy: Proxy, context: ssl.SSLContext) -> httpx.Proxy:
    try:
        return httpx.Proxy(
            proxy.url,
            auth=(proxy.user, proxy.password) if proxy.user or proxy.password else None,
            ssl_context=context if proxy.url.startswith("https:") else None,
        )
    except (ValueError, httpx.InvalidURL):
        words = f"the proxy in {proxy.variable} cannot be used: write it as http://host:port"
        raise BadEnvironment(words) from None


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))
