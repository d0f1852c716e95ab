"""Encode the change from one SGR style to another in the fewest bytes."""

from functools import lru_cache

from hubtui.terminal.cells import SgrStyle, sgr_style

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"} | {
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
LINK_END = "\x1b]8;;\x1b\\"


@lru_cache(maxsize=8192)
def change_style(current: SgrStyle | None, wanted: SgrStyle) -> str:
    """Return the bytes that change the style of the terminal; None is an unknown style."""
    if current is wanted:
        return ""
    if current is None:
        return LINK_END + _sgr(["0", wanted.sgr]) + _link(wanted)
    link = "" if current.link == wanted.link else _link(wanted) or LINK_END
    return _colours(current, wanted) + link


def _link(wanted: SgrStyle) -> str:
    return f"\x1b]8;;{wanted.link}\x1b\\" if wanted.link else ""


def _sgr(codes: list[str]) -> str:
    said = ";".join(code for code in codes if code)
    return f"\x1b[{said}m" if said else ""


def _colours(current: SgrStyle, wanted: SgrStyle) -> str:
    if current.sgr == wanted.sgr:
        return ""
    if not wanted.sgr:
        return "\x1b[m"
    lost = current.attributes - wanted.attributes
    off = {_OFF[code] for code in lost}
    gained = {code for code in wanted.attributes if code not in current.attributes or _OFF[code] in off}
    codes = sorted(off) + sorted(gained)
    if current.foreground != wanted.foreground:
        codes.append(wanted.foreground or "39")
    if current.background != wanted.background:
        codes.append(wanted.background or "49")
    return min(_sgr(codes), _sgr(["0", wanted.sgr]), key=len)


@lru_cache(maxsize=8192)
def on_background(current: SgrStyle | None, background: str) -> SgrStyle:
    """Return the style nearest to the current one that erases to this background."""
    if current is None or not current.plain:
        return sgr_style(background)
    attributes = sorted(current.attributes)
    return sgr_style(";".join(code for code in (*attributes, current.foreground, background) if code))
