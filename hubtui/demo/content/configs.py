"""What a model tells of its insides: config, transformersInfo, safetensors, gguf, widgets, providers."""

from typing import Any

from hubtui.demo.box import Repo
from hubtui.demo.content.cards import shade
from hubtui.demo.seed.models import PROVIDERS

Traits = dict[str, Any]
HEADS = {
    "text-generation": "ForCausalLM", "fill-mask": "ForMaskedLM", "text-classification": "ForSequenceClassification",
    "token-classification": "ForTokenClassification", "question-answering": "ForQuestionAnswering",
    "translation": "ForConditionalGeneration", "image-classification": "ForImageClassification",
    "automatic-speech-recognition": "ForConditionalGeneration", "image-text-to-text": "ForConditionalGeneration",
}  # fmt: skip
TEMPLATE = (
    "{%- for message in messages %}\n    {{- '<|im_start|>' + message.role + '\\n' + message.content }}\n"
    "{%- endfor %}\n"
)
QUANTISED = {"awq": "awq", "gptq": "gptq", "fp8": "fp8", "bnb": "bitsandbytes", "autoround": "auto-round"}


def model_config(traits: Traits) -> dict[str, Any] | None:
    """The Hub's digest of config.json; None where the repo has none, empty for what is no transformers model."""
    architecture = traits.get("architecture")
    if not architecture or traits.get("format") in ("adapter", "pytorch"):
        return None
    if traits.get("format") == "gguf":
        return {}
    head = HEADS.get(traits.get("pipeline_tag") or "", "Model")
    name = "".join(part.title() for part in architecture.replace("-", "_").split("_"))
    found: dict[str, Any] = {"architectures": [name + head], "model_type": architecture}
    if traits["format"] in QUANTISED:
        found["quantization_config"] = {"quant_method": QUANTISED[traits["format"]], "bits": 4}
    chats = head == "ForCausalLM"
    words = {"bos_token": None, "chat_template": TEMPLATE, "eos_token": "<|im_end|>"} if chats else {}
    return found | {"tokenizer_config": words}


def transformers_info(traits: Traits) -> dict[str, Any] | None:
    if traits.get("library_name") != "transformers" or not model_config(traits):
        return None
    task = traits.get("pipeline_tag")
    found = {"auto_model": "AutoModel" + HEADS.get(task or "", "").replace("For", "For", 1)}
    return found | ({"pipeline_tag": task} if task else {}) | {"processor": "AutoTokenizer"}


def safetensors(repo: Repo, traits: Traits) -> dict[str, Any] | None:
    """Parameters by type of number: most in the main one, of a quantised model a tenth in another."""
    if repo.params < 0 or not traits.get("dtype") or traits.get("format") in ("gguf", "onnx", "pytorch"):
        return None
    rest = repo.params // 10 if traits["dtype"] in ("I32", "U32", "U8") else 0
    parameters = {"BF16": rest, traits["dtype"]: repo.params - rest} if rest else {traits["dtype"]: repo.params}
    return {"parameters": parameters, "total": repo.params}


def gguf(repo: Repo, traits: Traits) -> dict[str, Any] | None:
    if traits.get("format") != "gguf" or repo.params < 0:
        return None
    found = {"total": repo.params, "architecture": traits.get("architecture") or "llama"}
    if traits.get("context_length"):
        found["context_length"] = traits["context_length"]
    return found | {"chat_template": TEMPLATE, "eos_token": "<|im_end|>"}


def providers(repo: Repo, traits: Traits) -> Any:
    """The mapping as an array, of a few models as the object that it once was."""
    found = {
        name: {"status": "live" if place % 3 else "staging", "providerId": repo.name.lower(), "task": _task(traits)}
        for place, name in enumerate(PROVIDERS)
        if repo.warm >> place & 1
    }
    if shade(repo, "mapping", 4) == 0:
        return found
    return [{"provider": name, **facts, "isModelAuthor": False} for name, facts in found.items()]


def _task(traits: Traits) -> str:
    task = traits.get("pipeline_tag") or ""
    return "conversational" if task == "text-generation" else task


def widgets(traits: Traits) -> list[dict[str, str]] | None:
    if traits.get("pipeline_tag") == "text-generation":
        return [{"text": "Hi, what can you help me with?"}, {"text": "What is 84 * 3 / 2?"}]
    return [{"text": "Paris is the [MASK] of France."}] if traits.get("pipeline_tag") == "fill-mask" else None
