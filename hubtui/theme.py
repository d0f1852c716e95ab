"""The colours. Every text on the background has a contrast of at least 4.5 to 1."""

from textual.theme import Theme

DARK = Theme(
    name="hubtui-dark",
    primary="#7aa2f7",
    secondary="#5a6478",
    accent="#7aa2f7",
    warning="#e0af68",
    error="#f7768e",
    success="#9ece6a",
    foreground="#d5dae3",
    background="#11151c",
    surface="#1d2430",
    panel="#1d2430",
    dark=True,
    variables={"dim": "#8b95a5", "rule": "#3b4456", "cursor": "#263248"},
)
