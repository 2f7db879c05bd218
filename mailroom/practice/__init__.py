"""A team's day in a box: the embedded mailbox for ``practice`` and for tests.

Lives here: a small asyncio IMAP server, an SMTP sink on aiosmtpd, faults, scripted customers and
colleagues. May not: listen anywhere but on loopback.
"""
