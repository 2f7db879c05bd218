"""Mail on its way in: looked for, fetched, read, kept, accounted for, announced (I13, R1, R4).

Lives here: passes over folders, the reader process, what is put aside and tried again, mail that
others moved, the ledger. May not: send, or decide what a mail means to a case.
"""
