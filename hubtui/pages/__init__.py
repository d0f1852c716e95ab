"""What every screen is built on: the page frame, keys, and what a screen may ask the program for."""
