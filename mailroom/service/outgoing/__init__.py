"""Mail on its way out: written, checked, queued, sent once, filed (rules 13-17).

Lives here: composing to final bytes, drafts, the outbox, the moves of sending. May not: decide
when a mail may leave; ``domain.sends`` does.
"""
