"""The journal as the fold sees it: plain forms, digests, levels, snapshots, upkeep (rules 32-35).

Lives here: what is kept and compared, and the events about the journal itself. May not: know how
messages are written (``mailroom.journal``) or rows stored (``mailroom.store``).
"""
