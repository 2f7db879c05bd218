"""Cases as files for people without Mailroom: the pack of one (N39), the ledger of many (台帳).

Owns what lies in them and how it reads. Nothing in a pack points outside: no address that a
browser would fetch, no script, no name of a file that a sender chose unchecked (R5).
"""
