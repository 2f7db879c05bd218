"""Where a person writes: tabs that cannot be mixed up, drafts that survive, the lock while typing.

Lives here: the composer, its tabs, its text. May not: send or record; the room does.
"""
