"""The names of HTML elements by the part that they play in a card."""


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
"""Blocks that say nothing of their own about what is in them."""

VERBATIM = _names("pre script style svg math")
"""No Markdown is in these."""

UNSEEN = _names("script style template head link meta svg param datalist")
MEDIA = _names("video audio iframe embed object")
VOID = _names("area base br col embed hr img input link meta param source track wbr")

END_BY_THEMSELVES = _names("p li dt dd td th tr thead tbody tfoot option")
"""Many of these without an end are no deep nesting."""

SWALLOWING = _names("title textarea xmp noembed noframes plaintext")
"""The beginning of one swallows all that is behind it; the Hub shows their tags as text."""

ONLY_WITH_AN_END = _names("script style iframe")
"""These swallow what is behind them too, where their end is missing."""
