"""Every example of the CommonMark and GFM specifications: no raw markup, no lost text, no lost link."""

import json
import re
from pathlib import Path

from hubtui.text.sanitize import clean_card, clean_line
from tests.many import all_hold
from tests.presentation.markdown.reading import Expected, document_of, essence, in_turn

SPECS = Path(__file__).parent / "spec"
EXAMPLES = [
    (f"{name}-{number}", (name, number, source, html))
    for name in ("commonmark-0.31.2", "gfm-0.29")
    for number, source, html in json.loads((SPECS / f"{name}.json").read_text("utf-8"))
]


# Read more kindly than CommonMark asks: Markdown within a block of HTML, and HTML that is indented by four spaces.
KINDER = {
    150: "hello",
    151: "foo",
    155: "foobar",
    156: '<divid="foo"hi',
    158: "<div*???-&&&-<---foo",
    159: "foo",
    161: "intx=33;",
    162: "bar",
    163: "bar",
    164: "bar",
    165: "bar",
    166: "foo",
    177: "barbaz",
    178: "1.bar",
    183: "",
    184: "",
    186: "barfoo",
    189: "Emphasizedtext.",
    191: "Hi",
}
# GFM shows the tags of some elements as text, and makes links of addresses.
GFM_TAGS = {171: "<textarea>foobar</textarea>", 173: '<styletype="text/css">foo'}
GFM_LINKS = {608: "https://foo.bar", 611: "https://example.com", 612: "mailto:foo@bar.example.com"}
# A blank that does not break is cleaned to an ordinary one before anything is parsed.
CLEANED = {353: "•a*", 507: "link"}
# Python's own parser ends these otherwise.
COMMENTS = {180: "okay", 626: "foofoo-->foofoo-->"}
# A link around nothing shows its target.
TARGETS = {476: "****", 477: "____", 630: "fooö", 631: "foo\\*", 642: "foobar", 643: "foo\\bar"}
OTHERWISE = TARGETS | KINDER | GFM_TAGS | CLEANED | COMMENTS
NO_LINKS = {21, 31, 344, 476, 477, 630, 631, 632, 642, 643}
"""Links without an end, around nothing that could be followed; mail (632), which is never followed."""


def test_each_example_is_seen_as_the_specification_says() -> None:
    all_hold(is_seen_as_specified, EXAMPLES)


def is_seen_as_specified(name: str, number: int, source: str, html: str) -> None:
    document = document_of(clean_card(source.expandtabs(4)), 200)
    text = "\n".join(document.text(index) for index in range(len(document)))
    expected = Expected(html)
    links = [href for href in map(clean_line, expected.links) if is_followed(href)]
    if name.startswith("commonmark") and number in OTHERWISE:
        assert essence(text) == OTHERWISE[number]
    else:
        assert essence(text) == essence(clean_card(expected.essence))
    if name.startswith("commonmark") and number in GFM_LINKS:
        links = [GFM_LINKS[number]]
    if number not in CLEANED | dict.fromkeys(NO_LINKS):
        assert in_turn([link.target for link in document.links]) == in_turn(links)


def is_followed(href: str) -> bool:
    """Whether a link leads to the web, to mail, or within its repo."""
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", href)
    return scheme is None or scheme[0].lower() in ("http:", "https:", "mailto:")
