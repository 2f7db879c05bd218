"""The only place that knows SQLAlchemy and SQLite.

Lives here: mail.db (raw mail, parsed text, index; rebuildable) and room.db (pending events,
journal, projection, drafts, outbox): ``files`` opens them, ``mailbox`` keeps mail and its ledger,
``journal`` the record and what is folded from it, ``searching`` the index of words, ``reading``
what is shown. May not: talk to a network, decide a rule of the domain, or let a transaction span
both files (design section 2).
"""
