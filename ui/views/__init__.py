"""Panes of the main window. They show models and trigger actions; they keep no state of a case.

Lives here: ``frame`` (what stands around), ``lists``, ``case`` with its ``mail``, ``composer`` with
``reply`` and ``writing``, ``sending``, ``escalation``. May not: open a dialog of its own accord.
"""
