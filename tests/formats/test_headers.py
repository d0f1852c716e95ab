"""Headers of files: what is read of good ones, cut ones, and ones that lie."""

import io
import json
import random
import struct
from collections.abc import Callable
from contextlib import suppress

import pyarrow
import pyarrow.parquet
import pytest

from hubtui.demo.content.tensors import Tensor as Written
from hubtui.demo.content.tensors import header
from hubtui.formats.contents import Image, NotShown, Text, contents_of, kind_of
from hubtui.formats.gguf import Array, read_gguf
from hubtui.formats.images import read_image
from hubtui.formats.parquet import Parquet, footer_length, read_footer
from hubtui.formats.reading import BadHeader
from hubtui.formats.safetensors import read_safetensors

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 640, 480, 8, 6, 0, 0, 0)
GIF = b"GIF89a" + struct.pack("<HH", 320, 200) + b"\0" * 3
JPEG = b"\xff\xd8" + b"\xff\xe0\x00\x10" + b"J" * 14 + b"\xff\xff\xc0\x00\x11\x08" + struct.pack(">HH", 300, 400)
WEBP = b"RIFF\0\0\0\0WEBP"
IMAGES = {
    "PNG": (PNG, (640, 480)),
    "GIF": (GIF, (320, 200)),
    "JPEG": (JPEG + b"\0" * 12, (400, 300)),
    "VP8": (WEBP + b"VP8 " + b"\0" * 10 + struct.pack("<HH", 100, 50), (100, 50)),
    "VP8L": (WEBP + b"VP8L" + b"\0" * 4 + b"\x2f" + struct.pack("<I", 99 | 49 << 14) + b"\0" * 8, (100, 50)),
    "VP8X": (WEBP + b"VP8X" + b"\0" * 8 + b"\x63\0\0\x31\0\0", (100, 50)),
}


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_tells_its_dimensions(name: str) -> None:
    data, size = IMAGES[name]
    image = read_image(data)
    assert (image.width, image.height) == size
    assert name.startswith(image.format) or image.format == "WebP"


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_that_is_cut_anywhere_is_a_bad_header_and_nothing_worse(name: str) -> None:
    data, _ = IMAGES[name]
    for length in range(len(data)):
        with suppress(BadHeader):
            read_image(data[:length])
    with pytest.raises(BadHeader):
        read_image(data[:9])


def test_an_image_without_size_is_said_to_be_bad() -> None:
    for data in (PNG.replace(struct.pack(">I", 640), b"\0" * 4), GIF.replace(struct.pack("<H", 200), b"\0\0")):
        with pytest.raises(BadHeader, match="0"):
            read_image(data)


def test_a_jpeg_whose_dimensions_come_later_says_so() -> None:
    long = b"\xff\xd8" + (b"\xff\xe1\xff\xff" + b"E" * 65533) * 2
    with pytest.raises(BadHeader, match="not in its first 65,536 bytes"):
        read_image(long[:65536])


TENSORS = tuple(Written(f"model.layers.{number}.weight", "BF16", (64, number + 1)) for number in range(2000))


def test_a_safetensors_header_names_its_tensors() -> None:
    found = read_safetensors(header(TENSORS[:3]) + b"\0" * 100)
    assert found.is_complete
    assert [(one.name, one.dtype, one.shape, one.parameters) for one in found.tensors] == [
        (one.name, "BF16", one.shape, one.parameters) for one in TENSORS[:3]
    ]
    assert found.metadata == {"format": "pt"}


def test_a_long_safetensors_header_tells_what_its_beginning_names() -> None:
    whole = header(TENSORS)
    found = read_safetensors(whole[:65536])
    assert not found.is_complete
    assert found.length == int.from_bytes(whole[:8], "little")
    assert 100 < len(found.tensors) < 2000
    assert found.tensors[-1].name == TENSORS[len(found.tensors) - 1].name


def _safetensors(value: object) -> bytes:
    text = json.dumps(value).encode()
    return struct.pack("<Q", len(text)) + text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 7,
        struct.pack("<Q", 1 << 63) + b"{}",
        struct.pack("<Q", 0),
        struct.pack("<Q", 4) + b"\xff" * 4,
        struct.pack("<Q", 65000) + b"[" * 65000,
        _safetensors({"a": 1, "b": [], "c": {"dtype": 3}}),
        _safetensors({"a": {"dtype": "F32", "shape": [-1]}}),
        _safetensors({"a": {"dtype": "F32", "shape": [1 << 62]}}),
        _safetensors({"a": {"dtype": "F32", "shape": [2] * 40}}),
        _safetensors({"a": {"dtype": "F32", "shape": [True]}}),
    ],
)
def test_what_is_no_safetensors_header_is_said_to_be_bad(data: bytes) -> None:
    with pytest.raises(BadHeader):
        read_safetensors(data)


def test_a_nested_value_as_deep_as_the_header_ends_the_reading() -> None:
    text = b'{"a": {"dtype": "F32", "shape": [1]}, "b": ' + b"[" * 60000
    found = read_safetensors(struct.pack("<Q", len(text)) + text)
    assert [one.name for one in found.tensors] == ["a"]


def _text(text: str) -> bytes:
    return struct.pack("<Q", len(text)) + text.encode()


def _gguf(*values: bytes, version: int = 3, many: int | None = None) -> bytes:
    return b"GGUF" + struct.pack("<IQQ", version, 291, len(values) if many is None else many) + b"".join(values)


NAME = _text("general.name") + struct.pack("<I", 8) + _text("Small")
LAYERS = _text("llama.block_count") + struct.pack("<II", 4, 32)
TOKENS = _text("tokens") + struct.pack("<IIQ", 9, 8, 3) + _text("a") + _text("b") + _text("c")
SCORES = _text("scores") + struct.pack("<IIQ", 9, 6, 2) + b"\0" * 8


def test_gguf_metadata_are_read_in_their_order() -> None:
    found = read_gguf(_gguf(NAME, LAYERS, TOKENS, SCORES))
    assert found.is_complete
    assert (found.version, found.tensors) == (3, 291)
    assert found.values == (
        ("general.name", "Small"),
        ("llama.block_count", 32),
        ("tokens", Array("string", 3)),
        ("scores", Array("float32", 2)),
    )


@pytest.mark.parametrize(
    "behind",
    [
        TOKENS[:-1],
        _text("x") + struct.pack("<IIQ", 9, 6, 1 << 63),
        _text("x") + struct.pack("<IIQ", 9, 9, 1 << 63) + struct.pack("<IQ", 9, 9) * 50,
        _text("x") + struct.pack("<I", 77),
        struct.pack("<Q", 1 << 63),
    ],
)
def test_gguf_metadata_that_end_early_or_lie_tell_what_came_before(behind: bytes) -> None:
    found = read_gguf(_gguf(NAME, behind, many=1 << 62))
    assert found.values == (("general.name", "Small"),)
    assert not found.is_complete


@pytest.mark.parametrize("data", [b"", b"GGML", b"GGUF", _gguf(version=99), _gguf()[:-1]])
def test_what_is_no_gguf_header_is_said_to_be_bad(data: bytes) -> None:
    with pytest.raises(BadHeader):
        read_gguf(data)


def a_parquet_file(groups: int = 40) -> bytes:
    """A file of nested columns with so many row groups of one row."""
    schema = pyarrow.schema(
        [
            ("text", pyarrow.string()),
            ("label", pyarrow.int8()),
            ("when", pyarrow.timestamp("ms")),
            ("price", pyarrow.decimal128(9, 2)),
            ("scores", pyarrow.list_(pyarrow.float32())),
            ("box", pyarrow.struct([("x", pyarrow.int64()), ("name", pyarrow.string())])),
            ("last", pyarrow.bool_()),
        ]
    )
    out = io.BytesIO()
    with pyarrow.parquet.ParquetWriter(out, schema) as writer:
        for _ in range(groups):
            writer.write_table(schema.empty_table())
            writer.write_table(pyarrow.Table.from_pylist([{"text": "a", "label": 1}], schema))
    return out.getvalue()


def _columns(found: Parquet) -> list[tuple[str, str, int]]:
    return [(one.name, one.kind, one.depth) for one in found.columns]


def test_a_parquet_footer_tells_the_schema_and_so_does_its_beginning() -> None:
    data = a_parquet_file()
    length = footer_length(data[-100:])
    footer = data[-length - 8 : -8]
    found = read_footer(footer)
    columns = _columns(found)
    for column in (
        ("text", "string", 0),
        ("label", "int8", 0),
        ("when", "timestamp[ms]", 0),
        ("price", "decimal(9, 2)", 0),
        ("scores", "list", 0),
        ("box", "struct", 0),
        ("x", "int64", 1),
        ("name", "string", 1),
        ("last", "bool", 0),
    ):
        assert column in columns
    assert found.rows == 40
    assert found.row_groups is not None
    assert "parquet-cpp" in found.written_by
    cut = read_footer(footer[: length // 2])
    assert _columns(cut) == columns
    assert (cut.rows, cut.row_groups) == (40, None)
    with pytest.raises(BadHeader, match="does not fit"):
        read_footer(footer[:60])


@pytest.mark.parametrize("end", [b"", b"PAR1", b"\0\0\0\0PAR1", b"\x10\0\0\0PARE", b"\x10\0\0\0PAR2"])
def test_what_is_no_end_of_a_parquet_file_is_said_to_be_bad(end: bytes) -> None:
    with pytest.raises(BadHeader):
        footer_length(end)


def test_noise_and_damaged_headers_never_do_worse_than_a_bad_header(runs: Callable[[int], int]) -> None:
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    data = a_parquet_file(groups=1)
    footer = data[-footer_length(data[-8:]) - 8 : -8]
    good = (PNG, JPEG, footer, header(TENSORS[:20]), _gguf(NAME, LAYERS, TOKENS, SCORES))
    readers = (read_image, read_safetensors, read_gguf, read_footer)
    for _ in range(runs(4000)):
        damaged = bytearray(chance.choice((*good, chance.randbytes(300))))
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.choice((0, 0xFF, chance.randrange(256)))
        for read in readers:
            try:
                read(bytes(damaged))
            except BadHeader:
                continue
            except Exception as error:
                raise AssertionError(f"seed {seed}: {bytes(damaged)!r}") from error


@pytest.mark.parametrize(
    ("path", "kind"),
    [("a/b.PNG", "image"), ("model.safetensors", "safetensors"), ("x.tar.gz", "binary"), ("LICENSE", "text")],
)
def test_the_ending_of_a_name_says_what_a_file_is(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_the_contents_of_files_whose_names_lie() -> None:
    assert isinstance(contents_of("image", PNG, True), Image)
    assert contents_of("image", b"GIF89", False) == NotShown("this is no PNG, JPEG, GIF or WebP file")
    assert contents_of("text", b"", False) == NotShown("the file is empty")
    assert contents_of("text", b"PK\x03\x04\0\0", True) == NotShown("no text: a ZIP archive")
    assert contents_of("text", random.Random(1).randbytes(4000), True) == NotShown("no text")


def test_a_text_that_is_cut_within_a_character_ends_before_it() -> None:
    cut = "not one é".encode()[:-1]
    assert contents_of("text", cut, True) == Text("not one ", 9, True)
    assert contents_of("text", cut, False) == Text("not one \ufffd", 9, False)
