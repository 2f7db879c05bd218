"""Pictures of the window, drawn off-screen on a staged practice day (``main.py shot``).

Lives here: ``draw`` (the command), ``stage`` (a window of one size that scenes play on), scenes by
area, and the staged day. May not: be imported by the window itself; only by its tests and ``app``.
"""
