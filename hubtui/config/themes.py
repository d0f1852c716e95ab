"""The names of the themes for settings and arguments; "auto" is dark or light like the terminal."""

THEMES = ("auto", "dark", "light", "high-contrast", "ansi", "mono")
