"""The case on screen: head, next step, timeline, inspector."""
