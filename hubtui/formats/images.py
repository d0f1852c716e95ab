"""Read the format and dimensions of an image."""

from typing import NamedTuple

from hubtui.formats.reading import BadHeader

_PNG_COLOURS = {0: "greyscale", 2: "RGB", 3: "palette", 4: "greyscale and alpha", 6: "RGBA"}
# Markers of a start of frame: C0 to CF except those for tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))
_LAST_MARKERS = (0xD9, 0xDA)


class Image(NamedTuple):
    """The format of an image, its width and height in pixels, and its colour mode ("" if that is not read)."""

    format: str
    width: int
    height: int
    colours: str = ""


def read_image(data: bytes) -> Image:
    """Parse the first bytes of a PNG, JPEG, GIF or WebP file.

    Raises:
        BadHeader: The bytes are none of these, end too early, or say that a side is 0.
    """
    for starts, read in _READERS:
        if data.startswith(starts):
            image = read(data)
            break
    else:
        raise BadHeader("this is no PNG, JPEG, GIF or WebP file")
    if not image.width or not image.height:
        raise BadHeader(f"a {image.format} header that says {image.width} × {image.height} pixels")
    return image


def _need(data: bytes, length: int, name: str) -> None:
    if len(data) < length:
        raise BadHeader(f"the {name} header ends too early")


def _png(data: bytes) -> Image:
    _need(data, 26, "PNG")
    if data[12:16] != b"IHDR":
        raise BadHeader("the PNG file does not begin with its dimensions")
    width, height = (int.from_bytes(data[start : start + 4], "big") for start in (16, 20))
    return Image("PNG", width, height, f"{_PNG_COLOURS.get(data[25], 'unknown colours')}, {data[24]} bits")


def _gif(data: bytes) -> Image:
    _need(data, 10, "GIF")
    width, height = (int.from_bytes(data[start : start + 2], "little") for start in (6, 8))
    return Image("GIF", width, height)


def _webp(data: bytes) -> Image:
    _need(data, 30, "WebP")
    kind = data[12:16]
    if data[8:12] != b"WEBP" or kind not in (b"VP8 ", b"VP8L", b"VP8X"):
        raise BadHeader("this is no WebP file")
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[start : start + 3], "little") + 1 for start in (24, 27))
    elif kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        width, height = (int.from_bytes(data[start : start + 2], "little") & 0x3FFF for start in (26, 28))
    return Image("WebP", width, height)


def _jpeg(data: bytes) -> Image:
    """Skip segments until the one with the dimensions."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            raise BadHeader("the segments of the JPEG file are damaged")
        marker = data[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
        elif marker in _FRAMES:
            height, width = (int.from_bytes(data[start : start + 2], "big") for start in (at + 5, at + 7))
            return Image("JPEG", width, height)
        elif marker in _LAST_MARKERS:
            break
        elif marker in _WITHOUT_LENGTH:
            at += 2
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    raise BadHeader(f"the dimensions of the JPEG file are not in its first {len(data):,} bytes")


_READERS = (
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"GIF87a", _gif),
    (b"GIF89a", _gif),
    (b"RIFF", _webp),
)
