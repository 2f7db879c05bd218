"""Panes of the main window. They show models and trigger actions; they keep no state of a case."""
