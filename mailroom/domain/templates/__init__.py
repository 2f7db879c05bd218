"""Texts that the team writes every day (定型文): kept as events, filled in for a case.

``template`` has the row, ``keeping`` judges a change of it, ``founding`` what a new team begins
with, ``filling`` puts values where placeholders stand, ``blanks`` finds what nobody filled in,
``offering`` says which texts fit a case and in which order they are shown.
"""
