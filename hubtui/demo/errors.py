"""What the demo Hub says no with: `Refusal` to a client, `DemoError` to whoever starts it.

`Refusal` carries the status, the words, the code of `X-Error-Code` and more headers or fields of the body.
"""

from typing import Any

GATED_WORDS = "Access to model {name} is restricted. You must have access to it and be authenticated to access it."


class DemoError(Exception):
    """The server cannot start: one line that says why (port in use, no readable database)."""


class Refusal(Exception):
    """An answer that is an error: status, words, the Hub's code and what else belongs to it."""

    def __init__(self, status: int, message: str, code: str = "", **fields: Any) -> None:
        super().__init__(message)
        self.status, self.message, self.code, self.fields = status, message, code, fields

    @property
    def headers(self) -> dict[str, str]:
        """X-Error-Code and X-Error-Message; who asks without a token is told that one is wanted."""
        found = {"X-Error-Code": self.code, "X-Error-Message": one_line(self.message)} if self.code else {}
        if self.status == 401:
            found["WWW-Authenticate"] = 'Bearer realm="Authentication required", charset="UTF-8"'
        return found


def one_line(text: str) -> str:
    """What may stand in a header: printable ASCII, 300 characters of it."""
    return "".join(letter if letter.isascii() and letter.isprintable() else "?" for letter in text)[:300]


def bad_request(message: str) -> Refusal:
    return Refusal(400, message)


def anonymous_or_missing(anonymous: bool, what: str = "Repository") -> Refusal:
    """A repo that is not there, or not for these eyes: the two cannot be told apart."""
    if anonymous:
        return Refusal(401, "Invalid username or password.", "RepoNotFound")
    return Refusal(404, f"{what} not found", "RepoNotFound")


def revision_missing(revision: str) -> Refusal:
    return Refusal(404, f"Invalid rev id: {revision[:100]}", "RevisionNotFound")


def entry_missing() -> Refusal:
    return Refusal(404, "Entry not found", "EntryNotFound")


def disabled() -> Refusal:
    return Refusal(403, "Access to this resource is disabled.")
