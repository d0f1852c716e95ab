"""Recognise the kind of a file by its name, and parse its first bytes."""

from dataclasses import dataclass
from typing import Literal

from hubtui.formats.gguf import Gguf, read_gguf
from hubtui.formats.images import Image, read_image
from hubtui.formats.parquet import Parquet
from hubtui.formats.reading import BadHeader
from hubtui.formats.safetensors import Safetensors, read_safetensors
from hubtui.formats.texts import binary_words, decoded, is_binary

Kind = Literal["text", "image", "safetensors", "gguf", "parquet", "binary"]
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), "image"),
    "safetensors": "safetensors",
    "gguf": "gguf",
    "parquet": "parquet",
    **dict.fromkeys(
        (
            *("bin", "pt", "pth", "ckpt", "onnx", "h5", "hdf5", "msgpack", "tflite", "npz", "npy", "pkl", "pickle"),
            *("zip", "gz", "tgz", "tar", "bz2", "xz", "zst", "7z", "rar", "jar", "whl", "pdf", "arrow", "feather"),
            *("mp4", "mp3", "wav", "flac", "ogg", "opus", "webm", "mov", "avi", "mkv", "m4a"),
            *("tif", "tiff", "bmp", "ico", "heic", "ttf", "otf", "woff", "woff2", "so", "dll", "exe", "mlmodel"),
        ),
        "binary",
    ),
}


@dataclass(frozen=True, slots=True)
class Text:
    """The beginning of a text; `is_cut` if the file has more. `length` is in bytes."""

    text: str
    length: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class NotShown:
    """A file without a preview, and why, as a line for the user."""

    why: str


Contents = Text | Image | Safetensors | Gguf | Parquet | NotShown


def kind_of(path: str) -> Kind:
    """Return the kind of a file by the ending of its name; files with unknown endings may be text."""
    return _KINDS.get(path.rpartition("/")[2].rpartition(".")[2].lower(), "text")


def contents_of(kind: Kind, start: bytes, is_cut: bool) -> Contents:
    """Return the contents that the first bytes of a file show; `is_cut` says that the file has more."""
    if not start:
        return NotShown("the file is empty")
    try:
        if kind == "image":
            return read_image(start)
        if kind == "safetensors":
            return read_safetensors(start)
        if kind == "gguf":
            return read_gguf(start)
    except BadHeader as error:
        return NotShown(str(error))
    if is_binary(start):
        return NotShown(f"no text: {words}" if (words := binary_words(start)) else "no text")
    return Text(decoded(start, is_cut), len(start), is_cut)
