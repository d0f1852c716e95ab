"""The cards: metadata and text, made from the seed whenever they are asked for.

Some repos have no card, some an empty one, most one of a few thousand characters, a few one of 50 KB.
"""

import hashlib
import json
import re
from functools import lru_cache
from random import Random
from typing import Any

from hubtui.demo.box import Repo
from hubtui.demo.names import DATASET, MODEL, SPACE
from hubtui.demo.seed.known import words

Traits = dict[str, Any]
COLOURS = ("red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray")
YAML_WORDS = ("no", "yes", "on", "off", "true", "false", "null")
HOME = "https://huggingface.co"


def shade(repo: Repo, of: str, among: int) -> int:
    """A number that the repo always has for this purpose, whatever else happens."""
    return int.from_bytes(hashlib.blake2b(f"{repo.num}/{of}".encode(), digest_size=6).digest(), "big") % among


def card_shape(repo: Repo) -> str:
    """missing, empty, usual or long."""
    if repo.made:
        return "usual" if repo.kind == SPACE else "missing"
    if repo.trending >= 40:
        return "usual"
    luck = shade(repo, "card", 100)
    return "missing" if luck < 7 else "empty" if luck < 10 else "long" if luck > 96 else "usual"


def card_data(repo: Repo, traits: Traits) -> dict[str, Any] | None:
    """The metadata of the card as the Hub's `cardData`; None where the card has none."""
    if card_shape(repo) in ("missing", "empty"):
        return None
    return (_model_data, _dataset_data, _space_data)[repo.kind](repo, traits)


def _one_or_many(found: list[str]) -> Any:
    return found[0] if len(found) == 1 else found


def _model_data(repo: Repo, traits: Traits) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if traits.get("languages"):
        found["language"] = _one_or_many(traits["languages"])
    if traits.get("license"):
        found["license"] = traits["license"]
        if traits["license"] == "other":
            found |= {"license_name": "community-licence", "license_link": "LICENSE"}
    if traits.get("library_name"):
        found["library_name"] = traits["library_name"]
    if traits.get("base_model"):
        found["base_model"] = traits["base_model"] if shade(repo, "base", 2) else [traits["base_model"]]
    if traits.get("datasets"):
        found["datasets"] = traits["datasets"]
    if traits.get("pipeline_tag") and shade(repo, "task", 3):
        found["pipeline_tag"] = traits["pipeline_tag"]
    if shade(repo, "thumbnail", 12) == 0:
        found["thumbnail"] = None
    if repo.gated:
        found |= {"extra_gated_heading": "You need to agree to share your contact information", **_gate(repo)}
    if shade(repo, "widget", 6) == 0:
        found["widget"] = [{"text": "My name is Julien and I like to"}]
    return found


def _gate(repo: Repo) -> dict[str, Any]:
    if repo.gated == 1:
        return {"extra_gated_prompt": "By clicking you agree to the licence."}
    fields = {
        "First Name": "text",
        "Country": "country",
        "Job title": {"type": "select", "options": ["Student", "Other"]},
    }
    agreed = "By clicking Submit below I accept the terms of the license " + "and so on " * 12
    return {
        "extra_gated_prompt": "### LICENCE AGREEMENT\n" + "“Agreement” means the terms. " * 80,
        "extra_gated_fields": fields | {agreed.strip(): "checkbox"},
        "extra_gated_button_content": "Submit",
    }


def _dataset_data(repo: Repo, traits: Traits) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if traits.get("task"):
        found["task_categories"] = [traits["task"]]
    if traits.get("languages"):
        found["language"] = traits["languages"]
    if traits.get("license"):
        found["license"] = _one_or_many([traits["license"]]) if shade(repo, "licence", 2) else [traits["license"]]
    found["pretty_name"] = title_of(repo, traits)
    size = [tag.partition(":")[2] for tag in traits["tags"] if tag.startswith("size_categories:")]
    found["size_categories"] = size
    if traits.get("format") == "parquet":
        paths = [{"split": "train", "path": "data/train-*"}]
        found["configs"] = [{"config_name": "default", "data_files": paths}]
    return found


def _space_data(repo: Repo, traits: Traits) -> dict[str, Any]:
    colours = COLOURS[shade(repo, "from", 8)], COLOURS[shade(repo, "to", 8)]
    found = {"title": title_of(repo, traits), "emoji": traits.get("emoji") or _emoji(repo)}
    found |= {"colorFrom": colours[0], "colorTo": colours[1], "sdk": traits["sdk"]}
    if traits["sdk"] in ("gradio", "streamlit"):
        found |= {"sdk_version": "5.34.2" if traits["sdk"] == "gradio" else "1.40.0", "app_file": "app.py"}
    found["pinned"] = not shade(repo, "pinned", 5)
    if shade(repo, "short", 3):
        found["short_description"] = words()["sentences"][shade(repo, "sentence", 20)][:60]
    return found


def _emoji(repo: Repo) -> str:
    emoji: list[str] = words()["emoji"]
    return emoji[shade(repo, "emoji", len(emoji))]


def title_of(repo: Repo, traits: Traits) -> str:
    """The title of a Space, the pretty name of a dataset."""
    told: str = traits.get("title") or repo.name.rpartition("/")[2].replace("-", " ").replace("_", " ")
    return told


def front_matter(data: dict[str, Any]) -> str:
    lines = ["---"]
    for key, value in data.items():
        lines += _yaml(key, value)
    return "\n".join([*lines, "---", ""])


def _yaml(key: str, value: Any) -> list[str]:
    if isinstance(value, list) and value:
        return [f"{key}:", *(f"- {_scalar(one)}" for one in value)]
    if isinstance(value, dict):
        return [f"{key}:", *(f"  {_scalar(name)}: {_scalar(one)}" for name, one in value.items())]
    return [f"{key}: {_scalar(value)}"]


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_scalar(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_scalar, value)) + "]"
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 ._/+-]*", text) and text.lower() not in YAML_WORDS
    return text if plain or isinstance(value, int) else json.dumps(text, ensure_ascii=False)


@lru_cache(maxsize=64)
def _text(repo: Repo, data: str) -> str:
    if card_shape(repo) == "empty":
        return ""
    chance = Random(f"{repo.num}/text")
    sections = _sections(repo, chance)
    while card_shape(repo) == "long" and sum(map(len, sections)) < 50_000:
        sections += [f"## Appendix {len(sections)}", _prose(chance, 9), _table(chance, 12), _list(chance)]
    return data + "\n".join(["", *sections, ""])


def card_text(repo: Repo, traits: Traits) -> str:
    """The README.md of a repo that has one."""
    data = card_data(repo, traits)
    return _text(repo, front_matter(data) if data else "")


def _prose(chance: Random, number: int) -> str:
    return " ".join(chance.sample(words()["sentences"], number)) + "\n"


def _table(chance: Random, rows: int) -> str:
    names = ("MMLU", "GSM8K", "HumanEval", "ARC-c", "BBH", "IFEval", "MATH", "GPQA", "TruthfulQA", "WinoGrande")
    lines = ["| Benchmark | Metric | This | Before |", "|:---|:---:|---:|---:|"]
    for place in range(rows):
        this, metric = chance.random() * 60 + 35, chance.choice(("acc", "pass@1", "f1"))
        lines.append(f"| {names[place % len(names)]} | {metric} | **{this:.1f}** | {this - 2:.1f} |")
    return "\n".join(lines) + "\n"


def _list(chance: Random) -> str:
    picked = chance.sample(words()["sentences"], 4)
    return "\n".join([f"- {one}" for one in picked] + [f"  1. {picked[0]}", "- [ ] a task", "- [x] a done one"]) + "\n"


def _sections(repo: Repo, chance: Random) -> list[str]:
    link = ("", "datasets/", "spaces/")[repo.kind] + repo.name
    owner = repo.owner or "huggingface"
    return [
        f"# {repo.name.rpartition('/')[2]}\n",
        f'<p align="center"><img src="{HOME}/{link}/resolve/main/assets/banner.png" width="400"/></p>\n',
        f"[![licence](https://img.shields.io/badge/licence-open-green)]({HOME}/{link}) "
        f"[Paper](https://arxiv.org/abs/2505.09388) · [Home]({HOME}/{owner}) · [Demo]({HOME}/spaces/Qwen/Qwen3-Demo)\n",
        _prose(chance, 3),
        "## Highlights\n",
        _list(chance),
        "## Usage\n",
        _code(repo),
        "## Evaluation\n",
        _table(chance, 6),
        f"> **Note**: {_prose(chance, 1)}",
        "## Limitations\n",
        _prose(chance, 5),
        "<!-- nothing to see here -->\n",
        "![loss curve](assets/loss.png)\n",
        "## Citation\n",
        f"```bibtex\n@misc{{{owner.replace('-', '')}2025,\n  title = {{{repo.name}}},\n  year = {{2025}}\n}}\n```\n",
    ]


def _code(repo: Repo) -> str:
    if repo.kind == DATASET:
        loading = f'ds = load_dataset("{repo.name}", split="train")\nprint(ds[0])'
        return f"```python\nfrom datasets import load_dataset\n\n{loading}\n```\n"
    if repo.kind == MODEL:
        return (
            "```python\nfrom transformers import AutoModelForCausalLM, AutoTokenizer\n\n"
            f'name = "{repo.name}"\ntokenizer = AutoTokenizer.from_pretrained(name)\n'
            'model = AutoModelForCausalLM.from_pretrained(name, torch_dtype="auto", device_map="auto")\n```\n\n'
            f"or serve it:\n\n```shell\nvllm serve {repo.name}\n```\n"
        )
    return f"```shell\ngit clone {HOME}/spaces/{repo.name}\n```\n"
