"""Creating, moving, showing and hiding, and deleting repos: one or many, safely."""
