"""The names of HTML elements, grouped by how cards treat them."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body caption center col colgroup dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p section summary table tbody td tfoot th "
    "thead tr ul"
)
PLAIN_BLOCKS = _names(
    "p div center section article aside main header footer nav figure figcaption address fieldset form legend details "
    "caption dl hgroup search tr thead tbody tfoot td th"
)
"""Blocks without a meaning of their own."""

VERBATIM = _names("pre script style svg math")
"""Elements whose content is not Markdown."""

UNSEEN = _names("script style template head link meta svg param datalist")
MEDIA = _names("video audio iframe embed object")
VOID = _names("area base br col embed hr img input link meta param source track wbr")

END_BY_THEMSELVES = _names("p li dt dd td th tr thead tbody tfoot option")
"""Elements whose end tag is optional: many of them in a row are no deep nesting."""

SWALLOWING = _names("title textarea xmp noembed noframes plaintext")
"""Elements whose start tag makes everything after it text. As on the Hub, their tags are shown as text."""

ONLY_WITH_AN_END = _names("script style iframe")
"""Elements that also make everything after them text if their end tag is missing."""
