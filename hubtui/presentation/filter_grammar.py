"""One grammar of filters, for `--filter`, the tag picker and the palette. Pure.

A filter has a name, as "tag:license:mit", "parameters:..9b", "app:vllm", "access:gated", "inference:warm" or
"fits:now"; behind the colon may stand alternatives with | between. What the user types becomes such a name, and
`words_of` gives words back that mean the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hubtui.hub.query import parameter_range
from hubtui.presentation.tags import is_language, tag_of

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

APPS = ("vllm", "llama.cpp", "ollama", "lmstudio", "jan", "mlx-lm", "sglang", "tgi", "transformers")
BYTES_A_PARAMETER = 2
"""A size of files is no filter of the Hub's: most models are kept in 16 bits."""

# Words that are a tag too are taken for the tag; "app:transformers" names the app.
_APP_WORDS = frozenset(APPS) - {"transformers"}
_ACCESS = {"gated": "access:gated", "open": "access:open", "not gated": "access:open", "ungated": "access:open"}
_GROUPS = ("tag", "parameters", "app", "access", "inference", "fits")
FITS = {
    "fits": "fits:now",
    "fits at 8 bits": "fits:8",
    "fits at 4 bits": "fits:4",
    "fits or unknown": "fits:unknown",
}
"""What the user types for how a model fits into the memory, and the name of the filter. The Hub has no such filter."""
_FITS_WORDS = {name: words for words, name in FITS.items()}
_UP_TO = ("<=", "<", "under ", "below ", "up to ", "at most ")
_FROM = (">=", ">", "over ", "above ", "from ", "at least ")
_GIGABYTES = re.compile(r"(\d+(?:\.\d+)?)\s*gi?b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?\s*[kmbt]", re.IGNORECASE)
_LANGUAGE_NAMES = """
arabic ar, armenian hy, basque eu, bengali bn, bulgarian bg, catalan ca, chinese zh, croatian hr, czech cs, danish da,
dutch nl, english en, estonian et, finnish fi, french fr, galician gl, georgian ka, german de, greek el, gujarati gu,
hebrew he, hindi hi, hungarian hu, icelandic is, indonesian id, irish ga, italian it, japanese ja, kannada kn,
kazakh kk, korean ko, latin la, latvian lv, lithuanian lt, malay ms, malayalam ml, marathi mr, mongolian mn, nepali ne,
norwegian no, persian fa, polish pl, portuguese pt, punjabi pa, romanian ro, russian ru, sanskrit sa, serbian sr,
slovak sk, slovenian sl, somali so, spanish es, swahili sw, swedish sv, tamil ta, telugu te, thai th, tibetan bo,
turkish tr, ukrainian uk, urdu ur, uzbek uz, vietnamese vi, welsh cy, yoruba yo, zulu zu
"""
_LANGUAGES = dict(pair.split() for pair in _LANGUAGE_NAMES.split(","))


def filter_of(text: str, repo_type: RepoType) -> str:
    """Return the name of the filter that a text means; a word that is not known is a tag.

    Raises:
        ValueError: it means none; the text says in one line how one is written.
    """
    names = [_one(part.strip(), repo_type) for part in text.split("|") if part.strip()]
    if not names:
        raise ValueError("a filter is needed: a tag, a size as ..9b or 4GB, an app as vllm, gated or open")
    groups = {name.partition(":")[0] for name in names}
    if groups == {"fits"} and len(names) > 1:
        raise ValueError(f"one of these is enough: {', '.join(FITS)}")
    if len(groups) > 1:
        raise ValueError(f'"{text.strip()}" mixes {" and ".join(sorted(groups))}: give each a filter of its own')
    return f"{groups.pop()}:{'|'.join(name.partition(':')[2] for name in names)}"


def is_known(text: str, repo_type: RepoType) -> bool:
    """Return whether a text is more than a tag as it was typed."""
    try:
        return bool(text.strip()) and filter_of(text, repo_type) != f"tag:{text.strip()}"
    except ValueError:
        return False


def words_of(name: str, repo_type: RepoType) -> str:
    """Return words that mean the filter of this name: "..9b", "vllm", "gated"; else the name itself."""
    if name in _FITS_WORDS:
        return _FITS_WORDS[name]
    value = name.partition(":")[2]
    try:
        return value if filter_of(value, repo_type) == name else name
    except ValueError:
        return name


def _one(text: str, repo_type: RepoType) -> str:
    group, _, value = text.partition(":")
    if group in _GROUPS and value:
        return _checked(group, value, repo_type)
    words = " ".join(text.lower().split())
    if size := _size(words, repo_type):
        return f"parameters:{size}"
    if repo_type == "model" and words in _APP_WORDS:
        return f"app:{words}"
    if repo_type == "model" and words in FITS:
        return FITS[words]
    if repo_type == "model" and words == "warm":
        return "inference:warm"
    if repo_type != "space" and words in _ACCESS:
        return _ACCESS[words]
    if repo_type != "space" and (code := _LANGUAGES.get(words, "")):
        return f"tag:{tag_of(code, repo_type)}"
    return f"tag:{tag_of(words if is_language(words) else text, repo_type)}"


def _checked(group: str, value: str, repo_type: RepoType) -> str:
    """Return the name of a filter whose group was given, if the kind has such filters."""
    if group in ("parameters", "app", "inference", "fits") and repo_type != "model":
        raise ValueError(f"only models can be filtered by {group}")
    if group == "fits" and f"fits:{value}" not in _FITS_WORDS:
        raise ValueError(f"how a model fits is one of: {', '.join(FITS)}")
    if group == "access" and (repo_type == "space" or value not in ("gated", "open")):
        raise ValueError('the access to models and datasets is "gated" or "open"')
    if group == "inference" and value != "warm":
        raise ValueError('of inference there is "warm" alone')
    if group == "parameters":
        parameter_range(value)
    return f"{group}:{value}"


def _size(words: str, repo_type: RepoType) -> str:
    """Return the range of parameters that a size means, empty where it is none.

    Raises:
        ValueError: it is written like one and cannot be read, or the kind has no parameters.
    """
    text = _as_range(_GIGABYTES.sub(_parameters_of, words))
    is_range = text != words or ".." in words
    if not is_range and not _NUMBER.fullmatch(text):
        return ""
    if repo_type != "model":
        if not is_range:
            return ""  # "7b" may be a tag of a dataset
        raise ValueError("only models can be filtered by their size")
    if _GIGABYTES.fullmatch(words):
        text = f"..{text}"  # a GPU holds what is smaller than its memory
    parameter_range(text)
    return text.replace(" ", "")


def _as_range(words: str) -> str:
    for starts, before, behind in ((_UP_TO, "..", ""), (_FROM, "", "..")):
        for start in starts:
            if words.startswith(start) and words[len(start) :].strip()[:1].isdigit():
                return f"{before}{words[len(start) :].strip()}{behind}"
    return words


def _parameters_of(match: re.Match[str]) -> str:
    return f"{float(match[1]) / BYTES_A_PARAMETER:g}b"
