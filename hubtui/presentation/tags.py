"""Convert tags of the Hub to short labels and back."""

from collections.abc import Iterable

# The two-letter codes of ISO 639-1 and some longer ones: on models, languages are tags without a prefix.
_LANGUAGE_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu multilingual yue ceb fil haw hmn
ckb arz ast code
"""

_BARE = (
    "license:",
    "language:",
    "task_categories:",
    "task_ids:",
    "size_categories:",
    "modality:",
    "format:",
    "library:",
)
_SPACED = ("dataset:", "base_model:", "region:", "deploy:", "datasets:", "models:")

_LICENCE_NAMES = """
apache-2.0 mit openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m
afl-3.0 artistic-2.0 bsl-1.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda cc cc0-1.0 cc-by-2.0 cc-by-2.5
cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0
cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0
cdla-permissive-2.0 wtfpl ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 agpl-3.0 gfdl gpl gpl-2.0 gpl-3.0
lgpl lgpl-2.1 lgpl-3.0 isc h-research intel-research lppl-1.3c ms-pl apple-ascl mpl-2.0 odc-by odbl openmdw-1.0
openrail++ osl-3.0 postgresql ofl-1.1 ncsa unlicense zlib pddl lgpl-lr deepfloyd-if-license
fair-noncommercial-research-license llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 grok2-community gemma unknown
other
"""
_LANGUAGES = frozenset(_LANGUAGE_CODES.split())
LICENCES = frozenset(_LICENCE_NAMES.split())


def without_prefix(tags: Iterable[str], prefix: str) -> list[str]:
    """Return the rest of each tag that begins with `prefix`, in the order of the tags."""
    return [tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)]


def languages(tags: Iterable[str]) -> list[str]:
    """Return the codes of the languages among the tags, with ("language:en") or without ("en") a prefix."""
    found = (tag.removeprefix("language:") for tag in tags if tag in _LANGUAGES or tag.startswith("language:"))
    return list(dict.fromkeys(found))


def is_language(text: str) -> bool:
    """Return whether a text is the code of a language."""
    return text in _LANGUAGES


def tag_label(tag: str) -> str:
    """Return the text of a tag's chip: "license:apache-2.0" is "apache-2.0", "dataset:squad" is "dataset squad"."""
    for prefix in _BARE:
        if tag.startswith(prefix) and len(tag) > len(prefix):
            return tag[len(prefix) :].replace("<n<", "–") if prefix == "size_categories:" else tag[len(prefix) :]
    for prefix in _SPACED:
        if tag.startswith(prefix):
            return " ".join(tag.split(":"))
    return tag


def tag_for_label(label: str, repo_type: str) -> str:
    """Return the tag for a label or a typed text; an unknown label is itself a tag."""
    label = label.strip()
    if label in LICENCES and label not in ("other", "unknown"):
        return f"license:{label}"
    first, _, rest = label.partition(" ")
    if rest and f"{first}:" in _SPACED:
        return ":".join([first, *rest.split()])
    if repo_type == "dataset" and "–" in label:
        return f"size_categories:{label.replace('–', '<n<')}"
    if repo_type == "dataset" and label in _LANGUAGES:
        return f"language:{label}"
    return label
