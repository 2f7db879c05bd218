"""The lock of a case, a position in the journal (rules 5-12): who holds it, how it passes on."""
