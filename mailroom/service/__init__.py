"""The use cases that ``main.py`` and ``ui/`` talk to.

Lives here: room (composition root), handle, escalations, engine, bus, workers, problems, doctor,
profiles; and in rooms of their own ``intake`` (mail on its way in), ``outgoing`` (mail on its way
out), ``letters`` (internal mails and their words), ``arrival`` (rules on arrival), ``templates``
(texts of the team), ``pack`` (a case as files) and ``cli`` (the command line). May not: know Qt,
SQL, imapclient or aiosmtplib.
"""
