"""Cards made after the shapes of real ones: no raw markup, no value under a wrong heading, no lost link."""

import random
import re
from collections.abc import Callable

from hubtui.text.document import Lines
from hubtui.text.sanitize import clean_card
from hubtui.text.width import cell_width
from tests.presentation.markdown.made import Maker
from tests.presentation.markdown.reading import document_of

RAW = re.compile(r"</?[a-z]+[ >/]|\*|~~|`|\]\(|^\s*#|\[!|&[a-z]+;|hidden:? |\u200b|\ufffd|^\s*\|")

PREFORMATTED = re.compile(r"<[a-z]+\d+x>")
"""Words between angle brackets, which a card has as entities."""


def test_made_cards_keep_their_words_links_and_headings(runs: Callable[[int], int]) -> None:
    seed = random.randrange(2**32)
    for number in range(runs(300)):
        chance = random.Random(f"{seed}/{number}")
        card = Maker(chance).make()
        width = chance.choice((28, 60, 100))
        document = document_of(clean_card(card.source), width)
        lines = [document.text(index) for index in range(len(document))]
        where = f"seed {seed}/{number}, width {width}:\n{card.source[-3000:]}\n" + "\n".join(lines)
        body = lines[lines.index("─" * width) + 1 :] if card.source.startswith("---") else lines
        assert not [line for line in body if RAW.search(PREFORMATTED.sub("", line))], where
        text = "".join("".join(body).split())
        missing = [word for word in card.words if word not in text]
        assert not missing, f"{missing} {where}"
        assert {link.target for link in document.links} >= set(card.links), where
        for value, headings in card.values:
            assert stands_below(document, value, headings), f"{value} {headings} {where}"


def stands_below(document: Lines, value: str, headings: tuple[str, ...]) -> bool:
    """Whether a value has its headings on its line (as "heading: value"), or right above it and no other."""
    lines = [document.text(index) for index in range(len(document))]
    at = next(index for index, line in enumerate(lines) if re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.])", line))
    block = "".join("".join(lines[max(0, at - 4) : at + 1]).split())
    if " / ".join(headings).replace(" ", "") + ":" in block:
        return True
    column = cell_width(lines[at][: lines[at].index(value)])
    rule = max(index for index in range(at) if lines[index].strip("─ ") == "" and "─" in lines[index])
    return all(
        any(_begins_at(line, heading, column) for line in lines[max(0, rule - 6) : rule]) for heading in headings
    )


def _begins_at(line: str, heading: str, column: int) -> bool:
    start = line.find(heading)
    others = re.findall(r"\S+", line)
    following = [line.index(other) for other in others if start >= 0 and line.index(other) > start]
    return start >= 0 and start <= column < min(following, default=10**6)
