"""The nastiest cards: name and source, 20 to 500 KB each."""

import random

_ROW = "| " + " | ".join(f"cell {n} of some words" for n in range(40)) + " |\n"
_PLAIN = "Some ordinary words with `code`, **weight** and a [link](https://huggingface.co/a/b).\n\n"


def _soup() -> str:
    chance = random.Random(1)
    tags = ["<div>", "</p>", "<b>", "<table><tr>", "<td", "</a>", "<a href=", "<img src=x", "<!--", "-->", "<br/>"]
    tags += ["&#x202e;", "&lt;", "<h2>", "</h9>"]
    return "".join(chance.choice(tags) + chance.choice(["", " ", "\n", "text "]) for _ in range(20_000))


CARDS: dict[str, str] = {
    "500 KB of everything": _PLAIN * 6000,
    "one paragraph": "word " * 100_000,
    "one word": "x" * 500_000,
    "lines of 10,000 characters": ("lorem ipsum " * 850 + "\n") * 30,
    "asterisks": "*" * 100_000,
    "brackets": "[" * 100_000,
    "backticks": "`" * 100_001,
    "underscores": "_a" * 50_000,
    "images without end": "![a](" * 30_000,
    "links": "[a](b) " * 30_000,
    "quotes 10,000 deep": "> " * 10_000 + "deep",
    "lists 300 deep": "\n".join("  " * depth + "- item" for depth in range(300)) * 2,
    "table of 40 columns and 1,000 rows": _ROW + "|" + "---|" * 40 + "\n" + _ROW * 1000,
    "fence without end, with controls": "```python\n" + "def f(x): return 'A\x07B\x08C\x1b[31m'\n" * 5000,
    "fence in one line": "```json\n" + "[1," * 40_000 + "\n```",
    "references in circles": "".join(f"[a{n}]: #a{n + 1}\n" for n in range(3000)) + "[a1][a2] " * 3000,
    "front matter that is no YAML": "---\n" + "{[}: &&& !!\n\t- :\n" * 2000 + "---\nbody",
    "tag soup": _soup(),
    "comment without end": "before <!-- " + "hidden " * 20_000,
    "right to left, families, joiners": ("שלום עולם 👩‍👩‍👧‍👦 a\u200db e\u0301\u0301\u0301\u0301 日本語 " * 20 + "\n\n")
    * 60,
    "NULs and separators": "a\0b\u2028c\u2029d\ufeff\n" * 4000,
    "entities for what is not shown": "&#x202e;&#27;&#0;&#x200b;&amp;lt; " * 3000,
    "attributes without end": "<a href='" * 10_000 + "x",
    "definitions": "[x]: " * 20_000,
}
