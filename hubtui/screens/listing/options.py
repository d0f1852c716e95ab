"""What the tag picker offers of itself: the filters that are no tags, and what is typed."""

from hubtui.hub.kinds import RepoType
from hubtui.hub.query import parameter_range
from hubtui.presentation.tags import tag_label, tag_of
from hubtui.screens.dialogs.picker import Option
from hubtui.screens.listing.choice import filter_label

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
    """What is typed into the picker as a filter of its own; with | between, any of several.

    Raises:
        ValueError: it begins like a number of parameters and is none.
    """
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
