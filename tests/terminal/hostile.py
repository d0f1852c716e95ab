"""Hostile text that rows, cards and errors may contain."""

import random

ESC, BEL, ST, CSI, OSC = "\x1b", "\x07", "\x1b\\", "\x9b", "\x9d"

HOSTILE = [
    f"{ESC}]52;c;aGVsbG8={BEL}",
    f"{ESC}]0;owned{BEL}",
    f"{ESC}]8;;file:///etc/passwd{ST}click{ESC}]8;;{ST}",
    f"{ESC}[2J{ESC}[H",
    f"{ESC}[31mred",
    f"{ESC}[?1049l",
    f"{ESC}[6n",
    f"{ESC}[c",
    f"{ESC}c",
    f"{ESC}P$qm{ST}",
    f"{ESC}_Gi=1;AAAA{ST}",
    f"{ESC}^private{ST}",
    f"{CSI}31mred",
    f"{OSC}52;c;aGVsbG8={BEL}",
    "\x90$qm\x9c",
    "\x9c",
    "\x85next line",
    "nul\x00byte",
    "bell\x07bell",
    "back\b\b\bspace",
    "tab\tab",
    "line\nfeed",
    "carriage\rreturn",
    "vertical\vtab",
    "form\ffeed",
    "shift\x0eout\x0f",
    "del\x7fete",
    "can\x18cel",
    "sub\x1astitute",
    f"trailing {ESC}",
    f"{ESC}{ESC}{ESC}",
    f"{ESC}[",
    f"{ESC}]",
    f"{ESC}[38;2;1;2",
    "right\u202eto left",
    "\u202dover\u202c",
    "\u2066isolate\u2069",
    "\u2067isolate\u2069\u2068",
    "mark\u200e\u200fs\u061c",
    "zero\u200bwidth",
    "join\u200dno\u200cjoin",
    "\ufeffbom",
    "soft\u00adhyphen",
    "word\u2060joiner",
    "\u2028line\u2029paragraph",
    "invisible\u2062times",
    "tag\U000e0061\U000e0062\U000e007f",
    "variation\ufe00\ufe0f\U000e0100",
    "hangul\u3164filler\uffa0",
    "braille\u2800blank",
    "grapheme\u034fjoiner",
    "private\ue000\U000f0000",
    "unassigned\u0378\U0003ffff",
    "surrogate\ud800alone",
    "interlinear\ufff9\ufffa\ufffb",
    "musical\U0001d173\U0001d17a",
    "\u0301\u0302\u0303 only marks",
    "a" + "\u0301" * 200,
    "🏴\U000e0067\U000e0062\U000e0065\U000e007f",
    "👨\u200d👩\u200d👧\u200d👦 family 🇫🇷🇩🇪🇫",
    "[@click=app.bell]click[/]",
    "x [/nope]",
    "[link=javascript:alert(1)]link[/link]",
    "x" * 10_000,
]


def made_text(rng: random.Random) -> str:
    """A hostile text of random parts."""
    parts = [
        lambda: rng.choice(HOSTILE[:-1]),
        lambda: chr(rng.choice([*range(0x20), *range(0x7F, 0xA0)])),
        lambda: chr(rng.randrange(0x2000, 0x2070)),
        lambda: chr(rng.randrange(0x110000)),
        lambda: rng.choice("aé語🤗e\u0301👍🏽1\ufe0f\u20e3"),
        lambda: (
            f"{ESC}{rng.choice('[]PX^_cM78=>(')}{rng.choice(['?', '', '1;2', '52;c;'])}{chr(rng.randrange(0x20, 0x7F))}"
        ),
    ]
    return "".join(rng.choice(parts)() for _ in range(rng.randrange(1, 8)))
