"""Rules on arrival in the window: the list, the editor of one, and what they would do (S66)."""
