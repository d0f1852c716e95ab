"""Cards made after the shapes of real ones, by a generator that knows what is true about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

_WORDS = ("model", "scores", "weights", "tokens", "layers", "trained", "small", "large", "paper", "data", "answer")


@dataclass
class MadeCard:
    """The source of a card; its words, links and values of tables in their order."""

    source: str = ""
    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    values: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Each value of a table with the headings above it."""


class Maker:
    """Makes one card of several shapes."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.card = MadeCard()
        self._number = 0

    def make(self) -> MadeCard:
        """Make a card."""
        parts = [self.chance.choice(SHAPES)(self) for _ in range(self.chance.randrange(4, 9))]
        front = self._front_matter() if self.chance.random() < 0.5 else ""
        self.card.source = front + "\n\n".join(parts) + "\n"
        return self.card

    def _front_matter(self) -> str:
        lines = self.chance.choice((3, 300, 25_000 if self.chance.random() < 0.1 else 900))
        return "---\nlicense: mit\nmodel-index:\n" + "- hidden: value\n" * lines + "---\n"

    def word(self) -> str:
        """A word that is nowhere else in the card."""
        self._number += 1
        word = f"{self.chance.choice(_WORDS)}{self._number}x"
        self.card.words.append(word)
        return word

    def link(self) -> str:
        """The target of a link."""
        self._number += 1
        self.card.links.append(f"https://example.org/{self._number}")
        return self.card.links[-1]

    def value(self, *headings: str) -> str:
        """A value that stands below headings."""
        self._number += 1
        value = f"{self._number}.{self.chance.randrange(10)}"
        self.card.values.append((value, headings))
        return value

    def inline(self) -> str:
        """A few words, somehow set."""
        forms: list[Callable[[], str]] = [
            lambda: f"**{self.word()}**",
            lambda: f"*{self.word()}* ~~{self.word()}~~",
            lambda: f"`{self.word()}`",
            lambda: f"[{self.word()}]({self.link()})",
            lambda: f"<b>{self.word()}</b><br>{self.word()}",
            lambda: f'<a href="{self.link()}"><code>{self.word()}</code></a>',
            lambda: f'<code><a href="{self.link()}">{self.word()}</a></code>',
            lambda: f"<kbd>{self.word()}</kbd> &amp; <sub>{self.word()}</sub> <!-- hidden -->",
            lambda: f'<a href="{self.link()}"><img src="b.svg" alt="{self.word()}"></a>',
        ]
        return " ".join(self.chance.choice(forms)() for _ in range(self.chance.randrange(1, 4)))

    # Shapes

    def heading(self) -> str:
        return f"## {self.inline()}"

    def paragraph(self) -> str:
        return f"{self.inline()} {self.inline()}"

    def centred(self) -> str:
        return f'<div align="center">\n  <h1>\n    <b>{self.word()}</b> {self.word()}\n  </h1>\n</div>'

    def markdown_in_html(self) -> str:
        return f'<div align="center">\n\n# {self.inline()}\n\n{self.inline()}\n\n</div>'

    def markdown_against_html(self) -> str:
        return f"<div>\n## {self.inline()}\n{self.inline()}\n</div>"

    def indented_html(self) -> str:
        first = f'    <p align="center">\n        <b>{self.word()}</b>\n    </p>'
        return f"<div>\n\n{first}\n\n    <p>{self.word()}</p>\n\n</div>"

    def folded(self) -> str:
        return f"<details>\n<summary>{self.inline()}</summary>\n\n- {self.inline()}\n- {self.inline()}\n\n</details>"

    def alert(self) -> str:
        return f"> [!{self.chance.choice(('NOTE', 'WARNING', 'TIP'))}]\n> {self.inline()}"

    def preformatted(self) -> str:
        return f"<pre>\n{self.word()} &lt;{self.word()}&gt;\n  {self.word()}\n</pre>"

    def media(self) -> str:
        kind = self.chance.choice(("video", "audio", "iframe"))
        return f'<{kind} src="{self.link()}" width="320"></{kind}>'

    def nested_list(self) -> str:
        return f"<ul><li>{self.word()}<ul><li><a href='{self.link()}'>{self.word()}</a></li></ul></li></ul>"

    def styled(self) -> str:
        return f"<style>\n.hidden {{ color: red }}\n</style>\n\n{self.word()}"

    def joined(self) -> str:
        return f"{self.word()} می\u200cخواهم 👩\u200d👩\u200d👧 {self.word()}\u200b"

    def pipe_table(self) -> str:
        heads = [self.word() for _ in range(self.chance.randrange(2, 5))]
        lines = [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
        for _ in range(self.chance.randrange(1, 5)):
            cells = [f"{self.value(head)}<br>**{self.value(head)}**" for head in heads]
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines)

    def spanning_table(self) -> str:
        group, first, second, name = (self.word() for _ in range(4))
        head = (
            f"<tr><th rowspan=2>{name}</th><th colspan='2'>{group}</th></tr><tr><th>{first}</th><th>{second}</th></tr>"
        )
        rows = [
            f"<tr><td rowspan=2>{self.value(name)}</td><td>{self.value(group, first)}</td>"
            f"<td>{self.value(group, second)}</td></tr>"
            f"<tr><td>{self.value(group, first)}</td><td>{self.value(group, second)}</td></tr>"
            for _ in range(self.chance.randrange(1, 4))
        ]
        return f"<table>\n<thead>{head}</thead>\n<tbody>\n{''.join(rows)}</tbody></table>"


SHAPES: list[Callable[[Maker], str]] = [
    Maker.heading,
    Maker.paragraph,
    Maker.centred,
    Maker.markdown_in_html,
    Maker.markdown_against_html,
    Maker.indented_html,
    Maker.folded,
    Maker.alert,
    Maker.preformatted,
    Maker.media,
    Maker.nested_list,
    Maker.styled,
    Maker.joined,
    Maker.pipe_table,
    Maker.spanning_table,
]
