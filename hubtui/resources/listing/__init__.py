"""Listings of repos, narrowed by search, owner, filters and sort order."""

from hubtui.registry.resource import Resource

_ADDRESS = "hubtui.resources.listing.address"

RESOURCES = (Resource(kind="listing", address=_ADDRESS, owner_of=f"{_ADDRESS}:owner_of"),)
