"""From models to cells and facts: pure functions."""
