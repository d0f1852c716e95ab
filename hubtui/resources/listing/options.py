"""The options of the filter picker that are not among the Hub's tags."""

from hubtui.dialogs.picker import Option
from hubtui.hub.kinds import RepoType
from hubtui.presentation.choice import filter_label
from hubtui.presentation.filter_grammar import FITS, filter_of, is_known
from hubtui.presentation.query_terms import APPS


def option_of(name: str) -> Option:
    """Return the option for a filter."""
    return Option(name, filter_label(name), name.partition(":")[0])


def filters_without_tag(repo_type: RepoType) -> list[Option]:
    """Return the filters of a type of repo that are no tags: access, parameters, apps and memory."""
    if repo_type == "space":
        return []
    names = ["access:open", "access:gated"]
    if repo_type == "model":
        names = [*FITS.values(), *names]
        names += [f"parameters:{text}" for text in ("..1b", "1b..3b", "3b..9b", "9b..24b", "24b..80b", "80b..")]
        names += [f"app:{app}" for app in APPS] + ["inference:warm"]
    return [option_of(name) for name in names]


def typed_option(repo_type: RepoType, text: str) -> Option:
    """Return the option for a text that was typed into the picker.

    Raises:
        ValueError: the text is no filter; the message says how one is written.
    """
    name = filter_of(text, repo_type)
    group = name.partition(":")[0]
    if "gb" in text.lower() or "gib" in text.lower():
        return Option(
            name, f"{filter_label(name)}: {text.strip()} in 16 bits" if group == "parameters" else text, group
        )
    if "|" in name:
        return Option(name, filter_label(name), "any of these")
    return Option(name, filter_label(name), group if group != "tag" or is_known(text, repo_type) else "tag as typed")
