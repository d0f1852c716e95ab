"""What opens over a screen and gives something back: menus, pickers, questions, help."""
