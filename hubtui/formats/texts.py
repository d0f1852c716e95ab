"""Decide whether bytes are text, and decode them."""

import codecs

_LOOKED_AT = 8192
# Binary formats by their first bytes.
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89HDF\r\n", "an HDF5 file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"ARROW1", "an Arrow file"),
    (b"%PDF-", "a PDF document"),
    (b"RIFF", "a RIFF file: sound or video"),
    (b"OggS", "an Ogg file"),
    (b"fLaC", "a FLAC file"),
    (b"ID3", "an MP3 file"),
    (b"\x7fELF", "a program for Linux"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x80\x02", "a Python pickle"),
    (b"\x80\x03", "a Python pickle"),
    (b"\x80\x04", "a Python pickle"),
    (b"\x80\x05", "a Python pickle"),
)


def is_binary(content: bytes) -> bool:
    """Return whether the beginning of a file is not text."""
    start = content[:_LOOKED_AT]
    if b"\0" in start:
        return True
    return decoded(start, is_cut=True).count("\ufffd") * 10 > len(start)


def binary_words(content: bytes) -> str:
    """Return the binary format that begins with these bytes ("a ZIP archive"), "" if unknown."""
    return next((words for start, words in _MAGIC if content.startswith(start)), "")


def decoded(content: bytes, is_cut: bool) -> str:
    """Return bytes decoded from UTF-8; if the text `is_cut`, an incomplete last character is left out."""
    return codecs.getincrementaldecoder("utf-8-sig")("replace").decode(content, final=not is_cut)
