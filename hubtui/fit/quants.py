"""GGUF quants: their names in file names, and the bits for each weight.

Sources: the table of bits per weight in llama.cpp, `tools/quantize/README.md` (Llama 3.1 8B); for types that it lacks,
the sizes of their blocks in `ggml-common.h`: Q4_0 has 18 bytes for 32 weights, MXFP4 17, TQ1_0 54 for 256.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern

_NAME = re.compile(
    r"(?:^|[-._/])((?:UD-)?(?:I?Q\d(?:_[A-Z0-9]+)*|TQ\d_\d|BF16|F16|FP16|F32|MXFP4(?:_MOE)?))(?=[-._/]|$)", re.I
)
_PROJECTOR = re.compile(r"mmproj", re.I)
BITS = {
    "IQ1_S": 2.00, "IQ1_M": 2.15, "TQ1_0": 1.69, "TQ2_0": 2.06,
    "IQ2_XXS": 2.38, "IQ2_XS": 2.59, "IQ2_S": 2.74, "IQ2_M": 2.93, "Q2_K_S": 2.97, "Q2_K": 3.16, "Q2_K_L": 3.32,
    "IQ3_XXS": 3.25, "IQ3_XS": 3.50, "IQ3_S": 3.66, "IQ3_M": 3.76,
    "Q3_K_S": 3.64, "Q3_K_M": 4.00, "Q3_K": 4.00, "Q3_K_L": 4.30, "Q3_K_XL": 4.45,
    "IQ4_XS": 4.46, "IQ4_NL": 4.68, "Q4_0": 4.64, "Q4_1": 5.10, "Q4_K_S": 4.67, "Q4_K_M": 4.89, "Q4_K": 4.89,
    "Q4_K_L": 5.29, "Q4_K_XL": 5.00, "MXFP4": 4.25, "MXFP4_MOE": 4.50,
    "Q5_0": 5.57, "Q5_1": 6.03, "Q5_K_S": 5.57, "Q5_K_M": 5.70, "Q5_K": 5.70, "Q5_K_L": 6.04, "Q5_K_XL": 5.75,
    "Q6_K": 6.56, "Q6_K_L": 6.82, "Q6_K_XL": 7.30, "Q8_0": 8.50, "Q8_K_XL": 10.0,
    "F16": 16.0, "FP16": 16.0, "BF16": 16.0, "F32": 32.0,
}  # fmt: skip
"""Bits per weight by the name of the quant."""


def is_projector(path: str) -> bool:
    """Return whether a file is a projector: the part of a model that processes images or sound."""
    return bool(_PROJECTOR.search(path))


def quant_of(path: str) -> str:
    """Return the quant in a file's path, "Q4_K_M"; the name of the file if there is none."""
    name = path.rpartition("/")[2].removesuffix(".gguf")
    found = _NAME.findall(name) or _NAME.findall(path.rpartition("/")[0].rpartition("/")[2])
    return str(found[-1]).upper() if found else name


def quants_in(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the quants of known size among the GGUF files in `paths`, each once, the smallest first."""
    found = {quant_of(path) for path in paths if path.lower().endswith(".gguf") and not is_projector(path)}
    known = sorted((quant for quant in found if bits_of_quant(quant)), key=lambda quant: (bits_of_quant(quant), quant))
    return tuple(map(intern, known))  # thousands of rows share these few names


def bits_of_quant(quant: str) -> float:
    """Return the bits per weight of a quant, 0 for an unknown name."""
    return BITS.get(quant.removeprefix("UD-"), 0.0)


def quant_size(quant: str, weights: int) -> int:
    """Return the approximate bytes of this many weights in a quant, 0 for an unknown name."""
    return int(weights * bits_of_quant(quant) / 8)
