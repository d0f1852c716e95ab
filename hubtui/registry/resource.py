"""A resource as data: a kind of thing that can be listed, opened and acted on.

The code of a resource is named by an import path, "package.module" or "package.module:name", and imported when it is
first used, so that the table itself is quick to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from hubtui.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceList:
    """A list of the program.

    `make` is the import path of its `ListModel`, which is called with the session; "" for lists of repos.
    """

    name: str
    make: str = ""
    title: str = ""
    """The title of its tab; "" if it is no tab."""
    key: str = ""
    """The key that opens its tab."""
    keys_from_pages: str = ""
    """The keys that open its tab from any page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """An action that opens another page, from the page in front or from the row under the cursor.

    `to` is the import path of a function that takes the Target in front and returns the one to open, or None: then the
    message `missing` is shown.
    """

    action: Action
    to: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A kind of thing that can be listed, opened and acted on."""

    kind: str = ""
    """The `Target.kind` of its pages; "" if it has no page on the Hub."""
    words: str = ""
    """The words before its name: "the paper"."""
    prefix: str = ""
    """The first segment of the path of its pages, "" if they have none of their own."""
    address: str = ""
    """The import path of the module that reads and writes its addresses: a `hubtui.addresses.Address`."""
    endpoints: str = ""
    """The import path of a function that returns the request for the main data of a Target, and others to try if the
    Hub has nothing there; "" for pages of many things.
    """
    text_parser: str = ""
    """The import path of a function that returns the Target for a text that is no path, or None."""
    hosts: tuple[str, ...] = ()
    """Other servers that have pages of this resource."""
    host_path_parser: str = ""
    """The import path of a function that returns the Target for a path on these servers, or None."""
    page: str = ""
    """The import path of its screen, which is created with (frame, session, routes, target, known)."""
    lists: tuple[ResourceList, ...] = ()
    in_collections: bool = False
    """Whether a collection can contain it."""
    is_named_alone: bool = False
    """Whether a name without a slash may be one, wherever a page can be named."""
    owner_of: str = ""
    """The import path of a function that returns the owner (user or organisation) of a Target, or ""."""
    actions: tuple[Action, ...] = ()
    """Actions of places that only this resource has."""
    jumps: tuple[Jump, ...] = ()
    place_sets: tuple[tuple[str, ...], ...] = ()
    """The combinations of places where a user of its screens can be, the innermost place first in each."""


@cache
def load(path: str) -> Any:
    """Import and return the object named by "package.module:name" or "package.module"."""
    module, _, name = path.partition(":")
    found = import_module(module)
    return getattr(found, name) if name else found
