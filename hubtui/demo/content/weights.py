"""The files of a model that hold its weights, and those that belong to them."""

import json
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from hubtui.demo.box import Repo
from hubtui.demo.content import gguf
from hubtui.demo.content.blobs import Blob, Segment
from hubtui.demo.content.cards import shade
from hubtui.demo.content.configs import attention, model_config, stored_parameters
from hubtui.demo.content.files import RepoFile, json_file, large_file, text_file
from hubtui.demo.content.tensors import (
    Tensor,
    dimensions,
    in_shards,
    index_of,
    rest_of,
    safetensors_file,
    transformer,
)

Traits = dict[str, Any]
LEAST_PARAMETERS = 2_000_000
GGUF_SHARD_BYTES = 48_000_000_000
ONNX_SHARES = {"": 1.0, "_fp16": 0.5, "_int8": 0.27, "_q4": 0.16}
PIPELINE_SHARES = {"text_encoder": 20, "transformer": 70}  # in a hundred; the rest is the vae


Shards = tuple[tuple[Tensor, ...], ...]


@lru_cache(maxsize=1024)  # most models of a catalogue are as large as the one that they were made of
def _shards(parameters: int, dtype: str, *rest: tuple[str, int]) -> Shards:
    """The tensors of a transformer by shard; `rest` are the parameters in other types of numbers."""
    width = dimensions(parameters)[1]
    more = [tensor for other, count in rest for tensor in rest_of("lm_head", count, width, other)]
    return tuple(map(tuple, in_shards((*transformer(parameters, dtype), *more))))


def shards_of(repo: Repo, traits: Traits) -> Shards:
    """Return the tensors of a model by shard; by type of number they are as many as are stored."""
    parameters = stored_parameters(repo, traits)
    if not parameters:
        return _shards(max(repo.params, LEAST_PARAMETERS), traits.get("dtype") or "F32")
    return _shards(parameters.pop(traits["dtype"]), traits["dtype"], *parameters.items())


def model_files(repo: Repo, traits: Traits) -> list[RepoFile]:
    """All files of a model but its card and .gitattributes."""
    held = traits.get("format")
    if held == "gguf":
        return _gguf_files(repo, traits)
    if held == "adapter":
        adapter = {"peft_type": "LORA", "base_model_name_or_path": traits["base_model"], "r": 16}
        weights = _safetensors_files(repo, "adapter_model", shards_of(repo, traits))
        return [json_file("adapter_config.json", adapter), *weights]
    if traits.get("library_name") == "diffusers":
        return _pipeline_files(repo, traits)
    config = _config_files(repo, traits)
    if held == "onnx":
        return config + [
            large_file(f"onnx/model{kind}.onnx", repo, int(3e8 * share)) for kind, share in ONNX_SHARES.items()
        ]
    if traits.get("license") not in ("", "apache-2.0", None):
        config.append(text_file("LICENSE", "Terms of use\n\n" + "The software is provided as it is.\n" * 40))
    if held == "pytorch":
        weights = [large_file("pytorch_model.bin", repo, 4 * max(repo.params, LEAST_PARAMETERS))]
    else:
        weights = _safetensors_files(repo, "model", shards_of(repo, traits))
    return [*config, *weights, *_tokenizer_files(repo), *_checkpoints(repo, traits)]


def _config_files(repo: Repo, traits: Traits) -> list[RepoFile]:
    told = model_config(traits)
    if not told:
        return [json_file("config.json", told)] if told is not None else []
    layers, hidden = dimensions(max(repo.params, LEAST_PARAMETERS))
    config = {key: value for key, value in told.items() if key != "tokenizer_config"}
    return [json_file("config.json", config | attention(traits, layers, hidden))]


@lru_cache(maxsize=1024)
def _numbered(stem: str, ending: str, number: int) -> tuple[str, ...]:
    """The paths of so many shards."""
    if number == 1:
        return (f"{stem}.{ending}",)
    return tuple(f"{stem}-{place:05d}-of-{number:05d}.{ending}" for place in range(1, number + 1))


def _safetensors_files(repo: Repo, stem: str, shards: Shards) -> list[RepoFile]:
    """The files of these shards, with their index where they are many."""
    paths = _numbered(stem, "safetensors", len(shards))
    files = [
        RepoFile(path, partial(_safetensors_file, repo.num, path, shard), large=True)
        for path, shard in zip(paths, shards, strict=True)
    ]
    if len(shards) == 1:
        return files
    return [json_file(f"{stem}.safetensors.index.json", partial(_index, paths, shards)), *files]


def _safetensors_file(number: int, path: str, shard: tuple[Tensor, ...]) -> Blob:
    return safetensors_file(shard, f"{number}/{path}")


def _index(paths: tuple[str, ...], shards: Shards) -> dict[str, Any]:
    return index_of({path.rpartition("/")[2]: shard for path, shard in zip(paths, shards, strict=True)})


def _gguf_files(repo: Repo, traits: Traits) -> list[RepoFile]:
    has_all = shade(repo, "every quant", 6) == 0
    number = len(gguf.QUANTS) if has_all else 3 + shade(repo, "quants", gguf.USUAL - 2)
    return _quants_of(repo, traits, list(gguf.QUANTS)[:number])


def _quants_of(repo: Repo, traits: Traits, quants: list[str]) -> list[RepoFile]:
    parameters = max(repo.params, LEAST_PARAMETERS)
    stem = repo.name.rpartition("/")[2].removesuffix("-GGUF")
    layers, hidden = dimensions(parameters)
    architecture = traits.get("architecture") or "llama"
    facts: dict[str, int | str] = {
        "general.architecture": architecture, "general.name": stem, f"{architecture}.block_count": layers,
        f"{architecture}.embedding_length": hidden,
        f"{architecture}.context_length": traits.get("context_length") or 4096,
    }  # fmt: skip
    return [file for quant in quants for file in _quantised(repo, stem, parameters, quant, facts)]


@lru_cache(maxsize=4096)
def _pieces(parameters: int, quant: str) -> int:
    """In how many files a quantisation is stored."""
    return -(-gguf.data_size(transformer(parameters, "F32"), quant) // GGUF_SHARD_BYTES)


def _quantised(repo: Repo, stem: str, parameters: int, quant: str, facts: dict[str, int | str]) -> list[RepoFile]:
    tensors, pieces = transformer(parameters, "F32"), _pieces(parameters, quant)
    each = -(-len(tensors) // pieces)
    shards = [tensors[start : start + each] for start in range(0, len(tensors), each)]
    return [
        RepoFile(path, partial(gguf.gguf_file, shard, quant, facts, f"{repo.num}/{path}"), large=True)
        for path, shard in zip(_numbered(f"{stem}-{quant}", "gguf", len(shards)), shards, strict=True)
    ]


def quant_size(repo: Repo, traits: Traits) -> int:
    """The bytes of the first quantisation, which the info of a GGUF repo tells."""
    return sum(file.size for file in _quants_of(repo, traits, list(gguf.QUANTS)[:1]))


def _pipeline_files(repo: Repo, traits: Traits) -> list[RepoFile]:
    index = {"_class_name": "DiffusionPipeline", "_diffusers_version": "0.33.0"}
    found = [json_file("model_index.json", index), json_file("scheduler/scheduler_config.json", {"shift": 3.0})]
    whole, dtype = max(repo.params, LEAST_PARAMETERS), traits.get("dtype") or "F32"
    shares = {part: whole * share // 100 for part, share in PIPELINE_SHARES.items()}
    for part, parameters in (shares | {"vae": whole - sum(shares.values())}).items():
        found.append(json_file(f"{part}/config.json", {"_class_name": part.title()}))
        found += _safetensors_files(repo, f"{part}/diffusion_pytorch_model", _shards(parameters, dtype))
    return found


def _tokenizer_files(repo: Repo) -> list[RepoFile]:
    words = {"eos_token": "<|im_end|>", "model_max_length": 131072}
    tokenizer: Callable[[], Blob] = partial(_tokenizer, 11_422_654 + shade(repo, "tokenizer", 9999))
    return [
        json_file("generation_config.json", {"temperature": 0.6, "top_p": 0.95, "do_sample": True}),
        json_file("tokenizer_config.json", words),
        RepoFile("tokenizer.json", tokenizer, large=True),
        json_file("special_tokens_map.json", {"eos_token": "<|im_end|>"}),
    ]


def _tokenizer(size: int) -> Blob:
    """A tokenizer.json of about this size: valid JSON, most of it a long list of merges."""
    told = {"version": "1.0", "added_tokens": [], "model": {"type": "BPE", "vocab": {"<|im_end|>": 0}, "merges": []}}
    head, tail = json.dumps(told).removesuffix("]}}").encode(), b'"i t"]}}\n'
    merges = b'"i n", "e r", "t h", "o n", "a t", "e s", "o r", "l l",\n'
    times = (size - len(head) - len(tail)) // len(merges)
    return Blob((Segment(head, len(head)), Segment(merges, times * len(merges)), Segment(tail, len(tail))))


def _checkpoints(repo: Repo, traits: Traits) -> list[RepoFile]:
    """A few repos keep every checkpoint of their training: hundreds of files."""
    if repo.likes > 100 or shade(repo, "checkpoints", 60):
        return []
    parameters = max(repo.params, LEAST_PARAMETERS) // 8
    shards = _shards(parameters, "F32")
    state = {"optimizer.pt": parameters * 8, "rng_state.pth": 14_244, "scheduler.pt": 1_064}
    found = []
    for step in range(500, 500 + 500 * (8 + shade(repo, "steps", 40)), 500):
        start = f"checkpoint-{step}"
        found += _safetensors_files(repo, f"{start}/model", shards)
        found += [large_file(f"{start}/{name}", repo, size) for name, size in state.items()]
        found.append(json_file(f"{start}/trainer_state.json", {"global_step": step}))
    return found
