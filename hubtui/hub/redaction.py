"""What of a request and its answer may be kept and shown: never a token, a cookie or a signed address."""

from collections.abc import Mapping

from hubtui.text.sanitize import clean_line

_SECRET = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_HIDDEN = "[token]"


def without_token(text: str, token: str | None) -> str:
    """The text with the token taken out, should anyone have put it there."""
    return text.replace(token, _HIDDEN) if token else text


def shown_headers(headers: Mapping[str, str], token: str | None) -> dict[str, str]:
    """The headers that are no secret; of addresses elsewhere not the query, which may be a signature."""
    shown = {name.lower(): clean_line(without_token(value, token)) for name, value in headers.items()}
    for name in ("location", "content-location"):
        if "://" in shown.get(name, "") or shown.get(name, "").startswith("//"):
            shown[name] = without_query(shown[name])
    return {name: value for name, value in shown.items() if name not in _SECRET}


def without_query(url: str) -> str:
    """A URL with an ellipsis for its query."""
    address, question, _ = url.partition("?")
    return f"{address}?…" if question else address
