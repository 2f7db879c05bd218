"""The use cases that ``main.py`` and ``ui/`` talk to.

Lives here: room (composition root), handle, ingest, outbox, escalations, bus, workers, problems,
doctor, profiles; ``letters`` (internal mails and their words) and ``cli`` (the command line).
May not: know Qt, SQL, imapclient or aiosmtplib.
"""
