"""The Hub's rules for the names of repos, with a message for each violation."""

import re

_LONGEST = 96
_ALLOWED = re.compile(r"[A-Za-z0-9_.-]*", re.ASCII)


def why_no_name(name: str) -> str:
    """Return the reason why a repo cannot have this name (without the namespace), or "" if it can."""
    if not name:
        return "a name is needed"
    odd = next((letter for letter in name if not _ALLOWED.fullmatch(letter)), "")
    if odd:
        shown = "a blank" if odd.isspace() else f'"{odd}"'
        return f"{shown} cannot be in a name: letters, digits and _ . - can"
    if len(name) > _LONGEST:
        return f"a name has at most {_LONGEST} characters; this one has {len(name)}"
    if name[0] in "-." or name[-1] in "-.":
        return "a name does not begin or end with - or ."
    if "--" in name or ".." in name:
        return "a name holds no -- and no .."
    if name.endswith(".git"):
        return "a name does not end with .git"
    return ""
