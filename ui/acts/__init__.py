"""What the actions of the table do: each binds verbs of one area to commands and dialogs.

May not: draw anything itself, or be imported by a view.
"""
