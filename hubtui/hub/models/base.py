"""The base class of all models. It keeps unknown fields, and tolerates fields of a wrong type."""

from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    Strict,
    ValidationError,
    model_serializer,
    model_validator,
)
from pydantic.alias_generators import to_camel

from hubtui.text.sanitize import clean_line, clean_text

ODD_ELEMENT = "odd"
"""The name of the field for an element that is not an object, in a list that should have objects only."""

# The Hub writes most names in camel case, and these in snake case.
_SNAKE = frozenset(
    ("pipeline_tag", "library_name", "mask_token", "paperswithcode_id", "context_length", "auto_model", "parquet_files")
)

Word = Annotated[str, AfterValidator(clean_line)]
"""One line of text for the screen, sanitized. Ids and names are plain `str`: they go back to the Hub unchanged."""

Text = Annotated[str, AfterValidator(clean_text)]
"""Several lines of text for the screen, sanitized."""

Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=-(2**63), lt=2**63)]
Number = Annotated[float, Strict(), Field(allow_inf_nan=False)]


def _wire_name(name: str) -> str:
    return name if name in _SNAKE else to_camel(name)


class Wire(BaseModel):
    """A JSON object that the Hub sent.

    A field that is missing, null or of a wrong type is None; values of a wrong type are in `odd`. Unknown fields are
    attributes with the Hub's name. `wire()` returns the object as it was sent.
    """

    model_config = ConfigDict(
        extra="allow", alias_generator=_wire_name, protected_namespaces=(), defer_build=True, frozen=True
    )
    _odd: dict[str, Any] = PrivateAttr(default_factory=dict)
    _sent: dict[str, Any] | None = PrivateAttr(None)

    @property
    def odd(self) -> dict[str, Any]:
        """The values of known fields that have a wrong type, by the Hub's names of the fields."""
        return self._odd

    def wire(self) -> dict[str, Any]:
        """Return the JSON object as the Hub sent it."""
        return self._sent if self._sent is not None else self.model_dump(by_alias=True, exclude_unset=True)

    @classmethod
    def read(cls, value: Any) -> Self:
        """Return the model for a JSON value.

        Raises:
            TypeError: the value is not an object.
        """
        if not isinstance(value, dict):
            raise TypeError("no object")
        model = cls.model_validate(value)
        model._sent = value
        return model

    @model_validator(mode="wrap")
    @classmethod
    def _isolate(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as error:
            if not isinstance(data, dict):
                raise
            names = {str(problem["loc"][0]) for problem in error.errors(include_url=False, include_input=False)}
        model = handler({name: value for name, value in data.items() if name not in names})
        model._odd.update({name: data[name] for name in names})
        return model

    @model_serializer(mode="wrap")
    def _with_odd(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {**handler(self), **self._odd}


Element = TypeVar("Element", bound=Wire)


def _only_objects(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [item if isinstance(item, dict) else {ODD_ELEMENT: item} for item in value]


Several = Annotated[list[Element], BeforeValidator(_only_objects)]
"""A list of models. An element that is not an object becomes one with the single field ODD_ELEMENT."""
