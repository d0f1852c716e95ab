"""What a resource is: a kind of thing that can be listed, opened and acted on, as data.

The code of a resource is named by a path, "package.module" or "package.module:name", and imported when it is first
used: the table itself costs a start nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from hubtui.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceList:
    """A list of the program. `make` is the path of its `ListModel`, which is made with the session; "" for repos."""

    name: str
    make: str = ""
    title: str = ""
    """What its tab says; "" if it is no tab."""
    key: str = ""
    """The key of its tab."""
    keys_from_pages: str = ""
    """The keys that go to its tab from any page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """An action that opens another page, from the page in front or from the row under the cursor.

    `to` is the path of a function that takes the Target in front, and returns the one to open; where that is None,
    `missing` is shown.
    """

    action: Action
    to: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A kind of thing that can be listed, opened and acted on."""

    kind: str = ""
    """The `Target.kind` of one of them; "" if it has no page at the Hub."""
    words: str = ""
    """What stands before the name of one of them: "the paper"."""
    prefix: str = ""
    """The first segment of the path of its pages, "" if they have none of their own."""
    address: str = ""
    """The path of the module that reads and writes its addresses: a `hubtui.addresses.Address`."""
    of_text: str = ""
    """The path of a function that returns the Target of a text that is no path, else None."""
    hosts: tuple[str, ...] = ()
    """Other servers that have a page of it."""
    of_host: str = ""
    """The path of a function that returns the Target of a path at these servers, or None."""
    page: str = ""
    """The path of its screen, which is made with (frame, session, routes, target, known)."""
    lists: tuple[ResourceList, ...] = ()
    in_collections: bool = False
    """Whether a collection can hold it."""
    is_named_alone: bool = False
    """Whether a name without a slash may be one, wherever a page can be named."""
    owner_of: str = ""
    """The path of a function that returns the name of the user or organisation that a Target belongs to, or ""."""
    actions: tuple[Action, ...] = ()
    """Actions of places that only it has."""
    jumps: tuple[Jump, ...] = ()
    stands: tuple[tuple[str, ...], ...] = ()
    """The places that a user of its screens is in at once, the innermost first."""


@cache
def load(path: str) -> Any:
    """Import what "package.module:name" or "package.module" names."""
    module, _, name = path.partition(":")
    found = import_module(module)
    return getattr(found, name) if name else found
