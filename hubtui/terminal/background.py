"""Ask for the background colour of the terminal, and decide whether it is light. Pure."""

from typing import Final

QUERY: Final = "\x1b]11;?\x1b\\"


def is_light(colour: str) -> bool:
    """Return whether a colour as reported by terminals ("rgb:ffff/ffff/dddd", "#fff") is nearer to white than black."""
    if colour.startswith("#") and len(colour) > 1 and (len(colour) - 1) % 3 == 0:
        size = (len(colour) - 1) // 3
        parts = [colour[1 + place : 1 + place + size] for place in range(0, 3 * size, size)]
    else:
        parts = colour.partition(":")[2].split("/")[:3]
    try:
        red, green, blue = (int(part, 16) / ((1 << 4 * len(part)) - 1) for part in parts)
    except (ValueError, ZeroDivisionError):
        return False
    return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5
