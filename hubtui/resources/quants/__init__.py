"""Quants: the models that were quantized from a model, grouped by method."""

from hubtui.action import Action
from hubtui.places import QUANTS
from hubtui.registry.resource import Resource, ResourceList

ACTIONS = (
    Action("quants", ("Q",), "open the base model", (QUANTS,), "base"),
    Action("next_group", ("]",), "next method", (QUANTS,), "methods"),
    Action("previous_group", ("[",), "previous method", (QUANTS,)),
)

RESOURCES = (
    Resource(
        lists=(ResourceList(name="quants", make="hubtui.resources.quants.list:QuantsList"),),
        actions=ACTIONS,
    ),
)
