"""Convert a listing to one line of text and back: "author:Qwen license:mit sort:downloads -gguf instruct".

The query line, `--search` and the words after `hubtui list` share this grammar. Plain words are searched for; a name
with a colon is a filter, the author or the order; commas separate alternatives; a minus excludes loaded rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from hubtui.hub.sorts import DEFAULT
from hubtui.presentation.choice import Choice, filter_values, without_conflicts
from hubtui.presentation.filter_grammar import exclusion_of, filter_of
from hubtui.presentation.query_orders import Order, order_of, text_of_order
from hubtui.presentation.query_terms import starts_tag, term_named, term_of_filter, terms_of
from hubtui.presentation.query_words import Value, Word, quoted, quoted_value, quoted_word, split_words

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

FITS_WORD = "fits"
_ONE_EACH = ("parameters", "access", "inference", "fits")


class Fault(NamedTuple):
    """An error in a line: its part from `start` to before `end`, and a message that says what to do.

    It is unfinished if more text at its end can correct it.
    """

    start: int
    end: int
    words: str
    is_unfinished: bool = False


class Parsed(NamedTuple):
    """The choice that a line asks for, without its invalid parts, and the errors."""

    choice: Choice
    faults: tuple[Fault, ...] = ()


def parse(line: str, repo_type: RepoType) -> Parsed:
    """Return the choice that a line asks for, and its errors."""
    reader = _Reader(repo_type)
    for word in split_words(line):
        try:
            reader.take(word)
        except _AtFault as fault:
            reader.faults.append(
                Fault(fault.start, fault.end, str(fault), word.is_open or (word.name != "" and not word.values))
            )
    choice = reader.choice()
    try:
        choice.queries((), 1)
    except ValueError as error:
        start, end = reader.order_at or (0, len(line))
        reader.faults.append(Fault(start, end, str(error)))
    return Parsed(choice, tuple(reader.faults))


def parts_of(choice: Choice) -> tuple[str, str]:
    """Return the line that asks for a choice in two parts: the terms with a blank after them, and the search words."""
    terms = []
    if choice.author:
        terms.append(_term("author", choice.author.split(", ")))
    terms += [_text_of_filter(name, choice.repo_type) for name in choice.filters if not name.startswith("-")]
    if choice.sort != DEFAULT or choice.ascending:
        terms.append(_term("sort", [text_of_order(Order(choice.sort, choice.ascending), choice.repo_type)]))
    if choice.sort_loaded:
        terms.append(_term("sort", [text_of_order(Order("", sort_loaded=choice.sort_loaded), choice.repo_type)]))
    terms += [f"-{_text_of_filter(name[1:], choice.repo_type)}" for name in choice.excluded]
    return "".join(f"{term} " for term in terms), _searched(choice.text, choice.repo_type)


def fault_words(fault: Fault, line: str) -> str:
    """Return an error with the text that it is about, for output where that text cannot be marked."""
    return f'"{line[fault.start : fault.end]}": {fault.words}'


class _AtFault(ValueError):
    def __init__(self, start: int, end: int, words: str) -> None:
        super().__init__(words)
        self.start = start
        self.end = end


@dataclass
class _Reader:
    """Builds a choice from the words of a line."""

    repo_type: RepoType
    author: str = ""
    filters: list[str] = field(default_factory=list)
    order: Order = field(default_factory=lambda: Order(DEFAULT))
    order_at: tuple[int, int] | None = None
    words: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    orders_taken: set[bool] = field(default_factory=set)

    def choice(self) -> Choice:
        order = self.order
        text = " ".join(word for word in self.words if word)
        filters = without_conflicts(self.filters)
        return Choice(self.repo_type, text, self.author, filters, order.sort, order.ascending, order.sort_loaded)

    def take(self, word: Word) -> None:
        """Add a word.

        Raises:
            _AtFault: The word is invalid.
        """
        if word.is_open:
            raise _AtFault(word.start, word.end, 'the quote is not closed; put a " at its end')
        if word.name:
            self._take_named(word)
        elif word.minus:
            with _at(word.values[0]):
                name = exclusion_of(f"word:{_text_of_value(word.values[0])}", self.repo_type)
            self._add(word, name)
        elif is_fits_word(word, self.repo_type):
            self._add(word, "fits:now")
        else:
            self._take_plain(word)

    def _take_plain(self, word: Word) -> None:
        (value,) = word.values
        if f"-word:{value.text.lower()}" in (name.lower() for name in self.filters):
            raise _AtFault(word.start, word.end, f'"{value.text}" is searched for and left out; take one of them out')
        self.words.append(value.text)

    def _take_named(self, word: Word) -> None:
        term = term_named(word.name)
        if term is None and not starts_tag(word.name):
            raise _AtFault(word.start, word.end, self._no_such_name(word))
        if not word.values:
            example = term.example if term is not None else "…"
            raise _AtFault(word.start, word.end, f"a value is missing; write {word.name}:{example}")
        if term is not None and term.name == "author" and not word.minus:
            self._take_author(word)
        elif term is not None and term.name == "sort":
            self._take_order(word)
        else:
            self._take_filter(word)

    def _take_author(self, word: Word) -> None:
        if self.author:
            raise _AtFault(word.start, word.end, f"there is an author already; write author:{self.author},… for both")
        names = []
        for value in word.values:
            with _at(value):
                names.append(_text_of_value(value).strip())
        self.author = ", ".join(names)

    def _take_order(self, word: Word) -> None:
        if word.minus:
            raise _AtFault(word.start, word.end, "the order cannot be left out; for its reverse write sort:created-asc")
        with _at(word.values[0]):
            order = order_of(word.values[0].text, self.repo_type)
        is_loaded = bool(order.sort_loaded)
        if len(word.values) > 1 or is_loaded in self.orders_taken:
            raise _AtFault(word.start, word.end, "there is an order already; take one of them out")
        self.orders_taken.add(is_loaded)
        self.order_at = self.order_at if is_loaded else (word.start, word.end)
        if is_loaded:
            self.order = self.order._replace(sort_loaded=order.sort_loaded)
        else:
            self.order = order._replace(sort_loaded=self.order.sort_loaded)

    def _take_filter(self, word: Word) -> None:
        names, read = [], exclusion_of if word.minus else filter_of
        for value in word.values:
            with _at(value):
                names.append(read(f"{word.name}:{_text_of_value(value)}", self.repo_type))
        group = names[0].partition(":")[0]
        self._add(word, f"{group}:{'|'.join(dict.fromkeys(name.partition(':')[2] for name in names))}")

    def _add(self, word: Word, name: str) -> None:
        """Add a filter, unless it contradicts another."""
        group, _, value = name.partition(":")
        opposite = name[1:] if name.startswith("-") else f"-{name}"
        for other in self.filters:
            if other == opposite:
                raise _AtFault(word.start, word.end, "it is asked for and left out; take one of them out")
            if other != name and group in _ONE_EACH and other.startswith(f"{group}:"):
                first = _text_of_filter(other, self.repo_type)
                raise _AtFault(word.start, word.end, f"it contradicts {first}; take one of them out")
        if group == "fits" and "|" in value:
            raise _AtFault(word.start, word.end, "one value is enough")
        if group == "-word" and value.lower() in (text.lower() for text in self.words):
            raise _AtFault(word.start, word.end, f'"{value}" is searched for and left out; take one of them out')
        self.filters.append(name)

    def _no_such_name(self, word: Word) -> str:
        names = [term.name for term in terms_of(self.repo_type)]
        close = get_close_matches(word.name.lower(), names, 1)
        hint = f"did you mean {close[0]}:?" if close else f"there are {', '.join(names[:4])}, …"
        return f"there is no {word.name}:, {hint} put it in quotes to search for it"


@contextmanager
def _at(value: Value) -> Iterator[None]:
    """Turn a ValueError into an error about this value."""
    try:
        yield
    except ValueError as error:
        raise _AtFault(value.start, value.end, str(error)) from None


def _text_of_value(value: Value) -> str:
    if "|" in value.text:
        raise ValueError("a | cannot be part of a value: it parts alternatives")
    if not value.text.strip():
        raise ValueError("there is nothing between the quotes")
    return value.text


def is_fits_word(word: Word, repo_type: RepoType) -> bool:
    """Return whether a plain word is the filter for models that fit."""
    return repo_type == "model" and not word.is_quoted and word.values[0].text.lower() == FITS_WORD


def _text_of_filter(name: str, repo_type: RepoType) -> str:
    if name == "fits:now":
        return FITS_WORD
    group = name.partition(":")[0]
    parts = [term_of_filter(f"{group}:{value}", repo_type) for value in filter_values(name)]
    if len({term for term, _ in parts}) > 1:
        parts = [(group, value) for value in filter_values(name)]
    if parts and not parts[0][0]:
        return quoted_word(parts[0][1])
    return _term(parts[0][0] if parts else group, [value for _, value in parts])


def _term(name: str, values: Sequence[str]) -> str:
    return f"{name}:{','.join(map(quoted_value, values))}"


def _searched(text: str, repo_type: RepoType) -> str:
    """Return the words to search for, quoted if they would mean something else."""
    words = text.split()
    if text != " ".join(words):
        return quoted(text)
    is_model = repo_type == "model"
    return " ".join(quoted(word) if is_model and word.lower() == FITS_WORD else quoted_word(word) for word in words)
