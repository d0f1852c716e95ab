"""Decodes keys: characters, the older escape sequences, and the keyboard protocol of kitty. Pure.

https://sw.kovidgoyal.net/kitty/keyboard-protocol/
"""

import re
import unicodedata
from typing import Final

from textual.events import Key

from hubtui.terminal.textual_internals import (
    ANSI_SEQUENCES_KEYS,
    FUNCTIONAL_KEYS,
    IGNORE_SEQUENCE,
    MODIFIER_FUNCTIONAL_KEYS,
    key_name,
)

_FIELDS: Final = re.compile(r"\x1b\[([\d:;]{0,128})([u~ABCDEFHPQRS])")
_SHIFT, _ALT, _CAPS_LOCK = 1, 2, 64
_MODIFIERS: Final = {2: "alt", 4: "ctrl", 8: "super", 16: "hyper", 32: "meta"}
_COMMAND: Final = sum(_MODIFIERS)
"""Modifiers with which a key types no text."""
_PRESS, _REPEAT, _RELEASE = 1, 2, 3
_OTHER_KEYS: Final = 27
"""The number in `CSI 27 ; modifiers ; code ~`, which xterm and tmux send for keys that have no sequence."""
_LOCKS: Final = frozenset(("caps_lock", "scroll_lock", "num_lock"))
_CHARACTERS: Final = {
    "enter": "\r",
    "tab": "\t",
    "backspace": "\x7f",
    "decimal": ".",
    "divide": "/",
    "multiply": "*",
    "subtract": "-",
    "add": "+",
    "equal": "=",
    "separator": ",",
}
"""The characters that named keys type; the last ones are on the keypad."""
_KEYPAD: Final = frozenset(list(_CHARACTERS)[3:])
_SHIFTED: Final = str.maketrans("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?')
"""The base layout of kitty's protocol is the American one."""
_MOST_TEXT: Final = 16


class Malformed(ValueError):
    """A sequence that no terminal should send."""


def typed(character: str) -> list[Key]:
    """Return the key events for a character that the terminal sent without an escape sequence."""
    known = ANSI_SEQUENCES_KEYS.get(character)
    if isinstance(known, tuple):
        return [Key(key.value, character) for key in known]
    return [Key(key_name(character), character)]


def with_alt(character: str) -> list[Key]:
    """Return the key events for a character that follows an escape: the key pressed with alt."""
    known = ANSI_SEQUENCES_KEYS.get(f"\x1b{character}")
    if isinstance(known, tuple):
        return [Key(key.value, None) for key in known]
    if isinstance(known, str):
        return typed(known)
    keys = typed(character)
    if len(keys) == 1 and len(name := keys[0].key) == 1:
        name = f"shift+{name.lower()}" if name.isupper() else name
        return [Key(f"alt+{name}", character)]
    return keys


def sequence_keys(sequence: str) -> list[Key] | None:
    """Return the key events of an escape sequence, or None if it is not a sequence of a key.

    The list is empty if no key was pressed: a key was released, or a modifier was pressed alone.

    Raises:
        Malformed: the sequence has the form of a key, but an invalid content.
    """
    if (fields := _FIELDS.fullmatch(sequence)) and (keys := _kitty_keys(fields[1], fields[2])) is not None:
        return keys
    known = ANSI_SEQUENCES_KEYS.get(sequence)
    if known is IGNORE_SEQUENCE:
        return []
    if isinstance(known, tuple):
        return [Key(key.value, None) for key in known]
    return typed(known) if isinstance(known, str) and known else None


def _kitty_keys(parameters: str, final: str) -> list[Key] | None:
    fields = [[_number(part) for part in field.split(":")] for field in parameters.split(";")]
    if len(fields) == 3 and fields[0] == [_OTHER_KEYS] and final == "~":
        fields, final = [fields[2], fields[1]], "u"
    if len(fields) > 3:
        raise Malformed("too many fields")
    codes, modes, text = fields + [[None]] * (3 - len(fields))
    modifiers = max(0, (modes[0] or 1) - 1) & 0xFF
    event = modes[1] if len(modes) > 1 else _PRESS
    if event not in (None, _PRESS, _REPEAT, _RELEASE):
        raise Malformed("no such kind of event")
    code = codes[0] if codes[0] is not None else (0 if final == "u" else 1)
    name = FUNCTIONAL_KEYS.get(f"{code}{final}")
    if name is None and final != "u":
        return None
    characters = [_character(one) for one in text if one is not None]
    if event == _RELEASE or name in MODIFIER_FUNCTIONAL_KEYS or name in _LOCKS:
        return []
    if characters and not modifiers & _COMMAND & ~_ALT and name is None:
        base = _base_key(codes, modifiers) if len(characters) == 1 else ""
        return [Key(base or key_name(one), one) for one in characters[:_MOST_TEXT]]
    if name is not None:
        return [_named_key(name, modifiers)]
    return [_letter_key(codes, modifiers)]


def _named_key(name: str, modifiers: int) -> Key:
    plain = not modifiers & (_COMMAND | _SHIFT)
    if plain or (name in _KEYPAD and not modifiers & _COMMAND):
        return Key(name, _CHARACTERS.get(name))
    return Key(_with_modifiers(name, modifiers), None)


def _letter_key(codes: list[int | None], modifiers: int) -> Key:
    """Return the key of a code point: with the text that it types, unless a modifier makes a command of it."""
    character = _character(codes[0] or 0)
    if modifiers & _COMMAND:
        base = _base_key(codes, 0)
        return Key(_with_modifiers(base or key_name(character), modifiers), None)
    if modifiers & _SHIFT and len(codes) > 1 and codes[1] is not None:
        character = _character(codes[1])
    elif bool(modifiers & _SHIFT) != bool(modifiers & _CAPS_LOCK) and len(character.upper()) == 1:
        character = character.upper()
    return Key(_base_key(codes, modifiers) or key_name(character), character)


def _base_key(codes: list[int | None], modifiers: int) -> str:
    """Return the name of the key at the same place of the base layout, for letters that are not Latin; else ""."""
    if len(codes) < 3 or codes[2] is None or not is_of_another_script(_character(codes[0] or 0)):
        return ""
    base = _character(codes[2])
    if modifiers & _SHIFT:
        base = base.translate(_SHIFTED).upper()
    return key_name(base)


def is_of_another_script(character: str) -> bool:
    """Return whether it is a letter of a keyboard layout without Latin letters."""
    return character.isalpha() and not character.isascii() and not unicodedata.name(character, "").startswith("LATIN")


def _with_modifiers(name: str, modifiers: int) -> str:
    names = [word for bit, word in _MODIFIERS.items() if modifiers & bit]
    if modifiers & _SHIFT:
        names.append("shift")
    return "+".join([*sorted(names), name])


def _number(digits: str) -> int | None:
    return int(digits) if digits else None


def _character(code: int) -> str:
    """Return the character of a code point, if it can be typed."""
    character = chr(code) if 0 < code <= 0x10FFFF else ""
    if not character.isprintable() or not character:
        raise Malformed(f"{code} is no character")
    return character
