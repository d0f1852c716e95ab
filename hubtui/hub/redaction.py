"""Removes tokens, cookies and signatures from requests and answers before they are shown or stored."""

from collections.abc import Mapping

from hubtui.text.sanitize import clean_line

_SECRET = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_HIDDEN = "[token]"


def without_token(text: str, token: str | None) -> str:
    """Return a text with "[token]" in place of the token."""
    return text.replace(token, _HIDDEN) if token else text


def shown_headers(headers: Mapping[str, str], token: str | None) -> dict[str, str]:
    """Return headers for the screen, without secrets. URLs of other hosts lose their query, a possible signature."""
    shown = {name.lower(): clean_line(without_token(value, token)) for name, value in headers.items()}
    for name in ("location", "content-location"):
        if "://" in shown.get(name, "") or shown.get(name, "").startswith("//"):
            shown[name] = without_query(shown[name])
    return {name: value for name, value in shown.items() if name not in _SECRET}


def without_query(url: str) -> str:
    """Return a URL with "?…" in place of its query."""
    address, question, _ = url.partition("?")
    return f"{address}?…" if question else address
