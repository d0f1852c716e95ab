"""What the tag picker offers of itself: the filters that are no tags, and what is typed."""

import re

from hubtui.hub.kinds import RepoType
from hubtui.hub.query import parameter_range
from hubtui.presentation.tags import tag_label, tag_of
from hubtui.screens.dialogs.picker import Option
from hubtui.screens.listing.choice import filter_label

# A size of files is no filter of the Hub's: most models are kept in 16 bits.
BYTES_A_PARAMETER = 2
_SIZE = re.compile(r"(?:<|under|below|up to|\.\.)?\s*(\d+(?:\.\d+)?)\s*gi?b", re.IGNORECASE)
APPS = ("vllm", "llama.cpp", "ollama", "lmstudio", "jan", "mlx-lm", "sglang", "tgi", "transformers")


def option_of(name: str) -> Option:
    """A filter as the picker shows it."""
    return Option(name, filter_label(name), name.partition(":")[0])


def filters_without_tag(repo_type: RepoType) -> list[Option]:
    """The filters that are no tags, as far as the kind has them."""
    if repo_type == "space":
        return []
    names = ["access:open", "access:gated"]
    if repo_type == "model":
        names += [f"parameters:{text}" for text in ("..1b", "1b..3b", "3b..9b", "9b..24b", "24b..80b", "80b..")]
        names += [f"app:{app}" for app in APPS] + ["inference:warm"]
    return [option_of(name) for name in names]


def typed_option(repo_type: RepoType, text: str) -> Option | None:
    """What is typed into the picker as a filter of its own; with | between, any of several; a size as "4GB" is a number
    of parameters.

    Raises:
        ValueError: it begins like a number of parameters and is none.
    """
    if repo_type == "model" and (size := _SIZE.fullmatch(text)):
        most = f"{float(size[1]) / BYTES_A_PARAMETER:g}b"
        return Option(f"parameters:..{most}", f"up to {most.upper()}: {size[1]} GB in 16 bits", "parameters")
    if repo_type == "model" and (text[0].isdigit() or text.startswith("..")):
        try:
            parameter_range(text)
        except ValueError:
            if ".." in text:
                raise
        else:
            return Option(f"parameters:{text}", text, "parameters")
    if "|" in text:
        tags = [tag_of(part.strip(), repo_type) for part in text.split("|") if part.strip()]
        name = f"tag:{'|'.join(tags)}"
        return Option(name, filter_label(name), "any of these") if tags else None
    tag = tag_of(text, repo_type)
    return Option(f"tag:{tag}", tag_label(tag), "tag as typed")
