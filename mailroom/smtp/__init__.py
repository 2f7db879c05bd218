"""The only place that knows aiosmtplib.

Lives here: send (one message, one honest outcome). May not: decide whether a mail may leave;
that is the outbox's business (design rules 13-17).
"""
