"""The themes that can be asked for, by their names; auto is dark or light, as the terminal's background is."""

THEMES = ("auto", "dark", "light", "high-contrast", "ansi", "mono")
