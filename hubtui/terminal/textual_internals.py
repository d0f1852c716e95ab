"""Private names of Textual that hubtui uses: each has a test that fails when Textual changes it."""

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS
from textual._xterm_parser import IS_ITERM
from textual.keys import _character_to_key as key_name

__all__ = (
    "ANSI_SEQUENCES_KEYS",
    "FUNCTIONAL_KEYS",
    "IGNORE_SEQUENCE",
    "IS_ITERM",
    "MODIFIER_FUNCTIONAL_KEYS",
    "key_name",
)
