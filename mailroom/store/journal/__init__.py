"""This desk's copy of the journal and the state folded from it (design section 4)."""
