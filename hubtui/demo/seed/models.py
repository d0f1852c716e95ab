"""The models: those that everyone knows, what quantisers and users derive from them, and those of our own owners."""

from functools import partial
from random import Random
from typing import NamedTuple

from hubtui.demo.names import MODEL
from hubtui.demo.seed.known import KnownModel, known_models, words
from hubtui.demo.seed.rows import OUR_OWNERS, Batch, Traits, known_modified, people, usual_dates, usual_figures

PROVIDERS = ("hf-inference", "together", "fireworks-ai", "novita", "nebius", "fal-ai")
GATED_SAYING = {"llama2", "llama3.1", "llama3.2", "llama3.3", "gemma"}


class Derivation(NamedTuple):
    """A way of making a model out of another: how it is named, what it is and by whom it is done."""

    key: str
    relation: str
    names: tuple[str, ...]
    library: str
    dtype: str
    tags: tuple[str, ...]
    weight: int


DERIVATIONS = (
    Derivation("gguf", "quantized", ("{stem}-GGUF", "{owner}_{stem}-GGUF", "{stem}-i1-GGUF"), "", "", ("gguf",), 30),
    Derivation("awq", "quantized", ("{stem}-AWQ",), "transformers", "I32", ("awq", "4-bit"), 5),
    Derivation("gptq", "quantized", ("{stem}-GPTQ-Int4",), "transformers", "I32", ("gptq", "4-bit"), 4),
    Derivation("fp8", "quantized", ("{stem}-FP8", "{stem}-FP8-dynamic"), "transformers", "F8_E4M3", ("fp8",), 4),
    Derivation("bnb", "quantized", ("{stem}-bnb-4bit",), "transformers", "U8", ("bitsandbytes", "4-bit"), 4),
    Derivation("mlx", "quantized", ("{stem}-4bit", "{stem}-8bit", "{stem}-bf16"), "mlx", "U32", ("mlx",), 10),
    Derivation("onnx", "quantized", ("{stem}-ONNX",), "transformers.js", "", ("onnx",), 5),
    Derivation("autoround", "quantized", ("{stem}-int4-AutoRound",), "", "I32", ("auto-round",), 3),
    Derivation("adapter", "adapter", ("{stem}-{word}-lora", "{stem}-{word}"), "peft", "F32", ("lora",), 12),
    Derivation("merge", "merge", ("{stem}-{word}-merge",), "transformers", "BF16", ("mergekit", "merge"), 6),
    Derivation("finetune", "finetune", ("{stem}-{word}", "{word}-{stem}", "{stem}-{word}-{number}"), "transformers",
               "BF16", ("generated_from_trainer",), 34),
)  # fmt: skip
DATASETS_USED = ("rajpurkar/squad", "nyu-mll/glue", "HuggingFaceH4/ultrachat_200k", "tatsu-lab/alpaca", "openai/gsm8k")
_QUANTISED = {"I32": ("awq", ("awq", "4-bit")), "U8": ("mxfp4", ("8-bit", "mxfp4"))}
"""How known models are quantised, by the type of their numbers, and the tags of it."""
SHARDS_TAGS = ("text-generation-inference", "endpoints_compatible")


def base_traits(model: KnownModel) -> Traits:
    """What a known model is, and its tags as the Hub orders them: library, formats, architecture, task, the rest."""
    held = "safetensors" if model.billions else "pytorch"
    how, quantised = _QUANTISED.get(model.dtype, (held, ()))
    tags = [model.library] * bool(model.library) + [held] + [model.architecture] * bool(model.architecture)
    tags += [model.task] + ["conversational"] * (model.task == "text-generation" and model.context > 2048)
    tags += model.languages + [f"arxiv:{model.arxiv}"] * bool(model.arxiv)
    tags += quantised
    tags += [f"license:{model.licence}"] * bool(model.licence) + list(SHARDS_TAGS[model.task != "text-generation" :])
    return {
        "tags": [*tags, "deploy:azure", "region:us"] if model.likes > 1000 else [*tags, "region:us"],
        "pipeline_tag": model.task,
        "library_name": model.library,
        "license": model.licence,
        "languages": model.languages,
        "architecture": model.architecture,
        "context_length": model.context,
        "dtype": model.dtype,
        "format": how,
        "arxiv": model.arxiv,
    }


def derived_traits(model: KnownModel, how: Derivation, variant: int) -> Traits:
    """What is derived from a known model; a third of it names neither task nor library, as on the Hub."""
    bare = variant % 3 == 2
    library = "" if bare else how.library
    tags = [library] * bool(library) + ["safetensors"] * bool(how.dtype) + list(how.tags)
    tags += [model.architecture] * bool(model.architecture and how.key != "gguf")
    tags += [] if bare else [model.task]
    used = DATASETS_USED[variant % len(DATASETS_USED)] if how.relation in ("finetune", "adapter") else ""
    tags += model.languages[: 1 + variant] + [f"dataset:{used}"] * bool(used and variant)
    tags += [f"base_model:{model.id}", f"base_model:{how.relation}:{model.id}"]
    tags += [f"license:{model.licence}"] * bool(model.licence and variant != 1) + ["endpoints_compatible", "region:us"]
    return base_traits(model) | {
        "tags": tags,
        "pipeline_tag": "" if bare else model.task,
        "library_name": library,
        "license": model.licence if variant != 1 else "",
        "languages": model.languages[: 1 + variant],
        "dtype": how.dtype,
        "format": how.key,
        "base_model": model.id,
        "relation": how.relation,
        "datasets": [used] if used and variant else [],
        "arxiv": "",
    }


def derived_parameters(model: KnownModel, how: Derivation) -> int:
    whole = int(model.billions * 1e9)
    if not whole or how.key == "onnx":
        return -1
    if how.key == "adapter":
        return whole // 200
    return whole // 6 if how.dtype in ("I32", "U32", "U8") else whole


def add_known(batch: Batch, chance: Random, at_most: int) -> None:
    for model in known_models()[:at_most]:
        batch.take(MODEL, model.id)
        exact = int(model.billions * 1e9) + int(chance.random() * 1e6) if model.billions else -1
        trending = int(model.likes / (3 + (1_790_000_000 - model.created) / 2_000_000)) if model.downloads > 1e5 else 0
        batch.add(
            MODEL, model.id, model.created, batch.traits_id(MODEL, model.id, partial(base_traits, model)),
            downloads=model.downloads, likes=model.likes, trending=trending,
            modified=known_modified(chance, model.created, batch.today), gated=model.gated, params=exact,
            size=max(exact, 10**8) * 2, warm=int(chance.random() * 63) | 1 if model.likes > 700 else 0,
        )  # fmt: skip


def add_own(batch: Batch, chance: Random, number: int) -> None:
    """Models of the owners that ada has a say in, some private, some gated, one of a name that screens know."""
    bases = [model for model in known_models() if model.task == "text-generation" and model.billions < 40]
    how = DERIVATIONS[-1]
    for place in range(number):
        owner = OUR_OWNERS[place % len(OUR_OWNERS)]
        model = bases[0] if place == 0 else chance.choice(bases)
        word = "tuned" if place == 0 else chance.choice(words()["suffixes"])
        name = f"{owner}/{model.id.rpartition('/')[2].lower()}-{word}"
        if not batch.take(MODEL, name):
            continue
        created, modified = usual_dates(chance, batch.today)
        batch.add(
            MODEL, name, created, _traits(batch, model, how, place % 3), downloads=int(chance.random() * 900),
            likes=int(chance.random() * 12), modified=modified, private=int(place % 5 != 1 and place % 4 == 0),
            gated=int(place == 6) * 2, params=int(model.billions * 1e9), size=int(model.billions * 2e9),
        )  # fmt: skip


def _traits(batch: Batch, model: KnownModel, how: Derivation, variant: int) -> int:
    return batch.traits_id(MODEL, (model.id, how.key, variant), partial(derived_traits, model, how, variant))


def add_derived(batch: Batch, chance: Random, until: int) -> None:
    """Derived models until there are so many rows; known bases have more of them than others."""
    bases = sorted((model for model in known_models() if "/" in model.id), key=lambda model: -model.likes)
    ways = [how for how in DERIVATIONS for _ in range(how.weight)]
    users = people(max(40, until // 12), chance)
    suffixes, quantizers = words()["suffixes"], words()["quantizers"]
    lucky, stems = chance.random, [model.id.rpartition("/")[2] for model in bases]
    while len(batch.rows) < until:
        luck = lucky()
        place = int(len(bases) * luck * luck)
        model, how = bases[place], ways[int(lucky() * len(ways))]
        if not model.billions and how.relation == "quantized":
            continue
        known = quantizers.get(how.key)
        owner = known[int(lucky() ** 2 * len(known))] if known and lucky() < 0.6 else users[int(lucky() * len(users))]
        name = how.names[int(lucky() * len(how.names))].format(
            owner=model.id.partition("/")[0], stem=stems[place], word=suffixes[int(lucky() * len(suffixes))],
            number=int(lucky() * 9000),
        )  # fmt: skip
        full = f"{owner}/{name}"
        if batch.take(MODEL, full):
            _add_one(batch, chance, full, model, how)


def _add_one(batch: Batch, chance: Random, name: str, model: KnownModel, how: Derivation) -> None:
    downloads, likes, trending = usual_figures(chance)
    created, modified = usual_dates(chance, batch.today)
    odd = chance.random()
    parameters = derived_parameters(model, how)
    batch.add(
        MODEL, name, created, _traits(batch, model, how, int(odd * 1e4) % 3), downloads=downloads, likes=likes,
        trending=trending, modified=modified, private=int(odd < 0.01), gated=1 if odd > 0.985 else 2 * (odd > 0.975),
        disabled=int(0.01 < odd < 0.013 and not trending), params=parameters, size=abs(parameters) * 2,
        warm=1 if odd > 0.99 else 0,
    )  # fmt: skip


def add_models(batch: Batch, number: int, seed: int) -> None:
    """So many models: the known, a tenth of our own (at most 60), the rest derived."""
    chance = Random(f"{seed}/models")
    add_known(batch, chance, max(1, number * 9 // 10))
    add_own(batch, chance, min(60, max(0, number - len(batch.rows)), number // 10))
    add_derived(batch, chance, number)
