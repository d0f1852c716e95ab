"""Requests that change something at the Hub, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class WriteRequest:
    """A request that changes something, and the shape that the Hub's answer to it has.

    `path` is the path at the endpoint, encoded. `body` is sent as JSON; `lines`, if there are any, are sent in its
    place, as one line of JSON each. `subject` is the name of the changed thing in error messages ("the model a/b").

    The answer is a JSON object with at least one of the fields `answer_fields`. Without `answer_fields` any JSON
    object will do, and also the text "OK"; with `answers_ok` it is the text "OK".
    """

    method: Literal["POST", "PUT", "PATCH", "DELETE"]
    path: str
    body: Any = None
    subject: str = ""
    answer_fields: tuple[str, ...] = ()
    answers_ok: bool = False
    may_be_missing: bool = False
    """Whether the request has succeeded if the Hub answers that there is no such thing: it is to be deleted."""
    parameters: tuple[tuple[str, str], ...] = ()
    lines: tuple[Any, ...] = ()
