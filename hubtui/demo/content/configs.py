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
QUANTISED = {
    "awq": "awq", "gptq": "gptq", "fp8": "fp8", "bnb": "bitsandbytes", "autoround": "auto-round", "mxfp4": "mxfp4",
}  # fmt: skip
_LATENT = ("deepseek_v3", "kimi_k2")
_EXPERTS = {"qwen3_moe": 128, "deepseek_v3": 256, "kimi_k2": 384, "mixtral": 8, "gpt_oss": 32, "glm4_moe": 128}
_HEAD = 128


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
        bits = {} if traits["format"] in ("fp8", "mxfp4") else {"bits": 4}
        found["quantization_config"] = {"quant_method": QUANTISED[traits["format"]], **bits}
    chats = head == "ForCausalLM"
    words = {"bos_token": None, "chat_template": TEMPLATE, "eos_token": "<|im_end|>"} if chats else {}
    return found | {"tokenizer_config": words}


def transformers_info(traits: Traits) -> dict[str, Any] | None:
    if traits.get("library_name") != "transformers" or not model_config(traits):
        return None
    task = traits.get("pipeline_tag")
    found = {"auto_model": "AutoModel" + HEADS.get(task or "", "").replace("For", "For", 1)}
    return found | ({"pipeline_tag": task} if task else {}) | {"processor": "AutoTokenizer"}


def attention(traits: Traits, layers: int, hidden: int) -> dict[str, Any]:
    """Return the rest of config.json: the shape of the attention, by the architecture."""
    heads, architecture = max(1, hidden // _HEAD), traits.get("architecture") or ""
    found: dict[str, Any] = {
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": max(1, heads // 4),
        "head_dim": _HEAD,
    }
    if traits.get("context_length"):
        found["max_position_embeddings"] = traits["context_length"]
    if architecture in _EXPERTS:
        found |= {"num_experts": _EXPERTS[architecture], "num_experts_per_tok": 8}
    if architecture in _LATENT:
        found |= {"kv_lora_rank": 512, "qk_rope_head_dim": 64}
    if architecture == "gemma3":
        return {"text_config": found | {"sliding_window": 1024, "sliding_window_pattern": 6}}
    if architecture == "gpt_oss":
        found |= {"sliding_window": 128, "layer_types": (["sliding_attention", "full_attention"] * layers)[:layers]}
    return found


def safetensors(repo: Repo, traits: Traits) -> dict[str, Any] | None:
    """Parameters by type of number: most in the main one, of a quantised model a tenth in another.

    Of MXFP4 the Hub counts the weights, of the other quantised ones the numbers that hold them.
    """
    if repo.params < 0 or not traits.get("dtype") or traits.get("format") in ("gguf", "onnx", "pytorch"):
        return None
    rest = repo.params // 10 if traits["dtype"] in ("I32", "U32", "U8") else 0
    parameters = {"BF16": rest, traits["dtype"]: repo.params - rest} if rest else {traits["dtype"]: repo.params}
    return {"parameters": parameters, "total": repo.params}


def stored_parameters(repo: Repo, traits: Traits) -> dict[str, int]:
    """Return how many numbers of each type the files hold: a block of 32 weights in MXFP4 is 17 bytes."""
    told = safetensors(repo, traits)
    parameters: dict[str, int] = dict(told["parameters"]) if told else {}
    if traits.get("format") == "mxfp4" and "U8" in parameters:
        parameters["U8"] = parameters["U8"] // 32 * 17
    return parameters


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
